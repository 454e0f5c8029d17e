"""Places that no gazetteer lists, read from how a sentence names them: ranges, camps, villages, capes.

A row of capitalised words that the lexicon knows as nothing else, and that names nobody, is a place

- beside a word for a kind of place: `the Rabkoot training area`, `на полигоне Тумбулак`, `Krivolak poliqonunda`;
- after a preposition of place: `near Sesheke`;
- with the ending of place: `Lamu'da`, `Заркадағы`.

It is told as it is written, without its ending where that is certain; its country is not known. Scripts without
capitals show none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from comity.extract.mention import Mention
from comity.extract.name_span import name_words
from comity.extract.names import before_apostrophe
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.extract.tokens import NUMBER, WORD

_SHORT: Final = 3  # letters of a place without its ending
_LONGEST: Final = 4  # words
_AT: Final = frozenset({"LOC", "DAT", "LOCKI"})
_LIKE_NO_CASE: Final = tuple("оиуыэ")  # a Russian place that ends so has no cases


@dataclass(frozen=True)
class _Row:
    """Capitalised words that may name a place: tokens[first:last]."""

    first: int
    last: int


@dataclass(frozen=True)
class SmallPlace:
    """A place at tokens[first:last]; `kind`: a word beside it says what kind of place it is."""

    first: int
    last: int
    label: str
    kind: bool


def small_places(reading: Reading, sentence: Sentence, outside: tuple[int, int]) -> list[SmallPlace]:
    """The places so named in a sentence, in order; tokens of `outside` are the name of something else."""
    found = []
    for row in _rows(reading, sentence, outside):
        label, kind = _named(reading, sentence, row)
        if label:
            found.append(SmallPlace(row.first, row.last, label, kind))
    return found


def _rows(reading: Reading, sentence: Sentence, outside: tuple[int, int]) -> Iterator[_Row]:
    tokens = sentence.tokens
    blocked, _, particles, _ = name_words(sentence)
    taken = blocked | set(range(*outside))
    for m in sentence.mentions:
        if m.type != "names":
            taken.update(range(m.first, m.last))
    for name, _ in reading.people.in_sentence(sentence.index):
        taken.update(range(name.first, name.last))
    free = [token.capital and i not in taken and len(token.text) > 1 for i, token in enumerate(tokens)]
    at = 1  # a first word has a capital whatever it is
    while at < len(tokens):
        end = at
        while end < len(tokens) and (
            free[end]
            or (end > at and tokens[end].glued and tokens[end].kind == WORD)
            or (end > at and end in particles and end + 1 < len(tokens) and free[end + 1])  # `Punta del Este`
        ):
            end += 1
        beside_number = end < len(tokens) and tokens[end].kind == NUMBER
        if at < end <= at + _LONGEST and not beside_number and not tokens[at].text.isupper():
            yield _Row(at, end)
        at = max(end, at + 1)


def _named(reading: Reading, sentence: Sentence, row: _Row) -> tuple[str, bool]:
    """How the place is called, and whether by a word for its kind; empty where nothing shows that the row is one."""
    tokens = sentence.tokens
    text = reading.page.text[tokens[row.first].start : tokens[row.last - 1].end]
    kinds = _kinds(sentence)
    after = next((m for m in kinds if m.first == row.last), None)
    if sentence.verb_final:
        if after is not None and not _AT.isdisjoint(sentence.case_of(after).split("/")):
            return before_apostrophe(text), True
        return _without_ending(reading, sentence, row, text), False
    before = next((m for m in kinds if m.last == row.first), None)
    if before is not None and tokens[before.first].capital:  # `Camp Edwards`
        return reading.page.text[tokens[before.first].start : tokens[row.last - 1].end], True
    if after is not None or before is not None:
        return text, True
    linked = row.first - 1
    if tokens[linked].key in reading.page.matcher.articles:
        linked -= 1
    for link in sentence.of("links", "in", "into-or-in"):
        if link.last - 1 == linked:
            return text if link.value == "in" or text.endswith(_LIKE_NO_CASE) else "", False
    return "", False


def _kinds(sentence: Sentence) -> list[Mention]:
    """The words for kinds of places; a ship is none."""
    ships = sentence.words_of("institutions", "ships")
    grounds = [m for m in sentence.of("exercises", "ground") if m.first not in ships]
    return [*sentence.of("links", "town"), *grounds]


def _without_ending(reading: Reading, sentence: Sentence, row: _Row, text: str) -> str:
    """The row without the ending of place that its last word has; empty if it has none."""
    words = reading.page.matcher
    last = sentence.tokens[row.last - 1]
    stem = before_apostrophe(last.text)
    if stem != last.text:
        ending = words.folding.key(last.text[len(stem) + 1 :])
        return text[: len(text) - len(last.text) + len(stem)] if words.is_locative_ending(ending) else ""
    for size in range(len(last.text) - _SHORT, 1, -1):  # the longest ending first: `-dağı`
        if words.is_locative_ending(words.folding.key(last.text[-size:])):
            return text[:-size]
    return ""
