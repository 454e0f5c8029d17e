"""Facts by hand: quotations are found exactly, and what does not hold is refused with its line and its cure."""

from __future__ import annotations

from pathlib import Path

import pytest
from comity.curate import Curated, curate
from comity.curate.quotations import QuotationError, find
from comity.nodes import Node, Passage
from comity.read import read
from comity.terms import COMITY, iri
from conftest import SEEDS, document
from rdflib import XSD, Literal, URIRef

TEXT = "Делегация прибыла в Астану. Стороны подписали план. Делегация отбыла."
VISIT = """
visit:x a comity:Visit ; comity:visitor state:CN ; comity:host state:KZ ;
    comity:evidence [ oa:hasSource source:article ; oa:hasSelector [ oa:exact "прибыла в Астану" ] ] .
"""


def curated(folder: Path, turtle: str, text: str = TEXT, **known: str) -> Curated:
    page = folder / "page.ttl"
    page.write_text(turtle, encoding="utf-8")
    return curate([page], {"article": document(text, **known)})


def refusals(folder: Path, turtle: str) -> list[str]:
    return [str(refusal).removeprefix(str(folder) + "/") for refusal in curated(folder, turtle).refusals]


def the_fact(found: Curated) -> Node:
    assert found.refusals == ()
    [node] = [node for node in found.nodes if node.passages]
    return node


def test_every_page_of_the_seeds_is_taken_whole() -> None:
    reading = read([SEEDS])
    found = curate(reading.curated, {document.id: document for document in reading.documents})
    assert found.refusals == ()
    assert len(found.nodes) > 100


def test_the_build_finds_the_offsets_of_a_quotation(tmp_path: Path) -> None:
    node = the_fact(curated(tmp_path, VISIT))
    assert node.passages == (Passage("article", 10, 26, "прибыла в Астану"),)
    assert TEXT[10:26] == "прибыла в Астану"


def test_prefixes_need_no_declaration_and_lines_stay_those_of_the_page(tmp_path: Path) -> None:
    [refusal] = refusals(tmp_path, VISIT + "\nvisit:y a comity:Visit ; comity:visitor\n")
    assert refusal.startswith("page.ttl, line ")
    assert "the Turtle cannot be read" in refusal


def test_each_node_is_known_by_its_line_with_or_without_a_name(tmp_path: Path) -> None:
    anonymous = VISIT.replace("visit:x", "[]")
    found = curated(tmp_path, f"# A comment with \u2028 in it.\n{VISIT}{anonymous}")
    assert sorted(found.lines.values()) == [3, 6]
    assert found.lines["curated/page", iri("visit", "x")] == 3


def test_a_fault_is_shown_in_its_own_fact_though_another_has_the_same_words(tmp_path: Path) -> None:
    [refusal] = refusals(tmp_path, VISIT + VISIT.replace("visit:x", "visit:y").replace("host", "hots"))
    assert refusal.startswith("page.ttl, line 5: ")


