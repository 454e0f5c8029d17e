"""The relation of two states on one page: what passed between them, who acted, in which areas, and who tells of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Final

from comity.errors import ComityError, printable
from comity.serve.labels import Labels
from comity.serve.told import Told, facts
from comity.store.graph import KnowledgeGraph
from comity.store.named import Parameter, typed
from comity.terms import ID, curie
from comity.terms import iri as entity_iri

#: Facts on the page; a pair with more shows the latest.
MOST: Final = 600
_FACTS: Final = """SELECT ?fact (MIN(?day) AS ?when) { ?fact comity:relation ?pair ; comity:evidence ?any .
  OPTIONAL { ?fact comity:earliest ?day } } GROUP BY ?fact ORDER BY DESC(?when) ?fact"""
_TENURES: Final = """SELECT DISTINCT ?official ?office ?state ?rank ?from ?until ?former {
  VALUES ?official { %s } GRAPH ?telling { ?tenure comity:holder ?official ; comity:office ?office .
  OPTIONAL { ?tenure comity:rank ?rank } OPTIONAL { ?tenure comity:observedFrom ?from }
  OPTIONAL { ?tenure comity:observedUntil ?until } OPTIONAL { ?tenure comity:former ?former } }
  ?office comity:ofState ?state } ORDER BY ?official ?from ?office"""
_SOURCES: Final = """SELECT ?source (SAMPLE(?a_publisher) AS ?publisher) (SAMPLE(?a_language) AS ?language)
  (SAMPLE(?a_date) AS ?date) { VALUES ?source { %s } OPTIONAL { ?source dcterms:publisher ?a_publisher }
  OPTIONAL { ?source dcterms:language ?a_language } OPTIONAL { ?source comity:date ?a_date } } GROUP BY ?source"""
#: Kinds that the chart stacks, from the bottom.
CHARTED: Final = ("Meeting", "Visit", "Exercise", "Agreement", "Deployment")


@dataclass(frozen=True, slots=True)
class Held:
    """An office that an official was seen in, and when."""

    office: str
    rank: str
    seen: str


@dataclass(slots=True)
class Person:
    """An official who took part: the offices told of, and in how many facts of the pair."""

    iri: str
    state: str
    held: list[Held] = field(default_factory=list)
    times: int = 0


@dataclass(frozen=True, slots=True)
class Teller:
    """A source, and how many facts of the pair it tells of."""

    iri: str
    publisher: str
    language: str
    date: str
    facts: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A year of the chart: kind -> number of facts."""

    year: int
    counts: dict[str, int]


@dataclass(slots=True)
class Pair:
    """All that the page shows."""

    iri: str
    states: list[str]
    facts: list[Told]
    total: int
    counts: dict[str, int]
    bars: list[Bar]
    people: dict[str, list[Person]]  # by state
    areas: list[tuple[str, int, str]]  # area, facts, years
    tellers: list[Teller]

    @property
    def highest(self) -> int:
        """The facts of the fullest year."""
        return max((sum(bar.counts.values()) for bar in self.bars), default=1)

    def of_kind(self, kind: str) -> list[Told]:
        """The facts of one kind, in the order of time."""
        return [told for told in self.facts if told.kind == kind]

    def by_year(self) -> list[tuple[str, list[Told]]]:
        """The dated events, the latest year first; then the undated."""
        years: dict[str, list[Told]] = defaultdict(list)
        for told in self.facts:
            if told.kind != "Cooperation":
                years[told.year].append(told)
        dated = sorted(((year, some) for year, some in years.items() if year), reverse=True)
        return [*((year, some[::-1]) for year, some in dated), *([("", years[""])] if years.get("") else [])]


