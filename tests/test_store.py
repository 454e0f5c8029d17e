"""The embedded store: a graph is opened, asked, and answers with Python's values."""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from pathlib import Path

import comity
import pyoxigraph as ox
import pytest
from comity.errors import ComityError
from comity.store import KnowledgeGraph, QueryRefused, write_store
from comity.store.guard import MAX_DEPTH, admit
from comity.store.named import named_queries, parse_named
from comity.store.prepare import bind
from comity.store.search import skeleton
from comity.store.tokens import AmbiguousQueryError, Kind, tokens

SAMPLE = Path(__file__).parent / "sample.trig"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return comity.open(SAMPLE)


def test_rows_have_python_values_and_terms(graph: KnowledgeGraph) -> None:
    row = graph.query(
        """SELECT ?day ?sure ?quote ?who ?end ?none {
             ?m a comity:Meeting ; comity:earliest ?day ; comity:confidence ?sure ; comity:participant ?who ;
                comity:evidence/oa:hasSelector ?at .
             ?at oa:exact ?quote ; oa:end ?end } ORDER BY ?who"""
    )[0]
    assert row.day == datetime.date(2024, 4, 25)
    assert row.sure == Decimal("0.9")
    assert row.quote.startswith("Министры")
    assert row.quote.language == "ru"
    assert row["who"].curie == "official:ruslan-zhaksylykov"
    assert row.end == 57
    assert row.none is None
    assert isinstance(row.term("who"), ox.NamedNode)
    with pytest.raises(AttributeError):
        row.nothing  # noqa: B018


def test_the_default_graph_is_the_union_of_all_graphs_unless_a_query_says_from(graph: KnowledgeGraph) -> None:
    everywhere = graph.query("SELECT DISTINCT ?s { ?s a comity:Source }")
    one = graph.query(f"SELECT DISTINCT ?s FROM <{comity.terms.iri('graph', 'one')}> {{ ?s a comity:Source }}")
    assert (len(everywhere), len(one)) == (2, 1)
    assert not comity.store.open_graph(SAMPLE, union=False).query("ASK { ?s ?p ?o }")


def test_ask_and_construct(graph: KnowledgeGraph) -> None:
    assert graph.query("ASK { state:KZ a comity:State }").truth is True
    triples = graph.query("CONSTRUCT { ?s a comity:State } WHERE { ?s a comity:State }")
    assert len(triples) == 3
    assert len(triples.graph) == 3
    assert b"state:KZ a comity:State" in (triples.serialize("turtle") or b"")


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_results_are_written_in_the_standard_formats(graph: KnowledgeGraph, format: str) -> None:
    result = graph.query("SELECT ?s ?name { ?s a comity:State ; rdfs:label ?name } ORDER BY ?s ?name")
    file = io.BytesIO()
    result.serialize(format, file)
    assert file.getvalue() == result.serialize(format)
    if format != "csv":  # CSV keeps no types: the standard has no reader for it
        read = ox.parse_query_results(file.getvalue(), format=getattr(ox.QueryResultsFormat, format.upper()))
        assert len(list(read)) == len(result)
    with pytest.raises(ComityError, match="turtle"):
        result.serialize("turtle")


def test_a_result_shows_itself_in_a_notebook_without_trusting_its_text(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    file.write_text('<urn:a> <urn:b> "<script>alert(1)</script>"@en , "شويغو"@ar .', encoding="utf-8")
    shown = comity.open(file).query("SELECT ?o { ?s ?p ?o }")._repr_html_()
    assert "<script>" not in shown
    assert 'dir="auto" lang="ar">شويغو' in shown


def test_data_frames(graph: KnowledgeGraph) -> None:
    pandas = pytest.importorskip("pandas")
    frame = graph.query("SELECT ?m ?day { ?m comity:earliest ?day } ORDER BY ?day").to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame.columns) == ["m", "day"]
    assert len(frame) == 3


def test_one_person_is_found_in_all_scripts(graph: KnowledgeGraph) -> None:
    for name in ("Шойгу", "Shoigu", "شويغو", "SHOIGU", "Сергей Шойгу", "Sergey Shoygu"):
        assert graph.official(name).curie == "official:sergei-shoigu", name
    assert graph.search("миротворчестве")[0].kind == "evidence"
    with pytest.raises(ComityError, match="no official"):
        graph.official("Nobody At All")


