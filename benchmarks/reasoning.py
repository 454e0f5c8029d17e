"""Inference against owlrl, shapes against pySHACL: the same data, both sides in one run, CPU seconds.

    python benchmarks/reasoning.py [TRIPLES] [--owlrl]     # owlrl takes minutes at 100,000 triples

Each side is given its data loaded; what is timed is the work from there to the result.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from typing import Any

import owlrl
import pyoxigraph as ox
import pyshacl
import rdflib
from comity import locate
from comity.infer import infer
from comity.validate import alarms, check
from comity.validate.engine import results
from comity.validate.view import view
from rdflib.namespace import RDF, SH
from synthetic import quads


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds, and what came of it."""
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def inference(store: ox.Store, with_owlrl: bool) -> None:
    ours, inferred = timed(lambda: infer(store))
    print(f"infer    {ours:8.2f} s  {len(inferred):>8} inferred")
    if not with_owlrl:
        return
    graph = rdflib.Graph().parse(locate.ontology() / "comity.ttl")
    flat = {quad.triple for quad in store}
    graph.parse(io.StringIO("".join(f"{triple} .\n" for triple in flat)), format="nt")
    before = len(graph)
    theirs, _ = timed(lambda: owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph))
    print(f"owlrl    {theirs:8.2f} s  {len(graph) - before:>8} inferred  {theirs / ours:.0f} times as long")


def shapes(store: ox.Store) -> None:
    ours, findings = timed(lambda: check(store))
    print(f"check    {ours:8.2f} s  {len(findings):>8} findings")
    text = view(store)
    alone, found = timed(lambda: results(text))
    print(f" shapes  {alone:8.2f} s  {len(found):>8} results")
    data, rules = rdflib.Graph().parse(data=text, format="nt"), rdflib.Graph().parse(locate.ontology() / "shapes.ttl")
    theirs, (_, judged, _) = timed(lambda: pyshacl.validate(data, shacl_graph=rules, allow_warnings=True))
    judgements = len(list(judged.subjects(RDF.type, SH.ValidationResult)))
    print(f"pyshacl  {theirs:8.2f} s  {judgements:>8} results  {theirs / ours:.0f} times as long as check")
    took, raised = timed(lambda: alarms(store))
    print(f"alarms   {took:8.2f} s  {len(raised):>8} findings")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("triples", nargs="?", type=int, default=10_000)
    parser.add_argument("--owlrl", action="store_true", help="compare with owlrl too")
    chosen = parser.parse_args()
    store = ox.Store()
    store.bulk_load("".join(quads(chosen.triples)).encode(), format=ox.RdfFormat.N_QUADS)
    print(f"{len(store)} quads")
    inference(store, chosen.owlrl)
    shapes(store)


if __name__ == "__main__":
    main()
