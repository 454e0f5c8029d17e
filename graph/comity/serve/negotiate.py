"""Content negotiation: which of the forms that there are does a client want (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

#: Media types of rows and truths, by format; the first of each is the one that is sent.
ROW_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "json": ("application/sparql-results+json", "application/json", "text/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values", "text/tsv"),
}
#: Media types of triples, by format.
GRAPH_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "turtle": ("text/turtle", "application/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples", "text/plain", "text/ntriples"),
    "jsonld": ("application/ld+json", "application/json"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
    "nquads": ("application/n-quads",),
    "trig": ("application/trig",),
}
_EXACT: Final = 2
HTML: Final[Mapping[str, tuple[str, ...]]] = {"html": ("text/html", "application/xhtml+xml")}


@lru_cache(maxsize=1024)
def _ranges(accept: str) -> tuple[tuple[str, float], ...]:
    found = []
    for part in accept.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = max(0.0, min(1.0, float(value)))
                except ValueError:
                    quality = 0.0
        if "/" in media:
            found.append((media, quality))
    return tuple(found)


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """How much the client wants the type, and how exactly it said so; the most exact range that fits counts."""
    best = (0.0, -1)
    family = media.partition("/")[0]
    for wanted, quality in ranges:
        exactness = _EXACT if wanted == media else 1 if wanted == f"{family}/*" else 0 if wanted == "*/*" else -1
        if exactness > best[1]:
            best = (quality, exactness)
    return best


def choose(accept: str, *offers: Mapping[str, tuple[str, ...]]) -> str | None:
    """The format that the client wants most; of equal ones the one that it named, then the first. None if none is."""
    ranges = _ranges(accept)
    if not ranges:
        return next(iter(offers[0]))
    best, choice = (0.0, -1), None
    for offer in offers:
        for name, types in offer.items():
            for media in types:
                wanted = _quality(media, ranges)
                if media != types[0] and wanted[1] < _EXACT:
                    continue  # a range such as text/* means what is sent, not another name of it
                if wanted > best and wanted[0] > 0:
                    best, choice = wanted, name
    return choice
