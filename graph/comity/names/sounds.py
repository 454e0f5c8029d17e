"""How a word of a name sounds, coarsely, in whatever script it is written; and how far two such sounds lie apart.

Method:
1. A word is cut into letters and groups of letters, the longest that the table of its script knows (sounds.Cyrl.tsv and
   so on), each of which stands for some sounds of weights.tsv. A letter of several readings has a sound of its own that
   is like each of them. Vowels weigh little: Arabic leaves them out, and every romanisation writes them its own way.
2. A word that is Chinese syllables throughout, in pinyin or as Russian writes it, has a second reading: Си is Xi. Han
   characters are read as pinyin.
3. The distance of two readings is Levenshtein's with the weights of weights.tsv and the costs of likeness.tsv.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii

from comity.names import tables

_MEMORY: Final = 1 << 16  # words and pairs remembered
_CLOSE: Final = 1e-9  # what floating point may add to a distance
_SCRIPTS: Final = {"CYRILLIC": "Cyrl", "LATIN": "Latn", "ARABIC": "Arab"}
_MARKS: Final = re.compile(r"[\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]")


def script(text: str) -> str:
    """The script of the first letter: `Cyrl`, `Latn`, `Arab`, `Hani`, or `Zyyy` for another or none."""
    for character in text:
        if character.isalpha():
            name = unicodedata.name(character, "")
            if name.startswith("CJK"):
                return "Hani"
            return _SCRIPTS.get(name.split(" ", 1)[0], "Zyyy")
    return "Zyyy"


def fold(text: str) -> str:
    """The text composed, without case, vowel marks of Arabic and invisible characters."""
    return _MARKS.sub("", unicodedata.normalize("NFC", text.replace("İ", "i").lower()).replace("i\u0307", "i"))


@lru_cache(maxsize=_MEMORY)
def readings(word: str) -> tuple[str, ...]:
    """The one, two or three ways in which a folded word may sound, the plainest first; empty if it has no letter."""
    kind = script(word)
    if kind in ("Hani", "Zyyy"):
        word, kind = fold(anyascii(word)), "Latn"
    found = [_spell(word, kind)]
    if kind == "Arab" and word.startswith("ال") and len(word) > 4:
        found.append(_spell(word[2:], kind))
    chinese = _chinese(word, kind)
    if chinese:
        found.extend(("".join(s[1] for s in chinese), _spell("".join(s[0] for s in chinese), "Latn")))
    return tuple(dict.fromkeys(filter(None, found)))


def _spell(word: str, kind: str) -> str:
    """The sounds of a word by the table of its script, each row of equal sounds as one."""
    pattern, table = _letters(kind)
    sounds = "".join(table[group] for group in pattern.findall(_known(word, kind)))
    return re.sub(r"(.)\1+", r"\1", sounds)


def _known(word: str, kind: str) -> str:
    """The word with letters that the table does not have taken apart, or romanised where that does not help."""
    table = _letters(kind)[1]
    if all(c in table for c in word):
        return word
    plain = (c if c in table else unicodedata.normalize("NFKD", c)[0] for c in word)
    return "".join(c if c in table else anyascii(c).lower() if kind == "Latn" else "" for c in plain)


@cache
def _letters(kind: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = tables.mapping(f"sounds.{kind}.tsv")
    return _longest_first(table), table


def _longest_first(keys: dict[str, str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, keys), key=lambda key: (-len(key), key))))


def _chinese(word: str, kind: str) -> list[tuple[str, str]]:
    """The word as Chinese syllables, each (pinyin, sounds), if it is nothing but such; else an empty list."""
    column = {"Cyrl": 0, "Latn": 1}.get(kind)
    if column is None or len(word) > 24:
        return []
    return list(_syllables(column, word.replace("ъ", "").replace("'", "")) or ())


@cache
def _syllable_table(column: int) -> dict[str, tuple[str, str]]:
    table: dict[str, tuple[str, str]] = {}
    for palladius, pinyin, sounds in tables.rows("pinyin.tsv"):
        table.setdefault((palladius, pinyin)[column], (pinyin, sounds))
    return table


@lru_cache(maxsize=_MEMORY)
def _syllables(column: int, word: str) -> tuple[tuple[str, str], ...] | None:
    if not word:
        return ()
    table = _syllable_table(column)
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in table:
            rest = _syllables(column, word[length:])
            if rest is not None:
                return (table[word[:length]], *rest)
    return None


@cache
def weights() -> dict[str, float]:
    """What each sound weighs: what it costs that it is missing."""
    return {sound: float(weight) for sound, weight, _, _ in tables.rows("weights.tsv")}


@cache
def _costs() -> dict[str, float]:
    """What it costs to take one sound for another, by the two together; equal sounds cost nothing."""
    costs = {sound + sound: 0.0 for sound in weights()}
    for one, other, cost in tables.rows("likeness.tsv"):
        costs[one + other] = costs[other + one] = float(cost)
    return costs


@lru_cache(maxsize=_MEMORY)
def weight(reading: str) -> float:
    """The weight of all the sounds of a reading."""
    table = weights()
    return sum(table[sound] for sound in reading)


@lru_cache(maxsize=_MEMORY)
def distance(one: str, other: str, most: float = math.inf) -> float:
    """The weighted edit distance of two readings: 0 when they sound alike.

    Where it is more than `most` it need not be exact: it is then only known to be more.
    """
    table, costs = weights(), _costs()
    row = [0.0]
    for sound in other:
        row.append(row[-1] + table[sound])
    for sound in one:
        missing, diagonal = table[sound], row[0]
        row[0] = left = diagonal + missing
        for j, heard in enumerate(other, start=1):
            extra = table[heard]
            change = diagonal + costs.get(sound + heard, max(missing, extra))
            diagonal = row[j]
            left = row[j] = min(change, diagonal + missing, left + extra)
        if (least := min(row)) > most:
            return least
    return row[-1]


def likeness(one: str, other: str) -> float:
    """How alike two readings are: 1 when they sound the same, 0 when nothing fits."""
    whole = max(weight(one), weight(other), 1.0)
    return max(0.0, 1.0 - distance(one, other) / whole)


def is_like(one: str, other: str, least: float) -> bool:
    """Whether the likeness of two readings is at least so much; quicker than to ask how alike they are."""
    whole = max(weight(one), weight(other), 1.0)
    return 1.0 - distance(one, other, (1.0 - least) * whole + _CLOSE) / whole >= least


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    """The kinds of consonant that a sound may be heard as, `""` where it may be missed altogether."""
    return {
        sound: tuple(kind.replace("-", "") for kind in kinds.split(" "))
        for sound, _, kinds, _ in tables.rows("weights.tsv")
    }


@lru_cache(maxsize=_MEMORY)
def beginnings(reading: str, length: int) -> frozenset[str]:
    """The first so many firm consonants of a reading, by their kind, in every way in which they may be heard."""
    found, kinds = {""}, _kinds()
    for sound in reading:
        found = {
            start if len(start) >= length or start.endswith(kind or "-") else start + kind
            for start in found
            for kind in kinds[sound]
        }
        if all(len(start) >= length for start in found):
            break
    return frozenset(found)
