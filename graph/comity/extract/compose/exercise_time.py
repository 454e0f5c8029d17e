"""When an exercise is, and whether it was held, is under way or to come.

The date is the nearest one in the clause, or the span of its days: from where it began to where it ended, or until when
it lasts. A date told without its year has that of the name, where the two are one year apart (`in April "X-2025"`).
Beside the day of publication the date says the status; where only the beginning is told, lately, and no end, or where
the words say that it goes on, the exercise goes on. Without dates the words say it: `will`, `is under way`.
"""

from __future__ import annotations

import datetime
import re

from comity.dates import days_between
from comity.extract.compose.draft import date_near, is_after
from comity.extract.compose.exercise_series import year_of
from comity.extract.compose.scene import of_dateline
from comity.extract.dating import Dated
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.extract.tokens import NUMBER

_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = 2  # words between "until" and the date: `until the second of December`
_LASTS = 21  # days that an exercise may have gone on since it began
_LONG = 60  # days that one may go on of which it is said that it does
_DAY = len("2024-05-01")
_CONCEPT = 3  # tokens between an exercise and its concept
_BESIDE = 5  # tokens between the name of an exercise and the word for it
_HEAD = 4  # tokens, and sentences, of the head of an article


def when(reading: Reading, sentence: Sentence, first: int, last: int) -> str | None:
    """The date of the exercise whose name is tokens[first:last]."""
    tokens = sentence.tokens
    text = reading.page.text[tokens[first].start : tokens[last - 1].end]
    date = _begun_on(sentence) or date_near(sentence, first, outside=(first, last))
    if date is not None and is_of_head(reading, sentence, date) and reading.on("exercise-not-of-dateline"):
        others = [d for d in sentence.dates if d is not date and not first <= d.first < last]
        date = min(others, key=lambda d: abs(d.first - first)) if others else None
    value = date.value if date else None
    written = _YEAR.search(text)
    year = int(written[0]) if written else year_of(tokens, first, last)
    if value is None and written is not None:
        value = written[0]
    a, b = sentence.clause(first)
    if (days := begun_and_ending(reading, sentence)) is not None:
        return days
    if is_planning(sentence):  # `the planning conference for X was held this week`
        later = [d.value for d in sentence.dates if is_after(reading, d.value)]
        return later[0] if later else (written[0] if written else None)
    if date is not None and year is not None and reading.on("year-of-name"):
        value = _in_year(sentence, date, year)
    elif date is not None and is_next(sentence, first) and date.value[:10] < (reading.page.published or ""):
        value = _in_year(sentence, date, int(date.value[:4]) + 1)
    close = [d for d in sentence.dates if d.has_day and a <= d.first < b]
    if len(close) == 2 and sentence.of("events", "begin", "end") and reading.on("exercise-from-to"):
        return span(close)
    until = [d for d in sentence.dates if d.has_day and is_until(sentence, d)]
    begun = [d for d in sentence.dates if d.has_day and d not in until and "/" not in d.value]
    if len(until) == 1 and len(begun) <= 1 and sentence.of("events", "begin") and reading.on("exercise-until"):
        return span([*begun, *until])
    return value


def is_planning(sentence: Sentence) -> bool:
    """Whether the exercise is still to come: a planning conference is told, or its concept is agreed or approved."""
    if sentence.of("cues", "planning"):
        return True
    concepts = sentence.of("exercises", "concept")
    if not concepts:
        return False
    names = [(m.first, m.last) for m in sentence.of("exercises", "exercise")] + sentence.quoted
    beside = [m for m in concepts for a, b in names if 0 <= a - m.last <= _CONCEPT or 0 <= m.first - b <= _CONCEPT]
    settled = [e for e in sentence.of("events", "approve", "agree", "discuss") if not e.has("noun")]
    return bool(beside) and bool(settled)


