"""What people call a node: for messages in plain English."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from comity.terms import COMITY, PREFIXES, curie
from comity.vocabulary import vocabulary

_LABELS: Final = tuple(
    PREFIXES[prefix] + name for prefix, name in (("rdfs", "label"), ("skos", "prefLabel"), ("skos", "altLabel"))
)
_OF_OFFICE: Final = (ox.NamedNode(COMITY.role), ox.NamedNode(COMITY.ofState))


def name(store: ox.Store, value: ox.NamedNode | ox.Literal) -> str:
    """The English label of the data or of the ontology, else any label, else the CURIE; a literal as it is.

    An office, which has no label, is called by its role and state.
    """
    if isinstance(value, ox.Literal):
        return value.value
    found = _labels([(quad.predicate.value, quad.object) for quad in store.quads_for_pattern(value, None, None, None)])
    found = found or _labels(vocabulary().statements.get(value.value, ()))
    if found:
        return found
    role, state = (next(store.quads_for_pattern(value, predicate, None, None), None) for predicate in _OF_OFFICE)
    if role and state and isinstance(role.object, ox.NamedNode) and isinstance(state.object, ox.NamedNode):
        return f"{name(store, role.object)} of {name(store, state.object)}"
    return curie(value.value)


def _labels(pairs: list[tuple[str, object]] | tuple[tuple[str, object], ...]) -> str | None:
    """The best label among these properties: of the best kind, English before other languages."""
    found = [
        (_LABELS.index(predicate), value.language != "en", value.value)
        for predicate, value in pairs
        if predicate in _LABELS and isinstance(value, ox.Literal)
    ]
    return min(found)[2] if found else None
