"""What the nodes say of events: each telling with its parties, time, place, people and names, ready to be compared.

An event is anything that is a fact of the ontology and happened, or holds, between states: engagements of all kinds and
agreements. (Tenures and cooperations are the same wherever their slots are the same, so they need no comparing.)
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rdflib import RDFS, Literal, URIRef

from comity.dates import Bounds, DateError, bounds
from comity.nodes import Local, Node
from comity.resolve import titles
from comity.terms import COMITY, ID, ONTOLOGY

_STATE: Final = f"{ID}state/"
_OFFICIAL: Final = f"{ID}official/"
_FINE: Final = 31  # days: dates that span no more tell one occasion from another
_ALWAYS: Final = Bounds(None, None)


@dataclass(eq=False)
class Telling:
    """One event as one document, or one curated file, tells it. Codes are local names: `KZ`, `plan`."""

    node: Node
    graph: str
    iri: URIRef | None  # that a curator gave
    kind: str  # local name of the class, in lower case
    parties: frozenset[str]  # state codes; of a visit `from:KZ` and `to:AZ`
    officials: frozenset[URIRef]
    places: frozenset[URIRef]  # places and states
    countries: frozenset[str]  # of those places
    organisations: frozenset[URIRef]
    names: tuple[tuple[str, str], ...]  # (text, language)
    code: str  # kind of an agreement
    period: str  # EDTF of what an agreement covers
    edtf: str  # its date
    time: Bounds

    @property
    def dated(self) -> bool:
        """Whether anything is known of when it was."""
        return self.time != _ALWAYS

    @cached_property
    def fine(self) -> bool:
        """Whether it is known to a month or better."""
        first, last = self.time.earliest, self.time.latest
        return first is not None and last is not None and (last - first).days <= _FINE

    @cached_property
    def exact(self) -> bool:
        """Whether the very day, or first and last day, are known: `2024-04-25`, `2024-10-01/2024-10-09`."""
        return self.fine and ("/" in self.edtf or len(self.edtf) == len("2024-04-25"))

    @cached_property
    def year(self) -> int | None:
        """The year, if it is of one year only."""
        first, last = self.time.earliest, self.time.latest
        return first.year if first and last and first.year == last.year else None

    @cached_property
    def first(self) -> tuple[str, int, str]:
        """Where it is told first: source, offset; its graph and key where no passage states it."""
        told = [(passage.source, passage.start, "") for passage in self.node.passages]
        return min(told, default=(self.node.graph, -1, str(getattr(self.node.key, "key", self.node.key))))

    @cached_property
    def order(self) -> tuple[str, int, str, str, str]:
        """What orders tellings, whatever the order in which they came."""
        return (*self.first, self.node.graph, str(getattr(self.node.key, "key", self.node.key)))

    def same_words(self, other: Telling) -> bool:
        """Whether some passage of both overlaps."""
        return bool(self.sources & other.sources) and any(
            a.source == b.source and a.start < b.end and b.start < a.end
            for a in self.node.passages
            for b in other.node.passages
        )

    @cached_property
    def sources(self) -> frozenset[str]:
        """The documents that state it."""
        return frozenset(passage.source for passage in self.node.passages)


def tellings(
    nodes: Iterable[Node], named: Mapping[tuple[str, Local], URIRef], countries: Mapping[URIRef, str]
) -> list[Telling]:
    """The tellings of all events, in their canonical order.

    `named` has the IRIs of the officials and places of each graph, `countries` the state in which each place lies.
    """
    found = [_telling(node, named, countries) for node in nodes]
    return sorted(found, key=lambda telling: telling.order)


def _telling(node: Node, named: Mapping[tuple[str, Local], URIRef], countries: Mapping[URIRef, str]) -> Telling:
    def values(*predicates: URIRef) -> list[URIRef]:
        said = [value for predicate in predicates for value in node.values(predicate)]
        resolved = [named.get((node.graph, value)) if isinstance(value, Local) else value for value in said]
        return [value for value in resolved if isinstance(value, URIRef)]

    places = frozenset(values(COMITY.place))
    people = values(COMITY.participant, COMITY.head, COMITY.signatory)
    return Telling(
        node=node,
        graph=node.graph,
        iri=node.key if isinstance(node.key, URIRef) else None,
        kind=str(node.type).removeprefix(ONTOLOGY).lower(),
        parties=_parties(node, values),
        officials=frozenset(person for person in people if person.startswith(_OFFICIAL)),
        places=places,
        countries=frozenset(
            place[len(_STATE) :] if place.startswith(_STATE) else countries.get(place, "") for place in places
        )
        - {""},
        organisations=frozenset(values(COMITY.organisation)),
        names=tuple(sorted((str(v), v.language or "") for v in node.values(RDFS.label) if isinstance(v, Literal))),
        code=next((kind.rsplit("/", 1)[-1] for kind in values(COMITY.kind)), ""),
        period=_text(node, COMITY.period),
        edtf=_text(node, COMITY.date),
        time=_time(node),
    )


def _parties(node: Node, values: Callable[..., list[URIRef]]) -> frozenset[str]:
    def codes(*predicates: URIRef) -> list[str]:
        return [value[len(_STATE) :] for value in values(*predicates) if value.startswith(_STATE)]

    if node.type == COMITY.Visit:
        hosts = codes(COMITY.host)
        return frozenset([f"from:{state}" for state in codes(COMITY.visitor)] + [f"to:{state}" for state in hosts])
    return frozenset(codes(COMITY.participant, COMITY.party, COMITY.sender))


def _text(node: Node, predicate: URIRef) -> str:
    return min((str(value) for value in node.values(predicate) if isinstance(value, Literal)), default="")


def _time(node: Node) -> Bounds:
    """The bounds of its date, as the node has them or as the date says; of an exercise, of the year in its name."""
    text = _text(node, COMITY.date)
    first, last = _text(node, COMITY.earliest), _text(node, COMITY.latest)
    if first or last:
        return Bounds(_day(first), _day(last))
    if not text and node.type == COMITY.Exercise:
        years = {titles.year(str(name)) for name in node.values(RDFS.label)} - {None}
        text = str(years.pop()) if len(years) == 1 else ""
    try:
        return bounds(text) if text else _ALWAYS
    except DateError:
        return _ALWAYS


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        return None
