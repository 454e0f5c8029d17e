"""Write the embedded store of a build: an Oxigraph database on disk, for graphs that memory cannot hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox


def write_store(quads: Iterable[ox.Quad], folder: Path) -> None:
    """Load the quads into a new database in `folder`, its default graph the union of the named ones.

    It is whole when this returns.
    """
    store = ox.Store(str(folder))
    store.bulk_extend(quads)
    default = ox.DefaultGraph()
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, default) for q in store)
    store.flush()
