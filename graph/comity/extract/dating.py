"""Dates of a text as EDTF: absolute, without a year, relative, ranges; by patterns that know no language.

1. Every token becomes one letter (`date_row`).
2. The row of letters is searched with the patterns below, the longest first.
3. The parts found are made into days, months and years (`date_values`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from comity.extract.date_row import atoms_of
from comity.extract.date_values import value_of
from comity.extract.mention import Mention
from comity.extract.tokens import NUMBER, Token

#: (how, the letters without which it is not found, pattern)
_PATTERNS: Final = tuple(
    (name, frozenset(needed), re.compile(pattern))
    for name, needed, pattern in (
        ("iso", "YD", r"(?P<y>Y)-(?P<m1>D)-(?P<d1>D)"),
        ("dotted-range", "YD", r"f?(?P<d1>D)[./](?P<m1>D)[./](?P<y1>Y)-(?P<d2>D)[./](?P<m2>D)[./](?P<y>Y)"),
        ("dotted", "YD", r"(?P<d1>D)[./](?P<m1>D)[./](?P<y>Y)"),
        ("two-months", "MD", r"f?(?P<d1>D)(?P<m1>M),?(?P<y1>Y)?y*[-ua](?P<d2>D)(?P<m2>M),?(?P<y>Y)?y*"),
        ("two-months", "MD", r"f?(?P<m1>M)(?P<d1>D),?(?P<y1>Y)?y*[-ua](?P<m2>M)(?P<d2>D),?(?P<y>Y)?y*"),
        ("year-two-months", "YMD", r"(?P<y>Y)y*(?P<d1>D)(?P<m1>M)[-u](?P<d2>D)(?P<m2>M)"),
        ("year-two-months", "YMD", r"(?P<y>Y)y*(?P<m1>M)(?P<d1>D)[-ua](?P<m2>M)(?P<d2>D)"),
        ("days", "YMD", r"(?P<y>Y)y*,?f?(?P<d1>D)[-ua]+(?P<d2>D)(?P<m1>M)"),
        ("days", "YMD", r"(?P<y>Y)y*,?(?P<m1>M)f?(?P<d1>D)[-ua]+(?P<d2>D)"),
        ("days", "MD", r"f?(?P<d1>D)[-ua]+(?P<d2>D)(?P<m1>M),?(?P<y>Y)?y*"),
        ("days", "MD", r"f?(?P<m1>M)f?(?P<d1>D)[-ua]+(?P<d2>D)(?:,?(?P<y>Y))?y*"),
        ("day", "YMD", r"(?P<y>Y)y*,?(?P<d1>D)(?P<m1>M)"),
        ("day", "YMD", r"(?P<y>Y)y*,?(?P<m1>M)(?P<d1>D)"),
        ("day", "YMD", r"(?P<d1>D)(?P<m1>M),?(?P<y>Y)y*"),
        ("day", "YMD", r"(?P<m1>M)(?P<d1>D),?(?P<y>Y)"),
        ("day-of-relative-year", "MDR", r"(?P<r>R)y*(?P<d1>D)(?P<m1>M)"),
        ("day-of-relative-year", "MDR", r"(?P<r>R)y*(?P<m1>M)(?P<d1>D)"),
        ("day-of-relative-year", "MDR", r"(?P<d1>D)(?P<m1>M)(?P<r>R)y*"),
        ("day", "MD", r"(?P<d1>D)(?P<m1>M)"),
        ("day", "MD", r"(?P<m1>M)(?P<d1>D)"),
        ("month", "YM", r"(?<!M)(?P<y>Y)y*(?P<m1>M)"),
        ("months", "YM", r"(?P<m1>M)[-ua](?P<m2>M),?(?P<y>Y)"),
        ("month", "YM", r"(?P<m1>M),?(?P<y>Y)y*"),
        ("month-of-relative-year", "MR", r"(?P<r>R)y*(?P<m1>M)"),
        ("month-of-relative-year", "MR", r"(?P<m1>M)(?P<r>R)y*"),
        ("years", "Y", r"f?(?P<y1>Y)y*[-u](?P<y>Y)y*"),
        ("years", "Yba", r"b(?P<y1>Y)y*a(?P<y>Y)y*"),
        ("season", "Yn", r"(?:n(?P<y>Y)y*|(?P<ya>Y)y*n)"),
        ("season-of-relative-year", "Rn", r"(?:(?P<r>R)y*n|n(?P<r2>R)y*)"),
        ("since-year", "Ys", r"s(?P<y>Y)y*|(?P<ya>Y)y*s"),
        ("until-year", "Yu", r"u(?P<y>Y)y*|(?P<ya>Y)y*u"),
        ("year", "Y", r"(?P<y>Y)y*"),
        ("month", "M", r"(?P<m1>M)"),
        ("day-of-this-month", "Dm", r"m(?P<d1>D)"),
        ("weekdays", "W", r"f(?P<w>W)[-u](?P<w2>W)"),
        ("until-weekday", "Wu", r"u(?P<w>W)|(?P<wa>W)u"),
        ("weekday", "W", r"(?P<r>R)(?P<w>W)|(?P<wa>W)(?P<ra>R)?"),
        ("relative", "R", r"(?P<r>R)"),
        ("duration", "t", r"(?P<n>[ND])t|(?P<t>t)"),
    )
)


_COMMA: Final = 1  # tokens between a weekday and its day
#: Every pattern has one of these letters.
_CORES: Final = frozenset("YDMRWt")


@dataclass(frozen=True)
class Dated:
    """A date in the text: tokens[first:last], its EDTF value, and how it was found."""

    first: int
    last: int
    value: str
    how: str

    @property
    def has_day(self) -> bool:
        """Whether it is known to the day."""
        return len(self.value.split("/")[0]) == 10

    @property
    def is_years(self) -> bool:
        """Whether it names whole years only."""
        return all(len(part) == 4 for part in self.value.split("/"))


def find_dates(
    tokens: Sequence[Token], mentions: Sequence[Mention], published: str | None, future: Sequence[bool]
) -> list[Dated]:
    """The dates in these tokens. `future[i]`: the clause of token i speaks of what is to come."""
    if not any(m.type == "dates" for m in mentions) and not any(t.kind == NUMBER and len(t.key) == 4 for t in tokens):
        return []
    atoms = atoms_of(tokens, mentions)
    row = "".join([atom.letter for atom in atoms])
    letters = frozenset(row)
    if _CORES.isdisjoint(letters):
        return []
    taken = [False] * len(row)
    found = []
    for how, needed, pattern in _PATTERNS:
        for match in pattern.finditer(row) if needed <= letters else ():
            first, last = match.span()
            if True in taken[first:last]:
                continue
            value = value_of(
                how, {k: atoms[match.start(k)] for k, v in match.groupdict().items() if v}, published, future
            )
            taken[first:last] = [True] * (last - first)
            if value is not None:
                found.append(Dated(atoms[first].token, atoms[last - 1].last, value, how))
    found.sort(key=lambda d: (d.first, d.last))
    return [d for d in found if not _is_of_day(d, found)]


def _is_of_day(dated: Dated, found: list[Dated]) -> bool:
    """Whether it is the weekday of a day that is told right beside it: `on Friday, 7 March`."""
    return dated.how == "weekday" and any(
        d.how == "day" and (0 <= d.first - dated.last <= _COMMA or 0 <= dated.first - d.last <= _COMMA) for d in found
    )
