"""The closure: rules are run over a copy of the data until nothing new follows.

1. The copy holds what the rules read: in its named graph what they read of one telling at a time, and in the default
   graph, together with the ontology, all else.
2. Each rule is run once, and what it concludes is added to the default graph. It is run again when it has news:
   on the news alone, if it reads one fact at a time, else on all (semi-naive evaluation).
3. What was added is what follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import pyoxigraph as ox

from comity import locate
from comity.infer.flow import NEWS, flow, read_of
from comity.infer.rules import Rule, rules
from comity.terms import COMITY, code, iri

INFERRED = ox.NamedNode(iri("graph", "inferred"))
_ORIGIN = ox.Quad(INFERRED, ox.NamedNode(COMITY.origin), ox.NamedNode(code("origin", "inferred")), INFERRED)


def infer(store: ox.Store) -> list[ox.Quad]:
    """What follows from the store's data, as quads of graph:inferred, sorted; the store is not changed.

    Whatever graph:inferred of the store holds already is left out of the premises.
    """
    found = _Closure(store).new
    quads = [ox.Quad(triple.subject, triple.predicate, triple.object, INFERRED) for triple in found]
    return sorted([*quads, _ORIGIN] if quads else quads, key=str)


def closed(store: ox.Store) -> ox.Store:
    """A copy of the data whose default graph has all of it, the ontology, and what follows."""
    return _Closure(store).work


@cache
def ontology() -> tuple[ox.Triple, ...]:
    """The triples of comity.ttl, from which the rules read classes and properties, as a store writes them."""
    store = ox.Store()
    store.load(path=str(locate.ontology() / "comity.ttl"), format=ox.RdfFormat.TURTLE)
    return tuple(quad.triple for quad in store)


class _Closure:
    """The copy at work: what is known, what has been added, and how much of that each rule has read."""

    def __init__(self, store: ox.Store) -> None:
        data = [quad for quad in store if quad.graph_name != INFERRED]
        self.work = ox.Store()
        self.new: list[ox.Triple] = []
        self._known = {quad.triple for quad in data} | set(ontology())
        self._by_name: dict[str, list[ox.Triple]] = defaultdict(list)  # the new ones, by what rules read them as
        self._read: dict[Rule, dict[str, int]] = {}
        reads = frozenset[str]().union(*(flow(rule).reads for rule in rules()))
        told = frozenset[str]().union(*(flow(rule).told for rule in rules()))
        named = [(quad, read_of(quad.triple)) for quad in data]
        self.work.bulk_extend(quad for quad, name in named if name in told)
        self._add({quad.triple for quad, name in named if name in reads} | set(ontology()))
        simple = [rule for rule in rules() if not rule.counts]
        self._run(simple)
        for rule in rules():
            if rule.counts:
                self._apply(rule)
        self._run(simple)

    def _run(self, active: Sequence[Rule]) -> None:
        """Run the rules in their order, and again those for which there is news, until there is none."""
        while True:
            before = len(self.new)
            for rule in active:
                self._apply(rule)
            if len(self.new) == before:
                return

    def _apply(self, rule: Rule) -> None:
        query, reads, seen = rule.text, flow(rule).reads, self._read.get(rule)
        if seen is not None:
            news = [new for name in reads if name in self._by_name for new in self._by_name[name][seen.get(name, 0) :]]
            if not news:
                return
            if flow(rule).of_news:
                query = flow(rule).of_news
                self.work.clear_graph(NEWS)
                self.work.bulk_extend(ox.Quad(new.subject, new.predicate, new.object, NEWS) for new in news)
        self._read[rule] = {name: len(self._by_name[name]) for name in reads if name in self._by_name}
        found: Any = self.work.query(query)
        added = {triple for triple in found if triple not in self._known}
        self._known |= added
        self.new += added
        for triple in added:
            self._by_name[read_of(triple)].append(triple)
        self._add(added)

    def _add(self, triples: set[ox.Triple]) -> None:
        self.work.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
