"""Exercises: by their names (quoted, or in capitals with a number), or by the words alone."""

from __future__ import annotations

import re

from comity.extract.compose.draft import Draft, country_in, date_near, place_in
from comity.extract.compose.exercise_names import exercise_names
from comity.extract.dating import Dated
from comity.extract.page import Sentence
from comity.extract.reading import Reading
from comity.facts import Name

_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")
_YEAR = re.compile(r"(?:19|20)\d\d")


def exercises(reading: Reading) -> list[Draft]:
    """A draft for each named exercise, and for unnamed ones that were held."""
    found: dict[str, list[Draft]] = {}
    denied: set[str] = set()
    known = any(s.of("exercises", "exercise") for s in reading.page.sentences)
    last_named: Draft | None = None
    for sentence in reading.page.sentences:
        if sentence.kind == "header":
            continue
        names = exercise_names(sentence, known)
        if not names and last_named is not None and reading.on("exercise-dated-later"):
            _date_later(reading, last_named, sentence)
            if reading.on("participants-later"):
                _join(reading, last_named, sentence)
        for first, last in names:
            text = reading.page.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
            key = re.sub(r"[\W_]+", " ", text.casefold())
            if not sentence.cues(first).isdisjoint(_NEVER):
                denied.add(key)
                continue
            draft = _named(reading, sentence, first, last, text)
            if draft is not None:
                found.setdefault(key, []).append(draft)
                last_named = draft
    named = [(key, draft) for key, drafts in found.items() if key not in denied for draft in _merged(drafts)]
    return [draft for key, draft in named if not _is_series(key, draft, named)]


def _is_series(key: str, draft: Draft, named: list[tuple[str, Draft]]) -> bool:
    """Whether a name without a number (KAZIND) is only that of the series of another (KAZIND-2024)."""
    return any(
        other.startswith(f"{key} ") and (draft.slots["date"] is None or draft.slots["status"] == of.slots["status"])
        for other, of in named
    )


def _date_later(reading: Reading, draft: Draft, sentence: Sentence) -> None:
    """`The manoeuvres, which opened on the 20th, last until the 31st`: dates of the exercise named before."""
    about = sentence.of("exercises", "exercise") and sentence.of("events", "begin", "end", "hold")
    if not about or sentence.index - draft.sentence.index > 2 or not sentence.cues(0).isdisjoint(_NEVER):
        return
    span = _span([d for d in sentence.dates if d.has_day])
    if span and "/" not in str(draft.slots["date"] or ""):
        draft.slots["date"] = span
        draft.slots["status"] = status(reading, sentence, 0, span)


def _span(dates: list[Dated]) -> str | None:
    """From the first to the last of the days."""
    days = sorted({part for d in dates for part in d.value.split("/")})
    if not days:
        return None
    return days[0] if len(days) == 1 else f"{days[0]}/{days[-1]}"


def _merged(drafts: list[Draft]) -> list[Draft]:
    """One exercise told several times: what has a date decides; another date with another status is another one."""
    drafts = sorted(drafts, key=lambda d: (d.sentence.kind == "title", d.slots["date"] is None))
    first, rest = drafts[0], []
    for draft in drafts[1:]:
        if draft.slots["date"] and first.slots["date"] and draft.slots["status"] != first.slots["status"]:
            rest.append(draft)
            continue
        for slot in ("date", "place"):
            first.slots[slot] = first.slots[slot] or draft.slots[slot]
        if first.slots["date"] is None and first.slots["status"] == "held" != draft.slots["status"]:
            first.slots["status"] = draft.slots["status"]
    return [first, *rest[:1]]


def _named(reading: Reading, sentence: Sentence, first: int, last: int, text: str) -> Draft | None:
    states, how = reading.frame.parties(sentence)
    a, b = sentence.clause(first)
    present = _participants(reading, sentence)
    if len(present) >= 2:
        states, how = present, "named"
    if not states:
        states = (reading.frame.main,) if reading.frame.main else ()
    if not states:
        return None
    date = date_near(sentence, first, outside=(first, last))
    value = date.value if date else None
    if value is None and (year := _YEAR.search(text)) is not None:
        value = year[0]
    close = [d for d in sentence.dates if d.has_day and a <= d.first < b]
    if len(close) == 2 and sentence.of("events", "begin", "end") and reading.on("exercise-from-to"):
        value = _span(close)
    return Draft(
        "exercise",
        {
            "states": states,
            "name": Name(text, reading.page.language),
            "status": status(reading, sentence, first, value),
            "date": value,
            "place": place_in(sentence, a, b) or place_in(sentence) or country_in(sentence),
        },
        sentence,
        ("exercise-named", f"parties-{how}"),
        0.9,
        first,
        last,
    )


def _participants(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The states that the sentence names, without those that only watched or were denied."""
    watching = {s.iso for s in sentence.states if sentence.cues(s.first) & {"observer", "negation", "denial"}}
    return tuple(sorted(set(reading.frame.explicit(sentence)) - watching))


def _join(reading: Reading, draft: Draft, sentence: Sentence) -> None:
    """`The host and A, B and C take part`: who else is in the exercise named in the sentence before."""
    if (
        not sentence.of("events", "take-part")
        or sentence.index - draft.sentence.index > 1
        or sentence.of("cues", "negation")
    ):
        return
    present = _participants(reading, sentence)
    if len(present) >= 2:
        draft.slots["states"] = tuple(sorted({*present, *draft.slots["states"]}))  # type: ignore[misc]


def status(reading: Reading, sentence: Sentence, at: int, date: str | None) -> str:
    """held, ongoing or planned: by the date beside the day of publication where both are known, else by the cues."""
    published = reading.page.published
    cues = sentence.cues(at)
    if date and published and len(published) == 10:
        begin, _, end = date.partition("/")
        end = end or begin
        if end[: len(end)] < published[: len(end)]:
            return "held"
        if begin > published[: len(begin)]:
            return "planned"
        a, b = sentence.clause(at)
        if end == published and any(a <= e.first < b for e in sentence.of("events", "end")):
            return "held"
        if len(begin) == 10:
            return "ongoing"
    if "planned" in cues:
        return "planned"
    if "ongoing" in cues:
        return "ongoing"
    return "held"
