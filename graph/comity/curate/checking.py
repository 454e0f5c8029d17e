"""Whether the names that a curator uses exist: classes, properties, codes, states, sources, declared entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rdflib import RDF, Literal, URIRef

from comity.curate.turtle import Written
from comity.documents import Document
from comity.nodes import Local, Value
from comity.terms import ID, ONTOLOGY, VOCABULARY, curie
from comity.vocabulary import vocabulary

#: Kinds of entity that need no declaration: the build makes them.
_MADE = tuple(f"{ID}{kind}/" for kind in ("relation", "relation-year", "state-year", "graph", "evidence", "match"))
_SOURCE = f"{ID}source/"


class Names:
    """All names that may be used: those of the ontology, of the documents, and of the curated pages themselves."""

    def __init__(self, written: Iterable[Written], documents: Mapping[str, Document]) -> None:
        self._vocabulary = vocabulary()
        self._documents = documents
        self._declared = {
            subject
            for page in written
            for subject, pairs in page.subjects.items()
            if isinstance(subject, URIRef) and any(predicate == RDF.type for predicate, _ in pairs)
        }

    def fault(self, predicate: URIRef, value: Value) -> tuple[str, str] | None:
        """What is wrong with this statement, as problem and cure; None if all its names exist."""
        if predicate.startswith(ONTOLOGY) and str(predicate) not in self._vocabulary.properties:
            return self._unknown("property", predicate, self._vocabulary.properties)
        if isinstance(value, Local | Literal):
            return None
        if predicate == RDF.type and value.startswith(ONTOLOGY) and str(value) not in self._vocabulary.classes:
            return self._unknown("class", value, self._vocabulary.classes)
        if value.startswith(VOCABULARY) and not self._vocabulary.declares(value):
            return self._unknown("code", value, self._siblings(value))
        if value.startswith(_SOURCE):
            if str(value).removeprefix(_SOURCE) not in self._documents:
                return self._unknown("source", value, [_SOURCE + name for name in self._documents])
        elif value.startswith(ID) and not str(value).startswith(_MADE) and not self._known(value):
            return self._unknown("name", value, {*self._declared, *self._siblings(value)})
        return None

    def _known(self, name: URIRef) -> bool:
        return name in self._declared or self._vocabulary.declares(name)

    def _siblings(self, name: str) -> list[str]:
        folder = name.rsplit("/", 1)[0] + "/"
        return [other for other in self._vocabulary.statements if other.startswith(folder)]

    @staticmethod
    def _unknown(what: str, name: str, candidates: Iterable[str]) -> tuple[str, str]:
        nearest = process.extractOne(curie(name), sorted(curie(other) for other in candidates), score_cutoff=60)
        cure = f"perhaps {nearest[0]} is meant" if nearest else "declare it, or correct its spelling"
        return f"{curie(name)} is no {what} that comity knows", cure
