"""The closure: rules are run over a copy of the data until nothing new follows.

1. The copy holds every triple twice: in its named graph, for rules that read one telling at a time, and in the default
   graph, together with the ontology, for all others.
2. Each rule adds its conclusions to the default graph, and is run again when another has said something that it reads,
   until there is nothing new.
3. What stands in the default graph then, and in no named graph, has been inferred.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import pyoxigraph as ox

from comity import locate
from comity.infer.flow import feeds
from comity.infer.rules import Rule, rules
from comity.terms import COMITY, code, iri

INFERRED = ox.NamedNode(iri("graph", "inferred"))
_AXIOMS = ox.NamedNode("urn:comity:ontology")
_NAMELESS = ox.NamedNode("urn:comity:nameless")
_TOGETHER = "INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
_NEW = "SELECT ?s ?p ?o WHERE { ?s ?p ?o FILTER NOT EXISTS { GRAPH ?g { ?s ?p ?o } } }"
_ORIGIN = ox.Quad(INFERRED, ox.NamedNode(COMITY.origin), ox.NamedNode(code("origin", "inferred")), INFERRED)


def infer(store: ox.Store) -> list[ox.Quad]:
    """What follows from the store's data, as quads of graph:inferred, sorted; the store is not changed.

    Whatever graph:inferred of the store holds already is left out of the premises.
    """
    found: Any = closed(store).query(_NEW)
    quads = [ox.Quad(row[0], row[1], row[2], INFERRED) for row in found]
    return sorted([*quads, _ORIGIN] if quads else quads, key=str)


def closed(store: ox.Store) -> ox.Store:
    """A copy of the data whose default graph has all of it, the ontology, and what follows."""
    work = ox.Store()
    work.bulk_load(store.dump(format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
    work.remove_graph(INFERRED)
    # facts of no named graph get one, so that what is known can be told from what follows
    work.update(f"MOVE DEFAULT TO {_NAMELESS}")
    work.bulk_extend(ox.Quad(triple.subject, triple.predicate, triple.object, _AXIOMS) for triple in ontology())
    work.update(_TOGETHER)
    _close(work)
    return work


@cache
def ontology() -> tuple[ox.Triple, ...]:
    """The triples of comity.ttl, from which the rules read classes and properties, as a store writes them."""
    store = ox.Store()
    store.load(path=str(locate.ontology() / "comity.ttl"), format=ox.RdfFormat.TURTLE)
    return tuple(quad.triple for quad in store)


def _close(work: ox.Store) -> None:
    """Run the rules to a fix point: first those that do not count, then all."""
    simple = [rule for rule in rules() if not rule.counts]
    counting = [rule for rule in rules() if rule.counts]
    _run(work, simple, simple)
    _run(work, [*simple, *counting], counting)


def _run(work: ox.Store, active: Sequence[Rule], waiting: Sequence[Rule]) -> None:
    """Run the waiting rules in their order, and each again when another has something new for it, until none waits."""
    for rule in waiting:
        work.update(rule.update)
    left = {other for rule in waiting for other in active if feeds(rule, other)}
    size = len(work)
    while left:
        for rule in active:
            if rule in left:
                left.discard(rule)
                work.update(rule.update)
                before, size = size, len(work)  # counting takes as long as a rule, so it is done once a rule
                if size > before:
                    left.update(other for other in active if feeds(rule, other))
