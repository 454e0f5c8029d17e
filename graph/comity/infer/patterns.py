"""What a rule reads and says: the triples of its CONSTRUCT, and the triples that its innermost pattern matches.

A rule that counts has a pattern within patterns; what it counts is matched by the innermost one, and that is what an
explanation shows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pyoxigraph as ox
from rdflib import Literal, URIRef, Variable
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from comity.infer.rules import Rule

_PROLOGUE: Final = re.compile(r"^PREFIX .+$", re.MULTILINE)
_WHERE: Final = re.compile(r"\bWHERE\s*\{")

#: A part of a pattern: a variable's name, or a term.
Part = str | ox.NamedNode | ox.Literal


@dataclass(frozen=True)
class Pattern:
    """A triple of variables and terms; `graph` is the variable of the telling it is read from, if it is from one."""

    subject: Part
    predicate: Part
    object: Part
    graph: str | None = None

    def match(self, triple: ox.Triple) -> dict[str, ox.NamedNode | ox.Literal] | None:
        """The variables' values under which the pattern is the triple; None if it cannot be."""
        found: dict[str, Any] = {}
        for part, term in zip((self.subject, self.predicate, self.object), triple, strict=True):
            if isinstance(part, str):
                if found.setdefault(part, term) != term:
                    return None
            elif part != term:
                return None
        return found


@dataclass(frozen=True)
class Reading:
    """A rule taken apart: what it says, the query for a match, that for what it reads, and the triples it reads."""

    says: tuple[Pattern, ...]
    whole: str
    inner: str
    reads: tuple[Pattern, ...]


@cache
def reading(rule: Rule) -> Reading:
    """Take a rule apart."""
    algebra = prepareQuery(rule.text).algebra
    prologue = "\n".join(_PROLOGUE.findall(rule.text))
    blocks = [_block(rule.text, match.end() - 1) for match in _WHERE.finditer(rule.text)]
    return Reading(
        says=tuple(Pattern(_part(s), _part(p), _part(o)) for s, p, o in algebra.template),
        whole=f"{prologue}\nSELECT * WHERE {blocks[0]}",
        inner=f"{prologue}\nSELECT * WHERE {blocks[-1]}",
        reads=tuple(_triples(algebra.p, None)),
    )


def _block(text: str, start: int) -> str:
    """The text from the brace at `start` to the one that closes it."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return text[start : at + 1]
    return text[start:]


def _triples(node: Any, graph: str | None) -> list[Pattern]:
    """The triple patterns that must match, those of filters (what must not be, say) left out."""
    if not isinstance(node, CompValue):
        return []
    if node.name == "BGP":
        return [Pattern(_part(s), _part(p), _part(o), graph) for s, p, o in node.triples]
    if node.name == "Graph":
        return _triples(node.p, str(node.term))
    found = []
    for key in ("p", "p1", "p2"):
        found += _triples(node.get(key), graph)
    return found


def _part(term: Any) -> Part:
    if isinstance(term, Variable):
        return str(term)
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    assert isinstance(term, Literal)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
