"""The handbook and the docs say what the ontology's files say, and need nothing from outside."""

import re
from pathlib import Path

import pytest
from comity.handbook import handbook, reference
from comity.handbook.content import read
from comity.handbook.diagram import rows

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def page() -> str:
    return handbook()


def test_the_reference_of_the_docs_is_what_the_files_say() -> None:
    assert (DOCS / "ontology-reference.md").read_text(encoding="utf-8") == reference()


def test_the_page_asks_nothing_of_the_network(page: str) -> None:
    assert not re.findall(r"<(?:script|link|img|iframe)\b|url\((?!#)|@import", page)
    assert set(re.findall(r'(?:href|src)="([^"#][^"]*)"', page)) == set()


def test_every_link_of_the_page_has_its_place(page: str) -> None:
    places = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= places
    book = read()
    assert {term.name for term in (*book.classes, *book.properties)} <= places


def test_every_class_code_rule_alarm_and_question_is_on_the_page(page: str) -> None:
    book = read()
    for term in book.classes:
        assert f">{term.labels['ar']}<" in page
    for codes in book.code_lists.values():
        for code in codes:
            assert f"<code>{code.name}</code>" in page
    assert page.count("<li>") == len(book.rules) + len(book.alarms) + len(book.questions)


def test_the_arrows_of_the_diagram_are_those_of_the_ontology() -> None:
    book = read()
    properties = {term.name: term for term in book.properties}
    above = {term.name: {term.name, *term.above} for term in book.classes}
    for start, name, end in rows("arrow"):
        if name.startswith("comity:"):
            term = properties[name.removeprefix("comity:")]
            assert above[start] & set(term.of), (start, name)
            assert above[end] & set(term.to), (name, end)


def test_the_files_that_the_guide_names_exist() -> None:
    guide = (DOCS / "ontology.md").read_text(encoding="utf-8")
    for name in re.findall(r"`(ontology/[\w./-]+)`", guide):
        assert (DOCS.parent / name).exists(), name
    for name in re.findall(r"\]\(([\w-]+\.md)", guide):
        assert (DOCS / name).is_file(), name
