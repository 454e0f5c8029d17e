"""Declined names led back to the nominative: languages whose lexicon lists whole endings (Russian).

`inflected  *овым  of=ов case=INS` (names.tsv) is the ending of a family name that shows its case by itself. `declined
*ом  of= case=INS` may be one: it is believed beside a word that shows the case, after a rank in that case, in the
instrumental and dative after an office too, and in the instrumental where all the words of a name end so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from comity.extract.lexicon import read
from comity.extract.name_span import NameSpan
from comity.extract.sentence import Sentence

_STEM: Final = 3  # letters that must remain
_OF_ITSELF: Final = "INS"  # the case that names show by themselves
_OF_OFFICE: Final = frozenset(
    {"INS", "DAT"}
)  # an office in the genitive may be that of another: `aide to the minister`


class Ending(NamedTuple):
    """An ending, what stands for it in the nominative, and the case that it marks."""

    written: str
    nominative: str
    case: str


@lru_cache(maxsize=16)
def endings(language: str, kind: str) -> tuple[Ending, ...]:
    """The endings of that kind (`inflected`, `declined`), the longest first; none for most languages."""
    rows = [e for e in read(language).entries if e.type == "names" and e.value == kind]
    found = [Ending(e.form.removeprefix("*"), e.flags.get("of", ""), e.flags["case"]) for e in rows]
    return tuple(sorted(found, key=lambda ending: (-len(ending.written), ending)))


def undeclined(parts: Sequence[str], language: str, shown: Iterable[str] = ()) -> tuple[str, ...]:
    """The name in the nominative, or as it stands. `shown` are cases that the words before it are in."""
    certain, possible = endings(language, "inflected"), endings(language, "declined")
    full = [part for part in parts if not part.endswith(".") and len(part) > _STEM]
    told = next((ending.case for part in full if (ending := _ending(part, certain))), None)
    if told is None:
        likely = [*shown, _OF_ITSELF]
        told = next((c for c in likely if len(full) > 1 and all(_ending(part, possible, c) for part in full)), None)
    if told is None:
        return tuple(parts)
    return tuple(_replace(part, _ending(part, certain, told) or _ending(part, possible, told)) for part in parts)


def shown_before(sentence: Sentence, name: NameSpan) -> list[str]:
    """The cases that the rank, or office, right before a name is in."""
    ranks = [m for m in sentence.of("ranks") if m.last == name.first]
    if ranks:
        return sorted({case for m in ranks for case in m.case.split("/")} - {"NOM"})
    offices = [m for m in sentence.of("roles", "counterparts") if m.last == name.first]
    return sorted({case for m in offices for case in m.case.split("/")} & _OF_OFFICE)


def _ending(word: str, known: Sequence[Ending], case: str | None = None) -> Ending | None:
    lower = word.lower()
    return next(
        (
            ending
            for ending in known
            if lower.endswith(ending.written)
            and len(word) - len(ending.written) >= _STEM
            and case in (None, ending.case)
        ),
        None,
    )


def _replace(word: str, ending: Ending | None) -> str:
    return word[: len(word) - len(ending.written)] + ending.nominative if ending else word
