"""The pages: what a reader finds on them, in every form, and in a real Chromium."""

from __future__ import annotations

import atexit
import html
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import comity
import pytest
import rdflib
from comity.serve.labels import Labels
from comity.serve.negotiate import GRAPH_TYPES, HTML, ROW_TYPES, choose
from comity.serve.pair import pair
from comity.serve.told import facts
from serving import SAMPLE, Server, build_of, serving

BUILD = build_of(SAMPLE, Path(tempfile.mkdtemp(prefix="comity-test-")))
atexit.register(shutil.rmtree, BUILD, ignore_errors=True)
EVIL = """
@prefix comity: <https://w3id.org/comity/ontology#> . @prefix oa: <http://www.w3.org/ns/oa#> .
@prefix id: <https://w3id.org/comity/id/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/comity/id/graph/evil> {
  <https://w3id.org/comity/id/official/evil> a comity:Official ; rdfs:label "<script>alert(1)</script>"@en ;
    comity:place <javascript:alert(1)> .
  <https://w3id.org/comity/id/meeting/evil> a comity:Meeting ; rdfs:label "\\"><img src=x onerror=alert(1)>"@en ;
    comity:participant <https://w3id.org/comity/id/official/evil> ;
    comity:evidence <https://w3id.org/comity/id/evidence/e> .
  <https://w3id.org/comity/id/evidence/e> oa:hasSource <https://w3id.org/comity/id/source/s> ;
    oa:hasSelector <https://w3id.org/comity/id/evidence/e/selector> .
  <https://w3id.org/comity/id/evidence/e/selector>
    oa:exact "</blockquote><script>alert(2)</script>"@en ; oa:start 0 ; oa:end 5 .
}"""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(BUILD) as running:
        yield running


def test_every_page_is_there_in_html(server: Server) -> None:
    for path, words in {
        "/": "Pairs of states",
        "/search?q=" + quote("Шойгу"): "Sergei Shoigu",
        "/queries": "agreements-in-force",
        "/sparql": "Run",
        "/ontology": "comity:Meeting",
        "/network": "network",
        "/relation/BY-KZ": "Shield of Friendship",
        "/id/official/sergei-shoigu": "سيرغي شويغو",
        "/id/relation/KZ-BY": "Shield of Friendship",
        "/vocabulary/area/peacekeeping": "министры",
    }.items():
        page = server.page(path)
        assert page.status_code == 200, path
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert words.lower() in page.text.lower(), path
        assert "<script>" not in page.text, path
        assert not re.search(r"\s(on\w+|style)=", page.text), path  # the policy would not let them act


def test_one_person_is_found_by_any_script(server: Server) -> None:
    for name in ("Шойгу", "Shoigu", "شويغو"):
        assert "/id/official/sergei-shoigu" in server.page(f"/search?q={quote(name)}").text, name
    assert "No name and no passage" in server.page("/search?q=qqqqqq").text


