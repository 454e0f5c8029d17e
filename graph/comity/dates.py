"""Dates as far as they are known: EDTF text and the days that bound it.

The text is Extended Date/Time Format (ISO 8601-2:2019, level 1 as the edtf package reads it): `2024-04-25`, `2024-04`,
`2024`, `2024-10-01/2024-10-09`, `2014/..`. Its bounds make every range query a comparison of two days.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from time import struct_time

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException

#: Dates and closed intervals without marks of doubt, nearly all that occur: edtf's grammar takes some 10 ms for each.
_PLAIN = re.compile(r"(?P<first>\d{4}(?:-\d\d){0,2})(?:/(?P<last>\d{4}(?:-\d\d){0,2}))?")


class DateError(ValueError):
    """Text that is no EDTF date that we can bound."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The first and last day that a date may mean; `None` where that side is open or unknown."""

    earliest: datetime.date | None
    latest: datetime.date | None

    def overlaps(self, other: Bounds) -> bool:
        """Whether some day lies in both; an open side reaches everywhere."""
        return not (
            (self.latest and other.earliest and self.latest < other.earliest)
            or (other.latest and self.earliest and other.latest < self.earliest)
        )


@lru_cache(maxsize=65536)
def bounds(edtf: str) -> Bounds:
    """The bounds of an EDTF text. Raises `DateError` with a plain sentence if it is none or is turned round."""
    try:
        plain = _PLAIN.fullmatch(edtf)
        if plain:
            found = _plain(plain["first"], plain["last"] or plain["first"])
        else:
            parsed = parse_edtf(edtf)
            found = Bounds(_day(parsed.lower_strict()), _day(parsed.upper_strict()))
    except (EDTFParseException, ValueError, AttributeError, TypeError) as error:
        raise DateError(f"{edtf!r} is no date in EDTF (such as 2024-04-25, 2024-04, 2024/2026 or 2014/..)") from error
    if found.earliest and found.latest and found.latest < found.earliest:
        raise DateError(f"{edtf!r} ends before it begins")
    return found


def _plain(first: str, last: str) -> Bounds:
    """The bounds of one or two dates of which year, month or day is known."""
    begin = [int(part) for part in first.split("-")]
    end = [int(part) for part in last.split("-")]
    year, month = end[0], end[1] if len(end) > 1 else 12
    day = end[2] if len(end) > 2 else calendar.monthrange(year, month)[1]
    return Bounds(datetime.date(*(*begin, 1, 1)[:3]), datetime.date(year, month, day))


def _day(edge: struct_time | float) -> datetime.date | None:
    if isinstance(edge, float) and math.isinf(edge):
        return None
    return datetime.date(edge[0], edge[1], edge[2])  # type: ignore[index]


def days_between(first: str, last: str) -> int:
    """How many days lie between two days written `2024-04-25`; negative where the second is the earlier one."""
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days