def is_of_head(reading: Reading, sentence: Sentence, date: Dated) -> bool:
    """Whether it is the date of the article, in its dateline, and of nothing that it tells."""
    page = reading.page
    own = not page.given and date.value == page.published and date.first < _HEAD and sentence.index < _HEAD
    return own or of_dateline(page, sentence, date)


def _begun_on(sentence: Sentence) -> Dated | None:
    """The one day that a sentence tells beside a verb of beginning: `X, the sixth this year, began on Tuesday`."""
    days = [d for d in sentence.dates if d.has_day]
    verbs = [e for e in sentence.of("events", "begin") if not e.has("noun")]
    if len(days) != 1 or not verbs:
        return None
    a, b = sentence.clause(days[0].first)
    return days[0] if any(a <= e.first < b for e in verbs) else None


def _in_year(sentence: Sentence, date: Dated, year: int) -> str:
    """The date in the year of the exercise's name, where its own was not written."""
    written = any(t.kind == NUMBER and len(t.key) == 4 for t in sentence.tokens[date.first : date.last])
    told = {part[:4] for part in date.value.split("/")}
    if written or "relative" in date.how or len(told) != 1 or int(told.pop()) == year:
        return date.value
    return "/".join(f"{year}{part[4:]}" for part in date.value.split("/"))


def begun_and_ending(reading: Reading, sentence: Sentence) -> str | None:
    """`It began on Monday and ends on Friday`: from the last day before the publication to the first one after it.

    Only where the sentence says both that it began, or goes on, and that it ends or lasts.
    """
    published = reading.page.published
    if published is None or len(published) != _DAY or not reading.on("exercise-begun-and-ending"):
        return None
    told = [d for d in sentence.dates if len(d.value) == _DAY and not is_of_head(reading, sentence, d)]
    days = [_lately(sentence, d, published) for d in told]
    before = [day for day in days if day <= published]
    after = sorted({day for day in days if day > published})
    begun = sentence.of("events", "begin") or sentence.of("cues", "ongoing") or sentence.of("dates", "since")
    ends = sentence.of("events", "end", "depart") or any(is_until(sentence, d) for d in sentence.dates)
    if len(after) != 1 or len(set(before)) != 1 or not begun or not ends:
        return None
    return f"{before[0]}/{after[0]}" if days_between(before[0], after[0]) <= _LONG else None


def _is_begun_on(sentence: Sentence, date: Dated) -> bool:
    """Whether a verb of beginning stands beside the day, and another day is told; nearer than one of the end."""
    begun = any(
        min(abs(e.first - date.last), abs(date.first - e.last)) <= _WORDS
        for e in sentence.of("events", "begin")
        if not e.has("noun")
    )
    if begun and any(d.value > date.value for d in sentence.dates):
        return True
    verbs = [e for e in sentence.of("events", "begin", "end") if not e.has("noun")]
    nearest = min(verbs, key=lambda e: min(abs(e.first - date.last), abs(date.first - e.last)), default=None)
    goes_on = bool(sentence.of("cues", "ongoing")) and len(sentence.dates) > 1
    return goes_on and nearest is not None and nearest.value == "begin"


