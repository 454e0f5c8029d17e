"""RDF terms and Python values, both ways: what a row gives, and what a parameter takes.

An IRI becomes `Iri`, a text with a language `Text`, both strings; numbers, truth values and dates become Python's own.
A literal whose text is not of its datatype stays text: a wrong date in a source must not stop an answer.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

import pyoxigraph as ox
import rdflib

from comity.errors import ComityError
from comity.terms import PREFIXES, curie, expand

#: What a variable can be bound to in an answer.
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_XSD: Final = PREFIXES["xsd"]
_STRING: Final = _XSD + "string"
_CURIE: Final = re.compile(r"[A-Za-z][\w\-]*:[^\s<>\"{}|\\^`]*")
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`]+")


class Iri(str):
    """An IRI, as text. `.curie` is its short form."""

    __slots__ = ()

    @property
    def curie(self) -> str:
        """`state:KZ` for <https://w3id.org/comity/id/state/KZ>; the IRI itself where no prefix fits."""
        return curie(str(self))


class Text(str):
    """A text with the language that it is written in (BCP 47)."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Text:
        """The text, marked with its language."""
        made = super().__new__(cls, text)
        made.language = language
        return made


def _truth(text: str) -> bool:
    return text in ("true", "1")


def _instant(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


_INTEGERS: Final = (
    "integer", "long", "int", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte", "gYear",
)  # fmt: skip
_READERS: Final[Mapping[str, Callable[[str], Any]]] = {
    **{_XSD + name: int for name in _INTEGERS},
    _XSD + "decimal": Decimal,
    _XSD + "double": float,
    _XSD + "float": float,
    _XSD + "boolean": _truth,
    _XSD + "date": datetime.date.fromisoformat,
    _XSD + "dateTime": _instant,
}


def python_value(term: Term | None) -> Any:
    """The Python value of a term: Iri, Text, str, int, float, Decimal, bool, date, datetime; None if unbound."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Text(term.value, term.language)
        datatype = term.datatype.value
        if datatype == _STRING:
            return term.value
        reader = _READERS.get(datatype)
        if reader is None:
            return term.value
        try:
            return reader(term.value)
        except (ValueError, ArithmeticError):
            return term.value
    return str(term)


def short(term: Term | None) -> str:
    """The term for a person's eyes: CURIE, text without quotes, nothing if unbound."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return curie(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)


def term_of(value: Any) -> ox.NamedNode | ox.Literal:
    """The RDF term that a Python value stands for, where nothing says its type.

    Terms of pyoxigraph and rdflib are taken as they are; text that is a CURIE with one of our prefixes, or `<IRI>`, is
    an IRI; other text is a string. Raises ComityError for what has no RDF form.
    """
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if isinstance(value, Iri | rdflib.URIRef):
        return iri_of(str(value))
    if isinstance(value, rdflib.Literal):
        if value.language:
            return ox.Literal(str(value), language=value.language)
        return ox.Literal(str(value), datatype=ox.NamedNode(str(value.datatype or _STRING)))
    if isinstance(value, Text):
        return ox.Literal(str(value), language=value.language)
    if isinstance(value, str):
        if value.startswith("<") and value.endswith(">"):
            return iri_of(value[1:-1])
        if _CURIE.fullmatch(value) and expand(value) != value:
            return iri_of(expand(value))
        return ox.Literal(value)
    if isinstance(value, bool | int | float):
        return ox.Literal(value)
    if isinstance(value, Decimal):
        return ox.Literal(str(value), datatype=ox.NamedNode(_XSD + "decimal"))
    if isinstance(value, datetime.datetime):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(_XSD + "dateTime"))
    if isinstance(value, datetime.date):
        return ox.Literal(value.isoformat(), datatype=ox.NamedNode(_XSD + "date"))
    raise ComityError(f"a {type(value).__name__} cannot stand in a query; give text, a number, a date or an RDF term")


def iri_of(text: str) -> ox.NamedNode:
    """The IRI node of the text. Raises ComityError if the text is no absolute IRI."""
    if not _ABSOLUTE.fullmatch(text):
        raise ComityError(f"{text!r} is no absolute IRI")
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise ComityError(f"{text!r} is no absolute IRI") from error


def to_rdflib(term: Term) -> rdflib.term.Identifier:
    """The same term for rdflib."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    raise ComityError("rdflib has no form for a triple term")
