"""What the OWL reasoner finds, as findings: facts that cannot all be true, and classes that nothing can be of."""

from __future__ import annotations

import pyoxigraph as ox

from comity.reason import Clash, consistency
from comity.terms import ONTOLOGY
from comity.validate.finding import Finding, Severity
from comity.validate.names import name


def clashes(store: ox.Store) -> list[Finding]:
    """One finding for the facts that clash, if some do, and one for each unsatisfiable class; empty if all is well.

    Raises `ComityError` if there is no Java on this machine.
    """
    verdict = consistency(store)
    found = [
        Finding(
            Severity.violation, "satisfiable", iri, "Nothing can be of this class: the ontology contradicts itself."
        )
        for iri in verdict.unsatisfiable
    ]
    if not verdict.consistent:
        message = (
            "These facts cannot all be true: " + "; ".join(_sentence(store, clash) for clash in verdict.clash) + "."
        )
        if not verdict.clash:
            message = "The ontology contradicts itself, without any facts."
        focus = _iri(verdict.clash[0]) if verdict.clash else ONTOLOGY
        tellings = {(graph, _iri(clash)) for clash in verdict.clash for graph in clash.graphs}
        passages = {quotation for clash in verdict.clash for quotation in clash.quotations}
        found.append(
            Finding(Severity.violation, "consistency", focus, message, tuple(sorted(tellings)), tuple(sorted(passages)))
        )
    return sorted(found)


def _iri(clash: Clash) -> str:
    return str(clash.triple.subject).strip("<>")


def _sentence(store: ox.Store, clash: Clash) -> str:
    """The triple in words, with the graphs that state it."""
    parts = (clash.triple.subject, clash.triple.predicate, clash.triple.object)
    words = " ".join(name(store, part) if isinstance(part, ox.NamedNode | ox.Literal) else str(part) for part in parts)
    return f"{words} ({', '.join(clash.graphs) or 'default graph'})"
