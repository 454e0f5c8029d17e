"""Every named query gives the answer that a reader of the seed articles expects.

The answers stand in tests/queries/: `NAME.csv` for the example in the query's head, `NAME.PARAMETER=VALUE.….csv` for
other parameters. A file has the columns that matter and a line for each row of the answer in its order, IRIs in their
short form; a cell that ends in `…` is the beginning of a text.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import comity
import pytest
import rdflib
from comity.store.guard import admit
from comity.store.named import NamedQuery, Parameter, find_named, named_queries
from comity.store.terms import short
from conftest import ROOT

ANSWERS = sorted((ROOT / "tests" / "queries").glob("*.csv"))
QUERIES = named_queries()


@pytest.fixture(scope="module")
def graph(curated_build: Path) -> comity.KnowledgeGraph:
    return comity.open(curated_build)


def asked(answer: Path) -> tuple[NamedQuery, dict[str, str]]:
    """The query and the parameters that the name of an answer's file stands for."""
    name, *pairs = answer.stem.split(".")
    query = find_named(name)
    return query, dict(pair.split("=", 1) for pair in pairs) if pairs else query.example_values()


def fits(cell: str, expected: str) -> bool:
    return cell.startswith(expected[:-1]) if expected.endswith("…") else cell == expected


def test_every_query_has_an_answer() -> None:
    assert {answer.stem.split(".")[0] for answer in ANSWERS} == set(QUERIES)
    assert {answer.stem for answer in ANSWERS} >= set(QUERIES)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer.stem)
def test_a_query_gives_the_answer_that_a_reader_of_the_articles_expects(
    graph: comity.KnowledgeGraph, answer: Path
) -> None:
    query, values = asked(answer)
    with answer.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file)
        expected, columns = list(lines), lines.fieldnames or []
    rows = [{column: short(row.term(column)) for column in columns} for row in graph.query(query, **values)]
    wrong = [
        (number, column, row[column], line[column])
        for number, (row, line) in enumerate(zip(rows, expected, strict=False), start=1)
        for column in columns
        if not fits(row[column], line[column])
    ]
    assert wrong == []
    assert len(rows) == len(expected)


@pytest.fixture(scope="module")
def dataset(curated_build: Path) -> rdflib.Dataset:
    made = rdflib.Dataset(default_union=True)
    made.parse(curated_build / "graph.trig")
    return made


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_another_engine_gives_the_same_rows_in_the_same_order(
    graph: comity.KnowledgeGraph, dataset: rdflib.Dataset, query: NamedQuery
) -> None:
    text = graph.text_of(query, query.example_values())
    theirs = [[None if term is None else str(term) for term in row] for row in dataset.query(text)]
    result = graph.query(text)
    ours = [[None if (term := row.term(name)) is None else term.value for name in result.variables] for row in result]
    assert ours == theirs


#: A value of each type of parameter that nothing in the graph has.
NOTHING = {
    "state": "XX",
    "relation": "XX-YY",
    "status": "none",
    "role": "none",
    "organisation": "none",
    "year": "1900",
    "text": "zz",
    "iri": "comity:None",
}
OPTIONAL = [(query, given) for query in QUERIES.values() for given in query.parameters if given.optional]


@pytest.mark.parametrize(("query", "given"), OPTIONAL, ids=lambda item: item.name)
def test_an_optional_parameter_narrows_the_answer(
    graph: comity.KnowledgeGraph, query: NamedQuery, given: Parameter
) -> None:
    values = {**query.example_values(), given.name: NOTHING[given.type]}
    assert list(graph.query(query, **values)) == []


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_a_query_says_what_it_asks_and_can_be_pasted_anywhere(query: NamedQuery) -> None:
    assert query.question.endswith("?")
    assert query.title != query.name
    [example] = query.examples
    assert example.startswith(f"comity query {query.name}")
    assert all(parameter.help for parameter in query.parameters)
    declared = {line.split()[1].rstrip(":") for line in query.text.splitlines() if line.startswith("PREFIX ")}
    used = {token.text.partition(":")[0] for token in admit(query.text).tokens if token.kind.name == "PREFIXED"}
    assert used == declared
    assert "ORDER BY" in query.text


@pytest.mark.parametrize("query", QUERIES.values(), ids=lambda query: query.name)
def test_rows_of_facts_come_with_the_passage(query: NamedQuery) -> None:
    counts = "COUNT(" in query.text or re.search("comity:(Relation|State)Year", query.text) is not None
    names = query.name in {"find-official", "names-of-official", "possible-matches"}
    elsewhere = query.name in {"unchecked-facts", "sources-that-differ", "shared-officials"}
    assert counts or names or elsewhere or "?quote" in query.text.partition("WHERE")[0]
