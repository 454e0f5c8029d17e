"""The W3C's SPARQL 1.1 Protocol and Service Description tests, by their names, as a read-only endpoint meets them.

Their manifests name the tests and leave the requests to the reader; each here is what the name says. Queries are
answered as the recommendation wants; everything that would update is refused with 403 and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest
import rdflib
from serving import Server, serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
DATA = "http://example.org/data{}"
FORMS = {
    "SELECT": {
        "application/sparql-results+xml",
        "application/sparql-results+json",
        "text/csv",
        "text/tab-separated-values",
    },
    "ASK": {"application/sparql-results+xml", "application/sparql-results+json"},
    "RDF": {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"},
}
SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Three graphs, each with one triple about itself, and nothing in the default graph."""
    file = tmp_path_factory.mktemp("protocol") / "data.trig"
    graphs = (f"<{DATA.format(n)}> {{ <{DATA.format(n)}> a <http://example.org/Graph{n}> }}" for n in (1, 2, 3))
    file.write_text("\n".join(graphs), encoding="utf-8")
    with serving(file, "--plain-default-graph") as running:
        yield running


def asked(server: Server, method: str, fields: object = (), body: str | bytes = b"", **headers: str) -> httpx.Response:
    address = f"{server.url}sparql?{urlencode(fields)}" if fields else f"{server.url}sparql"  # type: ignore[call-overload]
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.request(method, address, content=body, headers=names, timeout=30)


def in_default(*numbers: int) -> str:
    return " ".join(f"<{DATA.format(n)}> a <http://example.org/Graph{n}> ." for n in numbers)


def in_named(*numbers: int) -> str:
    return " ".join(f"GRAPH <{DATA.format(n)}> {{ {in_default(n)} }}" for n in numbers)


def no(pattern: str) -> str:
    return f"FILTER NOT EXISTS {{ {pattern} }}"


def truth(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    found = answer.json()["boolean"]
    assert isinstance(found, bool)
    return found


def graphs(default: tuple[int, ...] = (), named: tuple[int, ...] = ()) -> list[tuple[str, str]]:
    parts = (("default-graph-uri", default), ("named-graph-uri", named))
    return [(name, DATA.format(n)) for name, numbers in parts for n in numbers]


def test_query_post_form(server: Server) -> None:
    assert truth(asked(server, "POST", body=urlencode({"query": "ASK {}"}), **FORM))


def test_query_get(server: Server) -> None:
    assert truth(asked(server, "GET", [("query", "ASK {}")]))


def test_query_post_direct(server: Server) -> None:
    assert truth(asked(server, "POST", body="ASK {}", **QUERY))


@pytest.mark.parametrize("way", ["GET", "POST"])
def test_query_dataset_default_graphs(server: Server, way: str) -> None:
    query = f"ASK {{ {in_default(1, 2)} {no(in_default(3))} {no('GRAPH ?g { ?s ?p ?o }')} }}"
    fields = graphs(default=(1, 2))
    if way == "GET":
        assert truth(asked(server, way, [("query", query), *fields]))
    else:
        assert truth(asked(server, way, fields, query, **QUERY))


@pytest.mark.parametrize("way", ["GET", "POST"])
def test_query_dataset_named_graphs(server: Server, way: str) -> None:
    query = f"ASK {{ {in_named(1, 2)} {no(in_named(3))} {no('?s ?p ?o')} }}"
    fields = graphs(named=(1, 2))
    if way == "GET":
        assert truth(asked(server, way, [("query", query), *fields]))
    else:
        assert truth(asked(server, way, fields, query, **QUERY))


def test_query_dataset_full(server: Server) -> None:
    query = f"ASK {{ {in_default(3)} {in_named(1, 2)} {no(in_named(3))} }}"
    assert truth(asked(server, "POST", graphs(default=(3,), named=(1, 2)), query, **QUERY))


def test_query_multiple_dataset(server: Server) -> None:
    query = f"ASK FROM <{DATA.format(1)}> {{ {in_default(2)} {no(in_default(1))} }}"
    assert truth(asked(server, "POST", graphs(default=(2,)), query, **QUERY))


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("SELECT (1 AS ?value) {}", "SELECT"),
        ("ASK {}", "ASK"),
        ("DESCRIBE <http://example.org/>", "RDF"),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", "RDF"),
    ],
    ids=[
        "query_content_type_select",
        "query_content_type_ask",
        "query_content_type_describe",
        "query_content_type_construct",
    ],
)
def test_query_content_type(server: Server, query: str, forms: str) -> None:
    answer = asked(server, "POST", body=urlencode({"query": query}), **FORM)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] in FORMS[forms]


