"""Names of persons across scripts: are Руслан Жақсылықов, Ruslan Jaksılıkov and رسلان جاكسيليكوف one name?

Method (what it reaches: docs/identity.md, benchmarks/names.py):
1. A name is cut into words; articles, kinship words and honours weigh little (particles.tsv); `R.` is an initial.
2. Two words are as alike as their sounds (`comity.names.sounds`). Words that given.tsv knows are one given name, or
   surely not one.
3. The words of the shorter name are laid beside those of the longer so that all are as alike as can be. The score is
   the mean of all pairs and the worst pair, half and half: brothers share a surname, and are two.
4. Where words are divided otherwise (عبد الفتاح, Abdülfəttah) the names are compared as one word; the errors are laid
   to the words in which they fall.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, pairwise, permutations
from typing import Final

from anyascii import anyascii

from comity.names import sounds, tables

_PARTICLE: Final = 0.25  # weight of an article or honour beside a word of the name proper
_INITIAL: Final = 0.9  # how alike `R.` is to a name that begins with R
_UNMATCHED: Final = 0.1  # what the words of the longer name that have no partner take off, by their share of the weight
_SURNAME: Final = 0.7  # a surname alone says no more than this of a full name
_NAMESAKE: Final = 0.55  # factor for two words that are two different given names
_JOINED: Final = 0.97  # factor for names that agree only as one word
_MOST_WORDS: Final = 6  # of a name; what follows is no name any more

_BREAKS: Final = re.compile(r"[\s.,·•‧・\-‐‑‒–—/]+")
_INITIALS: Final = re.compile(r"\b(\w)\.")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name: its readings, the given names that it may be, whether it is a particle or an initial."""

    text: str
    readings: tuple[str, ...]
    given: frozenset[str]
    particle: bool
    initial: bool

    @property
    def weight(self) -> float:
        """What the word counts for in the mean: longer words tell more."""
        return _PARTICLE if self.particle else min(max(sounds.weight(self.readings[0]), 1.0), 6.0)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A name cut into words."""

    words: tuple[Word, ...]

    @property
    def proper(self) -> tuple[Word, ...]:
        """The words that are no particles (all of them, if there is nothing else)."""
        return tuple(word for word in self.words if not word.particle) or self.words

    @property
    def full(self) -> bool:
        """Whether it is more than a surname or an initial with a surname: two words written out."""
        return sum(not word.initial for word in self.proper) > 1

    @property
    def bare(self) -> bool:
        """Whether it is one word only: a surname, as a rule."""
        return len(self.proper) < 2


@cache
def _particles() -> frozenset[str]:
    return frozenset(sounds.fold(word) for word, _ in tables.rows("particles.tsv"))


@cache
def _given() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, forms in tables.rows("given.tsv"):
        for form in (name, *forms.split()):
            found.setdefault(sounds.fold(form), set()).add(name)
    return {form: frozenset(names) for form, names in found.items()}


@lru_cache(maxsize=262144)
def parse(name: str) -> Parsed:
    """The words of a name, in any script. Han characters are taken as the syllables of pinyin that they spell."""
    spaced = _INITIALS.sub(r"\1. ", name)
    if sounds.script(name) == "Hani":
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "" if "·" in name else " ", anyascii(name))
    words = []
    for piece in spaced.split():
        initial = len(piece) == 2 and piece[1] == "."
        for text in filter(None, _BREAKS.split(sounds.fold(piece))):
            readings = sounds.readings(text)
            if readings:
                particle = text in _particles()
                words.append(Word(text, readings, _given().get(text, frozenset()), particle, initial or len(text) == 1))
    return Parsed(tuple(words[:_MOST_WORDS]))


@lru_cache(maxsize=1 << 18)
def similarity(one: str, other: str) -> float:
    """How surely two spellings are of one name: 0 to 1, the same in both directions.

    >>> similarity("Руслан Жақсылықов", "Ruslan Jaksılıkov") > 0.9
    True
    >>> similarity("İlham Əliyev", "Гейдар Алиев") < 0.6
    True
    """
    a, b = sorted((parse(one), parse(other)), key=lambda name: (len(name.proper), [w.text for w in name.words]))
    if not a.words or not b.words:
        return 0.0
    aligned = _aligned(a.proper, b.proper)
    if a.bare != b.bare:
        aligned *= _SURNAME
    if aligned < 0.9 and (len(a.words) != len(b.words) or len(a.proper) != len(b.proper)):
        aligned = max(aligned, _JOINED * max(_divided(a, b), _joined(a, b)))
    return round(aligned, 4)


def _aligned(few: tuple[Word, ...], many: tuple[Word, ...]) -> float:
    """The words of the shorter name laid beside those of the longer: mean and worst, half and half."""
    table = [[_alike(one, other) for other in many] for one in few]
    weight = [word.weight for word in few]
    every = sum(word.weight for word in many)
    best = 0.0
    for order in permutations(range(len(many)), len(few)):
        pairs = [row[column] for row, column in zip(table, order, strict=True)]
        mean = sum(score * share for score, share in zip(pairs, weight, strict=True)) / sum(weight)
        alone = 1 - sum(many[column].weight for column in order) / every
        best = max(best, 0.5 * mean + 0.5 * min(pairs) - _UNMATCHED * alone)
    return best


def _divided(a: Parsed, b: Parsed) -> float:
    """Where one name has more words: two neighbours of it as one word, all others as they are."""
    few, many = a.proper, b.proper
    if len(few) == len(many) or len(few) < 2:
        return 0.0
    return max(
        (
            _aligned(few, (*many[:i], _one_word(one, other), *many[i + 2 :]))
            for i, (one, other) in enumerate(pairwise(many))
            if not (one.initial or other.initial)
        ),
        default=0.0,
    )


def _one_word(one: Word, other: Word) -> Word:
    """Two words written as one."""
    readings = tuple(dict.fromkeys(x + y for x in one.readings[:2] for y in other.readings[:2]))
    return Word(one.text + other.text, readings, frozenset(), one.particle and other.particle, False)


def _alike(one: Word, other: Word) -> float:
    """How alike two words are."""
    if one.initial or other.initial:
        starts = (
            any(sounds.distance(a[:1], b[:1]) <= 0.1 for a in one.readings for b in other.readings)
            or one.text[0] == other.text[0]
        )
        return _INITIAL if starts else 0.0
    if one.given & other.given:
        return 1.0
    score = max(sounds.likeness(a, b) for a in one.readings for b in other.readings)
    return score * _NAMESAKE if one.given and other.given else score


def _joined(a: Parsed, b: Parsed) -> float:
    """Two names as one word each: the likeness of the whole and of the word that fares worst, half and half."""
    if any(word.initial for word in a.words + b.words):
        return 0.0
    one = [word.readings[0] for word in a.words]
    other = [word.readings[0] for word in b.words]
    lighter, heavier = sorted((sounds.weight("".join(one)), sounds.weight("".join(other))))
    if lighter < 0.7 * heavier:
        return 0.0
    whole = sounds.likeness("".join(one), "".join(other))
    if whole < 0.7:
        return 0.0
    return 0.5 * whole + 0.5 * min(_worst(one, other), _worst(other, one))


def _worst(words: list[str], against: list[str]) -> float:
    """The least likeness that a word has to its own part of the other name, where the parts follow one another."""
    text, reached, worst = "".join(against), 0, 1.0
    for number, word in enumerate(words):
        if number == len(words) - 1:
            end = len(text)
        else:
            rest = "".join(words[number + 1 :])
            end = min(
                range(reached, len(text) + 1),
                key=lambda cut: sounds.distance(word, text[reached:cut]) + sounds.distance(rest, text[cut:]),
            )
        if sounds.weight(word) >= 1.5:
            worst = min(worst, sounds.likeness(word, text[reached:end]))
        reached = end
    return worst


@lru_cache(maxsize=262144)
def keys(name: str) -> frozenset[str]:
    """What full names that may be one have in common, for looking them up: some of these short texts.

    Of each two words, the first consonants of both; of the whole name as one word, its first four consonants.
    """
    words = parse(name).proper
    starts = [{key for reading in word.readings for key in sounds.beginnings(reading, 2)} for word in words]
    pairs = ("+".join(sorted((a, b))) for one, other in combinations(starts, 2) for a in one for b in other)
    whole = "".join(word.readings[0] for word in parse(name).words)
    return frozenset((*pairs, *sounds.beginnings(whole, 4)))


@lru_cache(maxsize=262144)
def word_keys(name: str) -> frozenset[str]:
    """What a surname alone, or with an initial, has in common with the full name: of each word its first consonants."""
    words = [word for word in parse(name).proper if not word.initial]
    return frozenset(key for word in words for reading in word.readings for key in sounds.beginnings(reading, 3))
