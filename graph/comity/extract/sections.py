"""Digests: an article of several unrelated notes is read note by note, each with people, sides and dateline of its own.

A note begins with the name of a place or state and a full stop, colon or dash (`LISBON.`, `كيغالي -`). Where at least
three notes of different places follow each other it is a digest; what stands before the first note is one as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from comity.extract.page import Page
from comity.extract.page_head import dateline_of
from comity.extract.people import Figure, same
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_ENOUGH: Final = 3  # notes
_CODE: Final = 2  # letters of an ISO 3166-1 code
_AFTER: Final = frozenset(".:-–—")
_PLACES: Final = ("states", "cities", "regions")


def sections(page: Page) -> list[Page]:
    """The notes of a digest, each a page whose sentences count from 0; any other article as it is."""
    starts = [s.index for s in _first_of_paragraphs(page.sentences) if _opening(s) is not None]
    places = {_opening(page.sentences[i]) for i in starts}
    if len(places) < _ENOUGH:
        return [page]
    bounds = sorted({0, *starts, len(page.sentences)})
    found = []
    for a, b in pairwise(bounds):
        sentences = page.sentences[a:b]
        for index, sentence in enumerate(sentences):
            sentence.index = index
        dateline = dateline_of(sentences) or (page.dateline if a == 0 else None)
        note = _opening(sentences[0])
        found.append(replace(page, sentences=sentences, dateline=dateline, note=note and _state(note)))
    return found


def join(readings: Sequence[Reading]) -> None:
    """Number the people of all notes through; who bears the same full name in two of them is one person."""
    met: list[Figure] = []
    for reading in readings:
        for figure in reading.people.figures:
            name = figure.fullest
            known = next((m for m in met if len(m.fullest) > 1 and len(name) > 1 and same(m.fullest, name)), None)
            if known is None:
                met.append(figure)
                figure.key = f"p{len(met)}"
            else:
                figure.key = known.key


def _first_of_paragraphs(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [s for i, s in enumerate(sentences) if i == 0 or sentences[i - 1].paragraph != s.paragraph]


def _state(place: str) -> str | None:
    """The ISO code in the lexicon's value of a place (`PE`, `PE|Lima`, `Moquegua|PE`)."""
    return next((part for part in place.split("|") if len(part) == _CODE and part.isupper()), None)


def _opening(sentence: Sentence) -> str | None:
    """The place with which a note begins; None if the sentence does not open one."""
    tokens = sentence.tokens
    for m in sentence.mentions:
        if m.type not in _PLACES or m.first > 0:
            continue
        if m.last == len(tokens) or tokens[m.last].text in _AFTER:
            return m.value
    return None
