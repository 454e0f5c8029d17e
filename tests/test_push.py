"""Graphs sent to another server: a small writable one of our own, and Virtuoso where it is installed."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import comity
import httpx
import pyoxigraph as ox
import pytest
from comity.errors import ComityError
from comity.store.pushing import Way, push

SAMPLE = Path(__file__).parent / "sample.trig"


class Taker(BaseHTTPRequestHandler):
    """A graph store and update endpoint over a pyoxigraph store; refuses what its server is told to refuse."""

    server: Writable

    def _graph(self) -> ox.NamedNode:
        return ox.NamedNode(parse_qs(urlsplit(self.path).query)["graph"][0])

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _take(self) -> None:
        body = self._body()
        self.server.asked[self.command] += 1
        if self.server.refusals:
            self._answer(self.server.refusals.pop(0))
            return
        if self.headers.get("Content-Type") == "application/sparql-update":
            self.server.store.update(body.decode())
        else:
            if self.command in ("PUT", "DELETE"):
                self.server.store.remove_graph(self._graph())
            if self.command != "DELETE":
                self.server.store.load(body, format=ox.RdfFormat.TURTLE, to_graph=self._graph())
        self._answer(204)

    do_PUT = do_POST = do_DELETE = _take

    def log_message(self, *_: object) -> None:
        pass


class Writable(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.store = ox.Store()
        self.refusals: list[int] = []
        self.asked: Counter[str] = Counter()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/data"


@pytest.fixture
def writable() -> Iterator[Writable]:
    with Writable() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def content(store: ox.Store) -> set[ox.Quad]:
    return {quad for quad in store if isinstance(quad.graph_name, ox.NamedNode)}


@pytest.mark.parametrize("way", list(Way))
def test_all_graphs_arrive_and_only_changes_are_sent_again(writable: Writable, way: Way, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    first = push(SAMPLE, writable.url, way=way, journal=journal)
    assert (first.sent, first.unchanged) == (5, 0)
    assert content(writable.store) == content(comity.open(SAMPLE).store)
    assert push(SAMPLE, writable.url, way=way, journal=journal).unchanged == 5

    changed = tmp_path / "changed.trig"
    text = SAMPLE.read_text(encoding="utf-8")
    begins = text.index("graph:inferred {")
    changed.write_text(text[:begins].replace("Sergei Shoigu", "Sergey Shoygu"), encoding="utf-8")
    again = push(changed, writable.url, way=way, journal=journal)
    assert (again.sent, again.unchanged, again.dropped) == (1, 3, 1)
    assert content(writable.store) == content(comity.open(changed).store)


def test_a_push_that_was_stopped_goes_on_where_it_was(writable: Writable, tmp_path: Path) -> None:
    journal = tmp_path / "journal.jsonl"
    writable.refusals = [204, 204, 400]
    with pytest.raises(ComityError, match=r"did not take .*(400).*push again"):
        push(SAMPLE, writable.url, way=Way.gsp, journal=journal)
    with journal.open("a", encoding="utf-8") as out:
        out.write('["https://w3id.org/comity/id/gra')  # killed while it was writing
    rest = push(SAMPLE, writable.url, way=Way.gsp, journal=journal)
    assert (rest.sent, rest.unchanged) == (3, 2)


def test_a_busy_server_is_asked_again(writable: Writable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)
    writable.refusals = [503, 429, 503]
    assert push(SAMPLE, writable.url, way=Way.gsp, journal=tmp_path / "j").sent == 5
    assert content(writable.store) == content(comity.open(SAMPLE).store)


def test_a_server_that_wants_credentials_is_told_by_the_environment(writable: Writable, tmp_path: Path) -> None:
    writable.refusals = [401]
    with pytest.raises(ComityError, match="COMITY_ENDPOINT_USER"):
        push(SAMPLE, writable.url, way=Way.gsp, journal=tmp_path / "j")


def test_what_has_no_named_graphs_is_refused(writable: Writable, tmp_path: Path) -> None:
    plain = tmp_path / "plain.ttl"
    plain.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(ComityError, match="no named graphs"):
        push(plain, writable.url, way=Way.gsp, journal=tmp_path / "j")
    outside = tmp_path / "outside.trig"
    outside.write_text("<urn:a> <urn:b> <urn:c> .", encoding="utf-8")
    with pytest.raises(ComityError, match="outside of named graphs"):
        push(outside, writable.url, way=Way.gsp, journal=tmp_path / "j")


def test_comity_serve_is_read_only_for_a_push_too(tmp_path: Path) -> None:
    from serving import build_of, serving

    with serving(build_of(SAMPLE, tmp_path)) as server:
        for way in Way:
            with pytest.raises(ComityError, match="did not take"):
                push(SAMPLE, f"{server.url}sparql", way=way, journal=tmp_path / "j")
        assert server.is_well()


VIRTUOSO_INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{port}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
[SPARQL]
ResultSetMaxRows = 100000
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def virtuoso(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    if shutil.which("virtuoso-t") is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    http = free_port()
    ini = tmp_path / "virtuoso.ini"
    ini.write_text(VIRTUOSO_INI.format(folder=tmp_path, port=free_port(), http=http), encoding="utf-8")
    process = subprocess.Popen(
        ["virtuoso-t", "-f", "-c", str(ini)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(300):
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D").status_code == 200:
                    break
            time.sleep(0.2)
        else:
            pytest.skip("Virtuoso did not start here")
        monkeypatch.setenv("COMITY_ENDPOINT_USER", "dba")
        monkeypatch.setenv("COMITY_ENDPOINT_PASSWORD", "dba")
        monkeypatch.setenv("COMITY_ENDPOINT_AUTH", "digest")
        yield f"http://127.0.0.1:{http}"
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()


@pytest.mark.slow
def test_virtuoso_takes_the_graph_and_answers_the_same_queries(virtuoso: str, tmp_path: Path) -> None:
    done = push(SAMPLE, f"{virtuoso}/sparql-graph-crud-auth", way=Way.gsp, journal=tmp_path / "journal.jsonl")
    assert done.sent == 5
    here, there = comity.open(SAMPLE), comity.open(f"{virtuoso}/sparql")
    for query in (
        "SELECT ?m ?day { ?m a comity:Meeting ; comity:earliest ?day } ORDER BY ?m",
        "SELECT ?s ?name { ?s a comity:State ; rdfs:label ?name } ORDER BY ?s ?name",
        "SELECT ?quote { ?e oa:exact ?quote } ORDER BY ?quote",
        "SELECT (COUNT(*) AS ?n) { GRAPH <https://w3id.org/comity/id/graph/one> { ?s ?p ?o } }",
    ):
        # each engine sorts texts in its own way
        assert sorted(map(list, there.query(query)), key=str) == sorted(map(list, here.query(query)), key=str), query
    assert there.query("ASK { state:KZ a comity:State }").truth
    assert len(there.query("CONSTRUCT WHERE { ?s a comity:State }")) == 3
    assert there.official("Шойгу").label == "Sergei Shoigu"
    again = push(SAMPLE, f"{virtuoso}/sparql-graph-crud-auth", way=Way.gsp, journal=tmp_path / "journal.jsonl")
    assert again.unchanged == 5
