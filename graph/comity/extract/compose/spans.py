"""The pieces of a sentence that each tell one posting: finer than its clauses.

Cut at marks and before words of contrast (`while`, `but`), but not at the commas of a list of places; a piece without
a verb belongs to the one after it where verbs stand last, else to the one before it.
"""

from __future__ import annotations

import itertools
from typing import Final

from comity.extract.mention import Mention
from comity.extract.sentence import PLACES, Sentence, once
from comity.extract.tokens import MARK

#: Values of service.tsv that are verbs.
VERBS: Final = ("now", "then", "will", "goes", "leaves", "parts", "teach")
_BREAKS: Final = frozenset(",;:–—()،؛")
_STRONG: Final = frozenset(";؛")
_COMMAS: Final = frozenset(",،")


@once
def spans(sentence: Sentence) -> list[tuple[int, int]]:
    """The pieces of the sentence, in order; together they are all of it."""
    cuts = {0, len(sentence.tokens)}
    for i, token in enumerate(sentence.tokens):
        quoted = any(a <= i < b for a, b in sentence.quoted)
        if token.kind == MARK and token.text in _BREAKS and not quoted and not _in_list(sentence, i):
            cuts.add(i + 1)
    cuts |= {m.first for m in sentence.of("service", "but")}
    verbs = [m.first for m in verbs_in(sentence)]
    relative = {m.first for m in sentence.of("service", "where", "which")}
    merged: list[tuple[int, int]] = []
    pending: int | None = None
    for a, b in itertools.pairwise(sorted(cuts)):
        if pending is not None and relative & {a, a + 1}:
            merged.append((pending, a))  # `of the sending of men to X, where`
            pending = None
        start = a if pending is None else pending
        if any(a <= v < b for v in verbs) or sentence.tokens[b - 1].text in _STRONG:
            merged.append((start, b))
            pending = None
        elif sentence.verb_final or not merged:
            pending = start
        else:
            merged[-1] = (merged[-1][0], b)
    if pending is not None:
        if merged:
            merged[-1] = (merged[-1][0], len(sentence.tokens))
        else:
            merged.append((pending, len(sentence.tokens)))
    return merged


def span_of(sentence: Sentence, at: int) -> tuple[int, int]:
    """The piece in which token `at` stands."""
    return next((a, b) for a, b in spans(sentence) if a <= at < b)


@once
def verbs_in(sentence: Sentence) -> list[Mention]:
    """The verbs of the sentence."""
    reliefs = {m.first for m in sentence.of("service", "relieves")}  # `ауысым` is a noun
    events = [m for m in sentence.of("events") if not m.has("noun") and m.first not in reliefs]
    return events + sentence.of("service", *VERBS) + [m for m in sentence.of("cues") if m.has("verb")]


def _in_list(sentence: Sentence, comma: int) -> bool:
    """Whether a comma stands between two names of a list of places."""
    if sentence.tokens[comma].text not in _COMMAS:
        return False
    places = [m for type_ in (*PLACES, "regions") for m in sentence.of(type_)]
    after = {comma + 1} | {m.last for m in sentence.of("links") if m.first == comma + 1}
    return any(m.last == comma for m in places) and any(m.first in after for m in places)
