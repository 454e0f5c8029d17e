"""Cooperation: the text says that two states cooperate, discussed or agreed to cooperate, in an area."""

from __future__ import annotations

from itertools import combinations

from comity.extract.compose.area_partners import partner_of
from comity.extract.compose.areas import counts, is_item, is_taught, triggers_of
from comity.extract.compose.draft import Draft
from comity.extract.compose.pupils import foreign_pupils
from comity.extract.compose.sides import group_before, is_far, is_gathering, last_named, pair_before, partners, sides
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK

_NAMED = 2  # more states in one clause are partners of one of them as often as of each other
_WHERE = ("LOC", "LOCKI", "DAT", "ABL")
_COMMAS = frozenset(",،;؛:")
_PLACES = frozenset({"states", "cities"})
_GATHERED = 4  # states said to be together
_TAUGHT = "military-education"
_MET_OR_SIGNED = ("meet", "discuss", "sign", "approve")  # what two do in the capital of a third
_OURS = ("service", "we", "ours")
_TWO = ("both-states", "both-sides", "both-ministers", "ours")

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
        taught = list(foreign_pupils(reading, sentence)) if reading.on("cooperation-pupils") else []
        origins = {s.iso for _, s in taught}
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
                if area.value == _TAUGHT and {x, y} <= origins:
                    continue  # two of those who are taught
                made = _draft(sentence, (x, y), area.value, how, area.first, area.last)
                found.setdefault((x, y, area.value), made)
        carried = carried or any(e.value in {"discuss", "agree"} for e in triggers)
        for (x, y), s in taught:
            found.setdefault((x, y, _TAUGHT), _draft(sentence, (x, y), _TAUGHT, "pupils", s.first, s.last))
    return list(found.values())


def _draft(sentence: Sentence, pair: tuple[str, str], area: str, how: str, first: int, last: int) -> Draft:
    slots: dict[str, object] = {"states": pair, "area": area}
    return Draft("cooperation", slots, sentence, (f"cooperation-{how}",), 0.75, first, last)


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
    apart = partner_of(reading, sentence, area) if reading.on("cooperation-apart") else None
    if apart is not None:
        return ([(apart[0], apart[1])] if apart else []), "apart"
    parties, how = (tuple(sorted(named)), "named") if len(named) > 1 else sides(reading, sentence, meetings)
    if not parties and named <= (of := _document_before(sentence, documents)):
        parties, how = tuple(sorted(of)), "document"
    if how == "named" and len(parties) > _NAMED and not is_gathering(sentence, parties, meetings, documents):
        return [(x, y) for x, y in partners(reading, sentence) if {x, y} <= set(parties)], how
    if how == "seat" and not sentence.of("events", *_MET_OR_SIGNED):
        return [], how
    inherited = len(parties) == _NAMED if how == "frame" else not (parties or reading.frame.explicit(sentence))
    if inherited and reading.on("last-named"):
        parties, how = last_named(reading, sentence, parties), "frame"
    if how == "frame" and reading.on("group-before") and not reading.frame.explicit(sentence):
        group = group_before(reading, sentence)
        if set(parties) < set(group) and not sentence.of("plurals", *_TWO) and not sentence.of("persons", "both"):
            parties, how = group, "gathered"
    if how in ("one-named", "none") and reading.on("one-of-pair-before") and not sentence.of(*_OURS):
        before = pair_before(reading, sentence)
        if len(spoken := set(reading.frame.explicit(sentence))) == 1 and spoken < set(before):
            parties, how = before, "frame"
    if len(parties) > _GATHERED or (reading.on("far-pair") and is_far(reading, sentence, parties, how)):
        return [], how
    told = [*meetings, *documents]
    if how == "one-named" and reading.on("one-named-shown") and not _is_shown(sentence, parties, told):
        return [], how
    return list(combinations(parties, 2)), how


def _is_shown(sentence: Sentence, parties: tuple[str, ...], told: list[Draft]) -> bool:
    """Whether the state named is a partner: of us, with it, of both; or what the paragraph told is of the same two."""
    if sentence.of("plurals", *_TWO) or sentence.of("counterparts") or sentence.of(*_OURS):
        return True
    if any(s.iso in parties and s.is_case("COM", "INS") and not s.is_case("NOM") for s in sentence.states):
        return True
    if sentence.of("links", "with"):
        return True
    for draft in told:
        states = draft.slots.get("states", draft.slots.get("parties"))
        assert isinstance(states, tuple)
        before = draft.sentence.paragraph == sentence.paragraph and draft.sentence.index <= sentence.index
        if before and set(parties) <= set(states):
            return True
    return False


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
