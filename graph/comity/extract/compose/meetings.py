"""Meetings: officials of two or more states met, were received, called on each other, or spoke.

Who met is read sentence by sentence (`meeting_sides`). A sentence that tells of the same states tells the same meeting
again, unless somebody new met one who was there before, or the days exclude each other; who else was there is added.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.draft import Draft, figures, is_before_plan, is_civil, is_military, is_to_come
from comity.extract.compose.gatherings import gathered, is_of_many
from comity.extract.compose.meeting_sides import PAIR, add_people, sides_told
from comity.extract.compose.meetings_apart import apart, guests_received, on_days, one_after_another, with_each
from comity.extract.compose.retracted import not_retracted
from comity.extract.compose.rounds import holder_of_round
from comity.extract.mention import Mention
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_EVENTS: Final = ("meet", "phone", "receive", "discuss", "host", "visit", "sign", "agree")
_BACK: Final = 2  # sentences between two that tell of one meeting
_TO_PRESS: Final = 4  # tokens between a verb and the reporters to whom somebody talked
_PLANNED: Final = 8  # tokens between an event and the word that plans it
_ATTENDED: Final = 3  # sentences after a meeting that tell who else was there
_WEAK: Final = frozenset({"met-last-named", "official-met-frame", "officials-by-office", "gathering", "sides-met"})
_CERTAIN: Final = frozenset(
    {"officials-met", "met-last-named", "official-met-frame", "officials-by-office", "officials-discussed"}
)
_OF_PAIR: Final = frozenset({"gathering", "sides-met"})
_TOLD_TO_MEET: Final = _CERTAIN | {"met-with", "called-on-official"}
_LOOSE: Final = frozenset({"signed-together", "session-of-states"})
_STATESMEN: Final = frozenset({"head-of-state", "head-of-government", "foreign-minister", "ambassador"})


def meetings(reading: Reading) -> list[Draft]:
    """One draft for each set of states whose officials met (and each day, where several are told)."""
    found: list[Draft] = []
    last: Draft | None = None
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or is_civil(reading, sentence):
            continue
        told = [d for d in _told(reading, sentence) if not _is_of_statesmen(reading, sentence, d)]
        if told and last is not None and _is_attendance(reading, sentence, told[0], last):
            told = []
        if not told and last is not None and reading.on("took-part-in-meeting"):
            _attend(reading, sentence, last)
        for draft in told:
            known = _same_meeting(reading, found, draft)
            if known is None:
                found.append(draft)
                last = draft
            else:
                _join(known, draft)
                last = known
    return not_retracted(reading, found)


def _is_of_statesmen(reading: Reading, sentence: Sentence, draft: Draft) -> bool:
    """`The sultan received the president. The heads of state discussed trade`: a meeting without a military word."""
    people = draft.slots["officials"]
    assert isinstance(people, list)
    roles = {role for person in people for role in person.roles}
    after = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    return (
        bool(roles) and roles <= _STATESMEN and any(is_civil(reading, s) for s in after) and not is_military(sentence)
    )


def _told(reading: Reading, sentence: Sentence) -> list[Draft]:
    nouns = {(e.first, e.last) for e in sentence.of("events", *_EVENTS) if e.has("noun")}
    many = bool(sentence.of("events", "meet")) and is_of_many(reading, sentence)
    for event in sentence.of("events", *_EVENTS):
        if sentence.unreal(event.first):
            continue
        if event.value in {"meet", "discuss"} and _is_to_press(reading, sentence, event):
            continue
        if _is_planned(sentence, event) and not is_before_plan(sentence, event):
            continue
        if event.has("noun") and sentence.verb_final and event.is_case("ABL"):
            continue  # `after the meeting`
        if not event.has("noun") and (event.first, event.last) in nouns:
            continue  # a noun made of the verb
        if several := _several(reading, sentence, event):
            return several
        draft = gathered(reading, sentence, event) if many and event.value == "meet" else None
        if draft is None:
            draft = sides_told(reading, sentence, event)
            if many and draft is not None and draft.rules[0] in _OF_PAIR and len(draft.slots["states"]) == PAIR:  # type: ignore[arg-type]
                continue
        if draft is not None and not is_to_come(reading, draft):
            told = on_days(reading, sentence, event, draft)
            return one_after_another(reading, sentence, draft) if len(told) == 1 else told
    return []


def _several(reading: Reading, sentence: Sentence, event: Mention) -> list[Draft]:
    """Meetings of which the words show by themselves who met: one by one, with each, with all the guests."""
    return (
        apart(reading, sentence, event)
        or guests_received(reading, sentence, event)
        or with_each(reading, sentence, event)
    )


def _is_to_press(reading: Reading, sentence: Sentence, event: Mention) -> bool:
    """Whether it is talk with reporters: `talked with journalists`, `gazetecilerle konuştu`."""
    a, b = sentence.clause(event.first)
    for m in sentence.of("topics", "press"):
        if not a <= m.first < b or min(abs(m.first - event.last), abs(event.first - m.last)) > _TO_PRESS:
            continue
        links = sentence.of("links", "with")
        if any(w.last == m.first or (sentence.verb_final and w.first == m.last) for w in links):
            return True
        if sentence.verb_final and sentence.tokens[m.last - 1].key.endswith(
            reading.page.matcher.endings_of("COM") or ("\0",)
        ):
            return True
    return False


def _is_planned(sentence: Sentence, event: Mention) -> bool:
    """Whether a word for planning is near, in the clause: none that is part of `the next day`."""
    a, b = sentence.clause(event.first)
    days = sentence.words_of("dates", "next-day")
    return any(
        a <= m.first < b and min(abs(m.first - event.first), abs(m.last - 1 - event.first)) <= _PLANNED
        for m in sentence.of("cues", "planned")
        if m.first not in days
    )


def _attend(reading: Reading, sentence: Sentence, last: Draft) -> None:
    """`The ambassador was present`: who else was at the meeting told before."""
    if sentence.of("exercises", "exercise") or sentence.index - last.sentence.index > _ATTENDED:
        return
    if any(not sentence.unreal(e.first) for e in sentence.of("events", "take-part")):
        add_people(last, figures(reading, sentence, last.slots["states"]))  # type: ignore[arg-type]


def _is_attendance(reading: Reading, sentence: Sentence, draft: Draft, last: Draft) -> bool:
    """Whether a sentence only tells who was at the meeting just told: `the attaché attended the meeting`."""
    present = {f.state for f in reading.officials(sentence)}
    return (
        draft.noun
        and len(present) == 1
        and present <= set(last.slots["states"])  # type: ignore[call-overload]
        and sentence.index - last.sentence.index <= _ATTENDED
        and bool(sentence.of("events", "take-part"))
        and reading.on("took-part-in-meeting")
    )


def _same_meeting(reading: Reading, found: list[Draft], draft: Draft) -> Draft | None:
    """The meeting that is told again: of the same states; a verb with another official, later on, is a new one."""
    states = set(draft.slots["states"])  # type: ignore[call-overload]
    for known in reversed(found):
        before = set(known.slots["states"])  # type: ignore[call-overload]
        if states == before:
            return None if reading.on("another-meeting") and _another(reading, known, draft) else known
        if states < before and draft.rules[0] == "guests-received":
            return known  # somebody received those who had gathered
        near = draft.sentence.index - max(s.index for s in (known.sentence, *known.more)) <= _BACK
        weak = draft.noun or draft.rules[0] in _WEAK
        if states < before and len(before) > PAIR and weak and near:
            return known
    return None


def _another(reading: Reading, known: Draft, draft: Draft) -> bool:
    """Whether somebody new met one who was there before, or the days exclude each other."""
    if "met-then" in draft.rules:
        told = [known.sentence, *known.more]
        return draft.sentence not in told or "met-then" not in known.rules
    days = [d.slots["date"] for d in (known, draft)]
    if known.sentence.kind == "title" and days[0] is None:
        return False  # what a headline tells is told again below
    if (
        draft.rules[0] not in _LOOSE
        and all(isinstance(d, str) and len(d) == len("2025-01-31") for d in days)
        and days[0] != days[1]
    ):
        return True
    if _is_next_of_round(reading, known, draft):
        return True
    if draft.noun or draft.rules[0] in _LOOSE or len(known.slots["states"]) > PAIR:  # type: ignore[arg-type]
        return False
    return (
        (known.sentence.paragraph != draft.sentence.paragraph or _goes_on(draft.sentence))
        and draft.rules[0] in _CERTAIN
        and _is_other_host(known, draft)
    )


def _is_next_of_round(reading: Reading, known: Draft, draft: Draft) -> bool:
    """Whether it is the next of the several meetings of which the article is: another paragraph, another host."""
    holder = holder_of_round(reading, draft.sentence)
    if holder is None or known.sentence.kind == "title" or draft.rules[0] not in _TOLD_TO_MEET:
        return False
    if any(s.paragraph == draft.sentence.paragraph for s in (known.sentence, *known.more)):
        return False
    old, new = (
        [p for p in d.slots["officials"] if p.state != holder.state and not BOUND_ABROAD & set(p.roles)]  # type: ignore[attr-defined]
        for d in (known, draft)
    )
    return bool(old) and any(p not in old for p in new)


def _is_other_host(known: Draft, draft: Draft) -> bool:
    """Whether of one state somebody else is there than before: none of those told then, envoys left aside."""
    old, new = ([p for p in d.slots["officials"] if not BOUND_ABROAD & set(p.roles)] for d in (known, draft))  # type: ignore[attr-defined]
    both = {p.state for p in old} & {p.state for p in new}
    return any(all(p not in old for p in new if p.state == state) for state in both)


def _goes_on(sentence: Sentence) -> bool:
    """Whether the sentence tells what came next: the same day, then, separately."""
    return bool(sentence.of("dates", "same-day", "next-day", "last-day") or sentence.of("links", "then"))


def _join(known: Draft, other: Draft) -> None:
    known.more.append(other.sentence)
    for slot in ("date", "place"):
        known.slots[slot] = known.slots[slot] or other.slots[slot]
    add_people(known, other.slots["officials"])  # type: ignore[arg-type]
