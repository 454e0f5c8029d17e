"""The days of a visit: from the arrival to the departure, where the text tells both, or one and how long it lasted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Final

from comity.dates import days_between
from comity.extract.compose.draft import Draft, date_near, is_after
from comity.extract.compose.scene import of_dateline
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.references import references
from comity.extract.sentence import Sentence

_ENDS: Final = ("end", "depart")
_BEGINS: Final = ("begin", "arrive", "port-call")
_LONGEST: Final = 31  # days
_REACH: Final = 12  # sentences from the visit


@dataclass
class _Days:
    begin: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    lasts: int | None = None


def told_date(reading: Reading, sentence: Sentence, at: int) -> str | None:
    """The date that the sentence itself gives for what token `at` says."""
    date = date_near(sentence, at)
    if date is None or of_dateline(reading.page, sentence, date) or is_after(reading, date.value):
        others = [d for d in sentence.dates if not of_dateline(reading.page, sentence, d)]
        date = min(others, key=lambda d: (is_after(reading, d.value), abs(d.first - at))) if others else None
    return date.value if date else None


def span_days(reading: Reading, draft: Draft, only: bool) -> None:
    """Widen the date of a visit by its end or length, in place; `only`: the article tells of no other visit."""
    if not reading.on("days-of-visit"):
        return
    date = draft.slots["date"]
    if date is not None and not _is_day(date):
        return
    days = _Days()
    told = {draft.sentence.index, *(s.index for s in draft.more)}
    for sentence in reading.page.sentences:
        near = min(abs(sentence.index - index) for index in told)
        if near == 0 or (only and near <= _REACH and _is_about(reading, sentence, draft)):
            _collect(reading, sentence, days)
    begin = str(date) if date is not None else None
    ends = sorted(set(days.end))
    if begin is not None and begin in ends and begin not in days.begin:  # only the departure is dated
        begin, ends = None, [str(date)]
    if begin is None and days.begin:
        begin = min(days.begin)
    end = ends[-1] if ends else None
    if begin is not None and days.lasts and end is None:
        end = _shift(begin, days.lasts - 1)
    if begin is None and end is not None:
        earlier = [d for d in days.begin if d < end]
        begin = earlier[0] if earlier else _shift(end, 1 - days.lasts) if days.lasts else None
    if begin and end and 0 < days_between(begin, end) <= _LONGEST:
        draft.slots["date"] = f"{begin}/{end}"
    elif date is None and begin and days.begin:
        draft.slots["date"] = begin


def _is_about(reading: Reading, sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence goes on about the visit: its end or beginning, the guest, the delegation, the ship."""
    if sentence.kind == "header" or sentence.of("exercises", "exercise"):
        return False
    if sentence.of("events", "visit"):
        return True
    if not sentence.of("events", "depart", "arrive", "port-call"):
        return False
    if sentence.of("plurals", "guest") or sentence.of("institutions", "delegation", "ships"):
        return True
    head = draft.slots["head"]
    return isinstance(head, Figure) and any(r.figure is head for r in references(reading, sentence))


def _collect(reading: Reading, sentence: Sentence, days: _Days) -> None:
    unreal = {"negation", "denial", "rumour", "cancelled", "conditional", "question", "invitation"}
    for event in sentence.of("events", *_ENDS, *_BEGINS):
        if not sentence.cues(event.first).isdisjoint(unreal):
            continue
        a, b = sentence.clause(event.first)
        dates = [d for d in sentence.dates if a <= d.first < b and not of_dateline(reading.page, sentence, d)]
        if event.value == "port-call" and event.has("noun"):
            continue  # `left after a three-day call`
        near = [d.value for d in sorted(dates, key=lambda d: abs(d.first - event.first))]
        if near and _is_day(near[0]):
            (days.end if event.value in _ENDS or near[0] in _last_days(sentence) else days.begin).append(near[0])
    if sentence.of("events", "visit", "port-call", "arrive"):
        days.end += _last_days(sentence)
    days.lasts = days.lasts or (sentence.days if sentence.of("events", "visit", "port-call", "depart", "end") else None)


def _last_days(sentence: Sentence) -> list[str]:
    """`until the 24th`, `ayın 24-dək`: the days beside a word for until."""
    words = sentence.of("dates", "until")
    return [
        d.value
        for d in sentence.dates
        if _is_day(d.value) and any(m.last == d.first or d.first <= m.first <= d.last for m in words)
    ]


def _is_day(value: object) -> bool:
    return isinstance(value, str) and len(value) == len("2025-01-31")


def _shift(day: str, by: int) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(by)).isoformat()
