"""Unresolved facts: what one document states, with names and identifiers that mean something in that document only.

Extraction makes them; they are cached, and travel between machines, as JSON (`encode`, `decode`). Resolution, later and
over all documents together, finds out who and what they are about. Slots hold codes of the vocabularies (ISO 3166-1
alpha-2 for states, the codes of ontology/vocabularies/ for roles, ranks, areas, kinds and statuses), EDTF for dates,
and keys of `Extraction.persons` for people. A slot that the text does not give is empty: unknown stays unknown.
"""

from __future__ import annotations

from typing import Final

import msgspec

from comity.documents import SourceId


class Quote(msgspec.Struct, frozen=True, order=True):
    """A passage of the document: `exact == text[start:end]`, in Unicode characters of the file as it was given."""

    start: int
    end: int
    exact: str


class Name(msgspec.Struct, frozen=True, order=True):
    """A spelling of a name as met in a text, without case endings where they are certain, and its language."""

    text: str
    language: str


class Person(msgspec.Struct, frozen=True):
    """One person as one document tells of them: all the spellings that its text has for them, fullest first."""

    key: str  # local to the document: "p1"
    names: tuple[Name, ...]
    state: str | None = None  # whose official; ISO 3166-1 alpha-2
    roles: tuple[str, ...] = ()
    rank: str | None = None


class Place(msgspec.Struct, frozen=True):
    """A place: `label` in English where the lexicon knows it, else as in the text; `country` where known.

    A place that is a country has only `country`.
    """

    label: str | None = None
    country: str | None = None
    language: str = "en"


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """What all kinds of fact share: the passages that state it, how sure we are, and the rules that found it."""

    key: str  # local to the document: "meeting-1"
    quotes: tuple[Quote, ...]
    confidence: float = 1.0  # 0 to 1
    rules: tuple[str, ...] = ()


class Meeting(Fact, frozen=True, kw_only=True, tag="meeting"):
    """Officials of two or more states met or spoke."""

    states: tuple[str, ...]
    officials: tuple[str, ...] = ()  # keys of persons
    date: str | None = None
    place: Place | None = None
    area: tuple[str, ...] = ()


class Visit(Fact, frozen=True, kw_only=True, tag="visit"):
    """A delegation or official of one state came to another."""

    visitor: str
    host: str
    head: str | None = None  # key of a person
    date: str | None = None
    place: Place | None = None


class Agreement(Fact, frozen=True, kw_only=True, tag="agreement"):
    """A document between states: signed, in force, or planned."""

    parties: tuple[str, ...]
    kind: str
    status: str | None = None
    signed: str | None = None
    signatories: tuple[str, ...] = ()
    period: str | None = None  # EDTF interval of what it covers: 2024 or 2022/2024
    title: Name | None = None


class Exercise(Fact, frozen=True, kw_only=True, tag="exercise"):
    """A military exercise, by its name where it has one."""

    states: tuple[str, ...]
    status: str
    name: Name | None = None
    date: str | None = None
    place: Place | None = None


class Tenure(Fact, frozen=True, kw_only=True, tag="office"):
    """A person holds (or held) an office of a state."""

    person: str
    state: str
    role: str
    rank: str | None = None
    former: bool = False
    since: str | None = None  # EDTF, only where the text says when the office began
    until: str | None = None
    accredited_to: str | None = None  # the state that an ambassador or attaché is sent to
    organisation: str | None = None  # what the text calls the service or department, where the role leaves it open


class Deployment(Fact, frozen=True, kw_only=True, tag="deployment"):
    """Forces of a state serve abroad."""

    state: str
    place: Place
    status: str
    organisation: str | None = None  # UN, OSCE, CSTO, ...
    date: str | None = None


class Cooperation(Fact, frozen=True, kw_only=True, tag="cooperation"):
    """Two states cooperate, or discussed or agreed to cooperate, in an area."""

    states: tuple[str, str]
    area: str


AnyFact = Meeting | Visit | Agreement | Exercise | Tenure | Deployment | Cooperation


class Refused(msgspec.Struct, frozen=True):
    """A candidate that was not let through (its quotation was not found, a slot had no support), and why."""

    what: str
    why: str


class Extraction(msgspec.Struct, frozen=True):
    """All that one extractor found in one document."""

    source: SourceId
    sha256: str  # of the text that the offsets belong to
    extractor: str  # name and version: "rules/1"
    language: str
    persons: tuple[Person, ...]
    facts: tuple[AnyFact, ...]
    refused: tuple[Refused, ...] = ()


_ENCODER: Final = msgspec.json.Encoder(order="deterministic")
_DECODER: Final = msgspec.json.Decoder(Extraction)


def encode(extraction: Extraction) -> bytes:
    """The extraction as one line of JSON, the same bytes for the same facts."""
    return _ENCODER.encode(extraction)


def decode(line: bytes) -> Extraction:
    """The extraction that `encode` wrote. Raises msgspec.ValidationError (with the path) on anything else."""
    return _DECODER.decode(line)
