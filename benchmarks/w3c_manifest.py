"""The W3C's SPARQL suites as they are published: their manifests, and the answers that they expect.

A suite is a folder with `sparql11/` and `dawg-data-r2/` (w3c/rdf-tests; the sdist of rdflib 6.3.2 on PyPI carries both
below test/data/suites/w3c). Blank nodes are compared by RDFC-1.0, rows without order unless the suite numbers them.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, Namespace

MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
ENT: Final = Namespace("http://www.w3.org/ns/entailment/")
RS: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
PARTS: Final = ("dawg-data-r2", "sparql11")
_RESULTS: Final = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_BLANK: Final = re.compile(r"_:.*")
_RDF: Final = {".ttl": "turtle", ".rdf": "xml", ".n3": "n3", ".nt": "nt"}


@dataclass(frozen=True)
class Test:
    """A test of a manifest: its name (folder/entry), its kind, and the files it is made of."""

    name: str
    kind: str  # local name of its class: "QueryEvaluationTest"
    query: Path | None = None
    data: tuple[Path, ...] = ()
    graphs: tuple[Path, ...] = ()
    result: Path | None = None
    entails: bool = False  # it wants an entailment regime
    lax: bool = False  # fewer repetitions of a row will do (REDUCED)


@dataclass(frozen=True)
class Answer:
    """An answer: a truth, rows (each a map from variable to term), a graph, or the fields of CSV."""

    truth: bool | None = None
    rows: tuple[Mapping[str, Any], ...] | None = None
    graph: frozenset[str] | None = None
    fields: tuple[tuple[Any, ...], ...] | None = None
    ordered: bool = False


def tests(suite: Path) -> Iterator[Test]:
    """All tests of a suite, folder by folder, in the order of the manifests."""
    for manifest in sorted(file for part in PARTS for file in (suite / part).glob("*/manifest.ttl")):
        graph = rdflib.Graph().parse(manifest, publicID=manifest.as_uri())
        for head in graph.objects(None, MF.entries):
            for entry in Collection(graph, head):
                yield _test(graph, entry, manifest.parent.name)


def _test(graph: rdflib.Graph, entry: Any, folder: str) -> Test:
    kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
    name = f"{folder}/{str(entry).rpartition('#')[2]}"
    action = graph.value(entry, MF.action)
    if isinstance(action, rdflib.URIRef):
        return Test(name, kind, _path(action))
    parts = {part: tuple(_path(o) for o in graph.objects(action, QT[part])) for part in ("query", "data", "graphData")}
    regimes = set(graph.objects(action, ENT.regime)) | set(graph.objects(action, SD.entailmentRegime))
    result = graph.value(entry, MF.result)
    return Test(
        name,
        kind,
        parts["query"][0] if parts["query"] else None,
        parts["data"],
        parts["graphData"],
        _path(result) if isinstance(result, rdflib.URIRef) else None,
        bool(regimes),
        graph.value(entry, MF.resultCardinality) == MF.LaxCardinality,
    )


def _path(node: Any) -> Path:
    return Path(str(node).removeprefix("file://"))


def expected(file: Path) -> Answer:
    """The answer that a suite's file holds."""
    if file.suffix in _RESULTS:
        return of_engine(ox.parse_query_results(path=str(file), format=_RESULTS[file.suffix]))
    if file.suffix == ".csv":
        return of_csv(file.read_text(encoding="utf-8"))
    graph = rdflib.Graph().parse(file, format=_RDF[file.suffix], publicID=file.as_uri())
    found = graph.value(None, RDF.type, RS.ResultSet)
    if found is None:
        return Answer(graph=canonical(graph.serialize(format="nt")))
    truth = graph.value(found, RS.boolean)
    if truth is not None:
        return Answer(truth=str(truth) in ("true", "1"))
    solutions = [(graph.value(s, RS["index"]), s) for s in graph.objects(found, RS.solution)]
    ordered = bool(solutions) and all(index is not None for index, _ in solutions)
    if ordered:
        solutions.sort(key=lambda pair: int(str(pair[0])))
    return Answer(rows=tuple(_row(graph, s) for _, s in solutions), ordered=ordered)


