"""Curation: facts that a person wrote down in Turtle become nodes, each quotation found at its exact place.

The curator writes names, codes and quotations; the offsets, the bounds of dates and the names of anonymous nodes are
the machine's work. What does not hold (an unknown code, a quotation that is not in the article) is refused, with its
file and line, and the rest goes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rdflib import URIRef

from comity.curate.checking import Names
from comity.curate.telling import tell
from comity.curate.turtle import Written, read_turtle
from comity.documents import Document
from comity.errors import Refusal
from comity.nodes import Local, Node

__all__ = ["Curated", "curate"]


@dataclass(frozen=True)
class Curated:
    """The nodes of all curated files in the order of the files, what was refused, and where each node is written."""

    nodes: tuple[Node, ...]
    refusals: tuple[Refusal, ...]
    lines: Mapping[tuple[str, URIRef | Local], int]  # by graph and key


def curate(files: Sequence[Path], documents: Mapping[str, Document]) -> Curated:
    """Read curated files (each becomes the named graph `curated/STEM`) against the documents by their source id."""
    refusals: list[Refusal] = []
    written: list[Written] = []
    for file in files:
        found = read_turtle(file)
        if isinstance(found, Refusal):
            refusals.append(found)
        else:
            written.append(found)
    names = Names(written, documents)
    nodes: list[Node] = []
    lines: dict[tuple[str, URIRef | Local], int] = {}
    for page in written:
        told, refused = tell(page, names, documents)
        nodes += told
        refusals += refused
        lines |= {(page.graph, node.key): page.lines[node.key] for node in told}
    return Curated(tuple(nodes), tuple(sorted(refusals)), lines)