REFUSED = {
    "bad_query_method": ("PUT", [("query", "ASK {}")], b"", {}, {405}),
    "bad_multiple_queries": ("GET", [("query", "ASK {}"), ("query", "SELECT * {}")], b"", {}, {400}),
    "bad_query_wrong_media_type": ("POST", (), b"ASK {}", {"Content-Type": "text/plain"}, {415}),
    "bad_query_missing_form_type": ("POST", (), b"query=ASK%20%7B%7D", {}, {415}),
    "bad_query_missing_direct_type": ("POST", (), b"ASK {}", {}, {415}),
    "bad_query_non_utf8": (
        "POST", (), "ASK { ?s ?p '\u00e9' }".encode("utf-16"),
        {"Content-Type": "application/sparql-query; charset=UTF-16"}, {400, 415},
    ),
    "bad_query_syntax": ("GET", [("query", "ASK {")], b"", {}, {400}),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_bad_queries(server: Server, name: str) -> None:
    method, fields, body, headers, statuses = REFUSED[name]
    assert asked(server, method, fields, body, **headers).status_code in statuses


INSERT = "INSERT DATA { <http://example.org/s> <http://example.org/p> 1 }"
UPDATES = {
    "update_dataset_default_graph": ("POST", [("using-graph-uri", DATA.format(1))], INSERT, UPDATE),
    "update_dataset_default_graphs": ("POST", [("using-graph-uri", DATA.format(n)) for n in (1, 2)], INSERT, UPDATE),
    "update_dataset_named_graphs": ("POST", [("using-named-graph-uri", DATA.format(1))], INSERT, UPDATE),
    "update_dataset_full": (
        "POST", [("using-graph-uri", DATA.format(1)), ("using-named-graph-uri", DATA.format(2))], INSERT, UPDATE,
    ),
    "update_post_form": ("POST", (), urlencode({"update": INSERT}), FORM),
    "update_post_direct": ("POST", (), INSERT, UPDATE),
    "update_base_uri": ("POST", (), "CLEAR SILENT GRAPH <#g> ; INSERT DATA { GRAPH <#g> { <s> <p> 1 } }", UPDATE),
    "bad_update_get": ("GET", [("update", INSERT)], "", {}),
    "bad_multiple_updates": ("POST", (), urlencode([("update", INSERT), ("update", INSERT)]), FORM),
    "bad_update_wrong_media_type": ("POST", (), INSERT, {"Content-Type": "text/plain"}),
    "bad_update_missing_form_type": ("POST", (), urlencode({"update": INSERT}), {}),
    "bad_update_non_utf8": (
        "POST", (), INSERT.encode("utf-16"), {"Content-Type": "application/sparql-update; charset=UTF-16"},
    ),
    "bad_update_syntax": ("POST", (), "INSERT DATA {", UPDATE),
    "bad_update_dataset_conflict": (
        "POST", [("using-named-graph-uri", DATA.format(1))],
        f"DELETE {{ ?s ?p ?o }} USING <{DATA.format(2)}> WHERE {{ ?s ?p ?o }}", UPDATE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UPDATES)
def test_updates_are_refused_and_change_nothing(server: Server, name: str) -> None:
    method, fields, body, headers = UPDATES[name]
    answer = asked(server, method, fields, body, **headers)
    assert answer.status_code in ({403, 415} if name.startswith("bad_") else {403}), answer.text
    everything = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    count = asked(server, "GET", [("query", everything)])
    assert count.json()["results"]["bindings"][0]["n"]["value"] == "3"


def described(server: Server) -> rdflib.Graph:
    answer = httpx.get(f"{server.url}sparql", headers={"Accept": "text/turtle, application/rdf+xml;q=0.5"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] in FORMS["RDF"]
    return rdflib.Graph().parse(data=answer.content, format="turtle")


def test_returns_rdf(server: Server) -> None:
    assert len(described(server)) > 0


def test_has_endpoint_triple(server: Server) -> None:
    assert (None, SD.endpoint, rdflib.URIRef(f"{server.url}sparql")) in described(server)


def test_conforms_to_schema(server: Server) -> None:
    """Properties stand on things of their domain, with values of their range, as the vocabulary of the W3C has them."""
    graph = described(server)
    domains = {
        SD.endpoint: SD.Service, SD.supportedLanguage: SD.Service, SD.feature: SD.Service, SD.resultFormat: SD.Service,
        SD.defaultDataset: SD.Service, SD.defaultGraph: SD.Dataset,
    }  # fmt: skip
    ranges = {SD.defaultDataset: SD.Dataset, SD.defaultGraph: SD.Graph}
    languages = {SD.SPARQL10Query, SD.SPARQL11Query}
    for subject, predicate, value in graph:
        if predicate in domains:
            assert (subject, rdflib.RDF.type, domains[predicate]) in graph, predicate
            assert isinstance(value, rdflib.URIRef)
        if predicate in ranges:
            assert (value, rdflib.RDF.type, ranges[predicate]) in graph, predicate
    used = {predicate for predicate in graph.predicates() if str(predicate).startswith(str(SD))}
    assert used <= set(domains)
    assert set(graph.objects(None, SD.supportedLanguage)) <= languages
    assert len(set(graph.objects(None, SD.endpoint))) == 1
