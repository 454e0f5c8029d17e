"""All quads of a graph in one store in this process, wherever the graph is: for what cannot be asked in queries."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from comity.store.graph import open_graph
from comity.store.loading import load

_EVERYTHING = "SELECT ?graph ?subject ?predicate ?object WHERE { GRAPH ?graph { ?subject ?predicate ?object } }"


def whole(graph: Path, endpoint: str | None = None) -> ox.Store:
    """The store of a build directory or RDF file, or a copy of the named graphs behind an endpoint.

    Raises ComityError where there is no graph, or the endpoint does not give it.
    """
    if endpoint is None:
        return load(graph, union=False)
    store = ox.Store()
    for row in open_graph(endpoint).query(_EVERYTHING):
        subject, predicate, value, name = (row.term(part) for part in ("subject", "predicate", "object", "graph"))
        if (
            isinstance(subject, ox.NamedNode | ox.BlankNode)
            and isinstance(predicate, ox.NamedNode)
            and isinstance(name, ox.NamedNode)
            and value is not None
        ):
            store.add(ox.Quad(subject, predicate, value, name))
    return store
