"""Rounds of talks: one official who met several others, one after another.

`Four meetings in one day held Minister X at the fair. His first interlocutor was ...`; `three calls`; `on the sidelines
he held several talks`. Everybody of whom a sentence of the round tells alone met the one who held it. A round that the
headline or the first sentence announces is the whole article, any other is told in the paragraphs right after it.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.meeting_partners import is_with
from comity.extract.reading import Reading
from comity.extract.references import Reference, is_posted, references
from comity.extract.sentence import Sentence

_NEAR: Final = 6  # sentences that a round of talks may take
_LEAD: Final = 4  # sentences at the beginning, one of which may say that the article is about a round
_NOT_HELD: Final = frozenset({"cancelled", "wish", "conditional", "question", "modal", "planned"})


def holder_of_round(reading: Reading, sentence: Sentence) -> Reference | None:
    """Who held the round of talks in which the sentence stands; None where it stands in none."""
    whole = _of_article(reading)
    if whole is not None and sentence.index > whole[0]:
        return whole[1] if not _is_of_other(reading, sentence, whole[1].state) else None
    for before in reversed(reading.page.sentences[max(0, sentence.index - _NEAR) : sentence.index]):
        if before.paragraph < sentence.paragraph - 1:
            return None
        if not before.of("links", "apart", "round"):
            continue
        one = _holder(reading, before)
        return None if one is None or before.unreal(one.first) else one
    return None


def _is_of_other(reading: Reading, sentence: Sentence, state: str) -> bool:
    """Whether the sentence right before, in the same paragraph, tells what officials of other states did."""
    before = reading.page.sentences[sentence.index - 1]
    told = references(reading, before) if before.paragraph == sentence.paragraph else []
    return len({r.state for r in told}) > 1 and state not in {r.state for r in told}


def _holder(reading: Reading, sentence: Sentence) -> Reference | None:
    """The one of whom a sentence that announces a round speaks, if it speaks of officials of one state only."""
    told = references(reading, sentence)
    return told[0] if len({r.state for r in told}) == 1 and not is_with(reading, sentence, told[0]) else None


def _of_article(reading: Reading) -> tuple[int, Reference] | None:
    """The sentence after which the whole article is a round, and who held it."""
    key = "round-of-article"
    if key not in reading.state:
        reading.state[key] = _announced(reading) if reading.on("round-of-talks") else None
    found = reading.state[key]
    return found if isinstance(found, tuple) else None


def _announced(reading: Reading) -> tuple[int, Reference] | None:
    lead = [s for s in reading.page.sentences[: _LEAD * 2] if s.kind != "header"][:_LEAD]
    for number, sentence in enumerate(lead):
        if all(not _NOT_HELD.isdisjoint(sentence.cues(m.first)) for m in sentence.of("links", "round")):
            continue
        for told in lead[number:]:
            one = _holder(reading, told)
            if one is not None and one.figure is not None and not is_posted(one.figure):
                return told.index, one
            if references(reading, told):
                return None
    return None
