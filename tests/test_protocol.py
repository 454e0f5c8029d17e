"""The SPARQL 1.1 Protocol as the recommendation has it, read only, over HTTP."""

from __future__ import annotations

import atexit
import csv
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest
import rdflib
from serving import SAMPLE, Server, build_of, serving

STATES = "SELECT ?s ?name { ?s a comity:State ; rdfs:label ?name } ORDER BY ?s ?name"
FORM = "application/x-www-form-urlencoded"


BUILD = build_of(SAMPLE, Path(tempfile.mkdtemp(prefix="comity-test-")))
atexit.register(shutil.rmtree, BUILD, ignore_errors=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(BUILD) as running:
        yield running


def post(server: Server, body: str | bytes, type: str, path: str = "sparql", **headers: str) -> httpx.Response:
    content = body.encode() if isinstance(body, str) else body
    return httpx.post(server.url + path, content=content, headers={"Content-Type": type, **headers}, timeout=30)


def test_a_query_comes_by_get_and_by_both_posts(server: Server) -> None:
    by_get = server.sparql(STATES).json()
    by_form = post(server, f"query={quote(STATES)}", FORM).json()
    bare = post(server, STATES, "application/sparql-query").json()
    assert by_get == by_form == bare
    assert len(by_get["results"]["bindings"]) == 8


@pytest.mark.parametrize(
    ("accept", "sent"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/sparql-results+json"),
        ("application/xml;q=0.9, text/csv;q=0.4", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/csv; charset=utf-8"),
        ("", "application/sparql-results+json"),
    ],
)
def test_rows_come_in_the_form_that_is_asked_for(server: Server, accept: str, sent: str) -> None:
    answer = server.sparql(STATES, accept)
    assert answer.headers["content-type"] == sent
    assert "Қазақстан" in answer.text
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s a comity:State ; rdfs:label ?n }", "DESCRIBE state:KZ"])
def test_triples_come_in_the_form_that_is_asked_for(server: Server, accept: str, format: str, query: str) -> None:
    answer = server.sparql(query, accept)
    assert answer.headers["content-type"] == accept
    assert len(rdflib.Graph().parse(data=answer.content, format=format)) >= 5


def test_an_ask_is_answered_in_all_forms(server: Server) -> None:
    for accept in ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"):
        assert "true" in server.sparql("ASK { state:KZ a comity:State }", accept).text


def test_what_cannot_be_sent_is_406(server: Server) -> None:
    answer = server.sparql(STATES, "image/png")
    assert answer.status_code == 406
    assert "text/csv" in answer.text


def test_csv_is_what_a_spreadsheet_reads(server: Server) -> None:
    rows = list(csv.reader(io.StringIO(server.sparql(STATES, "text/csv").text)))
    assert rows[0] == ["s", "name"]
    assert len(rows) == 9


GRAPHS = "https://w3id.org/comity/id/graph/"


def test_the_data_set_of_a_request_wins(server: Server) -> None:
    count = "SELECT (COUNT(DISTINCT ?s) AS ?n) {0} {{ ?s a comity:Source }}"

    def n(query: str, **graphs: object) -> int:
        return int(server.sparql(query, **graphs).json()["results"]["bindings"][0]["n"]["value"])

    assert n(count.format("")) == 2
    assert n(count.format(""), **{"default-graph-uri": GRAPHS + "one"}) == 1
    assert n(count.format(""), **{"default-graph-uri": [GRAPHS + "one", GRAPHS + "two"]}) == 2
    assert n(count.format(""), **{"default-graph-uri": GRAPHS + "reference"}) == 0
    assert n(count.format(""), **{"named-graph-uri": GRAPHS + "one"}) == 0
    assert n(count.format(f"FROM <{GRAPHS}two>")) == 1
    assert n(count.format(f"FROM <{GRAPHS}two>"), **{"default-graph-uri": GRAPHS + "reference"}) == 0
    named = "SELECT (COUNT(DISTINCT ?s) AS ?n) { GRAPH ?g { ?s a comity:Source } }"
    assert n(named) == 2
    assert n(named, **{"named-graph-uri": GRAPHS + "one"}) == 1
    assert n(named, **{"default-graph-uri": GRAPHS + "one"}) == 0
    by_form = post(server, f"query={quote(count.format(''))}&default-graph-uri={quote(GRAPHS + 'one')}", FORM)
    in_address = post(server, count.format(""), "application/sparql-query", f"sparql?default-graph-uri={GRAPHS}one")
    for answer in (by_form, in_address):
        assert answer.json()["results"]["bindings"][0]["n"]["value"] == "1"


def test_a_foreign_graph_is_empty_and_never_fetched(server: Server) -> None:
    answer = server.sparql("ASK FROM <http://127.0.0.1:1/data.ttl> { ?s ?p ?o }")
    assert answer.json()["boolean"] is False


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { ?s ?p ?o", "not SPARQL at its end"),
        ("SELECT * { ?s foo:p ?o }", "prefix foo: is not declared"),
        ("nonsense", "no SELECT"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is not allowed"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "read only"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "not SPARQL"),
    ],
)
def test_bad_queries_are_400_with_a_sentence(server: Server, query: str, words: str) -> None:
    answer = server.sparql(query)
    assert answer.status_code == 400
    assert words in answer.text
    assert answer.text.count("\n") == 1


def test_bad_requests(server: Server) -> None:
    both = f"query={quote(STATES)}&query={quote(STATES)}"
    assert post(server, both, FORM).status_code == 400
    assert httpx.get(f"{server.url}sparql?{both}").status_code == 400
    assert post(server, "", FORM).status_code == 400
    assert post(server, STATES, "text/plain").status_code == 415
    assert post(server, f"query={quote(STATES)}", "application/json").status_code == 415
    assert httpx.post(f"{server.url}sparql", content=STATES.encode()).status_code == 415
    assert post(server, "SELECT * { ?s ?p 'é' }".encode("latin-1"), "application/sparql-query").status_code == 400
    assert post(server, STATES, "application/sparql-query; charset=utf-16").status_code == 415
    assert post(server, "query=%ff%fe", FORM).status_code == 400
    for method in ("PUT", "DELETE", "PATCH", "TRACE"):
        answer = httpx.request(method, f"{server.url}sparql?query={quote(STATES)}")
        assert answer.status_code == 405, method
        assert "POST" in answer.headers["allow"]


def test_updates_are_refused_however_they_come(server: Server) -> None:
    update = "INSERT DATA { <urn:a> <urn:b> <urn:c> }"
    assert post(server, update, "application/sparql-update").status_code == 403
    assert post(server, f"update={quote(update)}", FORM).status_code == 403
    assert httpx.get(f"{server.url}sparql?update={quote(update)}").status_code == 403
    assert post(server, "CLEAR ALL", "application/sparql-query").status_code == 400
    assert not server.sparql("ASK { <urn:a> ?p ?o }").json()["boolean"]


def test_head_and_options(server: Server) -> None:
    get = server.sparql(STATES)
    head = httpx.head(f"{server.url}sparql?query={quote(STATES)}", headers={"Accept": "application/json"})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(get.content))
    assert "POST" in httpx.options(f"{server.url}sparql").headers["allow"]


