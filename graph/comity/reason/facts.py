"""What HermiT is given: the ontology, and of the data what OWL 2 DL can speak of.

Days and years are left out (xsd:date is no datatype of OWL 2), so are annotations, the sources and the passages in
them, which the shapes check, and what was inferred, which HermiT infers itself.
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from comity.infer.closure import INFERRED, ontology
from comity.terms import ONTOLOGY, PREFIXES
from comity.vocabulary import vocabulary

_TYPE: Final = ox.NamedNode(PREFIXES["rdf"] + "type")
_OWL: Final = PREFIXES["owl"]
#: Datatypes of OWL 2 that the data use.
_DATATYPES: Final = frozenset(PREFIXES["xsd"] + name for name in ("string", "boolean", "decimal", "integer"))
_PASSAGES: Final = (ox.NamedNode(f"{ONTOLOGY}evidence"), ox.NamedNode(f"{ONTOLOGY}origin"))
_ANNOTATIONS: Final = ("label", "definition", "notation", "closeMatch", "exactMatch", "domainIncludes", "rangeIncludes")


def axioms() -> str:
    """The ontology as N-Triples, its annotations left out."""
    return "".join(
        f"{triple.subject} {triple.predicate} {triple.object} .\n"
        for triple in ontology()
        if not triple.predicate.value.endswith(_ANNOTATIONS)
    )


def facts(store: ox.Store) -> list[ox.Triple]:
    """The triples of the data that HermiT can check, sorted, each once."""
    known = vocabulary()
    properties = _properties()
    found: set[ox.Triple] = set()
    for quad in store:
        if quad.graph_name == INFERRED or not isinstance(quad.subject, ox.NamedNode):
            continue
        value = quad.object
        if quad.predicate == _TYPE:
            keep = isinstance(value, ox.NamedNode) and value.value in known.classes and not _of_passage(value)
        elif isinstance(value, ox.NamedNode):
            keep = properties.get(quad.predicate.value) == "ObjectProperty" and quad.predicate not in _PASSAGES
        else:
            keep = (
                isinstance(value, ox.Literal)
                and properties.get(quad.predicate.value) == "DatatypeProperty"
                and value.datatype.value in _DATATYPES
            )
        if keep:
            found.add(quad.triple)
    return sorted(found, key=str)


def lines(triples: list[ox.Triple]) -> str:
    """The triples as N-Triples."""
    return "".join(f"{triple.subject} {triple.predicate} {triple.object} .\n" for triple in triples)


def _of_passage(kind: ox.NamedNode) -> bool:
    return kind.value in (f"{ONTOLOGY}Evidence", f"{ONTOLOGY}Source")


def _properties() -> dict[str, str]:
    """Our properties, and whether their values are things or literals."""
    kinds = {}
    for triple in ontology():
        name, kind = triple.subject, triple.object
        if triple.predicate != _TYPE or not isinstance(name, ox.NamedNode) or not isinstance(kind, ox.NamedNode):
            continue
        if name.value.startswith(ONTOLOGY) and kind.value.endswith(("#ObjectProperty", "#DatatypeProperty")):
            kinds[name.value] = kind.value.removeprefix(_OWL)
    return kinds
