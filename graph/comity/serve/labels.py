"""Names for people: of entities from the graph, of classes and properties from the ontology."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from comity.locate import ontology
from comity.store.graph import KnowledgeGraph
from comity.terms import ID, ONTOLOGY, PREFIXES, VOCABULARY, curie

_LABEL: Final = PREFIXES["rdfs"] + "label"
_DEFINITION: Final = PREFIXES["skos"] + "definition"
_BATCH: Final = 500
_NAMES: Final = (
    "SELECT DISTINCT ?iri ?label {{ VALUES ?iri {{ {iris} }} ?iri rdfs:label|skos:prefLabel|dcterms:title ?label }}"
)


@cache
def of_terms() -> dict[str, tuple[str, str]]:
    """IRI -> (English label, English definition) of the classes and properties of the ontology."""
    found: dict[str, list[str]] = {}
    for quad in ox.parse(path=str(ontology() / "comity.ttl"), format=ox.RdfFormat.TURTLE):
        if not isinstance(quad.subject, ox.NamedNode) or not isinstance(quad.object, ox.Literal):
            continue
        place = {_LABEL: 0, _DEFINITION: 1}.get(quad.predicate.value)
        if place is not None and quad.object.language in (None, "en"):
            found.setdefault(quad.subject.value, ["", ""])[place] = quad.object.value
    return {iri: (label, definition) for iri, (label, definition) in found.items()}


def term_label(iri: str) -> str:
    """The name of a class or property: "date of signing", else its local name in words."""
    label = of_terms().get(iri, ("", ""))[0]
    return label or _in_words(iri)


def _in_words(iri: str) -> str:
    local = iri.rpartition("#")[2].rpartition("/")[2]
    return "".join(f" {c.lower()}" if c.isupper() else c for c in local).replace("-", " ").strip()


def _described(iri: str) -> str:
    """Something to call an IRI that has no name: what its local name says."""
    if iri.startswith(VOCABULARY):
        return _in_words(iri)
    kind, _, local = iri.removeprefix(ID).partition("/")
    if not iri.startswith(ID) or "/" in local:
        return curie(iri)
    if kind == "office":
        state, _, role = local.partition("-")
        return f"{_in_words(role)} ({state})"
    return f"{kind}: {_in_words(local)}"


@cache
def language_names() -> dict[str, str]:
    """The English names of the languages that sources are mostly in, by their codes."""
    file = resources.files("comity.serve") / "pages" / "languages.tsv"
    return dict(line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())


def plural(word: str, number: int) -> str:
    """An English noun for that many: "visit", "visits", "ceremonies"."""
    if number == 1:
        return word
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def language_name(code: str) -> str:
    """What a language is called: its English name, else its code."""
    return language_names().get(code.partition("-")[0].lower(), code or "an unknown language")


class Labels:
    """Names of entities, asked for in batches and kept for one page."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._known: dict[str, str] = {}

    def learn(self, iris: Iterable[str]) -> None:
        """Look up the names of these entities: the English one, else the first."""
        wanted = sorted({iri for iri in iris if iri.startswith((ID, VOCABULARY)) and iri not in self._known})
        for start in range(0, len(wanted), _BATCH):
            nodes = " ".join(str(ox.NamedNode(iri)) for iri in wanted[start : start + _BATCH])
            best: dict[str, tuple[bool, str]] = {}
            for row in self._graph.query(_NAMES.format(iris=nodes)):
                rank = (getattr(row.label, "language", "") != "en", str(row.label))
                if row.iri not in best or rank < best[row.iri]:
                    best[row.iri] = rank
            self._known.update({iri: best[iri][1] if iri in best else "" for iri in wanted[start : start + _BATCH]})

    def call(self, iri: str, name: str) -> None:
        """Give an entity that has no name in the graph one for this page."""
        self._known[iri] = name

    def named(self, iri: str) -> bool:
        """Whether the graph has a name for it."""
        return bool(self._known.get(iri))

    def of(self, iri: str) -> str:
        """The name of an entity or term, else its CURIE or IRI."""
        if iri.startswith(ONTOLOGY):
            return term_label(iri)
        return self._known.get(iri) or _described(iri)


def address(iri: str) -> str:
    """Where a page of this server tells of the IRI; other IRIs lead to themselves."""
    if iri.startswith(f"{ID}relation/"):
        return "/relation/" + quote(iri.removeprefix(f"{ID}relation/"))
    if iri.startswith(ID):
        return "/id/" + quote(iri.removeprefix(ID))
    if iri.startswith(VOCABULARY):
        return "/vocabulary/" + quote(iri.removeprefix(VOCABULARY))
    if iri.startswith(ONTOLOGY):
        return "/ontology#" + quote(iri.removeprefix(ONTOLOGY))
    return iri if iri.startswith(("http://", "https://")) else "#"
