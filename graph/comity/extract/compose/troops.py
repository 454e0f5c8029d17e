"""What a piece of a sentence tells of troops abroad, and by which words.

They serve there (a verb of service.tsv or events.tsv, with a word for those who serve, an organisation, or the name of
a people), they go, they leave, they are led; or it is an item of a list. Exercises, visits, talks and studies are other
matters, unless an organisation is named.
"""

from __future__ import annotations

import re
from typing import Final

from comity.extract.compose.spans import VERBS, span_of, verbs_in
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence, once
from comity.extract.tokens import MARK, NUMBER

_DATED_NAME: Final = re.compile(r"\d\W*$")  # «Southern Cross-2023» is an exercise
#: Bodies that serve abroad.
TROOPS: Final = ("unit", "forces")
_BESIDE: Final = 8  # tokens between a mission and its place, a commander's verb and the unit
_GOING: Final = ("send", "arrive", "depart", "withdraw")
_OF_UNIT: Final = 2  # tokens between a unit and where it is
_OF_HEAD: Final = 3  # tokens between an army in the genitive and the office of its head
_ANTECEDENT: Final = 4  # tokens before a relative clause
_ITEMS: Final = "–—-•▪"
_TWOFOLD: Final = frozenset({"study", "supply", "hold", "host"})  # what their verbs say may be said of troops too
_OTHER_MATTERS: Final = (
    "visit",
    "receive",
    "meet",
    "phone",
    "discuss",
    "sign",
    "approve",
    "study",
    "port-call",
    "supply",
    "hold",
    "host",
)


def antecedent(sentence: Sentence, a: int) -> int:
    """Where the words begin to which a relative clause from token `a` on belongs; `a` itself if it is none."""
    begins = any(m.first in (a, a + 1) for m in sentence.of("service", "which")) or any(
        m.first == a for m in sentence.of("service", *VERBS)
    )
    comma = a > 0 and sentence.tokens[a - 1].text in ",،"
    return max(0, a - _ANTECEDENT) if begins and comma and not sentence.verb_final else a


@once
def troops_in(sentence: Sentence, a: int, b: int) -> list[Mention]:
    """The words in tokens[a:b] for those who serve abroad."""
    words = sentence.of("institutions", *TROOPS) + sentence.of("service", "men", "units", "helpers", "ships")
    words += [m for m in sentence.of("events", "deploy") if m.has("noun")]
    offices = [r for r in sentence.of("roles") if r.value != "none"]
    heads = {r.first for r in offices} if sentence.verb_final else set()
    return [
        m
        for m in words
        if a <= m.first < b
        and not _is_of_office(m, offices)
        and not ("GEN" in m.case.split("/") and heads & set(range(m.last, m.last + _OF_HEAD)))
    ]


