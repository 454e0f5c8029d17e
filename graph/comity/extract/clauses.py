"""Clauses: a sentence is cut at its marks, and pieces without a verb are joined to one that has a verb.

They are joined to the piece that follows where the verb comes last in the language, else to the one before. A mark
that is stronger than a comma ends a clause in any case, and so does the end of speech; marks within a short quotation
(a title, a name) end none.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

from comity.extract.mention import Mention
from comity.extract.tokens import MARK, Token

_BREAKS: Final = frozenset(",;:–—-()،؛")
_STRONG_BREAKS: Final = frozenset(";:،؛؟") - {"،"}

_CLOSING: Final = frozenset('»”’"')
_SPEECH_ENDS: Final = frozenset(",.!?…،؟")


def clauses_of(
    tokens: Sequence[Token], mentions: Sequence[Mention], quoted: Sequence[tuple[int, int]], verb_final: bool
) -> list[tuple[int, int]]:
    """The clauses of a sentence as tokens[first:last]; `quoted` are its short quotations."""
    cuts = [0]
    cuts += [
        i + 1
        for i, token in enumerate(tokens)
        if token.kind == MARK and (token.text in _BREAKS or _ends_speech(tokens, i)) and not _within(i, quoted)
    ]
    cuts.append(len(tokens))
    verbs = [m.first for m in mentions if _is_verb(m) and not _within(m.first, quoted)]
    merged: list[tuple[int, int]] = []
    pending: int | None = None
    for a, b in itertools.pairwise(cuts):
        if a == b:
            continue
        said = a > 0 and _ends_speech(tokens, a - 1)
        if said and pending is not None:  # what was said is a clause even without a verb
            merged.append((pending, a))
            pending = None
        start = a if pending is None else pending
        verbal = any(a <= verb < b for verb in verbs)
        strong = said or (a > 0 and tokens[a - 1].text in _STRONG_BREAKS)
        if verbal or strong:
            merged.append((start, b))
            pending = None
        elif verb_final:
            pending = start
        elif merged:
            merged[-1] = (merged[-1][0], b)
        else:
            pending = start
    if pending is not None:
        if merged:
            merged[-1] = (merged[-1][0], len(tokens))
        else:
            merged.append((pending, len(tokens)))
    return merged


def _ends_speech(tokens: Sequence[Token], i: int) -> bool:
    """Whether a quotation mark closes what was said, with a mark of its own: `"You should know it by then," said X`."""
    return i > 0 and tokens[i].text in _CLOSING and tokens[i - 1].text in _SPEECH_ENDS


def _within(i: int, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether token i is in a quotation: a name such as «Interaction-2024» is no verb."""
    return any(a <= i < b for a, b in quoted)


def _is_verb(m: Mention) -> bool:
    return (m.type == "events" and not m.has("noun")) or (m.type == "cues" and m.has("verb"))
