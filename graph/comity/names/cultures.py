"""In which of some states a name is usual: by first names, family names and endings (ontology/names/cultures.tsv).

It tells the sides of one article apart, where an office stands without its state; it is no statement about a person,
and a state that the text names beside the office always goes before it.

Method: Latin and Cyrillic words are compared by their sounds (`comity.names.sounds`), the vowels taken three to a kind,
so that one form stands for all its spellings; words in Arabic letters as they are written, without the article. A word
that is not in the table so is taken for one that sounds nearly like it (`راجنات` for Rajnath, `Qustavo` for Gustavo).
Each word of the name speaks for the states of the cultures that have it, the more the fewer all those states are, an
ending the more the longer it is. The answer is the state that has most, if no other of those asked about has half as
much.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from comity.names import sounds, tables

_PLAIN: Final = str.maketrans("eyŷoŵuxĈGqwÇč", "aiiuuuhkgkvCC")
_ARABIC: Final = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})
_ARTICLE: Final = "ال"
_STEM: Final = 2  # letters that a name has before its ending, or after its beginning
_INITIAL: Final = 2  # letters
_SHARED: Final = 0.2  # what a word says for each of very many states
_BEGINNING: Final = 0.8  # what a beginning says, a whole word saying 1
_LETTER: Final = 0.25  # what each letter of an ending says
_LEAST: Final = 0.15  # what a name must say for a state
_SURE: Final = 0.9  # what a name says that is surely usual there
_KNOWN: Final = 0.5  # what a name says that is known to be usual somewhere
_ELSEWHERE: Final = 4.0  # times as much as with any of those asked about, where it is usual elsewhere
_FAR: Final = 2.5  # times as much as elsewhere, where it is surely usual
_RATIO: Final = 2.0  # times as much as for any other
_SOUNDS_LIKE: Final = 0.9  # likeness of a word to one of the table
_NEARLY: Final = 0.8  # what such a word says, the word itself saying 1
_FIRM: Final = 4.2  # weight of the sounds that such a word has at least
_FIRM_ARABIC: Final = 2.6  # the same in Arabic letters, which leave vowels out
_LENGTH: Final = 9  # consonants by which such words are looked up


class _Table:
    """The table's words, endings and beginnings, each with the cultures that have it."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, set[str]]] = {kind: {} for kind in ("given", "family", "ending", "beginning")}
        self.states: dict[str, frozenset[str]] = {}
        self._words: set[tuple[str, str]] = set()
        self._by_consonants: dict[str, list[tuple[str, str, str]]] | None = None
        for culture, kind, forms in tables.rows("cultures.tsv"):
            if kind == "states":
                self.states[culture] = frozenset(forms.split())
                continue
            for form in forms.split():
                if kind in ("given", "family"):
                    self._words.add((kind, form))
                for key in _keys(form, kind):
                    self.known[kind].setdefault(key, set()).add(culture)

    def told(self, word: str, edge: bool, last: bool) -> dict[str, float]:
        """Culture -> how much the word says for its states; `edge`: it may be a family name, `last`: with an ending."""
        found = self._found(word, edge, last)
        return {
            culture: much * (_SHARED + (1 - _SHARED) / self._wide(culture, found)) for culture, much in found.items()
        }

    def _wide(self, culture: str, found: dict[str, float]) -> int:
        """In how many states the word is usual: those of all cultures that have it as surely, the narrowest of each."""
        alike = [self.states[other] for other, much in found.items() if much >= found[culture]]
        narrow = [states for states in alike if not any(other < states for other in alike)]
        return max(len(frozenset[str]().union(*narrow)), len(self.states[culture]))

    def _found(self, word: str, edge: bool, last: bool) -> dict[str, float]:
        """Culture -> how surely the word is one of its names."""
        found: dict[str, float] = defaultdict(float)

        def say(kind: str, key: str, much: float) -> None:
            for culture in self.known[kind].get(key, ()):
                found[culture] = max(found[culture], much)

        keys = _keys(word, "given")
        for key in keys:
            say("given", key, 1.0)
            if edge:
                say("family", key, 1.0)
        if not found:
            for kind, key in self._like(word):
                if edge or kind == "given":
                    say(kind, key, _NEARLY)
        for key in keys:
            for size in range(1, len(key) - _STEM + 1):
                say("beginning", key[:size], _BEGINNING)
                if last:
                    say("ending", key[-size:], min(1.0, _LETTER * size))
        return found

    def _like(self, word: str) -> list[tuple[str, str]]:
        """(kind, key) of the words of the table that sound nearly like this one."""
        heard = _reading(word)
        if sounds.weight(heard) < (_FIRM_ARABIC if sounds.script(word) == "Arab" else _FIRM):
            return []
        index = self._index()
        near = {pair for start in sounds.beginnings(heard, _LENGTH) for pair in index.get(start, ())}
        return [(kind, key) for kind, key, reading in sorted(near) if sounds.is_like(heard, reading, _SOUNDS_LIKE)]

    def _index(self) -> dict[str, list[tuple[str, str, str]]]:
        """Consonants -> the (kind, key, reading) of words that are heard so; made when it is first asked for."""
        if self._by_consonants is None:
            self._by_consonants = defaultdict(list)
            for kind, word in sorted(self._words):
                reading = _reading(word)
                for start in sounds.beginnings(reading, _LENGTH):
                    self._by_consonants[start] += [(kind, key, reading) for key in _keys(word, "given")[:1]]
        return self._by_consonants


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
        return [key[1:] for key in _keys(f"{'d' if folded[:1] == 'b' else 'b'}{folded}", "given")]
    return [reading.translate(_PLAIN) for reading in sounds.readings(folded)[:1]]


