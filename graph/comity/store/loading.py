"""Load a graph: a build directory or any RDF file, in memory while it fits, else on disk and read only.

In memory Oxigraph answers 1.5 to 40 times faster than from disk. A quad of our kind, with its copy in the united
default graph, takes some 670 bytes once it is loaded and 920 while that goes on (a million quads of
benchmarks/generate.py). A graph is loaded if what it is expected to take is at most half of the memory that is free.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph as ox

from comity.errors import ComityError
from comity.xml_entities import refuse_entity_bomb

#: Files of a build directory that hold the whole graph, the first that exists is taken.
_DUMPS: Final = ("graph.trig", "graph.nq", "graph.ttl")
_STORE: Final = "store"
#: Bytes of memory for a byte of the file, by the file's ending; other endings as the compact ones.
_EXPANSION: Final = {".nq": 4.9, ".nt": 6.0}
_COMPACT_EXPANSION: Final = 20.0
_SHARE_OF_FREE_MEMORY: Final = 0.5


def load(path: Path, *, union: bool = True) -> ox.Store:
    """The store of a build directory or RDF file. Raises ComityError with the cure where there is none.

    With `union` its default graph holds every triple once, whatever graphs say it (see `unite`).
    """
    if not path.exists():
        raise ComityError(f"there is no {path}; build the graph with: comity build -o {path}")
    if path.is_file():
        return _from_file(path, union)
    dumps = [path / name for name in _DUMPS if (path / name).is_file()]
    database = path / _STORE if (path / _STORE).is_dir() else path if (path / "CURRENT").is_file() else None
    if dumps and (fits_in_memory(dumps[0]) or database is None):
        return _from_file(dumps[0], union)
    if database is None:
        raise ComityError(f"{path} holds no {', '.join(_DUMPS)} or {_STORE}/; build the graph with: comity build")
    try:
        return ox.Store.read_only(str(database))
    except OSError as error:
        raise ComityError(f"the store {database} cannot be opened ({error}); build the graph anew") from error


def find_dump(path: Path) -> Path:
    """The file of all statements: the path, or that of a build directory. Raises ComityError if there is none."""
    if path.is_file():
        return path
    for name in _DUMPS:
        if (path / name).is_file():
            return path / name
    raise ComityError(f"there is no {_DUMPS[0]} in {path}; build the graph with: comity build -o {path}")


def fits_in_memory(file: Path) -> bool:
    """Whether the file, loaded, is expected to take at most half of the memory that is free now."""
    needed = file.stat().st_size * _EXPANSION.get(file.suffix, _COMPACT_EXPANSION)
    free = free_memory()
    return free is None or needed <= _SHARE_OF_FREE_MEMORY * free


def free_memory() -> int | None:
    """Bytes of memory that programs can still have; None where the system does not say."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return None
    return None


def unite(store: ox.Store) -> None:
    """Put each triple of the named graphs once into the default graph.

    Oxigraph can also read its default graph as the union of the others (`use_default_graph_as_union`), but then a
    triple that two documents state matches twice: counts are wrong, and joins grow with the square of the documents.
    """
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")


def _from_file(file: Path, union: bool) -> ox.Store:
    format = ox.RdfFormat.from_extension(file.suffix.lstrip(".").lower())
    if format is None:
        raise ComityError(f"{file} has no ending of an RDF format: .ttl .trig .nt .nq .jsonld .rdf")
    if not fits_in_memory(file):
        raise ComityError(f"{file} is too big for this machine's memory; ask the store of a build directory instead")
    refuse_entity_bomb(file)
    store = ox.Store()
    try:
        store.bulk_load(path=str(file), format=format)
    except SyntaxError as error:
        raise ComityError(f"{file}, line {error.lineno or 1}: {error.msg}; mend it there") from error
    except OSError as error:
        raise ComityError(f"{file} cannot be read: {error}") from error
    if union:
        unite(store)
    return store