def test_passages_with_the_word_itself_come_before_those_with_a_word_that_begins_so(tmp_path: Path) -> None:
    file = tmp_path / "x.ttl"
    passage = '<urn:{0}> oa:hasSelector [ oa:exact "{1}"@en ] .\n'
    said = {"a": "The frigates came and came, frigates all.", "b": "The frigate came.", "c": "A ship came."}
    lines = [passage.format(name, text) for name, text in said.items()]
    file.write_text("@prefix oa: <http://www.w3.org/ns/oa#> .\n" + "".join(lines), encoding="utf-8")
    assert [hit.iri for hit in comity.open(file).search("frigate")] == ["urn:b", "urn:a"]


def test_a_state_is_found_by_code_and_by_name_in_any_language(graph: KnowledgeGraph) -> None:
    assert [graph.state(name).curie for name in ("kz", "Kazakhstan", "Қазақстан")] == ["state:KZ"] * 3
    assert "'Kazakhstan'" in repr(graph.state("KZ"))
    by_code, by_name = (graph.query("exercises-of-state", state=state) for state in ("KZ", "Kazakhstan"))
    assert [list(row) for row in by_code] == [list(row) for row in by_name]
    assert by_code
    with pytest.raises(ComityError, match="no state named Narnia"):
        graph.query("exercises-of-state", state="Narnia")
    with pytest.raises(ComityError, match="two codes"):
        graph.query("pair-timeline", pair="Kazakhstan-Belarus")


def test_a_result_is_read_at_a_prompt_as_in_a_notebook(graph: KnowledgeGraph) -> None:
    assert graph.query("SELECT (COUNT(*) AS ?n) { ?s a comity:Meeting }").value == 1
    assert graph.query("ASK { state:KZ a comity:State }").value is True
    with pytest.raises(ComityError, match="no single value"):
        _ = graph.query("SELECT ?s { ?s a comity:State }").value
    text = str(graph.query("SELECT ?s ?name { ?s a comity:State ; rdfs:label ?name } ORDER BY ?s ?name"))
    assert text.splitlines()[0].split() == ["s", "name"]
    assert "Қазақстан" in text
    assert "more rows" in str(graph.query("SELECT * { ?s ?p ?o }"))
    nothing = graph.query("SELECT ?x { ?x a comity:Meting }")
    for shown in (str(nothing), nothing._repr_html_()):
        assert "the nearest is comity:Meeting" in shown


def test_the_named_queries_can_be_looked_at() -> None:
    assert "pair-timeline: " in repr(comity.queries())
    assert len(comity.queries("agreement")) < len(comity.queries())
    assert "<td>pair-timeline</td>" in comity.queries()._repr_html_()


def test_skeletons_are_one_for_one_name_in_all_scripts() -> None:
    assert skeleton("Шойгу") == skeleton("Shoigu") == skeleton("شويغو")


def test_entities(graph: KnowledgeGraph) -> None:
    assert graph.state("kz").label == "Kazakhstan"
    assert graph.relation("KZ", "BY").curie == "relation:BY-KZ"
    shoigu = graph.official("Шойгу")
    assert {str(label) for label in shoigu.labels} == {"Sergei Shoigu", "Сергей Шойгу", "سيرغي شويغو"}
    assert [row.fact.curie for row in shoigu.facts] == ["meeting:m1"]
    with pytest.raises(ComityError, match="does not know"):
        graph.entity("state:ZZ")


def test_rdflib_sees_the_same_data(graph: KnowledgeGraph) -> None:
    rows = list(graph.dataset.query("SELECT ?s { ?s a comity:State }"))
    assert len(rows) == len(graph.query("SELECT ?s { ?s a comity:State }"))


