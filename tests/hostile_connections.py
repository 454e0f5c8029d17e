"""Clients that mean harm by how they connect: 11 deeds, each done to the server and then left."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections.abc import Callable, Iterator

from hostile_queries import ENDLESS
from hostile_requests import QUERY_TYPE, asking, posted, request

Deed = Callable[[int], None]
_BIG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"


@contextlib.contextmanager
def _open(port: int, number: int) -> Iterator[list[socket.socket]]:
    links = [socket.create_connection(("127.0.0.1", port), timeout=20) for _ in range(number)]
    try:
        yield links
    finally:
        for link in links:
            link.close()


def _at(port: int, data: bytes) -> bytes:
    return data.replace(b"PORT", str(port).encode())


def _until_closed(link: socket.socket) -> bytes:
    got = b""
    with contextlib.suppress(TimeoutError, ConnectionResetError, BrokenPipeError):
        while part := link.recv(1 << 16):
            got += part
    return got


def many_that_say_nothing(port: int) -> None:
    with _open(port, 300) as links:
        links[0].settimeout(8)
        _until_closed(links[0])


def many_that_stop_in_a_header(port: int) -> None:
    with _open(port, 100) as links:
        for link in links:
            link.sendall(b"GET /sparql HTTP/1.1\r\nHost: 127.")
        _until_closed(links[0])


def many_that_stop_in_a_body(port: int) -> None:
    with _open(port, 100) as links:
        for link in links:
            link.sendall(_at(port, posted("ASK {}" * 20, QUERY_TYPE)[:-60]))
        _until_closed(links[0])


def letters_one_by_one(port: int) -> None:
    with _open(port, 20) as links, contextlib.suppress(BrokenPipeError, ConnectionResetError):
        for letter in _at(port, request(asking("ASK {}"))):
            for link in links:
                link.send(bytes([letter]))
            time.sleep(0.05)


def clients_that_do_not_read(port: int) -> None:
    with _open(port, 40) as links:
        for link in links:
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            link.sendall(_at(port, request(asking(_BIG))))
        time.sleep(1)


def clients_that_leave_their_query(port: int) -> None:
    with _open(port, 10) as links:
        for link in links:
            link.sendall(_at(port, posted(ENDLESS["a count of a join"], QUERY_TYPE)))
        time.sleep(0.5)


def clients_that_leave_in_the_answer(port: int) -> None:
    with _open(port, 30) as links:
        for link in links:
            link.sendall(_at(port, request(asking(_BIG))))
            link.recv(100)


def endless_queries_at_once(port: int) -> None:
    with _open(port, 30) as links:
        for link in links:
            link.sendall(_at(port, posted(ENDLESS["ORDER BY"], QUERY_TYPE)))
        for link in links:
            _until_closed(link)


def many_requests_in_one_breath(port: int) -> None:
    with _open(port, 1) as (link,):
        one = _at(port, request(asking("ASK {}"))).replace(b"Connection: close\r\n", b"")
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            link.sendall(one * 300 + _at(port, request("/health")))
        assert _until_closed(link).count(b"HTTP/1.1 200") >= 1


def connections_torn_off(port: int) -> None:
    with _open(port, 100) as links:
        for link in links:
            link.sendall(_at(port, request(asking(_BIG))))
            link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def rubbish_after_a_request(port: int) -> None:
    with _open(port, 20) as links:
        for link in links:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                link.sendall(_at(port, request(asking("ASK {}"))).replace(b"Connection: close\r\n", b""))
                link.sendall(bytes(range(256)) * 400)
            _until_closed(link)


DEEDS: tuple[Deed, ...] = (
    many_that_say_nothing,
    many_that_stop_in_a_header,
    many_that_stop_in_a_body,
    letters_one_by_one,
    clients_that_do_not_read,
    clients_that_leave_their_query,
    clients_that_leave_in_the_answer,
    endless_queries_at_once,
    many_requests_in_one_breath,
    connections_torn_off,
    rubbish_after_a_request,
)
