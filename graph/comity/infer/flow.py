"""Which rule has news for which: what each rule reads and says, as names of properties and classes.

A rule about particular properties names them in its text. A rule that follows axioms of the ontology has variables in
their place; which properties and classes these stand for is asked of the ontology. A rule of the latter sort that reads
one fact beside the axioms can be asked what follows from the news alone.
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
_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
#: The graph in which a closure puts the news for a rule.
NEWS: Final = ox.NamedNode("urn:comity:news")
Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Flow:
    """The names (as CURIEs) of the properties and classes that a rule reads, and its query of the news alone.

    `told` are those that it reads of one telling: in a named graph.
    """

    reads: frozenset[str]
    told: frozenset[str] = frozenset()
    of_news: str = ""


@cache
def flow(rule: Rule) -> Flow:
    """What the rule reads and says. What it reads of one telling is never inferred, and so never news."""
    template, pattern = rule.text.split("WHERE", 1)
    template, told = template.split("CONSTRUCT", 1)[1], frozenset(_NAME.findall(" ".join(_TELLING.findall(pattern))))
    pattern = _TELLING.sub("", pattern)
    says, reads = _triples(template), _triples(pattern)
    axioms = [triple for triple in reads if triple[1].startswith(_OF_AXIOMS) or triple[2].startswith("owl:")]
    if not any(predicate.startswith("?") for _, predicate, _ in says) and not axioms:
        return Flow(frozenset(_NAME.findall(pattern)), told)
    facts = [triple for triple in reads if triple not in axioms]
    of_news = ""
    if len(facts) == 1:
        fact = f"{' '.join(facts[0])} ."
        of_news = f"{rule.text.split('WHERE', 1)[0]}WHERE{pattern.replace(fact, f'GRAPH {NEWS} {{ {fact} }}')}"
    return Flow(_names(facts, _values(axioms)), told, of_news)


def read_of(triple: ox.Triple) -> str:
    """The name under which rules read a triple: its property, or the class where it says what something is."""
    if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
        return _short(triple.object.value)
    return _short(triple.predicate.value)


_short = cache(curie)


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
