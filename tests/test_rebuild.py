"""A server whose graph is built anew: the new one is served, running queries go on, a broken one changes nothing."""

from __future__ import annotations

import concurrent.futures
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from serving import SAMPLE, Server, build_of, serving
from test_serve import workers

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?a)) > 0) }"
NEW = "<https://w3id.org/comity/id/graph/new> { <urn:new> a <https://w3id.org/comity/ontology#Meeting> }"


def has_new(server: Server) -> bool:
    return bool(server.sparql("ASK { <urn:new> ?p ?o }").json()["boolean"])


def comes_true(question: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.2)
    return False


def replaced(build: Path, text: str) -> None:
    """Another graph in the place of the build's, in one step."""
    fresh = build / "graph.trig.new"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(build / "graph.trig")


@pytest.fixture
def build(tmp_path: Path) -> Path:
    return build_of(SAMPLE, tmp_path)


def test_a_new_build_is_served_without_a_restart_and_running_queries_end_as_they_began(build: Path) -> None:
    sample = SAMPLE.read_text(encoding="utf-8")
    with serving(build, "--deadline", "60") as server, concurrent.futures.ThreadPoolExecutor(1) as pool:
        assert not has_new(server)
        before = server.sparql(SLOW).json()["results"]["bindings"][0]["n"]["value"]
        running = pool.submit(server.sparql, SLOW)
        replaced(build, f"{sample}\n{NEW}")
        assert comes_true(lambda: has_new(server))
        assert "new" in server.page("/search?q=new").text
        assert running.result().json()["results"]["bindings"][0]["n"]["value"] == before
        assert server.sparql(SLOW).json()["results"]["bindings"][0]["n"]["value"] != before
        replaced(build, sample)
        assert comes_true(lambda: not has_new(server))
        assert comes_true(lambda: len(workers(server)) <= 3)  # those of the former graphs are gone


def test_a_build_that_cannot_be_loaded_leaves_the_former_one_served(build: Path) -> None:
    sample = SAMPLE.read_text(encoding="utf-8")
    with serving(build) as server:
        replaced(build, "this is no graph")
        time.sleep(5)
        assert server.is_well()
        shutil.move(build / "graph.trig", build / "gone.trig")
        time.sleep(3)
        assert server.is_well()
        replaced(build, f"{sample}\n{NEW}")
        assert comes_true(lambda: has_new(server))
