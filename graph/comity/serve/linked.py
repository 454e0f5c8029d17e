"""One entity as linked data: its page's data, and its description in RDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import pyoxigraph as ox

from comity.errors import ComityError, printable
from comity.serve.labels import Labels, term_label
from comity.serve.told import Told, facts
from comity.store.graph import KnowledgeGraph
from comity.store.terms import iri_of
from comity.terms import ID, PREFIXES

#: Facts on one page; more are on the next.
PAGE: Final = 100
_VALUES: Final = 60  # values of one property that are shown
_SAID: Final = "SELECT DISTINCT ?property ?value { ?entity ?property ?value }"
_FACTS: Final = """SELECT ?fact (MIN(?day) AS ?when) {
  { ?fact ?property ?entity } UNION { BIND(?entity AS ?fact) }
  UNION { ?passage oa:hasSource ?entity . ?fact comity:evidence ?passage }
  ?fact comity:evidence ?any . OPTIONAL { ?fact comity:earliest ?day }
} GROUP BY ?fact ORDER BY DESC(BOUND(?when)) DESC(?when) ?fact"""
_NEIGHBOURS: Final = """SELECT ?other (COUNT(DISTINCT ?fact) AS ?n) {
  ?fact ?one ?entity ; comity:evidence ?any ; ?two ?other . ?other a ?class .
  FILTER(?other != ?entity && ?class IN (comity:State, comity:Official, comity:Organisation))
} GROUP BY ?other ORDER BY DESC(?n) ?other LIMIT 24"""
_DESCRIPTION: Final = """CONSTRUCT { ?entity ?p ?o . ?s ?q ?entity . ?o rdfs:label ?name } {
  { ?entity ?p ?o . OPTIONAL { ?o rdfs:label ?name } } UNION { SELECT ?s ?q { ?s ?q ?entity } LIMIT 10000 } }"""
#: Local names of properties that list facts or names, which the page has of its own.
_ON_THE_PAGE: Final = frozenset(
    {"participatesIn", "comprises", "evidence", "hasTenure", "heldIn", "prefLabel", "hasActor", "partyTo"}
)
_TECHNICAL: Final = frozenset({PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel"})


@dataclass(slots=True)
class Portrait:
    """What the page of an entity shows."""

    iri: str
    name: str
    kinds: list[str]
    names: list[tuple[str, str]]  # every spelling with its language
    said: list[tuple[str, list[Any], int]] = field(default_factory=list)  # property, values, how many more there are
    facts: list[Told] = field(default_factory=list)
    total: int = 0
    page: int = 1
    neighbours: list[tuple[str, int]] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """How many pages its facts fill."""
        return max(1, -(-self.total // PAGE))


def portrait(graph: KnowledgeGraph, iri: str, labels: Labels, page: int = 1) -> Portrait:
    """The page of an entity. Raises ComityError if the graph does not know it."""
    node = _known(graph, iri)
    rows = graph.query(_SAID, entity=node).rows
    values: dict[str, set[Any]] = {}
    for row in rows:
        values.setdefault(row.property, set()).add(row.value)
    found = [row.fact for row in graph.query(_FACTS, entity=node)]
    neighbours = [(row.other, row.n) for row in graph.query(_NEIGHBOURS, entity=node)]
    labels.learn([iri, *(other for other, _ in neighbours), *(str(v) for some in values.values() for v in some)])
    told = facts(graph, found[(page - 1) * PAGE : page * PAGE], labels)
    told.sort(key=lambda one: (one.earliest or "0", one.iri), reverse=True)
    own = next((one.title for one in told if one.iri == iri), "")
    made = Portrait(
        iri=iri,
        name=labels.of(iri) if labels.named(iri) else own or labels.of(iri),
        kinds=sorted(value for value in values.get(PREFIXES["rdf"] + "type", ()) if "comity" in value),
        names=_names(values),
        facts=told,
        total=len(found),
        page=page,
        neighbours=neighbours,
    )
    made.said = [
        (term_label(name), sorted(some, key=lambda v: (labels.of(str(v)), str(v)))[:_VALUES], len(some) - _VALUES)
        for name, some in sorted(values.items(), key=lambda item: term_label(item[0]))
        if name not in _TECHNICAL and not _is_repeated(name)
    ]
    return made


def description(graph: KnowledgeGraph, iri: str) -> list[ox.Triple]:
    """What the graph says of the entity, and where it stands itself. Raises ComityError if it does not know it."""
    return graph.query(_DESCRIPTION, entity=_known(graph, iri)).triples


def _known(graph: KnowledgeGraph, iri: str) -> ox.NamedNode:
    node = iri_of(iri)
    if not graph.query("ASK { { ?entity ?p ?o } UNION { ?s ?q ?entity } }", entity=node):
        raise ComityError(f"the graph does not know {printable(iri)}")
    return node


def _names(values: dict[str, set[Any]]) -> list[tuple[str, str]]:
    names = {
        (str(value), getattr(value, "language", ""))
        for name in ("rdfs:label", "skos:altLabel", "skos:prefLabel")
        for value in values.get(PREFIXES[name.partition(":")[0]] + name.partition(":")[2], ())
    }
    return sorted(names, key=lambda pair: (pair[1] != "en", pair[1], pair[0]))


def _is_repeated(property: str) -> bool:
    """Whether what the property says is on the page already."""
    return property.rpartition("#")[2] in _ON_THE_PAGE


def kind_word(iri: str) -> str:
    """The kind of an entity by its IRI: "official"."""
    return iri.removeprefix(ID).partition("/")[0] if iri.startswith(ID) else "code"
