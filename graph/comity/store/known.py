"""The second clock: what the sources that had been published by a day said, and nothing that was told later.

A fact stays with the evidence that was public by then, and goes if none is left; what follows from facts is concluded
anew. A source whose day of publication is not known is left out: nobody can say that it was known.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Final

import pyoxigraph as ox

from comity.infer import infer
from comity.store.loading import unite
from comity.terms import COMITY, ID, OA

_EVIDENCE: Final = ox.NamedNode(str(COMITY.evidence))
_HAS_SOURCE: Final = ox.NamedNode(str(OA.hasSource))
_INFERRED: Final = ox.NamedNode(f"{ID}graph/inferred")
_PUBLISHED: Final = f"""
    SELECT ?source (MAX(?day) AS ?latest) WHERE {{
      ?source a <{COMITY.Source}> . OPTIONAL {{ ?source <{COMITY.latest}> ?day }}
    }} GROUP BY ?source"""


def known_on(store: ox.Store, day: datetime.date) -> tuple[ox.Store, list[str]]:
    """The graph as it could have been known on that day, and the sources of which no day of publication is known."""
    public, undated = _sources(store, day)
    kept = ox.Store()
    kept.bulk_extend(_quads(store, public))
    kept.bulk_extend(infer(kept))
    unite(kept)
    return kept, undated


def _sources(store: ox.Store, day: datetime.date) -> tuple[set[ox.NamedNode], list[str]]:
    public: set[ox.NamedNode] = set()
    undated: list[str] = []
    answer = store.query(_PUBLISHED)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        source, latest = row["source"], row["latest"]
        if not isinstance(source, ox.NamedNode):
            continue
        if not isinstance(latest, ox.Literal):
            undated.append(source.value.removeprefix(f"{ID}source/"))
        elif latest.value <= day.isoformat():
            public.add(source)
    return public, sorted(undated)


def _quads(store: ox.Store, public: set[ox.NamedNode]) -> list[ox.Quad]:
    graphs = sorted(store.named_graphs(), key=str)
    return [quad for graph in graphs if graph != _INFERRED for quad in _telling(store, graph, public)]


def _telling(store: ox.Store, graph: ox.NamedNode | ox.BlankNode, public: set[ox.NamedNode]) -> list[ox.Quad]:
    """What one graph says, without the evidence from other sources and the facts that had only such evidence."""
    quads = list(store.quads_for_pattern(None, None, None, graph))
    hidden: set[object] = {
        quad.subject for quad in quads if quad.predicate == _HAS_SOURCE and quad.object not in public
    }
    evidence: dict[object, list[bool]] = defaultdict(list)
    for quad in quads:
        if quad.predicate == _EVIDENCE:
            evidence[quad.subject].append(quad.object in hidden)
    hidden |= {fact for fact, gone in evidence.items() if all(gone)}
    sources = {quad.subject for quad in quads if str(quad.subject).startswith(f"<{ID}source/")}
    hidden |= sources - public
    selectors = {ox.NamedNode(f"{part.value}/selector") for part in hidden if isinstance(part, ox.NamedNode)}
    hidden |= selectors
    return [quad for quad in quads if quad.subject not in hidden and quad.object not in hidden]
