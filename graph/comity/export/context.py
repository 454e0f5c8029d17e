"""The JSON-LD context of the ontology: short names for people who read or write the graph as JSON.

`ontology/context.jsonld` is this, written out; a test keeps it so:

    python -m comity.export.context > ontology/context.jsonld
"""

from __future__ import annotations

import json
import sys
from typing import Any, Final

import pyoxigraph as ox

from comity.terms import ONTOLOGY, PREFIXES
from comity.vocabulary import vocabulary

_TYPE: Final = PREFIXES["rdf"] + "type"
_RANGE: Final = PREFIXES["rdfs"] + "range"
_OBJECT_PROPERTY: Final = PREFIXES["owl"] + "ObjectProperty"
#: Names from other vocabularies that every fact needs.
_BORROWED: Final[dict[str, Any]] = {
    "label": {"@id": "rdfs:label", "@container": "@set"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@set"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "id": "@id",
    "type": "@type",
}


def context() -> dict[str, Any]:
    """The context: our prefixes, the classes and properties of the ontology by their local names.

    A property that is called like a prefix (`area`, `office`, `rank`, ...) keeps its own: `comity:area`.
    """
    known = vocabulary()
    terms: dict[str, Any] = dict(_BORROWED)
    for name in sorted(known.classes):
        terms[name.removeprefix(ONTOLOGY)] = "comity:" + name.removeprefix(ONTOLOGY)
    for name in sorted(known.properties):
        local = name.removeprefix(ONTOLOGY)
        if name.startswith(ONTOLOGY):
            terms[f"comity:{local}" if local in PREFIXES else local] = _property(name)
    return {"@context": {"@version": 1.1, **dict(sorted(PREFIXES.items())), **dict(sorted(terms.items()))}}


def _property(name: str) -> dict[str, str] | str:
    short = "comity:" + name.removeprefix(ONTOLOGY)
    kinds: dict[str, set[str]] = {_TYPE: set(), _RANGE: set()}
    for predicate, value in vocabulary().statements.get(name, ()):
        if predicate in kinds and isinstance(value, ox.NamedNode):
            kinds[predicate].add(value.value)
    if _OBJECT_PROPERTY in kinds[_TYPE]:
        return {"@id": short, "@type": "@id"}
    datatypes = sorted(value for value in kinds[_RANGE] if value.startswith(PREFIXES["xsd"]))
    return {"@id": short, "@type": "xsd:" + datatypes[0].removeprefix(PREFIXES["xsd"])} if datatypes else short


def written() -> str:
    """The context as the text of its file."""
    return json.dumps(context(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written())
