"""Reasoning in OWL 2 DL: is the ontology sound, and do the facts agree with it?

verdict = consistency(store)      # HermiT over the ontology and the data without dates
verdict.consistent, verdict.unsatisfiable, verdict.clash
"""

from comity.reason.verdict import Clash, Verdict, classification, consistency

__all__ = ["Clash", "Verdict", "classification", "consistency"]
