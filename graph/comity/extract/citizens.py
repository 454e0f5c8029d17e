"""People told by their state alone: `Norway's Tore Sandvik`, `General Mensah of Ghana`, `the Kenyan`.

Where a language has an article and writes owners with a sign of their own (English) this is how its press means an
official whose office was told before, or is told by the sentence in other words. Only the state counts: the name is
that of nobody whose office the article gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comity.extract.names import find_names
from comity.extract.page import Page
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK, WORD

_TITLES: Final = 4  # words of a rank between a state and the name
_FINITE: Final = ("events", "cues", "links")


def citizens(page: Page, sentence: Sentence) -> Iterator[tuple[int, int, StateRef]]:
    """(first, last, the state) of each person at tokens[first:last] whom the sentence tells by his state alone."""
    articles = page.matcher.articles
    if not articles or sentence.verb_final:
        return
    own = [s for s in sentence.states if s.type != "adjectives" and sentence.tokens[s.last - 1].possessive]
    whose = [s for s in sentence.states if s.type == "states" and _of(sentence, s)]
    if own or whose:
        ranks = sentence.words_of("ranks")
        for name in find_names(page, sentence):
            if not (name.full or name.first - 1 in ranks):
                continue
            start = name.first
            while start - 1 in ranks:
                start -= 1
            for s in own:
                if s.last == start and name.first - start <= _TITLES:
                    yield start, name.last, s
            for s in whose:
                if name.last == s.first - 1 - (sentence.tokens[s.first - 1].key in articles):
                    yield start, name.last, s
    for s in sentence.states:
        if s.type == "adjectives" and s.first and sentence.tokens[s.first - 1].key in articles:
            people = sentence.tokens[s.last - 1].key.endswith(page.matcher.collectives or ("\0",))
            if not people and _alone(sentence, s):
                yield s.first, s.last, s


def _of(sentence: Sentence, s: StateRef) -> bool:
    """Whether a word for "of" stands before the state, or before its article."""
    ends = {m.last for m in sentence.of("links", "of")}
    return s.first in ends or s.first - 1 in ends


def _alone(sentence: Sentence, s: StateRef) -> bool:
    """Whether an adjective stands for a person: a comma, a verb or a preposition follows it (`the Kenyan met`)."""
    tokens = sentence.tokens
    if s.last >= len(tokens):
        return False
    after = tokens[s.last]
    if after.kind == MARK:
        return after.text == ","
    if after.kind != WORD or after.glued or after.capital:
        return False
    told = [m for m in sentence.mentions if m.first == s.last and m.type in _FINITE]
    return any(not m.has("noun") for m in told) and all(m.value != "and" for m in told)
