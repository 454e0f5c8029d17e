"""The tokens of a SPARQL query: what every check and rewriting of a query's text here looks at.

A query is never searched with a pattern over its whole text: keywords in strings, comments and IRIs are not keywords.
The lexical rules are those of SPARQL 1.1, section 19.8. One thing they leave to the parser: in `(?a<?b#>c)` the `<` may
begin an IRI or compare. Such a spot (directly in parentheses, as only there anything is compared; an operand, then
something that reads as an IRI, has no scheme with `//`, and holds a `#` or a quote) is reported as ambiguous, and
callers refuse it: a check that reads it one way while the engine reads it the other could be led past.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple


class Kind(StrEnum):
    """Kinds of token."""

    IRI = "iri"
    STRING = "string"
    VARIABLE = "variable"
    LANGUAGE = "language"
    BLANK = "blank"
    PREFIXED = "prefixed"
    NUMBER = "number"
    WORD = "word"
    SIGN = "sign"


class Token(NamedTuple):
    """One token: its kind, its text, and where it begins and ends in the query."""

    kind: Kind
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """The text in capitals if the token is a bare word (a keyword or a function's name), else nothing."""
        return self.text.upper() if self.kind is Kind.WORD else ""

    @property
    def variable(self) -> str:
        """The variable's name without `?` or `$`, or nothing."""
        return self.text[1:] if self.kind is Kind.VARIABLE else ""


_NAME: Final = r"[^\W\d]"  # PN_CHARS_BASE or `_`, a little wider
_TOKEN: Final = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<iri><[^<>"{{}}|^`\\\x00-\x20]*(?:\\u[0-9A-Fa-f]{{4}}[^<>"{{}}|^`\\\x00-\x20]*)*>)
    | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|\\.))*'''|\"\"\"(?:"{{0,2}}(?:[^"\\]|\\.))*\"\"\"
               |'(?:[^'\\\r\n]|\\.)*'|"(?:[^"\\\r\n]|\\.)*")
    | (?P<variable>[?$]\w[\w·]*)
    | (?P<language>@[A-Za-z]+(?:-+[A-Za-z0-9]+)*)
    | (?P<blank>_:\w(?:[\w.\-·]*[\w\-·])?)
    | (?P<prefixed>(?:{_NAME}(?:[\w.\-·]*[\w\-·])?)?:
        (?:(?:[\w:]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])
           (?:(?:[\w:.\-·]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])*
              (?:[\w:\-·]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]))?)?)
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>{_NAME}\w*)
    | (?P<sign>\^\^|&&|\|\||!=|<=|>=|<<|>>|\{{\||\|\}}|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_KIND_OF: Final = {kind.value: kind for kind in Kind}
_OPERAND_ENDS: Final = frozenset(
    {Kind.IRI, Kind.STRING, Kind.VARIABLE, Kind.LANGUAGE, Kind.BLANK, Kind.PREFIXED, Kind.NUMBER}
)
_OPEN: Final = frozenset({"(", "{", "[", "{|"})
_CLOSE: Final = frozenset({")", "}", "]", "|}"})
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_LAST_CODE_POINT: Final = 0x10FFFF
_SURROGATES: Final = (0xD800, 0xDFFF)
_HIERARCHICAL: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.\-]*://")


class AmbiguousQueryError(ValueError):
    """A `<` in the query may begin an IRI or be a comparison; `position` is where."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__("a '<' of the query may begin an IRI or compare: write a space after it, or the whole IRI")


def tokens(query: str) -> Iterator[Token]:
    """The tokens of the query, without white space and comments.

    Raises `AmbiguousQueryError` where the reading of a `<` would change what follows.
    """
    before = ""
    before_is_operand = False
    brackets: list[str] = []
    for match in _TOKEN.finditer(query):
        name = match.lastgroup
        if name == "space" or name is None:
            continue
        kind, text = _KIND_OF[name], match.group()
        compares = brackets[-1:] == ["("] and (before_is_operand or before == ")")
        if kind is Kind.IRI and compares and ("#" in text or "'" in text) and not _HIERARCHICAL.match(text):
            raise AmbiguousQueryError(match.start())
        if kind is Kind.SIGN:
            if text in _OPEN:
                brackets.append(text)
            elif text in _CLOSE and brackets:
                brackets.pop()
        yield Token(kind, text, match.start(), match.end())
        before, before_is_operand = text, kind in _OPERAND_ENDS


def without_escapes(query: str) -> str:
    """The query with `\\u0041` and `\\U00000041` as the characters that they stand for (SPARQL 1.1, section 19.2).

    In IRIs and strings they stay: there the engine reads them itself, elsewhere it does not. Half of a pair of
    surrogates is no character and stays, to be refused.
    """
    if "\\u" not in query and "\\U" not in query:
        return query
    parts, end = [], 0
    for match in _TOKEN.finditer(query):
        if match.lastgroup in ("iri", "string", "space"):
            parts += [_ESCAPE.sub(_character, query[end : match.start()]), match.group()]
            end = match.end()
    return "".join([*parts, _ESCAPE.sub(_character, query[end:])])


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= _LAST_CODE_POINT and not _SURROGATES[0] <= code <= _SURROGATES[1] else escape[0]


def unquote_iri(token: Token) -> str:
    """The IRI between `<` and `>`."""
    return token.text[1:-1]
