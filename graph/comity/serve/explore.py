"""The network as the server shows it: whole while that is sensible, else a part that grows where the reader asks.

A browser opens the page of a build as it is. Of a graph above `WHOLE` bytes of page, or `QUADS` quads without a page,
it gets what is round the busiest state, and that page fetches what is round any other node from /network/around.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from comity.errors import ComityError
from comity.network.data import Record, as_json
from comity.network.near import MOST_NODES, MOST_STEPS, USUAL_NODES, near, ready
from comity.network.page import page, render
from comity.serve.labels import Labels
from comity.serve.wire import BadRequestError
from comity.store.graph import KnowledgeGraph
from comity.terms import expand

#: Bytes of a network page, and quads of a graph without one, above which a part is shown first.
WHOLE: Final = 8_000_000
QUADS: Final = 300_000
#: Nodes of the part that a page begins with.
_FIRST: Final = 100
_NUMBER: Final = re.compile("[0-9]{1,5}")
_AROUND: Final = "/network/around"
_TITLE: Final = "Bilateral military relations"
_BUSIEST: Final = """SELECT ?state (COUNT(*) AS ?n) { ?fact comity:relation/comity:party ?state ; comity:evidence ?any }
  GROUP BY ?state ORDER BY DESC(?n) ?state LIMIT 1"""


class Explorer:
    """The network of one graph. Made before workers are forked, as they can open no file."""

    def __init__(self, graph: KnowledgeGraph, network: Path | None) -> None:
        """`network` is the page of the build, if it was written; else one is made of a graph that is not too large."""
        self._graph = graph
        self._whole: bytes | None = None
        if network is not None and network.is_file():
            self._whole = network.read_bytes()
        elif len(graph.store) <= QUADS:
            self._whole = page(graph.store).encode()
        ready()
        nothing: Record = {key: [] for key in ("nodes", "facts", "tellings", "quotes", "sources", "matches")}
        render({**nothing, "codes": {}}, title=_TITLE, expand=_AROUND)  # reads the page's files

    def whole(self) -> bytes:
        """The page of the whole graph. Raises ComityError if it was too large to make one."""
        if self._whole is None:
            raise ComityError("there is no page of the whole network; `comity view` writes one, or begin at /network")
        return self._whole

    def opening(self) -> bytes:
        """What a browser is shown that asks for nothing particular."""
        if self._whole is not None and len(self._whole) <= WHOLE:
            return self._whole
        busiest = self._graph.query(_BUSIEST).rows
        return self.part(busiest[0].state, 1) if busiest else self.whole()

    def part(self, focus: str, steps: int) -> bytes:
        """The page of what is round a node. Raises ComityError if the network has no such node."""
        content = near(self._graph.store, focus, steps, _FIRST)
        labels = Labels(self._graph)
        iri = expand(focus)
        labels.learn([iri])
        earlier = {place["id"]: (place["x"], place["y"]) for place in content["positions"]}
        choice = {"n": content["focus"], "steps": str(steps)}
        title = f"{labels.of(iri)} – {_TITLE}"
        return render(content, title=title, earlier=earlier, choice=choice, expand=_AROUND).encode()

    def around(self, node: str, steps: int, most: int) -> bytes:
        """What is round a node, as JSON. Raises ComityError if the network has no such node."""
        return as_json(near(self._graph.store, node, steps, most)).encode()


def bounds(arguments: Mapping[str, str]) -> tuple[int, int]:
    """Steps and most nodes, as a request asks for them. Raises BadRequestError for what is not to be had."""
    found = []
    for name, usual, most in (("steps", 1, MOST_STEPS), ("most", USUAL_NODES, MOST_NODES)):
        told = arguments.get(name, str(usual))
        if not (_NUMBER.fullmatch(told) and 1 <= int(told) <= most):
            raise BadRequestError(f"{name} is a number from 1 to {most:,}")
        found.append(int(told))
    return found[0], found[1]
