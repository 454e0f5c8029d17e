"""When an exercise is, and whether it was held, is under way or to come.

The date is the nearest one in the clause, or the span of its days: from where it began to where it ended, or until when
it lasts. Beside the day of publication it says the status; where only the beginning is told, lately, and no end, the
exercise goes on. Without dates the words say it: `will`, `is under way`.
"""

from __future__ import annotations

import datetime
import re

from comity.extract.compose.draft import date_near
from comity.extract.dating import Dated
from comity.extract.page import Sentence
from comity.extract.reading import Reading

_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = 2  # words between "until" and the date: `until the second of December`
_LASTS = 21  # days that an exercise may have gone on since it began


def when(reading: Reading, sentence: Sentence, first: int, last: int) -> str | None:
    """The date of the exercise whose name is tokens[first:last]."""
    tokens = sentence.tokens
    text = reading.page.text[tokens[first].start : tokens[last - 1].end]
    date = date_near(sentence, first, outside=(first, last))
    value = date.value if date else None
    if value is None and (year := _YEAR.search(text)) is not None:
        value = year[0]
    a, b = sentence.clause(first)
    close = [d for d in sentence.dates if d.has_day and a <= d.first < b]
    if len(close) == 2 and sentence.of("events", "begin", "end") and reading.on("exercise-from-to"):
        return span(close)
    until = [d for d in sentence.dates if d.has_day and is_until(sentence, d)]
    begun = [d for d in sentence.dates if d.has_day and d not in until and "/" not in d.value]
    if len(until) == 1 and len(begun) <= 1 and sentence.of("events", "begin") and reading.on("exercise-until"):
        return span([*begun, *until])
    return value


def span(dates: list[Dated]) -> str | None:
    """From the first to the last of the days."""
    days = sorted({part for d in dates for part in d.value.split("/")})
    if not days:
        return None
    return days[0] if len(days) == 1 else f"{days[0]}/{days[-1]}"


def is_until(sentence: Sentence, dated: Dated) -> bool:
    """Whether it is the day until which something lasts."""
    return any(
        m.last <= dated.first <= m.last + _WORDS or m.first == dated.last or dated.first <= m.first < dated.last
        for m in sentence.of("dates", "until")
    )


def status(reading: Reading, sentence: Sentence, at: int, date: str | None) -> str:
    """held, ongoing or planned: by the date beside the day of publication where both are known, else by the cues."""
    published = reading.page.published
    cues = sentence.cues(at)
    a, b = sentence.clause(at)
    if date and published and len(published) == 10:
        begin, _, end = date.partition("/")
        end = end or begin
        if begin == end and begin < published and _lasts(reading, sentence, published):
            return "ongoing"
        if end[: len(end)] < published[: len(end)]:
            only_begun = begin == end and len(begin) == 10 and "planned" not in cues and _goes_on(sentence, a, b)
            late = _days(begin, published) <= _LASTS if only_begun else False
            return "ongoing" if late and reading.on("exercise-begun") else "held"
        if begin > published[: len(begin)]:
            return "planned"
        if end == published and any(a <= e.first < b for e in sentence.of("events", "end")):
            return "held"
        if len(begin) == 10:
            return "ongoing"
    if "planned" in cues:
        return "planned"
    begun = bool(published) and date is None and _goes_on(sentence, a, b) and "past" not in cues
    return "ongoing" if "ongoing" in cues or (begun and reading.on("exercise-begun")) else "held"


def _lasts(reading: Reading, sentence: Sentence, published: str) -> bool:
    """Whether the sentence says that it lasts until a day after that of publication."""
    later = [d for d in sentence.dates if is_until(sentence, d) and d.value >= published[: len(d.value)]]
    return bool(later) and bool(sentence.of("events", "begin")) and reading.on("exercise-until")


def _goes_on(sentence: Sentence, a: int, b: int) -> bool:
    """Whether the clause tells of a beginning and of no holding or end."""
    told = [e for e in sentence.of("events", "begin", "end", "hold") if a <= e.first < b]
    return any(e.value == "begin" for e in told) and all(e.value == "begin" for e in told)


def _days(begin: str, end: str) -> int:
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(begin)).days
