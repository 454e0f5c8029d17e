"""What network analysis tells a reader: which states are central, which groups they form, what a year changed.

The network analysed is that of the states: a line between two, as heavy as the events, agreements and cooperations they
share. Central is who has much to do with those who have much to do with many (weighted PageRank; Brin and Page 1998),
and who stands between others (betweenness; Brandes 2001). Groups are those of greatest modularity (Clauset, Newman and
Moore 2004), which needs no seed. Above `EXACT` states betweenness is left to igraph where that is installed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import combinations
from typing import Final

import networkx as nx
import pyoxigraph as ox
import scipy.sparse  # noqa: F401 - networkx loads it at first use, and a server's worker can open no file by then

from comity.network.data import Record, data
from comity.network.kinds import kinds

EXACT: Final = 400


@dataclass(frozen=True, slots=True)
class Central:
    """One state's place in the network: shares of one, and counts."""

    state: str  # CURIE
    partners: int  # states with which it shares something
    shared: int  # what it shares with them, each event once a partner
    rank: float  # PageRank; all states' add up to 1
    between: float  # share of shortest paths of others that lead through it


@dataclass(frozen=True, slots=True)
class Change:
    """What a pair of states shared in one year and in another."""

    states: tuple[str, str]
    before: int
    after: int


def centrality(content: Record) -> list[Central]:
    """All states that share something, most central first."""
    network = states_network(content)
    if not network:
        return []
    rank = nx.pagerank(network, weight="weight") if network.number_of_edges() else {}
    between = _betweenness(network)
    found = [
        Central(
            state, network.degree(state), round(network.degree(state, weight="weight")), rank[state], between[state]
        )
        for state in network
    ]
    return sorted(found, key=lambda each: (-round(each.rank, 9), each.state))


def communities(content: Record) -> list[list[str]]:
    """Groups of states that share more with each other than with others, the largest first, each sorted."""
    network = states_network(content)
    if not network.number_of_edges():
        return []
    groups = nx.community.greedy_modularity_communities(network, weight="weight")
    return sorted((sorted(group) for group in groups), key=lambda group: (-len(group), group))


def changes(content: Record, before: int, after: int) -> list[Change]:
    """The pairs whose count differs between the two years, most changed first. What is undated counts in none."""
    old, new = shared(content, before), shared(content, after)
    found = [Change(pair, old.get(pair, 0), new.get(pair, 0)) for pair in {*old, *new}]
    differing = [change for change in found if change.before != change.after]
    return sorted(differing, key=lambda change: (-abs(change.after - change.before), change.states))


def summary(content: Record) -> Record:
    """Centrality (scaled to its greatest) and groups, as the page shows them."""
    central = centrality(content)
    top = max((each.rank for each in central), default=1.0)
    scaled = [[each.state, round(each.rank / top, 3)] for each in central[:12]]
    return {"central": scaled, "communities": [group for group in communities(content) if len(group) > 1]}


def read(store: ox.Store) -> Record:
    """The data of the graph in the store: what the functions of this module take."""
    return data(store)


def states_network(content: Record, year: int | None = None) -> nx.Graph[str]:
    """The states that share something, in sorted order, with `weight` on each line; of one year if it is given."""
    network: nx.Graph[str] = nx.Graph()
    pairs = sorted(shared(content, year).items())
    network.add_nodes_from(sorted({state for pair, _ in pairs for state in pair}))
    for (a, b), count in pairs:
        network.add_edge(a, b, weight=count)
    return network


def shared(content: Record, year: int | None = None) -> dict[tuple[str, str], int]:
    """How many events, agreements and cooperations each pair of states shares; of one year if it is given."""
    events = set(kinds()["events"])
    count: dict[tuple[str, str], int] = defaultdict(int)
    for node in content["nodes"]:
        if node["kind"] in events and _in_year(node, content, year):
            for pair in combinations(sorted(node.get("states", ())), 2):
                count[pair] += 1
    for fact in content["facts"]:
        if fact["kind"] == "cooperation" and _in_year(fact, content, year):
            count[fact["s"], fact["o"]] += 1
    return dict(count)


def _in_year(thing: Record, content: Record, year: int | None) -> bool:
    """Whether some telling's bounds (of the event, else of what it covers or when it was seen) lie in the year."""
    if year is None:
        return True
    for telling in (content["tellings"][i] for i in thing.get("t", ())):
        first = next((telling[key] for key in ("from", "validFrom", "observedFrom") if key in telling), None)
        last = next((telling[key] for key in ("to", "validUntil", "observedUntil") if key in telling), first)
        if first and last and first[:4] == last[:4] == f"{year:04}":
            return True
    return False


def _betweenness(network: nx.Graph[str]) -> dict[str, float]:
    if len(network) > EXACT and find_spec("igraph"):
        import igraph

        names = list(network)
        number = {name: i for i, name in enumerate(names)}
        fast = igraph.Graph(n=len(names), edges=[(number[a], number[b]) for a, b in network.edges])
        pairs = (len(names) - 1) * (len(names) - 2) / 2
        return {name: value / pairs for name, value in zip(names, fast.betweenness(), strict=True)}
    found: dict[str, float] = nx.betweenness_centrality(network)
    return found
