"""Exercises: by their names (quoted, or in capitals with a number), or by the words alone."""

from __future__ import annotations

import re

from comity.extract.compose.draft import Draft, country_in, date_near, place_in
from comity.extract.dating import Dated
from comity.extract.matcher import Mention
from comity.extract.page import Sentence
from comity.extract.reading import Reading
from comity.extract.tokens import MARK, NUMBER, WORD, Token
from comity.facts import Name

_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 5


def exercises(reading: Reading) -> list[Draft]:
    """A draft for each named exercise, and for unnamed ones that were held."""
    found: dict[str, list[Draft]] = {}
    denied: set[str] = set()
    known = any(s.of("exercises", "exercise") for s in reading.page.sentences)
    last_named: Draft | None = None
    for sentence in reading.page.sentences:
        if sentence.kind == "header":
            continue
        names = _names(sentence, known)
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
    return [draft for key, drafts in found.items() if key not in denied for draft in _merged(drafts)]


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
    """One exercise told several times: what is told with a date decides; another date with another status is another one."""
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


def _names(sentence: Sentence, known: bool) -> list[tuple[int, int]]:
    """Where names of exercises stand: quoted beside a word for exercise, or in capitals with a number.

    `known`: the article is about exercises, so that a quoted name that begins or is held needs no word beside it.
    """
    words = sentence.of("exercises", "exercise")
    others = sentence.of("exercises", "none")
    tokens = sentence.tokens
    found = []
    for a, b in sentence.quoted:
        if not _like_a_name(tokens, a, b) or _near(others, a, b, 2):
            continue
        if a and tokens[a - 1].text == "(" and not any(
            m.last <= a and a - m.last <= _NEAR and not any(m.last <= x.first < a for x in others) for m in words
        ):
            continue  # in brackets after the word itself, not the name of a ship
        numbered = tokens[b - 1].kind == NUMBER or _is_roman(tokens[b - 1].text)
        if _near(words, a, b, _NEAR) or (numbered and (words or (known and sentence.of("events", "hold", "begin", "end", "take-part")))):
            found.append((a, b))
    for m in words:  # `Exercise Steppe Eagle`, `Arctic Challenge Exercise 2023`
        last = m.last
        while last < len(tokens) and (tokens[last].capital or (tokens[last].kind == NUMBER and len(tokens[last].key) == 4)) and not any(
            x.first <= last < x.last for x in sentence.of("states") + sentence.of("roles") + sentence.of("dates")
        ):
            last += 1
        first = m.first
        while first > 0 and tokens[m.first].capital and tokens[first - 1].capital and tokens[first].start - tokens[first - 1].end <= 1:
            first -= 1
        if last > m.last and tokens[last - 1].kind == NUMBER and first < m.first:
            found.append((first, last))
        elif last > m.last and sentence.tokens[m.last].kind != MARK and not _overlaps(found, m.last, last) and tokens[m.last].capital:
            found.append((m.last, last))
    for i in range(1, len(tokens)):
        numbered = tokens[i].glued and ((tokens[i].kind == NUMBER and len(tokens[i].key) in (2, 4)) or _is_roman(tokens[i].text))
        if numbered and tokens[i - 1].kind == WORD and (words or known):
            start = i - 1
            while start > 0 and tokens[start - 1].capital and tokens[start].start - tokens[start - 1].end <= 1:
                start -= 1
            enough = len(tokens[i].key) == 4 or (tokens[i - 1].text.isupper() and len(tokens[i - 1].text) > 3)
            if tokens[start].capital and enough and not _overlaps(found + sentence.quoted, i, i + 1):
                found.append((start, i + 1))
    return sorted(found)


def _near(mentions: list[Mention], a: int, b: int, within: int) -> bool:
    return any(0 <= m.first - b <= within or 0 <= a - m.last <= within for m in mentions)


def _overlaps(spans: list[tuple[int, int]], a: int, b: int) -> bool:
    return any(x < b and a < y for x, y in spans)


def _is_roman(text: str) -> bool:
    return bool(text) and set(text) <= set("IVX")


def _like_a_name(tokens: list[Token], a: int, b: int) -> bool:
    """Whether a quotation may be a name: in scripts with capitals it begins with one."""
    first = tokens[a]
    return first.kind == WORD and (first.text[:1].isupper() or not first.text[:1].islower())


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
        {"states": states, "name": Name(text, reading.page.language), "status": status(reading, sentence, first, value),
         "date": value, "place": place_in(sentence, a, b) or place_in(sentence) or country_in(sentence)},
        sentence, ("exercise-named", f"parties-{how}"), 0.9, first, last,
    )


def _participants(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The states that the sentence names, without those that only watched or were denied."""
    watching = {
        s.iso for s in sentence.states if sentence.cues(s.first) & {"observer", "negation", "denial"}
    }
    return tuple(sorted(set(reading.frame.explicit(sentence)) - watching))


def _join(reading: Reading, draft: Draft, sentence: Sentence) -> None:
    """`The host and A, B and C take part`: who else is in the exercise named in the sentence before."""
    if not sentence.of("events", "take-part") or sentence.index - draft.sentence.index > 1 or sentence.of("cues", "negation"):
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