def test_a_build_directory_opens_by_its_dump_or_its_store(tmp_path: Path, graph: KnowledgeGraph) -> None:
    quads = list(graph.store.quads_for_pattern(None, None, None, None))
    write_store([quad for quad in quads if isinstance(quad.graph_name, ox.NamedNode)], tmp_path / "store")
    opened = comity.open(tmp_path)
    assert set(opened.store.quads_for_pattern(None, None, None, None)) == set(quads)
    with pytest.raises(ComityError, match="comity build"):
        comity.open(tmp_path / "nowhere")
    with pytest.raises(ComityError, match=r"\.ttl"):
        comity.open(Path(__file__))


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "broken.ttl"
    file.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n", encoding="utf-8")
    with pytest.raises(ComityError, match=r"broken\.ttl, line 2"):
        comity.open(file)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { service silent ?x { ?s ?p ?o } } } }",
        "SELECT * { # comment\n SERVICE\n<http://x.example/> {} }",
        "LOAD <http://x.example/>",
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }",
        "",
        "# only a comment",
    ],
)
def test_what_would_reach_out_or_change_the_graph_is_refused(graph: KnowledgeGraph, query: str) -> None:
    with pytest.raises(QueryRefused):
        admit(query)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?s rdfs:label "SERVICE <http://x/> {}" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
        "SELECT * { ?service ?load ?insert }",
        "SELECT * { ?s <http://x.example/SERVICE> ?o . ?s a <urn:LOAD> }",
        'SELECT * { ?s ?p """a "quoted" LOAD \\""" SERVICE """ }',
        "SELECT * { ?s comity:SERVICE ?o }",
        "SELECT * { ?s ?p ?o FILTER(?s < ?o && ?o > ?s) }",
    ],
)
def test_words_that_only_look_dangerous_are_let_through(graph: KnowledgeGraph, query: str) -> None:
    graph.query(query)


def test_a_comparison_that_could_be_an_iri_cannot_hide_anything() -> None:
    hidden = "SELECT * { ?a ?p ?b FILTER(?a<?b#>'''\n) SERVICE <http://127.0.0.1:1/> { ?x ?y ?z } #'''\n }"
    with pytest.raises(AmbiguousQueryError):
        list(tokens(hidden))
    with pytest.raises(QueryRefused, match="write a space"):
        admit(hidden)


def test_a_relative_iri_is_no_comparison_where_nothing_is_compared(graph: KnowledgeGraph) -> None:
    for query in (
        "BASE <http://e.example/> PREFIX : <#> SELECT * { ?s :p ?o }",
        "BASE <http://e.example/> SELECT * { ?s <#p> ?o ; <#q> <#r> }",
        "BASE <http://e.example/> ASK { ?s ?p ?o FILTER(EXISTS { ?s <#p> ?o }) }",
    ):
        graph.query(query)


