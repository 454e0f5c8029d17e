"""Exercises: by their names (quoted, or in capitals with a number), or by the words alone."""

from __future__ import annotations

import re

from comity.extract.compose.draft import Draft, date_near, place_in
from comity.extract.page import Sentence
from comity.extract.reading import Reading
from comity.extract.tokens import NUMBER, WORD
from comity.facts import Name

_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")
_NEAR = 8


def exercises(reading: Reading) -> list[Draft]:
    """A draft for each named exercise, and for unnamed ones that were held."""
    found: dict[str, Draft] = {}
    denied: set[str] = set()
    for sentence in reading.page.sentences:
        if sentence.kind == "header":
            continue
        for first, last in _names(sentence):
            text = reading.page.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
            key = re.sub(r"[\W_]+", " ", text.casefold())
            if not sentence.cues(first).isdisjoint(_NEVER):
                denied.add(key)
                continue
            draft = _named(reading, sentence, first, last, text)
            known = found.get(key)
            if known is None:
                if draft is not None:
                    found[key] = draft
            elif draft is not None:
                for slot in ("date", "place"):
                    known.slots[slot] = known.slots[slot] or draft.slots[slot]
    return [d for k, d in found.items() if k not in denied]


def _names(sentence: Sentence) -> list[tuple[int, int]]:
    """Where names of exercises stand: quoted beside a word for exercise, or a capitalised name with a number."""
    words = [m for m in sentence.of("exercises", "exercise")]
    found = []
    for a, b in sentence.quoted:
        near = any(min(abs(m.first - b), abs(a - m.last)) <= _NEAR for m in words)
        blocked = any(m.value == "none" and min(abs(m.first - b), abs(a - m.last)) <= 1 for m in sentence.of("exercises"))
        dated = sentence.tokens[b - 1].kind == NUMBER and len(sentence.tokens[b - 1].key) == 4
        if (near or (dated and words)) and not blocked:
            found.append((a, b))
    tokens = sentence.tokens
    for i in range(1, len(tokens)):
        if tokens[i].kind == NUMBER and tokens[i].glued and len(tokens[i].key) in (2, 4) and tokens[i - 1].kind == WORD:
            start = i - 1
            while start > 0 and tokens[start - 1].capital and tokens[start].start - tokens[start - 1].end <= 1:
                start -= 1
            if tokens[start].capital and len(tokens[i].key) == 4 and not any(a <= i < b for a, b in found + sentence.quoted):
                found.append((start, i + 1))
    return sorted(found)


def _named(reading: Reading, sentence: Sentence, first: int, last: int, text: str) -> Draft | None:
    states, how = reading.frame.parties(sentence)
    a, b = sentence.clause(first)
    in_clause = tuple(sorted(set(reading.frame.explicit(sentence, a, b))))
    if len(in_clause) >= 2:
        states, how = in_clause, "named"
    if not states:
        states = (reading.frame.main,) if reading.frame.main else ()
    if not states:
        return None
    date = date_near(sentence, first)
    return Draft(
        "exercise",
        {"states": states, "name": Name(text, reading.page.language), "status": status(reading, sentence, first, date.value if date else None),
         "date": date.value if date else None, "place": place_in(sentence, a, b)},
        sentence, ("exercise-named", how), 0.9, first, last,
    )


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
        if len(begin) == 10:
            return "ongoing"
    if "planned" in cues:
        return "planned"
    if "ongoing" in cues:
        return "ongoing"
    return "held"
