"""Named queries: files `queries/*.rq`, each a question with its parameters in comments at its head.

    # title: Agreements in force on a day
    # question: Which agreements between two states were in force on a day?
    # param: relation relation "the pair, as BY-KZ"
    # param: day date 2024-06-01 "the day"
    # param: area area optional "only agreements about this"
    # example: relation=BY-KZ day=2024-06-01

A parameter is a variable of the query. A default makes it needless to give; an `optional` one that is not given stays a
free variable. Types say how what a person writes becomes a term: see `TYPES`.
"""

from __future__ import annotations

import html
import re
import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from comity.errors import ComityError
from comity.locate import queries
from comity.store.terms import iri_of, term_of
from comity.terms import CODE_LISTS, ENTITY_KINDS, PREFIXES, expand

_LINE: Final = re.compile(r"#\s*(title|question|param|example)\s*:\s*(.*?)\s*")
_PARAM: Final = re.compile(r'(?P<name>\w+)\s+(?P<type>[\w-]+)(?:\s+(?P<rest>[^"]*?))?\s*(?:"(?P<help>.*)")?')
_LOCAL: Final = re.compile(r"[\w.\-/]+")
_YEAR: Final = re.compile(r"\d{4}")
_XSD: Final = PREFIXES["xsd"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a named query."""

    name: str
    type: str
    default: str | None
    optional: bool
    help: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with a name: its text and what its head says."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    examples: tuple[str, ...]
    text: str

    def example_values(self) -> dict[str, str]:
        """The parameters of the first example: `relation=BY-KZ day=2024-06-01`."""
        words = shlex.split(self.examples[0]) if self.examples else []
        names = {parameter.name for parameter in self.parameters}
        pairs = (word.partition("=") for word in words if "=" in word)
        return {name: value for name, _, value in pairs if name in names}

    def terms(self, values: Mapping[str, Any]) -> dict[str, ox.NamedNode | ox.Literal]:
        """The terms to bind, from what a person gave. Raises ComityError naming the parameter that is amiss."""
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                near = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=60)
                hint = f"; did you mean {near[0]}?" if near else f"; it has {', '.join(known) or 'none'}"
                raise ComityError(f"the query {self.name} has no parameter {name!r}{hint}")
        bound = {}
        for parameter in self.parameters:
            value = values.get(parameter.name, parameter.default)
            if value is None and not parameter.optional:
                about = f" ({parameter.help})" if parameter.help else ""
                raise ComityError(f"the query {self.name} needs {parameter.name}=…, a {parameter.type}{about}")
            if value is not None:
                bound[parameter.name] = typed(parameter, value)
        return bound


def typed(parameter: Parameter, value: Any) -> ox.NamedNode | ox.Literal:
    """The term of a parameter's value. RDF terms and Python's dates and numbers are taken as they are."""
    if not isinstance(value, str):
        return term_of(value)
    text = value.strip()
    if not text:
        raise ComityError(f"{parameter.name} is empty; give a {parameter.type}")
    reader = TYPES.get(parameter.type)
    if reader is None:
        raise ComityError(f"{parameter.name} has the type {parameter.type!r}; there are {', '.join(TYPES)}")
    try:
        return reader(text)
    except (ValueError, ComityError) as error:
        raise ComityError(f"{parameter.name}={text!r} is no {parameter.type}: {error}") from error


def _entity(kind: str) -> Callable[[str], ox.NamedNode]:
    def read(text: str) -> ox.NamedNode:
        if text.startswith("<") and text.endswith(">"):
            return iri_of(text[1:-1])
        if ":" in text:
            return iri_of(expand(text))
        local = {"state": str.upper, "relation": _pair}.get(kind, str)(text)
        if not _LOCAL.fullmatch(local):
            raise ValueError(f"give a name such as {kind}:… or an IRI")
        return ox.NamedNode(PREFIXES[kind] + local)

    return read


def _pair(text: str) -> str:
    codes = sorted(code.upper() for code in re.split(r"[-/, ]+", text) if code)
    if [len(code) for code in codes] != [2, 2]:
        raise ValueError("give two codes of states, such as BY-KZ")
    return "-".join(codes)


def _day(text: str) -> ox.Literal:
    try:
        return ox.Literal(date.fromisoformat(text).isoformat(), datatype=ox.NamedNode(_XSD + "date"))
    except ValueError as error:
        raise ValueError("give a day such as 2024-04-25") from error


def _year(text: str) -> ox.Literal:
    if not _YEAR.fullmatch(text):
        raise ValueError("give four digits, such as 2024")
    return ox.Literal(text, datatype=ox.NamedNode(_XSD + "gYear"))


def _integer(text: str) -> ox.Literal:
    try:
        return ox.Literal(int(text))
    except ValueError as error:
        raise ValueError("give a whole number") from error


#: Types of parameters: every kind of entity and code list by its prefix (state:KZ from KZ), and plain values.
TYPES: Final[dict[str, Callable[[str], ox.NamedNode | ox.Literal]]] = {
    **{kind: _entity(kind) for kind in (*ENTITY_KINDS, *CODE_LISTS)},
    "date": _day,
    "year": _year,
    "integer": _integer,
    "text": ox.Literal,
    "iri": lambda text: iri_of(expand(text.strip("<>"))),
}


def parse_named(name: str, text: str) -> NamedQuery:
    """The named query of a file's text. Raises ComityError if a line of its head cannot be read."""
    found: dict[str, list[str]] = {"title": [], "question": [], "param": [], "example": []}
    for line in text.splitlines():
        if match := _LINE.fullmatch(line.strip()):
            found[match[1]].append(match[2])
        elif line.strip() and not line.lstrip().startswith("#"):
            break
    title = " ".join(found["title"]) or name
    parameters = tuple(_parameter(name, line) for line in found["param"])
    return NamedQuery(name, title, " ".join(found["question"]) or title, parameters, tuple(found["example"]), text)


def _parameter(query: str, line: str) -> Parameter:
    match = _PARAM.fullmatch(line)
    if match is None or match["type"] not in TYPES:
        raise ComityError(f'queries/{query}.rq: "# param: {line}" is not NAME TYPE [DEFAULT|optional] "help"')
    rest = (match["rest"] or "").strip()
    optional = rest == "optional"
    default = rest if rest and not optional else None
    return Parameter(match["name"], match["type"], default, optional, match["help"] or "")


@cache
def named_queries(folder: Path | None = None) -> dict[str, NamedQuery]:
    """All named queries by name, sorted; from comity's own folder unless another is given."""
    files = sorted((folder or queries()).glob("*.rq"))
    return {file.stem: parse_named(file.stem, file.read_text(encoding="utf-8")) for file in files}


class Questions(tuple[NamedQuery, ...]):
    """Named queries to look at: a line each, in a notebook a table."""

    def __repr__(self) -> str:
        return "\n".join(f"{query.name}: {query.question}" for query in self)

    def _repr_html_(self) -> str:
        rows = [(q.name, q.question, ", ".join(f"{k}={v!r}" for k, v in q.example_values().items())) for q in self]
        cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        body = "".join(f"<tr>{row}</tr>" for row in cells)
        return f"<table><thead><tr><th>name</th><th>question</th><th>for example</th></tr></thead>{body}</table>"


def questions(words: str = "") -> Questions:
    """The named queries, those with all of the words in their name or question if there are any."""
    wanted = words.lower().split()
    found = (q for q in named_queries().values() if all(w in f"{q.name} {q.question}".lower() for w in wanted))
    return Questions(found)


def find_named(name: str) -> NamedQuery:
    """The named query. Raises ComityError with the nearest names if there is none."""
    known = named_queries()
    if name in known:
        return known[name]
    near = [match for match, _, _ in process.extract(name, list(known), scorer=fuzz.WRatio, limit=3, score_cutoff=50)]
    hint = f"did you mean {' or '.join(near)}?" if near else "comity queries lists them"
    raise ComityError(f"there is no query named {name!r}; {hint}")
