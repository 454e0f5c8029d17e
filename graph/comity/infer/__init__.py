"""Inference: what follows from the facts by the ontology and by the rules of ontology/rules/, and why.

quads = infer(store)                     # the triples of graph:inferred
for proof in explain(store, triple): ... # the rule, its premises, and the quotations at the end of them
"""

from comity.infer.closure import infer
from comity.infer.proof import Premise, Proof, Prover, explain
from comity.infer.quotations import Quotation, quotations
from comity.infer.rules import Rule, rules

__all__ = ["Premise", "Proof", "Prover", "Quotation", "Rule", "explain", "infer", "quotations", "rules"]
