"""The shapes of ontology/shapes.ttl, applied to a graph by a native SHACL engine (the tests judge it by pySHACL)."""

from __future__ import annotations

from functools import cache

import pyoxigraph as ox
import shacl

from comity import locate
from comity.infer import Quotation, quotations
from comity.terms import ID, curie
from comity.validate.finding import Finding, Severity
from comity.validate.view import Telling, view

_SEVERITIES = {"Violation": Severity.violation, "Warning": Severity.warning, "Info": Severity.note}


def check(store: ox.Store) -> list[Finding]:
    """What in the store breaks the shapes, the worst first. Empty: the graph conforms."""
    found = set()
    for result in engine().validate_text(view(store), format="ntriples", allow_warnings=True).results:
        telling = Telling.read(result.focus_node.strip("<>"))
        found.add(
            Finding(
                _SEVERITIES[result.severity],
                str(result.root_shape or result.source_shape).strip("<>").rpartition("/")[2],
                telling.node,
                _message(result),
                *_told(store, telling),
            )
        )
    return sorted(found)


def _message(result: shacl.Result) -> str:
    """The shape's message, and which value it is about where that is not what was found missing."""
    if result.value_plain and result.component == "ClassConstraintComponent":
        return f"{result.message} This is none: {curie(Telling.read(result.value_plain).node)}."
    return str(result.message)


@cache
def engine() -> shacl.Shapes:
    """The shapes as the engine holds them, compiled once a process."""
    return shacl.Shapes.from_file(str(locate.ontology() / "shapes.ttl"))


def _told(store: ox.Store, telling: Telling) -> tuple[tuple[str, ...], tuple[Quotation, ...]]:
    """The named graphs that tell the node, and the quotations."""
    node = ox.NamedNode(telling.node)
    if telling.graph:
        graphs = [ox.NamedNode(telling.graph)]
    else:
        stated = store.quads_for_pattern(node, None, None, None)
        graphs = sorted({q.graph_name for q in stated if isinstance(q.graph_name, ox.NamedNode)}, key=str)
    passages = sorted({passage for graph in graphs for passage in quotations(store, node, graph)})
    return tuple(graph.value.removeprefix(f"{ID}graph/") for graph in graphs), tuple(passages)
