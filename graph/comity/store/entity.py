"""One entity of the graph and what is said of it: the way from a name to its facts and their passages."""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from comity.errors import ComityError, printable
from comity.store.result import Row
from comity.store.terms import iri_of
from comity.terms import curie, expand

if TYPE_CHECKING:
    from comity.store.graph import KnowledgeGraph

_LABELS: Final = """
SELECT DISTINCT ?label { VALUES ?p { rdfs:label skos:prefLabel skos:altLabel } ?entity ?p ?label }
ORDER BY LANG(?label) ?label
"""
_TYPES: Final = "SELECT DISTINCT ?type { ?entity a ?type } ORDER BY ?type"
_PROPERTIES: Final = "SELECT DISTINCT ?property ?value { ?entity ?property ?value } ORDER BY ?property ?value"
#: The facts that name the entity, each with its passages; a fact is a node that has evidence.
_FACTS: Final = """
SELECT DISTINCT ?fact ?type ?date ?earliest ?quote ?source {
  { ?fact ?property ?entity } UNION { BIND(?entity AS ?fact) }
  GRAPH ?graph {
    ?fact a ?type ; comity:evidence ?evidence .
    OPTIONAL { ?fact comity:date ?date } OPTIONAL { ?fact comity:earliest ?earliest }
  }
  ?evidence oa:hasSource ?source ; oa:hasSelector/oa:exact ?quote .
} ORDER BY ?earliest ?fact ?source ?quote
"""


@dataclass(frozen=True)
class Entity:
    """An entity: its IRI and the graph that knows it."""

    known_in: KnowledgeGraph
    iri: str

    @property
    def curie(self) -> str:
        """The short form of the IRI."""
        return curie(self.iri)

    def _ask(self, query: str) -> list[Row]:
        return self.known_in.query(query, entity=ox.NamedNode(self.iri)).rows

    @cached_property
    def types(self) -> list[str]:
        """Its classes, as IRIs, sorted."""
        return [row.type for row in self._ask(_TYPES)]

    @cached_property
    def labels(self) -> list[str]:
        """All its names; each knows its language where it has one."""
        return [row.label for row in self._ask(_LABELS)]

    @property
    def label(self) -> str:
        """Its English name, else the first there is, else its CURIE."""
        rows = self._ask("SELECT ?label { ?entity rdfs:label ?label } ORDER BY (LANG(?label) != 'en') ?label LIMIT 1")
        return rows[0].label if rows else self.curie

    @cached_property
    def properties(self) -> list[Row]:
        """What is said of it: rows of `property` and `value`."""
        return self._ask(_PROPERTIES)

    @cached_property
    def facts(self) -> list[Row]:
        """The facts that name it, with their passages: rows of fact, type, date, earliest, quote, source."""
        return self._ask(_FACTS)

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"Entity({self.curie}, {printable(self.label)!r})"

    def _repr_html_(self) -> str:
        """For notebooks: its names, and its facts with their passages."""
        names = " · ".join(f'<bdi dir="auto">{html.escape(printable(name))}</bdi>' for name in self.labels)
        facts = self.known_in.query(_FACTS, entity=ox.NamedNode(self.iri))
        return f"<p><b>{html.escape(self.curie)}</b> {names}</p>{facts._repr_html_()}"


def entity(graph: KnowledgeGraph, name: str) -> Entity:
    """The entity with this IRI or CURIE. Raises ComityError if the graph says nothing of it."""
    node = iri_of(expand(name))
    if not graph.query("ASK { { ?entity ?p ?o } UNION { ?s ?q ?entity } }", entity=node):
        raise ComityError(f"the graph {graph.where} does not know {printable(name)}")
    return Entity(graph, node.value)


def by_name(graph: KnowledgeGraph, kind: str, name: str) -> Entity:
    """The one entity of the kind with this name, in any script. Raises ComityError if none or several have it."""
    hits = graph.search(name, kind=kind, limit=10)
    best = [hit for hit in hits if hit.score == hits[0].score]
    if not best:
        raise ComityError(f"the graph {graph.where} knows no {kind} named {printable(name)}")
    if len(best) > 1:
        some = ", ".join(f"{curie(hit.iri)} ({printable(hit.label)})" for hit in best)
        raise ComityError(f"{printable(name)} may be any of {some}; give the IRI")
    return Entity(graph, best[0].iri)