def test_the_service_describes_itself(server: Server) -> None:
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    for accept, format in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("*/*", "turtle")):
        answer = httpx.get(f"{server.url}sparql", headers={"Accept": accept})
        assert answer.status_code == 200
        graph = rdflib.Graph().parse(data=answer.content, format=format)
        (service,) = graph.subjects(rdflib.RDF.type, sd.Service)
        assert (service, sd.endpoint, rdflib.URIRef(f"{server.url}sparql")) in graph
        assert (service, sd.supportedLanguage, sd.SPARQL11Query) in graph
        assert (service, sd.feature, sd.UnionDefaultGraph) in graph


def test_void_counts_what_sparql_counts(server: Server) -> None:
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    graph = rdflib.Graph().parse(data=server.page("/.well-known/void", "*/*").text, format="turtle")
    counted = server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"]
    (dataset,) = graph.subjects(void.sparqlEndpoint, None)
    assert str(graph.value(dataset, void.triples)) == counted


def test_answers_are_compressed_for_who_wants_it(server: Server) -> None:
    query = "SELECT * { ?s ?p ?o }"
    plain = httpx.get(f"{server.url}sparql?query={quote(query)}", headers={"Accept-Encoding": "identity"})
    packed = httpx.get(f"{server.url}sparql?query={quote(query)}", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert sorted(map(str, plain.json()["results"]["bindings"])) == sorted(
        map(str, packed.json()["results"]["bindings"])
    )


def test_the_plain_default_graph_is_a_switch() -> None:
    with serving(BUILD, "--plain-default-graph") as server:
        assert server.sparql("ASK { ?s ?p ?o }").json()["boolean"] is False
        assert server.sparql("ASK { GRAPH ?g { ?s ?p ?o } }").json()["boolean"] is True
        assert b"UnionDefaultGraph" not in httpx.get(f"{server.url}sparql", headers={"Accept": "text/turtle"}).content


def test_an_unmodified_sparqlwrapper_gets_right_answers(server: Server) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    for method in (wrapper.GET, wrapper.POST):
        client = wrapper.SPARQLWrapper(f"{server.url}sparql", returnFormat=wrapper.JSON)
        client.setMethod(method)
        client.setQuery(STATES)
        assert len(client.queryAndConvert()["results"]["bindings"]) == 8
        client.setQuery("CONSTRUCT WHERE { ?s a comity:State }")
        client.setReturnFormat(wrapper.TURTLE)
        assert b"state:KZ" in client.queryAndConvert()


def test_an_unmodified_rdflib_gets_right_answers(server: Server) -> None:
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    store = SPARQLStore(f"{server.url}sparql")
    graph = rdflib.Graph(store)
    comity = rdflib.Namespace("https://w3id.org/comity/ontology#")
    assert len(list(graph.subjects(rdflib.RDF.type, comity.State))) == 3


def test_the_client_of_comity_gets_the_same_result_as_the_store(server: Server) -> None:
    import comity

    here, there = comity.open(SAMPLE), comity.open(f"{server.url}sparql")
    for query in (STATES, "ASK { state:KZ a comity:State }", "CONSTRUCT WHERE { ?s a comity:State }"):
        one, other = here.query(query), there.query(query)
        assert one.kind == other.kind
        if one.kind == "rows":
            assert [list(row) for row in one] == [list(row) for row in other]
        elif one.kind == "truth":
            assert one.truth is other.truth
        else:
            assert set(one.triples) == set(other.triples)
    long = (
        "SELECT ?s { ?s a comity:State FILTER(?s IN (" + ", ".join(f"<urn:{n}>" for n in range(500)) + ", state:KZ)) }"
    )
    assert [row.s.curie for row in there.query(long)] == ["state:KZ"]
    assert there.official("Шойгу").label == "Sergei Shoigu"
    with pytest.raises(comity.errors.ComityError, match="400: the query is not SPARQL"):
        there.query("SELECT * { ?s ?p ?o")
    with pytest.raises(comity.errors.ComityError, match="does not answer"):
        comity.open("http://127.0.0.1:1/sparql").query("ASK {}")


def test_the_command_asks_an_endpoint(server: Server) -> None:
    command = [sys.executable, "-m", "comity", "query", STATES, "--endpoint", f"{server.url}sparql", "--format", "csv"]
    asked = subprocess.run(command, capture_output=True, check=True)
    assert len(asked.stdout.decode().splitlines()) == 9
    assert ox.parse_query_results(server.sparql(STATES).content, format=ox.QueryResultsFormat.JSON)
