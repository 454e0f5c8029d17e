"""What a query is allowed to be, decided before an engine sees it.

Three things make a query dangerous for the process that answers it: it can make the engine call other servers
(`SERVICE`; in updates `LOAD`), it can be nested so deeply that a recursive parser overflows its stack and the process
aborts (Oxigraph 0.5: from 950 nested `IF(`), and it can chain thousands of operators, which becomes the same nesting in
the algebra (from some 7,000 `UNION`). So: no such keyword, at most `MAX_DEPTH` brackets open at once, at most
`MAX_OPERATORS` operators, at most `MAX_LENGTH` characters. The bounds lie at half of what was seen to be safe or below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from comity.errors import ComityError
from comity.store.tokens import AmbiguousQueryError, Kind, Token, tokens, without_escapes

MAX_LENGTH: Final = 1_000_000
#: Characters of a query that is looked over at once and remembered; a longer one takes up to seconds, and much memory.
SHORT: Final = 2_000
MAX_DEPTH: Final = 200
MAX_OPERATORS: Final = 2_500

_FORMS: Final = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
_CHAINS: Final = frozenset(
    {"UNION", "OPTIONAL", "MINUS", "BIND", "FILTER", "EXISTS", "GRAPH", "IN", "LATERAL", "VALUES"}
)
_OPERATORS: Final = frozenset("+-*/|^!=<>{[") | {"||", "&&", "!=", "<=", ">="}
_OPEN: Final = frozenset("({[")
_CLOSE: Final = frozenset(")}]")


class QueryRefused(ComityError):
    """A query that is not let through, and why. `too_big` tells those that are only too large or too deep."""

    def __init__(self, message: str, *, too_big: bool = False) -> None:
        self.too_big = too_big
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A query that may be evaluated: its tokens, its form, and whether it names its own data set by FROM."""

    text: str
    tokens: tuple[Token, ...]
    form: str
    has_dataset: bool


def admit(query: str) -> Admitted:
    """Look the query over. Raises `QueryRefused` with one plain sentence if it may not be evaluated."""
    return _remembered(query) if len(query) <= SHORT else _looked_over(query)


@lru_cache(maxsize=256)
def _remembered(query: str) -> Admitted:
    return _looked_over(query)


def _looked_over(query: str) -> Admitted:
    if len(query) > MAX_LENGTH:
        raise QueryRefused(f"the query is longer than {MAX_LENGTH:,} characters; ask in parts", too_big=True)
    query = without_escapes(query)
    try:
        found = tuple(_bounded(tokens(query)))
    except AmbiguousQueryError as error:
        raise QueryRefused(f"{error} (character {error.position + 1})") from error
    form = _form(found)
    words = {token.word for token in found}
    for word in ("SERVICE", "LOAD"):
        if word in words:
            raise QueryRefused(f"{word} is not allowed: a query here never calls another server or reads a file")
    return Admitted(query, found, form, "FROM" in words)


def _form(found: Sequence[Token]) -> str:
    for token in found:
        if token.word in _FORMS:
            return token.word
        if token.word in _UPDATES:
            raise QueryRefused(f"{token.word} would change the graph, which is read only: SELECT, ASK, CONSTRUCT")
    if not found:
        raise QueryRefused("the query is empty; begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    raise QueryRefused("there is no SELECT, ASK, CONSTRUCT or DESCRIBE in the query")


def _bounded(found: Iterable[Token]) -> Iterator[Token]:
    """The tokens, as long as they are not too deep or too many; reading stops at the first that is."""
    depth = operators = 0
    for token in found:
        if token.kind is Kind.SIGN:
            if token.text in _OPEN:
                depth += 1
                if depth > MAX_DEPTH:
                    raise QueryRefused(f"the query nests brackets deeper than {MAX_DEPTH} levels", too_big=True)
            elif token.text in _CLOSE:
                depth -= 1
            operators += token.text in _OPERATORS
        elif token.kind is Kind.WORD:
            operators += token.word in _CHAINS
        if operators > MAX_OPERATORS:
            chained = f"the query chains more than {MAX_OPERATORS:,} operators"
            raise QueryRefused(f"{chained}; write long lists as VALUES or IN", too_big=True)
        yield token
