"""The view of the data that the shapes are applied to: every telling of a fact is a node of its own.

What one named graph says of a fact must be sound by itself, and two graphs may differ. So a fact `f` told in graph `g`
becomes the node `f#telling=g` with what `g` says of it; a reference to a fact goes to its telling in the same graph, or
else to its first. All other nodes keep their names, and all graphs speak of them together. Codes, states and well-known
organisations are known by the ontology's files, whether or not the data repeat them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from comity.infer.closure import INFERRED
from comity.terms import ID, ONTOLOGY, PREFIXES
from comity.vocabulary import vocabulary

_MARK: Final = "#telling="
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_SUBCLASS: Final = PREFIXES["rdfs"] + "subClassOf"
#: Of what was inferred, only nodes that exist by inference alone are looked at.
_BY_INFERENCE: Final = (f"{ID}relation/", f"{ID}relation-year/", f"{ID}state-year/")

Subject = ox.NamedNode | ox.BlankNode | ox.Triple


@dataclass(frozen=True)
class Telling:
    """A node as the view names it: the node of the data, and the named graph if it is one telling of a fact."""

    node: str
    graph: str | None  # IRI

    @staticmethod
    def read(name: str) -> Telling:
        """Undo the view's name."""
        node, mark, graph = name.partition(_MARK)
        return Telling(node, f"{ID}graph/{graph}" if mark else None)


def view(store: ox.Store) -> str:
    """The view of the store's data as N-Triples."""
    known = vocabulary()
    quads = [quad for quad in store if quad.graph_name != INFERRED or _exists_by_inference(quad.subject)]
    told: dict[Subject, list[str]] = {}
    for quad in quads:
        if quad.predicate == _TYPE and isinstance(quad.object, ox.NamedNode) and known.is_fact(quad.object.value):
            told.setdefault(quad.subject, []).append(_local(quad.graph_name))
    first = {fact: min(graphs) for fact, graphs in told.items()}
    tellings = {(fact, graph): _name(fact, graph) for fact, graphs in told.items() for graph in graphs}
    lines = []
    named: set[str] = set()
    for quad in quads:
        graph, value = _local(quad.graph_name), quad.object
        subject = tellings.get((quad.subject, graph)) or str(quad.subject)
        if isinstance(value, ox.NamedNode):
            named.add(value.value)
        if isinstance(value, ox.Literal) or value not in first:
            text = str(value)
        else:
            text = tellings.get((value, graph)) or tellings[value, first[value]]
        lines.append(f"{subject} {quad.predicate} {text} .")
    return "\n".join([*lines, *_context(named), *_classes()]) + "\n"


def _exists_by_inference(subject: Subject) -> bool:
    return isinstance(subject, ox.NamedNode) and subject.value.startswith(_BY_INFERENCE)


def _local(graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> str:
    return graph.value.removeprefix(f"{ID}graph/") if isinstance(graph, ox.NamedNode) else ""


def _name(fact: Subject, graph: str) -> str:
    return f"<{fact.value}{_MARK}{graph}>" if isinstance(fact, ox.NamedNode) else str(fact)


def _context(named: set[str]) -> Iterator[str]:
    """What the ontology's files say of the names that the data use."""
    for name in sorted(named):
        if not name.startswith(ONTOLOGY):
            for predicate, value in vocabulary().statements.get(name, ()):
                if not isinstance(value, ox.BlankNode):
                    yield f"<{name}> <{predicate}> {value} ."


def _classes() -> Iterator[str]:
    """The hierarchy of classes, which the shapes' targets follow."""
    for name, pairs in vocabulary().statements.items():
        for predicate, value in pairs:
            if predicate == _SUBCLASS and isinstance(value, ox.NamedNode):
                yield f"<{name}> <{_SUBCLASS}> {value} ."
