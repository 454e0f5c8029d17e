"""All annotated articles of the project are read; each language keeps the precision and recall that it has reached.

The floors lie a little under what is measured on all of them; who raises the figures for good raises the floors too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.extract.judge import Tally, Verdict, judge
from comity.facts import Extraction

ARTICLES = Path(__file__).parent / "articles"
#: language -> (precision, recall)
FLOORS = {
    "ar": (0.94, 0.82),
    "az": (0.93, 0.82),
    "en": (0.91, 0.72),
    "kk": (0.94, 0.83),
    "ru": (0.94, 0.80),
    "tr": (0.92, 0.81),
}
MOST_TRAPS = 0.03


def _entries() -> Iterator[tuple[Path, dict[str, Any]]]:
    for gold in sorted(ARTICLES.rglob("*gold.json")):
        for entry in json.loads(gold.read_text(encoding="utf-8")):
            yield gold.parent / entry["doc"], entry


@cache
def _read() -> tuple[tuple[str, dict[str, Any], Extraction], ...]:
    """(text, annotation, what was extracted) of each article."""
    found = []
    for path, entry in _entries():
        text = path.read_text(encoding="utf-8")
        document = Document(SourceId(path.stem), path.name, text, published=entry.get("published"))
        found.append((text, entry, extract(document)))
    return tuple(found)


@cache
def _verdicts() -> tuple[Verdict, ...]:
    return tuple(judge(entry, found) for _, entry, found in _read())


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_precision_and_recall_do_not_fall(language: str) -> None:
    total = Tally()
    for verdict in _verdicts():
        if verdict.language == language:
            for tally in verdict.tallies.values():
                total.add(tally)
    precision, recall = FLOORS[language]
    assert total.precision >= precision
    assert total.recall >= recall


def test_few_traps_are_fallen_into() -> None:
    assert sum(v.fallen for v in _verdicts()) <= MOST_TRAPS * sum(v.traps for v in _verdicts())


def test_annotations_name_only_people_whom_the_article_names() -> None:
    for text, entry, _ in _read():
        for fact in [*entry["facts"], *entry["traps"]]:
            people = [fact.get("person"), fact.get("head"), *fact.get("officials", ()), *fact.get("signatories", ())]
            missing = [p["text"] for p in people if p and p["text"] not in text]
            assert not missing, f"{entry['doc']}: {missing}"


def test_every_quotation_is_the_text_of_its_article() -> None:
    for text, _, found in _read():
        for fact in found.facts:
            assert all(text[q.start : q.end] == q.exact for q in fact.quotes)
