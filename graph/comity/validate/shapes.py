"""The shapes of ontology/shapes.ttl, applied to a graph telling by telling (the tests judge the engine by pySHACL)."""

from __future__ import annotations

import pyoxigraph as ox

from comity.infer import Quotation, quotations
from comity.terms import ID, curie
from comity.validate.engine import Result, results
from comity.validate.finding import Finding, Severity
from comity.validate.view import Telling, view

_SEVERITIES = {"Violation": Severity.violation, "Warning": Severity.warning, "Info": Severity.note}


def check(store: ox.Store) -> list[Finding]:
    """What in the store breaks the shapes, the worst first. Empty: the graph conforms."""
    found = set()
    for result in results(view(store)):
        telling = Telling.read(result.focus)
        severity, told = _SEVERITIES[result.severity], _told(store, telling)
        found.add(Finding(severity, result.shape, telling.node, _message(result), *told))
    return sorted(found)


def _message(result: Result) -> str:
    """The shape's message, and which value it is about where that is not what was found missing."""
    if result.value and result.component == "ClassConstraintComponent":
        return f"{result.message} This is none: {curie(Telling.read(result.value).node)}."
    return result.message


def _told(store: ox.Store, telling: Telling) -> tuple[tuple[tuple[str, str], ...], tuple[Quotation, ...]]:
    """The tellings of the node, and the quotations."""
    node = ox.NamedNode(telling.node)
    if telling.graph:
        graphs = [ox.NamedNode(telling.graph)]
    else:
        stated = store.quads_for_pattern(node, None, None, None)
        graphs = sorted({q.graph_name for q in stated if isinstance(q.graph_name, ox.NamedNode)}, key=str)
    passages = sorted({passage for graph in graphs for passage in quotations(store, node, graph)})
    return tuple((graph.value.removeprefix(f"{ID}graph/"), telling.node) for graph in graphs), tuple(passages)
