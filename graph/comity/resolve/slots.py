"""Facts that their slots identify: a tenure is its holder and office, a cooperation its parties and area."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rdflib import URIRef

from comity.nodes import Local, Node
from comity.resolve.event_iris import prefix, safe
from comity.terms import COMITY, ENTITY_KINDS, ID, ONTOLOGY, iri

Named = dict[tuple[str, Local], URIRef]

#: The slots of each class, in the order in which they make the IRI.
_SLOTS = {
    COMITY.Tenure: (COMITY.holder, COMITY.office),
    COMITY.Cooperation: (COMITY.participant, COMITY.area),
}


def slot_iris(nodes: Sequence[Node], named: Mapping[tuple[str, Local], URIRef]) -> Named:
    """The IRIs of the local tenures and cooperations: a curator's for the same slots, else one of the slots."""
    given: dict[str, URIRef] = {}
    local: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.type in _SLOTS:
            name = _of_slots(node, named)
            if isinstance(node.key, URIRef):
                given[name] = min(node.key, given.get(name, node.key))
            else:
                local[name].append(node)
    return {
        (node.graph, node.key): given.get(name) or iri(prefix(_kind(node)), name)
        for name, members in local.items()
        for node in members
        if isinstance(node.key, Local)
    }


def other_iris(nodes: Sequence[Node], named: Mapping[tuple[str, Local], URIRef]) -> Named:
    """The IRIs of local nodes that nothing else names: of what they are and where they stand."""
    found: Named = {}
    for node in nodes:
        if isinstance(node.key, Local) and (node.graph, node.key) not in named:
            kind = _kind(node)
            found[node.graph, node.key] = iri(kind if kind in ENTITY_KINDS else "engagement", _place(node))
    return found


def _kind(node: Node) -> str:
    return str(node.type).removeprefix(ONTOLOGY).lower()


def _of_slots(node: Node, named: Mapping[tuple[str, Local], URIRef]) -> str:
    parts = []
    for predicate in _SLOTS[node.type]:
        said = [named.get((node.graph, v)) if isinstance(v, Local) else v for v in node.values(predicate)]
        names = sorted({value for value in said if isinstance(value, URIRef)})
        if node.type == COMITY.Cooperation and predicate == COMITY.participant:
            names = [name for name in names if name.startswith(f"{ID}state/")]
        if not names:
            return _place(node)
        parts += [name.rsplit("/", 1)[-1] for name in names]
    return "-".join(parts)


def _place(node: Node) -> str:
    """The first passage, or the graph, and the key there."""
    told = min(((passage.source, str(passage.start)) for passage in node.passages), default=(node.graph, ""))
    key = node.key.key if isinstance(node.key, Local) else node.key.rsplit("/", 1)[-1]
    return "-".join(filter(None, (safe(told[0]), told[1] or safe(key))))
