"""The passages that state a node in one named graph, as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

_QUERY = """
PREFIX comity: <https://w3id.org/comity/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?subject ?graph ?file ?start ?end ?exact
WHERE {
  GRAPH ?graph { ?subject comity:evidence ?evidence }
  ?evidence oa:hasSource ?source ; oa:hasSelector ?selector .
  ?selector oa:exact ?exact ; oa:start ?start ; oa:end ?end .
  ?source dcterms:identifier ?file .
}
"""


@dataclass(frozen=True, order=True)
class Quotation:
    """A passage of a source: the file, the characters where it begins and ends, its text and language."""

    file: str
    start: int
    end: int
    exact: str
    language: str = ""

    def __str__(self) -> str:
        return f"{self.file} [{self.start}-{self.end}] “{self.exact}”"


def quotations(store: ox.Store, subject: ox.NamedNode, graph: ox.NamedNode | None = None) -> tuple[Quotation, ...]:
    """The passages that one named graph, or any, gives as evidence for the subject, in the order of the sources."""
    values: dict[ox.Variable, Any] = {ox.Variable("subject"): subject}
    if graph:
        values[ox.Variable("graph")] = graph
    found: Any = store.query(_QUERY, substitutions=values, use_default_graph_as_union=True)
    return tuple(
        sorted(
            {
                Quotation(
                    row["file"].value,
                    int(row["start"].value),
                    int(row["end"].value),
                    row["exact"].value,
                    row["exact"].language or "",
                )
                for row in found
            }
        )
    )
