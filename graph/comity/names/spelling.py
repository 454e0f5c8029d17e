"""The usual Latin spelling of a name of last resort, and the slug that an IRI is made of."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from anyascii import anyascii

from comity.names import sounds, tables

_WORD: Final = re.compile(r"[^\W\d_]+")


def latin(name: str, language: str) -> str:
    """A readable Latin spelling of a name, without marks on letters, by the tables of romanisation of its language.

    Cyrillic goes by latin.LANGUAGE.tsv (else Russian's), Latin letters with marks by the same or without their marks,
    Arabic by latin.ar.tsv (best effort: it does not write its short vowels), other scripts by anyascii.

    >>> latin("Руслан Жақсылықов", "kk")
    'Ruslan Zhaksylykov'
    >>> latin("Zakir Həsənov", "az")
    'Zakir Hasanov'
    """
    composed = unicodedata.normalize("NFC", name).replace("ʻ", "'")
    return re.sub(r"\s+", " ", _WORD.sub(lambda word: _word(word[0], language.split("-")[0]), composed)).strip()


def slug(text: str) -> str:
    """Lower-case ASCII letters and digits with single hyphens, for an IRI.

    >>> slug("Dong Jun (admiral)")
    'dong-jun-admiral'
    """
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’`ʼ]", "", anyascii(text)).lower()).strip("-")


@cache
def _table(language: str) -> dict[str, str]:
    return tables.mapping(f"latin.{language}.tsv")


@cache
def _languages() -> frozenset[str]:
    """The languages that have a table of their own."""
    return frozenset(language for language, _ in tables.rows("latin.tsv"))


def _word(word: str, language: str) -> str:
    kind = sounds.script(word)
    if kind == "Arab":
        return _arabic(sounds.fold(word))
    known = language in _languages()
    if kind == "Cyrl" or (kind == "Latn" and known):
        spelt = _by_table(sounds.fold(word), _table(language if known else "ru"))
    else:
        spelt = anyascii(word).lower()
    if word.isupper() and len(word) > 1:
        return spelt.upper()
    return spelt if word[0].islower() else spelt[:1].upper() + spelt[1:]


def _arabic(word: str) -> str:
    """A known given name; else letter by letter, with an `a` where a word would have no vowel at all."""
    if word in _given_names():
        return _given_names()[word]
    article = word.startswith("ال") and len(word) > 4
    spelt = _by_table(word[2:] if article else word, _table("ar"))
    if not re.search("[aeiou]", spelt):
        spelt = re.sub("^(?:[ksdgctz]h|.)", r"\g<0>a", spelt)
    return ("Al-" if article else "") + spelt.capitalize()


@cache
def _given_names() -> dict[str, str]:
    """Given names in Arabic script, by the Latin name that given.tsv has them under; the first of several."""
    found: dict[str, str] = {}
    for name, forms in tables.rows("given.tsv"):
        for form in forms.split():
            if sounds.script(form) == "Arab":
                found.setdefault(sounds.fold(form), name)
    return found


def _by_table(word: str, table: dict[str, str]) -> str:
    """The word letter by letter; `^е` in a table is е at the beginning or after a vowel, `ий$` is ий at the end."""
    spelt, i = "", 0
    while i < len(word):
        found, length = _longest(word, i, table)
        spelt += found
        i += length
    return spelt


def _longest(word: str, i: int, table: dict[str, str]) -> tuple[str, int]:
    """What the longest group of letters at that place becomes, and how long it is."""
    for length in (3, 2, 1):
        group = word[i : i + length]
        opens = i == 0 or word[i - 1] in _OPEN
        closes = i + length == len(word)
        for place in ("^" + group if opens else group, group + "$" if closes else group, group):
            if place in table:
                return table[place], length
    return anyascii(word[i]), 1


_OPEN: Final = frozenset("аәеёиіоөуұүыэюяъьйاويی")
