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
    "deployment", "cooperation", "ceremony", "agreement", "source", "evidence", "match", "graph", "series",
    "relation-year",
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
#: Local names that Turtle and SPARQL accept without escapes (a safe subset of PN_LOCAL).
_LOCAL: Final = re.compile(r"[\w](?:[\w.\-]*[\w\-])?", re.UNICODE)


def iri(kind: str, local: str) -> URIRef:
    """The IRI of the entity of that kind (`state`, `official`, ...) with that local name."""
    return URIRef(f"{ID}{kind}/{local}")


def code(codes: str, local: str) -> URIRef:
    """The IRI of a concept of a code list: `code("role", "defence-minister")`."""
    return URIRef(f"{VOCABULARY}{codes}/{local}")


def curie(name: str) -> str:
    """`prefix:local` for an IRI where a prefix fits and the local name needs no escape, else the IRI itself."""
    for prefix, namespace in _BY_LENGTH:
        if name.startswith(namespace) and _LOCAL.fullmatch(name[len(namespace) :]):
            return f"{prefix}:{name[len(namespace) :]}"
    return name


def expand(short: str) -> str:
    """The IRI that a CURIE stands for; text whose prefix is not ours comes back as it is."""
    prefix, colon, local = short.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES and not local.startswith("//") else short
