"""Write the embedded store of a build: the same statements as graph.trig, on disk, to be opened read only."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

#: One statement: graph, subject, predicate, object, each written as in N-Quads.
Quadruple = tuple[str, str, str, str]


def write_store(statements: Iterable[Quadruple], folder: Path) -> None:
    """Load the statements in bulk into a new store in `folder`, which must not exist or be empty."""
    store = ox.Store(str(folder))
    store.bulk_load(io.BufferedReader(_Lines(statements)), format=ox.RdfFormat.N_QUADS)
    store.flush()


class _Lines(io.RawIOBase):
    """The statements as a binary file of N-Quads that is written while it is read."""

    def __init__(self, statements: Iterable[Quadruple]) -> None:
        self._lines: Iterator[bytes] = (f"{s} {p} {o} {g} .\n".encode() for g, s, p, o in statements)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        parts, size = [self._rest], len(self._rest)
        while size < len(buffer) and (line := next(self._lines, None)) is not None:
            parts.append(line)
            size += len(line)
        joined = b"".join(parts)
        self._rest = joined[len(buffer) :]
        written = min(len(joined), len(buffer))
        buffer[:written] = joined[:written]
        return written
