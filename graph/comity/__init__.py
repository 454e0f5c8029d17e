"""comity: a knowledge graph of bilateral military relations; every fact leads to the sentence that states it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from comity.store import KnowledgeGraph
    from comity.store.named import Questions

__version__ = "0.1.0"


def open(place: str | Path = "build") -> KnowledgeGraph:
    """The graph of a build directory, an RDF file, or the SPARQL endpoint at an address, to be asked in SPARQL."""
    from comity.store import open_graph

    return open_graph(place)


def queries(words: str = "") -> Questions:
    """The named queries, to look at; those with all of the words in their name or question if there are any."""
    from comity.store.named import questions

    return questions(words)
