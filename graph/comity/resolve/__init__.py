"""Resolution: who and what the facts of all documents are about, so that one thing is one node.

Order: places and organisations by label, officials by their names, then events by all of these; offices, tenures and
cooperations follow from what fills their slots. The method of each is told in its module; docs/identity.md tells it to
analysts. Nothing here reads a text: the nodes say all that is needed, so that resolution can run anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rdflib import URIRef

from comity.nodes import Local, Node
from comity.resolve import matches
from comity.resolve.entities import countries, resolve_entities, resolve_offices
from comity.resolve.event_iris import event_iris
from comity.resolve.events import resolve_events
from comity.resolve.matches import Possible
from comity.resolve.officials import resolve_officials
from comity.resolve.same_event import Context
from comity.resolve.slots import other_iris, slot_iris
from comity.resolve.tellings import tellings
from comity.terms import COMITY
from comity.vocabulary import vocabulary

__all__ = ["Resolution", "resolve"]


@dataclass(frozen=True)
class Resolution:
    """The names that resolution gave, and what it adds to the graph."""

    iri: Mapping[tuple[str, Local], URIRef]  # of every local node, by graph and key
    nodes: tuple[Node, ...]  # labels of officials and possible matches, for the graph `resolution`


def resolve(nodes: Sequence[Node]) -> Resolution:
    """Give every local node its IRI, the same one to all nodes that are one thing.

    The result depends on the nodes, not on their order; nodes that have nothing to do with each other do not change
    each other's names. An IRI that a curator gave is kept.
    """
    named = dict(resolve_entities(nodes))
    officials = resolve_officials(nodes)
    named.update(officials.iri)
    named.update(resolve_offices(nodes, named))
    named.update(slot_iris(nodes, named))
    where = countries(nodes, named)
    told = tellings([node for node in nodes if _is_event(node)], named, where)
    context = Context(officials.states, frozenset(frozenset((p.one, p.other)) for p in officials.possible))
    events = resolve_events(told, context)
    iris = event_iris(events.groups)
    for group, name in zip(events.groups, iris, strict=True):
        named.update({(t.node.graph, t.node.key): name for t in group if isinstance(t.node.key, Local)})
    named.update(other_iris(nodes, named))
    possible = [
        *officials.possible,
        *(Possible(iris[one], iris[other], score) for one, other, score in events.possible),
    ]
    return Resolution(named, (*officials.labels, *matches.nodes(possible)))


def _is_event(node: Node) -> bool:
    known = vocabulary()
    if node.type == COMITY.Cooperation:
        return False
    return known.is_a(node.type, "Engagement") or known.is_a(node.type, "Agreement")
