"""Spelling: every word is folded to a key under which the lexicon knows it, whatever script slips the text has.

What is folded: case, Unicode composition, quotation marks and apostrophes inside words, soft hyphens, `ё`, dotless `ı`,
Latin look-alikes in Cyrillic words and the reverse, Arabic vowel signs and letter shapes, Arabic digits, Azerbaijani
Cyrillic (to Latin), Kazakh Latin of 2017-2019 and 2021 (to a coarse Cyrillic). Offsets never change: a key belongs to
a token, and the token knows its place in the file. The tables are ontology/lexicon/shared/*.tsv.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Final

from comity.locate import ontology

_MARKS: Final = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640\u00ad\u200c-\u200f\u202a-\u202e]")
_APOSTROPHES: Final = str.maketrans("", "", "'’ʼʻ‘`´")
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_LATIN: Final = re.compile("[a-zà-ɏ]")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_DOUBLE_I: Final = re.compile("и{2,}")
_MEMORY: Final = 50_000  # distinct words remembered: more than are frequent in any language, and bounded
_BREAK: Final = re.compile(r"-[ \t]*\r?\n[ \t]*")


@cache
def table(name: str) -> dict[str, str]:
    """A table of ontology/lexicon/shared/: what is written -> what it is read as."""
    rows: dict[str, str] = {}
    for line in (ontology() / "lexicon" / "shared" / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            left, _, right = line.partition("\t")
            rows[left] = right
    return rows


@cache
def _letters(name: str) -> dict[int, str]:
    return {ord(left): right for left, right in table(name).items() if len(left) == 1}


@cache
def _digraphs(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((left, right) for left, right in table(name).items() if len(left) > 1)


def _transliterate(word: str, name: str) -> str:
    for left, right in _digraphs(name):
        word = word.replace(left, right)
    return word.translate(_letters(name))


def digits(text: str) -> str:
    """The text with Arabic and Persian digits as ASCII ones."""
    return text.translate(_DIGITS)


class _Keys(dict[str, str]):
    """The keys of words met before; that of a new word is made when it is asked for."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold

    def __missing__(self, word: str) -> str:
        if len(self) > _MEMORY:
            self.clear()
        found = self[word] = self._fold(word)
        return found


class Folding:
    """The folding of one language, or of Kazakh in Latin script (`kk-Latn`)."""

    def __init__(self, language: str) -> None:
        self.language = language
        #: The key of a word of the text or of the lexicon.
        self.key: Callable[[str], str] = _Keys(self._fold).__getitem__
        self.cyrillic = language in {"ru", "kk", "kk-Latn", "ky", "uk", "be", "mn", "bg", "sr", "tg"}

    def _fold(self, word: str) -> str:
        if word.isascii() and word.isalpha() and not self.cyrillic:
            return word.lower()
        word = unicodedata.normalize("NFC", _BREAK.sub("", word)).replace("İ", "i").casefold()
        if self.language == "kk-Latn" and _LATIN.search(word):
            return self._coarse(_transliterate(word.replace("’", "'").replace("ʼ", "'"), "kk-latin"))
        word = word.translate(_APOSTROPHES)
        if _ARABIC.search(word):
            return _transliterate(_MARKS.sub("", word), "arabic")
        latin, cyrillic = len(_LATIN.findall(word)), len(_CYRILLIC.findall(word))
        if latin and cyrillic:  # a mixed word belongs to the script that has more of it, or to that of the language
            to_cyrillic = cyrillic > latin or (cyrillic == latin and self.cyrillic)
            word = word.translate(_letters("latin-to-cyrillic" if to_cyrillic else "cyrillic-to-latin"))
            cyrillic = to_cyrillic * (latin + cyrillic)
        if cyrillic:
            if self.language == "az":
                return _transliterate(word, "az-cyrillic").replace("ı", "i")
            word = word.replace("ё", "е")
            return self._coarse(word) if self.language == "kk-Latn" else word
        return _MARKS.sub("", word.replace("ı", "i"))

    def disguised(self, key: str) -> str | None:
        """The Cyrillic word that a wholly Latin word of a Cyrillic text may be in disguise (`Hyp` for `Нур`)."""
        if not self.cyrillic or not key or not all(letter in _letters("latin-to-cyrillic") for letter in map(ord, key)):
            return None
        return key.translate(_letters("latin-to-cyrillic"))

    @staticmethod
    def _coarse(word: str) -> str:
        """The two Latin alphabets write some Cyrillic letters alike: they are one letter here."""
        return _DOUBLE_I.sub("и", word.translate(_letters("kk-coarse")))
