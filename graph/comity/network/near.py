"""What is round one node, read from the store without reading all of it: for a graph too large for one page.

1. Steps outwards, one query each (queries/near.rq). Where a step finds more than there is room for, the newest stay.
2. What the store says of those nodes, of their tenures and cooperations, and of the passages, is copied into a store of
   its own, on which `data` works as on the whole graph.
3. From that, what is linked to the node in the page's sense stays.

The result is the data contract (`data`) of the part, with `focus`, `steps` and `most` as they were used, `left` (how
many nodes had no room), `degrees` (how many neighbours each has in the whole graph) and `positions` round the focus.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import count
from typing import Final

import pyoxigraph as ox

from comity.errors import ComityError, printable
from comity.network.data import Record, data
from comity.network.excerpt import part
from comity.network.kinds import classes, kinds
from comity.terms import ONTOLOGY, PREFIXES, VOCABULARY, curie, expand

#: The most steps and nodes that can be asked for, and how many nodes come if nobody says.
MOST_STEPS: Final = 3
MOST_NODES: Final = 1_000
USUAL_NODES: Final = 200
_SLOT: Final = "VALUES ?node { comity:State }"
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_EVIDENCE, _HOLDER, _OFFICE, _PARTICIPANT, _CANDIDATE = (
    ox.NamedNode(ONTOLOGY + name) for name in ("evidence", "holder", "office", "participant", "candidate")
)
_COOPERATION: Final = ox.NamedNode(ONTOLOGY + "Cooperation")
_SOURCE, _SELECTOR = (ox.NamedNode(PREFIXES["oa"] + name) for name in ("hasSource", "hasSelector"))
_LABELS: Final = (ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.NamedNode(PREFIXES["skos"] + "prefLabel"))

#: Pixels between neighbours on the spiral, roughly.
_APART: Final = 75
_GOLDEN_ANGLE: Final = math.pi * (3 - math.sqrt(5))

Found = dict[str, dict[str, str]]


def near(store: ox.Store, node: str, steps: int = 1, most: int = USUAL_NODES) -> Record:
    """What is within `steps` of the node (an IRI or CURIE), at most `most` nodes with it.

    Raises ComityError for a node that the graph does not draw, or bounds beyond MOST_STEPS and MOST_NODES.
    """
    if not 1 <= steps <= MOST_STEPS:
        raise ComityError(f"{steps} steps are not to be had; ask for 1 to {MOST_STEPS}")
    if not 1 <= most <= MOST_NODES:
        raise ComityError(f"{most} nodes are not to be had; ask for 1 to {MOST_NODES}")
    focus = _named(node)
    if not _is_drawn(store, focus):
        raise ComityError(f"the network has no node {printable(node)}")
    kept, left, beside = _reached(store, focus.value, steps, most)
    content = data(_copied(store, [ox.NamedNode(iri) for iri in sorted(kept)]))
    names = _linked(content, curie(focus.value), {curie(iri) for iri in kept}, steps)
    ordered = [(curie(iri), iri) for iri in kept if curie(iri) in names]
    return {
        **part(content, names),
        "focus": curie(focus.value),
        "steps": steps,
        "most": most,
        "left": left,
        "degrees": {name: len(beside.get(iri, ())) for name, iri in ordered},
        "positions": [{"id": name, "x": x, "y": y} for (name, _), (x, y) in zip(ordered, _spiral(), strict=False)],
    }


def _spiral() -> Iterator[tuple[int, int]]:
    """Places from 0, 0 outwards, in whole pixels, evenly thick, as the seeds of a sunflower lie."""
    for i in count():
        turn, far = i * _GOLDEN_ANGLE, _APART * math.sqrt(i)
        yield round(far * math.cos(turn)), round(far * math.sin(turn))


def ready() -> None:
    """Read the files that `near` needs, for a process that can open none later."""
    _query()
    _classes()
    data(ox.Store())


def _named(node: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(expand(node))
    except ValueError as error:
        raise ComityError(f"{printable(node)} is no IRI and no CURIE such as state:KZ") from error


def _reached(store: ox.Store, focus: str, steps: int, most: int) -> tuple[list[str], int, Found]:
    """The nodes within so many steps, outwards; how many had no room; the neighbours of each that was reached."""
    kept, edge, left = [focus], [focus], 0
    beside: Found = {}
    for _ in range(steps):
        beside |= _neighbours(store, edge)
        newest: dict[str, str] = {}
        known = set(kept)
        for each in edge:
            for other, day in beside.get(each, {}).items():
                if other not in known:
                    newest[other] = max(day, newest.get(other, ""))
        # sorted twice: by name, then the newest first, as sorting keeps the order of equals
        found = sorted(sorted(newest), key=lambda other: newest[other], reverse=True)
        edge = found[: most - len(kept)]
        left += len(found) - len(edge)
        kept += edge
    return kept, left, beside | _neighbours(store, edge)


def _neighbours(store: ox.Store, nodes: Iterable[str]) -> Found:
    """Node -> neighbour that is drawn -> the latest day of what links them, or nothing."""
    slot = f"VALUES ?node {{ {' '.join(str(ox.NamedNode(iri)) for iri in sorted(nodes))} }}"
    rows = store.query(_query().replace(_SLOT, slot))
    assert isinstance(rows, ox.QuerySolutions)
    found: Found = {}
    drawn: dict[ox.NamedNode, bool] = {}
    for row in rows:
        node, other, day = row["node"], row["other"], row["newest"]
        if not isinstance(other, ox.NamedNode):
            continue
        if other not in drawn:
            drawn[other] = _is_drawn(store, other)
        if drawn[other]:
            found.setdefault(node.value, {})[other.value] = day.value
    return found


@cache
def _query() -> str:
    return (files("comity.network") / "queries" / "near.rq").read_text("utf-8")


def _is_drawn(store: ox.Store, node: ox.NamedNode) -> bool:
    """Whether the page draws it as a node: by its classes, as `data` judges them."""
    names, lines = _classes()
    found = {quad.object.value for quad in _said(store, node, _TYPE) if isinstance(quad.object, ox.NamedNode)}
    return bool(found & names) and not found & lines


@cache
def _classes() -> tuple[frozenset[str], frozenset[str]]:
    """The IRIs of the classes that are drawn as nodes, and as lines."""
    nodes, lines = (
        frozenset(name for entry in kinds()[kind] for name in classes(entry["kind"])) for kind in ("nodes", "lines")
    )
    return nodes, lines


def _said(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode | None = None) -> Iterator[ox.Quad]:
    """What the named graphs say of it; the default graph only repeats them."""
    for quad in store.quads_for_pattern(subject, predicate, None, None):
        if isinstance(quad.graph_name, ox.NamedNode):
            yield quad


def _copied(store: ox.Store, nodes: list[ox.NamedNode]) -> ox.Store:
    """A store with all that `data` needs to know of the nodes."""
    copy = ox.Store()
    for node in [*nodes, *_lines(store, nodes)]:
        said = list(_said(store, node))
        copy.extend(said)
        for quad in said:
            if isinstance(quad.object, ox.NamedNode):
                copy.extend(_about(store, quad.predicate, quad.object))
    return copy


def _lines(store: ox.Store, nodes: list[ox.NamedNode]) -> list[ox.NamedNode]:
    """What stands between the nodes and is no node itself: tenures, their offices, cooperations, possible matches."""
    known, found = set(nodes), set()
    for node in nodes:
        for tenure in _subjects(store, _HOLDER, node):
            found.update({tenure, *_objects(store, tenure, _OFFICE)})
        for match in _subjects(store, _CANDIDATE, node):
            if set(_objects(store, match, _CANDIDATE)) <= known:
                found.add(match)
        for event in _subjects(store, _PARTICIPANT, node):
            if event not in known and len(known & set(_objects(store, event, _PARTICIPANT))) > 1:
                found.update({event} if _COOPERATION in _objects(store, event, _TYPE) else ())
    return sorted(found, key=str)


def _about(store: ox.Store, predicate: ox.NamedNode, value: ox.NamedNode) -> Iterator[ox.Quad]:
    """What has to be known of a value: a passage whole, the names of a code, the class of anything else."""
    if predicate == _EVIDENCE:
        yield from _said(store, value)
        for selector in _objects(store, value, _SELECTOR):
            yield from _said(store, selector)
        for source in _objects(store, value, _SOURCE):
            yield from _said(store, source)
    elif value.value.startswith(VOCABULARY):
        for label in _LABELS:
            yield from _said(store, value, label)
    else:
        yield from _said(store, value, _TYPE)


def _subjects(store: ox.Store, predicate: ox.NamedNode, value: ox.NamedNode) -> list[ox.NamedNode]:
    return [
        quad.subject
        for quad in store.quads_for_pattern(None, predicate, value, None)
        if isinstance(quad.subject, ox.NamedNode)
    ]


def _objects(store: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[ox.NamedNode]:
    return [quad.object for quad in _said(store, subject, predicate) if isinstance(quad.object, ox.NamedNode)]


def _linked(content: Record, focus: str, candidates: set[str], steps: int) -> set[str]:
    """The candidates within so many of the data's own lines."""
    near: dict[str, set[str]] = defaultdict(set)
    for fact in content["facts"]:
        near[fact["s"]].add(fact["o"])
        near[fact["o"]].add(fact["s"])
    kept = edge = {focus}
    for _ in range(steps):
        edge = {other for each in edge for other in near[each] & candidates} - kept
        kept = kept | edge
    return kept
