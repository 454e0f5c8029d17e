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
from comity.store.graph import open_graph
from comity.store.show import show
from rich.console import Console
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


WIDE = """SELECT ?state ?seen ?word { VALUES (?state ?seen ?word) {
  (state:BY exercise:a-shield-with-a-very-long-name-of-its-own "tactics of small units in the mountains, at night")
  (state:BY exercise:a-shield-with-a-very-long-name-of-its-own "short") (state:KZ UNDEF "short") } }"""


def drawn(question: str, width: int, *, terminal: bool = True) -> str:
    out = io.StringIO()
    shown = Console(file=out, width=width, force_terminal=terminal, soft_wrap=not terminal, color_system=None)
    show(open_graph(SAMPLE).query(question), shown)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_columns_that_do_not_fit_become_a_line_a_value() -> None:
    assert drawn(WIDE, 70).splitlines() == [
        "state  state:BY",
        "seen   exercise:a-shield-with-a-very-long-name-of-its-own",
        "word   tactics of small units in the mountains, at night",
        "",
        "state  state:BY",
        "seen   exercise:a-shield-with-a-very-long-name-of-its-own",
        "word   short",
        "",
        "state  state:KZ",
        "word   short",
    ]


def test_a_value_is_one_line_where_it_is_not_a_terminal_that_reads() -> None:
    lines = drawn(WIDE, 30, terminal=False).splitlines()
    assert lines[2] == "word   tactics of small units in the mountains, at night"


def test_a_table_with_room_breaks_no_word_but_folds_a_passage() -> None:
    lines = drawn(WIDE, 100).splitlines()
    assert lines[0].split() == ["state", "seen", "word"]
    assert "exercise:a-shield-with-a-very-long-name-of-its-own  tactics of small units in the" in lines[2]
    assert lines[3].strip() == "mountains, at night"


def test_what_repeats_the_row_above_is_blank_on_a_terminal_but_not_in_a_file() -> None:
    question = """SELECT ?year ?pair ?n { VALUES (?year ?pair ?n) {
      (2023 "AZ-KZ" 4) (2023 "BY-KZ" 4) (2023 "BY-KZ" 4) (2024 "BY-KZ" 1) } }"""
    rows = [line.split() for line in drawn(question, 80).splitlines()[2:]]
    assert rows == [["2023", "AZ-KZ", "4"], ["BY-KZ", "4"], ["4"], ["2024", "BY-KZ", "1"]]
    assert drawn(question, 80, terminal=False).count("2023") == 3


def test_a_column_with_gaps_is_never_blanked_as_a_gap_would_look_alike() -> None:
    question = 'SELECT ?on ?by ?n { VALUES (?on ?by ?n) { ("x" "a" 1) ("x" "a" 2) ("x" UNDEF 3) } }'
    assert [line.split() for line in drawn(question, 80).splitlines()[2:]] == [["x", "a", "1"], ["a", "2"], ["3"]]


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
