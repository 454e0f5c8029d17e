"""Which rule has news for which: what each rule reads and says, as names of properties and classes.

A rule about particular properties names them in its text. A rule that follows axioms of the ontology has variables in
their place; which properties and classes these stand for is asked of the ontology.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import pyoxigraph as ox

from comity import locate
from comity.infer.rules import Rule
from comity.terms import PREFIXES, curie

_NAME: Final = re.compile(r"\b(?:comity|rdfs|skos):\w+")
_TELLING: Final = re.compile(r"GRAPH \?\w+ \{(?:[^{}]|\{[^{}]*\})*\}")
_TRIPLE: Final = re.compile(r"(\?\w+) (\?\w+|a|\w+:\w+) (\?\w+|\w+:\w+) (?=[.;}])")
_OF_AXIOMS: Final = ("rdf:", "rdfs:", "owl:")
Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Flow:
    """The names (as CURIEs) of the properties and classes that a rule reads, and those that it says."""

    reads: frozenset[str]
    says: frozenset[str]


def feeds(rule: Rule, other: Rule) -> bool:
    """Whether what the rule says may be something that the other reads."""
    return bool(flow(rule).says & flow(other).reads)


@cache
def flow(rule: Rule) -> Flow:
    """What the rule reads and says. What it reads of one telling is never inferred, and so never news."""
    template, pattern = rule.text.split("WHERE", 1)
    template, pattern = template.split("CONSTRUCT", 1)[1], _TELLING.sub("", pattern)
    says, reads = _triples(template), _triples(pattern)
    axioms = [triple for triple in reads if triple[1].startswith(_OF_AXIOMS) or triple[2].startswith("owl:")]
    if not any(predicate.startswith("?") for _, predicate, _ in says) and not axioms:
        return Flow(frozenset(_NAME.findall(pattern)), frozenset(_NAME.findall(template)))
    stands_for = _values(axioms)
    facts = [triple for triple in reads if triple not in axioms]
    return Flow(_names(facts, stands_for), _names(says, stands_for))


def _triples(text: str) -> list[Triple]:
    return [(found[1], found[2], found[3]) for found in _TRIPLE.finditer(text.replace("\n", " "))]


def _values(axioms: Iterable[Triple]) -> Mapping[str, set[str]]:
    """What each variable of the axioms stands for in the ontology."""
    head = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in ("rdf", "rdfs", "owl"))
    found: Any = _ontology().query(f"{head} SELECT * WHERE {{ {' . '.join(' '.join(axiom) for axiom in axioms)} }}")
    names = [variable.value for variable in found.variables]
    values: dict[str, set[str]] = defaultdict(set)
    for row in found:
        for name in names:
            if isinstance(row[name], ox.NamedNode):
                values[f"?{name}"].add(curie(row[name].value))
    return values


def _names(triples: Iterable[Triple], stands_for: Mapping[str, set[str]]) -> frozenset[str]:
    found: set[str] = set()
    for _, predicate, value in triples:
        name = value if predicate == "a" else predicate
        found |= stands_for.get(name, set()) if name.startswith("?") else {name}
    return frozenset(found)


@cache
def _ontology() -> ox.Store:
    store = ox.Store()
    store.load(path=str(locate.ontology() / "comity.ttl"), format=ox.RdfFormat.TURTLE)
    return store