def test_a_broken_page_does_not_cost_the_other_pages(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("visit:x a", encoding="utf-8")
    (tmp_path / "b.ttl").write_text(VISIT, encoding="utf-8")
    found = curate([tmp_path / "a.ttl", tmp_path / "b.ttl"], {"article": document(TEXT)})
    assert len(found.nodes) == 1
    assert [refusal.line for refusal in found.refusals] == [1]


@pytest.mark.parametrize(
    ("wrong", "right", "problem"),
    [
        ("comity:Vist", "comity:Visit", "line 2: comity:Vist is no class that comity knows; perhaps comity:Visit"),
        ("comity:visiter", "comity:visitor", "comity:visiter is no property that comity knows; perhaps comity:visitor"),
        ("state:XY", "state:CN", "line 2: state:XY is no name that comity knows"),
        (
            "source:artikel",
            "source:article",
            "line 3: source:artikel is no source that comity knows; perhaps source:art",
        ),
        (
            "прибыла  в Астану",
            "прибыла в Астану",
            "line 3: the quotation “прибыла  в Астану” is not in article.txt; its",
        ),
        ("улетела", "прибыла в Астану", "is not in article.txt; copy it from the article, letter by letter"),
        ("Делегация", "прибыла в Астану", "is in article.txt 2 times; quote more, or say which by oa:prefix"),
    ],
)
def test_what_does_not_exist_is_refused_with_its_line_and_cure(
    tmp_path: Path, wrong: str, right: str, problem: str
) -> None:
    assert VISIT.count(right)
    [refusal] = refusals(tmp_path, VISIT.replace(right, wrong))
    assert problem in refusal


def test_an_unknown_code_is_refused_and_the_nearest_is_named(tmp_path: Path) -> None:
    [refusal] = refusals(tmp_path, VISIT.replace("comity:host", "comity:status status:heldd ; comity:host"))
    assert "status:heldd is no code that comity knows; perhaps status:held is meant" in refusal


def test_oa_prefix_says_which_of_two_places_is_meant() -> None:
    assert find("Делегация", document(TEXT), prefix="план. ").start == TEXT.rindex("Делегация")
    with pytest.raises(QuotationError, match="but not after “нет”"):
        find("Делегация", document(TEXT), prefix="нет")


def test_a_fact_without_a_quotation_is_refused_and_one_from_elsewhere_is_marked_unchecked(tmp_path: Path) -> None:
    bare = "agreement:x a comity:Agreement ; comity:party state:KZ , state:CN ; comity:kind kind:plan"
    assert "neither a quotation nor a dcterms:source" in refusals(tmp_path, f"{bare} .")[0]
    [node] = curated(tmp_path, f"{bare} ; dcterms:source <https://example.org/plan> .").nodes
    assert node.values(COMITY.checked) == [Literal("false", datatype=XSD.boolean)]


def test_the_bounds_of_a_date_are_the_builds_work(tmp_path: Path) -> None:
    node = the_fact(curated(tmp_path, VISIT.replace("comity:host", 'comity:date "2024-04" ; comity:host')))
    assert node.values(COMITY.earliest) == [Literal("2024-04-01", datatype=XSD.date)]
    assert node.values(COMITY.latest) == [Literal("2024-04-30", datatype=XSD.date)]


def test_an_undated_event_has_no_date_even_if_the_article_has_one(tmp_path: Path) -> None:
    node = the_fact(curated(tmp_path, VISIT, published="2024-04-25"))
    assert node.values(COMITY.date) == node.values(COMITY.earliest) == []


TENURE = """
official:x a comity:Official ; rdfs:label "X"@en .
office:KZ-defence-minister a comity:Office ; comity:role role:defence-minister ; comity:ofState state:KZ .
[ a comity:Tenure ; comity:holder official:x ; comity:office office:KZ-defence-minister ;
  comity:evidence [ oa:hasSource source:article ; oa:hasSelector [ oa:exact "Стороны" ] ] ] .
"""


def test_an_office_is_seen_on_the_day_of_publication_and_not_said_to_last(tmp_path: Path) -> None:
    node = the_fact(curated(tmp_path, TENURE, published="2024-04-25"))
    assert node.values(COMITY.observedFrom) == [Literal("2024-04-25", datatype=XSD.date)]
    assert node.values(COMITY.observedUntil) == [Literal("2024-04-25", datatype=XSD.date)]
    assert node.values(COMITY.validFrom) == node.values(COMITY.validUntil) == []


def test_a_month_of_publication_is_no_day_of_observation(tmp_path: Path) -> None:
    assert the_fact(curated(tmp_path, TENURE, published="2024-04")).values(COMITY.observedFrom) == []


def test_hostile_text_in_a_page_reaches_no_terminal(tmp_path: Path) -> None:
    [refusal] = refusals(tmp_path, VISIT.replace("прибыла в Астану", "\\u001B]0;x\\u202Egone"))
    assert "\x1b" not in refusal
    assert "\u202e" not in refusal


def test_a_named_place_keeps_the_iri_that_the_curator_gave(tmp_path: Path) -> None:
    place = 'place:otar a comity:Place ; rdfs:label "Otar"@en ; comity:country state:KZ .'
    [node] = curated(tmp_path, place).nodes
    assert (node.key, node.type) == (iri("place", "otar"), URIRef(COMITY.Place))
