"""The tables that names are compared and romanised by: tab-separated files in ontology/names/, read once.

A table's first line that is no comment names its columns. Whoever knows a language can mend them without Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from comity import locate
from comity.errors import ComityError


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of ontology/names/`name`, without comments and the head. Raises `ComityError` on a row too short."""
    path = locate.ontology() / "names" / name
    width = 0
    for number, line in enumerate(_lines(path), start=1):
        if line.startswith("#") or not line.strip():
            continue
        cells = tuple(line.split("\t"))
        if not width:
            width = len(cells)
        elif len(cells) != width:
            raise ComityError(
                f"{path}, line {number} has {len(cells)} columns where its head has {width}: separate them by tabs."
            )
        else:
            yield cells


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as error:
        raise ComityError(f"{path} is missing: install comity again, it brings the file.") from error


@cache
def mapping(name: str) -> dict[str, str]:
    """A table of two columns as a dictionary."""
    return dict(pair for pair in rows(name) if len(pair) == 2)
