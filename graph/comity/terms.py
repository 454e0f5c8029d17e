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
    "series", "relation-year", "state-year",
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

#: Any of the namespaces, the longest that fits first.
_NAMESPACE: Final = re.compile("|".join(map(re.escape, sorted(PREFIXES.values(), key=lambda name: (-len(name), name)))))
_PREFIX_OF: Final = {namespace: prefix for prefix, namespace in PREFIXES.items()}
#: PN_CHARS of Turtle 1.1 and SPARQL 1.1, without the characters that may not begin a local name.
_CHARS: Final = (
    "A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
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
    found = _NAMESPACE.match(name)
    if found is None or not _LOCAL.fullmatch(name, found.end()):
        return name
    return f"{_PREFIX_OF[found[0]]}:{name[found.end() :].translate(_ESCAPED)}"


def expand(short: str) -> str:
    """The IRI that a CURIE stands for; text whose prefix is not ours comes back as it is."""
    prefix, colon, local = short.partition(":")
    if not colon or prefix not in PREFIXES or local.startswith("//"):
        return short
    return PREFIXES[prefix] + local.replace("\\", "")
