"""`comity check` and `comity explain` on the command line: what they print, and how they exit."""

import json
import shutil
from pathlib import Path

import pytest
import typer
from comity.build import build
from comity.command import check, explain
from typer.testing import CliRunner, Result

HERE = Path(__file__).parent
BAD = str(HERE / "shapes" / "one-telling-unsound.trig")
GOOD = str(HERE / "shapes" / "good.trig")
SMALL = str(HERE / "infer" / "small.trig")


@pytest.fixture(scope="module")
def runner() -> CliRunner:
    return CliRunner()


def run(runner: CliRunner, *words: str) -> Result:
    app = typer.Typer()
    check.register(app)
    explain.register(app)
    return runner.invoke(app, list(words))


def test_a_sound_graph_exits_with_0_and_says_so(runner: CliRunner) -> None:
    result = run(runner, "check", "--no-reasoner", "--graph", GOOD)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "nothing to find fault with" in result.stderr


def test_a_violation_exits_with_1_and_names_node_file_and_words(runner: CliRunner) -> None:
    result = run(runner, "check", "--no-reasoner", "--graph", BAD)
    assert result.exit_code == 1
    assert "visit:v" in result.stdout
    assert "a.txt [0-5]" in result.stdout
    assert "1 violation" in result.stderr


def test_warnings_alone_exit_with_0(runner: CliRunner) -> None:
    result = run(
        runner, "check", "--no-reasoner", "--graph", str(HERE / "shapes" / "ceremony-without-participant.trig")
    )
    assert result.exit_code == 0
    assert "warning" in result.stdout


def test_findings_as_json_are_for_programs(runner: CliRunner) -> None:
    result = run(runner, "check", "--no-reasoner", "--format", "json", "--graph", BAD)
    finding = json.loads(result.stdout)[0]
    assert finding["severity"] == "violation"
    assert finding["graphs"] == ["b"]
    assert finding["quotations"][0]["exact"] == "Қ-аза"


def test_the_built_seeds_have_nothing_wrong_with_them(runner: CliRunner, curated_build: Path) -> None:
    result = run(runner, "check", "--graph", str(curated_build))
    assert (result.exit_code, result.stdout) == (0, "")


def test_an_inferred_triple_is_explained_down_to_the_words(runner: CliRunner) -> None:
    result = run(runner, "explain", "state:BY", "comity:metWith", "state:RU", "--graph", SMALL)
    assert result.exit_code == 0
    assert "30-met-with" in result.stdout
    assert result.stdout.count("The three ministers met.") >= 1


def test_a_stated_triple_is_said_to_be_stated(runner: CliRunner) -> None:
    result = run(runner, "explain", "meeting:three a comity:Meeting", "--graph", SMALL)
    assert "is stated in graph:a" in result.stdout


def test_what_neither_stands_nor_follows_exits_with_1(runner: CliRunner) -> None:
    result = run(runner, "explain", "state:KZ comity:exercisedWith state:RU", "--graph", SMALL)
    assert result.exit_code == 1
    assert "does not follow" in result.stderr


def test_no_triple_is_a_wrong_call(runner: CliRunner) -> None:
    result = run(runner, "explain", "state:KZ comity:metWith", "--graph", SMALL)
    assert "is no triple" in str(result.exception)


def test_a_finding_names_the_line_where_the_curator_wrote_it(runner: CliRunner, tmp_path: Path) -> None:
    articles, built = tmp_path / "articles", tmp_path / "built"
    (articles / "curated").mkdir(parents=True)
    (articles / "visit.txt").write_text("The delegation of Kyrgyzstan visited itself.", encoding="utf-8")
    (articles / "sources.csv").write_text("file,language,published\nvisit.txt,en,2024-05-05\n", encoding="utf-8")
    (articles / "curated" / "visits.ttl").write_text(
        """# Visits, by hand.

[] a comity:Visit ;
    comity:visitor state:KG ; comity:host state:KG ;
    comity:evidence [ oa:hasSource source:visit ; oa:hasSelector [ oa:exact "Kyrgyzstan visited itself" ] ] .
""",
        encoding="utf-8",
    )
    build([articles], output=built, extractor="none")
    findings = json.loads(run(runner, "check", "--no-reasoner", "--format", "json", "--graph", str(built)).stdout)
    assert {(finding["check"], *finding["curated"]) for finding in findings} == {
        ("Visit", "curated/visits.ttl:3"),
        ("contradicting-visitors", "curated/visits.ttl:3"),
    }
    assert "curated/visits.ttl:3" in run(runner, "check", "--no-reasoner", "--graph", str(built)).stdout


def test_lines_that_no_build_wrote_are_met_with_a_sentence(
    runner: CliRunner, curated_build: Path, tmp_path: Path
) -> None:
    built = tmp_path / "built"
    shutil.copytree(curated_build, built)
    (built / "curated-lines.tsv").write_text("node\tgraph\tline\nx\ty\tthree\n", encoding="utf-8")
    result = run(runner, "check", "--no-reasoner", "--graph", str(built))
    assert "curated-lines.tsv, line 2" in str(result.exception)
