"""Turtle and TriG written for people: one block a subject, kinds together, prefixes, names as comments.

The bytes depend on the statements alone: subjects, properties and values are sorted, and every property stands on a
line of its own, so that one more fact changes few lines. Literals keep the form in which they came.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final, TextIO

from comity.assemble.statements import Statement
from comity.errors import printable
from comity.terms import ENTITY_KINDS, ID, ONTOLOGY, PREFIXES, curie

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_LABEL: Final = f"<{PREFIXES['rdfs']}label>"
_EVIDENCE: Final = f"<{ONTOLOGY}evidence>"
_XSD: Final = PREFIXES["xsd"]
#: What names a fact in the comment above it: the entities that take part in it.
_NAMING: Final = frozenset(
    f"<{ONTOLOGY}{name}>"
    for name in ("visitor", "host", "head", "sender", "participant", "party", "holder", "office", "place", "series")
)
_KIND_ORDER: Final = {kind: place for place, kind in enumerate(ENTITY_KINDS)}
#: Literals that Turtle writes without quotation marks and reads back with the same type and form.
_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
_TYPED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"\^\^<([^>]*)>', re.DOTALL)

Triple = tuple[str, str, str]


def write_turtle(statements: Iterable[Statement], out: TextIO) -> None:
    """Write the union of all graphs as Turtle. Statements are N-Triples terms; blank nodes stay as they are."""
    short = _Short()
    triples = sorted({(s.subject, s.predicate, s.object) for s in statements}, key=_in_order)
    names = _names(triples)
    out.write(_prefixes())
    for block in _blocks(triples, short, names, ""):
        out.write(block)


def write_trig(statements: Iterable[Statement], out: TextIO) -> None:
    """Write the statements as TriG, each named graph in a block of its own; "" names the default graph."""
    short = _Short()
    ordered = sorted(set(statements))
    names = _names((s.subject, s.predicate, s.object) for s in ordered)
    out.write(_prefixes())
    for graph, told in groupby(ordered, key=lambda statement: statement.graph):
        triples = sorted(((s.subject, s.predicate, s.object) for s in told), key=_in_order)
        out.write(f"\n{short(graph)} {{\n" if graph else "\n{\n")
        for block in _blocks(triples, short, names, "    "):
            out.write(block)
        out.write("}\n")


def _prefixes() -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))


class _Short:
    """N-Triples terms as Turtle terms, each worked out once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def __call__(self, term: str) -> str:
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._shorten(term)
        return found

    def _shorten(self, term: str) -> str:
        if term[0] == "<":
            name = curie(term[1:-1])
            return name if name != term[1:-1] else term
        if term[-1] == ">" and (typed := _TYPED.fullmatch(term)):
            lexical, datatype = typed.groups()
            if datatype in _BARE and _BARE[datatype].fullmatch(lexical):
                return lexical
            return f'"{lexical}"^^{self(f"<{datatype}>")}'
        return term


def _in_order(triple: Triple) -> tuple[int, str, int, str, str]:
    subject, predicate, value = triple
    kind = subject[len(ID) + 1 :].partition("/")[0] if subject.startswith(f"<{ID}") else ""
    first = 0 if predicate == _TYPE else 1 if predicate == _LABEL else 3 if predicate == _EVIDENCE else 2
    return _KIND_ORDER.get(kind, len(_KIND_ORDER)), subject, first, predicate, value


def _names(triples: Iterable[Triple]) -> dict[str, str]:
    """The English label of each subject that has one, the first in the order of the alphabet."""
    names: dict[str, str] = {}
    for subject, predicate, value in triples:
        if predicate == _LABEL and value.endswith('"@en'):
            name = value[1:-4]
            if subject not in names or name < names[subject]:
                names[subject] = name
    return names


def _blocks(triples: list[Triple], short: Callable[[str], str], names: dict[str, str], indent: str) -> Iterator[str]:
    inner = f"{indent}    "
    for subject, group in groupby(triples, key=lambda triple: triple[0]):
        told = list(group)
        lines = []
        for predicate, values in groupby(told, key=lambda triple: triple[1]):
            shown = f",\n{inner}    ".join(short(value) for _, _, value in values)
            lines.append(f"{'a' if predicate == _TYPE else short(predicate)} {shown}")
        comment = _comment(told, names)
        body = f" ;\n{inner}".join(lines)
        yield f"\n{f'{indent}# {comment}' + chr(10) if comment else ''}{indent}{short(subject)} {body} .\n"


def _comment(told: list[Triple], names: dict[str, str]) -> str:
    """For a node without a label of its own: whom it is about."""
    if told[0][0] in names or any(predicate == _LABEL for _, predicate, _ in told):
        return ""
    about = dict.fromkeys(names[value] for _, predicate, value in told if predicate in _NAMING and value in names)
    return printable(", ".join(about))
