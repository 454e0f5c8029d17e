"""Dates of a text as EDTF: absolute, without a year, relative, ranges; by patterns that know no language.

1. Every token becomes one letter: `D` day number, `Y` year, `M` month, `W` weekday, `R` relative word, `y` the word
   year, `-` range, `f` from, `s` since, `u` until, `n` season, `x` anything else (the words are dates.tsv).
2. The row of letters is searched with the patterns below, the longest first.
3. What lacks a year takes it from the day of publication: the nearest such day before it, or after it where the clause
   speaks of the future. Relative words without a day of publication give no date. Hijri months give none at all.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from comity.extract.matcher import Mention
from comity.extract.tokens import MARK, NUMBER, WORD, Token

_PATTERNS: Final = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"(?P<y>Y)-(?P<m1>D)-(?P<d1>D)"),
        ("dotted-range", r"f?(?P<d1>D)[./](?P<m1>D)[./](?P<y1>Y)-(?P<d2>D)[./](?P<m2>D)[./](?P<y>Y)"),
        ("dotted", r"(?P<d1>D)[./](?P<m1>D)[./](?P<y>Y)"),
        ("two-months", r"f?(?P<d1>D)(?P<m1>M),?(?P<y1>Y)?y*[-ua](?P<d2>D)(?P<m2>M),?(?P<y>Y)?y*"),
        ("two-months", r"f?(?P<m1>M)(?P<d1>D),?(?P<y1>Y)?y*[-ua](?P<m2>M)(?P<d2>D),?(?P<y>Y)?y*"),
        ("year-two-months", r"(?P<y>Y)y*(?P<d1>D)(?P<m1>M)[-u](?P<d2>D)(?P<m2>M)"),
        ("year-two-months", r"(?P<y>Y)y*(?P<m1>M)(?P<d1>D)[-ua](?P<m2>M)(?P<d2>D)"),
        ("days", r"(?P<y>Y)y*,?f?(?P<d1>D)[-ua]+(?P<d2>D)(?P<m1>M)"),
        ("days", r"(?P<y>Y)y*,?(?P<m1>M)f?(?P<d1>D)[-ua]+(?P<d2>D)"),
        ("days", r"f?(?P<d1>D)[-ua]+(?P<d2>D)(?P<m1>M),?(?P<y>Y)?y*"),
        ("days", r"f?(?P<m1>M)f?(?P<d1>D)[-ua]+(?P<d2>D)(?:,?(?P<y>Y))?y*"),
        ("day", r"(?P<y>Y)y*,?(?P<d1>D)(?P<m1>M)"),
        ("day", r"(?P<y>Y)y*,?(?P<m1>M)(?P<d1>D)"),
        ("day", r"(?P<d1>D)(?P<m1>M),?(?P<y>Y)y*"),
        ("day", r"(?P<m1>M)(?P<d1>D),?(?P<y>Y)"),
        ("day-of-relative-year", r"(?P<r>R)y*(?P<d1>D)(?P<m1>M)"),
        ("day-of-relative-year", r"(?P<r>R)y*(?P<m1>M)(?P<d1>D)"),
        ("day-of-relative-year", r"(?P<d1>D)(?P<m1>M)(?P<r>R)y*"),
        ("day", r"(?P<d1>D)(?P<m1>M)"),
        ("day", r"(?P<m1>M)(?P<d1>D)"),
        ("month", r"(?P<y>Y)y*(?P<m1>M)"),
        ("months", r"(?P<m1>M)[-ua](?P<m2>M),?(?P<y>Y)"),
        ("month", r"(?P<m1>M),?(?P<y>Y)y*"),
        ("month-of-relative-year", r"(?P<r>R)y*(?P<m1>M)"),
        ("month-of-relative-year", r"(?P<m1>M)(?P<r>R)y*"),
        ("years", r"f?(?P<y1>Y)y*[-u](?P<y>Y)y*"),
        ("years", r"b(?P<y1>Y)y*a(?P<y>Y)y*"),
        ("season", r"(?:n(?P<y>Y)y*|(?P<ya>Y)y*n)"),
        ("season-of-relative-year", r"(?:(?P<r>R)y*n|n(?P<r2>R)y*)"),
        ("since-year", r"s(?P<y>Y)y*|(?P<ya>Y)y*s"),
        ("until-year", r"u(?P<y>Y)y*|(?P<ya>Y)y*u"),
        ("year", r"(?P<y>Y)y*"),
        ("month", r"(?P<m1>M)"),
        ("day-of-this-month", r"m(?P<d1>D)"),
        ("weekday", r"(?P<r>R)?(?P<w>W)"),
        ("relative", r"(?P<r>R)"),
    )
)


#: Every pattern has one of these letters.
_CORES: Final = frozenset("YDMRW")


@dataclass(frozen=True, slots=True)
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


@dataclass(slots=True)
class _Atom:
    letter: str
    token: int
    last: int
    value: str


def find_dates(
    tokens: Sequence[Token], mentions: Sequence[Mention], published: str | None, future: Sequence[bool]
) -> list[Dated]:
    """The dates in these tokens. `future[i]`: the clause of token i speaks of what is to come."""
    if not any(m.type == "dates" for m in mentions) and not any(t.kind == NUMBER and len(t.key) == 4 for t in tokens):
        return []
    atoms = _atoms(tokens, mentions)
    row = "".join(atom.letter for atom in atoms)
    if _CORES.isdisjoint(row):
        return []
    taken = [False] * len(row)
    found = []
    for how, pattern in _PATTERNS:
        for match in pattern.finditer(row):
            first, last = match.span()
            if any(taken[first:last]):
                continue
            value = _value(
                how, {k: atoms[match.start(k)] for k, v in match.groupdict().items() if v}, published, future
            )
            taken[first:last] = [True] * (last - first)
            if value is not None:
                found.append(Dated(atoms[first].token, atoms[last - 1].last, value, how))
    found.sort(key=lambda d: (d.first, d.last))
    return found


def _atoms(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[_Atom]:
    words: dict[int, tuple[str, int, str]] = {}
    for m in mentions:
        if m.type == "dates":
            letter = _letter(m.value)
            if letter and (m.first not in words or words[m.first][1] < m.last):
                words[m.first] = (letter, m.last, m.value)
        elif m.type == "links" and m.value == "and":
            words.setdefault(m.first, ("a", m.last, ""))
    atoms: list[_Atom] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at in words:
            letter, last, value = words[at]
            if letter == "M" and len(atoms) > 1 and atoms[-1].letter == "/" and atoms[-2].letter == "M":
                del atoms[-1]  # a month in both its names: مايو/أيار
                atoms[-1].last = last
            elif letter != " ":
                atoms.append(_Atom(letter, at, last, value))
            at = last
            continue
        at += 1
        if token.kind == NUMBER:
            before = atoms[-1] if atoms else None
            if token.glued and before is not None and before.letter in "DYM" and before.last == at - 1:
                atoms.append(_Atom("-", at - 1, at - 1, ""))
            elif token.glued or (
                at > 1 and tokens[at - 2].end == token.start and tokens[at - 2].text not in '.–-/(«“"'
            ):
                atoms.append(_Atom("x", at - 1, at, ""))
                continue
            size = len(token.key)
            if size == 4 and "1900" <= token.key <= "2099":
                atoms.append(_Atom("Y", at - 1, at, token.key))
            elif size <= 2 and 1 <= int(token.key) <= 31:
                atoms.append(_Atom("D", at - 1, at, token.key))
            else:
                atoms.append(_Atom("x", at - 1, at, ""))
        elif _is_apostrophe(tokens, at - 1) and atoms and atoms[-1].letter in "DY" and atoms[-1].last == at - 1:
            at += 1  # `2007'den`: the ending of the number
            atoms[-1].last = at
        elif token.kind == MARK:
            atoms.append(
                _Atom("-" if token.text in "–—-" else token.text if token.text in ".,/" else "x", at - 1, at, "")
            )
        elif not (
            atoms and atoms[-1].letter in "DY" and atoms[-1].last == at - 1 and _is_ending(token, tokens[at - 2])
        ):
            atoms.append(_Atom("x", at - 1, at, ""))
        else:
            atoms[-1].last = at
    return atoms


def _is_apostrophe(tokens: Sequence[Token], at: int) -> bool:
    """Whether an apostrophe stands between a number and its ending, without spaces."""
    token = tokens[at]
    return (
        token.text in "'’"
        and 0 < at < len(tokens) - 1
        and tokens[at - 1].end == token.start
        and tokens[at + 1].start == token.end
        and tokens[at + 1].kind == WORD
    )


def _is_ending(token: Token, number: Token) -> bool:
    """Whether the word is the ending of the number before it (`6-да`, `28th`, `2018'de`)."""
    return token.glued or (
        token.start - number.end <= 1
        and (token.start == number.end or (len(token.text) <= 3 and token.start == number.end))
    )


def _letter(value: str) -> str:
    kind, _, rest = value.partition("-")
    if kind == "month" and rest.isdigit():
        return "M"
    if kind == "weekday":
        return "W"
    if kind == "season":
        return "n"
    if kind == "hijri":
        return "H"
    if re.match(r"(day|week|month|year)[+-]", value) or value in {"same-day", "last-weekday", "next-weekday"}:
        return "R"
    return {
        "year": "y",
        "since": "s",
        "until": "u",
        "from": "f",
        "to": "-",
        "between": "b",
        "same-month": "m",
        "ignore": " ",
    }.get(value, "")


def _day(published: str | None) -> datetime.date | None:
    if published is None or len(published.split("/")[0]) != 10:
        return None
    return datetime.date.fromisoformat(published.split("/")[0])


def _year_of(published: str | None) -> int | None:
    return int(published[:4]) if published and published[:4].isdigit() else None


def _value(how: str, part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    try:
        return _RESOLVE[how.split("-of-relative")[0]](part, published, future)
    except ValueError:  # the 31st of February
        return None


def _month(atom: _Atom) -> int:
    number = int(atom.value.removeprefix("month-"))
    if not 1 <= number <= 12:
        raise ValueError(number)
    return number


def _text(year: int, month: int | None = None, day: int | None = None) -> str:
    if month is None:
        return f"{year:04}"
    if day is None:
        return f"{year:04}-{month:02}"
    return datetime.date(year, month, day).isoformat()


def _year(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> int | None:
    """The year of the match: written, relative, or the one that brings month and day nearest to the publication."""
    for name in ("y", "ya", "y1"):
        if name in part:
            return int(part[name].value)
    for name in ("r", "r2"):
        if name in part and part[name].value.startswith("year"):
            year = _year_of(published)
            return None if year is None else year + int(part[name].value.removeprefix("year"))
    year = _year_of(published)
    if year is None or published is None or len(published) < 7:
        return year if published and "m1" not in part else None
    month = _month(part["m1"]) if "m1" in part else int(published[5:7])
    day = int(part["d1"].value) if "d1" in part else None
    ahead = future[part["m1"].token] if "m1" in part else False
    here = (int(published[5:7]), int(published[8:10]) if len(published) == 10 and day is not None else 0)
    there = (month, day or 0)
    if ahead:
        return year if there >= here else year + 1
    # a little ahead of the publication is nearer than a year behind it
    return year if there <= here or month - here[0] <= 2 else year - 1


def _one_day(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year(part, published, future)
    return None if year is None else _text(year, _month(part["m1"]), int(part["d1"].value))


def _days(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year(part, published, future)
    if year is None:
        return None
    month = _month(part["m1"])
    return f"{_text(year, month, int(part['d1'].value))}/{_text(year, month, int(part['d2'].value))}"


def _two_months(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year({k: v for k, v in part.items() if k != "y1"}, published, future)
    if year is None:
        return None
    first_month, last_month = _month(part["m1"]), _month(part["m2"])
    begin = int(part["y1"].value) if "y1" in part else year - (first_month > last_month)
    return f"{_text(begin, first_month, int(part['d1'].value))}/{_text(year, last_month, int(part['d2'].value))}"


def _one_month(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year(part, published, future)
    return None if year is None else _text(year, _month(part["m1"]))


def _months(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    return f"{_text(int(part['y'].value), _month(part['m1']))}/{_text(int(part['y'].value), _month(part['m2']))}"


def _dotted(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    return _text(int(part["y"].value), int(part["m1"].value), int(part["d1"].value))


def _dotted_range(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    begin = _text(int(part["y1"].value), int(part["m1"].value), int(part["d1"].value))
    return f"{begin}/{_text(int(part['y'].value), int(part['m2'].value), int(part['d2'].value))}"


def _years(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    first, last = int(part["y1"].value), int(part["y"].value)
    return f"{first}/{last}" if first < last else str(last)


def _whole_year(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year(part, published, future)
    return None if year is None else str(year)


def _since(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    return f"{(part.get('y') or part['ya']).value}/.."


def _this_month(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    if published is None or len(published) < 7:
        return None
    return _text(int(published[:4]), int(published[5:7]), int(part["d1"].value))


def _weekday(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    day = _day(published)
    if day is None:
        return None
    wanted = int(part["w"].value.removeprefix("weekday-")) - 1
    word = part["r"].value if "r" in part else ""
    if word in {"week-1", "week+1"}:
        monday = day - datetime.timedelta(day.weekday() - 7 * int(word.removeprefix("week")))
        if word == "week+1":
            return (monday + datetime.timedelta(wanted)).isoformat()
    if word.startswith("day"):
        return (day + datetime.timedelta(int(word.removeprefix("day")))).isoformat()
    ahead = word in {"next-weekday", "week+1"} or (future[part["w"].token] and word not in {"last-weekday", "week-1"})
    distance = (wanted - day.weekday()) % 7 if ahead else -((day.weekday() - wanted) % 7)
    if distance == 0 and word in {"last-weekday", "next-weekday", "week-1"}:
        distance = 7 if ahead else -7
    return (day + datetime.timedelta(distance)).isoformat()


def _relative(part: dict[str, _Atom], published: str | None, future: Sequence[bool]) -> str | None:
    word = part["r"].value
    match = re.fullmatch(r"(day|week|month|year)([+-]\d+)r?", word)
    if not match or published is None:
        return None
    unit, shift = match[1], int(match[2])
    if unit == "year":
        return str(int(published[:4]) + shift)
    if unit == "month" and len(published) >= 7:
        month = int(published[:4]) * 12 + int(published[5:7]) - 1 + shift
        return f"{month // 12:04}-{month % 12 + 1:02}"
    day = _day(published)
    if day is None:
        return None
    if unit == "day":
        return (day + datetime.timedelta(shift)).isoformat()
    if unit == "week":
        monday = day - datetime.timedelta(day.weekday() - 7 * shift)
        return f"{monday.isoformat()}/{(monday + datetime.timedelta(6)).isoformat()}"
    return None


_RESOLVE: Final = {
    "iso": _dotted,
    "dotted-range": _dotted_range,
    "dotted": _dotted,
    "two-months": _two_months,
    "year-two-months": _two_months,
    "days": _days,
    "day": _one_day,
    "month": _one_month,
    "months": _months,
    "years": _years,
    "season": _whole_year,
    "since-year": _since,
    "until-year": _whole_year,
    "year": _whole_year,
    "day-of-this-month": _this_month,
    "weekday": _weekday,
    "relative": _relative,
}
