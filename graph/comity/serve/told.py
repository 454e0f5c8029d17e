"""Facts as a page shows them: what they are, when, who took part, and the passages that state them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pyoxigraph as ox

from comity.serve.labels import Labels, term_label
from comity.store.graph import KnowledgeGraph
from comity.terms import ID, ONTOLOGY, PREFIXES

_PARTS: Final = """SELECT ?fact ?class ?property ?value {{ VALUES ?fact {{ {facts} }}
GRAPH ?telling {{ ?fact a ?class ; comity:evidence ?any ; ?property ?value }} }}"""
_PASSAGES: Final = """SELECT DISTINCT ?fact ?evidence ?source ?start ?end ?quote {{ VALUES ?fact {{ {facts} }}
?fact comity:evidence ?evidence . ?evidence oa:hasSource ?source ; oa:hasSelector ?selector .
?selector oa:exact ?quote ; oa:start ?start ; oa:end ?end }} ORDER BY ?source ?start"""
_NAMING: Final = frozenset(
    ONTOLOGY + name
    for name in ("participant", "head", "visitor", "host", "sender", "party", "signatory", "holder", "organisation")
)
_WITHIN: Final = ONTOLOGY + "within"
_TOLD_APART: Final = frozenset(
    {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"}
    | {ONTOLOGY + name for name in ("evidence", "date", "earliest", "latest", "relation", "confidence", "title")}
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a source, with where it stands there."""

    text: str
    language: str
    source: str
    start: int
    end: int


@dataclass(slots=True)
class Told:
    """A fact: all that its tellings say, put together; values that differ stand side by side."""

    iri: str
    kind: str  # local name of its class: "Meeting"
    title: str = ""
    title_language: str = ""
    date: str = ""
    earliest: str = ""
    states: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)  # officials and organisations
    areas: list[str] = field(default_factory=list)
    details: list[tuple[str, list[Any]]] = field(default_factory=list)  # property's name, values
    passages: list[Passage] = field(default_factory=list)
    checked: bool = True
    values: dict[str, list[Any]] = field(default_factory=dict)  # by the property's local name

    @property
    def year(self) -> str:
        """The year in which it was or began, as text; nothing if that is not known."""
        return (self.earliest or self.date)[:4]


def facts(graph: KnowledgeGraph, iris: Iterable[str], labels: Labels) -> list[Told]:
    """The facts with these IRIs, in the order of time; those without a date come last."""
    wanted = sorted(set(iris))
    if not wanted:
        return []
    nodes = " ".join(str(ox.NamedNode(iri)) for iri in wanted)
    kinds, values = _parts(graph, nodes)
    passages: dict[str, list[Passage]] = defaultdict(list)
    for row in graph.query(_PASSAGES.format(facts=nodes)):
        language = getattr(row.quote, "language", "")
        passages[row.fact].append(Passage(str(row.quote), language, row.source, row.start, row.end))
    labels.learn(str(value) for known in values.values() for some in known.values() for value in some)
    labels.learn(passage.source for some in passages.values() for passage in some)
    labels.learn(wanted)
    _entitle(graph, {str(one) for known in values.values() for one in known.get(_WITHIN, ())}, labels)
    made = [_told(iri, kinds[iri], values[iri], passages[iri], labels) for iri in wanted if iri in kinds]
    return sorted(made, key=lambda told: (not told.earliest, told.earliest, told.kind, told.iri))


def _parts(graph: KnowledgeGraph, nodes: str) -> tuple[dict[str, str], dict[str, dict[str, set[Any]]]]:
    """The class of each of these facts, and what is said of it, by property."""
    values: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
    kinds: dict[str, str] = {}
    for row in graph.query(_PARTS.format(facts=nodes)):
        kinds[row.fact] = min(kinds.get(row.fact, "~"), row["class"].rpartition("#")[2])
        values[row.fact][row.property].add(row.value)
    return kinds, values


def _entitle(graph: KnowledgeGraph, iris: Iterable[str], labels: Labels) -> None:
    """Call an event that others are part of, and that has no name, by the title that its own page has."""
    nameless = sorted(iri for iri in iris if not labels.named(iri))
    if not nameless:
        return
    kinds, values = _parts(graph, " ".join(str(ox.NamedNode(iri)) for iri in nameless))
    labels.learn(str(value) for known in values.values() for some in known.values() for value in some)
    for iri, kind in kinds.items():
        labels.call(iri, _told(iri, kind, values[iri], (), labels).title)


def _told(iri: str, kind: str, values: dict[str, set[Any]], passages: Sequence[Passage], labels: Labels) -> Told:
    def ours(name: str) -> list[Any]:
        return sorted(values.get(ONTOLOGY + name, ()), key=str)

    named = sorted(
        {str(value) for name in _NAMING for value in values.get(name, ()) if str(value).startswith(ID)},
        key=lambda one: (labels.of(one), one),
    )
    states = [one for one in named if one.startswith(f"{ID}state/")]
    told = Told(
        iri=iri,
        kind=kind,
        date=" or ".join(map(str, ours("date"))),
        earliest=str(min(ours("earliest"), default="")),
        states=states,
        actors=[one for one in named if one not in states],
        areas=ours("area"),
        passages=list(passages),
        checked=False not in ours("checked"),
        values={name.rpartition("#")[2]: sorted(some, key=str) for name, some in values.items()},
    )
    told.details = [
        (term_label(name), sorted(some, key=str))
        for name, some in sorted(values.items())
        if name not in _TOLD_APART
        and (name not in _NAMING or kind == "Tenure")
        and name not in (ONTOLOGY + "area", ONTOLOGY + "checked")
    ]
    told.title, told.title_language = _title(told, values, labels)
    return told


def _title(told: Told, values: dict[str, set[Any]], labels: Labels) -> tuple[str, str]:
    """The fact's own name, English first, else what it is and whom it names; with the language of the name."""
    names = sorted(
        values.get(PREFIXES["rdfs"] + "label", ()),
        key=lambda name: (getattr(name, "language", "") != "en", str(name)),
    )
    if names:
        return str(names[0]), getattr(names[0], "language", "")
    kind = term_label(ONTOLOGY + told.kind).capitalize()
    if told.kind == "Tenure":
        return (
            f"{', '.join(map(labels.of, told.actors))}: {', '.join(map(labels.of, told.values.get('office', [])))}",
            "",
        )
    if told.kind == "Visit":
        visitors, hosts = (", ".join(map(labels.of, told.values.get(name, []))) for name in ("visitor", "host"))
        return f"{kind} of {visitors or 'a delegation'} to {hosts or 'a state'}", ""
    if told.kind == "Cooperation" and told.areas:
        return f"{kind} in {', '.join(map(labels.of, told.areas))}", ""
    if told.kind == "Agreement" and told.values.get("kind"):
        kind = ", ".join(map(labels.of, told.values["kind"])).capitalize()
    people = [one for one in told.actors if one.startswith(f"{ID}official/")]
    whom = ", ".join(map(labels.of, (people or told.states)[:4]))
    return f"{kind}: {whom}" if whom else kind, ""
