"""Places, organisations, offices and whatever else is no event and no person: by IRI, by lexicon, by label.

A label that a curator or ontology/vocabularies gives to something is that thing. Else the label itself makes the IRI:
two places of one name in two countries get the country as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from rdflib import RDFS, SKOS, Literal, URIRef

from comity.names import latin, slug
from comity.names.sounds import fold
from comity.nodes import Local, Node
from comity.terms import COMITY, ID, iri
from comity.vocabulary import vocabulary

_STATE: Final = f"{ID}state/"
_LABELS: Final = (RDFS.label, SKOS.prefLabel, SKOS.altLabel)
Named = dict[tuple[str, Local], URIRef]


def resolve_entities(nodes: Sequence[Node]) -> Named:
    """The IRIs of all local places, organisations and exercise series."""
    found: Named = {}
    for kind, is_one in (("place", _is_place), ("organisation", _is_organisation), ("series", _is_series)):
        chosen = [node for node in nodes if is_one(node)]
        found.update(_by_label(kind, chosen))
    return found


def resolve_offices(nodes: Sequence[Node], named: Mapping[tuple[str, Local], URIRef]) -> Named:
    """The IRIs of local offices: `office:KZ-ambassador-AZ`, of state, role, organisation and accreditation."""
    return {
        (node.graph, node.key): iri("office", "-".join(_office(node, named)) or slug(node.key.key))
        for node in nodes
        if node.type == COMITY.Office and isinstance(node.key, Local)
    }


def countries(nodes: Iterable[Node], named: Mapping[tuple[str, Local], URIRef]) -> dict[URIRef, str]:
    """The state, by its code, in which each place lies; the first in order where tellings differ."""
    found: dict[URIRef, set[str]] = defaultdict(set)
    for node in nodes:
        if _is_place(node):
            place = named[node.graph, node.key] if isinstance(node.key, Local) else node.key
            found[place].update(_states(node, COMITY.country))
    return {place: min(states) for place, states in found.items() if states}


def _office(node: Node, named: Mapping[tuple[str, Local], URIRef]) -> Iterator[str]:
    for predicate in (COMITY.ofState, COMITY.role, COMITY.organisation, COMITY.accreditedTo):
        for value in node.values(predicate):
            name = named.get((node.graph, value)) if isinstance(value, Local) else value
            if isinstance(name, URIRef):
                yield name.rsplit("/", 1)[-1]


def _is_place(node: Node) -> bool:
    return node.type == COMITY.Place


def _is_organisation(node: Node) -> bool:
    return vocabulary().is_a(node.type, "Organisation")


def _is_series(node: Node) -> bool:
    return node.type == COMITY.ExerciseSeries


def _by_label(kind: str, nodes: Sequence[Node]) -> Iterator[tuple[tuple[str, Local], URIRef]]:
    given = _given(kind, nodes)
    new: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if isinstance(node.key, Local):
            known = _known(node, given)
            if known:
                yield (node.graph, node.key), known
            else:
                new[_slug(node)].append(node)
    for stem, members in sorted(new.items()):
        states = {state for node in members for state in _states(node, COMITY.country, COMITY.ofState)}
        for node in members:
            own = min(_states(node, COMITY.country, COMITY.ofState), default="")
            name = f"{stem}-{own.lower()}" if own and len(states) > 1 else stem
            if kind == "organisation" and own:
                name = f"{own}-{stem}"
            assert isinstance(node.key, Local)
            yield (node.graph, node.key), iri(kind, name)


def _given(kind: str, nodes: Iterable[Node]) -> dict[str, dict[URIRef, set[str]]]:
    """What bears a label, by the label, with the states that it belongs to, as curators and vocabularies have it."""
    found: dict[str, dict[URIRef, set[str]]] = defaultdict(lambda: defaultdict(set))
    if kind == "organisation":
        for label, name in _lexicon():
            found[label][name].update()
    for node in nodes:
        if isinstance(node.key, URIRef):
            for label, _ in _labels(node):
                found[fold(label)][node.key].update(_states(node, COMITY.country, COMITY.ofState))
    return found


@cache
def _lexicon() -> tuple[tuple[str, URIRef], ...]:
    """Label and IRI of the organisations that the vocabularies know."""
    return tuple(
        (fold(value.value), URIRef(name))
        for name, said in vocabulary().statements.items()
        if name.startswith(f"{ID}organisation/")
        for predicate, value in said
        if predicate in map(str, _LABELS) and hasattr(value, "value")
    )


def _known(node: Node, given: Mapping[str, Mapping[URIRef, set[str]]]) -> URIRef | None:
    """What the label names, if that is one thing only and not in another state."""
    own = set(_states(node, COMITY.country, COMITY.ofState))
    fitting = {
        name
        for label, _ in _labels(node)
        for name, states in given.get(fold(label), {}).items()
        if not own or not states or own & states
    }
    return fitting.pop() if len(fitting) == 1 else None


def _labels(node: Node) -> list[tuple[str, str]]:
    return sorted(
        (str(value), value.language or "")
        for predicate in _LABELS
        for value in node.values(predicate)
        if isinstance(value, Literal)
    )


def _states(node: Node, *predicates: URIRef) -> list[str]:
    return sorted(
        value[len(_STATE) :]
        for predicate in predicates
        for value in node.values(predicate)
        if isinstance(value, URIRef) and value.startswith(_STATE)
    )


def _slug(node: Node) -> str:
    """Of the English label, else of the romanised one, else of the key."""
    labels = sorted(_labels(node), key=lambda label: (label[1] != "en", label))
    spelt = [slug(text if language == "en" else latin(text, language)) for text, language in labels]
    return next(filter(None, spelt), "") or slug(f"{node.graph} {getattr(node.key, 'key', '')}")
