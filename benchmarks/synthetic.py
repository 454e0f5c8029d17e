"""A made-up graph of any size, the same at every run: documents that tell of meetings, visits, exercises, agreements.

python benchmarks/synthetic.py 100000 > synthetic.nq
"""

from __future__ import annotations

import datetime
import random
import sys
from collections.abc import Iterator

from comity.terms import COMITY, ID, OA, PREFIXES, code, iri
from comity.vocabulary import vocabulary
from rdflib import DCTERMS, RDF, RDFS, XSD, Literal, URIRef

STATES = ("KZ", "BY", "AZ", "RU", "CN", "TR", "UZ", "KG", "TJ", "IN", "PK", "US", "GB", "FR", "IT", "JO", "AE", "MN")
ROLES = ("defence-minister", "chief-of-general-staff", "deputy-defence-minister", "ambassador")
RANKS = ("major-general", "lieutenant-general", "colonel-general", "general")
AREAS = ("peacekeeping", "naval", "military-education", "combat-training", "cyber-security")
Line = tuple[URIRef, URIRef, URIRef | Literal]


def quads(size: int) -> Iterator[str]:
    """N-Quads lines, `size` of them or somewhat more."""
    made, number = 0, 0
    chance = random.Random(20240425)
    for line in _reference():
        made += 1
        yield line
    while made < size:
        number += 1
        graph = iri("graph", f"d{number}")
        for subject, predicate, value in _document(number, chance):
            made += 1
            yield f"{subject.n3()} {predicate.n3()} {value.n3()} {graph.n3()} .\n"


def _reference() -> Iterator[str]:
    graph = iri("graph", "reference").n3()
    for name in sorted(vocabulary().statements):
        if name.startswith((f"{ID}state/", PREFIXES["role"], PREFIXES["rank"], PREFIXES["area"], PREFIXES["status"])):
            for predicate, value in vocabulary().statements[name]:
                yield f"<{name}> <{predicate}> {value} {graph} .\n"


def _document(number: int, chance: random.Random) -> Iterator[Line]:
    day = datetime.date(2000, 1, 1) + datetime.timedelta(days=chance.randrange(9000))
    source = iri("source", f"d{number}")
    yield source, RDF.type, COMITY.Source
    yield source, DCTERMS.identifier, Literal(f"d{number}.txt")
    yield source, COMITY.earliest, _day(day)
    yield source, COMITY.latest, _day(day)
    for at in range(4):
        a, b = chance.sample(STATES, 2)
        yield from _fact(number, at, a, b, day, chance)
        yield from _tenure(number, at, chance.choice((a, b)), day, chance)


def _fact(number: int, at: int, a: str, b: str, day: datetime.date, chance: random.Random) -> Iterator[Line]:
    kind = chance.choice(("Meeting", "Visit", "Exercise", "Agreement", "Cooperation"))
    fact = iri(kind.lower(), f"d{number}-{at}")
    yield fact, RDF.type, COMITY[kind]
    roles = {"Visit": ("visitor", "host"), "Agreement": ("party", "party")}.get(kind, ("participant", "participant"))
    for role, state in zip(roles, (a, b), strict=True):
        yield fact, COMITY[role], iri("state", state)
    if kind == "Agreement":
        yield fact, COMITY.kind, code("kind", "plan")
    if kind == "Cooperation":
        yield fact, COMITY.area, code("area", chance.choice(AREAS))
    if kind == "Exercise":
        yield fact, COMITY.status, code("status", chance.choice(("held", "planned")))
    else:
        yield fact, RDFS.label, Literal(f"{kind} {number}-{at}", lang="en")
    yield fact, COMITY.date, Literal(day.isoformat())
    yield fact, COMITY.earliest, _day(day)
    yield fact, COMITY.latest, _day(day)
    yield from _evidence(fact, number, 2 * at)


def _tenure(number: int, at: int, state: str, day: datetime.date, chance: random.Random) -> Iterator[Line]:
    role, person = chance.choice(ROLES), chance.randrange(40)
    office, official = iri("office", f"{state}-{role}"), iri("official", f"{state}-{person}")
    tenure = iri("tenure", f"d{number}-{at}")
    yield from (
        (office, RDF.type, COMITY.Office),
        (office, COMITY.role, code("role", role)),
        (office, COMITY.ofState, iri("state", state)),
        (official, RDF.type, COMITY.Official),
        (official, RDFS.label, Literal(f"Official {state} {person}", lang="en")),
        (tenure, RDF.type, COMITY.Tenure),
        (tenure, COMITY.holder, official),
        (tenure, COMITY.office, office),
        (tenure, COMITY.rank, code("rank", chance.choice(RANKS))),
        (tenure, COMITY.observedFrom, _day(day)),
        (tenure, COMITY.observedUntil, _day(day)),
    )
    yield from _evidence(tenure, number, 2 * at + 1)


def _evidence(fact: URIRef, number: int, at: int) -> Iterator[Line]:
    words = f"what article {number} says in sentence {at}"
    evidence = iri("evidence", f"d{number}/{at * 100}-{at * 100 + len(words)}")
    selector = URIRef(f"{evidence}/selector")
    yield fact, COMITY.evidence, evidence
    yield fact, COMITY.confidence, Literal("0.9", datatype=XSD.decimal)
    yield evidence, RDF.type, COMITY.Evidence
    yield evidence, OA.hasSource, iri("source", f"d{number}")
    yield evidence, OA.hasSelector, selector
    yield selector, OA.exact, Literal(words, lang="en")
    yield selector, OA.start, Literal(str(at * 100), datatype=XSD.nonNegativeInteger)
    yield selector, OA.end, Literal(str(at * 100 + len(words)), datatype=XSD.nonNegativeInteger)


def _day(day: datetime.date) -> Literal:
    return Literal(day.isoformat(), datatype=XSD.date)


if __name__ == "__main__":
    sys.stdout.writelines(quads(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
