"""What the queries of the network find in a store, in short names and sorted."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from comity.terms import curie, expand


def in_named_graphs(store: ox.Store) -> ox.Store:
    """The store; one without named graphs, as a Turtle file makes it, as one graph that tells everything."""
    if next(iter(store.named_graphs()), None) is not None:
        return store
    named = ox.Store()
    whole = ox.NamedNode(expand("graph:whole"))
    named.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object, whole) for quad in store)
    return named


@cache
def _query(name: str) -> str:
    return (files("comity.network") / "queries" / f"{name}.rq").read_text("utf-8")


def solutions_of(store: ox.Store, name: str) -> ox.QuerySolutions:
    """What queries/NAME.rq finds."""
    found = store.query(_query(name))
    assert isinstance(found, ox.QuerySolutions)
    return found


def rows_of(store: ox.Store, name: str) -> list[tuple[str, ...]]:
    """The rows of a query, shortened and sorted."""
    return sorted(tuple(short(term) for term in solution) for solution in solutions_of(store, name))


def short(term: Any) -> str:
    """A term as the page's data has it: names as CURIEs, literals as their text, nothing as nothing."""
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        return _curie(term.value)
    return "" if term is None else str(term)


#: The same few names come again and again.
_curie = lru_cache(maxsize=1 << 18)(curie)


def local(name: str) -> str:
    """A CURIE without its prefix."""
    return name.partition(":")[2]
