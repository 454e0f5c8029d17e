"""A name of a person in a text, and what the words around may be: shared by the ways of finding names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from comity.extract.sentence import Sentence

#: Types of mention whose words are no part of a name, though capitalised.
KNOWN: Final = frozenset(
    {"states", "adjectives", "cities", "regions", "roles", "ranks", "organisations", "institutions", "kinds",
     "exercises", "dates", "plurals", "counterparts", "areas", "events", "cues", "topics", "links"}
)  # fmt: skip
#: Those of them of which only single words are none.
_LOOSE: Final = frozenset({"cues", "events", "topics", "links"})


@dataclass(frozen=True)
class NameSpan:
    """A name at tokens[first:last] of a sentence; `parts` are its words (initials with their full stop)."""

    sentence: int
    first: int
    last: int
    parts: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether it has a family name and something beside it."""
        return len(self.parts) > 1


def name_words(sentence: Sentence, known: frozenset[str] = KNOWN) -> tuple[set[int], set[int], set[int], set[int]]:
    """(stop words and lexicon words, given names, particles, honorifics), as token indices."""
    blocked, given, particles, honorifics = set[int](), set[int](), set[int](), set[int]()
    groups = {"stop": blocked, "given": given, "particle": particles, "honorific": honorifics}
    for type_, found in sentence.by_type.items():
        if type_ == "names":
            for m in found:
                if m.value in groups:
                    groups[m.value].update(range(m.first, m.last))
        elif type_ in known:
            loose = type_ in _LOOSE
            for m in found:
                if m.last - m.first == 1:
                    blocked.add(m.first)
                elif not loose:
                    blocked.update(range(m.first, m.last))
    for a, b in sentence.quoted:
        blocked.update(range(a, b))
    return blocked, given, particles, honorifics