def _lately(sentence: Sentence, date: Dated, published: str) -> str:
    """The day, a year earlier where its year was not written and that is the nearer one to the publication."""
    if date.how == "weekday" and date.value > published and _is_begun_on(sentence, date):
        return (datetime.date.fromisoformat(date.value) - datetime.timedelta(days=7)).isoformat()
    year = int(date.value[:4])
    earlier = f"{year - 1}{date.value[4:]}"
    written = any(t.kind == NUMBER and len(t.key) == 4 for t in sentence.tokens[date.first : date.last])
    if written or date.value[5:] == "02-29" or date.value <= published:
        return date.value
    return earlier if abs(days_between(earlier, published)) < abs(days_between(date.value, published)) else date.value


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
    cues = _cues(sentence, at)
    a, b = sentence.clause(at)
    if is_planning(sentence) and reading.on("exercise-planning"):
        return "planned"
    if "over" in cues and reading.on("exercise-over"):
        return "held"
    if date and published and len(published) == 10:
        begin, _, end = date.partition("/")
        end = end or begin
        if begin == end and begin < published and _lasts(reading, sentence, published):
            return "ongoing"
        if begin == end and begin > published and _has_begun(reading, sentence, a, b):
            return "ongoing"
        if end[: len(end)] < published[: len(end)]:
            only_begun = begin == end and len(begin) == 10 and "planned" not in cues and _goes_on(sentence, a, b)
            late = days_between(begin, published) <= _LASTS if only_begun else False
            late = late or _is_under_way(reading, sentence, at, date)
            return "ongoing" if late and reading.on("exercise-begun") else "held"
        if begin > published[: len(begin)]:
            return "planned"
        if end == published and any(a <= e.first < b for e in sentence.of("events", "end")):
            return "held"
        if len(begin) == 10:
            return "ongoing"
    if "planned" in cues or is_next(sentence, at):
        return "planned"
    begun = bool(published) and date is None and _goes_on(sentence, a, b) and "past" not in cues
    return "ongoing" if "ongoing" in cues or (begun and reading.on("exercise-begun")) else "held"


def is_next(sentence: Sentence, at: int) -> bool:
    """Whether `next` stands right beside the name at token `at`, or beside the word for exercise next to it."""
    words = [(a - 1, b + 1) for a, b in sentence.quoted if a <= at < b] or [(at, at)]
    words += [(m.first, m.last) for m in sentence.of("exercises", "exercise") if abs(m.first - at) <= _BESIDE]
    return any(
        abs(first - m.last) <= 1 or abs(m.first - last) <= 1
        for m in sentence.of("cues", "next")
        for first, last in words
    )


def _cues(sentence: Sentence, at: int) -> set[str]:
    """The cues for the exercise: what is next (`the regular one`) and over is over, and `this month` goes on not."""
    cues = sentence.cues(at)
    if {"past", "planned"} <= cues:
        cues = cues - {"planned"}
    ongoing = [
        m for m in sentence.of("cues", "ongoing") if not any(d.first <= m.first <= d.last for d in sentence.dates)
    ]
    return cues if ongoing else cues - {"ongoing"}


def _has_begun(reading: Reading, sentence: Sentence, a: int, b: int) -> bool:
    """`It began this morning and ends tomorrow`: whether the only day is that of the end."""
    begun = [e for e in sentence.of("events", "begin") if a <= e.first < b and not e.has("noun")]
    ends = [e for e in sentence.of("events", "end") if begun and e.first > begun[0].first]
    told = bool(ends) and not sentence.near_cue(begun[0].first, "planned", within=_WORDS)
    return told and reading.on("exercise-begun-and-ending")


def _is_under_way(reading: Reading, sentence: Sentence, at: int, date: str) -> bool:
    """Whether the words say that it goes on, and the day told is only that on which it began."""
    published = reading.page.published
    cues = _cues(sentence, at)
    a, b = sentence.clause(at)
    if published is None or len(date) != _DAY or "ongoing" not in cues or not cues.isdisjoint({"past", "planned"}):
        return False
    ended = any(a <= e.first < b for e in sentence.of("events", "end"))
    return not ended and days_between(date, published) <= _LONG and reading.on("exercise-under-way")


def _lasts(reading: Reading, sentence: Sentence, published: str) -> bool:
    """Whether the sentence says that it lasts until a day after that of publication."""
    later = [d for d in sentence.dates if is_until(sentence, d) and d.value >= published[: len(d.value)]]
    return bool(later) and bool(sentence.of("events", "begin")) and reading.on("exercise-until")


def _goes_on(sentence: Sentence, a: int, b: int) -> bool:
    """Whether the clause tells of a beginning and of no holding or end."""
    told = [e for e in sentence.of("events", "begin", "end", "hold") if a <= e.first < b]
    return bool(told) and all(e.value == "begin" for e in told)
