"""Turtle as a curator writes it: subjects in the order of the page, each with the line where it stands.

The prefixes of comity are known without being declared.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from rdflib import Literal, URIRef

from comity.errors import Refusal, refuse
from comity.nodes import Local, Value
from comity.terms import PREFIXES

#: In front of the first line, and without a line break, so that the lines of error messages stay those of the file.
_KNOWN = "".join(f"@prefix {prefix}: <{namespace}> . " for prefix, namespace in PREFIXES.items())


@dataclass(frozen=True)
class Written:
    """One page of curated Turtle: what it says of each subject, in the order in which the subjects appear."""

    file: Path
    graph: str
    text: str = field(repr=False)
    subjects: dict[URIRef | Local, list[tuple[URIRef, Value]]]
    lines: Mapping[URIRef | Local, int]  # of each subject: where its first statement ends

    def line(self, subject: URIRef | Local, *clues: str) -> int:
        """The first line from the subject's on that has one of the clues (tried in turn); else the subject's."""
        first = self.lines[subject]
        rest = self.text.split("\n")[first - 1 :]
        for clue in filter(None, clues):
            for further, line in enumerate(rest):
                if clue in line:
                    return first + further
        return first


class _LineByLine(io.BytesIO):
    """A page that gives its parser one line at a time, so that the line which it has come to is known."""

    line = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """The next line, however long; nothing at the end."""
        found = self.readline()
        self.line += bool(found)
        return found


def read_turtle(file: Path) -> Written | Refusal:
    """Parse one page. A syntax error refuses the page as a whole, with its line."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return refuse(file, 0, "the bytes are not valid UTF-8", "save the file as UTF-8")
    except OSError as error:
        return refuse(file, 0, f"it cannot be read ({error.strerror})", "check its permissions")
    subjects: dict[URIRef | Local, list[tuple[URIRef, Value]]] = {}
    lines: dict[URIRef | Local, int] = {}
    keys: dict[str, Local] = {}
    page = _LineByLine((_KNOWN + text).encode())
    try:
        for quad in ox.parse(page, format=ox.RdfFormat.TURTLE):
            subject = _term(quad.subject, keys)
            if isinstance(subject, Literal):
                continue
            lines.setdefault(subject, page.line)
            subjects.setdefault(subject, []).append((URIRef(quad.predicate.value), _term(quad.object, keys)))
    except SyntaxError as error:
        problem = re.sub(r" (between|at) .*|Parser error.*?: ", "", error.msg or "the Turtle is broken")
        return refuse(file, error.lineno or 0, f"the Turtle cannot be read ({problem.strip()})", "mend it at that line")
    return Written(file, f"curated/{file.stem}", text, subjects, lines)


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple, keys: dict[str, Local]) -> Value:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return keys.setdefault(term.value, Local(f"n{len(keys) + 1}"))
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        if term.datatype.value == PREFIXES["xsd"] + "string":
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise SyntaxError("a triple term stands where a name or a value belongs")
