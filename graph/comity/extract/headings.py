"""Headings: the place with which a paragraph begins, alone before a mark (`LISBON.`, `* France.`, `كيغالي -`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comity.extract.mention import Mention
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK

_AFTER: Final = frozenset(".:-–—")
_PLACES: Final = ("states", "cities", "regions")
_ENOUGH: Final = 2  # states under which an article tells something


def opening(sentence: Sentence) -> str | None:
    """The place that heads the paragraph which this sentence begins; None where it begins otherwise."""
    m = _heading(sentence)
    return m.value if m is not None else None


def headed(sentences: Sequence[Sentence]) -> dict[int, str]:
    """The states under whose names, or those of their capitals, paragraphs stand, by the sentences that begin them."""
    found: dict[int, str] = {}
    for i, sentence in enumerate(sentences):
        if i and sentences[i - 1].paragraph == sentence.paragraph:
            continue
        m = _heading(sentence)
        if m is not None and (m.type == "states" or (m.type == "cities" and m.has("capital"))):
            found[sentence.index] = m.value.partition("|")[0]
    return found if len(set(found.values())) >= _ENOUGH else {}


def _heading(sentence: Sentence) -> Mention | None:
    tokens = sentence.tokens
    opens = next((i for i, token in enumerate(tokens) if token.kind != MARK), 0)
    for m in sentence.mentions:
        if m.first > opens:
            break
        if m.type in _PLACES and m.first == opens and (m.last == len(tokens) or tokens[m.last].text in _AFTER):
            return m
    return None
