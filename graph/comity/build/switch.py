"""Putting a finished build in the place of the former one, whole or not at all.

A build is written into a folder beside its destination. On Linux and macOS the two change places in one system call
(renameat2 with RENAME_EXCHANGE, renamex_np with RENAME_SWAP); elsewhere two renames follow each other, and a build that
dies between them leaves the former one under its `.former` name, from where the next build brings it back.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from comity.errors import ComityError

#: What a build writes; a folder that holds anything else is not comity's to replace.
OURS = frozenset(
    {
        "graph.ttl", "graph.trig", "network.html", "ontology.html", "store", "report.md", "report.json", "dataset.ttl",
        "SHA256SUMS", "curated-lines.tsv",
        "documentation",
    }
)  # fmt: skip


@contextmanager
def replacing(destination: Path) -> Iterator[Path]:
    """A new folder to write a build into; it takes the destination's place when the block ends without an error.

    Raises `ComityError` if the destination is a file, a folder with things that no build wrote, or cannot be written.
    """
    destination = Path(os.path.abspath(destination))
    former = destination.with_name(f".{destination.name}.former")
    fresh = destination.with_name(f".{destination.name}.{os.getpid()}.new")
    try:
        _recover(destination, former)
        _check(destination)
        destination.parent.mkdir(parents=True, exist_ok=True)
        _sweep(destination)
        fresh.mkdir()
        yield fresh
        if destination.exists():
            _exchange(fresh, destination, former)
        else:
            fresh.rename(destination)
    except OSError as error:
        raise ComityError(
            f"{destination} cannot be written ({error.strerror or error}); the former build is as it was"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _check(destination: Path) -> None:
    if destination.exists() and not destination.is_dir():
        raise ComityError(f"{destination} is a file; name a folder for the build with -o")
    if destination.is_dir():
        foreign = sorted(entry.name for entry in destination.iterdir() if entry.name not in OURS)
        if foreign:
            raise ComityError(
                f"{destination} holds {foreign[0]!r}, which no build wrote; name another folder with -o or move it"
            )


def _recover(destination: Path, former: Path) -> None:
    if former.exists():
        if destination.exists():
            shutil.rmtree(former)
        else:
            former.rename(destination)


def _sweep(destination: Path) -> None:
    """Remove what builds that were killed left behind; a build that is still running keeps its folder."""
    for left in destination.parent.glob(f".{destination.name}.*.new"):
        owner = left.name.split(".")[-2]
        if owner.isdigit() and not _alive(int(owner)):
            shutil.rmtree(left, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _exchange(fresh: Path, destination: Path, former: Path) -> None:
    """Let the two folders change places; afterwards `fresh` is the former build."""
    if _swap(os.fsencode(fresh), os.fsencode(destination)):
        return
    destination.rename(former)
    fresh.rename(destination)
    former.rename(fresh)


def _swap(one: bytes, other: bytes) -> bool:
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if sys.platform == "darwin" and library is not None and hasattr(library, "renamex_np"):
        return bool(library.renamex_np(one, other, 2) == 0)
    if library is not None and hasattr(library, "renameat2"):
        here = -100  # AT_FDCWD
        return bool(library.renameat2(here, one, here, other, 2) == 0)
    return False
