"""Which language a text is in: that of sources.csv, else by its letters, else by py3langid among the lexicon's languages.

Letters decide first because they are certain: `ә ғ қ` are Kazakh, `ə` Azerbaijani; Kazakh in Latin script is known by its
own letters or its commonest words. A text whose language has no lexicon is read by none.
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
_KAZAKH_LATIN = re.compile(
    r"(?:[ńǵýáúń]|\b(?:jáne|jäne|jane|bolyp|memleket\w*|qazaq\w*|qorǵanys|qorğanys|áskeri|äskeri|elder|óz|öz|týraly|turaly)\b)",
    re.IGNORECASE,
)
_TURKISH = re.compile(r"\b(?:ve|ile|bir|için|olarak|arasında|savunma|bakanı)\b", re.IGNORECASE)
_AZERI = re.compile("ə", re.IGNORECASE)


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
        if len(_KAZAKH_ONLY.findall(sample)) * 60 > cyrillic:
            return "kk"
        return str(py3langid.classify(sample)[0])
    if len(_AZERI.findall(sample)) * 100 > latin:
        return "az"
    if len(_KAZAKH_LATIN.findall(sample)) * 150 > latin and len(_TURKISH.findall(sample)) < 6:
        return "kk"
    return str(py3langid.classify(sample)[0])
