"""Inference: what follows from the facts by the ontology and by the rules of ontology/rules/.

    quads = infer(store)  # the triples of graph:inferred
"""

from comity.infer.closure import infer
from comity.infer.rules import Rule, rules

__all__ = ["Rule", "infer", "rules"]
