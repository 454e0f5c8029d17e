"""Documents in the making and plans that run: told by what is done with them, and not by a signing.

1. Who drafts, prepares or negotiates a document, or decides to, plans one: `officers are drafting a plan`.
2. A plan or programme of this or a past year, of whose points it is told how many are done, is in force; so is one that
   its sides are said to have.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.agreement_slots import PERIODIC
from comity.extract.compose.agreement_state import NEVER
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_GOVERNS: Final = 4  # tokens between a verb of drafting and the document
_FOLLOWS: Final = 3  # the same where the verb comes last
_OPEN: Final = frozenset(NEVER) - {"modal"}
_YEAR: Final = len("2026")


def is_drafted(sentence: Sentence, kind: Mention, covers: Dated | None, cues: set[str]) -> bool:
    """Whether it is said that the document is being drafted, or is to be; `every year a plan is drawn up` is none."""
    if not cues.isdisjoint(_OPEN) or kind.has("plural") or sentence.of("topics", "ended"):
        return False
    if any(not e.has("noun") for e in sentence.of("events", "sign")):
        return False
    if kind.value in PERIODIC and covers is None and kind.last - kind.first == 1:
        return False
    return any(_governs(sentence, m, kind) for m in sentence.of("topics", "drafting"))


def _governs(sentence: Sentence, verb: Mention, kind: Mention) -> bool:
    """Whether the document is the object of this word of drafting."""
    a, b = sentence.clause(kind.first)
    if not a <= verb.first < b:
        return False
    if verb.has("noun") and not sentence.of("events", "agree", "begin"):
        return False  # `the preparation of a plan`, of which nobody says that it goes on
    if sentence.verb_final:
        return 0 <= verb.first - kind.last <= _FOLLOWS
    between = range(verb.last, kind.first)
    prepositions = [m for m in sentence.of("links", "to", "in", "with", "from", "on-behalf") if m.first in between]
    return 0 <= kind.first - verb.last <= _GOVERNS and not prepositions


def is_running(reading: Reading, sentence: Sentence, kind: Mention, covers: Dated | None, cues: set[str]) -> bool:
    """Whether a plan of the year is told to be carried out: `of its 25 points nineteen are done`."""
    published = reading.page.published
    if kind.value not in PERIODIC or covers is None or published is None or not cues.isdisjoint({*NEVER, "planned"}):
        return False
    if covers.value[:_YEAR] > published[:_YEAR] or sentence.of("events", "sign", "approve"):
        return False
    return bool(sentence.of("topics", "fulfilled"))
