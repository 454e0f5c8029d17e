"""What the head of an article says: its own date, the town that it is dated from, the agency whose it is."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from comity.extract.dating import find_dates

if TYPE_CHECKING:
    from comity.extract.page import Sentence

_HEAD: Final = 16  # tokens: where a dateline names the agency


def own_date(sentences: Sequence[Sentence]) -> str | None:
    """The day that the head of the article shows: the first full date of its first lines."""
    for sentence in sentences[:4]:
        for dated in find_dates(sentence.tokens, sentence.mentions, None, [False] * len(sentence.tokens)):
            if dated.has_day and "/" not in dated.value and dated.first < 14:
                try:
                    datetime.date.fromisoformat(dated.value)
                except ValueError:
                    continue
                if sentence.kind == "header" or dated.first < 8:
                    return dated.value
    for sentence in sentences[-3:]:
        if sentence.kind == "header":
            for dated in find_dates(sentence.tokens, sentence.mentions, None, [False] * len(sentence.tokens)):
                if dated.has_day and "/" not in dated.value:
                    return dated.value
    return None


def source_of(sentences: Sequence[Sentence]) -> str | None:
    """The state of the news agency that the head or the end of the article names."""
    for sentence in (*sentences[:4], *sentences[-2:]):
        for m in sentence.of("agencies"):
            if m.first < _HEAD or sentence.kind == "header":
                return m.value
    return None


def dateline_of(sentences: Sequence[Sentence]) -> tuple[str, str] | None:
    """The town with which one of the first sentences begins, (ISO, English label)."""
    for sentence in sentences[:6]:
        for m in sentence.of("cities"):
            after = sentence.tokens[m.last].text if m.last < len(sentence.tokens) else ""
            if m.first == 0 and (after in {",", ".", "،", "(", "/", "–", "—", ":", ""} or sentence.kind == "header"):
                iso, _, label = m.value.partition("|")
                return iso, label
    return None
