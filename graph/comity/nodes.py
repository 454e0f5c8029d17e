"""Nodes: facts and entities as RDF properties, before they have their final IRIs.

Extracted facts and curated Turtle meet in this form. A node belongs to one named graph (one document, or one curated
file); what the node says there is its telling. Its key is an IRI where a curator gave one, else local to its graph.
"""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import Literal, URIRef


@dataclass(frozen=True, slots=True)
class Local:
    """A reference to another node of the same graph that has no IRI yet, by its key."""

    key: str


Value = URIRef | Literal | Local


@dataclass(frozen=True, slots=True)
class Passage:
    """An exact passage of a source: `exact == text[start:end]`."""

    source: str  # SourceId
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Node:
    """One node of one named graph: its class, its properties (sorted), the passages that state it."""

    graph: str  # local name of the named graph: "002_2825537b1a03e9ed", "curated/002_2825537b1a03e9ed"
    key: URIRef | Local
    type: URIRef
    properties: tuple[tuple[URIRef, Value], ...]
    passages: tuple[Passage, ...] = ()

    def values(self, predicate: URIRef) -> list[Value]:
        """The values of one property, in their order."""
        return [value for name, value in self.properties if name == predicate]


def in_order(pair: tuple[URIRef, Value]) -> tuple[str, str]:
    """The sort key of a property: by predicate, then by value."""
    predicate, value = pair
    return str(predicate), value.key if isinstance(value, Local) else value.n3()
