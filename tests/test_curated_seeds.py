"""The facts by hand of the seed articles: plain Turtle that any tool reads, exact quotations, all that is stated."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import rdflib
from comity.terms import COMITY, OA, PREFIXES
from conftest import ROOT, SEEDS
from rdflib import RDF, RDFS, SKOS

PAGES = sorted((SEEDS / "curated").glob("*.ttl"))
ARTICLES = sorted(SEEDS.glob("*.txt"))
SOURCE = PREFIXES["source"]


def graph(page: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(page, format="turtle")


def quotations(page: Path) -> list[tuple[str, str, str]]:
    """(source, words before, words) of every evidence of the page."""
    found = graph(page)
    passages = []
    for evidence, source in found.subject_objects(OA.hasSource):
        selector = found.value(evidence, OA.hasSelector)
        before, words = found.value(selector, OA.prefix), found.value(selector, OA.exact)
        passages.append((str(source).removeprefix(SOURCE), str(before or ""), str(words)))
    return passages


def text(source: str) -> str:
    return (SEEDS / f"{source}.txt").read_bytes().decode("utf-8")


def test_every_article_has_its_page() -> None:
    assert {article.stem for article in ARTICLES} <= {page.stem for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_declares_its_prefixes_so_that_any_tool_reads_it(page: Path) -> None:
    assert len(graph(page)) > 10


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_quotation_stands_at_exactly_one_place_of_the_pages_own_article(page: Path) -> None:
    for source, before, words in quotations(page):
        assert source == page.stem
        assert text(source).count(before + words) == 1, words


def test_nothing_is_taken_from_the_teasers_of_other_articles() -> None:
    source = "002_2825537b1a03e9ed"
    teasers = text(source).index("Планируется визит президента Азербайджана")
    [page] = [page for page in PAGES if page.stem == source]
    assert all(text(source).index(before + words) < teasers for _, before, words in quotations(page))


def test_every_official_has_one_usual_english_name_and_the_scripts_of_the_sources() -> None:
    authority = graph(SEEDS / "curated" / "officials.ttl")
    officials = set(authority.subjects(RDF.type, COMITY.Official))
    named = {official for page in PAGES for official in graph(page).subjects(RDF.type, COMITY.Official)}
    assert named == officials
    for official in officials:
        assert [label.language for label in authority.objects(official, RDFS.label)] == ["en"]
        languages = {label.language for label in authority.objects(official, SKOS.altLabel)}
        assert {"kk", "ru", "az", "tr", "ar"} <= languages, official


def test_every_spelling_in_a_page_is_known_to_the_authority_or_an_abbreviation() -> None:
    authority = graph(SEEDS / "curated" / "officials.ttl")
    for page in PAGES:
        for official, spelling in graph(page).subject_objects(SKOS.altLabel):
            if (official, RDF.type, COMITY.Official) in authority and "." not in spelling:
                assert spelling in set(authority.objects(official, SKOS.altLabel)), spelling


def score(shared: Path, build: Path) -> dict[str, Any]:
    command = [sys.executable, shared / "tools" / "score.py", build / "graph.trig", shared / "corpus/seeds/gold.json"]
    told = subprocess.run([*command, "--json"], capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_all_facts_that_the_annotators_found_are_there_and_hardly_any_other(shared: Path, curated_build: Path) -> None:
    found = score(shared, curated_build)
    assert found["facts"]["all"]["R"] == 1.0
    assert found["facts"]["all"]["P"] >= 0.95
    assert found["slots_all"] == 1.0
    assert found["evidence"]["inexact"] == 0
    assert found["traps"]["fallen"] == 0