def ways_of(
    reading: Reading, sentence: Sentence, a: int, b: int, told: bool = False, at: int | None = None
) -> set[str]:
    """In which ways tokens[a:b] tell of troops abroad: that they serve, go, leave, are led, or are listed.

    `told`: whether the sentences before told of some; `at`: where the place stands.
    """

    def within(type_: str, *values: str) -> list[Mention]:
        return [m for m in sentence.of(type_, *values) if a <= m.first < b]

    organisations = within("organisations")
    drill = is_drill(sentence, a, b)
    other = _is_other_matter(sentence, a, b)
    offices = [r for r in within("roles") if r.value != "none"] + within("ranks")
    offices += within("events", "cooperate")  # `iş birliği`
    units = [m for m in within("institutions", *TROOPS) if not _is_of_office(m, offices)]
    named = bool(troops_in(sentence, 0, len(sentence.tokens)) or sentence.of("organisations"))
    serve = [
        e
        for e in within("events", "deploy")
        if (not drill and (units or organisations) if e.has("weak") else named and not (e.has("noun") and other))
        and not within("institutions", "delegation")
    ]
    troops = units + serve
    peace = bool(organisations or within("areas", "peacekeeping"))
    found: set[str] = set()
    if serve:
        found.add("serving")
    visit = within("events", "visit")
    if peace and within("events", *_GOING) and not other and not visit and reading.on("gone-to-mission"):
        found.add("going")
    if units and within("events", "send") and not drill and not other and reading.on("troops-sent"):
        found.add("going")
    if troops and within("events", "withdraw") and not drill and not other and reading.on("troops-withdrawn"):
        found.add("left")
    led = within("cues", "commanded") or within("events", "lead")
    if led and not drill and reading.on("unit-led-abroad"):
        companies = within("institutions", "unit")
        if any(_is_led(sentence, m, u) for m in led for u in companies):
            found.add("led")
    start = antecedent(sentence, a)
    sure = units + sentence.of("service", "men", "units") + organisations
    values = ("men", "units", "ours", *(("helpers",) if sure else ()), *(("ships",) if organisations else ()))
    bodies = [m for m in sentence.of("service", *values) if start <= m.first < b]
    men = units + [m for m in bodies if not _is_of_office(m, offices)] + _demonyms(sentence, a, b)
    men += within("service", "we") if organisations else []
    if told and not offices and not men and (organisations or not _is_other_state(sentence, a, b, at)):
        men += organisations or within("service", "now", "then")  # `then they served in X`
    left = within("service", "leaves", "parts")
    before = told or any(t.last <= a for t in troops_in(sentence, 0, a) if t.type != "events")
    if left and before and not offices and not men and not _is_other_state(sentence, a, b, at):
        men += left  # `Sappers served beside them; they left Iraq in 2005`
    men += within("service", "mission") if left else []
    if men and not drill and not other and reading.on("troops-told"):
        if within("service", "now", "then", "will") or is_nominal(sentence, a, b):
            found.add("serving")
        if within("service", "goes", "relieves") and not visit:
            found.add("going")
        if within("service", "leaves", "parts"):
            found.add("left")
        if _is_attribute(sentence, a, b):
            found.add("serving")
    if within("service", "trainers") and within("service", "trains") and not visit and reading.on("trainers-there"):
        found.add("serving")
    item = is_item(sentence) and (organisations or troops or sentence.dates)
    if item and not drill and reading.on("listed-deployment"):
        found.add("listed")
    return found


def _demonyms(sentence: Sentence, a: int, b: int) -> list[Mention]:
    """`The Fijians`: adjectives of states that stand alone, before a verb, a preposition, a date or a place."""
    after = {m.first for m in verbs_in(sentence) + sentence.of("links") + sentence.of("cues", "current", "past")}
    after |= {d.first for d in sentence.dates} | {s.first for s in sentence.states if s.type == "states"}
    after |= {m.first for m in sentence.of("regions") + sentence.of("service", "once")}
    return [
        m
        for m in sentence.of("adjectives")
        if a <= m.first < b and m.last in after and set(m.case.split("/")) & {"NOM", "PL"} and not m.inside
    ]


def is_item(sentence: Sentence) -> bool:
    """Whether it is an item of a list: a dash, a bullet or a short number with its mark begins it."""
    first = sentence.tokens[0]
    numbered = first.kind == NUMBER and len(first.text) <= 2 and len(sentence.tokens) > 1
    return first.text in _ITEMS or (numbered and sentence.tokens[1].text == ")")


def is_nominal(sentence: Sentence, a: int, b: int) -> bool:
    """`Moğol gözlemciler hâlâ Batı Sahra'da`: a piece without a verb that ends in the place."""
    if not sentence.verb_final or sentence.kind == "title" or any(a <= v.first < b for v in verbs_in(sentence)):
        return False
    last = b - 1
    while last > a and sentence.tokens[last].kind == MARK:
        last -= 1
    places = [(s.last, s.case) for s in sentence.states if s.type == "states"]
    places += [(m.last, sentence.case_of(m)) for m in [*sentence.of("regions"), *sentence.towns]]
    return any(end == last + 1 and "LOC" in case.split("/") for end, case in places)


def _is_other_state(sentence: Sentence, a: int, b: int, at: int | None) -> bool:
    """Whether tokens[a:b] name somebody of whom they may tell instead: a state that is no place, a delegation."""
    others = [
        s
        for s in sentence.states
        if a <= s.first < b and s.first != at and not (s.type == "states" and s.is_case("LOC", "DAT"))
    ]
    return bool(others or [m for m in sentence.of("institutions") if a <= m.first < b])


