"""Cooperation: the text says that two states cooperate, discussed or agreed to cooperate, in an area."""

from __future__ import annotations

from itertools import combinations

from comity.extract.compose.draft import Draft
from comity.extract.compose.exercise_names import exercise_names
from comity.extract.compose.sides import is_far, is_gathering, sides
from comity.extract.matcher import Mention
from comity.extract.page import Sentence
from comity.extract.reading import Reading

_TRIGGERS = frozenset({"discuss", "cooperate", "agree", "sign", "approve", "study", "supply"})
_NEVER = ("negation", "denial", "rumour", "conditional", "question", "cancelled")
_IN_FORCE = ("in-force", "valid")
_NAMED = 2  # more states in one clause are partners of one of them as often as of each other
_GATHERED = 4  # states said to be together
_BODIES = ("ministry", "staff", "embassy", "parliament", "government")


def cooperations(reading: Reading, meetings: list[Draft], documents: list[Draft]) -> list[Draft]:
    """A draft for each pair and area; `documents` are the agreements of the article."""
    found: dict[tuple[str, str, str], Draft] = {}
    carried = False
    paragraph = -1
    for sentence in reading.page.sentences:
        if sentence.kind != "body":
            continue
        bodies = [m for m in sentence.of("institutions", "ships", "school") if m.last - m.first > 1]
        triggers = [
            e
            for e in sentence.of("events")
            if e.value in _TRIGGERS and not any(m.first <= e.first < m.last for m in bodies)  # `training ship`
        ]
        if sentence.paragraph != paragraph:
            carried = False
        paragraph = sentence.paragraph
        for area in sentence.of("areas"):
            if not _counts(sentence, area, triggers, carried and reading.on("trigger-carried")):
                continue
            a, b = sentence.clause(area.first)
            states = set(reading.frame.explicit(sentence, a, b))
            if len(states) == 1 and _is_taught(sentence, area) and reading.on("studied-abroad"):
                states |= _abroad(sentence, a, b)
            named = tuple(sorted(states))
            parties, how = (named, "named") if len(named) >= 2 else sides(reading, sentence, meetings)
            if not parties and set(named) <= (of := _document_before(sentence, documents)):
                parties, how = tuple(sorted(of)), "document"
            most = _GATHERED if how != "named" or is_gathering(sentence, parties, meetings, documents) else _NAMED
            if not 2 <= len(parties) <= most or not reading.on(f"cooperation-{how}"):
                continue
            if reading.on("far-pair") and is_far(reading, sentence, parties, how):
                continue
            for x, y in combinations(parties, 2):
                found.setdefault(
                    (x, y, area.value),
                    Draft(
                        "cooperation",
                        {"states": (x, y), "area": area.value},
                        sentence,
                        (f"cooperation-{how}",),
                        0.75,
                        area.first,
                        area.last,
                    ),
                )
        carried = carried or any(e.value in {"discuss", "agree"} for e in triggers)
    return list(found.values())


def _is_taught(sentence: Sentence, area: Mention) -> bool:
    """Whether it says that somebody studies somewhere."""
    return area.has("self") or (area.value == "military-education" and bool(sentence.of("events", "study")))


def _abroad(sentence: Sentence, first: int, last: int) -> set[str]:
    """The states that tokens[first:last] name as a place: where `cadets of A study in B`, B teaches them."""
    return {
        s.iso
        for s in sentence.states
        if first <= s.first < last and s.type == "states" and s.is_case("LOC", "LOCKI", "DAT", "ABL")
    }


def _document_before(sentence: Sentence, documents: list[Draft]) -> set[str]:
    """`They signed a memorandum. It covers cyber defence.`: the parties of what the sentence right before tells."""
    for draft in documents:
        told = draft.sentence
        if told.index == sentence.index - 1 and told.paragraph == sentence.paragraph:
            parties = draft.slots["parties"]
            assert isinstance(parties, tuple)
            return set(parties)
    return set()


def _counts(sentence: Sentence, area: Mention, triggers: list[Mention], carried: bool) -> bool:
    if area.value == "none":
        return False
    covering = [*sentence.of("roles"), *sentence.of("organisations"), *sentence.of("institutions", *_BODIES)]
    if any(m.first <= area.first and area.last <= m.last for m in covering):
        return False
    if any(m.value == "none" and m.first <= area.first < m.last for m in sentence.of("areas")):
        return False
    titled = any(a <= area.first < b for a, b in sentence.quoted) and not area.has("self")  # a verb makes it speech
    if titled or _is_content(sentence, area):
        return False
    if not sentence.cues(area.first).isdisjoint(_NEVER):
        return False
    a, b = sentence.clause(area.first)
    if area.has("self") and (carried or _at_school(sentence, area)):
        return True
    if area.has("thing") and not _is_supplied(sentence, area):
        return False
    if area.has("weak"):
        return any(a <= t.first < b and not (area.first <= t.first < area.last) for t in triggers)
    both = sentence.of("plurals", "both-states", "both-sides", "both-ministers", "all-states")
    in_force = bool(sentence.of("kinds")) and not sentence.cues(area.first).isdisjoint(_IN_FORCE)
    return any(not area.first <= t.first < area.last for t in triggers) or bool(both) or carried or in_force


def _at_school(sentence: Sentence, area: Mention) -> bool:
    """Whether who studies does so at a school, in a town or abroad, or as a cadet: others read prayers and reports."""
    pupils = any(area.first <= m.first < area.last for m in sentence.of("topics", "military"))  # `trains the soldiers`
    if area.value != "military-education" or pupils:
        return True
    others = [m for m in sentence.of("areas", area.value) if m is not area and not area.first <= m.first < area.last]
    a, b = sentence.clause(area.first)
    where = [*sentence.of("institutions", "school"), *sentence.of("bodies", "school"), *sentence.towns]
    return bool(others or any(a <= m.first < b for m in where)) or len({s.iso for s in sentence.states}) > 1


def _is_supplied(sentence: Sentence, thing: Mention) -> bool:
    """Whether arms are made, kept or handed over in the clause: others are aimed at, shot down, or give data."""
    a, b = sentence.clause(thing.first)
    told = sentence.of("events", "supply", "make") + [
        m for m in sentence.of("areas", thing.value) if not m.has("thing") and m.last - m.first > 1
    ]
    return any(a <= m.first < b for m in told)


def _is_content(sentence: Sentence, area: Mention) -> bool:
    """Whether the area is what an exercise of the same clause trains, or that exercise itself."""
    a, b = sentence.clause(area.first)
    discussed = any(a <= e.first < b for e in sentence.of("events", "discuss", "agree"))
    by_name = not discussed and bool(exercise_names(sentence, known=False))
    bare = not sentence.quoted and not sentence.dates and not by_name
    subjects = [
        m for m in sentence.of("areas", "combat-training") if bare
    ]  # joint exercises as something to talk about
    drills = [
        m
        for m in sentence.of("exercises", "exercise")
        if a <= m.first < b and not m.has("series") and not any(s.first <= m.first < s.last for s in subjects)
    ]
    if not drills:
        return False
    if area.value == "combat-training":
        named = [
            first
            for first, _ in sentence.quoted
            if not sentence.tokens[first].text[:1].islower()
            and sentence.tokens[first - 1].text != "("
            and a <= first < b
        ]
        return bool(named) or by_name or (not discussed and any(a <= d.first < b for d in sentence.dates))
    return not discussed
