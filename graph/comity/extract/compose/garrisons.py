"""Units that are told beside the place where they are: `Doha'daki Türk birliği`, `the French garrison in Djibouti`.

They are there whatever else is told of them. A town by itself says that troops serve there only where the words between
them are of nothing else, because much is done in towns.
"""

from __future__ import annotations

from comity.extract.compose.troops import is_drill, is_item, is_nominal, troops_in
from comity.extract.sentence import Sentence


def unit_in(sentence: Sentence, at: int, own: str | None, weak: bool = False) -> str | None:
    """Whose unit is told right beside the state or region at token `at`; `weak`: words that may mean no unit too."""
    if is_drill(sentence):
        return None
    for type_ in ("states", "regions"):
        for m in sentence.of(type_):
            if m.first == at:
                return unit_beside(sentence, m.first, m.last, own, "LOCKI" in sentence.case_of(m), weak)
    return None


def unit_beside(
    sentence: Sentence, first: int, last: int, own: str | None, owns: bool, weak: bool = False
) -> str | None:
    """Whose unit stands right beside a place.

    The place is tokens[first:last], in the state `own`; `owns`: its case makes it a modifier of what follows.
    """
    units = [m for m in sentence.of("service", "units") if weak or not m.has("weak")]
    of_state = [s for s in sentence.states if s.type != "cities" and s.iso != own]
    if sentence.verb_final:
        beside = [s for s in of_state for m in units if s.first == last and 0 <= m.first - s.last <= 1]
        return beside[0].iso if beside and owns else None
    links = {i for m in sentence.of("links", "in", "into-or-in") for i in range(m.first, m.last)}
    for s in of_state:
        for m in units:
            end = max(s.last, m.last)
            together = s.last == m.first or m.last == s.first
            if together and end < first and set(range(end, first)) <= links:
                return s.iso
    return None


def may_serve_in_town(sentence: Sentence, at: int, a: int, b: int) -> bool:
    """Whether tokens[a:b] tell of men, not of ships, by a verb of service, and of nothing else between them."""
    if _trains(sentence, a, b):
        return True
    ships = sentence.of("service", "ships") + sentence.of("institutions", "ships")
    verbs = [m for m in sentence.of("service", "now", "then", "goes", "leaves") if a <= m.first < b]
    nominal = is_nominal(sentence, a, b)
    ours = [m for m in sentence.of("service", "ours") if a <= m.first < b]
    if ours and verbs and not is_item(sentence):
        nearest = min(verbs, key=lambda m: abs(m.first - at))
        first, last = min(at, nearest.first, ours[0].first), max(at, nearest.last, ours[0].last)
        return not _is_civil(sentence, first, last)
    if is_drill(sentence, a, b):
        return False
    troops = troops_in(sentence, a, b) + [m for m in sentence.of("service", "bases") if a <= m.first < b]
    return bool(troops and (verbs or nominal) and not ships and not is_item(sentence)) and not _is_civil(
        sentence, 0, len(sentence.tokens)
    )


def _trains(sentence: Sentence, a: int, b: int) -> bool:
    """Whether tokens[a:b] say that instructors train others now: they are where they train them."""
    words = sentence.of("service", "trainers"), sentence.of("service", "trains")
    return all(any(a <= m.first < b for m in told) for told in words)


def _is_civil(sentence: Sentence, a: int, b: int) -> bool:
    """Whether tokens[a:b] tell of a document, a visit, talks, studies or an event."""
    civil = sentence.of("kinds") + sentence.of("events", "visit", "port-call", "meet", "sign", "study", "hold")
    return any(a <= m.first < b for m in civil)
