"""A worker: a process that answers one task after another, and may die of any of them.

It is forked from a process that has loaded the graph, so that all workers share it. Before its first task it gives up
what a query must not have: it can open no file or connection (RLIMIT_NOFILE), takes no more than its share of memory
(RLIMIT_AS) and leaves no core. A query that overflows the stack or the memory kills this process only.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from comity.errors import ComityError, printable
from comity.serve.wire import (
    DATA,
    END,
    FAILURE,
    HEAD,
    TASK_HEAD,
    BadRequestError,
    Head,
    Page,
    Query,
    decode_task,
    encode_head,
    frame,
    task_length,
)  # fmt: skip
from comity.store.explain import in_plain_words
from comity.store.guard import admit
from comity.store.result import GRAPH_FORMATS, ROW_FORMATS
from comity.terms import PREFIXES

_CHUNK: Final = 1 << 16
#: What ends or begins a row, by format; counting them counts rows (a text that imitates one counts as one).
_ROW_MARKS: Final = {"json": b'"}},{', "xml": b"<result>", "csv": b"\n", "tsv": b"\n"}

#: Renders a page: gives its head and its body.
Renderer = Callable[[Page], tuple[Head, bytes]]


class TooLargeError(OSError):
    """The answer has more rows or bytes than the server gives."""


class _Outlet:
    """A binary file for the engine to write the answer into; it goes out in chunks, and stops at the limits."""

    def __init__(self, link: socket.socket, head: Head, mark: bytes, max_rows: int, max_bytes: int) -> None:
        self._link = link
        self._head = head
        self._mark = mark
        self._tail = b""
        self._rows_left = max_rows
        self._bytes_left = max_bytes
        self._limits = f"{max_rows:,} rows or {max_bytes:,} bytes"
        self._parts: list[bytes] = []
        self._size = 0
        self.started = False

    def write(self, data: bytes) -> int:
        """Take what the engine has written."""
        size = len(data)
        self._bytes_left -= size
        if self._mark:
            window = self._tail + data
            self._rows_left -= window.count(self._mark)
            self._tail = window[len(window) - len(self._mark) + 1 :] if len(self._mark) > 1 else b""
        if self._bytes_left < 0 or self._rows_left < 0:
            raise TooLargeError(
                f"the answer is larger than this server gives ({self._limits}); ask for less with LIMIT"
            )
        self._parts.append(bytes(data))
        self._size += size
        if self._size >= _CHUNK:
            self._link.sendall(self._frames())
        return size

    def flush(self) -> None:
        """The engine asks for it; chunks go out as they fill."""

    def _frames(self) -> bytes:
        data = frame(DATA, b"".join(self._parts)) if self._parts else b""
        head = b"" if self.started else frame(HEAD, encode_head(self._head))
        self.started = True
        self._parts, self._size = [], 0
        return head + data

    def end(self) -> None:
        """Send what is left, and that it is the end."""
        self._link.sendall(self._frames() + frame(END, b""))


def serve_tasks(link: socket.socket, store: ox.Store, renderer: Renderer, memory: int) -> None:
    """Answer tasks until the other side closes the link. Runs in a forked process and does not return to its caller."""
    _confine(memory)
    arrived = bytearray()
    while True:
        while len(arrived) < TASK_HEAD or len(arrived) < TASK_HEAD + task_length(arrived[:TASK_HEAD]):
            part = link.recv(_CHUNK)
            if not part:
                os._exit(0)
            arrived += part
        body = bytes(arrived[TASK_HEAD:])  # one task at a time: nothing comes after it before it is answered
        arrived.clear()
        task = decode_task(body)
        try:
            if isinstance(task, Query):
                _answer(link, store, task)
            else:
                _render(link, renderer, task)
        except (BrokenPipeError, ConnectionResetError):
            os._exit(0)


def _confine(memory: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sizes = Path("/proc/self/statm")
    pages = int(sizes.read_text(encoding="ascii").split()[0]) if sizes.exists() else 0
    if pages:
        limit = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))  # what is open stays; nothing new can be opened


def _answer(link: socket.socket, store: ox.Store, task: Query) -> None:
    outlet: _Outlet | None = None
    try:
        answer = store.query(
            task.text,
            base_iri=task.base,
            prefixes=task.prefixes,
            default_graph=None if task.default_graphs is None else [ox.NamedNode(iri) for iri in task.default_graphs],
            named_graphs=None if task.named_graphs is None else [ox.NamedNode(iri) for iri in task.named_graphs],
        )
        if isinstance(answer, ox.QueryTriples):
            graph_format = GRAPH_FORMATS[task.format]
            outlet = _Outlet(link, Head(200, graph_format.media_type), b"", task.max_rows, task.max_bytes)
            prefixes = PREFIXES if task.format in ("turtle", "trig", "rdfxml") else None
            ox.serialize(answer, cast(IO[bytes], outlet), format=graph_format, prefixes=prefixes)
        else:
            row_format = ROW_FORMATS[task.format]
            mark = _ROW_MARKS[task.format]
            outlet = _Outlet(link, Head(200, row_format.media_type), mark, task.max_rows, task.max_bytes)
            answer.serialize(cast(IO[bytes], outlet), format=row_format)
        outlet.end()
    except SyntaxError as error:
        _fail(link, outlet, 400, in_plain_words(error, admit(task.text)))
    except TooLargeError as error:
        _fail(link, outlet, 413, str(error))
    except (BrokenPipeError, ConnectionResetError):
        raise
    except (OSError, RuntimeError, ValueError, MemoryError) as error:
        _fail(link, outlet, 400, f"the query cannot be answered: {printable(str(error))}")


def _render(link: socket.socket, renderer: Renderer, task: Page) -> None:
    try:
        head, body = renderer(task)
    except ComityError as error:
        _fail(link, None, 400 if isinstance(error, BadRequestError) else 404, str(error))
        return
    link.sendall(frame(HEAD, encode_head(head)) + frame(DATA, body) + frame(END, b""))


def _fail(link: socket.socket, outlet: _Outlet | None, status: int, message: str) -> None:
    """Say what went wrong: as an answer if none has begun, else as a failure that breaks the one that has."""
    if outlet is not None and outlet.started:
        link.sendall(frame(FAILURE, message.encode()))
        return
    head = frame(HEAD, encode_head(Head(status, "text/plain; charset=utf-8")))
    link.sendall(head + frame(DATA, f"{message}\n".encode()) + frame(END, b""))
