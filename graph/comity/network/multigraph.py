"""The same nodes and facts as a networkx graph, for analysis, GraphML and GEXF: plain strings and numbers."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pyoxigraph as ox

from comity.network.data import Record, data
from comity.network.titles import title
from comity.terms import curie

#: What of a telling becomes an attribute of its line, and under which name.
_TOLD = {
    "date": "date", "from": "earliest", "to": "latest", "validFrom": "validFrom", "validUntil": "validUntil",
    "observedFrom": "observedFrom", "observedUntil": "observedUntil", "status": "status", "rank": "rank",
    "kind": "form",
}  # fmt: skip


def graph(store: ox.Store) -> nx.MultiDiGraph[str]:
    """Nodes by CURIE, an edge a fact with its identifier as key, in sorted order; every attribute a string or number.

    Where tellings of one fact differ, values stand side by side with " | " between them; confidence is the highest.
    """
    return from_data(data(store))


def from_data(content: Record) -> nx.MultiDiGraph[str]:
    """The graph of data that `comity.network.data` made."""
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in content["nodes"]:
        made.add_node(node["id"], **_node_attributes(node, content))
    for fact in content["facts"]:
        made.add_edge(fact["s"], fact["o"], key=fact["id"], **_fact_attributes(fact, content))
    return made


def _node_attributes(node: Record, content: Record) -> dict[str, str | float]:
    names = sorted({*node.get("label", {}).values(), *(text for text, _ in node.get("alt", ()))})
    found: dict[str, str | float] = {"label": title(node), "kind": node["kind"], "names": " | ".join(names)}
    if "code" in node:
        found["iso2"] = node["code"]
    if "states" in node:
        found["states"] = " ".join(curie(state).partition(":")[2] for state in node["states"])
    found.update(_told([content["tellings"][i] for i in node.get("t", ())]))
    return found


def _fact_attributes(fact: Record, content: Record) -> dict[str, str | float]:
    tellings = [content["tellings"][i] for i in fact["t"]]
    quotes = [content["quotes"][i] for telling in tellings for i in telling["quotes"]]
    found: dict[str, str | float] = {"label": fact["p"], "kind": fact["kind"]}
    found.update({key: fact[key] for key in ("role", "organisation", "accreditedTo", "office") if key in fact})
    found.update(_told(tellings))
    found["confidence"] = max((telling.get("confidence", 1.0) for telling in tellings), default=1.0)
    found["sources"] = " | ".join(sorted({quote["source"] for quote in quotes}))
    found["evidence"] = " | ".join(dict.fromkeys(quote["text"] for quote in quotes))
    return found


def _told(tellings: list[Record]) -> dict[str, str | float]:
    found: dict[str, str | float] = {}
    for key, attribute in _TOLD.items():
        values = dict.fromkeys(str(telling[key]) for telling in tellings if key in telling)
        if values:
            found[attribute] = " | ".join(values)
    areas: dict[str, Any] = dict.fromkeys(area for telling in tellings for area in telling.get("areas", ()))
    if areas:
        found["areas"] = " ".join(areas)
    return found