def test_escapes_are_read_before_anything_is_allowed(graph: KnowledgeGraph) -> None:
    (row,) = graph.query("SEL\\u0045CT ?\\u006eame { state:\\u004bZ rdfs:label ?name FILTER(lang(?name) = 'en') }")
    assert row.name == "Kazakhstan"
    (row,) = graph.query("SELECT ('\\u0041' AS ?letter) {}")
    assert row.letter == "A"
    for hidden in (
        "SELECT * { S\\u0045RVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o } \\U00000053ERVICE",
        "SELECT * { ?s ?p '\\u0027 } } SERVICE <http://127.0.0.1:1/> { ?a ?b '' }",
        "ASK { \\u0023 \n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ):
        with pytest.raises(ComityError):
            graph.query(hidden)


def test_tokens_put_together_are_the_query() -> None:
    text = (
        'SELECT ?x { ?x a comity:Meeting ; rdfs:label \'it\'\'s\'@en , """b"""^^xsd:string FILTER(?x != 1.5e3) } # end'
    )
    found = list(tokens(text))
    assert "".join(token.text for token in found) == "".join(text.removesuffix(" # end").split())
    assert [token.text for token in found if token.kind is Kind.LANGUAGE] == ["@en"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * " + "{" * 400 + "?s ?p ?o" + "}" * 400,
        "SELECT (" + "IF(true," * 1000 + "1" + ",0)" * 1000 + " AS ?x) {}",
        "SELECT * { ?s ?p ?o FILTER(" + " || ".join(["?s = ?o"] * 5000) + ") }",
        "SELECT * { " + " UNION ".join(["{ ?s ?p ?o }"] * 5000) + " }",
        "SELECT * { ?s " + "/".join(["rdf:type"] * 9000) + " ?o }",
        "SELECT * { ?s ?p ?o FILTER(" + "!" * 20000 + "true) }",
        "ASK { ?s ?p '" + "x" * 1_100_000 + "' }",
    ],
)
def test_queries_that_would_overflow_an_engine_are_refused_unread(query: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        admit(query)
    assert refused.value.too_big


def test_the_deepest_query_that_is_let_through_is_answered(graph: KnowledgeGraph) -> None:
    depth = MAX_DEPTH - 2
    query = "SELECT (" + "IF(true," * (depth // 1 - 1) + "1" + ",0)" * (depth // 1 - 1) + " AS ?x) {}"
    assert graph.query(query)[0].x == 1


def test_a_missing_prefix_is_named(graph: KnowledgeGraph) -> None:
    with pytest.raises(ComityError, match=r"prefix foo: is not declared"):
        graph.query("SELECT * { ?s foo:bar ?o }")
    with pytest.raises(ComityError, match=r"PREFIX geo: <http://www.opengis.net/ont/geosparql#>"):
        graph.query("SELECT * { ?s geo:asWKT ?o }")


def test_what_is_not_sparql_is_told_with_its_place(graph: KnowledgeGraph) -> None:
    with pytest.raises(ComityError, match=r"not SPARQL at its end \(line 2, column \d+\)"):
        graph.query("SELECT *\n{ ?s ?p ?o")


def test_an_empty_answer_is_explained(graph: KnowledgeGraph) -> None:
    told = graph.explain("SELECT ?x { ?x a comity:Meeting ; comity:particpant state:BY }")
    assert "comity:particpant is no term of comity; the nearest is comity:participant" in told.notes
    assert "nothing matches the pattern ?x comity:particpant state:BY ." in told.notes
    joined = graph.explain("SELECT ?x { ?x a comity:Meeting . ?x a comity:Exercise }")
    assert [match.alone for match in joined.patterns] == [1, 1]
    assert "each pattern has matches" in joined.notes[-1]


NAMED = """# title: Meetings of a state
# question: Who met?
# param: state state KZ "the state"
# param: since date optional "from this day on"
# param: label text optional "a name"
# example: comity query x --set state=BY
SELECT ?state ?m (COUNT(?m) AS ?n) { ?m comity:participant ?state ; comity:earliest ?day .
  OPTIONAL { ?m rdfs:label ?label } FILTER(!BOUND(?since) || ?day >= ?since)
  { SELECT ?m { ?m a ?kind ; comity:participant ?state } } }
GROUP BY ?state ?m ORDER BY ?state ?m"""


def test_parameters_become_terms_everywhere_in_a_query(graph: KnowledgeGraph) -> None:
    query = parse_named("x", NAMED)
    assert query.example_values() == {"state": "BY"}
    assert [row.m.curie for row in graph.query(query)] == ["exercise:e1", "meeting:m1"]
    assert [row.m.curie for row in graph.query(query, state="by", since="2024-05-01")] == ["exercise:e1"]
    assert {row.state.curie for row in graph.query(query, state="state:RU")} == {"state:RU"}


def test_a_parameter_never_becomes_syntax(graph: KnowledgeGraph) -> None:
    query = parse_named("x", NAMED)
    attack = '" } } SELECT * { ?s ?p ?o } #\\"\n'
    assert len(graph.query(query, label=attack)) == len(graph.query(query))
    bound = bind("SELECT ?x { ?x rdfs:label ?label }", {"label": ox.Literal(attack)})
    assert [t.text for t in tokens(bound) if t.kind is Kind.STRING] == [str(ox.Literal(attack))]
    for bad in ("KZ> } #", "K Z", "", "http://evil.example/ x"):
        with pytest.raises(ComityError, match="state"):
            graph.query(query, state=bad)


def test_wrong_parameters_are_named(graph: KnowledgeGraph) -> None:
    query = parse_named("x", NAMED)
    with pytest.raises(ComityError, match="did you mean state"):
        graph.query(query, stat="KZ")
    with pytest.raises(ComityError, match="since='soon' is no date"):
        graph.query(query, since="soon")
    with pytest.raises(ComityError, match="no variable"):
        graph.query("SELECT ?x { ?x a comity:State }", y=1)
    with pytest.raises(ComityError, match="binds it itself"):
        graph.query("SELECT ?x { BIND(1 AS ?x) }", x=1)
    with pytest.raises(ComityError, match="did you mean"):
        graph.query("pair-profil")


def test_every_named_query_of_the_tree_can_be_asked(graph: KnowledgeGraph) -> None:
    for query in named_queries().values():
        if any(parameter.type == "official" for parameter in query.parameters):
            continue  # the sample knows other officials; test_queries.py asks them of the seeds
        graph.query(query, **query.example_values())
