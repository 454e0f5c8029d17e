"""Headings: of which state a paragraph tells, by what stands over it, before it, or at its beginning.

- the place with which it begins, alone before a mark: `LISBON.`, `* France.`, `كيغالي -`; such items make a digest, or
  the parts of one article;
- the line above, or its own first sentence, that is a place and nothing else;
- the state in which, as its first words say, all of it happens: `In Kazakhstan, ...`.

Officials who stand there without a state are of that one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comity.extract.mention import Mention
from comity.extract.page import Page
from comity.extract.sentence import Sentence, once
from comity.extract.tokens import MARK, NUMBER

_AFTER: Final = frozenset(".:-–—")
_PLACES: Final = ("states", "cities", "regions")
_ITEMS: Final = 2  # headings of different places that make a page a list of items
_LONGEST: Final = 8  # tokens of the heading of an item
_FRONTED: Final = 2  # tokens before the state with which a sentence begins: a preposition, an adjective


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
    return found if len(set(found.values())) >= _ITEMS else {}


def state_of_heading(page: Page, sentence: Sentence) -> str | None:
    """The one state that heads the item in which the sentence stands."""
    first = _first(page, sentence)
    if (named := _before_colon(first)) is not None:
        return named
    if page.note is not None:
        return page.note
    own = _whole(first)
    if own is None or len({_whole(_first(page, other)) for other in page.sentences} - {None}) < _ITEMS:
        return None
    return own


def state_of_paragraph(page: Page, sentence: Sentence) -> str | None:
    """The state in which, as its first words say, all happens that the paragraph tells.

    Only what the sentence tells itself counts where it names another state.
    """
    first = _first(page, sentence)
    start = next((i for i, t in enumerate(first.tokens) if t.kind not in {MARK, NUMBER}), 0)
    places = [
        s
        for s in first.states
        if s.type == "states" and start <= s.first <= start + _FRONTED and s.is_goal and s.is_case("LOC")
    ]
    if not places or (sentence is not first and {s.iso for s in sentence.states} - {places[0].iso}):
        return None
    return places[0].iso


def state_of_line(page: Page, sentence: Sentence) -> str | None:
    """The country of the place that the paragraph's first sentence, or the line before it, consists of."""
    first = _first(page, sentence)
    lines = [first] if first is not sentence else []
    lines += page.sentences[max(0, first.index - 1) : first.index]
    for line in lines:
        words = {i for i, t in enumerate(line.tokens) if t.text.isalnum()}
        named = [(s.first, s.last, s.iso) for s in line.states]
        named += [(m.first, m.last, m.value.partition("|")[0]) for m in line.towns]
        for start, end, iso in named:
            if words and words <= set(range(start, end)):
                return iso
    return None


def _first(page: Page, sentence: Sentence) -> Sentence:
    """The sentence with which its paragraph begins."""
    while sentence.index and page.sentences[sentence.index - 1].paragraph == sentence.paragraph:
        sentence = page.sentences[sentence.index - 1]
    return sentence


def _heading(sentence: Sentence) -> Mention | None:
    tokens = sentence.tokens
    opens = next((i for i, token in enumerate(tokens) if token.kind != MARK), 0)
    for m in sentence.mentions:
        if m.first > opens:
            break
        if m.type in _PLACES and m.first == opens and (m.last == len(tokens) or tokens[m.last].text in _AFTER):
            return m
    return None


@once
def _before_colon(first: Sentence) -> str | None:
    """The state that stands alone before a colon: `Peru: ...`."""
    colon = next((i for i, t in enumerate(first.tokens[:_LONGEST]) if t.text == ":"), None)
    return _alone(first, colon) if colon is not None else None


@once
def _whole(first: Sentence) -> str | None:
    """The state or capital that is all there is in the first sentence of a paragraph: `FRANCE.`"""
    end = len(first.tokens) - (first.tokens[-1].text == ".")
    return _alone(first, end) if end <= _LONGEST and first.tokens[0].kind not in {MARK, NUMBER} else None


def _alone(sentence: Sentence, end: int) -> str | None:
    """The one state named in tokens[:end], if they say nothing else."""
    told = {i for s in sentence.states if s.last <= end for i in range(s.first, s.last)}
    states = {s.iso for s in sentence.states if s.last <= end and s.type != "adjectives"}
    plain = all(i in told or sentence.tokens[i].kind in {MARK, NUMBER} for i in range(end))
    return states.pop() if plain and len(states) == 1 else None
