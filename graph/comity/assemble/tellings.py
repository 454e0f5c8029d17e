"""From the unresolved facts of one document to nodes: the same form that curated facts have."""

from __future__ import annotations

from collections.abc import Iterable

from rdflib import RDFS, SKOS, XSD, Literal, URIRef

from comity.documents import Document
from comity.facts import (
    Agreement,
    AnyFact,
    Cooperation,
    Deployment,
    Exercise,
    Extraction,
    Meeting,
    Name,
    Person,
    Place,
    Tenure,
    Visit,
)
from comity.nodes import Local, Node, Passage, Value, in_order
from comity.terms import COMITY, code, iri
from comity.times import observed, time_properties
from comity.vocabulary import vocabulary

Properties = list[tuple[URIRef, Value]]


def tell(extraction: Extraction, document: Document) -> list[Node]:
    """The nodes of one document: its persons, places, offices and facts, in the graph named after the source."""
    teller = _Teller(document)
    used = {key for fact in extraction.facts for key in _people(fact)}
    for person in extraction.persons:
        if person.key in used:
            teller.person(person)
    for fact in extraction.facts:
        teller.fact(fact)
    return teller.nodes


def _people(fact: AnyFact) -> tuple[str, ...]:
    match fact:
        case Meeting():
            return fact.officials
        case Visit():
            return (fact.head,) if fact.head else ()
        case Agreement():
            return fact.signatories
        case Tenure():
            return (fact.person,)
    return ()


class _Teller:
    """Collects the nodes of one document, each place, office and organisation once."""

    def __init__(self, document: Document) -> None:
        self.nodes: list[Node] = []
        self._document = document
        self._made: set[Local | URIRef] = set()

    def _add(self, key: URIRef | Local, kind: URIRef, said: Properties, passages: Iterable[Passage] = ()) -> None:
        if key in self._made:
            return
        self._made.add(key)
        self.nodes.append(Node(self._document.id, key, kind, tuple(sorted(set(said), key=in_order)), tuple(passages)))

    def person(self, person: Person) -> None:
        said: Properties = [(SKOS.altLabel, _text(name)) for name in person.names]
        if person.state:
            said.append((COMITY.ofState, iri("state", person.state)))
        self._add(Local(person.key), COMITY.Official, said)

    def fact(self, fact: AnyFact) -> None:
        kind, said = self._slots(fact)
        said.append((COMITY.confidence, Literal(f"{fact.confidence:.2f}", datatype=XSD.decimal, normalize=False)))
        said += time_properties(said, kind)
        said += observed(kind, [self._document.published] if self._document.published else [], said)
        passages = [Passage(self._document.id, quote.start, quote.end, quote.exact) for quote in fact.quotes]
        self._add(Local(fact.key), kind, said, passages)

    def _slots(self, fact: AnyFact) -> tuple[URIRef, Properties]:
        match fact:
            case Meeting():
                people = [(COMITY.participant, Local(key)) for key in fact.officials]
                states = _states(COMITY.participant, fact.states)
                areas = [(COMITY.area, code("area", area)) for area in fact.area]
                return COMITY.Meeting, [*states, *people, *areas, *_date(fact.date), *self._place(fact.place)]
            case Visit():
                said: Properties = [
                    (COMITY.visitor, iri("state", fact.visitor)),
                    (COMITY.host, iri("state", fact.host)),
                    *_date(fact.date),
                    *self._place(fact.place),
                ]
                return COMITY.Visit, [*said, (COMITY.head, Local(fact.head))] if fact.head else said
            case Agreement():
                return COMITY.Agreement, self._agreement(fact)
            case Exercise():
                said = [*_states(COMITY.participant, fact.states), (COMITY.status, code("status", fact.status))]
                said += [*_label(fact.name), *_date(fact.date), *self._place(fact.place)]
                return COMITY.Exercise, said
            case Tenure():
                return COMITY.Tenure, self._tenure(fact)
            case Deployment():
                said = [(COMITY.sender, iri("state", fact.state)), (COMITY.status, code("status", fact.status))]
                said += [*self._place(fact.place), *_date(fact.date), *self._organisation(fact.organisation)]
                return COMITY.Deployment, said
            case Cooperation():
                said = [*_states(COMITY.participant, fact.states), (COMITY.area, code("area", fact.area))]
                return COMITY.Cooperation, said

    def _agreement(self, fact: Agreement) -> Properties:
        said: Properties = [*_states(COMITY.party, fact.parties), (COMITY.kind, code("kind", fact.kind))]
        said += [(COMITY.signatory, Local(key)) for key in fact.signatories]
        if fact.status:
            said.append((COMITY.status, code("status", fact.status)))
        if fact.period:
            said.append((COMITY.period, Literal(fact.period)))
        return [*said, *_date(fact.signed), *_label(fact.title)]

    def _tenure(self, fact: Tenure) -> Properties:
        local = f"{fact.state}-{fact.role}" + (f"-{fact.accredited_to}" if fact.accredited_to else "")
        office = iri("office", local)
        office_said: Properties = [(COMITY.role, code("role", fact.role)), (COMITY.ofState, iri("state", fact.state))]
        if fact.accredited_to:
            office_said.append((COMITY.accreditedTo, iri("state", fact.accredited_to)))
        self._add(office, COMITY.Office, office_said)
        said: Properties = [(COMITY.holder, Local(fact.person)), (COMITY.office, office)]
        if fact.rank:
            said.append((COMITY.rank, code("rank", fact.rank)))
        if fact.since or fact.until:
            said += _date(f"{fact.since or '..'}/{fact.until or '..'}")
        if fact.former:
            said.append((COMITY.former, Literal("true", datatype=XSD.boolean, normalize=False)))
        return said

    def _place(self, place: Place | None) -> Properties:
        if place is None:
            return []
        if place.label is None:
            return [(COMITY.place, iri("state", place.country))] if place.country else []
        key = Local(f"place:{place.label}:{place.country or ''}")
        said: Properties = [(RDFS.label, Literal(place.label, lang=place.language))]
        if place.country:
            said.append((COMITY.country, iri("state", place.country)))
        self._add(key, COMITY.Place, said)
        return [(COMITY.place, key)]

    def _organisation(self, name: str | None) -> Properties:
        """The organisation by its code; one that the vocabularies do not have is declared by its acronym."""
        if not name:
            return []
        organisation = iri("organisation", name)
        if not vocabulary().declares(organisation):
            self._add(organisation, COMITY.InternationalOrganisation, [(RDFS.label, Literal(name, lang="en"))])
        return [(COMITY.organisation, organisation)]


def _states(predicate: URIRef, codes: Iterable[str]) -> Properties:
    return [(predicate, iri("state", state)) for state in codes]


def _date(edtf: str | None) -> Properties:
    return [(COMITY.date, Literal(edtf))] if edtf else []


def _label(name: Name | None) -> Properties:
    return [(RDFS.label, _text(name))] if name else []


def _text(name: Name) -> Literal:
    return Literal(name.text, lang=name.language)
