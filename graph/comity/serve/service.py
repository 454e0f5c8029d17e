"""What the server says of itself: the SPARQL 1.1 Service Description, and VoID about the data."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from comity.store.graph import KnowledgeGraph
from comity.store.result import GRAPH_FORMATS
from comity.terms import ONTOLOGY, PREFIXES

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS: Final = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_RDF_FORMATS: Final = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "N-Quads", "TriG")
_COUNTS: Final = (
    "SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?p) AS ?properties) { ?s ?p ?o }"
)
_PARTS: Final = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) { ?s a ?class } GROUP BY ?class ORDER BY ?class"

Triples = list[ox.Triple]


def service(base: str, *, union: bool) -> Triples:
    """The description of the endpoint at this address."""
    endpoint, dataset, graph = f"{base}/sparql", f"{base}/.well-known/void#dataset", f"{base}/sparql#default"
    features = ["UnionDefaultGraph"] if union else []
    made = [
        _link(endpoint, f"{PREFIXES['rdf']}type", f"{_SD}Service"),
        _link(endpoint, f"{_SD}endpoint", endpoint),
        _link(endpoint, f"{_SD}supportedLanguage", f"{_SD}SPARQL10Query"),
        _link(endpoint, f"{_SD}supportedLanguage", f"{_SD}SPARQL11Query"),
        *(_link(endpoint, f"{_SD}resultFormat", _FORMATS + name) for name in (*_RESULT_FORMATS, *_RDF_FORMATS)),
        *(_link(endpoint, f"{_SD}feature", _SD + name) for name in features),
        _link(endpoint, f"{_SD}defaultDataset", dataset),
        _link(dataset, f"{PREFIXES['rdf']}type", f"{_SD}Dataset"),
        _link(dataset, f"{_SD}defaultGraph", graph),
        _link(graph, f"{PREFIXES['rdf']}type", f"{_SD}Graph"),
    ]
    return made


def void(graph: KnowledgeGraph, base: str) -> Triples:
    """The description of the data: how much there is, of which classes, in which vocabularies."""
    dataset = f"{base}/.well-known/void#dataset"
    of = PREFIXES["void"]
    counts = graph.query(_COUNTS)[0]
    made = [
        _link(dataset, f"{PREFIXES['rdf']}type", f"{of}Dataset"),
        _text(dataset, f"{PREFIXES['dcterms']}title", "comity: bilateral military relations"),
        _link(dataset, f"{of}sparqlEndpoint", f"{base}/sparql"),
        _link(dataset, f"{of}vocabulary", ONTOLOGY.rstrip("#")),
        _number(dataset, f"{of}triples", counts.n),
        _number(dataset, f"{of}distinctSubjects", counts.subjects),
        _number(dataset, f"{of}properties", counts.properties),
    ]
    for row in graph.query(_PARTS):
        part = f"{dataset}-{row['class'].rpartition('#')[2].rpartition('/')[2]}"
        made += [
            _link(dataset, f"{of}classPartition", part),
            _link(part, f"{of}class", row["class"]),
            _number(part, f"{of}entities", row.n),
        ]
    return made


def written(triples: Triples, format: str) -> tuple[str, bytes]:
    """The triples in one of the formats: media type and bytes."""
    chosen = GRAPH_FORMATS[format]
    prefixes = {**PREFIXES, "sd": _SD} if format in ("turtle", "trig", "rdfxml") else None
    return chosen.media_type, ox.serialize(triples, format=chosen, prefixes=prefixes) or b""


def _link(subject: str, predicate: str, object: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(object))


def _text(subject: str, predicate: str, text: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(text, language="en"))


def _number(subject: str, predicate: str, number: int) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(number))
