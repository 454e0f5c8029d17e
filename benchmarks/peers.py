"""Everybody in one run: load and the twelve questions of an analyst, in process and over HTTP, with equal answers.

    python benchmarks/peers.py 100000 1000000 [--folder build/bench] [--only comity,virtuoso] > benchmarks/peers.txt

In process: pyoxigraph itself, comity, oxrdflib, rdflib (to 200 thousand quads: it takes minutes). Over HTTP on
loopback: `comity serve` (from the database of a build where memory cannot hold the graph), rdflib-endpoint over
Oxigraph, Virtuoso 7 (Debian: virtuoso-opensource). CPU time, of all processes of a server; the median of several runs
in process, the mean over HTTP. An answer with other rows than pyoxigraph's over the united default graph is marked.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from comity.store import open_graph
from comity.store.guard import admit
from comity.store.loading import fits_in_memory
from comity.store.prepare import with_prefixes
from comity.store.saving import write_store
from endpoint import PEER, Running, running
from generate import generate
from store import ENDLESS_IN_RDFLIB, QUERIES, cpu

RDFLIB_MOST = 200_000
#: Questions that rdflib's own evaluation takes minutes for.
RDFLIB_SKIPS = (*ENDLESS_IN_RDFLIB, "met-three-states")
_INI = """[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {0}/virtuoso-temp.db
TransactionFile = {0}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:1979
DirsAllowed = {0}, {1}
NumberOfBuffers = 340000
MaxDirtyBuffers = 250000
MaxMemPoolSize = 400000000
[HTTPServer]
ServerPort = 127.0.0.1:7953
ServerRoot = {0}
[SPARQL]
ResultSetMaxRows = 2000000
MaxQueryExecutionTime = 0
MaxQueryCostEstimationTime = 0
"""

Rows = list[tuple[str, ...]]


@dataclass
class Engine:
    """One that answers: how it is asked, and how much CPU it took to load."""

    name: str
    ask: Callable[[str], tuple[float, Rows]]
    load: float | None
    skips: tuple[str, ...] = field(default=())


def plain(value: object) -> str:
    """A value as everybody writes it: numbers by their value."""
    text = str(value)
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text


def rows_of(rows: Any) -> Rows:
    return sorted(tuple("" if t is None else plain(getattr(t, "value", t)) for t in row) for row in rows)


def in_process(name: str, ask: Callable[[str], Any], load: float | None, skips: tuple[str, ...] = ()) -> Engine:
    def timed(text: str) -> tuple[float, Rows]:
        seconds, rows = cpu(lambda: [list(row) for row in ask(text)])
        return seconds, rows_of(rows)

    return Engine(name, timed, load, skips)


def over_http(server: Running, load: float | None, skips: tuple[str, ...] = ()) -> Engine:
    def timed(text: str) -> tuple[float, Rows]:
        found = json.loads(_answer(server, text))
        names = found["head"]["vars"]
        rows = [[row.get(name, {}).get("value") for name in names] for row in found["results"]["bindings"]]
        before, asked, began = server.cpu(), 0, time.monotonic()
        while asked < 3 or (server.cpu() - before < 0.3 and asked < 200 and time.monotonic() - began < 6):
            server.ask(text)
            asked += 1
        return (server.cpu() - before) / asked, rows_of(rows)

    return Engine(server.name, timed, load, skips)


def _answer(server: Running, text: str) -> bytes:
    from urllib.parse import quote

    server.client.close()
    server.client.request("GET", server.path + quote(text), headers={"Accept": "application/sparql-results+json"})
    answer = server.client.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise OSError(f"{answer.status} {body[:200]!r}")
    return body


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of something done once, and what it gave."""
    gc.collect()
    began = time.process_time()
    got = work()
    return time.process_time() - began, got


def local_engines(file: Path, size: int, only: set[str]) -> Iterator[Engine]:
    def raw() -> ox.Store:
        store = ox.Store()
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        return store

    bare, _ = spent(raw)
    load, graph = spent(lambda: open_graph(file))
    yield in_process("pyoxigraph", graph.store.query, bare)
    yield in_process("comity", lambda text: (row._solution for row in graph.query(text)), load)
    if "oxrdflib" in only:
        yield in_process("oxrdflib", graph.dataset.query, None)
    if size <= RDFLIB_MOST and "rdflib" in only:
        peer = rdflib.Dataset(default_union=True)
        slow, _ = spent(lambda: peer.parse(str(file), format="nquads"))
        yield in_process("rdflib", peer.query, slow, RDFLIB_SKIPS)


@contextmanager
def comity_serve(file: Path, folder: Path) -> Iterator[Running]:
    build = folder / "build"
    build.mkdir()
    (build / "graph.nq").symlink_to(file.resolve())
    if not fits_in_memory(file):  # then a build's database serves
        write_store(ox.parse(path=str(file), format=ox.RdfFormat.N_QUADS), build / "store")
    (build / "network.html").write_text("<!doctype html>", encoding="utf-8")
    command = [sys.executable, "-m", "comity", "serve", "--graph", str(build), "--port", "7951", "--deadline", "120"]
    with running("comity serve", command, 7951, "/sparql?query=") as server:
        yield server


@contextmanager
def rdflib_endpoint(file: Path, folder: Path) -> Iterator[Running]:
    script = folder / "peer.py"
    script.write_text(PEER, encoding="utf-8")
    with running("rdflib-endpoint", [sys.executable, str(script), str(file), "7952"], 7952, "/?query=") as server:
        yield server


@contextmanager
def virtuoso(file: Path, folder: Path) -> Iterator[tuple[Running, float]]:
    """Virtuoso with the file loaded by its bulk loader; gives the CPU seconds of that."""
    ini = folder / "virtuoso.ini"
    ini.write_text(_INI.format(folder, file.parent.resolve()), encoding="utf-8")
    with running("Virtuoso", ["virtuoso-t", "-f", "-c", str(ini)], 7953, "/sparql?query=") as server:
        before = server.cpu()
        for statement in (
            f"ld_dir('{file.parent.resolve()}', '{file.name}', 'urn:none')", "rdf_loader_run()", "checkpoint",
        ):  # fmt: skip
            command = ["isql-vt", "127.0.0.1:1979", "dba", "dba", f"exec={statement};"]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        yield server, server.cpu() - before


def compare(engines: list[Engine], questions: set[str]) -> None:
    """Ask everybody these questions, and print the table."""
    print("| query | rows | " + " | ".join(f"{engine.name} ms" for engine in engines) + " |", flush=True)
    print("|---|---|" + "---|" * len(engines))
    for name, query in QUERIES.items():
        if name not in questions:
            continue
        text = with_prefixes(admit(query))
        expected: Rows | None = None
        cells = []
        for engine in engines:
            if name in engine.skips:
                cells.append("–")
                continue
            try:
                seconds, rows = engine.ask(text)
            except OSError as error:
                cells.append(f"failed: {str(error)[:40]}")
                continue
            expected = rows if expected is None else expected
            differs = "" if rows == expected else f" (other rows: {len(rows)})"
            cells.append(f"{seconds * 1000:.2f}{differs}")
        print(f"| {name} | {len(expected or ())} | " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--folder", type=Path, default=Path("build/bench"))
    parser.add_argument("--only", default="oxrdflib,rdflib,serve,rdflib-endpoint,virtuoso", help="who takes part")
    parser.add_argument("--queries", default=",".join(QUERIES), help="the questions, by the names of their files")
    told = parser.parse_args()
    only = set(told.only.split(","))
    for size in told.sizes:
        file = told.folder / f"{size}.nq"
        if not file.is_file():
            generate(size, file)
        with ExitStack() as stack, tempfile.TemporaryDirectory() as scratch:
            engines = list(local_engines(file, size, only))
            if "serve" in only:
                engines.append(over_http(stack.enter_context(comity_serve(file, Path(scratch))), None))
            if "rdflib-endpoint" in only and importlib.util.find_spec("rdflib_endpoint"):
                other = stack.enter_context(rdflib_endpoint(file, Path(scratch)))
                engines.append(over_http(other, None, RDFLIB_SKIPS))
            if "virtuoso" in only and shutil.which("virtuoso-t"):
                server, load = stack.enter_context(virtuoso(file, Path(scratch)))
                engines.append(over_http(server, load))
            with file.open("rb") as lines:
                print(f"\n## {sum(1 for _ in lines):,} quads\n\nCPU seconds to load:", end=" ")
            print("; ".join(f"{e.name} {e.load:.1f}" for e in engines if e.load is not None), "\n")
            compare(engines, set(told.queries.split(",")))


if __name__ == "__main__":
    main()
