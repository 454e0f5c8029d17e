"""What a server promises while it is harmed: deadlines, limits that are told, answers that are whole or broken off."""

from __future__ import annotations

import atexit
import concurrent.futures
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from serving import ENDLESS, SAMPLE, Server, build_of, serving

CROSS = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


BUILD = build_of(SAMPLE, Path(tempfile.mkdtemp(prefix="comity-test-")))
atexit.register(shutil.rmtree, BUILD, ignore_errors=True)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving(BUILD, "--deadline", "1.5", "--patience", "3", "--memory", "256", "--max-megabytes", "1") as running:
        yield running


@pytest.fixture(autouse=True)
def _well_afterwards(server: Server) -> Iterator[None]:
    yield
    assert server.is_well()


def raw(server: Server, data: bytes, seconds: float = 20) -> bytes:
    """What the server answers to these bytes, until it closes or falls silent."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=seconds) as link:
        link.sendall(data)
        got = b""
        try:
            while part := link.recv(65536):
                got += part
        except (TimeoutError, ConnectionResetError):
            pass
        return got


def workers(server: Server) -> list[int]:
    """The processes below the server's own."""

    def children(pid: int) -> list[int]:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(word) for word in text.split()]

    (origin,) = children(server.pid)
    return [worker for nursery in children(origin) for worker in children(nursery)]


# Host and other sites -------------------------------------------------------------------------------------------


def test_its_own_names_are_answered(server: Server) -> None:
    for host in ("localhost", "127.0.0.1", "LOCALHOST", "[::1]"):
        request = f"GET /health HTTP/1.1\r\nHost: {host}:{server.port}\r\nConnection: close\r\n\r\n"
        assert raw(server, request.encode()).startswith(b"HTTP/1.1 200"), host


def test_other_sites_may_not_read_unless_they_are_allowed(server: Server) -> None:
    query = f"{server.url}sparql?query={quote('ASK {}')}"
    for origin in ("https://evil.example", "null"):
        assert "access-control-allow-origin" not in httpx.get(query, headers={"Origin": origin}).headers
    preflight = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    assert "access-control-allow-origin" not in httpx.options(f"{server.url}sparql", headers=preflight).headers
    with serving(BUILD, "--cors", "https://good.example", "--allow-host", "graph.example") as other:
        query = f"{other.url}sparql?query={quote('ASK {}')}"
        good = httpx.get(query, headers={"Origin": "https://good.example"})
        assert good.headers["access-control-allow-origin"] == "https://good.example"
        assert "access-control-allow-credentials" not in good.headers
        assert "access-control-allow-origin" not in httpx.get(query, headers={"Origin": "https://evil.example"}).headers
        assert httpx.get(query, headers={"Host": "graph.example"}).status_code == 200


def test_every_answer_says_what_a_browser_may_not_do(server: Server) -> None:
    for path in ("/", "/sparql", "/nothing", "/assets/site.css", f"/sparql?query={quote('SELECT')}"):
        headers = server.page(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path


def test_half_a_request_is_not_waited_for_for_ever(server: Server) -> None:
    for half in (
        b"",
        b"GET /spar",
        b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 50\r\n\r\nquery" % server.port,
    ):
        began = time.monotonic()
        answer = raw(server, half)
        assert time.monotonic() - began < 15
        assert answer == b"" or answer.startswith(b"HTTP/1.1 4")


# Queries without end --------------------------------------------------------------------------------------------


def test_a_query_without_end_is_stopped_at_the_deadline_with_a_sentence(server: Server) -> None:
    began = time.monotonic()
    answer = server.sparql(ENDLESS)
    assert answer.status_code == 503
    assert "longer than 1.5 seconds" in answer.text
    assert answer.headers["retry-after"]
    assert 1.4 < time.monotonic() - began < 20


def test_short_queries_are_answered_beside_many_without_end(server: Server) -> None:
    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        endless = [pool.submit(server.sparql, ENDLESS) for _ in range(16)]
        time.sleep(0.3)
        slowest = 0.0
        for _ in range(5):
            began = time.monotonic()
            assert server.is_well()
            slowest = max(slowest, time.monotonic() - began)
        assert all(future.result().status_code == 503 for future in endless)
    assert slowest < 20


def test_a_client_that_leaves_takes_its_query_with_it() -> None:
    with serving(BUILD, "--deadline", "60") as other:
        assert other.is_well()
        request = f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: 127.0.0.1:{other.port}\r\n\r\n".encode()
        links = [socket.create_connection(("127.0.0.1", other.port)) for _ in range(3)]
        for link in links:
            link.sendall(request)
        time.sleep(1)
        busy = set(workers(other))
        assert len(busy) >= 3
        for link in links:
            link.close()
        deadline = time.monotonic() + 30
        while len(busy & set(workers(other))) > 1 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(busy & set(workers(other))) <= 1  # one of them answered the first question, and waits
        assert other.is_well()


# Answers that are cut -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "accept", ["application/json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"]
)
def test_an_answer_that_is_cut_never_looks_whole(server: Server, accept: str) -> None:
    request = f"{server.url}sparql?query={quote(CROSS)}"
    headers = {"Accept": accept, "Accept-Encoding": "identity"}
    got: list[bytes] = []
    with httpx.stream("GET", request, headers=headers, timeout=30) as answer:
        assert "bytes=1048576" in answer.headers["comity-limits"]
        with pytest.raises(httpx.RemoteProtocolError):
            got.extend(answer.iter_raw())
    assert b"this answer is not whole: the answer is larger than this server gives" in b"".join(got[-2:])


def test_rows_are_limited_and_the_limit_is_told() -> None:
    with serving(BUILD, "--max-rows", "10") as other:
        for accept in ("application/json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"):
            assert other.sparql("SELECT * { ?s ?p ?o } LIMIT 9", accept).status_code == 200
            answer = other.sparql("SELECT * { ?s ?p ?o }", accept)
            assert answer.status_code == 413
            assert "10 rows" in answer.text


def test_a_big_answer_is_streamed_in_little_memory() -> None:
    def resident(pid: int) -> int:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")

    with serving(BUILD) as other:
        assert other.is_well()
        before = resident(other.pid)
        size = most = 0
        query = quote("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } LIMIT 50000")
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        with httpx.stream("GET", f"{other.url}sparql?query={query}", headers=headers, timeout=60) as answer:
            for part in answer.iter_raw():
                size += len(part)
                most = max(most, resident(other.pid))
        assert size > 20_000_000
        assert most - before < 4_000_000


# Connections ----------------------------------------------------------------------------------------------------


def test_two_hundred_clients_at_once(server: Server) -> None:
    idle = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    try:
        with concurrent.futures.ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda _: server.sparql("ASK { state:KZ a comity:State }"), range(200)))
        assert all(answer.status_code == 200 and answer.json()["boolean"] for answer in answers)
    finally:
        for link in idle:
            link.close()


def test_the_queue_has_an_end_that_is_told() -> None:
    with serving(BUILD, "--workers", "1", "--deadline", "2") as other:
        done: list[int] = []
        threads = [threading.Thread(target=lambda: done.append(other.sparql(ENDLESS).status_code)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert done == [503] * 4
        assert other.is_well()
