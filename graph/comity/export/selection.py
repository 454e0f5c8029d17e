"""Parts of a graph that stand alone: all about a pair of states, or all that a source states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from comity.assemble.statements import Statement
from comity.terms import ID, ONTOLOGY, PREFIXES, VOCABULARY
from comity.vocabulary import vocabulary

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_RELATION: Final = f"<{ONTOLOGY}relation>"
_HOLDER: Final = f"<{ONTOLOGY}holder>"
_EVIDENCE: Final = f"<{ONTOLOGY}evidence>"
_SOURCE: Final = f"<{PREFIXES['oa']}hasSource>"
#: Described where they are met, but the way does not go on through them: all states are related somehow.
_ENDS: Final = tuple(f"<{name}" for name in (f"{ID}state/", f"{ID}relation/", VOCABULARY))


def about_relation(statements: Sequence[Statement], relation: str) -> list[Statement]:
    """What stands about a pair: its engagements and agreements, their evidence, people, offices and places.

    `relation` is the local name of the relation's IRI, `BY-KZ` (codes in the order of the alphabet).
    """
    wanted = f"<{ID}relation/{relation}>"
    facts = {s.subject for s in statements if s.predicate == _RELATION and s.object == wanted}
    return _reachable(statements, facts | {wanted}, with_tenures=True)


def of_source(statements: Sequence[Statement], source: str) -> list[Statement]:
    """What a source states: every fact with evidence in it, as the graphs tell it."""
    wanted = f"<{ID}source/{source}>"
    evidence = {s.subject for s in statements if s.predicate == _SOURCE and s.object == wanted}
    facts = {s.subject for s in statements if s.predicate == _EVIDENCE and s.object in evidence}
    return _reachable(statements, facts | {wanted}, with_tenures=False)


def _reachable(statements: Sequence[Statement], start: Iterable[str], *, with_tenures: bool) -> list[Statement]:
    """What the start leads to. The way never leads on from an entity to other facts about it, but to its tenures."""
    said: dict[str, list[Statement]] = defaultdict(list)
    tenures: dict[str, list[str]] = defaultdict(list)
    facts: set[str] = set()
    known = vocabulary()
    for s in statements:
        said[s.subject].append(s)
        if s.predicate == _HOLDER:
            tenures[s.object].append(s.subject)
        elif s.predicate == _TYPE and known.is_fact(s.object[1:-1]):
            facts.add(s.subject)
    reached = set(start)
    waiting = sorted(reached)
    while waiting:
        subject = waiting.pop()
        ahead = [s.object for s in said[subject] if s.object in said and s.object not in facts]
        if subject.startswith(_ENDS):
            ahead = []
        if with_tenures:
            ahead += tenures[subject]
        for name in ahead:
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return [s for s in statements if s.subject in reached]
