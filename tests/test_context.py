"""The JSON-LD context: the file is the ontology's, and JSON that is written with it is our graph."""

from __future__ import annotations

import json

import rdflib
from comity.export.context import context, written
from comity.terms import COMITY, code, iri
from conftest import ROOT
from rdflib import XSD, Literal


def test_the_file_is_what_the_ontology_says() -> None:
    assert (ROOT / "ontology" / "context.jsonld").read_text(encoding="utf-8") == written(), (
        "write it anew: python -m comity.export.context > ontology/context.jsonld"
    )


def test_json_with_the_context_is_the_same_as_turtle() -> None:
    told = {
        **context(),
        "id": "visit:x",
        "type": "Visit",
        "visitor": "state:CN",
        "host": "state:KZ",
        "date": "2024-04",
        "comity:status": "status:held",
        "confidence": {"@value": "0.9", "@type": "xsd:decimal"},
    }
    read = rdflib.Graph().parse(data=json.dumps(told), format="json-ld")
    visit = iri("visit", "x")
    assert (visit, COMITY.visitor, iri("state", "CN")) in read
    assert (visit, COMITY.host, iri("state", "KZ")) in read
    assert (visit, COMITY.confidence, Literal("0.9", datatype=XSD.decimal)) in read
    assert (visit, COMITY.status, code("status", "held")) in read
    assert read.value(visit, COMITY.date) is not None
