"""196 ways to harm a server, one by one: each gets a right status, and a bystander its right answer all the while."""

from __future__ import annotations

import concurrent.futures
import contextlib
import socket
import threading
from collections import Counter
from collections.abc import Iterator

import hostile_queries
import hostile_requests
import httpx
import pytest
from hostile_connections import DEEDS, Deed
from hostile_requests import CLOSED, Case
from serving import SAMPLE, Server, build_of, serving

CASES = [*hostile_requests.cases(), *hostile_queries.cases()]
_TRIES = 4  # each waits for a worker as long as the server's patience
_COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    build = build_of(SAMPLE, tmp_path_factory.mktemp("build"))
    with serving(build, "--deadline", "1.5", "--patience", "3", "--memory", "256", "--max-megabytes", "1") as running:
        yield running


@pytest.fixture(scope="module")
def trap() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        yield listener


@pytest.fixture(scope="module")
def bystander(server: Server) -> Iterator[httpx.Client]:
    """One client that stays, on connections of its own."""
    with httpx.Client(base_url=server.url, timeout=10) as client:
        yield client


def right(bystander: httpx.Client, expected: str) -> None:
    """A machine that has no core to spare may say 503, try again; who tries again must be served."""
    for _ in range(_TRIES):
        answer = bystander.get("sparql", params={"query": _COUNT}, headers={"Accept": "text/csv"})
        if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
    assert (answer.status_code, answer.text.split()) == (200, ["n", expected])


@pytest.fixture(scope="module")
def expected(bystander: httpx.Client) -> str:
    """How many triples there are before anything is done."""
    return bystander.get("sparql", params={"query": _COUNT}, headers={"Accept": "text/csv"}).text.split()[1]


@pytest.fixture(autouse=True)
def _nobody_is_harmed(bystander: httpx.Client, expected: str) -> Iterator[None]:
    yield
    right(bystander, expected)


def sent(server: Server, data: bytes, trap: socket.socket) -> bytes:
    """What the server answers until it closes, or falls silent."""
    for word, port in ((b"PORT", server.port), (b"TRAP", trap.getsockname()[1])):
        data = data.replace(word, str(port).encode())
    got = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=12) as link:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            link.sendall(data)
        with contextlib.suppress(TimeoutError, ConnectionResetError):
            while part := link.recv(1 << 16):
                got += part
    return got


def test_there_are_as_many_cases_as_were_counted() -> None:
    assert Counter(case.group for case in CASES) == {
        "updates": 27, "outgoing": 10, "methods": 9, "content types": 16, "accepts": 26, "paths": 21, "hosts": 11,
        "origins": 5, "broken": 16, "endless": 14, "deep": 30,
    }  # fmt: skip
    assert len(CASES) + len(DEEDS) == 196


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_a_hostile_request_is_answered_or_cut_off(
    server: Server, trap: socket.socket, bystander: httpx.Client, expected: str, case: Case
) -> None:
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        sending = pool.submit(sent, server, case.data, trap)
        while not sending.done():
            right(bystander, expected)
            concurrent.futures.wait([sending], 0.2)
        got = sending.result()
    status = int(got.split(b" ", 2)[1]) if got.startswith(b"HTTP/1.1 ") else CLOSED
    assert status in case.statuses, got[:300]
    assert b"Traceback" not in got
    if case.never:
        assert f"\r\n{case.never}:".encode() not in got.lower()
    if case.group == "outgoing":
        with pytest.raises(TimeoutError):
            trap.accept()


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_hostile_connections_leave_room_for_a_bystander(
    server: Server, bystander: httpx.Client, expected: str, deed: Deed
) -> None:
    done = threading.Thread(target=deed, args=(server.port,))
    done.start()
    while done.is_alive():
        right(bystander, expected)
        done.join(0.2)
