"""The namespaces of the graph and the short names (CURIEs) under which people read and write its IRIs.

One prefix a kind of entity keeps Turtle readable: `state:KZ` is <https://w3id.org/comity/id/state/KZ>.
"""

from __future__ import annotations

import re
from typing import Final

from rdflib import Namespace, URIRef

ONTOLOGY: Final = "https://w3id.org/comity/ontology#"
ID: Final = "https://w3id.org/comity/id/"
VOCABULARY: Final = "https://w3id.org/comity/vocabulary/"

COMITY: Final = Namespace(ONTOLOGY)
OA: Final = Namespace("http://www.w3.org/ns/oa#")
SCHEMA: Final = Namespace("https://schema.org/")

#: Kinds of entity, each a path segment under ID and a prefix.
ENTITY_KINDS: Final = (
    "state", "official", "office", "tenure", "organisation", "place", "relation", "meeting", "visit", "exercise",
    "deployment", "cooperation", "ceremony", "engagement", "agreement", "source", "evidence", "match", "graph",
    "series", "relation-year",
)  # fmt: skip

#: Code lists, each a path segment under VOCABULARY and a prefix.
CODE_LISTS: Final = ("role", "rank", "area", "kind", "status", "origin")

#: Prefix -> namespace, for every file we write and every query we read.
PREFIXES: Final[dict[str, str]] = {
    "comity": ONTOLOGY,
    **{kind: f"{ID}{kind}/" for kind in ENTITY_KINDS},
    **{codes: f"{VOCABULARY}{codes}/" for codes in CODE_LISTS},
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": str(OA),
    "org": "http://www.w3.org/ns/org#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": str(SCHEMA),
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "time": "http://www.w3.org/2006/time#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "sh": "http://www.w3.org/ns/shacl#",
}

_BY_LENGTH: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
#: PN_CHARS of Turtle 1.1 and SPARQL 1.1, without the characters that may not begin a local name.
_CHARS: Final = (
    "A-Za-z0-9_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    "\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
#: Local names that need no escape but that of the slash.
_LOCAL: Final = re.compile(rf"[{_CHARS}](?:[{_CHARS}.\-/~]*[{_CHARS}\-])?")
_ESCAPED: Final = str.maketrans({"/": "\\/", "~": "\\~"})


def iri(kind: str, local: str) -> URIRef:
    """The IRI of the entity of that kind (`state`, `official`, ...) with that local name."""
    return URIRef(f"{ID}{kind}/{local}")


def code(codes: str, local: str) -> URIRef:
    """The IRI of a concept of a code list: `code("role", "defence-minister")`."""
    return URIRef(f"{VOCABULARY}{codes}/{local}")


def curie(name: str) -> str:
    """`prefix:local` for an IRI where a prefix fits, else the IRI itself; it can be pasted into Turtle or SPARQL."""
    for prefix, namespace in _BY_LENGTH:
        if name.startswith(namespace) and _LOCAL.fullmatch(name, len(namespace)):
            return f"{prefix}:{name[len(namespace) :].translate(_ESCAPED)}"
    return name


def expand(short: str) -> str:
    """The IRI that a CURIE stands for; text whose prefix is not ours comes back as it is."""
    prefix, colon, local = short.partition(":")
    if not colon or prefix not in PREFIXES or local.startswith("//"):
        return short
    return PREFIXES[prefix] + local.replace("\\", "")
