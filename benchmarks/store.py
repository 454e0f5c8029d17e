"""Load, twelve analyst queries, nodes per year, search: comity beside the engine itself, oxrdflib and rdflib.

    python benchmarks/store.py 100000 [1000000 ...] [--rdflib] [--folder build/bench]

CPU seconds of one run in one process (wall-clock time says nothing on a shared machine); the same rows are demanded of
everybody. rdflib is asked only with --rdflib, and only below 200 thousand triples: it takes minutes.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from comity.store import open_graph
from comity.store.graph import KnowledgeGraph
from comity.store.guard import admit
from comity.store.prepare import with_prefixes
from comity.store.search import SearchIndex
from generate import generate

FOLDER = Path(__file__).parent / "queries"
#: Twelve questions of an analyst, and two of them once more over the nodes per year that a build writes.
QUERIES = {file.stem: file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*.rq"))}
ENDLESS_IN_RDFLIB = ("partners-of-partners", "busiest-pairs", "words-in-names")
BY_YEAR = {file.stem: file.read_text(encoding="utf-8") for file in sorted((FOLDER / "by-year").glob("*.rq"))}


def cpu(work: Callable[[], Any], least: float = 0.2) -> tuple[float, Any]:
    """CPU seconds of one call, the median of as many as fit into some time; and what the first gave."""
    times, first, spent = [], None, 0.0
    while spent < least or len(times) < 3:
        gc.disable()
        began = time.process_time()
        got = work()
        times.append(time.process_time() - began)
        gc.enable()
        spent += times[-1]
        first = got if first is None else first
        if spent > 5:
            break
    return sorted(times)[len(times) // 2], first


def rows_of_terms(rows: Any) -> list[tuple[str, ...]]:
    return sorted(tuple("" if term is None else str(getattr(term, "value", term)) for term in row) for row in rows)


def load(file: Path) -> KnowledgeGraph:
    began = time.process_time()
    plain = ox.Store()
    plain.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
    raw = time.process_time() - began
    quads = len(plain)
    del plain
    began = time.process_time()
    open_graph(file, union=False)
    named = time.process_time() - began
    began = time.process_time()
    graph = open_graph(file)
    whole = time.process_time() - began
    print(f"\n## {quads:,} quads\n\n| load | CPU s | of raw |\n|---|---|---|")
    print(f"| pyoxigraph bulk_load | {raw:.2f} | 1.00 |")
    print(f"| comity, named graphs alone | {named:.2f} | {named / raw:.2f} |")
    print(f"| comity, default graph united | {whole:.2f} | {whole / raw:.2f} |")
    return graph


def ask_all(graph: KnowledgeGraph, slow: Path | None) -> None:
    print("\n| query | rows | raw ms | comity | of raw | oxrdflib | rdflib |\n|---|---|---|---|---|---|---|")
    peer = rdflib.Dataset(default_union=True)
    if slow:
        peer.parse(str(slow), format="nquads")
    for name, query in QUERIES.items():
        text = with_prefixes(admit(query))
        raw, answer = cpu(lambda text=text: list(graph.store.query(text)))
        ours, result = cpu(lambda query=query: list(graph.query(query)))
        expected = rows_of_terms(answer)
        same = expected == rows_of_terms([row._solution for row in result])
        through, _ = cpu(lambda text=text: list(graph.dataset.query(text)))
        other = "–"
        if slow and name not in ENDLESS_IN_RDFLIB:
            seconds, found = cpu(lambda text=text: list(peer.query(text)), 0.01)
            same = same and len(found) == len(expected)
            other = f"{seconds * 1000:.1f}"
        print(
            f"| {name}{'' if same else ' **DIFFERS**'} | {len(expected)} | {raw * 1000:.2f} | {ours * 1000:.2f} "
            f"| {ours / raw:.2f} | {through * 1000:.2f} | {other} |",
            flush=True,
        )


def by_year(graph: KnowledgeGraph) -> None:
    print("\n| question | rows | from the facts ms | from nodes per year | ratio |\n|---|---|---|---|---|")
    for name, query in BY_YEAR.items():
        raw, facts = cpu(lambda name=name: list(graph.store.query(with_prefixes(admit(QUERIES[name])))))
        ours, nodes = cpu(lambda query=query: list(graph.query(query)))
        numbers = [row.term("n").value for row in nodes]  # busiest pairs: of those with at least three in a year
        same = [row["n"].value for row in facts][: len(numbers)] == numbers
        print(
            f"| {name}{'' if same else ' **DIFFERS**'} | {len(nodes)} of {len(facts)} | {raw * 1000:.2f} "
            f"| {ours * 1000:.2f} | 1/{raw / ours:.1f} |",
            flush=True,
        )


def search(graph: KnowledgeGraph) -> None:
    began = time.process_time()
    index = SearchIndex.of(graph)
    made = time.process_time() - began
    print(f"\nsearch index: {made:.1f} CPU s to make\n\n| search | scan ms | index ms | ratio |\n|---|---|---|---|")
    scan = """SELECT DISTINCT ?x ?t { { ?x rdfs:label|skos:altLabel ?t } UNION { ?x oa:exact ?t }
        FILTER(CONTAINS(LCASE(STR(?t)), "%s")) } LIMIT 20"""
    for words in ("zzz", "submarine arctic fighter", "разговор", "headquarters 77"):
        slow, _ = cpu(lambda words=words: list(graph.query(scan % words)))
        fast, _ = cpu(lambda words=words: index.search(words))
        print(f"| {words} | {slow * 1000:.1f} | {fast * 1000:.2f} | 1/{slow / fast:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--rdflib", action="store_true")
    parser.add_argument("--folder", type=Path, default=Path("build/bench"))
    told = parser.parse_args()
    for size in told.sizes:
        file = told.folder / f"{size}.nq"
        if not file.is_file():
            generate(size, file)
        graph = load(file)
        ask_all(graph, file if told.rdflib and size < 200_000 else None)
        by_year(graph)
        search(graph)


if __name__ == "__main__":
    main()
