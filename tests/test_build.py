"""The build of the seeds: what is in it, that it proves itself, and that it is the same bytes everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from comity.terms import COMITY, OA
from conftest import SEEDS


def digests(folder: Path) -> dict[str, str]:
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir()) if file.is_file()
    }


def store(folder: Path) -> ox.Store:
    found = ox.Store()
    found.bulk_load(path=str(folder / "graph.trig"), format=ox.RdfFormat.TRIG)
    return found


def rows(folder: Path, query: str) -> list[list[str]]:
    answer = store(folder).query(
        f"PREFIX comity: <{COMITY}> PREFIX oa: <{OA}> PREFIX dcterms: <http://purl.org/dc/terms/> {query}",
        use_default_graph_as_union=True,
    )
    assert isinstance(answer, ox.QuerySolutions)
    return [[value.value for value in row] for row in answer]  # type: ignore[union-attr]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "comity", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_build_holds_what_the_design_promises(curated_build: Path) -> None:
    names = {entry.name for entry in curated_build.iterdir()}
    assert names >= {"graph.ttl", "graph.trig", "network.html", "store", "report.md", "report.json"}


def test_every_fact_leads_to_a_passage_that_stands_so_in_its_source(seed_build: Path) -> None:
    """Every node with evidence: quote == text[start:end], in characters of the file as it was given."""
    found = rows(
        seed_build,
        """SELECT ?file ?exact ?start ?end { ?fact comity:evidence ?e . ?e oa:hasSource ?s ; oa:hasSelector ?at .
           ?s dcterms:identifier ?file . ?at oa:exact ?exact ; oa:start ?start ; oa:end ?end }""",
    )
    assert len(found) > 100
    for file, exact, start, end in found:
        assert (SEEDS / file).read_bytes().decode("utf-8")[int(start) : int(end)] == exact


def test_every_fact_has_evidence(seed_build: Path) -> None:
    lacking = rows(
        seed_build,
        """SELECT ?fact { ?fact a ?class . VALUES ?class { comity:Meeting comity:Visit comity:Agreement comity:Exercise
           comity:Tenure comity:Deployment comity:Cooperation comity:Ceremony }
           FILTER NOT EXISTS { ?fact comity:evidence ?e } }""",
    )
    assert lacking == []


def test_there_are_no_blank_nodes(seed_build: Path) -> None:
    for quad in store(seed_build):
        assert not isinstance(quad.subject, ox.BlankNode)
        assert not isinstance(quad.object, ox.BlankNode)


def test_turtle_and_trig_say_the_same(seed_build: Path) -> None:
    turtle = {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in ox.parse(path=str(seed_build / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    }
    trig = {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in ox.parse(path=str(seed_build / "graph.trig"), format=ox.RdfFormat.TRIG)
    }
    assert turtle == trig


@pytest.mark.slow
def test_the_same_input_is_the_same_bytes_whatever_the_machine_says(seed_build: Path, tmp_path: Path) -> None:
    environment = {"PYTHONHASHSEED": "7", "LC_ALL": "C", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-m", "comity", "build", "-o", str(tmp_path / "other")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "other") == digests(seed_build)


def test_bad_input_is_named_the_rest_is_built_and_the_exit_code_is_1(tmp_path: Path) -> None:
    (tmp_path / "in" / "curated").mkdir(parents=True)
    (tmp_path / "in" / "bad.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "in" / "good.txt").write_text("Стороны подписали план.", encoding="utf-8")
    (tmp_path / "in" / "curated" / "bad.ttl").write_text("visit:x a", encoding="utf-8")
    (tmp_path / "in" / "curated" / "good.ttl").write_text(
        """agreement:x a comity:Agreement ; comity:party state:KZ , state:CN ; comity:kind kind:plan ;
           comity:evidence [ oa:hasSource source:good ; oa:hasSelector [ oa:exact "подписали план" ] ] .""",
        encoding="utf-8",
    )
    done = run("build", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--extractor", "none")
    assert done.returncode == 1
    assert "bad.txt, line 1: the bytes are not valid UTF-8; save the file as UTF-8." in done.stderr
    assert "bad.ttl, line 1: the Turtle cannot be read" in done.stderr
    assert len(rows(tmp_path / "out", "SELECT ?x { ?x a comity:Agreement }")) == 1
    assert len(json.loads((tmp_path / "out" / "report.json").read_text())["refused"]) == 2


def test_a_path_that_does_not_exist_is_one_sentence_and_exit_code_2(tmp_path: Path) -> None:
    done = run("build", str(tmp_path / "nowhere"), "-o", str(tmp_path / "out"))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_folder_without_articles_gives_an_empty_graph(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = run("build", str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--extractor", "none")
    assert done.returncode == 0, done.stderr
    assert rows(tmp_path / "out", "SELECT ?x { ?x comity:evidence ?y }") == []


def test_the_facts_by_hand_are_all_the_gold_facts_of_the_seeds(curated_build: Path, shared: Path) -> None:
    score = subprocess.run(
        [sys.executable, shared / "tools" / "score.py", curated_build / "graph.trig",
         shared / "corpus" / "seeds" / "gold.json", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    result = json.loads(score.stdout)
    assert result["facts"]["all"]["R"] == 1.0
    assert result["facts"]["all"]["P"] >= 0.95
    assert result["evidence"]["inexact"] == 0
    assert result["traps"]["fallen"] == 0
