"""Units that are told with the place where they are stationed, whatever else the sentence says of them.

`the commander of the British troops based in Cyprus`, `Estonya'da konuşlu Danimarka askerleri`, `the advisers whom
Australia keeps in Fiji`: in a row stand the unit, its state, a word for being there, and the place. That the meeting
with their commander was called off takes nothing back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from comity.extract.compose.troops import TROOPS, is_drill
from comity.extract.mention import Mention
from comity.extract.sentence import Sentence, StateRef, once
from comity.extract.tokens import MARK, NUMBER
from comity.facts import Place

_REGIONS: Final = {"XK": Place(label="Kosovo")}  # where a mission bears the name of the region
_OF: Final = 3  # tokens between a state and its unit: `Russia's 102nd military base`
_BESIDE: Final = 2  # tokens between a unit and its state after it
_APART: Final = 5  # tokens between the parts of the row
_ORDINAL: Final = ".-–"
_COMMAS: Final = ",،"


@dataclass(frozen=True)
class Station:
    """A unit of a state at the place of token `at`, told by tokens[first:last].

    `bare`: no word says that it is there, so that it may also be one that never was.
    """

    at: int
    place: Place
    state: StateRef
    first: int
    last: int
    bare: bool = False


@dataclass(frozen=True)
class _Spot:
    """A place at tokens[first:last]; `own`: the state in which it lies."""

    first: int
    last: int
    case: str
    place: Place
    own: str | None

    def is_case(self, *asked: str) -> bool:
        return bool(set(self.case.split("/")) & set(asked))


@dataclass(frozen=True)
class _Unit:
    """A word for troops and the state beside it: together tokens[first:last]."""

    first: int
    last: int
    state: StateRef
    word: Mention


@once
def stations(sentence: Sentence) -> list[Station]:
    """The units of a sentence that are told with their place."""
    words = sentence.of("service", "stationed", "bases", "now")
    if not words or not sentence.states:
        return []
    spots = _spots(sentence)
    found = _behind(sentence, spots) if sentence.verb_final else _before(sentence, spots)
    return [s for s in found if s.state.iso != _own(spots, s.at)]


def _own(spots: list[_Spot], at: int) -> str | None:
    return next((spot.own for spot in spots if spot.first == at), None)


def _spots(sentence: Sentence) -> list[_Spot]:
    """The countries, regions and towns named in the sentence."""
    found = []
    for s in sentence.states:
        if s.type == "states":
            place = _REGIONS.get(s.iso) or Place(country=s.iso)
            found.append(_Spot(s.first, s.last, s.case, place, s.iso))
    for m in sentence.of("regions"):
        label, _, iso = m.value.partition("|")
        if not m.has("weak"):
            place = Place(country=iso) if iso else Place(label=label)
            found.append(_Spot(m.first, m.last, sentence.case_of(m), place, iso or None))
    for m in sentence.towns:
        iso = m.value.partition("|")[0]
        found.append(_Spot(m.first, m.last, sentence.case_of(m), _REGIONS.get(iso) or Place(country=iso), iso))
    return found


def _verbs(sentence: Sentence) -> list[Mention]:
    return sentence.of("service", "stationed", "now")


def _words(sentence: Sentence) -> list[Mention]:
    """The words for troops that may be stationed somewhere, those in offices too: `commander of the British troops`."""
    words = sentence.of("institutions", *TROOPS) + sentence.of("service", "men", "units", "ships")
    return [m for m in words if not m.has("weak")] + sentence.of("service", "bases")


def _is_open(sentence: Sentence, a: int, b: int, *more: int) -> bool:
    """Whether tokens[a:b] hold nothing that breaks the row: numbers, ordinals, single words, no mark and no verb."""
    if b < a:
        return False
    verbs = sentence.words_of("service", "now", "then", "goes", "leaves", "will", "parts")
    tokens = sentence.tokens
    for i in range(a, b):
        if i in more:
            continue
        ordinal = i > 0 and tokens[i].text in _ORDINAL and tokens[i - 1].kind == NUMBER
        if (tokens[i].kind == MARK and not ordinal) or i in verbs:
            return False
    return True


def _is_row(sentence: Sentence, a: int, b: int) -> bool:
    """Whether tokens[a:b] hold a few words only, dates and what stands in brackets left out."""
    if b < a:
        return False
    aside = {i for d in sentence.dates for i in range(d.first, d.last)}
    aside |= sentence.words_of("dates", "since", "year")
    tokens = sentence.tokens
    opened = next((i for i in range(a, b) if tokens[i].text == "("), None)
    closed = next((i for i in range(a, b) if tokens[i].text == ")"), None)
    if opened is not None and closed is not None:
        aside |= set(range(opened, closed + 1))
    rest = [i for i in range(a, b) if i not in aside]
    return len(rest) <= _APART and _is_open(sentence, a, b, *aside)


def _units(sentence: Sentence) -> list[_Unit]:
    """The words for troops with the state beside them."""
    found = []
    joints = sentence.words_of("links", "of", "article")
    places = sentence.words_of("links", "in", "to", "from", "with", "into-or-in")
    words = _words(sentence)
    events = [e.first for e in sentence.of("events") if e.value != "deploy"]
    for m in words:
        for s in sentence.states:
            if s.type == "cities":
                continue
            before = 0 <= m.first - s.last <= _OF and _is_open(sentence, s.last, m.first)
            between = range(s.last, m.first) if before else range(m.last, s.first)
            if not sentence.verb_final and not before:
                gap = s.first - m.last
                one = gap == 1 and bool(sentence.conjunctions) and _is_open(sentence, m.last, s.first)
                before = 0 <= gap <= _BESIDE and (set(between) <= joints or one)
            others = [o.first for o in sentence.states if o is not s] + [o.first for o in words if o is not m] + events
            inside = any(between.start <= i < between.stop for i in others)
            if before and not inside and not set(between) & places:
                found.append(_Unit(min(s.first, m.first), max(s.last, m.last), s, m))
    return found


def _before(sentence: Sentence, spots: list[_Spot]) -> list[Station]:
    """Where the place follows: `Danish soldiers stationed in Estonia`, `the base that Moscow keeps in Tajikistan`."""
    found = []
    links = sentence.words_of("links", "in", "into-or-in", "article", "town", "within", "of")
    links |= sentence.words_of("service", "side", "bases", "which") | sentence.words_of("cues", "current")
    links |= {i for d in sentence.dates for i in range(d.first, d.last)} | sentence.words_of("dates", "since", "year")
    which = sentence.words_of("service", "which")
    numbers = {i for i, t in enumerate(sentence.tokens) if t.kind == NUMBER}
    commas = {i for i, t in enumerate(sentence.tokens) if t.text in _COMMAS}
    located = [p for p in spots if _is_located(sentence, p)]

    def joined(a: int, b: int, *more: frozenset[int] | set[int]) -> bool:
        allowed = links.union(numbers, *more)
        return 0 <= b - a <= _APART and all(i in allowed for i in range(a, b))

    for unit in _units(sentence):
        base = unit.word.value in {"bases", "units"} and not is_drill(sentence)
        ends = [unit.last] if base or unit.word.value == "bases" else []
        ends += [v.last for v in _verbs(sentence) if joined(unit.last, v.first, commas)]
        found += [
            Station(p.first, p.place, unit.state, unit.first, p.last, end == unit.last)
            for end in ends
            for p in located
            if joined(end, p.first)
        ]
    homes = [h for h in sentence.of("service", "home") for p in located if 0 <= h.first - p.last <= 1]
    found += [
        Station(p.first, p.place, unit.state, unit.first, unit.last)
        for h in homes
        for p in located
        if 0 <= h.first - p.last <= 1
        for unit in _units(sentence)
        if 0 <= unit.first - h.last <= 1 and unit.word.value == "bases"
    ]
    for m in _words(sentence) + sentence.of("service", "helpers"):
        for v in _verbs(sentence):
            for s in sentence.states:
                first, last = min(s.first, v.first), max(s.last, v.last)
                beside = abs(v.first - s.last) <= 1 or s.first == v.last
                if not beside or not joined(m.last, first, commas) or not which & set(range(m.last, first)):
                    continue
                found += [Station(p.first, p.place, s, m.first, p.last) for p in located if joined(last, p.first)]
    return found


def _is_located(sentence: Sentence, spot: _Spot) -> bool:
    """Whether it is told as where something is."""
    sides = sentence.of("service", "side")
    part = any(spot.first - 1 <= m.last <= spot.first and "LOC" in sentence.case_of(m).split("/") for m in sides)
    return part or (spot.is_case("LOC") and not spot.is_case("DAT", "ABL"))


def _behind(sentence: Sentence, spots: list[_Spot]) -> list[Station]:
    """Where the place comes first: `Estonya'da konuşlu Danimarka askerleri`, `Japonya'nın Cibuti'deki üssü`."""
    found = []
    units, verbs = _units(sentence), _verbs(sentence)
    firm = ("units", "bases")
    for p in spots:
        found += [
            Station(p.first, p.place, unit.state, unit.first, p.last)
            for h in sentence.of("service", "home")
            if h.last == p.first
            for unit in units
            if 0 <= h.first - unit.last <= 1 and unit.word.value == "bases"
        ]
        if p.is_case("LOCKI"):
            found += [
                Station(p.first, p.place, unit.state, p.first, unit.last, True)
                for unit in units
                if unit.word.value in firm and _is_open(sentence, p.last, unit.first) and unit.first - p.last <= _BESIDE
            ]
            found += [
                Station(p.first, p.place, s, s.first, m.last, True)
                for s in sentence.states
                if s.type != "cities" and 0 <= p.first - s.last <= 1 and s.is_case("GEN")
                for m in _words(sentence)
                if m.value in firm and 0 <= m.first - p.last <= _OF and _is_open(sentence, p.last, m.first)
            ]
        for v in verbs:
            told = p.is_case("LOC", "LOCKI") and _is_row(sentence, p.last, v.first)
            if told:
                found += [
                    Station(p.first, p.place, unit.state, p.first, unit.last)
                    for unit in units
                    if 0 <= unit.state.first - v.last <= _OF and _is_open(sentence, v.last, unit.first)
                ]
                found += [
                    Station(p.first, p.place, s, s.first, m.last)
                    for s in sentence.states
                    if s.is_case("GEN") and 0 <= p.first - s.last <= _OF and _is_open(sentence, s.last, p.first)
                    for m in [*_words(sentence), *sentence.of("service", "helpers")]
                    if 0 <= m.first - v.last <= _BESIDE and _is_open(sentence, v.last, m.first)
                ]
            if v.last == p.first:  # `АҚШ-тың Бесінші флоты орналасқан Бахрейн`
                found += [
                    Station(p.first, p.place, unit.state, unit.first, p.last)
                    for unit in units
                    if 0 <= v.first - unit.last <= 1 and unit.state.first != p.first
                ]
    return found
