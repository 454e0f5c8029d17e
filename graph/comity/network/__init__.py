"""The network that people explore: the graph as one offline HTML page, and as tables of network analysis.

    >>> from comity import network                                   # doctest: +SKIP
    >>> html = network.page(store, title="Relations of Kazakhstan")  # doctest: +SKIP

`data` is the contract between the graph and any front end, `near` the part of it round a node, `page` the page on it,
`graph` the same as a networkx graph, `show` the page inside a notebook.
"""

from __future__ import annotations

from comity.network.data import data
from comity.network.multigraph import graph
from comity.network.near import near
from comity.network.notebook import show
from comity.network.page import earlier_positions, page, render

__all__ = ["data", "earlier_positions", "graph", "near", "page", "render", "show"]
