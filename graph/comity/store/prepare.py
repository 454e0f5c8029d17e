"""A query made ready: prefixes that it uses and does not declare, and parameters bound as terms.

A parameter is a variable of the query. Binding it puts the *term*, written by the engine's own serialiser, in the
place of the variable's tokens (SEP-0007 of the SPARQL community group describes the same), so that it holds in
sub-queries, in OPTIONAL and in FILTER alike, and text from outside can never become syntax. Where a term may not
stand, the form that means the same is written: `(term AS ?v)` in a SELECT clause, `(term)` in GROUP BY and ORDER BY,
`true` for `BOUND(?v)`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph as ox

from comity.errors import ComityError
from comity.store.guard import Admitted, admit
from comity.store.tokens import Kind, Token, unquote_iri
from comity.terms import PREFIXES

_MODIFIERS: Final = frozenset({"GROUP", "ORDER", "HAVING"})
_AFTER_MODIFIERS: Final = frozenset({"LIMIT", "OFFSET", "VALUES"})


def declared_prefixes(query: Admitted) -> dict[str, str]:
    """The prefixes that the query's head declares."""
    found: dict[str, str] = {}
    for keyword, name, value in zip(query.tokens, query.tokens[1:], query.tokens[2:], strict=False):
        if keyword.word == "PREFIX" and name.kind is Kind.PREFIXED and value.kind is Kind.IRI:
            found[name.text[:-1]] = unquote_iri(value)
    return found


def used_prefixes(query: Admitted) -> list[str]:
    """The prefixes that the query's names have, sorted."""
    return sorted({token.text.partition(":")[0] for token in query.tokens if token.kind is Kind.PREFIXED})


def missing_prefixes(query: Admitted) -> list[str]:
    """The prefixes that the query uses and neither it nor comity declares, sorted."""
    declared = declared_prefixes(query)
    return [prefix for prefix in used_prefixes(query) if prefix not in declared and prefix not in PREFIXES]


def with_prefixes(query: Admitted) -> str:
    """The query's text with those of comity's prefixes declared before it that it uses and does not declare."""
    declared = declared_prefixes(query)
    lines = [
        f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n"
        for prefix in used_prefixes(query)
        if prefix not in declared and prefix in PREFIXES
    ]
    return "".join(lines) + query.text


def bind(query: str, values: Mapping[str, ox.NamedNode | ox.Literal]) -> str:
    """The query with these variables replaced by these terms.

    Raises ComityError if a variable is not in the query, or is one that the query itself binds.
    """
    if not values:
        return query
    admitted = admit(query)
    names = {token.variable for token in admitted.tokens if token.variable}
    for name in values:
        if name not in names:
            known = ", ".join(f"?{known}" for known in sorted(names)) or "none"
            raise ComityError(f"the query has no variable ?{name} to bind; its variables are {known}")
    parts: list[str] = []
    position = 0
    for start, end, text in _replacements(admitted.tokens, values):
        parts += [query[position:start], text]
        position = end
    return "".join(parts) + query[position:]


def _replacements(
    found: Sequence[Token], values: Mapping[str, ox.NamedNode | ox.Literal]
) -> list[tuple[int, int, str]]:
    """What to put where: (start, end, text), in order."""
    made: list[tuple[int, int, str]] = []
    clause = [""]  # innermost last, one entry an open brace: "SELECT", "MODIFIER" or ""
    parentheses = 0
    for index, token in enumerate(found):
        if token.text == "{" and token.kind is Kind.SIGN:
            clause[-1] = ""
            clause.append("")
        elif token.text == "}" and token.kind is Kind.SIGN and len(clause) > 1:
            clause.pop()
        elif token.text in "()" and token.kind is Kind.SIGN:
            parentheses += 1 if token.text == "(" else -1
        elif token.word == "SELECT":
            clause[-1] = "SELECT"
        elif token.word in _MODIFIERS:
            clause[-1] = "MODIFIER"
        elif token.word in _AFTER_MODIFIERS or token.word in ("WHERE", "FROM"):
            clause[-1] = ""
        if token.variable not in values or token.kind is not Kind.VARIABLE:
            continue
        before = [earlier.word for earlier in found[max(0, index - 2) : index]]
        if before and (before[-1] in ("AS", "VALUES")):
            raise ComityError(f"?{token.variable} cannot be set from outside: the query binds it itself")
        if before[:1] == ["BOUND"] and found[index - 1].text == "(":
            made.append((found[index - 2].start, found[index + 1].end, "true"))
            continue
        term = str(values[token.variable])
        if parentheses == 0 and clause[-1] == "SELECT":
            term = f"({term} AS ?{token.variable})"
        elif parentheses == 0 and clause[-1] == "MODIFIER":
            term = f"({term})"
        made.append((token.start, token.end, term))
    return made
