"""Nodes made by hand: the least that resolution needs to know of a person or an event."""

from __future__ import annotations

from collections.abc import Iterable

from comity.nodes import Local, Node, Passage, Value
from comity.terms import COMITY, code, iri
from comity.times import time_properties
from rdflib import RDFS, SKOS, Literal, URIRef

Said = list[tuple[URIRef, Value]]


def official(graph: str, key: str, *names: tuple[str, str], state: str = "", role: str = "") -> list[Node]:
    """A person of one document, with (name, language) pairs, and a tenure where a role is given."""
    said: Said = [(SKOS.altLabel, Literal(text, lang=language)) for text, language in names]
    if state:
        said.append((COMITY.ofState, iri("state", state)))
    nodes = [Node(graph, Local(key), COMITY.Official, tuple(said))]
    if role:
        nodes.append(tenure(graph, Local(key), state, role))
    return nodes


def authority(name: str, *names: tuple[str, str], state: str = "", role: str = "") -> list[Node]:
    """A person whom a curator knows."""
    person = iri("official", name)
    said: Said = [(SKOS.altLabel if n else RDFS.label, Literal(t, lang=lang)) for n, (t, lang) in enumerate(names)]
    nodes = [Node("curated/officials", person, COMITY.Official, tuple(said))]
    if role:
        nodes.append(tenure("curated/officials", person, state, role))
    return nodes


def tenure(graph: str, holder: URIRef | Local, state: str, role: str) -> Node:
    said = ((COMITY.holder, holder), (COMITY.office, iri("office", f"{state}-{role}")))
    key = holder.key if isinstance(holder, Local) else holder.rsplit("/", 1)[-1]
    return Node(graph, Local(f"tenure of {key}: {role}"), COMITY.Tenure, said)


def event(
    graph: str,
    kind: str,
    key: str | URIRef = "e1",
    *,
    states: str = "",
    visitor: str = "",
    host: str = "",
    head: str = "",
    people: Iterable[str] = (),
    date: str = "",
    place: str = "",
    name: tuple[str, str] | None = None,
    code_: str = "",
    period: str = "",
    organisation: str = "",
    start: int = 0,
    source: str = "",
) -> list[Node]:
    """An event of one document; `place` is `LB` (a state) or `Astana:KZ`; `people` are keys of persons there."""
    party = {"Agreement": COMITY.party, "Deployment": COMITY.sender}.get(kind, COMITY.participant)
    person = COMITY.signatory if kind == "Agreement" else COMITY.participant
    said: Said = [(party, iri("state", state)) for state in states.split()]
    said += [(person, Local(key)) for key in people]
    said += [(p, iri("state", s)) for p, s in ((COMITY.visitor, visitor), (COMITY.host, host)) if s]
    said += [(COMITY.head, Local(head))] if head else []
    said += [(COMITY.date, Literal(date))] if date else []
    said += [(COMITY.kind, code("kind", code_))] if code_ else []
    said += [(COMITY.period, Literal(period))] if period else []
    said += [(RDFS.label, Literal(name[0], lang=name[1]))] if name else []
    said += [(COMITY.organisation, iri("organisation", organisation))] if organisation else []
    nodes = []
    if len(place) == 2:
        said.append((COMITY.place, iri("state", place)))
    elif place:
        label, _, country = place.partition(":")
        where: Said = [(RDFS.label, Literal(label, lang="en"))]
        where += [(COMITY.country, iri("state", country))] if country else []
        nodes.append(Node(graph, Local(f"place:{place}"), COMITY.Place, tuple(where)))
        said.append((COMITY.place, Local(f"place:{place}")))
    said += time_properties(said, COMITY[kind])
    passages = (Passage(source or graph, start, start + 20, "x" * 20),)
    name_ = key if isinstance(key, URIRef) else Local(key)
    return [*nodes, Node(graph, name_, COMITY[kind], tuple(said), passages)]