def test_an_entity_answers_in_every_form(server: Server) -> None:
    shoigu = rdflib.URIRef("https://w3id.org/comity/id/official/sergei-shoigu")
    for accept, format in (
        ("text/turtle", "turtle"),
        ("application/ld+json", "json-ld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
    ):
        answer = server.page("/id/official/sergei-shoigu", accept)
        assert answer.headers["content-type"] == accept
        graph = rdflib.Graph().parse(data=answer.content, format=format)
        assert (shoigu, rdflib.RDFS.label, rdflib.Literal("Sergei Shoigu", lang="en")) in graph
        assert list(graph.subjects(None, shoigu))
    assert server.page("/id/state/KZ?format=turtle").headers["content-type"] == "text/turtle"
    assert server.page("/id/state/ZZ").status_code == 404
    assert "image/png" not in server.page("/id/state/KZ", "image/png").headers["content-type"]
    ontology = rdflib.Graph().parse(data=server.page("/ontology", "text/turtle").content, format="turtle")
    assert (rdflib.URIRef("https://w3id.org/comity/ontology#Meeting"), rdflib.RDF.type, rdflib.OWL.Class) in ontology


def test_the_page_of_a_pair_tells_what_passed_between_them() -> None:
    graph = comity.open(SAMPLE)
    labels = Labels(graph)
    shown = pair(graph, "kz-by", labels)
    assert [labels.of(state) for state in shown.states] == ["Belarus", "Kazakhstan"]
    assert shown.counts == {"Meeting": 1, "Exercise": 1, "Agreement": 1}
    assert [(bar.year, bar.counts) for bar in shown.bars] == [
        (2023, {"Agreement": 1}),
        (2024, {"Meeting": 1, "Exercise": 1}),
    ]
    assert [year for year, _ in shown.by_year()] == ["2024", "2023"]
    (minister,) = shown.people["https://w3id.org/comity/id/state/KZ"]
    assert labels.of(minister.iri) == "Ruslan Zhaksylykov"
    assert minister.held[0].seen == "seen 2024-04-25 to 2024-04-26"
    assert [labels.of(person.iri) for person in shown.people[""]] == ["Sergei Shoigu"]
    assert [(labels.of(area), n, years) for area, n, years in shown.areas] == [("peacekeeping", 1, "2024")]
    assert [(teller.language, teller.facts) for teller in shown.tellers] == [("ar", 2), ("ru", 1)]
    with pytest.raises(comity.errors.ComityError, match="nothing that passed"):
        pair(graph, "KZ-ZZ", labels)
    with pytest.raises(comity.errors.ComityError, match="two codes"):
        pair(graph, "KZ", labels)


def test_a_nameless_visit_that_a_meeting_is_part_of_is_called_by_whose_visit_it_is(tmp_path: Path) -> None:
    file = tmp_path / "visit.trig"
    file.write_text(
        """@prefix comity: <https://w3id.org/comity/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix state: <https://w3id.org/comity/id/state/> . @prefix : <https://w3id.org/comity/id/visit/> .
        <urn:g> { state:KZ a comity:State ; rdfs:label "Kazakhstan"@en .
          state:AZ a comity:State ; rdfs:label "Azerbaijan"@en .
          :v a comity:Visit ; comity:visitor state:KZ ; comity:host state:AZ ; comity:evidence <urn:e> .
          <https://w3id.org/comity/id/meeting/m> a comity:Meeting ; comity:within :v ; comity:evidence <urn:e> . }""",
        encoding="utf-8",
    )
    graph = comity.open(file)
    labels = Labels(graph)
    facts(graph, ["https://w3id.org/comity/id/meeting/m"], labels)
    assert labels.of("https://w3id.org/comity/id/visit/v") == "Visit of Kazakhstan to Azerbaijan"


def test_passages_stand_in_the_direction_of_their_language(server: Server) -> None:
    page = server.page("/relation/BY-KZ").text
    assert '<blockquote dir="rtl" lang="ar">وتشارك بيلاروسيا' in page
    assert '<blockquote dir="auto" lang="ru">Министры' in page


def test_text_of_the_graph_stays_text(tmp_path: Path) -> None:
    (tmp_path / "evil.trig").write_text(EVIL, encoding="utf-8")
    build = tmp_path / "build"
    build.mkdir()
    with serving(build_of(tmp_path / "evil.trig", build)) as server:
        for path in (
            "/",
            "/id/official/evil",
            "/id/meeting/evil",
            "/search?q=script",
            "/search?q=" + quote('"><script>x'),
        ):
            page = server.page(path)
            assert page.status_code == 200, path
            assert "<script>" not in page.text, path
            assert "<img" not in page.text, path
            assert 'href="javascript:' not in page.text, path
        asked = quote("ASK { ?s ?p '</textarea><script>alert(1)</script>' }")
        assert "<script>alert" not in server.page(f"/sparql?query={asked}").text


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing/like-this", 404, "there is no such page"),
        ("/id/state/ZZ", 404, "the graph does not know"),
        ("/relation/KZ-ZZ", 404, "nothing that passed"),
        ("/network/around", 400, "round which node"),
        ("/network?focus=state:KZ&steps=x", 400, "from 1 to 3"),
        ("/?q=%ff", 400, "percent encoding"),
    ],
)
def test_a_refusal_is_a_page_for_people_and_a_line_for_programs(
    server: Server, path: str, status: int, words: str
) -> None:
    page, line = server.page(path, BROWSER), server.page(path, "*/*")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert words in html.unescape(page.text).lower()
    for mark in ('<html lang="en">', 'href="#main"', 'href="/queries"', 'id="theme"'):
        assert mark in page.text
    assert (line.headers["content-type"], line.text.count("\n")) == ("text/plain; charset=utf-8", 1)
    assert words in line.text.lower()
    assert (page.status_code, line.status_code) == (status, status)


