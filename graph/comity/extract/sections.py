"""Digests: an article of several unrelated notes is read note by note, each with people, sides and dateline of its own.

A note begins with the name of a place or state and a full stop, colon or dash (`LISBON.`, `كيغالي -`, `* France.`).
Where at least three notes of different places follow each other it is a digest; what stands before the first note is
one as well. But where the notes name again, by surname alone, somebody whom the lead has named in full, or most of them
speak of one and the same state, it is one article of several parts: a minister's round of capitals, a committee's day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from comity.extract.headings import opening
from comity.extract.names import find_names
from comity.extract.page import Page
from comity.extract.page_head import dateline_of
from comity.extract.people import Figure, same
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_ENOUGH: Final = 3  # notes
_CODE: Final = 2  # letters of an ISO 3166-1 code


def sections(page: Page) -> list[Page]:
    """The notes of a digest, each a page whose sentences count from 0; any other article as it is."""
    starts = [s.index for s in _first_of_paragraphs(page.sentences) if opening(s) is not None]
    places = {opening(page.sentences[i]) for i in starts}
    bounds = sorted({0, *starts, len(page.sentences)})
    if len(places) < _ENOUGH or _is_one_article(page, starts, bounds):
        return [page]
    found = []
    for a, b in pairwise(bounds):
        sentences = page.sentences[a:b]
        for index, sentence in enumerate(sentences):
            sentence.index = index
        dateline = dateline_of(sentences) or (page.dateline if a == 0 else None)
        note = opening(sentences[0])
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


def _is_one_article(page: Page, starts: Sequence[int], bounds: Sequence[int]) -> bool:
    """Whether the parts name again whom the sentences before them name in full, or most of them one state."""
    lead, rest = page.sentences[: starts[0]], page.sentences[starts[0] :]
    told: Counter[str] = Counter()
    for a, b in pairwise(bounds):
        if a in starts:
            told.update({s.iso for sentence in page.sentences[a:b] for s in sentence.states})
    if any(count >= _ENOUGH and 2 * count > len(starts) for count in told.values()):
        return True
    full = {n.parts[-1] for s in lead for n in find_names(page, s) if n.full}
    return bool(full) and any(n.parts[-1] in full for s in rest for n in find_names(page, s) if not n.full)


def _first_of_paragraphs(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [s for i, s in enumerate(sentences) if i == 0 or sentences[i - 1].paragraph != s.paragraph]


def _state(place: str) -> str | None:
    """The ISO code in the lexicon's value of a place (`PE`, `PE|Lima`, `Moquegua|PE`)."""
    return next((part for part in place.split("|") if len(part) == _CODE and part.isupper()), None)
