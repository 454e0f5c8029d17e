"""GraphML and GEXF for Gephi and its kin, from the networkx graph of the page; without a date or a version."""

from __future__ import annotations

import io
import re
from typing import TextIO

import networkx as nx


def write_graphml(graph: nx.MultiDiGraph[str], out: TextIO) -> None:
    """GraphML with all attributes of nodes and edges."""
    whole = io.BytesIO()
    nx.write_graphml_xml(graph, whole, encoding="utf-8", prettyprint=True)
    out.write(_plain(whole.getvalue().decode("utf-8")))


def write_gexf(graph: nx.MultiDiGraph[str], out: TextIO) -> None:
    """GEXF 1.2, without what would make every export another one: networkx writes the day and its version into it."""
    text = "\n".join(nx.generate_gexf(graph, encoding="utf-8", prettyprint=True))
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)
    text = re.sub(r"<creator>[^<]*</creator>", "<creator>comity</creator>", text, count=1)
    out.write(_plain(text) + "\n")


def _plain(text: str) -> str:
    """XML 1.0 has no place for control characters, not even escaped."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", text)
