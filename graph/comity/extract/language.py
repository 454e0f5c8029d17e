"""Which language a text is in: that of sources.csv, else by its letters, else by py3langid.

1. The letters of the text are counted, in one pass.
2. Letters decide first because they are certain: `ә ғ қ` are Kazakh, `ə` Azerbaijani; `q` with the letters of the Latin
   alphabets of Kazakh is Kazakh, with `oʻ gʻ` Uzbek; many a dotless `ı` is Turkish.
3. Else the commonest words of a language do, and where they are few, statistics (py3langid).

A text whose language has no lexicon is read by none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
import py3langid

from comity.extract.lexicon import folders

_SAMPLE: Final = 4000  # characters from the beginning
_BEYOND: Final = 0x700  # the letters asked for all lie before
_LATIN: Final = "a-zA-ZÀ-ɏ"
_CYRILLIC: Final = "\u0400-\u052f"
_ARABIC: Final = "\u0600-\u06ff"
_PERSIAN: Final = "پچژگ"
_KAZAKH: Final = "қғұәҚҒҰӘ"
#: Letters of the two Latin alphabets of Kazakh that do not stand beside `q` in other languages.
_KAZAKH_LATIN: Final = "ńǵýğşūŃǴÝĞŞŪ"
_DOTLESS: Final = "ı"
_AZERI: Final = "əƏ"
_AZERI_CYRILLIC: Final = "ҹҝҸҜ"
_NOT_RUSSIAN: Final = "іїєґўңөүҡјљњђћџѓќ"
_UZBEK_LATIN: Final = re.compile("[og][ʻ‘’'`]", re.IGNORECASE)
_RUSSIAN: Final = re.compile(r"\b(?:и|в|на|с|по|что|об|для|между|также|он)\b")
#: The commonest words of languages in Latin script that have a lexicon, so that statistics are asked in doubt only.
_COMMON: Final = {
    "en": re.compile(r"\b(?:the|of|and|in|to)\b"),
    "tr": re.compile(r"\b(?:ve|bir|ile|için|bu|olarak)\b"),
}
#: Words that Turkish has and Azerbaijani has not: fewer of them do where the letters say that it is one of the two.
_TURKISH: Final = re.compile(r"\b(?:ve|ile|için|olarak)\b")


@cache
def _codes(letters: str) -> npt.NDArray[np.intp]:
    """The code points of these letters; `a-z` is a range."""
    codes = [
        code
        for first, last in re.findall(r"(.)(?:-(.))?", letters)
        for code in range(ord(first), ord(last or first) + 1)
    ]
    return np.array(codes, np.intp)


class _Letters:
    """How often letters stand in a text."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        self._counts = np.bincount(codes[codes < _BEYOND], minlength=_BEYOND)

    def count(self, letters: str) -> int:
        """How many of these letters the text has."""
        return int(self._counts[_codes(letters)].sum())


def detect(text: str, told: str | None = None) -> str | None:
    """The lexicon (a folder, or `kk-Latn`) for this text; None if there is none.

    `told` is the language that the sources' list gives (BCP 47); it is not doubted, but its script is looked at.
    """
    sample = text[:_SAMPLE]
    letters = _Letters(sample)
    language = told.split("-")[0].lower() if told else _guess(sample, letters)
    if language not in folders():
        return None
    if language == "kk" and letters.count(_LATIN) > 2 * letters.count(_CYRILLIC):
        return "kk-Latn"
    return language


def _guess(sample: str, letters: _Letters) -> str:
    latin, cyrillic, arabic = (letters.count(script) for script in (_LATIN, _CYRILLIC, _ARABIC))
    if arabic > max(latin, cyrillic):
        return "fa" if letters.count(_PERSIAN) > arabic / 100 else "ar"
    if cyrillic > latin:
        if letters.count(_AZERI_CYRILLIC) * 100 > cyrillic:
            return "az"
        if letters.count(_KAZAKH) * 60 > cyrillic:
            return "kk"
        if not letters.count(_NOT_RUSSIAN) and len(_RUSSIAN.findall(sample)) * 90 > cyrillic:
            return "ru"
        return str(py3langid.classify(sample)[0])
    if letters.count(_AZERI) * 100 > latin:
        return "az"
    if letters.count("qQ") * 150 > latin:
        if letters.count(_KAZAKH_LATIN) * 150 > latin:
            return "kk"
        if len(_UZBEK_LATIN.findall(sample)) * 150 > latin:
            return "uz"
    for language, words in _COMMON.items():
        if len(words.findall(sample)) * 90 > latin:
            return language
    if letters.count(_DOTLESS) * 60 > latin and len(_TURKISH.findall(sample)) * 300 > latin:
        return "tr"
    return str(py3langid.classify(sample)[0])
