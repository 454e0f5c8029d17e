"""What the next sentence takes back: `the frigate called at Mombasa, we wrote. The visit did not take place`."""

from __future__ import annotations

from typing import Final

from comity.extract.compose.draft import Draft
from comity.extract.reading import Reading
from comity.extract.references import references
from comity.extract.sentence import Sentence

_SHORT: Final = 16  # tokens of a sentence that only takes back
_TAKEN_BACK: Final = frozenset({"cancelled", "negation", "denial"})
_OF: Final = {"visit": ("visit", "port-call"), "meeting": ("meet",)}


def not_retracted(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts that no sentence right after theirs takes back."""
    if not reading.on("taken-back"):
        return drafts
    sentences = reading.page.sentences
    return [
        d
        for d in drafts
        if d.sentence.index + 1 >= len(sentences) or not _takes_back(reading, sentences[d.sentence.index + 1], d.type)
    ]


def _takes_back(reading: Reading, sentence: Sentence, type_: str) -> bool:
    """Whether a short sentence denies a visit or meeting of nobody whom it names: that which was just told."""
    if len(sentence.tokens) > _SHORT or not sentence.of("cues", *_TAKEN_BACK):
        return False
    if sentence.states or references(reading, sentence) or sentence.of("counterparts"):
        return False
    nouns = [e for e in sentence.of("events", *_OF[type_]) if e.has("noun")]
    return bool(nouns) and not _TAKEN_BACK.isdisjoint(sentence.cues(nouns[0].first))
