"""The shapes at work: SHACL Core by a native engine, constraints in SPARQL by Oxigraph, on one view of the data.

The engine takes much less time than pySHACL, but asks a constraint in SPARQL once for each node, over all data: its
time grows with their product. So these are taken out of the shapes and asked once for all nodes of the target class,
which is the same for queries that only read what is about `$this`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pyoxigraph as ox
import shacl

from comity import locate
from comity.terms import PREFIXES

_SPARQL: Final = ox.NamedNode(PREFIXES["sh"] + "sparql")
_CONSTRAINTS: Final = """
SELECT ?shape ?class ?message ?select
WHERE { ?shape sh:targetClass ?class ; sh:sparql ?sparql . ?sparql sh:select ?select ; sh:message ?message }
ORDER BY ?shape ?class
"""


@dataclass(frozen=True, order=True)
class Result:
    """What one constraint says of one node of the view."""

    focus: str  # IRI
    component: str  # local name of the kind of constraint
    message: str
    severity: str  # Violation, Warning or Info
    shape: str  # local name of the shape
    value: str | None = None


def results(view: str) -> list[Result]:
    """What in a view (N-Triples) breaks the shapes, sorted."""
    core, constraints = _shapes()
    found = {
        Result(
            _iri(result.focus_node),
            str(result.component),
            str(result.message),
            str(result.severity),
            _iri(str(result.root_shape or result.source_shape)).rpartition("/")[2],
            result.value_plain,
        )
        for result in core.validate_text(view, format="ntriples", allow_warnings=True).results
    }
    data = ox.Store()
    data.bulk_load(view.encode(), format=ox.RdfFormat.N_TRIPLES)
    for shape, message, query in constraints:
        rows: Any = data.query(query, prefixes=PREFIXES)
        found |= {
            Result(_iri(str(row["this"])), "SPARQLConstraintComponent", message, "Violation", shape) for row in rows
        }
    return sorted(found, key=lambda result: (result.focus, result.component, result.message, result.value or ""))


@cache
def _shapes() -> tuple[shacl.Shapes, tuple[tuple[str, str, str], ...]]:
    """The shapes without constraints in SPARQL; and of each of these the shape's name, the message and the query."""
    shapes = ox.Store()
    shapes.load(path=str(locate.ontology() / "shapes.ttl"), format=ox.RdfFormat.TURTLE)
    rows: Any = shapes.query(_CONSTRAINTS, prefixes=PREFIXES)
    constraints = [
        (_iri(str(row["shape"])).rpartition("/")[2], row["message"].value, _of_class(row["select"].value, row["class"]))
        for row in rows
    ]
    for quad in list(shapes.quads_for_pattern(None, _SPARQL, None, None)):
        shapes.remove(quad)
    core = "".join(f"{quad.triple} .\n" for quad in shapes)
    return shacl.Shapes.from_text(core, format="ntriples"), tuple(constraints)


def _of_class(select: str, kind: ox.NamedNode) -> str:
    """The query with its first pattern: that `$this` is of the class."""
    return select.replace("WHERE {", f"WHERE {{ $this a/rdfs:subClassOf* {kind} .", 1)


def _iri(node: str) -> str:
    return node.removeprefix("<").removesuffix(">")
