"""Names led back to the nominative, only where the ending is certain.

Agglutinative languages: a case ending (suffixes.tsv) after an ending of family names (names.tsv, `surname`) is cut off:
`Həsənovla` is `Həsənov`. Other languages list whole endings (`inflected  *овым  of=ов`); the first name follows the
family name only where its own ending is listed too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from comity.extract.lexicon import read
from comity.extract.matcher import Matcher
from comity.extract.script import Folding

_LONGEST: Final = 6  # letters of a case ending
_STEM: Final = 3  # letters that must remain


def nominative(parts: tuple[str, ...], words: Matcher) -> tuple[str, ...]:
    """The name in the nominative, or as it stands."""
    last = parts[-1]
    listed = _listed(words.language)
    if listed:
        changed = _replace(last, listed, words.folding)
        if changed == last:
            return parts
        return (*(_replace(part, listed, words.folding) for part in parts[:-1]), changed)
    return (*parts[:-1], _without_case(last, words))


@lru_cache(maxsize=16)
def _listed(language: str) -> tuple[tuple[str, str], ...]:
    """(ending, its nominative), longest first."""
    rows = [(e.form.removeprefix("*"), e.flags.get("of", "")) for e in read(language).entries if e.value == "inflected"]
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row)))


def _replace(word: str, listed: tuple[tuple[str, str], ...], folding: Folding) -> str:
    for ending, nominative_ending in listed:
        if word.lower().endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: len(word) - len(ending)] + nominative_ending
    return word


def _without_case(word: str, words: Matcher) -> str:
    key = words.folding.key(word)
    if len(key) != len(word):
        return word
    for size in range(2, _LONGEST + 1):
        stem, ending = key[:-size], key[-size:]
        if len(stem) >= _STEM and stem.endswith(words.surnames) and words.is_case_ending(ending):
            return word[: len(word) - size]
    return word
