"""What the head of an article says: its own date, the town that it is dated from, the agency whose it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from comity.extract.dating import Dated, find_dates
from comity.extract.sentence import Sentence

_HEAD: Final = 16  # tokens: where a dateline names the agency
_LETTERHEAD: Final = 3  # lines
_DATELINE: Final = 10  # tokens: how long one with a date is
_AFTER_TOWN: Final = frozenset({",", ".", "،", "(", "/", "–", "—", ":", "|", "·", "-", ""})
_AFTER_DATELINE: Final = frozenset("(–—:-/|")


def own_date(sentences: Sequence[Sentence]) -> str | None:
    """The day that the head of the article shows: the first full date of its first lines."""
    for sentence in sentences[:4]:
        for dated in find_dates(sentence.tokens, sentence.mentions, None, [False] * len(sentence.tokens)):
            if dated.has_day and "/" not in dated.value and dated.first < 14:
                try:
                    datetime.date.fromisoformat(dated.value)
                except ValueError:
                    continue
                if sentence.kind == "header" or (dated.first < 8 and not _is_told(sentence, dated)):
                    return dated.value
    for sentence in sentences[-3:]:
        if sentence.kind == "header":
            for dated in find_dates(sentence.tokens, sentence.mentions, None, [False] * len(sentence.tokens)):
                if dated.has_day and "/" not in dated.value:
                    return dated.value
    return None


def _is_told(sentence: Sentence, dated: Dated) -> bool:
    """`On Dec. 14, 2002, in Baku`: the day of what is told, after a preposition, and no dateline ends with it."""
    after = sentence.tokens[dated.last].text if dated.last < len(sentence.tokens) else ""
    prepositions = {m.last for m in sentence.of("links", "in", "into-or-in")}
    return dated.first in prepositions and after not in _AFTER_DATELINE


def source_of(sentences: Sequence[Sentence]) -> str | None:
    """The state of the news agency that the head or the end of the article names, else that of its letterhead."""
    for sentence in (*sentences[:4], *sentences[-2:]):
        for m in sentence.of("agencies"):
            if m.first < _HEAD or sentence.kind == "header":
                return m.value
    return _letterhead(sentences)


def _letterhead(sentences: Sequence[Sentence]) -> str | None:
    """`REPUBLIC OF NAMIBIA`, `Ministry of Defence of Kenya`: a line at the head that names a state and its ministry."""
    for sentence in sentences[:_LETTERHEAD]:
        names = [s for s in sentence.states if s.type == "states" and not s.is_case("DAT", "LOC", "COM", "ABL")]
        if sentence.kind == "body" or len(names) != 1:
            continue
        told = {
            i
            for m in sentence.mentions
            if m.type in {"states", "institutions", "links"}
            for i in range(m.first, m.last)
        }
        if all(i in told or not token.key[:1].isalpha() for i, token in enumerate(sentence.tokens)):
            return names[0].iso
    return None


def dateline_of(sentences: Sequence[Sentence]) -> tuple[str, str] | None:
    """The town with which one of the first sentences begins, (ISO, English label)."""
    for sentence in sentences[:6]:
        for m in sentence.of("cities"):
            after = sentence.tokens[m.last].text if m.last < len(sentence.tokens) else ""
            head = sentence.kind == "header" or (sentence.kind == "title" and _is_mast(sentence))
            if m.first == 0 and (after in _AFTER_TOWN or head or _is_dated(sentence, m.last)):
                iso, _, label = m.value.partition("|")
                return iso, label
    for sentence in sentences[:6]:
        for m in sentence.of("towns"):  # of those less known the form alone says what they are here
            if m.first == 0 and m.last < len(sentence.tokens) and _is_opening(sentence, m.last):
                iso, _, label = m.value.partition("|")
                return iso, label
    return None


def _is_mast(sentence: Sentence) -> bool:
    """`Canberra Bulletin - Thursday 28 November 2019`: the name of a paper and its day, and nothing that happened."""
    if sentence.of("events") or not sentence.of("dates"):
        return False
    told = find_dates(sentence.tokens, sentence.mentions, None, [False] * len(sentence.tokens))
    return any(d.has_day and d.last == len(sentence.tokens) for d in told)


def _is_opening(sentence: Sentence, at: int) -> bool:
    """`Jashore, Dec 18:`, `TULSA, Okla. -`: a date and a mark follow the town, or it stands in capitals."""
    after = sentence.tokens[at].text
    shouted = all(token.text.isupper() for token in sentence.tokens[:at])
    return _is_dated(sentence, at + (after == ",")) or (shouted and after in _AFTER_TOWN)


def _is_dated(sentence: Sentence, at: int) -> bool:
    """`Tunis 11 June 2024 (TAP) -`: a date follows the town, and a mark soon ends it."""
    if at >= len(sentence.tokens):
        return False
    dated = any(m.first == at for m in sentence.of("dates")) or sentence.tokens[at].text.isdecimal()
    return dated and any(t.text in _AFTER_DATELINE for t in sentence.tokens[at + 1 : at + _DATELINE])
