"""Names led back to the nominative, only where the ending is certain.

Agglutinative languages: a case ending (suffixes.tsv) is cut off a family name

- after an ending of family names (names.tsv, `surname`): `Həsənovla` is `Həsənov`;
- if it is one that no name has of its own (suffixes.tsv, `certain`): `Тинубудың`;
- if the person is also named without it, or with another one: `Коллинспен`, `Коллинске`, `Коллинс`;
- if it says "with" and somebody was met, and nothing else says with whom: `Seyrandyanla görüşüb`.

Languages that decline names list whole endings: `declension`.
"""

from __future__ import annotations

from typing import Final

from comity.extract.declension import endings, shown_before, undeclined
from comity.extract.matcher import Matcher
from comity.extract.name_span import NameSpan
from comity.extract.page import Page
from comity.extract.people import Figure
from comity.extract.script import Folding

_LONGEST: Final = 6  # letters of a case ending
_STEM: Final = 3  # letters that must remain
_SYLLABLE: Final = 2  # the same in a name of so many parts: `Хан Тхэ Су`
_SYLLABLES: Final = 3
_TO_MEETING: Final = 3  # words between a name and the verb of meeting
_WITH: Final = "COM"  # the case that says "with"


def spellings(figure: Figure, page: Page) -> list[tuple[str, ...]]:
    """Every spelling of the person once, in the nominative where that is certain."""
    words = page.matcher
    if endings(words.language, "inflected"):
        return list(dict.fromkeys(_undeclined(figure, parts, page) for parts in figure.spellings))
    told = {words.folding.key(name.parts[-1]) for name in figure.places}
    told |= {words.folding.key(parts[-1]) for parts in figure.spellings}
    found = []
    for parts in figure.spellings:
        plain = nominative(parts, words)
        if plain == parts:
            stem = _beside(words.folding.key(parts[-1]), told, words)
            if not stem and any(_is_partner(page, name) for name in figure.places if name.parts == parts):
                least = _STEM if len(parts) < _SYLLABLES else _SYLLABLE
                stem = _without(words.folding.key(parts[-1]), words.endings_of(_WITH), least)
            plain = (*parts[:-1], _written(parts[-1], stem, words.folding)) if stem else parts
        found.append(plain)
    return list(dict.fromkeys(found))


def nominative(parts: tuple[str, ...], words: Matcher) -> tuple[str, ...]:
    """The name in the nominative as far as its own endings tell, or as it stands."""
    if endings(words.language, "inflected"):
        return undeclined(parts, words.language)
    key = words.folding.key(parts[-1])
    stem = _after_surname(key, words) or _without(key, words.certain)
    return (*parts[:-1], _written(parts[-1], stem, words.folding)) if stem else parts


def _undeclined(figure: Figure, parts: tuple[str, ...], page: Page) -> tuple[str, ...]:
    places = [name for name in figure.places if name.parts == parts]
    shown = [case for name in places for case in shown_before(page.sentences[name.sentence], name)]
    return undeclined(parts, page.matcher.language, shown)


def _after_surname(key: str, words: Matcher) -> str:
    """The word without the case ending that follows an ending of family names; empty if there is none."""
    for size in range(2, _LONGEST + 1):
        stem, ending = key[:-size], key[-size:]
        if len(stem) >= _STEM and stem.endswith(words.surnames) and words.is_case_ending(ending):
            return stem
    return ""


def _without(key: str, endings: tuple[str, ...], least: int = _STEM) -> str:
    """The word without the shortest of the endings that it has, if so many letters remain; empty if it has none."""
    fitting = [e for e in endings if key.endswith(e) and len(key) - len(e) >= least]
    return key[: -len(min(fitting, key=len))] if fitting else ""


def _beside(key: str, told: set[str], words: Matcher) -> str:
    """The stem that the word shares with another form of the same name, both with a case ending or none."""
    stems = []
    for other in told - {key}:
        shared = next(
            (i for i, (a, b) in enumerate(zip(key, other, strict=False)) if a != b), min(len(key), len(other))
        )
        stem = key[:shared]
        rests = key[len(stem) :], other[len(stem) :]
        if len(stem) >= _STEM and rests[0] and all(not rest or words.is_case_ending(rest) for rest in rests):
            stems.append(stem)
    return max(stems, key=len, default="")


def _is_partner(page: Page, name: NameSpan) -> bool:
    """Whether a verb or noun of meeting follows the name, and no other word says with whom."""
    sentence = page.sentences[name.sentence]
    if not sentence.verb_final or sentence.of("links", "with"):
        return False
    return any(
        name.last <= m.first <= name.last + _TO_MEETING for m in sentence.of("events", "meet", "phone", "discuss")
    )


def _written(word: str, stem: str, folding: Folding) -> str:
    """The beginning of the word that is folded to the stem; the word itself if there is none."""
    return next((word[:n] for n in range(len(word), 0, -1) if folding.key(word[:n]) == stem), word)
