"""The verdict of the reasoner, and if the facts clash, the few that do.

Where to look first is found by a query (ontology/clashes.rq). Then facts are left out, half of them at a time where
that goes, as long as what remains still clashes with the ontology (U. Junker's QuickXplain, AAAI 2004). What is left
is minimal: without any one of these facts there is no clash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyoxigraph as ox

from comity import locate
from comity.infer import Quotation, quotations
from comity.infer.closure import closed
from comity.reason.facts import axioms, facts, lines
from comity.reason.hermit import Answer, ask
from comity.terms import COMITY, ID, PREFIXES, curie

_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
#: What tells of a neighbour whether it is another thing.
_OWN: Final = (_TYPE, ox.NamedNode(COMITY.iso2))


@dataclass(frozen=True)
class Clash:
    """One of the facts that cannot all be true: the triple, the named graphs that state it, and their quotations."""

    triple: ox.Triple
    graphs: tuple[str, ...]
    quotations: tuple[Quotation, ...]

    def __str__(self) -> str:
        parts = (self.triple.subject, self.triple.predicate, self.triple.object)
        said = " ".join(curie(part.value) if isinstance(part, ox.NamedNode) else str(part) for part in parts)
        return f"{said} ({', '.join(self.graphs) or 'default graph'})"


@dataclass(frozen=True)
class Verdict:
    """Whether ontology and facts are consistent; classes that nothing can be of; the facts that clash, if some do."""

    consistent: bool
    facts: int  # how many triples of the data were checked
    unsatisfiable: tuple[str, ...] = ()
    clash: tuple[Clash, ...] = ()


def classification() -> Answer:
    """The hierarchy of classes that follows from the ontology alone."""
    return ask(axioms())


def consistency(store: ox.Store) -> Verdict:
    """Ask HermiT whether the ontology and the store's data, without dates, are consistent.

    Raises `ComityError` if there is no Java on this machine.
    """
    known, data = axioms(), facts(store)
    answer = ask(known + lines(data))
    if answer.consistent:
        return Verdict(True, len(data), tuple(sorted(answer.unsatisfiable)))

    def clashes(chosen: Sequence[ox.Triple]) -> bool:
        return not ask(known + lines(list(chosen))).consistent

    around = next((part for part in suspects(store, data) if clashes(part)), data)
    found = smallest(around, clashes) if around else []
    if len(found) < 2 and clashes([]):  # no fact is to blame: the ontology contradicts itself
        found = []
    return Verdict(False, len(data), clash=tuple(_clash(store, triple) for triple in found))


def suspects(store: ox.Store, data: Sequence[ox.Triple]) -> Iterator[list[ox.Triple]]:
    """The facts of each node at which ontology/clashes.rq finds something, then all about it and its neighbours."""
    query = (locate.ontology() / "clashes.rq").read_text(encoding="utf-8")
    rows: Any = closed(store).query(query)
    for row in rows:
        node = row["node"]
        yield [triple for triple in data if triple.subject == node]
        near = {node} | {triple.object for triple in data if triple.subject == node and triple.predicate != _TYPE}
        yield [
            triple
            for triple in data
            if node in (triple.subject, triple.object) or (triple.subject in near and triple.predicate in _OWN)
        ]


def smallest(items: Sequence[ox.Triple], clashes: Callable[[Sequence[ox.Triple]], bool]) -> list[ox.Triple]:
    """A smallest part of the items (which clash) that still clashes: without any one of them it does not."""
    return _halve([], changed=False, items=list(items), clashes=clashes)


def _halve(
    kept: list[ox.Triple],
    *,
    changed: bool,
    items: list[ox.Triple],
    clashes: Callable[[Sequence[ox.Triple]], bool],
) -> list[ox.Triple]:
    """What of `items` is needed for a clash beside what is `kept`."""
    if changed and clashes(kept):
        return []
    if len(items) == 1:
        return items
    middle = len(items) // 2
    first, second = items[:middle], items[middle:]
    of_second = _halve(kept + first, changed=bool(first), items=second, clashes=clashes)
    of_first = _halve(kept + of_second, changed=bool(of_second), items=first, clashes=clashes)
    return of_first + of_second


def _clash(store: ox.Store, triple: ox.Triple) -> Clash:
    stated = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    graphs = sorted({quad.graph_name for quad in stated if isinstance(quad.graph_name, ox.NamedNode)}, key=str)
    said: set[Quotation] = set()
    if isinstance(triple.subject, ox.NamedNode):
        said = {passage for graph in graphs for passage in quotations(store, triple.subject, graph)}
    return Clash(triple, tuple(graph.value.removeprefix(f"{ID}graph/") for graph in graphs), tuple(sorted(said)))