def _is_of_office(body: Mention, offices: list[Mention]) -> bool:
    """Whether a word for troops is part of an office or rank: `commander of the army`."""
    return any(r.first <= body.first and body.last <= r.last for r in offices)


def is_drill(sentence: Sentence, a: int = 0, b: int = 0) -> bool:
    """Whether the sentence tells of an exercise or of training; not what tokens[a:b] add with an `and`."""
    return _is_exercise(sentence) or any(not _is_added(sentence, m, a, b) for m in sentence.of("service", "drill"))


@once
def _is_exercise(sentence: Sentence) -> bool:
    """Whether the sentence tells of an exercise, or names something that ends in a number as exercises do."""
    titles = ["".join(t.text for t in sentence.tokens[a:b]) for a, b in sentence.quoted]
    return bool(sentence.of("exercises", "exercise")) or any(_DATED_NAME.search(title) for title in titles)


def _is_added(sentence: Sentence, m: Mention, a: int, b: int) -> bool:
    """`They are stationed in X and train every day`: an `and` stands between a verb of service and what follows."""
    verbs = [v for v in sentence.of("service", "now", "then") if a <= v.first < b and v.last <= m.first]
    if not verbs:
        return False
    if sentence.tokens[m.first].key.startswith(sentence.conjunctions or "\0"):
        return True
    return any(verbs[-1].last <= link.first < m.first for link in sentence.of("links", "and"))


def _is_other_matter(sentence: Sentence, a: int, b: int) -> bool:
    """Whether tokens[a:b] tell of a visit, talks, studies or an agreement, and no organisation is named."""
    if sentence.of("organisations"):
        return False
    served = {
        i for m in sentence.of("service", *VERBS, "units") for i in range(m.first, m.last)
    }  # `eğitim veriyor` may be said of both
    others = [e for e in sentence.of("events", *_OTHER_MATTERS) if e.value not in _TWOFOLD or e.first not in served]
    others += sentence.of("institutions", "delegation", "school")
    basis = sentence.of("cues", "in-force", "valid", "rests")  # `under that agreement our forces are in X`
    bases = [m for m in sentence.of("kinds") if any(_is_beside(m, c) for c in basis)]
    others += [m for m in sentence.of("kinds") if not m.has("weak") and m not in bases]
    others = [m for m in others if m.value not in {"sign", "approve"} or not any(_is_beside(m, k) for k in bases)]
    return any(a <= m.first < b and not _is_added(sentence, m, a, b) for m in others)


def _is_beside(m: Mention, cue: Mention) -> bool:
    """Whether the cue stands right before or after the mention, a word or two between them."""
    return 0 <= m.first - cue.last <= _OF_UNIT or 0 <= cue.first - m.last <= _OF_UNIT


def _is_attribute(sentence: Sentence, a: int, b: int) -> bool:
    """`The Rwandan force in X was reinforced`, `X-dakı bölük`: a unit that is there, whatever is told of it."""
    troops = [m for m in troops_in(sentence, a, b) if m.type != "events"]
    places = [(s.first, s.last, s.case) for s in sentence.states if s.type == "states"]
    places += [(m.first, m.last, sentence.case_of(m)) for m in sentence.of("regions")]
    for first, last, case in places:
        if not a <= first < b:
            continue
        if "LOCKI" in case and any(0 <= m.first - last <= _OF_UNIT for m in troops):
            return True
        between = sentence.of("links") + sentence.of("service", "side")
        between += [m for m in sentence.of("adjectives") if any(m.first == t.last for t in troops)]
        links = {i for m in between for i in range(m.first, m.last)}
        beside = [m for m in troops if 0 < first - m.last <= _OF_UNIT + 1 and set(range(m.last, first)) <= links]
        if not sentence.verb_final and "LOC" in case and beside:
            return True
    return False


def _is_led(sentence: Sentence, verb: Mention, unit: Mention) -> bool:
    """Whether a verb of command governs the unit: both in one clause, and near each other."""
    a, b = span_of(sentence, verb.first)
    return a <= unit.first < b and abs(unit.first - verb.first) <= _BESIDE
