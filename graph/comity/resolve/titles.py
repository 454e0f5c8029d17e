"""Names of exercises and titles of agreements: the same name in another script is the same name.

Names are compared by their sounds, word by word (Бауырластық шыңы is Bauyrlastyq shyny). A translated name sounds like
nothing, so two scripts that do not agree say nothing; two names in one script that do not agree are two names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from comity.names import sounds

#: A name and its language.
Title = tuple[str, str]

_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d+")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR: Final = re.compile(r"[-–—'’]\s*([0-4]\d)$")
_WORD_FOUND: Final = 0.65  # a word that is less like any word of the other name is not there
_SAME: Final = 0.82  # from here on two names are one
_OTHER: Final = 0.60  # below, in one script, they are two


@lru_cache(maxsize=65536)
def year(text: str) -> int | None:
    """The year that a name bears: `Xəzri-2023`, `Steppe Eagle-24`; none if it bears several."""
    found = {int(digits) for digits in _YEAR.findall(text)}
    if not found and (short := _SHORT_YEAR.search(text.strip())):
        found = {2000 + int(short[1])}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=65536)
def words(text: str) -> tuple[tuple[str, ...], ...]:
    """The readings of each word of a name, years and numbers left out."""
    return tuple(filter(None, (sounds.readings(word) for word in _WORD.findall(sounds.fold(text)))))


@lru_cache(maxsize=1 << 17)
def similarity(one: str, other: str) -> float:
    """How alike two names sound, 0 to 1: the worse of the two ways of finding the words of one in the other."""
    a, b = words(one), words(other)
    if not a or not b:
        return 0.0
    apart = min(_found(a, b), _found(b, a))
    joined = sounds.likeness("".join(word[0] for word in a), "".join(word[0] for word in b))
    return max(apart, joined)


def _found(few: Sequence[tuple[str, ...]], many: Sequence[tuple[str, ...]]) -> float:
    """The mean of how well each word of one name is found among those of the other, by weight."""
    weights = [max(sounds.weight(word[0]), 1.0) for word in few]
    return sum(score * weight for score, weight in zip(_scores(few, many), weights, strict=True)) / sum(weights)


def _scores(few: Sequence[tuple[str, ...]], many: Sequence[tuple[str, ...]]) -> list[float]:
    """How well each word of one name is found among those of the other; 0 for a word that is not there."""
    best = [max((sounds.likeness(x, y) for other in many for x in word for y in other), default=0.0) for word in few]
    return [score if score >= _WORD_FOUND else 0.0 for score in best]


def same(one: Sequence[Title], other: Sequence[Title]) -> bool:
    """Whether some name of the one is some name of the other, in whatever script."""
    return any(a == b or (numbers(a) == numbers(b) and similarity(a, b) >= _SAME) for a, _ in one for b, _ in other)


def contradict(one: Sequence[Title], other: Sequence[Title]) -> bool:
    """Whether both have a title in one language, and no two such titles agree, or they bear other numbers."""
    return _all(one, other, lambda a, b: similarity(a, b) < _OTHER)


def other_names(one: Sequence[Title], other: Sequence[Title]) -> bool:
    """The same for names of exercises, of which each word tells: two names are two if each has a word of its own."""
    return _all(one, other, _each_has_its_own)


def _all(one: Sequence[Title], other: Sequence[Title], differ: Callable[[str, str], bool]) -> bool:
    pairs = [(a, b) for a, first in one for b, second in other if first == second]
    return bool(pairs) and all(a != b and (numbers(a) != numbers(b) or differ(a, b)) for a, b in pairs)


@lru_cache(maxsize=1 << 17)
def _each_has_its_own(one: str, other: str) -> bool:
    a, b = words(one), words(other)
    return similarity(one, other) < _SAME and min(_scores(a, b), default=1) == min(_scores(b, a), default=1) == 0


@lru_cache(maxsize=65536)
def numbers(text: str) -> frozenset[str]:
    """The numbers in a name that are no year: `Steppe Eagle 3`."""
    bare = _SHORT_YEAR.sub("", _YEAR.sub("", text).strip())
    return frozenset(_NUMBER.findall(bare))


@lru_cache(maxsize=65536)
def keys(text: str) -> frozenset[str]:
    """What titles that may be one have in common, for looking them up: the first four firm consonants."""
    return sounds.beginnings("".join(word[0] for word in words(text)), 4)
