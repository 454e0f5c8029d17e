"""Cuts a text into the sentences that are its own: paragraphs, headlines, sentences; lists of other articles, share
lines, photo credits and the like are left out (boilerplate.tsv), lines of a hard-wrapped text are joined.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from comity.extract.lexicon import read
from comity.extract.script import Folding

_LINE: Final = re.compile(r"[^\n]*\n?")
_STOPS: Final = tuple(".!?…؟۔")
_CLOSING: Final = "»”\"'’)]"
_SENTENCE: Final = re.compile(r"[.!?…؟][»”\"’)\]]*\s+(?=[\"“„«‘(\[–—-]*\s*[^\s\Wa-zа-яёәіңғүұқөһ_])")
_BULLET: Final = re.compile(r"\s*(?:[→►»]|\d\d:\d\d\s|>>)")
_WORDS: Final = re.compile(r"\w+")
_LAST_WORD: Final = re.compile(r"(?<![^\W_])([^\W\d_]+|\d{1,2})\.$")
_ORDINALS: Final = 31  # `1. Ordu`, `2. Abdullah`: where a stop makes a number ordinal, up to this one
_PROSE: Final = 150  # characters: a longer line that ends a sentence is no teaser
_BROKEN: Final = re.compile(r"[^\W\d_]-\s*$")  # a word that goes on in the next line
_CUT: Final = 30  # characters
_TITLE: Final = 160
_SENTENCE_LONG: Final = 90  # a line that begins like a credit, is longer and ends a sentence is text


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence of the text, `text[start:end]`: `title`, `header` (a line of date or place) or `body`."""

    start: int
    end: int
    kind: str
    paragraph: int


class _Openings:
    """Forms with which a line may begin, as whole words."""

    def __init__(self, forms: Sequence[str]) -> None:
        self._whole = frozenset(forms)
        self._followed = tuple(f"{form} " for form in forms)

    def begin(self, key: str) -> bool:
        """Whether the key of a line begins with one of them."""
        return key in self._whole or key.startswith(self._followed)


@dataclass(frozen=True, slots=True)
class _Marks:
    teaser: _Openings
    line: _Openings
    drop: _Openings


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    """Words whose full stop ends no sentence, and words (as written) that open one even after such a word."""

    words: frozenset[str]
    openings: frozenset[str]


@lru_cache(maxsize=16)
def _marks(language: str) -> tuple[_Marks, _Abbreviations, Folding]:
    lexicon = read("kk" if language == "kk-Latn" else language)
    folding = Folding(language)
    by: dict[str, list[str]] = {}
    for value, form, _ in lexicon.lists["boilerplate"]:
        by.setdefault(value, []).append(_key(form, folding))
    dropped = [
        form for value in ("share", "photo", "tags", "byline", "contact", "correction") for form in by.get(value, [])
    ]
    marks = _Marks(*(_Openings(forms) for forms in (by.get("teaser", ()), by.get("teaser-line", ()), dropped)))
    rows = lexicon.lists["abbreviations"]
    words = frozenset(folding.key(form.rstrip(".")) for value, form, _ in rows if value == "abbreviation")
    if any(value == "ordinal" for value, _, _ in rows):
        words |= {str(number) for number in range(1, _ORDINALS + 1)}
    openings = frozenset(form for value, form, _ in rows if value == "opening")
    return marks, _Abbreviations(words, openings), folding


def _key(text: str, folding: Folding) -> str:
    return " ".join(map(folding.key, _WORDS.findall(text)))


def _ends(line: str) -> bool:
    """Whether a line ends a sentence."""
    return line.rstrip().rstrip(_CLOSING).endswith(_STOPS)


def segment(text: str, language: str) -> list[Span]:
    """The sentences of the text, in order."""
    marks, abbreviations, folding = _marks(language)
    spans: list[Span] = []
    body = False
    for number, (start, end) in enumerate(_paragraphs(text, marks, folding)):
        line = text[start:end]
        ends = _ends(line)
        kind = "body"
        if not ends and len(line) < _TITLE:
            digits = sum(c.isdigit() for c in line)
            kind = "header" if digits > 5 and digits * 7 > len(line) else "body" if body else "title"
        body = body or (kind == "body" and len(line) > 60)
        for first, last in _sentences(text, start, end, abbreviations, folding):
            spans.append(Span(first, last, kind, number))
    return spans


def _paragraphs(text: str, marks: _Marks, folding: Folding) -> list[tuple[int, int]]:
    lines = [m.span() for m in _LINE.finditer(text) if m[0]]
    wrapped = _is_wrapped(text, lines)
    found: list[tuple[int, int]] = []
    tail, open_paragraph, cut = False, False, False
    width = max((end - start for start, end in lines), default=0)
    for start, end in lines:
        line = text[start:end]
        if not line.strip():
            open_paragraph = cut = False
            continue
        prose = len(line) > _PROSE and _ends(line)
        key = _key(line[:80], folding)
        if marks.teaser.begin(key):
            tail, open_paragraph = True, False
            continue
        if tail and not prose and not (wrapped and open_paragraph):
            continue
        tail = tail and not prose
        if (
            marks.line.begin(key)
            or (marks.drop.begin(key) and not (len(line) > _SENTENCE_LONG and _ends(line)))
            or (_BULLET.match(line) and not prose)
        ):
            open_paragraph = False
            continue
        inset = len(line) - len(line.lstrip())
        first, last = start + inset, start + len(line.rstrip())
        if cut or (wrapped and open_paragraph and inset < 3):
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
        short = last - start < 0.6 * width and _ends(line)
        open_paragraph = wrapped and not short
        cut = len(line) > _CUT and _BROKEN.search(line) is not None
    return found


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether lines are broken at a fixed width: several break a word, or a sentence goes on in the next line."""
    broken = 0
    for (start, end), (following, _) in itertools.pairwise(lines):
        line = text[start:end].rstrip()
        if len(line) > 30 and not _ends(line):
            rest = text[following : following + 40].lstrip()
            broken += line.endswith("-") or rest[:1].islower()
    return broken >= 3


def _sentences(
    text: str, start: int, end: int, abbreviations: _Abbreviations, folding: Folding
) -> list[tuple[int, int]]:
    found = []
    begin = start
    for match in _SENTENCE.finditer(text, start, end):
        stop = match.start() + 1
        before = text[max(start, stop - 20) : stop]
        word = _LAST_WORD.search(before)
        initial = (
            word is not None
            and len(word[1]) == 1
            and word[1].isalpha()
            and before[word.start() - 1 : word.start()] != "-"
        )
        if (
            word
            and before.endswith(".")
            and (initial or folding.key(word[1]) in abbreviations.words)
            and not ((following := _WORDS.match(text, match.end())) and following[0] in abbreviations.openings)
        ):
            continue  # an initial (not the number of `NAJAH-V`) or an abbreviation
        found.append((begin, match.start() + len(match[0].rstrip())))
        begin = match.end()
    if begin < end:
        found.append((begin, end))
    return found
