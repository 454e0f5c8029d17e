"""A row of tokens as letters, one for each number, word of time and mark, in which dates are patterns.

`D` day number, `Y` year, `M` month, `W` weekday, `R` relative word, `y` the word year, `-` range, `f` from, `s` since,
`u` until, `n` season, `N` number in words, `t` the word days, `x` anything else (the words are dates.tsv).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from comity.extract.mention import Mention
from comity.extract.tokens import MARK, NUMBER, WORD, Token

#: Words for a day by one that was named before, and how many days later it is; counted from the end where below 0.
ANAPHORS: Final = {"same-day": 0, "next-day": 1, "first-day": 0, "second-day": 1, "third-day": 2, "last-day": -1}


_MAY: Final = "month-5"  # the only month whose whole name is so short
_SHORT: Final = 3  # letters of an abbreviated month

_ABBREVIATED: Final = 4  # letters of a shortened month


class Atom:
    """One letter of the row: tokens[token:last], and the value of the word."""

    __slots__ = ("last", "letter", "token", "value")

    def __init__(self, letter: str, token: int, last: int, value: str) -> None:
        self.letter = letter
        self.token = token
        self.last = last
        self.value = value


def atoms_of(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Atom]:
    """The letters of these tokens, in order; `mentions` are those of the lexicon."""
    words: dict[int, tuple[str, int, str]] = {}
    for m in mentions:
        if m.type == "dates":
            letter = _letter(m.value)
            if letter and (m.first not in words or words[m.first][1] < m.last):
                words[m.first] = (letter, m.last, m.value)
        elif m.type == "links" and m.value == "and":
            words.setdefault(m.first, ("a", m.last, ""))
    atoms: list[Atom] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if at in words:
            letter, last, value = words[at]
            if letter == "M" and len(atoms) > 1 and atoms[-1].letter == "/" and atoms[-2].letter == "M":
                del atoms[-1]  # a month in both its names: مايو/أيار
                atoms[-1].last = last
            elif letter == "M" and _is_word(tokens, at, last, value, atoms):
                atoms.append(Atom("x", at, last, ""))
            elif letter != " ":
                atoms.append(Atom(letter, at, last, value))
            at = last
            continue
        at += 1
        if token.kind == NUMBER:
            before = atoms[-1] if atoms else None
            if token.glued and before is not None and before.letter in "DYM" and before.last == at - 1:
                atoms.append(Atom("-", at - 1, at - 1, ""))
            elif token.glued or (
                at > 1 and tokens[at - 2].end == token.start and tokens[at - 2].text not in '.–-/(«“"'
            ):
                atoms.append(Atom("x", at - 1, at, ""))
                continue
            size = len(token.key)
            if size == 4 and "1900" <= token.key <= "2099":
                atoms.append(Atom("Y", at - 1, at, token.key))
            elif size <= 2 and 1 <= int(token.key) <= 31:
                atoms.append(Atom("D", at - 1, at, token.key))
            else:
                atoms.append(Atom("x", at - 1, at, ""))
        elif _is_apostrophe(tokens, at - 1) and atoms and atoms[-1].letter in "DY" and atoms[-1].last == at - 1:
            at += 1  # `2007'den`: the ending of the number
            atoms[-1].last = at
        elif _is_abbreviating(tokens, at - 1, atoms):
            atoms[-1].last = at
        elif token.kind == MARK:
            atoms.append(
                Atom("-" if token.text in "–—-" else token.text if token.text in ".,/" else "x", at - 1, at, "")
            )
        elif not (
            atoms and atoms[-1].letter in "DY" and atoms[-1].last == at - 1 and _is_ending(token, tokens[at - 2])
        ):
            atoms.append(Atom("x", at - 1, at, ""))
        else:
            atoms[-1].last = at
    return atoms


def _is_word(tokens: Sequence[Token], at: int, last: int, value: str, atoms: Sequence[Atom]) -> bool:
    """Whether an abbreviated month is some short word: in small letters, no number beside it (`yan`, `там`, `ara`)."""
    text = tokens[at].text
    if value == _MAY or last - at > 1 or len(text) > _SHORT or not (text.islower() or (at == 0 and text[0].isupper())):
        return False
    beside = atoms and atoms[-1].letter in "DY" and atoms[-1].last == at
    return not beside and not (last < len(tokens) and (tokens[last].kind == NUMBER or tokens[last].text == "."))


def _is_apostrophe(tokens: Sequence[Token], at: int) -> bool:
    """Whether an apostrophe stands between a number and its ending, without spaces."""
    token = tokens[at]
    return (
        token.text in "'’"
        and 0 < at < len(tokens) - 1
        and tokens[at - 1].end == token.start
        and tokens[at + 1].start == token.end
        and tokens[at + 1].kind == WORD
    )


def _is_abbreviating(tokens: Sequence[Token], at: int, atoms: Sequence[Atom]) -> bool:
    """Whether it is the full stop of a shortened month before a number: `Dec. 14`."""
    if tokens[at].text != "." or not atoms or atoms[-1].letter != "M" or atoms[-1].last != at:
        return False
    short = len(tokens[at - 1].text) <= _ABBREVIATED and tokens[at - 1].end == tokens[at].start
    return short and at + 1 < len(tokens) and tokens[at + 1].kind == NUMBER


def _is_ending(token: Token, number: Token) -> bool:
    """Whether the word is the ending of the number before it (`6-да`, `28th`, `2018'de`)."""
    return token.glued or (
        token.start - number.end <= 1
        and (token.start == number.end or (len(token.text) <= 3 and token.start == number.end))
    )


@cache
def _letter(value: str) -> str:
    """The letter of a value of dates.tsv."""
    kind, _, rest = value.partition("-")
    if kind == "month" and rest.isdigit():
        return "M"
    if kind == "weekday":
        return "W"
    if kind == "season":
        return "n"
    if kind == "hijri":
        return "H"
    if (
        re.match(r"(day|week|month|year)[+-]", value)
        or value in {"last-weekday", "next-weekday", "this-weekday"}
        or value in ANAPHORS
    ):
        return "R"
    if kind == "number":
        return "N"
    if kind == "days":
        return "t"
    return {
        "year": "y",
        "since": "s",
        "until": "u",
        "from": "f",
        "to": "-",
        "between": "b",
        "same-month": "m",
        "ignore": " ",
    }.get(value, "")
