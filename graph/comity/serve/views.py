"""What a worker shows: the pages, and descriptions in RDF, by the name of the view."""

from __future__ import annotations

from comity.serve.service import service, void, written
from comity.serve.wire import Head, Page
from comity.store.graph import KnowledgeGraph
from comity.store.search import SearchIndex


class Views:
    """All views of one graph. Made before workers are forked: everything that is read from files is read here."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph

    def search_in(self, index: SearchIndex) -> None:
        """Search in this index; each worker opens its own."""
        self._index = index

    def render(self, page: Page) -> tuple[Head, bytes]:
        """The page, written."""
        if page.view == "service":
            media, body = written(service(page.base, union=True), page.format)
            return Head(200, media), body
        media, body = written(void(self._graph, page.base), page.format)
        return Head(200, media), body
