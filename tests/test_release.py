"""What changed between two graphs, said fact by fact; and the description of a graph as a data set."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
from comity.build import build
from comity.export import read_graph
from comity.release import diff
from conftest import SEEDS


def rebuilt(tmp_path: Path, wrong: str, right: str) -> Path:
    """The seeds with one change in the facts by hand."""
    curated = tmp_path / "curated"
    curated.mkdir()
    for file in sorted((SEEDS / "curated").glob("*.ttl")):
        text = file.read_text(encoding="utf-8")
        (curated / file.name).write_text(text.replace(wrong, right), encoding="utf-8")
    build(output=tmp_path / "build", curated=curated, extractor="none")
    return tmp_path / "build"


def test_two_builds_of_the_same_facts_differ_in_nothing(curated_build: Path, tmp_path: Path) -> None:
    same = rebuilt(tmp_path, "no such text", "")
    found = diff(read_graph(curated_build), read_graph(same))
    assert not found
    assert found.as_text() == "Nothing changed.\n"


def test_a_rank_that_changes_is_one_changed_fact_with_its_source(curated_build: Path, tmp_path: Path) -> None:
    other = rebuilt(tmp_path, "comity:rank rank:admiral", "comity:rank rank:vice-admiral")
    found = diff(read_graph(curated_build), read_graph(other))
    facts = [change for change in found.changes if change.type == "comity:Tenure"]
    assert [(change.kind, change.lost, change.gained) for change in facts] == [
        ("changed", ("comity:rank rank:admiral",), ("comity:rank rank:vice-admiral",))
    ]
    assert facts[0].sources == ("source:002_2825537b1a03e9ed",)
    assert "Dong Jun" in facts[0].says


def test_a_fact_that_came_is_withdrawn_the_other_way_round(curated_build: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    build(output=tmp_path / "build", curated=tmp_path / "none", extractor="none")
    empty, full = read_graph(tmp_path / "build"), read_graph(curated_build)
    assert {change.kind for change in diff(empty, full).changes if change.type == "comity:Visit"} == {"added"}
    assert {change.kind for change in diff(full, empty).changes if change.type == "comity:Visit"} == {"withdrawn"}


def test_one_changed_fact_changes_at_most_ten_lines_of_turtle(curated_build: Path, tmp_path: Path) -> None:
    other = rebuilt(tmp_path, "comity:rank rank:admiral", "comity:rank rank:vice-admiral")
    before = (curated_build / "graph.ttl").read_text(encoding="utf-8").splitlines()
    after = set((other / "graph.ttl").read_text(encoding="utf-8").splitlines())
    assert len([line for line in before if line not in after]) <= 10


def test_the_difference_can_be_had_as_json_and_as_rdf(curated_build: Path, tmp_path: Path) -> None:
    other = rebuilt(tmp_path, "comity:rank rank:admiral", "comity:rank rank:vice-admiral")
    found = diff(read_graph(curated_build), read_graph(other))
    assert {row["kind"] for row in json.loads(found.as_json())} == {"changed", "added", "withdrawn"} & {
        change.kind for change in found.changes
    }
    graphs = {s.graph.rsplit("/", 1)[1] for s in found.as_statements()}
    assert graphs == {"added>", "removed>"}


def test_the_description_counts_what_is_in_the_graph(curated_build: Path) -> None:
    store = ox.Store()
    store.bulk_load(path=str(curated_build / "dataset.ttl"), format=ox.RdfFormat.TURTLE)
    [row] = store.query(
        """PREFIX void: <http://rdfs.org/ns/void#> PREFIX c: <https://w3id.org/comity/ontology#>
           SELECT ?n ?visits {
             ?d void:triples ?n ; void:classPartition [ void:class c:Visit ; void:entities ?visits ] }"""
    )
    triples = {s._replace(graph="") for s in read_graph(curated_build)}
    assert int(row["n"].value) == len(triples)
    assert int(row["visits"].value) == 4


def test_the_checksums_are_those_of_the_files(curated_build: Path) -> None:
    lines = (curated_build / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 5
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((curated_build / name).read_bytes()).hexdigest() == digest
