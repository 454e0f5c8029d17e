"""Endings and clitics: how an inflected word is led back to a word of the lexicon, and which case it shows.

`suffixes.tsv` gives endings by slot (plural, possessive, case, ki); all their combinations are made once.
`clitics.tsv` gives Arabic proclitics by class (conjunction, preposition, article), stripped in that order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Final

SLOTS: Final = ("plural", "possessive", "case", "ki")
_MEMORY: Final = 50_000  # distinct words remembered: more than are frequent in any language, and bounded
_LAM: Final = "ل"
_ARTICLE: Final = "ال"


def combine(endings: Mapping[str, Sequence[tuple[str, str]]]) -> dict[str, str]:
    """Ending -> case label (`NOM` where no case is marked), for every combination of the slots' endings.

    Two combinations that are spelt alike share their labels ("GEN/ACC").

    >>> combine({"plural": [("lar", "PL")], "case": [("a", "DAT")]})["lara"]
    'DAT'
    """
    choices = [[("", ""), *endings.get(slot, ())] for slot in SLOTS]
    table: dict[str, set[str]] = {}
    for parts in product(*choices):
        text = "".join(ending for ending, _ in parts)
        label = parts[3][1] or parts[2][1] or ("NOM" if not parts[0][1] else "PL")
        table.setdefault(text, set()).add(label)
    return {text: "/".join(sorted(labels)) for text, labels in table.items()}


class Clitics:
    """The proclitics of a language: gives the readings of a word without them, with the case they mark."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """`rows`: (class, form, case label or '')."""
        self.conjunctions: list[str] = []
        self.prepositions: list[tuple[str, str]] = []
        self.articles: list[str] = []
        self._known: dict[str, list[tuple[str, str]]] = {}
        for kind, form, case in rows:
            if kind == "conjunction":
                self.conjunctions.append(form)
            elif kind == "preposition":
                self.prepositions.append((form, case))
            else:
                self.articles.append(form)

    def __bool__(self) -> bool:
        return bool(self.conjunctions or self.prepositions or self.articles)

    def readings(self, word: str) -> list[tuple[str, str]]:
        """(rest of the word, case) for the word as it is and without each possible run of proclitics, longest first."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _MEMORY:
                self._known.clear()
            found = self._known[word] = self._read(word)
        return found

    def _read(self, word: str) -> list[tuple[str, str]]:
        found: dict[str, str] = {word: ""}
        for form in self.conjunctions:
            if word.startswith(form) and len(word) - len(form) >= 2:
                found.setdefault(word[len(form) :], "")
        for rest in list(found):
            for form, case in self.prepositions:
                if rest.startswith(form) and len(rest) - len(form) >= 3:
                    found.setdefault(rest[len(form) :], case)
            if rest.startswith(_LAM + _LAM):  # ل + ال is written لل
                found.setdefault(_ARTICLE + rest[2:], "DAT")
        for rest, case in list(found.items()):
            for form in self.articles:
                if rest.startswith(form) and len(rest) - len(form) >= 2:
                    found.setdefault(rest[len(form) :], case)
        return list(found.items())
