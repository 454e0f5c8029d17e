"""A result for a terminal: CURIEs, right-to-left text kept in its cell, control characters made visible.

Rows are a table where every column has room for its words. Where it has not, each row is a record, a line a value. In
a table on a terminal, what repeats the row above is left blank, from the left, as far as every row has a value.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

import pyoxigraph as ox
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from comity.errors import printable
from comity.store.explain import why_nothing
from comity.store.result import Result
from comity.store.terms import Term, short
from comity.terms import PREFIXES

#: Unicode isolates: what is between them cannot turn the direction of what is around them.
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
#: Characters: what a column of running text needs to be read, and what stands between two columns.
_NARROW, _BETWEEN = 24, 2
#: Rows of a result as text.
_MOST: Final = 20


def cell(term: Term | None) -> str:
    """The term as one line of text that cannot move the cursor or turn the line round."""
    text = printable(" ".join(short(term).split()))
    if any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return f"{_ISOLATE}{text}{_END_ISOLATE}"
    return text


def show(result: Result, console: Console, most: int | None = None) -> None:
    """Print the result: a table (of at most so many rows), a truth, or triples as Turtle."""
    if result.kind == "truth":
        console.print("yes" if result.truth else "no")
        return
    if result.kind == "triples":
        console.print(Text(_turtle(result)), end="")
        return
    found = result.rows[:most]
    rows = [[cell(row.term(i)) for i in range(len(result.variables))] for row in found]
    widths = _widths(result.variables, rows, console.width)
    if widths is None:
        _records(result.variables, rows, console)
        return
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    numeric = [all(_is_number(row.term(i)) for row in found) for i in range(len(result.variables))]
    for name, is_number, width in zip(result.variables, numeric, widths, strict=True):
        table.add_column(name, justify="right" if is_number and rows else "left", overflow="fold", width=width)
    for texts in _unrepeated(rows) if console.is_terminal else rows:
        table.add_row(*map(Text, texts))
    console.print(table)


def as_text(result: Result) -> str:
    """The result as text: at most `_MOST` rows, 120 characters wide where that is enough."""
    if result.kind == "rows" and not result.rows:
        return f"no rows; {'; '.join(map(printable, why_nothing(result.query)))}"
    out = io.StringIO()
    show(result, Console(file=out, width=120, highlight=False), _MOST)
    more = len(result) - _MOST if result.kind == "rows" else 0
    lines = (line.rstrip() for line in out.getvalue().rstrip("\n").split("\n"))
    return "\n".join(lines) + (f"\n({more} more rows)" if more > 0 else "")


def _widths(names: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """The columns' widths in characters, at least as their words are wide; None where even that does not fit."""
    columns = [[name, *(row[i] for row in rows)] for i, name in enumerate(names)]
    whole = [max(map(cell_len, column)) for column in columns]
    least = [min(wide, max(_words(column), _NARROW)) for wide, column in zip(whole, columns, strict=True)]
    left = room - sum(least) - _BETWEEN * (len(names) - 1)
    if left < 0:
        return None
    # The narrow ones first: what they do not need is left to the wide ones.
    for number, i in enumerate(sorted(range(len(names)), key=lambda i: whole[i] - least[i])):
        more = min(whole[i] - least[i], left // (len(names) - number))
        least[i] += more
        left -= more
    return least


def _words(column: Sequence[str]) -> int:
    """How wide the longest word of a column is; a passage of a language of long words is folded."""
    words = [(cell_len(word), " " in text) for text in column for word in text.split()]
    return max((min(wide, _NARROW) if among_others else wide for wide, among_others in words), default=0)


def _records(names: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> None:
    """A line a value, its name before it, and an empty line between two rows; what a row does not have has no line."""
    wide = max(map(cell_len, names))
    for number, row in enumerate(rows):
        if number:
            console.print()
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=wide, style="bold")
        grid.add_column(overflow="fold")
        for name, text in zip(names, row, strict=True):
            if text and console.soft_wrap:
                console.print(Text(f"{name}{' ' * (wide - cell_len(name))}  {text}"))
            elif text:
                grid.add_row(Text(name), Text(text))
        if grid.row_count:
            console.print(grid)


def _unrepeated(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """The rows with the cells blank that repeat the row above, up to the first column that differs or has gaps."""
    # The last column stays, so that of two rows alike both are seen.
    full = next((i for i in range(len(rows[0]) if rows else 0) if not all(row[i] for row in rows)), None)
    above: Sequence[str] = ()
    for row in rows:
        end = min(len(row) - 1, len(row) if full is None else full, len(above))
        same = next((i for i in range(end) if row[i] != above[i]), end)
        yield [*[""] * same, *row[same:]]
        above = row


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
