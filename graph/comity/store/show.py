"""A result as a table for a terminal: CURIEs, right-to-left text kept in its cell, control characters made visible."""

from __future__ import annotations

import unicodedata
from typing import Final

import pyoxigraph as ox
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from comity.errors import printable
from comity.store.result import Result
from comity.store.terms import Term, short
from comity.terms import PREFIXES

#: Unicode isolates: what is between them cannot turn the direction of what is around them.
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})


def cell(term: Term | None) -> str:
    """The term as one line of text that cannot move the cursor or turn the line round."""
    text = printable(" ".join(short(term).split()))
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return f"{_ISOLATE}{text}{_END_ISOLATE}"
    return text


def show(result: Result, console: Console) -> None:
    """Print the result: a table, a truth, or triples as Turtle."""
    if result.kind == "truth":
        console.print("yes" if result.truth else "no")
        return
    if result.kind == "triples":
        console.print(Text(_turtle(result)), end="")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    numeric = [all(_is_number(row.term(i)) for row in result) for i in range(len(result.variables))]
    for name, is_number in zip(result.variables, numeric, strict=True):
        table.add_column(name, justify="right" if is_number and len(result) else "left", overflow="fold")
    for row in result:
        table.add_row(*(Text(cell(row.term(i))) for i in range(len(result.variables))))
    console.print(table)


def _is_number(term: Term | None) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value.removeprefix(PREFIXES["xsd"]) in (
        "integer", "decimal", "double", "gYear",
    )  # fmt: skip


def _turtle(result: Result) -> str:
    written = ox.serialize(result.triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    lines = (written or b"").decode("utf-8").splitlines()
    used = "\n".join(line for line in lines if not line.startswith("@prefix"))
    heads = [line for line in lines if line.startswith("@prefix") and f"{line.split()[1]}" in used]
    return "\n".join([*(printable(line) for line in heads), *(printable(line) for line in used.splitlines()), ""])
