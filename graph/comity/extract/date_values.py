"""What a pattern of dates means: its parts and the day of publication made into EDTF.

What lacks a year takes it from the day of publication: the nearest such day before it, or after it where the clause
speaks of the future. Relative words without a day of publication give no date. Hijri months give none at all.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Final

from comity.dates import bounds
from comity.extract.date_row import ANAPHORS, Atom


def _day(published: str | None) -> datetime.date | None:
    if published is None or len(published.split("/")[0]) != 10:
        return None
    return datetime.date.fromisoformat(published.split("/")[0])


def _year_of(published: str | None) -> int | None:
    return int(published[:4]) if published and published[:4].isdigit() else None


_JUST_NOW: Final = 7  # days: a date so little past is told, though a word for planning stands near it


def value_of(how: str, part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    """The EDTF value of the parts that the pattern `how` found; None where it cannot be known or is no time."""
    try:
        value = _RESOLVE[how.split("-of-relative")[0]](part, published, future)
        if value is not None and "/" in value:
            bounds(value)
    except (ValueError, OverflowError):  # the 31st of February; from the 28th to the 16th of March
        return None
    return value


def _month(atom: Atom) -> int:
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


def _year(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> int | None:
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
    said = {part[name].value for name in ("r", "r2") if name in part}
    if "m1" in part and "next-weekday" in said:  # `next May`
        return year if month > here[0] else year + 1
    if "m1" in part and "last-weekday" in said:
        return year if month < here[0] else year - 1
    if ahead:
        just_now = here[0] == month and here[1] - (day or 0) <= _JUST_NOW
        return year if there >= here or just_now else year + 1
    # a little ahead of the publication is nearer than a year behind it
    return year if there <= here or month - here[0] <= 2 else year - 1


def _one_day(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year(part, published, future)
    return None if year is None else _text(year, _month(part["m1"]), int(part["d1"].value))


def _days(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year(part, published, future)
    if year is None:
        return None
    month = _month(part["m1"])
    return f"{_text(year, month, int(part['d1'].value))}/{_text(year, month, int(part['d2'].value))}"


def _two_months(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year({k: v for k, v in part.items() if k != "y1"}, published, future)
    if year is None:
        return None
    first_month, last_month = _month(part["m1"]), _month(part["m2"])
    begin = int(part["y1"].value) if "y1" in part else year - (first_month > last_month)
    return f"{_text(begin, first_month, int(part['d1'].value))}/{_text(year, last_month, int(part['d2'].value))}"


def _one_month(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year(part, published, future)
    return None if year is None else _text(year, _month(part["m1"]))


def _months(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    return f"{_text(int(part['y'].value), _month(part['m1']))}/{_text(int(part['y'].value), _month(part['m2']))}"


def _dotted(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    return _text(int(part["y"].value), int(part["m1"].value), int(part["d1"].value))


def _dotted_range(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    begin = _text(int(part["y1"].value), int(part["m1"].value), int(part["d1"].value))
    return f"{begin}/{_text(int(part['y'].value), int(part['m2'].value), int(part['d2'].value))}"


def _years(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    first, last = int(part["y1"].value), int(part["y"].value)
    return f"{first}/{last}" if first < last else str(last)


def _whole_year(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    year = _year(part, published, future)
    return None if year is None else str(year)


def _since(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    return f"{(part.get('y') or part['ya']).value}/.."


def _this_month(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    if published is None or len(published) < 7:
        return None
    return _text(int(published[:4]), int(published[5:7]), int(part["d1"].value))


def _weekday(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    day = _day(published)
    if day is None:
        return None
    named = part.get("w") or part["wa"]
    wanted = int(named.value.removeprefix("weekday-")) - 1
    said = part.get("r") or part.get("ra")
    word = said.value if said is not None else ""
    if word in {"week-1", "week+1"}:
        monday = day - datetime.timedelta(day.weekday() - 7 * int(word.removeprefix("week")))
        if word == "week+1":
            return (monday + datetime.timedelta(wanted)).isoformat()
    if word.startswith("day"):
        return (day + datetime.timedelta(int(word.removeprefix("day")))).isoformat()
    ahead = word in {"next-weekday", "this-weekday", "week+1"} or (
        future[named.token] and word not in {"last-weekday", "week-1"}
    )
    distance = (wanted - day.weekday()) % 7 if ahead else -((day.weekday() - wanted) % 7)
    if distance == 0 and word in {"last-weekday", "next-weekday", "this-weekday", "week-1"}:
        distance = 7 if ahead else -7
    return (day + datetime.timedelta(distance)).isoformat()


def _weekdays(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    """From one day of the week to another, which follows it."""
    begin = _weekday({"w": part["w"]}, published, future)
    if begin is None:
        return None
    day = datetime.date.fromisoformat(begin)
    days = (int(part["w2"].value.removeprefix("weekday-")) - 1 - day.weekday()) % 7
    return f"{begin}/{(day + datetime.timedelta(days)).isoformat()}"


def _until_weekday(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    """The next such day, that of the publication among them: what lasts until then is not over."""
    day = _day(published)
    if day is None:
        return None
    wanted = int((part.get("w") or part["wa"]).value.removeprefix("weekday-")) - 1
    return (day + datetime.timedelta((wanted - day.weekday()) % 7)).isoformat()


def _relative(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    word = part["r"].value
    if word in ANAPHORS:
        return word
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


def _duration(part: dict[str, Atom], published: str | None, future: Sequence[bool]) -> str | None:
    """The number of days."""
    if "n" in part:
        return part["n"].value.removeprefix("number-")
    return part["t"].value.removeprefix("days-") if part["t"].value != "days" else None


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
    "weekdays": _weekdays,
    "until-weekday": _until_weekday,
    "relative": _relative,
    "duration": _duration,
}
