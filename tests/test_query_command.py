"""`comity query` and `comity queries`: what is printed where, and what a mistake is told."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import typer
from comity.command import queries, query
from comity.errors import ComityError
from typer.testing import CliRunner, Result

SAMPLE = Path(__file__).parent / "sample.trig"


def run(*words: str, given: str = "") -> Result:
    app = typer.Typer()
    query.register(app)
    queries.register(app)
    return CliRunner().invoke(app, list(words), input=given)


def ask(*words: str, given: str = "") -> Result:
    return run("query", *words, "--graph", str(SAMPLE), given=given)


def test_a_table_has_curies_and_isolates_what_runs_from_right_to_left() -> None:
    shown = ask("SELECT ?fact ?name { ?fact a comity:Exercise ; rdfs:label ?name } ORDER BY LANG(?name)").stdout
    assert "exercise:e1" in shown
    assert "\u2068درع الصداقة\u2069" in shown
    assert "Shield of Friendship" in shown


def test_control_characters_of_the_data_never_reach_the_terminal(tmp_path: Path) -> None:
    evil = tmp_path / "evil.ttl"
    evil.write_text('<urn:a> <urn:b> "\\u001b[2J\\u202Ereversed\\u0007 [red]markup[/red]" .', encoding="utf-8")
    for question in ("SELECT ?o { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        shown = run("query", question, "--graph", str(evil)).stdout
        assert "\x1b" not in shown
        assert "\u202e" not in shown
        assert "[red]markup[/red]" in shown


def test_the_formats_are_the_standards_own() -> None:
    question = "SELECT ?s { ?s a comity:State } ORDER BY ?s"
    rows = list(csv.reader(io.StringIO(ask(question, "--format", "csv").stdout)))
    assert [row[0].rpartition("/")[2] for row in rows] == ["s", "BY", "KZ", "RU"]
    assert len(json.loads(ask(question, "--format", "json").stdout)["results"]["bindings"]) == 3
    assert "<sparql" in ask(question, "--format", "xml").stdout
    assert ask(question, "--format", "tsv").stdout.startswith("?s\n")
    assert "state:KZ a comity:State" in ask("CONSTRUCT WHERE { ?s a comity:State }", "--format", "turtle").stdout


def test_a_query_comes_from_its_name_a_file_or_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text("# param: state state KZ\nSELECT ?m { ?m a comity:Exercise ; comity:participant ?state }", "utf-8")
    by_file = ask(str(file), "--set", "state=RU", "--format", "csv").stdout
    by_input = ask("-", "--format", "csv", given="SELECT ?m { ?m a comity:Exercise }").stdout
    assert "e1" in by_file
    assert by_file == by_input
    assert "e1" in ask("exercises-of-state", "--set", "state=BY", "--format", "csv").stdout


def test_an_empty_answer_says_what_may_be_the_matter() -> None:
    unknown = ask("SELECT ?x { ?x comity:particpant state:KZ }")
    assert "the nearest is comity:participant" in unknown.stderr
    explained = ask("SELECT ?x { ?x a comity:Meeting ; comity:area area:cyber-defence }", "--explain")
    assert "nothing matches the pattern ?x comity:area area:cyber-defence" in explained.stderr
    assert " ms" in explained.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("exercises-of-sate",), "did you mean exercises-of-state"),
        (("exercises-of-state", "--set", "stat=KZ"), "did you mean state"),
        (("exercises-of-state", "--set", "state"), "NAME=VALUE"),
        (("office-holder-on-a-day", "--set", "on=yesterday"), "is no date"),
        (("SELECT * { ?s ?p ?o } LIMIT x",), "not SPARQL"),
        (("SELECT * { ?s ?p ?o }", "--format", "turtle"), "no format of rows"),
        (("nowhere.rq",), "cannot be read"),
    ],
)
def test_mistakes_are_told_in_a_sentence(words: tuple[str, ...], told: str) -> None:
    failed = ask(*words)
    assert isinstance(failed.exception, ComityError)
    assert told in str(failed.exception)
    assert "\n" not in str(failed.exception)


def test_all_named_queries_are_listed_with_what_they_want() -> None:
    from comity.store.named import named_queries

    listed = run("queries").stdout
    for named in named_queries().values():
        assert named.name in listed
        assert named.question in listed
        for parameter in named.parameters:
            assert f"--set {parameter.name}=…" in listed
    assert "# title:" in run("queries", "pair-timeline").stdout
