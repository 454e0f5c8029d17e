"""Of which state a paragraph tells: what heads it, or where it begins.

The items of a digest are headed by a place (`Peru: the president ...`, a note that opens `BAKU.`); a paragraph may also
begin with the state in which all that it tells happens (`In Kazakhstan, ...`). Officials who stand there without a
state are of that one.
"""

from __future__ import annotations

from typing import Final

from comity.extract.page import Page
from comity.extract.sentence import Sentence, once
from comity.extract.tokens import MARK, NUMBER

_HEADING: Final = 8  # tokens of the heading of an item
_ITEMS: Final = 2  # headings of different places that make a page a list of items
_FRONTED: Final = 2  # tokens before the state with which a sentence begins: a preposition, an adjective


def state_of_heading(page: Page, sentence: Sentence) -> str | None:
    """The one state that heads the item in which the sentence stands."""
    first = _first(page, sentence)
    if (named := _before_colon(first)) is not None:
        return named
    if page.note is not None:
        return page.note
    headed = _headed(first)
    if headed is None or len({_headed(_first(page, other)) for other in page.sentences} - {None}) < _ITEMS:
        return None
    return headed


def state_of_paragraph(page: Page, sentence: Sentence) -> str | None:
    """The state in which, as its first words say, all happens that the paragraph tells.

    Only what the sentence tells itself counts where it names another state.
    """
    first = _first(page, sentence)
    start = _start(first)
    places = [
        s
        for s in first.states
        if s.type == "states" and start <= s.first <= start + _FRONTED and s.is_goal and s.is_case("LOC")
    ]
    if not places or (sentence is not first and {s.iso for s in sentence.states} - {places[0].iso}):
        return None
    return places[0].iso


def _first(page: Page, sentence: Sentence) -> Sentence:
    """The sentence with which its paragraph begins."""
    while sentence.index and page.sentences[sentence.index - 1].paragraph == sentence.paragraph:
        sentence = page.sentences[sentence.index - 1]
    return sentence


def _start(sentence: Sentence) -> int:
    """The first token after bullets and numbers."""
    return next((i for i, t in enumerate(sentence.tokens) if t.kind not in {MARK, NUMBER}), 0)


@once
def _before_colon(first: Sentence) -> str | None:
    """The state that stands alone before a colon: `Peru: ...`."""
    colon = next((i for i, t in enumerate(first.tokens[:_HEADING]) if t.text == ":"), None)
    return _alone(first, colon) if colon is not None else None


@once
def _headed(first: Sentence) -> str | None:
    """The state or capital that is all there is in the first sentence of a paragraph: `FRANCE.`"""
    end = len(first.tokens) - (first.tokens[-1].text == ".")
    return _alone(first, end) if end <= _HEADING and first.tokens[0].kind not in {MARK, NUMBER} else None


def _alone(sentence: Sentence, end: int) -> str | None:
    """The one state named in tokens[:end], if they say nothing else."""
    told = {i for s in sentence.states if s.last <= end for i in range(s.first, s.last)}
    states = {s.iso for s in sentence.states if s.last <= end and s.type != "adjectives"}
    plain = all(i in told or sentence.tokens[i].kind in {MARK, NUMBER} for i in range(end))
    return states.pop() if plain and len(states) == 1 else None
