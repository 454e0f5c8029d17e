"""What a server is told: where it listens, what it may spend on one request, and who may ask."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Final

from comity.store.loading import free_memory

_MEGABYTE: Final = 1 << 20
_MOST_MEMORY: Final = 2048 * _MEGABYTE
_LEAST_MEMORY: Final = 256 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a server; every one that bites says so in the answer."""

    host: str = "127.0.0.1"
    port: int = 7878
    #: Seconds that one request may take, until its last byte is sent.
    deadline: float = 30.0
    #: Worker processes: this many requests are answered at once.
    workers: int = 24
    #: Requests that wait for a worker; more get 503.
    queue: int = 200
    #: Bytes of memory that one worker may take beside the graph.
    memory: int = _LEAST_MEMORY
    #: Rows and bytes of one answer.
    max_rows: int = 10_000_000
    max_bytes: int = 2048 * _MEGABYTE
    #: Bytes of a request's body.
    max_body: int = 2 * _MEGABYTE
    #: Seconds in which a client must have sent its request.
    patience: float = 10.0
    #: Connections at once; more get 503.
    connections: int = 1000
    #: Origins of other sites' pages that may ask ("*" for any).
    cors: tuple[str, ...] = ()
    #: Further names (with port where it is not the server's) under which the server may be addressed.
    hosts: tuple[str, ...] = ()
    #: Whether the default graph is the union of the named graphs, or only itself.
    union: bool = True

    def known_hosts(self, port: int) -> frozenset[str]:
        """The values of the Host header that are answered, in small letters."""
        names = {"localhost", "127.0.0.1", "[::1]", self.host if ":" not in self.host else f"[{self.host}]"}
        own = {f"{name}:{port}" for name in names} | (names if port == 80 else set())
        return frozenset(name.lower() for name in own | set(self.hosts))


def default_memory(workers: int) -> int:
    """Bytes for each worker, so that all of them take half of the free memory, and as many long tasks the other."""
    free = free_memory() or _MOST_MEMORY * workers
    return max(_LEAST_MEMORY, min(_MOST_MEMORY, free // 2 // workers))


def default_workers() -> int:
    """Enough that queries that run into the deadline leave some over for the others."""
    return max(24, 4 * (os.cpu_count() or 1))
