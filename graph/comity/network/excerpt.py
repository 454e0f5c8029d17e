"""A part of the page's data: what is round one node, or what belongs to a pair of states.

For a page that is small enough to send, and for a server that shows a part of a graph too large for one page.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from comity.network.data import Record
from comity.network.kinds import kinds

#: Steps from the node that a part goes, and the most nodes that it has.
STEPS: Final = 2
MOST: Final = 1_000


def around(content: Record, node: str, steps: int = STEPS, most: int = MOST) -> Record:
    """What is within so many steps of the node, nearest first, as far as `most` nodes."""
    near: dict[str, set[str]] = defaultdict(set)
    for fact in content["facts"]:
        near[fact["s"]].add(fact["o"])
        near[fact["o"]].add(fact["s"])
    kept, edge = {node}, [node]
    for _ in range(steps):
        edge = sorted({other for each in edge for other in near[each]} - kept)[: most - len(kept)]
        kept.update(edge)
    return part(content, kept)


def of_pair(content: Record, a: str, b: str) -> Record:
    """The two states, what they share, and all that is linked to that but third states."""
    events = set(kinds()["events"])
    of = {node["id"]: node for node in content["nodes"]}
    shared = {name for name, node in of.items() if node["kind"] in events and {a, b} <= set(node.get("states", ()))}
    kept = {a, b} | shared
    for fact in content["facts"]:
        for here, there in ((fact["s"], fact["o"]), (fact["o"], fact["s"])):
            if here in shared and of[there]["kind"] != "state":
                kept.add(there)
    return part(content, kept)


def part(content: Record, kept: set[str]) -> Record:
    """The data of these nodes and of the facts between them, with only the tellings, passages and sources they need."""
    nodes = [node for node in content["nodes"] if node["id"] in kept]
    facts = [fact for fact in content["facts"] if fact["s"] in kept and fact["o"] in kept]
    tellings = sorted({i for thing in [*nodes, *facts] for i in thing.get("t", ())})
    quotes = sorted({i for telling in tellings for i in content["tellings"][telling]["quotes"]})
    told, quoted = ({old: new for new, old in enumerate(used)} for used in (tellings, quotes))
    sources = {content["quotes"][i]["source"] for i in quotes}
    return {
        **content,
        "nodes": [_renumbered(node, told) for node in nodes],
        "facts": [_renumbered(fact, told) for fact in facts],
        "tellings": [
            {**content["tellings"][i], "quotes": [quoted[q] for q in content["tellings"][i]["quotes"]]}
            for i in tellings
        ],
        "quotes": [content["quotes"][i] for i in quotes],
        "sources": [source for source in content["sources"] if source["id"] in sources],
        "matches": [match for match in content["matches"] if {match["a"], match["b"]} <= kept],
    }


def _renumbered(thing: Record, told: dict[int, int]) -> Record:
    return {**thing, "t": [told[i] for i in thing["t"]]} if "t" in thing else thing
