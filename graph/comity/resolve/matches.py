"""Likely but not certain: a `comity:PossibleMatch` node of two candidates and a score. Only a curator merges them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, NamedTuple

from rdflib import Literal, URIRef

from comity.nodes import Node
from comity.terms import COMITY, ID, iri

#: The named graph of what resolution itself says.
GRAPH: Final = "resolution"


class Possible(NamedTuple):
    """Two IRIs that may denote one thing, and how likely that is (0 to 1)."""

    one: URIRef
    other: URIRef
    score: float


def nodes(found: Iterable[Possible]) -> list[Node]:
    """One node a pair, sorted; of several scores for a pair the highest."""
    best: dict[tuple[URIRef, URIRef], float] = {}
    for one, other, score in found:
        if one != other:
            pair = (min(one, other), max(one, other))
            best[pair] = max(score, best.get(pair, 0.0))
    return [_node(*pair, score) for pair, score in sorted(best.items())]


def _node(one: URIRef, other: URIRef, score: float) -> Node:
    kind, first = one[len(ID) :].split("/", 1)
    second = other[len(ID) :].split("/", 1)[-1]
    properties = (
        (COMITY.candidate, one),
        (COMITY.candidate, other),
        (COMITY.score, Literal(Decimal(f"{min(score, 1.0):.2f}"))),
    )
    return Node(GRAPH, iri("match", f"{kind}--{first}--{second}"), COMITY.PossibleMatch, properties)
