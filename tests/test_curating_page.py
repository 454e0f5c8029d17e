"""docs/curating.md: the files it shows build as they stand there, and its error messages are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

import comity
import pytest
from comity.build import build
from comity.curate import curate
from comity.read import read
from conftest import ROOT

PAGE = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the page describes, from its blocks; blocks with one title are one file."""
    files: dict[str, str] = {}
    for title, block in re.findall(r'^```\w+ title="([^"]+)"\n(.*?)^```$', PAGE, re.MULTILINE | re.DOTALL):
        files[title] = files.get(title, "") + block
    made = tmp_path_factory.mktemp("releases")
    (made / "curated").mkdir()
    for title, text in files.items():
        (made / title).write_text(text, encoding="utf-8", newline="\n")
    return made


@pytest.fixture(scope="module")
def graph(folder: Path) -> comity.KnowledgeGraph:
    output = folder.with_name("built")
    report = build([folder], output=output, extractor="none")
    assert report.refusals == ()
    return comity.open(output)


def refusals(folder: Path, right: str, wrong: str) -> str:
    """What is said of the page's Turtle with one slip in it."""
    page = folder / "curated" / "montevideo.ttl"
    turtle = page.read_text(encoding="utf-8")
    assert right in turtle
    slipped = folder / "slipped" / "montevideo.ttl"
    slipped.parent.mkdir(exist_ok=True)
    slipped.write_text(turtle.replace(right, wrong, 1), encoding="utf-8")
    documents = {document.id: document for document in read([folder]).documents}
    said = [str(refusal) for refusal in curate([slipped], documents).refusals]
    return "\n".join(said).replace(str(slipped), "curated/montevideo.ttl")


def test_the_files_of_the_page_are_a_folder_that_builds_without_a_refusal(folder: Path) -> None:
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*")) == [
        "curated/montevideo.ttl",
        "montevideo.txt",
        "sources.csv",
    ]
    reading = read([folder])
    assert curate(reading.curated, {document.id: document for document in reading.documents}).refusals == ()


def test_every_kind_of_fact_is_shown(graph: comity.KnowledgeGraph) -> None:
    shown = {row["class"].curie for row in graph.query("facts-of-source", source="montevideo")}
    kinds = ["Agreement", "Ceremony", "Cooperation", "Deployment", "Exercise", "Meeting", "Tenure", "Visit"]
    assert shown == {f"comity:{kind}" for kind in kinds}


def test_the_plan_is_in_force_and_the_memorandum_is_unchecked(graph: comity.KnowledgeGraph) -> None:
    in_force = graph.query("agreements-in-force", on="2031-06-01", a="MT")
    assert [(row.inForce, row.agreement.curie) for row in in_force] == [("yes", "agreement:MT-UY-plan-2031-2032")]
    [unchecked] = graph.query("unchecked-facts")
    assert unchecked.fact.curie == "agreement:MT-UY-memorandum-2019"


def test_a_former_minister_is_not_taken_for_the_minister(graph: comity.KnowledgeGraph) -> None:
    held = graph.query("office-holder-on-a-day", state="UY", role="defence-minister", on="2031-03-13")
    assert [(row.held, row.official.curie) for row in held] == [
        ("yes", "official:pablo-acosta"),
        ("no", "official:ana-techera"),
        ("no", "official:ana-techera"),
    ]


def test_oa_prefix_leads_to_the_second_of_three_places(graph: comity.KnowledgeGraph, folder: Path) -> None:
    [row] = graph.query(
        "SELECT ?start { organisation:UY-ministry-of-defence comity:evidence/oa:hasSelector/oa:start ?start }"
    )
    text = (folder / "montevideo.txt").read_text(encoding="utf-8")
    assert text[: row.start].endswith("Press service of the ")


SLIPS = [
    ("a comity:Visit", "a comity:Vist"),
    ("rank:colonel ", "rank:kolonel "),
    ("comity:head official:maria-farrugia", "comity:head official:maria-faruggia"),
    ('"2031-03-12"', '"12.03.2031"'),
    ("source:montevideo", "source:montvideo"),
    ("Farrugia, arrived in Montevideo on 12 March 2031 at the head of a military delegation.", "Farrugia, came"),
    ("She laid a wreath", "She  laid a wreath"),
    ('The Minister of Defence of Malta, Maria Farrugia" ] ] ] .', 'Minister of Defence of Malta" ] ] ] .'),
]


@pytest.mark.parametrize(("right", "wrong"), SLIPS)
def test_a_slip_is_answered_with_a_sentence_of_the_page(folder: Path, right: str, wrong: str) -> None:
    blocks = re.findall(r"^```errors\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    known = [line for block in blocks for line in block.splitlines()]
    said = refusals(folder, right, wrong)
    assert any(line in said for line in known), said


def test_every_error_message_of_the_page_is_one_that_a_slip_brings_about(folder: Path) -> None:
    said = "\n".join(refusals(folder, right, wrong) for right, wrong in SLIPS)
    blocks = re.findall(r"^```errors\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert [line for block in blocks for line in block.splitlines() if line not in said] == []
