"""Cooperation: the text says that two states cooperate, discussed or agreed to cooperate, in an area."""

from __future__ import annotations

from itertools import combinations

from comity.extract.compose.areas import counts, is_item, is_taught, triggers_of
from comity.extract.compose.draft import Draft
from comity.extract.compose.sides import is_far, is_gathering, partners, sides
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK

_NAMED = 2  # more states in one clause are partners of one of them as often as of each other
_WHERE = ("LOC", "LOCKI", "DAT", "ABL")
_COMMAS = frozenset(",،;؛:")
_PLACES = frozenset({"states", "cities"})
_GATHERED = 4  # states said to be together

Pairs = list[tuple[str, str]]


def cooperations(reading: Reading, meetings: list[Draft], documents: list[Draft]) -> list[Draft]:
    """A draft for each pair and area; `documents` are the agreements of the article."""
    found: dict[tuple[str, str, str], Draft] = {}
    carried = listed = False
    opened: tuple[str, ...] = ()  # whom the line that opens a list names
    paragraph = -1
    for sentence in reading.page.sentences:
        if sentence.kind != "body":
            continue
        triggers = triggers_of(sentence)
        if not is_item(sentence):
            carried = carried and sentence.paragraph == paragraph
            listed = sentence.tokens[-1].text == ":" and bool(triggers or sentence.of("kinds"))
            opened = tuple(sorted(reading.frame.explicit(sentence))) if listed else ()
        paragraph = sentence.paragraph
        for area in sentence.of("areas"):
            if not counts(sentence, area, triggers, (carried or listed) and reading.on("trigger-carried")):
                continue
            if listed and len(opened) == _NAMED and not reading.frame.explicit(sentence):
                pairs, how = [(opened[0], opened[1])], "named"
            else:
                pairs, how = _pairs(reading, sentence, area, meetings, documents)
            if not reading.on(f"cooperation-{how}"):
                continue
            for x, y in pairs:
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


def _pairs(
    reading: Reading, sentence: Sentence, area: Mention, meetings: list[Draft], documents: list[Draft]
) -> tuple[Pairs, str]:
    """Who cooperates in the area, each pair sorted, and how they were found."""
    a, b = sentence.clause(area.first)
    named = set(reading.frame.explicit(sentence, a, b))
    if is_taught(sentence, area) and reading.on("studied-abroad"):
        hosts = _abroad(sentence, area) if len(named) == 1 else _abroad(sentence, area, "LOC", "LOCKI")
        if hosts and named - hosts:
            return sorted({(min(x, y), max(x, y)) for x in named - hosts for y in hosts}), "named"
    parties, how = (tuple(sorted(named)), "named") if len(named) > 1 else sides(reading, sentence, meetings)
    if not parties and named <= (of := _document_before(sentence, documents)):
        parties, how = tuple(sorted(of)), "document"
    if how == "named" and len(parties) > _NAMED and not is_gathering(sentence, parties, meetings, documents):
        return [(x, y) for x, y in partners(reading, sentence) if {x, y} <= set(parties)], how
    if len(parties) > _GATHERED or (reading.on("far-pair") and is_far(reading, sentence, parties, how)):
        return [], how
    return list(combinations(parties, 2)), how


def _abroad(sentence: Sentence, area: Mention, *cases: str) -> set[str]:
    """The states named beside the area as a place: where `cadets of A study in B`, B teaches them."""
    a, b = sentence.clause(area.first)
    marks = {i for i in range(a, b) if sentence.tokens[i].kind == MARK and sentence.tokens[i].text in _COMMAS}
    return {
        s.iso
        for s in sentence.states
        if a <= s.first < b and s.type in _PLACES and s.is_case(*(cases or _WHERE)) and not s.is_case("NOM")
        if marks.isdisjoint(range(min(area.first, s.first), max(area.last, s.last)))
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
