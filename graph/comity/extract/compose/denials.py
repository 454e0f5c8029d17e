"""Whether what a word says is denied, asked or only supposed there: by a cue of its own piece of the sentence.

A cue governs its clause, and clauses are cut only where the lexicon knows a verb. So a piece between two marks that has
a verb of its own is not reached by a denial in another piece: `They discussed X, and no day was set for Y`.
"""

from __future__ import annotations

from typing import Final

from comity.extract.mention import Mention
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK

_NEVER: Final = ("negation", "denial", "rumour", "conditional", "question", "cancelled")
_MARKS: Final = frozenset(",،;؛")
#: Events that say by a verb what was done: a piece with one of them stands for itself.
_TOLD: Final = ("discuss", "agree", "sign", "approve", "meet", "cooperate", "supply", "hold", "study", "visit")


def is_denied(sentence: Sentence, term: Mention) -> bool:
    """Whether the words of `term` are under a denial, a rumour, a condition or a question."""
    governing = sentence.cues(term.first) & set(_NEVER)
    if not governing:
        return False
    cues = sentence.of("cues", *sorted(governing))
    if "question" in governing and not any(m.value == "question" for m in cues):
        return True  # a question mark
    a, b = _piece(sentence, term)
    if not any(a <= e.first < b and not e.has("noun") for e in sentence.of("events", *_TOLD)):
        return True
    return any(a <= m.first < b or m.has("sentence") or m.has("next") for m in cues)


def _piece(sentence: Sentence, term: Mention) -> tuple[int, int]:
    """The tokens around the term between two marks; where verbs stand last, on to the mark after the first verb."""
    marks = [i for i, t in enumerate(sentence.tokens) if t.kind == MARK and t.text in _MARKS]
    first = max((i + 1 for i in marks if i < term.first), default=0)
    ends = [i for i in marks if i >= term.last] or [len(sentence.tokens)]
    if sentence.verb_final:
        verbs = [e.first for e in sentence.of("events", *_TOLD) if not e.has("noun") and e.first >= term.last]
        ends = [i for i in ends if verbs and i > verbs[0]] or [len(sentence.tokens)]
    return first, ends[0]
