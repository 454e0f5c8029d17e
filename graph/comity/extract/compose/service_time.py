"""When troops serve abroad: the date of a posting, and whether it is current, past or planned.

1. Who is to leave is still there; who left, or came home, was there.
2. "Since" makes it current, a period that ended before the year of publication past.
3. The verb that governs the place says the rest by its tense (service.tsv), words of time in its clause where it has
   none; who went long ago, in a clause without a word for now, is no longer there.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Final

from comity.dates import bounds
from comity.extract.compose.exercise_time import is_until
from comity.extract.compose.postings import Post
from comity.extract.compose.spans import VERBS, span_of, spans
from comity.extract.compose.troops import antecedent, is_item, is_nominal
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_BESIDE: Final = 2  # tokens between the first and the last year of a period
_NOW: Final = 4  # tokens between "now" and the place
_OPEN: Final = "/.."
_SPOKEN: Final = 2  # tokens between a word for the future and the verb it governs
_CENTURY: Final = 2000  # what was before is long ago for every article
_LONG_AGO: Final = 550  # days before the publication


def date_of(sentence: Sentence, post: Post) -> Dated | None:
    """The date of the posting: of its clause; else the only one of a sentence in which no other clause has its own."""
    first = _beginning(sentence, post)
    inside = [d for d in sentence.dates if first <= d.first < post.last]
    if post.stationed and not inside:
        after = [d for d in sentence.dates if 0 <= d.first - post.last <= 1 and d.value.endswith(_OPEN)]
        return after[0] if after else None
    if (years := _from_to(inside)) is not None:
        return years
    if inside:
        return min(inside, key=lambda d: abs(d.first - post.at))
    verbs = sentence.of("events", "deploy", "withdraw") + sentence.of("service", *VERBS)
    other = [e for e in verbs if not e.has("noun") and not post.first <= e.first < post.last]
    return sentence.dates[0] if len(sentence.dates) == 1 and not other else None


def _from_to(dates: list[Dated]) -> Dated | None:
    """`2003-cü ildən 2008-ci ilədək`: two days, months or years that follow each other, as one time."""
    for a, b in itertools.pairwise(dates):
        alike = "/" not in a.value + b.value and len(a.value) == len(b.value)
        if alike and a.value < b.value and 0 <= b.first - a.last <= _BESIDE:
            return replace(a, last=b.last, value=f"{a.value}/{b.value}")
    return None


def period_of(sentence: Sentence, post: Post, date: Dated | None, status: str) -> str | None:
    """The date; of troops that left, from since when they were there until the one other time that is told."""
    if date is None or status != "past":
        return date.value if date else None
    since = [d.value for d in sentence.dates if d.value.endswith(_OPEN)]
    ends = [d.value for d in sentence.dates if "/" not in d.value]
    if len(since) == 1 and len(ends) == 1 and post.left and since[0].removesuffix(_OPEN) < ends[0]:
        return f"{since[0].removesuffix(_OPEN)}/{ends[0]}"
    return date.value


def status_of(reading: Reading, sentence: Sentence, post: Post, date: Dated | None) -> str:
    """`current`, `past` or `planned`."""
    cues = sentence.cues(post.at)
    verb = governing(sentence, post)
    planned = _is_planned(sentence, post, cues, verb)
    if post.left:
        if is_item(sentence) and not planned and any(not d.value.endswith(_OPEN) for d in sentence.dates):
            return "past"  # `January 2021: the last platoon leaves X`
        parts = any(post.first <= m.first < post.last for m in sentence.of("service", "parts"))
        return "current" if (planned or parts) and reading.on("still-there") else "past"
    if date and date.value.endswith(_OPEN):
        if is_item(sentence) and sentence.of("service", "leaves", "parts"):
            return "past"
        gone = verb is not None and verb.value == "then" and sentence.of("service", "leaves")
        return "past" if gone else "current"  # `where it had been since then, it left`
    if date and _is_over(reading, date):
        return "past"
    if post.stationed and _led_then(sentence, post):
        return "past"
    if _is_training(sentence, post):
        return "current"
    if post.attribute and not _once(sentence, post):
        former = any(post.first <= m.first < post.last for m in sentence.of("cues", "former"))
        return "past" if post.stationed and former else "current"
    if "planned" in cues and "current" in cues and _is_now(sentence, post.at):
        return "current"  # `more men will join those who now serve in X`
    if planned:
        return "planned"
    tense = _tense(sentence, post, verb)
    if tense in {"goes", "then"} and (later := _afterwards(sentence, post)):
        return later
    if date and "/" not in date.value and tense in {"then", "goes"} and is_until(sentence, date):
        return "past"
    if date and _was_led(sentence, post):
        return "past"
    once = _once(sentence, post)
    if verb is None and is_nominal(sentence, post.first, post.last) and not once:
        return "current"
    if tense == "now":
        return "past" if once and "current" not in cues else "current"
    long_past = date is not None and _is_long_past(reading, date)
    if tense == "goes":
        return "past" if (long_past or once) and "current" not in cues else "current"
    if (
        tense == "then"
        or (once and "current" not in cues)
        or (cues & {"past", "former"} and not cues & {"current", "ongoing"})
    ):
        return "past"
    return "past" if long_past and "current" not in cues else "current"


def _afterwards(sentence: Sentence, post: Post) -> str | None:
    """`They sent a company to X; it returned in 2007`: what a later piece without a place says of the same troops."""
    pieces = [(a, b) for a, b in spans(sentence) if a >= post.last]
    if sentence.conjunctions:  # `and returned` is one word, and no mark stands before it
        pieces.insert(0, (post.at + 1, post.last))
    elsewhere = {s.first for s in sentence.states} | {m.first for m in sentence.of("regions") + sentence.towns}
    for a, b in pieces:
        if any(a <= i < b for i in elsewhere):
            return None
        if any(a <= m.first < b and not m.is_case("DAT", "LOC", "GEN") for m in sentence.of("service", "leaves")):
            return None if sentence.unreal(a) else "past"
    return None


def _led_then(sentence: Sentence, post: Post) -> bool:
    """`In 2019 he commanded the battalion serving in X`: the command of the unit told with its place is dated."""
    a, b = span_of(sentence, post.at)
    led = any(a <= m.first < b for m in sentence.of("service", "led"))
    return led and any(not d.value.endswith(_OPEN) for d in sentence.dates)


def _is_training(sentence: Sentence, post: Post) -> bool:
    """Whether instructors train others there."""
    words = sentence.of("service", "trainers"), sentence.of("service", "trains")
    return all(any(post.first <= m.first < post.last for m in told) for told in words)


def taking_over(reading: Reading, sentence: Sentence, post: Post) -> Dated | None:
    """`They saw off a rotation for X: 139 men will take over in April`: the day to come, told in a later piece."""
    published = reading.page.published
    verb = governing(sentence, post)
    if verb is None or verb.value != "goes" or published is None:
        return None
    later = [m.first for m in sentence.of("service", "will") if m.first >= post.last]
    days = [d for d in sentence.dates if later and d.first >= post.last and d.value[:7] > published[:7]]
    return days[0] if len(days) == 1 else None


def _tense(sentence: Sentence, post: Post, verb: Mention | None) -> str:
    """The value of the verb; an auxiliary of the past before it makes what it tells past (`كانوا يخدمون`)."""
    if verb is None:
        return ""
    was = any(post.first <= m.first < verb.first for m in sentence.of("service", "was"))
    return "then" if was and verb.value == "now" else verb.value


def _was_led(sentence: Sentence, post: Post) -> bool:
    """`In 2019 he commanded the battalion serving in X`: what is dated is the command, and that is past."""
    first = _beginning(sentence, post)
    return any(first <= m.first < post.last for m in sentence.of("service", "led"))


def _beginning(sentence: Sentence, post: Post) -> int:
    """Where what tells of the posting begins: with what the participle belongs to, where somebody led it."""
    if antecedent(sentence, post.first) == post.first:
        return post.first
    a, b = span_of(sentence, post.first - 1)
    return a if any(a <= m.first < b for m in sentence.of("service", "led")) else post.first


def _once(sentence: Sentence, post: Post) -> bool:
    """Whether a word of the clause puts it long ago."""
    return any(post.first <= m.first < post.last for m in sentence.of("service", "once"))


def governing(sentence: Sentence, post: Post) -> Mention | None:
    """The verb of service whose place it is: the nearest on the side where verbs stand, else on the other."""
    verbs = [
        m
        for m in sentence.of("service", *VERBS)
        if post.first <= m.first < post.last
        and not m.is_case("DAT", "LOC", "ABL", "GEN")  # a noun that is written like the verb
        and (post.left or m.value not in {"leaves", "parts"})
    ]
    longest = {m.first: len(m.entry.form) for m in sorted(verbs, key=lambda m: len(m.entry.form))}
    verbs = [m for m in verbs if len(m.entry.form) == longest[m.first]]  # `görev yapıyordu*`, and not `görev yapıyor*`
    after = [m for m in verbs if m.first >= post.at]
    before = [m for m in verbs if m.first < post.at]
    if sentence.verb_final:
        return after[0] if after else before[-1] if before else None
    return before[-1] if before else after[0] if after else None


def _is_over(reading: Reading, date: Dated) -> bool:
    published = reading.page.published
    return "/" in date.value and (published is None or date.value.split("/")[1][:4] < published[:4])


def _is_long_past(reading: Reading, date: Dated) -> bool:
    """Whether it is long before the publication, or before the last year of an article without one."""
    end = bounds(date.value).latest
    if end is None or end.year < _CENTURY:
        return end is not None
    published = reading.page.published
    if published is None:
        years = [d.value[-4:] for s in reading.page.sentences for d in s.dates if d.is_years]
        years += [d.value[:4] for s in reading.page.sentences for d in s.dates if not d.is_years]
        last = max((y for y in years if y.isdigit()), default="")
        return bool(last) and date.is_years and int(date.value[-4:]) < int(last) - 1
    now = bounds(published).earliest
    return now is not None and (now - end).days > _LONG_AGO


def _is_planned(sentence: Sentence, post: Post, cues: set[str], verb: Mention | None) -> bool:
    if verb is not None and verb.value == "will":
        return True
    served = {e.last - 1 for e in sentence.of("events", "deploy") if post.first <= e.first < post.last}
    planned = sentence.of("cues", "planned")
    if any(c.last - 1 in served for c in planned):
        return True
    if verb is None:
        return "planned" in cues
    if verb.value == "now":  # `kalacak`: who stays is there
        planned = [c for c in planned if c.first != verb.last - 1]
    return any(c.first - _SPOKEN <= verb.last - 1 and verb.first <= c.last - 1 + _SPOKEN for c in planned)


def _is_now(sentence: Sentence, at: int) -> bool:
    """Whether a word for now stands right beside the place, nearer than any word for later."""
    now, later = ([abs(m.first - at) for m in sentence.of("cues", value)] for value in ("current", "planned"))
    return bool(now) and min(now) <= _NOW and min(now) < min(later, default=min(now) + 1)
