"""The competency questions: what an analyst must be able to ask, each with its answer on the seed articles."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from comity import locate
from comity.terms import curie

QUESTIONS = sorted((locate.ontology() / "competency").glob("*.rq"), key=lambda file: file.name)


@pytest.fixture(scope="module")
def store(curated_build: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=str(curated_build / "graph.trig"), format=ox.RdfFormat.TRIG)
    return store


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if isinstance(term, ox.NamedNode):
        return curie(term.value)
    return term.value if isinstance(term, ox.Literal) else "-"


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.stem)
def test_the_graph_answers_as_a_reader_of_the_articles_would(store: ox.Store, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    expected = [line.removeprefix("# answer: ") for line in text.splitlines() if line.startswith("# answer: ")]
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, ox.QuerySolutions)
    rows = {" | ".join(cell(row[name]) for name in found.variables) for row in found}
    assert sorted(rows) == expected


def test_there_are_enough_questions_and_each_is_one() -> None:
    assert len(QUESTIONS) >= 30
    for file in QUESTIONS:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# question: ")
        assert first.endswith("?")
