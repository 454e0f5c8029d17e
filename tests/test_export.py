"""Exports read back as the same graph, by our own parser and by those of others, and are the same bytes every time."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from comity.errors import ComityError
from comity.export import export, read_graph
from comity.export.formats import RDF_FORMATS, WITH_GRAPHS, read_statements


def text(graph: Path, kind: str, **choices: str) -> str:
    out = io.StringIO()
    export(graph, kind, out, **choices)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("kind", sorted(RDF_FORMATS))
def test_every_rdf_format_reads_back_as_the_same_graph(curated_build: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"graph.{RDF_FORMATS[kind][0]}"
    export(curated_build, kind, file)
    before, after = set(read_graph(curated_build)), set(read_statements(file))
    if kind not in WITH_GRAPHS:
        before = {s._replace(graph="") for s in before}
    assert after == before


@pytest.mark.parametrize("kind", [*sorted(RDF_FORMATS), "graphml", "gexf"])
def test_an_export_is_the_same_bytes_every_time(curated_build: Path, kind: str) -> None:
    assert text(curated_build, kind) == text(curated_build, kind)


@pytest.mark.parametrize("kind", ["turtle", "ntriples", "rdfxml"])
def test_rdflib_reads_as_many_triples_as_there_are(curated_build: Path, kind: str) -> None:
    read = rdflib.Graph().parse(
        data=text(curated_build, kind), format={"rdfxml": "xml", "ntriples": "nt"}.get(kind, kind)
    )
    assert len(read) == len({s._replace(graph="") for s in read_graph(curated_build)})


@pytest.mark.parametrize(("kind", "program"), [("turtle", "rapper"), ("rdfxml", "rapper"), ("turtle", "serdi")])
def test_the_parsers_of_debian_read_the_same_triples(
    curated_build: Path, tmp_path: Path, kind: str, program: str
) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed here (Debian: raptor2-utils, serdi)")
    file = tmp_path / "graph"
    export(curated_build, kind, file)
    words = ["rapper", "-q", "-i", kind, str(file)] if program == "rapper" else ["serdi", "-i", kind, str(file)]
    done = subprocess.run(words, capture_output=True, check=True)
    told = {str(triple.triple) for triple in ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)}
    ours = {str(q.triple) for q in ox.parse(text(curated_build, "ntriples"), format=ox.RdfFormat.N_TRIPLES)}
    assert told == ours


def test_tables_hold_one_row_an_entity_with_its_quotations(curated_build: Path, tmp_path: Path) -> None:
    export(curated_build, "csv", tmp_path)
    with (tmp_path / "Visit.csv").open(encoding="utf-8", newline="") as file:
        visits = list(csv.DictReader(file))
    assert {row["visitor"] for row in visits} == {"state:BY", "state:KZ", "state:CN"}
    assert all(row["quotations"] for row in visits)
    with (tmp_path / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        explained = {(row["table"], row["column"]) for row in csv.DictReader(file) if row["definition"]}
    assert ("Visit.csv", "visitor") in explained


def test_a_part_about_a_pair_of_states_names_no_other_pair(curated_build: Path) -> None:
    part = text(curated_build, "turtle", relation="kz-az")
    assert "relation:AZ-KZ" in part
    assert "official:zakir-hasanov" in part
    assert "official:dong-jun" not in part


def test_a_part_of_one_source_has_only_its_passages(curated_build: Path) -> None:
    part = text(curated_build, "ntriples", source="004_dc9ff0ee3f199e80")
    assert "evidence/004_" in part
    assert "evidence/003_" not in part


@pytest.mark.parametrize("kind", ["graphml", "gexf"])
def test_network_formats_are_read_back_by_networkx(curated_build: Path, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"graph.{kind}"
    export(curated_build, kind, file)
    read = nx.read_graphml(file) if kind == "graphml" else nx.read_gexf(file)
    assert read.number_of_nodes() > 30
    assert not re.search(r"lastmodifieddate|NetworkX \d", file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("kind", "choices", "problem"),
    [
        ("docx", {}, "'docx' is no format; choose one of turtle"),
        ("turtle", {"relation": "KZ-XX"}, "has nothing about KZ-XX"),
        ("turtle", {"source": "nowhere"}, "has no source 'nowhere'"),
        ("csv", {}, "csv is a folder of tables"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(
    curated_build: Path, kind: str, choices: dict[str, str], problem: str
) -> None:
    with pytest.raises(ComityError, match=problem):
        text(curated_build, kind, **choices)


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("<a:a> <a:b> <a:c> .\n<a:a> <a:b>", encoding="utf-8")
    with pytest.raises(ComityError, match=r"x\.ttl, line 2"):
        text(tmp_path / "x.ttl", "turtle")
