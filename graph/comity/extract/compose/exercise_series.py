"""Editions of one series: `Lake Guard-2023` and `Lake Guard-2025` share the stem `Lake Guard`.

Where an article has named one edition beside a word for exercise, the same stem with another number is an exercise
without that word: `The previous one, "Lake Guard-2023", was staged at Jinja`.
"""

from __future__ import annotations

from collections.abc import Iterable

from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK, NUMBER, Token

_SHORT = 4  # letters of a stem that is one word: shorter ones are other words
_LAST_YEAR = 35  # two figures that may be a year: `Grifon-24`
_FIRST_YEAR = 15

Stem = tuple[str, ...]


def is_roman(text: str) -> bool:
    """Whether it may be a Roman number."""
    return bool(text) and not text.strip("IVXL")


def stem_of(tokens: list[Token]) -> Stem:
    """The words of a name without the number of its edition."""
    words = [t for t in tokens if t.kind != MARK]
    while words and (words[-1].kind == NUMBER or is_roman(words[-1].text)):
        words.pop()
    return tuple(t.key for t in words)


def stems_of(names: Iterable[tuple[Sentence, int, int]]) -> frozenset[Stem]:
    """The stems of these names, those left out that are one short word."""
    found = (stem_of(sentence.tokens[a:b]) for sentence, a, b in names)
    return frozenset(stem for stem in found if len(stem) > 1 or (stem and len(stem[0]) >= _SHORT))


def editions(sentence: Sentence, stems: frozenset[Stem]) -> list[tuple[int, int]]:
    """The names of known series: with the number of an edition, or in quotation marks, tokens[first:last]."""
    if not stems:
        return []
    tokens = sentence.tokens
    if tokens[0].text == "#":  # a line of tags
        return []
    found = [(a, b) for a, b in sentence.quoted if stem_of(tokens[a:b]) in stems]
    for stem in sorted(stems, key=lambda stem: (-len(stem), stem)):  # the longest first
        for i in range(len(tokens) - len(stem)):
            last = i + len(stem)
            if tokens[i].key != stem[0] or tuple(t.key for t in tokens[i:last]) != stem:
                continue
            if any(a <= i < b for a, b in found):
                continue
            if tokens[last].kind == NUMBER or (is_roman(tokens[last].text) and tokens[last].text != "I"):
                found.append((i, last + 1))
    return sorted(found)


def year_of(tokens: list[Token], a: int, b: int) -> int | None:
    """The year in which the name tokens[a:b] ends: `Lake Guard-2025`, `Brave Griffin-24`."""
    last = tokens[b - 1]
    if b - a < 2 or last.kind != NUMBER:
        return None
    if len(last.key) == 4 and last.key.startswith(("19", "20")):
        return int(last.key)
    return 2000 + int(last.key) if last.glued and b - a > 2 and is_short_year(last) else None


def is_short_year(token: Token) -> bool:
    """Whether the number may be the last two figures of a year."""
    return len(token.key) == 2 and _FIRST_YEAR <= int(token.key) <= _LAST_YEAR


def is_dated_name(tokens: list[Token], a: int, b: int) -> bool:
    """Whether the name ends in a year, or in a Roman number: `Southern Sea LXVI`."""
    roman = b - a > 1 and is_roman(tokens[b - 1].text) and tokens[b - 2].capital
    return roman or year_of(tokens, a, b) is not None
