"""The description of a graph as a data set: VoID and DCAT with counts, licence, sources and version; and checksums.

Vocabularies: W3C VoID (2011) and DCAT 3. Nothing in it depends on the day on which it is made.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from comity import __version__
from comity.assemble.statements import Statement
from comity.export.turtle import write_turtle
from comity.terms import ID, PREFIXES, curie
from comity.vocabulary import vocabulary

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_DATASET: Final = f"<{ID}graph/>"
_LICENCE: Final = "<https://creativecommons.org/licenses/by/4.0/>"
_MEDIA: Final = {"graph.ttl": "text/turtle", "graph.trig": "application/trig", "network.html": "text/html"}


def describe(statements: Sequence[Statement]) -> str:
    """The description of the graph as Turtle."""
    triples = {(s.subject, s.predicate, s.object) for s in statements}
    classes = Counter(value for _, predicate, value in triples if predicate == _TYPE)
    properties = Counter(predicate for _, predicate, _ in triples)
    sources = sorted({s.subject for s in statements if s.subject.startswith(f"<{ID}source/")})
    said = [
        *_said(_DATASET, "rdf:type", "<" + PREFIXES["void"] + "Dataset>", "<" + PREFIXES["dcat"] + "Dataset>"),
        *_said(_DATASET, "dcterms:title", _text("Bilateral military relations", "en")),
        *_said(_DATASET, "dcterms:license", _LICENCE),
        *_said(_DATASET, "dcterms:rights", _text("The quoted articles remain their publishers'.", "en")),
        *_said(_DATASET, "dcat:version", _text(__version__)),
        *_said(_DATASET, "void:triples", _number(len(triples))),
        *_said(_DATASET, "void:entities", _number(len({subject for subject, _, _ in triples}))),
        *_said(_DATASET, "void:distinctSubjects", _number(len({subject for subject, _, _ in triples}))),
        *_said(_DATASET, "void:distinctObjects", _number(len({value for _, _, value in triples}))),
        *_said(_DATASET, "void:documents", _number(len(sources))),
        *_said(_DATASET, "void:vocabulary", *(f"<{PREFIXES[p]}>" for p in ("comity", "oa", "prov", "dcterms", "skos"))),
        *_said(_DATASET, "dcterms:source", *sources),
        *_said(_DATASET, "dcat:distribution", *(f"<{ID}graph/{name}>" for name in sorted(_MEDIA))),
    ]
    known = vocabulary()
    for name, count in sorted(classes.items()):
        if name[1:-1] in known.classes:
            part = f"<{ID}graph/class/{name[1:-1].partition('#')[2]}>"
            said += _said(_DATASET, "void:classPartition", part)
            said += _said(part, "void:class", name) + _said(part, "void:entities", _number(count))
    for name, count in sorted(properties.items()):
        part = f"<{ID}graph/property/{curie(name[1:-1]).replace(':', '-')}>"
        said += _said(_DATASET, "void:propertyPartition", part)
        said += _said(part, "void:property", name) + _said(part, "void:triples", _number(count))
    for file, media in sorted(_MEDIA.items()):
        distribution = f"<{ID}graph/{file}>"
        said += _said(distribution, "rdf:type", "<" + PREFIXES["dcat"] + "Distribution>")
        said += _said(distribution, "dcterms:title", _text(file)) + _said(distribution, "dcat:mediaType", _text(media))
    out = io.StringIO()
    write_turtle(said, out)
    return out.getvalue()


def checksums(folder: Path) -> str:
    """The SHA-256 of each file at the top of the folder, as `sha256sum -c` reads them."""
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != "SHA256SUMS")
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


def _said(subject: str, predicate: str, *values: str) -> list[Statement]:
    prefix, _, local = predicate.partition(":")
    return [Statement("", subject, f"<{PREFIXES[prefix]}{local}>", value) for value in values]


def _text(text: str, language: str | None = None) -> str:
    return str(ox.Literal(text, language=language) if language else ox.Literal(text))


def _number(count: int) -> str:
    return str(ox.Literal(count))
