"""A new build is served as soon as it is there: the file of the graph is looked at every two seconds.

A build takes its place in one step, any other file must look the same twice before it is taken to be whole. The new
graph is loaded beside the former one; queries that run on that go on to their end. A graph that cannot be loaded is
told of once, and the former one is served on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from comity.errors import ComityError
from comity.serve.nursery import Origin
from comity.serve.pool import Pool
from comity.store.loading import find_dump

_PAUSE: Final = 2.0  # seconds

Stamp = tuple[int, int, int]


def stamp(graph: Path) -> Stamp | None:
    """What changes when the graph of a build directory or file is another; None while there is none."""
    try:
        found = find_dump(graph).stat()
    except (ComityError, OSError):
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


async def follow(graph: Path, served: Stamp | None, origin: Origin, pool: Pool, tell: Callable[[str], None]) -> None:
    """Look after the graph for ever; `served` is its stamp from before it was loaded, `tell` says what happens."""
    loop = asyncio.get_running_loop()
    before = served
    while True:
        await asyncio.sleep(_PAUSE)
        now = stamp(graph)
        settled, before = now == before, now
        if now is None or now == served or not settled:
            continue
        served = now
        try:
            nursery = await loop.run_in_executor(None, origin.nursery)
        except ComityError as error:
            tell(f"{graph} has changed and cannot be loaded, so the former graph is served on: {error}")
            continue
        pool.replace(nursery)
        tell(f"{graph} has changed; the new graph is served")
