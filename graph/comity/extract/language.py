"""Which language a text is in: that of sources.csv, else by its letters, else by py3langid.

Letters decide first because they are certain: `ә ғ қ` are Kazakh, `ə` Azerbaijani; `q` with the letters of the Latin
alphabets of Kazakh is Kazakh, with `oʻ gʻ` Uzbek. A text whose language has no lexicon is read by none.
"""

from __future__ import annotations

import re

import py3langid

from comity.extract.lexicon import folders

_LATIN = re.compile("[a-zA-ZÀ-ɏ]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_PERSIAN = re.compile("[پچژگ]")
_KAZAKH = re.compile("[қғұәһөңүі]", re.IGNORECASE)
_KAZAKH_ONLY = re.compile("[қғұә]", re.IGNORECASE)
#: Letters of the two Latin alphabets of Kazakh that do not stand beside `q` in other languages.
_KAZAKH_LATIN = re.compile("[ńǵýğşū]", re.IGNORECASE)
_Q = re.compile("q", re.IGNORECASE)
_UZBEK_LATIN = re.compile("[og][ʻ‘’'`]", re.IGNORECASE)
_RUSSIAN = re.compile(r"\b(?:и|в|на|с|по|что|об|для|между|также|он)\b")
_NOT_RUSSIAN = re.compile("[іїєґўңөүҡјљњђћџѓќ]")
#: The commonest words of languages in Latin script that have a lexicon, so that statistics are asked in doubt only.
_COMMON = {"en": re.compile(r"\b(?:the|of|and|in|to)\b"), "tr": re.compile(r"\b(?:ve|bir|ile|için|bu|olarak)\b")}
_AZERI = re.compile("ə", re.IGNORECASE)
_AZERI_CYRILLIC = re.compile("[ҹҝ]", re.IGNORECASE)


def detect(text: str, told: str | None = None) -> str | None:
    """The lexicon (a folder, or `kk-Latn`) for this text; None if there is none.

    `told` is the language that the sources' list gives (BCP 47); it is not doubted, but its script is looked at.
    """
    sample = text[:4000]
    language = told.split("-")[0].lower() if told else _guess(sample)
    if language not in folders():
        return None
    if language == "kk" and len(_LATIN.findall(sample)) > 2 * len(_CYRILLIC.findall(sample)):
        return "kk-Latn"
    return language


def _guess(sample: str) -> str:
    latin, cyrillic, arabic = (len(p.findall(sample)) for p in (_LATIN, _CYRILLIC, _ARABIC))
    if arabic > max(latin, cyrillic):
        return "fa" if len(_PERSIAN.findall(sample)) > arabic / 100 else "ar"
    if cyrillic > latin:
        if len(_AZERI_CYRILLIC.findall(sample)) * 100 > cyrillic:
            return "az"
        if len(_KAZAKH_ONLY.findall(sample)) * 60 > cyrillic:
            return "kk"
        if not _NOT_RUSSIAN.search(sample) and len(_RUSSIAN.findall(sample)) * 90 > cyrillic:
            return "ru"
        return str(py3langid.classify(sample)[0])
    if len(_AZERI.findall(sample)) * 100 > latin:
        return "az"
    if len(_Q.findall(sample)) * 150 > latin:
        if len(_KAZAKH_LATIN.findall(sample)) * 150 > latin:
            return "kk"
        if len(_UZBEK_LATIN.findall(sample)) * 150 > latin:
            return "uz"
    for language, words in _COMMON.items():
        if len(words.findall(sample)) * 90 > latin:
            return language
    return str(py3langid.classify(sample)[0])