def _row(graph: rdflib.Graph, solution: Any) -> dict[str, Any]:
    return {
        str(graph.value(binding, RS.variable)): _term(graph.value(binding, RS.value))
        for binding in graph.objects(solution, RS.binding)
    }


def _term(node: Any) -> Any:
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)


def of_engine(found: Any) -> Answer:
    """The answer as the engine, or its reader of result formats, gives it."""
    if isinstance(found, ox.QueryBoolean):
        return Answer(truth=bool(found))
    if isinstance(found, ox.QueryTriples):
        return Answer(graph=canonical("".join(f"{t.subject} {t.predicate} {t.object} .\n" for t in found)))
    names = [variable.value for variable in found.variables]
    return Answer(rows=tuple({n: row[n] for n in names if row[n] is not None} for row in found))


def of_csv(text: str) -> Answer:
    """The fields of CSV, by their columns, as the order of the columns of `SELECT *` is nobody's."""
    head, *rows = csv.reader(io.StringIO(text))
    fields = [tuple(sorted(zip(head, (_BLANK.sub("_:b", field) for field in row), strict=True))) for row in rows]
    return Answer(fields=(tuple(sorted(head)), *sorted(fields)))


def canonical(lines: str) -> frozenset[str]:
    """The statements of N-Triples or N-Quads with blank nodes named by their place (RDFC-1.0)."""
    dataset = ox.Dataset(ox.parse(lines, format=ox.RdfFormat.N_QUADS, lenient=True))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(str(quad) for quad in dataset)


def same(wanted: Answer, got: Answer, *, lax: bool = False) -> bool:
    """Whether it is the answer that is wanted; rows as a multiset, in order if the suite numbers them."""
    if wanted.rows is None or got.rows is None:
        return (wanted.truth, wanted.graph, wanted.fields) == (got.truth, got.graph, got.fields)
    if any(isinstance(term, ox.BlankNode) for row in (*wanted.rows, *got.rows) for term in row.values()):
        return canonical(_as_graph(wanted.rows, wanted.ordered)) == canonical(_as_graph(got.rows, wanted.ordered))
    one, other = ([tuple(sorted((n, str(t)) for n, t in row.items())) for row in a.rows or ()] for a in (wanted, got))
    if lax:
        return set(one) == set(other) and len(one) >= len(other)
    return one == other if wanted.ordered else Counter(one) == Counter(other)


def by_value(answer: Answer) -> Answer:
    """The answer with literals in the one form that a value has: 1.50 as 1.5, 01 as 1."""
    if answer.rows is not None:
        rows = tuple({name: _plain(term) for name, term in row.items()} for row in answer.rows)
        return replace(answer, rows=rows)
    if answer.fields is not None:
        head, *rest = answer.fields
        return replace(answer, fields=(head, *(tuple((n, _number(f)) for n, f in row) for row in rest)))
    return answer


def _plain(term: Any) -> Any:
    """A literal in the form in which Oxigraph keeps it."""
    if not isinstance(term, ox.Literal):
        return term
    store = ox.Store()
    store.add(ox.Quad(ox.BlankNode(), ox.NamedNode("urn:p"), term))
    return next(iter(store)).object


def _number(field: str) -> str:
    try:
        return repr(float(field))
    except ValueError:
        return field


def _as_graph(rows: tuple[Mapping[str, Any], ...], ordered: bool) -> str:
    """The rows as a graph, each a blank node."""
    lines = []
    for number, row in enumerate(rows):
        lines.append(f'_:row{number} <urn:row> "{number if ordered else ""}" .\n')
        lines += [f"_:row{number} <urn:of:{name}> {term} .\n" for name, term in row.items()]
    return "".join(lines)
