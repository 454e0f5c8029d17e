"""Turtle and TriG written for people: one block a subject, kinds together, prefixes, names as comments.

The bytes depend on the statements alone: subjects, properties and values are sorted, and every property stands on a
line of its own, so that one more fact changes few lines. Literals keep the form in which they came.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
_TYPE_KEY: Final = f"0{_TYPE}"
_LABEL_KEY: Final = f"1{_LABEL}"
_KIND_ORDER: Final = {kind: place for place, kind in enumerate(ENTITY_KINDS)}
#: Literals that Turtle writes without quotation marks and reads back with the same type and form.
_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
_TYPED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"\^\^<([^>]*)>', re.DOTALL)

#: Subject -> (sort key of the predicate, object), the form in which a block is sorted and written.
Told = dict[str, list[tuple[str, str]]]


def write_turtle(statements: Iterable[Statement], out: TextIO) -> None:
    """Write the union of all graphs as Turtle. Statements are N-Triples terms; blank nodes stay as they are."""
    told = _by_subject(statements)
    out.write(_prefixes())
    out.writelines(_blocks(told, _Short(), _names(told), ""))


def write_trig(statements: Iterable[Statement], out: TextIO) -> None:
    """Write the statements as TriG, each named graph in a block of its own; "" names the default graph."""
    short = _Short()
    ordered = sorted(set(statements))
    names = _names(_by_subject(ordered))
    out.write(_prefixes())
    for graph, said in groupby(ordered, key=lambda statement: statement.graph):
        told = _by_subject(said)
        out.write(f"\n{short[graph]} {{\n" if graph else "\n{\n")
        out.writelines(_blocks(told, short, names, "    "))
        out.write("}\n")


def _prefixes() -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in sorted(PREFIXES.items()))


class _Short(dict[str, str]):
    """N-Triples terms as Turtle terms, each worked out once, when it is first asked for."""

    def __missing__(self, term: str) -> str:
        found = self[term] = self._shorten(term)
        return found

    def _shorten(self, term: str) -> str:
        if term[0] == "<":
            name = curie(term[1:-1])
            return name if name != term[1:-1] else term
        if term[-1] == ">" and (typed := _TYPED.fullmatch(term)):
            lexical, datatype = typed.groups()
            if datatype in _BARE and _BARE[datatype].fullmatch(lexical):
                return lexical
            return f'"{lexical}"^^{self[f"<{datatype}>"]}'
        return term


def _by_subject(statements: Iterable[Statement]) -> Told:
    """What is said, by subject, whatever graphs say it.

    Before each predicate stands a digit that says where in a block it belongs.
    """
    keys: dict[str, str] = {}
    told: Told = {}
    for _, subject, predicate, value in statements:
        key = keys.get(predicate)
        if key is None:
            place = 0 if predicate == _TYPE else 1 if predicate == _LABEL else 3 if predicate == _EVIDENCE else 2
            key = keys[predicate] = f"{place}{predicate}"
        if subject in told:
            told[subject].append((key, value))
        else:
            told[subject] = [(key, value)]
    return told


def _place(subject: str) -> tuple[int, str]:
    """Where the block of a subject stands: kinds of entity together, then by name."""
    kind = subject[len(ID) + 1 :].partition("/")[0] if subject.startswith(f"<{ID}") else ""
    return _KIND_ORDER.get(kind, len(_KIND_ORDER)), subject


def _names(told: Told) -> dict[str, str]:
    """The English label of each subject that has one, the first in the order of the alphabet."""
    names: dict[str, str] = {}
    for subject, pairs in told.items():
        labels = [value for key, value in pairs if key == _LABEL_KEY and value.endswith('"@en')]
        if labels:
            names[subject] = min(labels)[1:-4]
    return names


def _blocks(told: Told, short: _Short, names: dict[str, str], indent: str) -> Iterator[str]:
    inner = f" ;\n{indent}    "
    more = f",\n{indent}        "
    for subject in sorted(told, key=_place):
        lines: list[str] = []
        before = ""
        pairs = sorted(set(told[subject]))
        for key, value in pairs:
            if key == before:
                lines.append(f"{more}{short[value]}")
                continue
            start = inner if before else " "
            before = key
            lines.append(f"{start}{'a' if key == _TYPE_KEY else short[key[1:]]} {short[value]}")
        comment = "" if subject in names else _comment(pairs, names)
        head = f"\n{indent}# {comment}\n{indent}" if comment else f"\n{indent}"
        yield f"{head}{short[subject]}{''.join(lines)} .\n"


def _comment(pairs: list[tuple[str, str]], names: dict[str, str]) -> str:
    """For a node without a label of its own: whom it is about."""
    if any(key == _LABEL_KEY for key, _ in pairs):
        return ""
    about = dict.fromkeys(names[value] for key, value in pairs if key[1:] in _NAMING and value in names)
    return printable(", ".join(about)) if about else ""
