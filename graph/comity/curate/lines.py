"""Where each curated node is written: its file and line, kept beside the graph as `curated-lines.tsv`.

The graph itself says no lines, so that a line added at the top of a page changes none of its triples.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from comity.errors import ComityError

#: The file of a build's folder that keeps them; columns node (IRI), graph, line.
LINES: Final = "curated-lines.tsv"
_HEAD: Final = ("node", "graph", "line")

#: The line of a node (its IRI) in a curated page (its named graph's local name, "curated/officials").
Lines = Mapping[tuple[str, str], int]


def write_lines(lines: Lines, folder: Path) -> None:
    """Write the lines into a build's folder, sorted by node."""
    with (folder / LINES).open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out, delimiter="\t", lineterminator="\n")
        table.writerow(_HEAD)
        table.writerows(sorted((node, graph, line) for (graph, node), line in lines.items()))


def read_lines(folder: Path) -> Lines:
    """The lines of a build's folder; none where the build is not one of curated facts, or the graph is a mere file.

    Raises `ComityError` if the file is not one that a build wrote.
    """
    file = folder / LINES
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as rows:
        table = csv.reader(rows, delimiter="\t")
        if tuple(next(table, ())) != _HEAD:
            raise ComityError(f"{file} has not the columns {', '.join(_HEAD)}; build the graph anew")
        try:
            return {(graph, node): int(line) for node, graph, line in table}
        except ValueError as error:
            raise ComityError(
                f"{file}, line {table.line_num}: it is no row of a build; build the graph anew"
            ) from error
