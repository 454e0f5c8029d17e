"""Turtle for people against rdflib's longturtle, on the same made-up graph in one run, CPU seconds.

    python benchmarks/exports.py [TRIPLES]        # 100000, as the issue asks

Both sides have the triples in memory already, each in its own form; what is timed is sorting, grouping and writing.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable

import rdflib
from comity.export.formats import statement
from comity.export.turtle import write_turtle
from comity.terms import PREFIXES
from pyoxigraph import RdfFormat, parse
from synthetic import quads


def timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("triples", type=int, nargs="?", default=100_000)
    size = reader.parse_args().triples
    statements = [statement(quad) for quad in parse("".join(quads(size)), format=RdfFormat.N_QUADS)]
    triples = sorted({f"{s.subject} {s.predicate} {s.object} ." for s in statements})
    peer = rdflib.Graph()
    peer.parse(data="\n".join(triples), format="nt")
    for prefix, namespace in PREFIXES.items():
        peer.bind(prefix, namespace)
    ours = sorted(timed(lambda: write_turtle(statements, io.StringIO())) for _ in range(3))[1]
    theirs = timed(lambda: peer.serialize(format="longturtle"))
    print(f"{len(triples):,} triples   comity {ours:.2f} s   longturtle {theirs:.2f} s   ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