def _reading(word: str) -> str:
    """How the word sounds, in its plainest reading."""
    return next(iter(sounds.readings(sounds.fold(word).strip("'’-"))), "")


@lru_cache(maxsize=1 << 14)
def _told(parts: tuple[str, ...]) -> dict[str, float]:
    """State -> how much the words of the name say for it."""
    words = [word for part in parts for word in part.split("-") if len(word.rstrip(".")) > _INITIAL]
    table, whole = _table(), defaultdict[str, float](float)
    for i, word in enumerate(words):
        said: dict[str, float] = defaultdict(float)
        for culture, much in table.told(word, i in (0, len(words) - 1), i == len(words) - 1).items():
            for state in table.states[culture]:
                said[state] = max(said[state], much)
        for state, much in said.items():
            whole[state] += much
    return dict(whole)


def usual_in(parts: tuple[str, ...], states: Iterable[str]) -> str | None:
    """The one of these states (ISO 3166-1 alpha-2) where the name is usual; None where none is, or several may be.

    `parts` are the words of the name, in any script.

    >>> usual_in(("Guido", "Crosetto"), ("LB", "IT"))
    'IT'
    >>> usual_in(("Ahmed", "Hasan"), ("SO", "TR")) is None
    True
    """
    asked = set(states)
    usual = usual_among(parts, asked) or ()
    return min(usual) if len(usual) == 1 < len(asked) else None


def usual_among(parts: tuple[str, ...], states: Iterable[str]) -> frozenset[str] | None:
    """Those of these states where the name may be usual; None where it is known of none of them.

    Empty where it is usual with none of them, and surely elsewhere.

    >>> sorted(usual_among(("Ahmed", "Hasan"), ("SO", "TR", "NO")))
    ['SO', 'TR']
    >>> sorted(usual_among(("Guido", "Crosetto"), ("LB", "TR")))
    []
    """
    told = _told(parts)
    asked = {state: told.get(state, 0.0) for state in states}
    most = max(asked.values(), default=0.0)
    if most < _LEAST:
        return frozenset() if max(told.values(), default=0.0) >= _KNOWN else None
    if most * _ELSEWHERE < max(told.values()):
        return frozenset()
    return frozenset(state for state, much in asked.items() if much * _RATIO >= most)


def is_usual(parts: tuple[str, ...], state: str, others: Iterable[str]) -> bool:
    """Whether the name is surely usual in the state, and far more than in any of the others."""
    told = _told(parts)
    much, most = told.get(state, 0.0), max((told.get(other, 0.0) for other in others), default=0.0)
    return much >= max(_SURE if most >= _LEAST else _KNOWN, _FAR * most)
