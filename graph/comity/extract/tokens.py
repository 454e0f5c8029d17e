"""Words, numbers and marks of a text, each with its place in the file and the key that the lexicon knows it by.

A word broken at the end of a line (`ми-` / `нистр`) is one token. A hyphen between two words or a word and a number is
no token: the second part is marked as `glued`, so that `генерал-полковник` and `генерал полковник` are read alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from comity.extract.script import digits

_LETTER: Final = r"[^\W\d_]"
_MARK: Final = "[\u0300-\u036f\u064b-\u065f\u0670\u0640\u00ad\u200c\u200d]"
_LOWER_BREAK: Final = r"-[ \t]*\r?\n[ \t]*(?=[a-zà-öø-ÿа-яёәғқңөұүһіąćęłńśźżăâîșțğşıəç\u0621-\u064a])"
TOKEN: Final = re.compile(
    rf"(?P<word>{_LETTER}+(?:(?:{_MARK}|['’ʼ‘`´](?={_LETTER})|{_LOWER_BREAK}){_LETTER}*)*)|(?P<number>\d+)|(?P<mark>\S)"
)
_BREAK: Final = re.compile(r"-[ \t]*\r?\n[ \t]*")
_APOSTROPHES = frozenset("'’‘")
_HYPHENS: Final = frozenset("-‐‑–—")
_POSSESSIVE: Final = re.compile(r"['’ʼ]s$", re.IGNORECASE)

WORD: Final = 0
NUMBER: Final = 1
MARK: Final = 2


class Token:
    """A word, number or mark: `text == file[start:end]`."""

    __slots__ = ("capital", "end", "glued", "key", "kind", "possessive", "start", "text")

    def __init__(
        self,
        start: int,
        end: int,
        text: str,
        key: str,
        kind: int,
        glued: bool = False,
        possessive: bool = False,
        capital: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.key = key
        self.kind = kind
        self.glued = glued  # joined to the token before it by a hyphen
        self.possessive = possessive  # English 's, which is not part of `text`
        self.capital = capital  # whether it is a word that begins with a capital letter

    @property
    def unbroken(self) -> str:
        """The word in one piece, though the text breaks it at the end of a line."""
        return _BREAK.sub("", self.text) if "\n" in self.text else self.text


def tokenize(text: str, fold: Callable[[str], str], english: bool = False, offset: int = 0) -> list[Token]:
    """The tokens of a text. `offset` is added to their places.

    >>> [t.key for t in tokenize("Hyp-test, 2025", str.lower)]
    ['hyp', 'test', ',', '2025']
    """
    tokens: list[Token] = []
    append = tokens.append
    glued = False
    quoting = False  # within single quotation marks
    for match in TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastindex
        raw = match[0]
        if kind == 1:
            possessive = english and len(raw) > 2 and _POSSESSIVE.search(raw) is not None
            if possessive:
                raw, end = raw[:-2], end - 2
            append(Token(start + offset, end + offset, raw, fold(raw), WORD, glued, possessive, raw[0].isupper()))
            glued = False
        elif kind == 2:
            append(Token(start + offset, end + offset, raw, digits(raw), NUMBER, glued))
            glued = False
        else:
            glued = (
                raw in _HYPHENS and start > 0 and text[start - 1].isalnum() and end < len(text) and text[end].isalnum()
            )
            if english and raw in _APOSTROPHES:
                if start == 0 or not text[start - 1].isalnum():
                    quoting = True
                elif not quoting and text[start - 1] == "s" and text[end : end + 1] == " ":
                    tokens[-1].possessive = True  # `the Philippines' navy`
                    continue
                else:
                    quoting = False
            if not glued:
                append(Token(start + offset, end + offset, raw, raw, MARK))
    return tokens