def test_an_entity_leads_to_the_network_round_it(server: Server) -> None:
    for path in ("/id/state/KZ", "/id/official/sergei-shoigu"):
        (link,) = re.findall(r'href="(/network\?focus=[^"]+)"', server.page(path).text)
        assert server.page(html.unescape(link)).status_code == 200
    assert "/network?focus" not in server.page("/vocabulary/area/peacekeeping").text


def test_the_page_can_tell_why_an_answer_is_empty(server: Server) -> None:
    asked = f"/why?query={quote('SELECT ?x { ?x a comity:Meting }')}"
    assert server.page(asked, "application/json").json() == {
        "unknown": ["comity:Meting is no term of comity; the nearest is comity:Meeting"]
    }
    assert server.page("/why?query=nonsense", "application/json").status_code == 400


def test_a_refusal_shows_what_was_asked_as_text(server: Server) -> None:
    page = server.page("/id/official/" + quote("<script>alert(1)</script>"))
    assert page.status_code == 404
    assert "<script>alert" not in page.text


def test_the_handbook_of_the_ontology_is_served_and_linked(server: Server) -> None:
    page = server.page("/ontology/handbook")
    assert "an ontology of bilateral military relations" in page.text
    linked = re.findall(r'href="/ontology/handbook#(\w+)"', server.page("/ontology").text)
    assert len(linked) > 50
    assert {name for name in linked if f'id="{name}"' not in page.text} == set()


def test_negotiation_prefers_what_is_wanted_most() -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert choose(browser, GRAPH_TYPES, HTML) == "html"
    assert choose("*/*", GRAPH_TYPES, HTML) == "turtle"
    assert choose("text/turtle;q=0.5, application/ld+json", GRAPH_TYPES) == "jsonld"
    assert choose("text/csv;q=0, */*", ROW_TYPES) == "json"
    assert choose("image/png", ROW_TYPES) is None
    assert choose("nonsense;;;q=x,,", ROW_TYPES) == "json"


@pytest.mark.browser
def test_the_pages_work_in_a_browser(server: Server, chromium: Any) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: None if request.url.startswith((server.url, "data:")) else wrong.append(request.url),
    )
    for path in ("", "relation/BY-KZ", "id/official/sergei-shoigu", "ontology", "queries", "search?q=Shoigu"):
        page.goto(server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than a phone"
    page.goto(f"{server.url}sparql?query={quote('SELECT ?fact ?day { ?fact comity:earliest ?day } ORDER BY ?day')}")
    page.wait_for_selector("#result table")
    assert page.locator("#result tbody tr").count() == 3
    assert "PREFIX comity:" in page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    page.click("#result tbody tr:nth-child(2) summary")
    assert page.locator("#result blockquote").nth(1).get_attribute("lang") == "ru"
    page.click("#tab-network")
    page.click("#tab-chart")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT * { ?s foo:p ?o }')")
    page.keyboard.press("Escape")
    page.click("#run")
    page.wait_for_selector("#status.bad")
    assert "prefix foo: is not declared" in page.inner_text("#status")
    page.evaluate("document.querySelector('.CodeMirror').CodeMirror.setValue('SELECT ?x { ?x a comity:Meting }')")
    page.keyboard.press("Escape")
    page.click("#run")
    page.locator("#status", has_text="the nearest is comity:Meeting").wait_for()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.reload()
    page.locator(".examples [data-query]").first.click()
    page.wait_for_selector("#result:not(:empty)")
    page.click("#theme")
    assert page.evaluate("document.documentElement.dataset.theme") in ("dark", "light")
    page.close()
    refused = [line for line in wrong if "400" not in line]  # the browser notes the query that was to fail
    assert not refused
