"""What the handbook tells, read from the files of the ontology: nothing is written twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from comity import locate
from comity.infer import Rule, rules
from comity.terms import ONTOLOGY, PREFIXES, VOCABULARY, curie
from comity.validate.alarms import Alarm, all_alarms
from comity.vocabulary import vocabulary

LANGUAGES: Final = ("kk", "az", "ru", "ar", "tr")
_RDF, _RDFS, _OWL, _SKOS = (PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "skos"))
_SCHEMA: Final = PREFIXES["schema"]
_OF: Final = (_RDFS + "domain", _SCHEMA + "domainIncludes")
_TO: Final = (_RDFS + "range", _SCHEMA + "rangeIncludes")
_ALIGNED: Final = (_RDFS + "subClassOf", _RDFS + "subPropertyOf", _SKOS + "closeMatch", _SKOS + "exactMatch")
_QUESTION: Final = re.compile(r"# question: (.+)")


@dataclass(frozen=True)
class Term:
    """A class or property: its name, labels by language, definition, what is above it, of what and to what it is."""

    name: str
    labels: dict[str, str]
    definition: str
    above: tuple[str, ...]
    alike: tuple[str, ...]  # terms of other vocabularies, as CURIEs, and codes of event data
    of: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    inverse: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Code:
    """One code of a list: its name, labels by language, definition, broader code and notations."""

    name: str
    labels: dict[str, str]
    definition: str
    broader: str
    notations: tuple[str, ...]


@dataclass(frozen=True)
class Handbook:
    """All that the page shows."""

    title: str
    description: str
    version: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    code_lists: dict[str, tuple[Code, ...]]
    rules: tuple[Rule, ...]
    alarms: tuple[Alarm, ...]
    questions: tuple[str, ...]

    def properties_of(self, name: str) -> list[Term]:
        """The properties of a class itself, not those of the classes above it."""
        return [term for term in self.properties if name in term.of]


class _File:
    """The statements about our terms, by subject and predicate."""

    def __init__(self) -> None:
        self._said: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
        for name in ("comity.ttl", "labels.ttl"):
            for quad in ox.parse(path=str(locate.ontology() / name), format=ox.RdfFormat.TURTLE):
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
                    self._said[quad.subject.value][quad.predicate.value].append(quad.object)

    def of_kind(self, *kinds: str) -> list[str]:
        """Our terms of these kinds, in the order of the file."""
        return [name for name in self._said if name.startswith(ONTOLOGY) and set(kinds) & set(self.names(name, "type"))]

    def names(self, subject: str, *predicates: str) -> list[str]:
        """The IRIs that these properties have for the subject; `type` is rdf:type."""
        found = [_RDF + "type" if predicate == "type" else predicate for predicate in predicates]
        return [value.value for name in found for value in self._said[subject][name] if isinstance(value, ox.NamedNode)]

    def labels(self, subject: str) -> dict[str, str]:
        """The labels by language."""
        return _by_language(self._said[subject][_RDFS + "label"])

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The texts that the property has for the subject."""
        return [value.value for value in self._said[subject][predicate] if isinstance(value, ox.Literal)]

    def text(self, subject: str, predicate: str) -> str:
        """The first of them, or none."""
        return next(iter(self.texts(subject, predicate)), "")


def read() -> Handbook:
    """Read the ontology's files."""
    file = _File()
    ontology = ONTOLOGY.removesuffix("#")
    return Handbook(
        title=file.text(ontology, PREFIXES["dcterms"] + "title"),
        description=file.text(ontology, PREFIXES["dcterms"] + "description"),
        version=file.text(ontology, _OWL + "versionInfo"),
        classes=tuple(_term(file, name) for name in file.of_kind(_OWL + "Class")),
        properties=tuple(
            _term(file, name) for name in file.of_kind(_OWL + "ObjectProperty", _OWL + "DatatypeProperty")
        ),
        code_lists={codes: _codes(codes) for codes in ("role", "rank", "area", "kind", "status", "origin")},
        rules=rules(),
        alarms=all_alarms(),
        questions=tuple(_questions()),
    )


def _term(file: _File, name: str) -> Term:
    near = file.names(name, *_ALIGNED)
    kinds = {kind.removeprefix(_OWL) for kind in file.names(name, "type")}
    inverses = [
        *file.names(name, _OWL + "inverseOf"),
        *(o for o in file.of_kind(_OWL + "ObjectProperty") if name in file.names(o, _OWL + "inverseOf")),
    ]
    notes = [
        note
        for kind, note in (("SymmetricProperty", "holds both ways"), ("TransitiveProperty", "reaches on"))
        if kind in kinds
    ]
    return Term(
        name=name.removeprefix(ONTOLOGY),
        labels=file.labels(name),
        definition=file.text(name, _SKOS + "definition"),
        above=_local(file.names(name, _RDFS + "subClassOf", _RDFS + "subPropertyOf")),
        alike=(
            *(curie(other) for other in near if not other.startswith(ONTOLOGY)),
            *sorted(file.texts(name, _SKOS + "notation")),
        ),
        of=_local(file.names(name, *_OF)),
        to=tuple(curie(other).removeprefix("comity:") for other in file.names(name, *_TO)),
        inverse=next(iter(_local(inverses)), ""),
        notes=tuple(notes),
    )


def _local(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.removeprefix(ONTOLOGY) for name in names if name.startswith(ONTOLOGY))


def _codes(codes: str) -> tuple[Code, ...]:
    found = []
    for name, pairs in vocabulary().statements.items():
        if not name.startswith(f"{VOCABULARY}{codes}/"):
            continue
        said: dict[str, list[ox.NamedNode | ox.Literal]] = defaultdict(list)
        for predicate, value in pairs:
            if isinstance(value, ox.NamedNode | ox.Literal):
                said[predicate].append(value)
        found.append(
            Code(
                name=f"{codes}:{name.rpartition('/')[2]}",
                labels=_by_language(said[_SKOS + "prefLabel"]),
                definition=said[_SKOS + "definition"][0].value,
                broader=next((curie(value.value) for value in said[_SKOS + "broader"]), ""),
                notations=tuple(sorted(value.value for value in said[_SKOS + "notation"])),
            )
        )
    return tuple(found)


def _by_language(values: Iterable[ox.NamedNode | ox.Literal]) -> dict[str, str]:
    return {value.language: value.value for value in values if isinstance(value, ox.Literal) and value.language}


def _questions() -> Iterable[str]:
    for file in sorted((locate.ontology() / "competency").glob("*.rq")):
        found = _QUESTION.match(file.read_text(encoding="utf-8"))
        if found:
            yield found[1]
