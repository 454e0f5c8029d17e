"""What the ontology and its vocabularies declare: classes, properties, codes, states, and their labels.

Everything that must know whether a name exists, or what to call it, asks here; the files under ontology/ are the one
place where names are declared.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from comity import locate
from comity.terms import ID, ONTOLOGY, PREFIXES

_RDF_TYPE = PREFIXES["rdf"] + "type"
_SUBCLASS = PREFIXES["rdfs"] + "subClassOf"
_OWL_CLASS = PREFIXES["owl"] + "Class"
_PROPERTIES = {PREFIXES["owl"] + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
_STATE = ONTOLOGY + "State"

#: What belongs to a fact (with evidence of its own) rather than to an entity that facts are about.
FACT_CLASSES = ("Engagement", "Agreement", "Tenure")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True)
class Vocabulary:
    """The declarations by IRI: plain strings, to which rdflib's URIRef is unequal, so look up by `str(name)`."""

    statements: dict[str, tuple[tuple[str, Term], ...]]  # subject -> (predicate, object), in the files' order
    classes: frozenset[str]
    properties: frozenset[str]
    superclasses: dict[str, frozenset[str]]  # a class -> itself and all above it
    states: dict[str, str]  # ISO 3166-1 alpha-2 -> IRI

    def is_a(self, name: str, above: str) -> bool:
        """Whether the class `name` is `above` or stands below it; `above` is a local name of our ontology."""
        return ONTOLOGY + above in self.superclasses.get(str(name), frozenset())

    def is_fact(self, name: str) -> bool:
        """Whether the class is one of facts: of engagements, agreements or tenures."""
        return any(self.is_a(name, above) for above in FACT_CLASSES)

    def declares(self, name: str) -> bool:
        """Whether something is said about this IRI in the ontology or its vocabularies."""
        return str(name) in self.statements


@cache
def vocabulary() -> Vocabulary:
    """Read ontology/comity.ttl and ontology/vocabularies/*.ttl, once a process."""
    folder = locate.ontology()
    statements: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    for file in [folder / "comity.ttl", *sorted((folder / "vocabularies").glob("*.ttl"))]:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode):
                statements[quad.subject.value].append((quad.predicate.value, quad.object))
    types: dict[str, set[str]] = defaultdict(set)
    parents: dict[str, set[str]] = defaultdict(set)
    states: dict[str, str] = {}
    for subject, pairs in statements.items():
        for predicate, value in pairs:
            if isinstance(value, ox.NamedNode):
                if predicate == _RDF_TYPE:
                    types[subject].add(value.value)
                elif predicate == _SUBCLASS:
                    parents[subject].add(value.value)
        if _STATE in types[subject]:
            states[subject.removeprefix(f"{ID}state/")] = subject
    return Vocabulary(
        statements={subject: tuple(pairs) for subject, pairs in statements.items()},
        classes=frozenset(name for name, kinds in types.items() if _OWL_CLASS in kinds and name.startswith(ONTOLOGY)),
        properties=frozenset(name for name, kinds in types.items() if kinds & _PROPERTIES),
        superclasses={name: _closure(name, parents) for name in types},
        states=states,
    )


def _closure(name: str, parents: dict[str, set[str]]) -> frozenset[str]:
    found, waiting = {name}, [name]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return frozenset(found)
