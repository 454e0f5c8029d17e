"""A server of the sample graph for tests: started once, asked over loopback, ended at the end."""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

SAMPLE = Path(__file__).parent / "sample.trig"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@dataclass(frozen=True)
class Server:
    url: str
    pid: int

    @property
    def port(self) -> int:
        return int(self.url.rstrip("/").rpartition(":")[2])

    def sparql(self, query: str, accept: str = "application/sparql-results+json", **more: object) -> httpx.Response:
        params = {"query": query, **more}
        return httpx.get(f"{self.url}sparql", params=params, headers={"Accept": accept}, timeout=60)

    def page(self, path: str, accept: str = "text/html") -> httpx.Response:
        return httpx.get(self.url.rstrip("/") + path, headers={"Accept": accept}, timeout=60)

    def is_well(self) -> bool:
        answer = self.sparql("ASK { ?s a comity:Meeting }")
        return answer.status_code == 200 and answer.json()["boolean"] is True


def build_of(trig: Path, folder: Path) -> Path:
    """A build directory of this graph, with a network page that took no time to make."""
    shutil.copy(trig, folder / "graph.trig")
    (folder / "network.html").write_text("<!doctype html><title>network</title>", encoding="utf-8")
    return folder


@contextlib.contextmanager
def serving(graph: Path, *options: str) -> Iterator[Server]:
    command = [sys.executable, "-m", "comity", "serve", "--graph", str(graph), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    line = process.stderr.readline()
    found = re.search(r"http://\S+:\d+/", line)
    if not found:
        process.kill()
        raise AssertionError(line + process.stderr.read())
    try:
        yield Server(found.group(), process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        process.stderr.close()
