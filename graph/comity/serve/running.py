"""Run a server: load the graph in the nursery, listen, serve until told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import tempfile
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from comity.errors import ComityError
from comity.serve.app import application
from comity.serve.nursery import Origin
from comity.serve.pool import Pool
from comity.serve.settings import Settings
from comity.serve.watch import follow, stamp
from comity.serve.worker import serve_tasks
from comity.store.graph import open_graph
from comity.store.search import SearchIndex, read_tables

_BACKLOG: Final = 1024
_SECOND_LOOK: Final = 0.5  # seconds
Beside = Callable[[], Coroutine[Any, Any, None]]


def serve(graph: Path, settings: Settings, announce: Callable[[str], None], tell: Callable[[str], None]) -> None:
    """Serve the graph of a build directory or RDF file until interrupted, and every new build of it.

    `announce` is told the address, `tell` what happens later. Raises ComityError if the graph cannot be loaded or the
    address cannot be had.
    """
    listener = _listen(settings)
    port: int = listener.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="comity-") as folder:
        served = stamp(graph)
        origin = Origin.start(lambda: _loaded(graph, settings, Path(folder), listener))
        try:
            pool = Pool(origin.nursery(), settings)
            try:
                host = f"[{settings.host}]" if ":" in settings.host else settings.host
                announce(f"http://{host}:{port}/")
                _run(pool, settings, listener, lambda: follow(graph, served, origin, pool, tell))
            finally:
                pool.close()
        finally:
            origin.stop()


def _listen(settings: Settings) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        return socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise ComityError(
            f"cannot listen at {settings.host}:{settings.port} ({error}); choose another --port"
        ) from error


def _loaded(graph: Path, settings: Settings, folder: Path, listener: socket.socket) -> Callable[[socket.socket], None]:
    """Load the graph, in a nursery; gives what a worker does."""
    listener.close()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # threads of a library would not survive the fork
    from comity.serve.views import Views  # with what draws networks: the process that speaks HTTP needs none of it

    known = open_graph(graph, union=settings.union)
    index = folder / f"search-{os.getpid()}.sqlite"
    SearchIndex.of(known, index)
    read_tables()
    views = Views(known, union=settings.union, network=graph / "network.html")

    def work(link: socket.socket) -> None:
        views.search_in(SearchIndex.opened(index))
        serve_tasks(link, known.store, views.render, settings.memory)

    return work


def _run(
    pool: Pool, settings: Settings, listener: socket.socket, beside: Callable[[], Coroutine[Any, Any, None]]
) -> None:
    """Serve; `beside` is what goes on in the same event loop."""
    logging.getLogger("uvicorn.error").addFilter(_without_broken_answers)
    config = uvicorn.Config(
        application(pool, settings, listener.getsockname()[1]),
        http=_protocol(settings.patience),
        access_log=False,
        log_level="warning",
        lifespan="off",
        timeout_keep_alive=max(1, int(settings.patience)),
        limit_concurrency=settings.connections,
        server_header=False,
        backlog=_BACKLOG,
        timeout_graceful_shutdown=1,
    )
    with contextlib.suppress(KeyboardInterrupt):
        _Server(config, beside).run(sockets=[listener])


class _Server(uvicorn.Server):
    """uvicorn's server with something that goes on beside it."""

    def __init__(self, config: uvicorn.Config, beside: Beside) -> None:
        super().__init__(config)
        self._beside = beside

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        watching = asyncio.create_task(self._beside())
        await super().serve(sockets)
        watching.cancel()


def _without_broken_answers(record: logging.LogRecord) -> bool:
    """Whether a record is worth writing: a broken answer is meant to be broken."""
    return "Exception in ASGI application" not in record.getMessage() or not _is_broken_answer(record)


def _is_broken_answer(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    while error is not None:
        if type(error).__name__ == "BrokenAnswerError":
            return True
        error = error.__cause__ or error.__context__
    return False


def _protocol(patience: float) -> type[asyncio.Protocol]:
    """uvicorn's protocol with patience: a connection that does not bring a whole request head in time is closed."""

    class PatientProtocol(HttpToolsProtocol):
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._timer = self.loop.call_later(patience, self._give_up)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            waiting = self.cycle is None or self.cycle.response_complete
            if waiting and self._timer is None:
                self._timer = self.loop.call_later(patience, self._give_up)
            elif not waiting and self._timer is not None:
                self._timer.cancel()
                self._timer = None

        def connection_lost(self, exc: Exception | None) -> None:
            if self._timer is not None:
                self._timer.cancel()
            super().connection_lost(exc)

        def _give_up(self) -> None:
            # What has arrived while the loop was busy is read before the second look.
            self._timer = self.loop.call_later(_SECOND_LOOK, self._close_if_waiting)

        def _close_if_waiting(self) -> None:
            self._timer = None
            if self.cycle is None or self.cycle.response_complete:
                self.transport.close()

    return PatientProtocol
