"""In which of some states a name is usual: by first names, family names and endings (ontology/names/cultures.tsv).

It tells the sides of one article apart, where an office stands without its state; it is no statement about a person,
and a state that the text names beside the office always goes before it.

Method: Latin and Cyrillic words are compared by their sounds (`comity.names.sounds`), the vowels taken three to a kind,
so that one form stands for all its spellings; words in Arabic letters as they are written, without the article. Each
word of the name speaks for the states of the cultures that have it, the more the fewer those states are, an ending
the more the longer it is. The answer is the state that has most, if no other of those asked about has half as much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from comity.names import sounds, tables

_VOWELS: Final = str.maketrans({"e": "a", "y": "i", "ŷ": "i", "o": "u", "ŵ": "u", "x": "h", "Ĉ": "k"})
_ARABIC: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
_ARTICLE: Final = "ال"
_STEM: Final = 2  # letters that a name has before its ending, or after its beginning
_INITIAL: Final = 2  # letters
_SHARED: Final = 0.2  # what a word says for each of very many states
_BEGINNING: Final = 0.8  # what a beginning says, a whole word saying 1
_LETTER: Final = 0.25  # what each letter of an ending says
_LEAST: Final = 0.22  # what a name must say for a state
_RATIO: Final = 2.0  # times as much as for any other


class _Table:
    """The table's words, endings and beginnings, each with the cultures that have it."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, set[str]]] = {kind: {} for kind in ("given", "family", "ending", "beginning")}
        self.states: dict[str, tuple[str, ...]] = {}
        for culture, kind, forms in tables.rows("cultures.tsv"):
            if kind == "states":
                self.states[culture] = tuple(forms.split())
                continue
            for form in forms.split():
                for key in _keys(form, kind):
                    self.known[kind].setdefault(key, set()).add(culture)

    def told(self, word: str, edge: bool, last: bool) -> dict[str, float]:
        """Culture -> how much the word says for it; `edge`: it may be a family name, `last`: with an ending."""
        found: dict[str, float] = defaultdict(float)

        def say(kind: str, key: str, much: float) -> None:
            for culture in self.known[kind].get(key, ()):
                found[culture] = max(found[culture], much)

        for key in _keys(word, "given"):
            say("given", key, 1.0)
            if edge:
                say("family", key, 1.0)
            for size in range(1, len(key) - _STEM + 1):
                say("beginning", key[:size], _BEGINNING)
                if last:
                    say("ending", key[-size:], min(1.0, _LETTER * size))
        return found


@cache
def _table() -> _Table:
    return _Table()


def _keys(word: str, kind: str) -> list[str]:
    """By what a word of a name, or a piece of one, is known."""
    folded = sounds.fold(word).strip("'’-")
    if sounds.script(folded) == "Arab":
        plain = folded.translate(_ARABIC)
        bare = plain.removeprefix(_ARTICLE)
        return [plain, bare] if bare != plain and kind == "given" else [plain]
    if kind == "ending":  # a letter before it, so that it sounds as within a word
        return [key[1:] for key in _keys(f"b{folded}", "given")]
    return [reading.translate(_VOWELS) for reading in sounds.readings(folded)[:1]]


@lru_cache(maxsize=1 << 14)
def _told(parts: tuple[str, ...]) -> dict[str, float]:
    """State -> how much the words of the name say for it."""
    words = [word for part in parts for word in part.split("-") if len(word.rstrip(".")) > _INITIAL]
    table, whole = _table(), defaultdict[str, float](float)
    for i, word in enumerate(words):
        said: dict[str, float] = defaultdict(float)
        for culture, much in table.told(word, i in (0, len(words) - 1), i == len(words) - 1).items():
            states = table.states[culture]
            for state in states:
                said[state] = max(said[state], much * (_SHARED + (1 - _SHARED) / len(states)))
        for state, much in said.items():
            whole[state] += much
    return dict(whole)


def usual_in(parts: tuple[str, ...], states: Iterable[str]) -> str | None:
    """The one of these states (ISO 3166-1 alpha-2) where the name is usual; None where none is, or several may be.

    `parts` are the words of the name, in any script.

    >>> usual_in(("Guido", "Crosetto"), ("LB", "IT"))
    'IT'
    >>> usual_in(("Ahmed", "Muallim"), ("SO", "TR")) is None
    True
    """
    told = _told(parts)
    first, *others = sorted(set(states), key=lambda state: (-told.get(state, 0.0), state)) or [""]
    second = told.get(others[0], 0.0) if others else 0.0
    much = told.get(first, 0.0)
    return first if others and much >= _LEAST and much > _RATIO * second else None
