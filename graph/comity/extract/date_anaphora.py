"""Days that are told by other days: `the same day`, `the next day`, `on the last day of the visit`.

What is meant is the day last named before: in the same paragraph any, else the last one that is not far from the
publication (the day of an old treaty is not what `the same day` of today's news means). The first, second, third and
last day are those of the span of days last named. Where there is none the words give no date.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from comity.extract.date_row import ANAPHORS
from comity.extract.dating import Dated

_LONG_AGO: Final = 60  # days from the publication
_LONG: Final = 31  # days: a longer span is no visit


@dataclass
class Named:
    """The days named so far in an article, `published` where its day is known."""

    published: str | None
    day: tuple[int, datetime.date] | None = None  # (paragraph, day)
    recent: datetime.date | None = None
    span: tuple[datetime.date, datetime.date] | None = None
    month: tuple[int, str] | None = None  # (paragraph, year and month)

    def settle(self, dates: Iterable[Dated], paragraph: int) -> list[Dated]:
        """These dates of one sentence, in order, with the days that they mean."""
        found = []
        for dated in dates:
            if dated.value in ANAPHORS:
                meant = self._meant(dated.value, paragraph)
                if meant is None:
                    continue
                dated = replace(dated, value=meant.isoformat())
            elif dated.how == "day-of-this-month" and self.month and self.month[0] == paragraph:
                dated = replace(dated, value=self.month[1] + dated.value[7:])
                if not _is_day(dated.value):  # the 31st of a month that has 30
                    continue
            self._note(dated, paragraph)
            found.append(dated)
        return found

    def _meant(self, word: str, paragraph: int) -> datetime.date | None:
        shift = datetime.timedelta(ANAPHORS[word])
        if word in {"same-day", "next-day"}:
            day = self.day[1] if self.day and self.day[0] == paragraph else self.recent
            return day + shift if day else None
        if self.span is None:
            return None
        if word == "last-day":
            return self.span[1]
        return self.span[0] + shift if self.span[0] + shift <= self.span[1] else None

    def _note(self, dated: Dated, paragraph: int) -> None:
        first, _, last = dated.value.partition("/")
        if len(first) >= 7:
            self.month = paragraph, first[:7]
        if len(first) != 10:
            return
        day = datetime.date.fromisoformat(first)
        if len(last) == 10:
            end = datetime.date.fromisoformat(last)
            if 0 < (end - day).days <= _LONG:
                self.span = day, end
        elif not last:
            self.day = paragraph, day
            if self._is_recent(day):
                self.recent = day

    def _is_recent(self, day: datetime.date) -> bool:
        if self.published is None or len(self.published) != 10:
            return True
        return abs((datetime.date.fromisoformat(self.published) - day).days) <= _LONG_AGO


def _is_day(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