def pair(graph: KnowledgeGraph, name: str, labels: Labels) -> Pair:
    """The page of a pair, by its two codes in any order. Raises ComityError if the graph does not know it."""
    iri = typed(Parameter("pair", "relation", None, False, ""), name).value
    codes = iri.rpartition("/")[2].split("-")
    states = [str(entity_iri("state", code)) for code in codes]
    found = [row.fact for row in graph.query(_FACTS, pair=curie(iri))]
    if not found and not graph.query("ASK { ?pair ?p ?o }", pair=curie(iri)):
        raise ComityError(f"the graph knows nothing that passed between the states of {printable(name)}")
    labels.learn([iri, *states])
    told = facts(graph, found[:MOST], labels)
    return Pair(
        iri=iri,
        states=states,
        facts=told,
        total=len(found),
        counts=dict(Counter(one.kind for one in told)),
        bars=_bars(told),
        people=_people(graph, told, states, labels),
        areas=_areas(told, labels),
        tellers=_tellers(graph, told, labels),
    )


def _bars(told: list[Told]) -> list[Bar]:
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    for one in told:
        if one.year.isdigit() and one.kind in CHARTED:
            counted[int(one.year)][one.kind] += 1
    if not counted:
        return []
    years = range(max(min(counted), max(counted) - 39), max(counted) + 1)
    return [Bar(year, {kind: counted[year][kind] for kind in CHARTED if counted[year][kind]}) for year in years]


def _people(graph: KnowledgeGraph, told: list[Told], states: list[str], labels: Labels) -> dict[str, list[Person]]:
    times = Counter(actor for one in told for actor in one.actors if actor.startswith(f"{ID}official/"))
    if not times:
        return {}
    people: dict[str, Person] = {}
    rows = graph.query(_TENURES % " ".join(f"<{iri}>" for iri in sorted(times))).rows
    labels.learn([str(value) for row in rows for value in (row.office, row.rank, row.state) if value])
    for row in rows:
        person = people.setdefault(row.official, Person(row.official, row.state, times=times[row.official]))
        held = Held(row.office, row.rank or "", _seen(row["from"], row.until, row.former))
        if held not in person.held:
            person.held.append(held)
    for person in people.values():  # what says nothing of the time says nothing beside what does
        timed = {(held.office, held.rank) for held in person.held if held.seen}
        person.held = [held for held in person.held if held.seen or (held.office, held.rank) not in timed]
    for iri in sorted(times):
        people.setdefault(iri, Person(iri, "", times=times[iri]))
    sides: dict[str, list[Person]] = {state: [] for state in states}
    for person in sorted(people.values(), key=lambda one: (-one.times, labels.of(one.iri))):
        sides.setdefault(person.state if person.state in states else "", []).append(person)
    return {side: some for side, some in sides.items() if some}


def _seen(since: object, until: object, former: object) -> str:
    if former:
        return "formerly"
    if since and until and since != until:
        return f"seen {since} to {until}"
    return f"seen {since or until}" if since or until else ""


def _areas(told: list[Told], labels: Labels) -> list[tuple[str, int, str]]:
    years: dict[str, list[str]] = defaultdict(list)
    for one in told:
        for area in one.areas:
            years[area].append(one.year)
    made = []
    for area, some in years.items():
        dated = sorted({year for year in some if year})
        span = dated[0] if len(dated) == 1 else f"{dated[0]}–{dated[-1]}" if dated else ""
        made.append((area, len(some), span))
    return sorted(made, key=lambda item: (-item[1], labels.of(item[0])))


def _tellers(graph: KnowledgeGraph, told: list[Told], labels: Labels) -> list[Teller]:
    counted = Counter(source for one in told for source in {passage.source for passage in one.passages})
    if not counted:
        return []
    labels.learn(counted)
    rows = graph.query(_SOURCES % " ".join(f"<{iri}>" for iri in sorted(counted))).rows
    made = [
        Teller(row.source, str(row.publisher or ""), str(row.language or ""), str(row.date or ""), counted[row.source])
        for row in rows
    ]
    return sorted(made, key=lambda one: (one.language, one.publisher, one.iri))
