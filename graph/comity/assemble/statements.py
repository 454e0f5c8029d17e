"""From resolved nodes to statements: subject, predicate, object and named graph, each as an N-Triples term.

Statements are what every file is written from and what the store is loaded with. They are text, so that literals keep
the form in which they were written, and sorted, so that the same facts are the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, XSD, Literal, URIRef

from comity.dates import bounds
from comity.documents import Document
from comity.nodes import Local, Node, Passage, Value
from comity.terms import COMITY, ID, OA, PREFIXES, VOCABULARY, code, curie, iri
from comity.vocabulary import vocabulary

_PROV = PREFIXES["prov"]
REFERENCE = "reference"
#: Graphs that no document and no curated page is behind.
_ORIGINS = {"resolution": "resolved"}
#: What is copied from the vocabularies for each state, concept and organisation that the facts name.
_COPIED = frozenset(
    [str(RDF.type), str(COMITY.iso2), str(COMITY.iso3), str(COMITY.singleHolder), str(COMITY.seniority)]
    + [PREFIXES["rdfs"] + "label"]
    + [PREFIXES["skos"] + name for name in ("prefLabel", "altLabel", "broader", "notation", "inScheme")]
)


class Statement(NamedTuple):
    """One statement; every part is an N-Triples term (`<iri>`, `"text"@en`, `"1.0"^^<...>`)."""

    graph: str
    subject: str
    predicate: str
    object: str


def assemble(
    nodes: Iterable[Node],
    iris: Mapping[tuple[str, Local], URIRef],
    documents: Iterable[Document],
    languages: Mapping[str, str],
) -> list[Statement]:
    """All statements of all graphs, sorted, each once.

    `iris` are the names that resolution gave to local nodes, by graph and key; `languages` the language of each source.
    """
    found: set[Statement] = set()
    origins: dict[str, set[str]] = {}
    for document in documents:
        found.update(_source(document, languages.get(document.id)))
        origins.setdefault(document.id, set()).add(document.id)
    for node in nodes:
        found.update(_node(node, iris, languages))
        origins.setdefault(node.graph, set()).update(passage.source for passage in node.passages)
    for graph, sources in origins.items():
        found.update(_graph(graph, sources))
    found.update(_reference(found))
    return sorted(found)


def load(statements: Iterable[Statement]) -> ox.Store:
    """The statements in a store in memory, each in its named graph."""
    store = ox.Store()
    lines = "".join(f"{s.subject} {s.predicate} {s.object} {s.graph} .\n" for s in statements)
    store.bulk_load(lines.encode("utf-8"), format=ox.RdfFormat.N_QUADS)
    return store


def _node(node: Node, iris: Mapping[tuple[str, Local], URIRef], languages: Mapping[str, str]) -> Iterator[Statement]:
    graph = term(iri("graph", node.graph))

    def name(value: Value) -> URIRef | Literal:
        return iris[node.graph, value] if isinstance(value, Local) else value

    subject = term(name(node.key))
    yield Statement(graph, subject, term(RDF.type), term(node.type))
    for predicate, value in node.properties:
        yield Statement(graph, subject, term(predicate), term(name(value)))
    for passage in node.passages:
        evidence = iri("evidence", f"{passage.source}/{passage.start}-{passage.end}")
        yield Statement(graph, subject, term(COMITY.evidence), term(evidence))
        yield from _evidence(graph, evidence, passage, languages.get(passage.source))


def _evidence(graph: str, evidence: URIRef, passage: Passage, language: str | None) -> Iterator[Statement]:
    selector = URIRef(f"{evidence}/selector")
    for subject, predicate, value in (
        (evidence, RDF.type, COMITY.Evidence),
        (evidence, OA.hasSource, iri("source", passage.source)),
        (evidence, OA.hasSelector, selector),
        (selector, RDF.type, OA.TextQuoteSelector),
        (selector, RDF.type, OA.TextPositionSelector),
        (selector, OA.exact, Literal(passage.exact, lang=language)),
        (selector, OA.start, _number(passage.start)),
        (selector, OA.end, _number(passage.end)),
    ):
        yield Statement(graph, term(subject), term(predicate), term(value))


def _source(document: Document, language: str | None) -> Iterator[Statement]:
    said: list[tuple[URIRef, URIRef | Literal]] = [
        (RDF.type, COMITY.Source),
        (DCTERMS.identifier, Literal(document.file)),
        (COMITY.sha256, Literal(document.sha256)),
    ]
    if document.title:
        said.append((DCTERMS.title, Literal(document.title, lang=language)))
    if document.publisher:
        said.append((DCTERMS.publisher, Literal(document.publisher)))
    if language:
        said.append((DCTERMS.language, Literal(language)))
    if document.note:
        said.append((DCTERMS.description, Literal(document.note, lang="en")))
    if document.published:
        said += _published(document.published)
    graph, subject = term(iri("graph", document.id)), term(iri("source", document.id))
    for predicate, value in said:
        yield Statement(graph, subject, term(predicate), term(value))


def _published(edtf: str) -> Iterator[tuple[URIRef, Literal]]:
    yield COMITY.date, Literal(edtf)
    datatype = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}.get(len(edtf))
    if datatype and "/" not in edtf:
        yield DCTERMS.issued, Literal(edtf, datatype=datatype, normalize=False)
    found = bounds(edtf)
    for predicate, at in ((COMITY.earliest, found.earliest), (COMITY.latest, found.latest)):
        if at:
            yield predicate, Literal(at.isoformat(), datatype=XSD.date, normalize=False)


def _graph(name: str, sources: set[str]) -> Iterator[Statement]:
    """What a named graph is: of which origin, and from which sources."""
    graph = term(iri("graph", name))
    origin = _ORIGINS.get(name) or ("curated" if name.startswith("curated/") else "extracted")
    yield Statement(graph, graph, term(COMITY.origin), term(code("origin", origin)))
    for source in sources:
        yield Statement(graph, graph, f"<{_PROV}wasDerivedFrom>", term(iri("source", source)))


def _reference(statements: Iterable[Statement]) -> Iterator[Statement]:
    """Labels and codes of the states, concepts and organisations that the statements name, from the vocabularies."""
    known = vocabulary().statements
    graph = term(iri("graph", REFERENCE))
    prefixes = tuple(f"<{namespace}" for namespace in (VOCABULARY, f"{ID}state/", f"{ID}organisation/"))
    waiting = sorted({part[1:-1] for s in statements for part in (s.subject, s.object) if part.startswith(prefixes)})
    done: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        for predicate, value in known.get(name, ()):
            if predicate in _COPIED:
                yield Statement(graph, f"<{name}>", f"<{predicate}>", str(value))
                if predicate == PREFIXES["skos"] + "broader" and isinstance(value, ox.NamedNode):
                    waiting.append(value.value)


def term(value: URIRef | Literal) -> str:
    """A name or literal as an N-Triples term."""
    if isinstance(value, URIRef):
        return f"<{value}>"
    if value.language:
        return str(ox.Literal(str(value), language=value.language))
    if value.datatype and value.datatype != XSD.string:
        return str(ox.Literal(str(value), datatype=ox.NamedNode(value.datatype)))
    return str(ox.Literal(str(value)))


def plain(term: str) -> str:
    """A term for people: a CURIE, or the text of a literal."""
    if term.startswith("<"):
        return curie(term[1:-1])
    [quad] = ox.parse(f"<x:s> <x:p> {term} .", format=ox.RdfFormat.N_TRIPLES)
    return quad.object.value if isinstance(quad.object, ox.Literal) else term


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.nonNegativeInteger, normalize=False)
