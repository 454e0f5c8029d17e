"""What the nodes say of persons: profiles, one for all documents that call a person alike.

A profile is a set of full names with a state. Documents that name a person just alike share a profile, so that the work
grows with the number of different names, not of documents. Who has no full name in a document stands alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rdflib import RDFS, SKOS, Literal, URIRef

from comity.names import parse, similarity
from comity.names.sounds import fold
from comity.nodes import Local, Node
from comity.terms import COMITY, ID

#: A person in one document: the named graph and the key there.
Mention = tuple[str, Local]

_STATE: Final = f"{ID}state/"
_OFFICE: Final = f"{ID}office/"
_MOST_SPELLINGS: Final = 12  # of a profile that are compared, the most frequent first


@dataclass(eq=False)
class Profile:
    """One person as some documents, or a curator, name them."""

    key: tuple[str, ...]  # orders the profiles
    iri: URIRef | None
    states: frozenset[str]
    spellings: Counter[tuple[str, str]] = field(default_factory=Counter)  # (text, language): mentions that have it
    roles: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    labelled: bool = False  # a curator gave the usual English spelling

    @cached_property
    def full(self) -> tuple[str, ...]:
        """The names of two written-out words or more."""
        return self._spelt(lambda text: parse(text).full)

    @cached_property
    def partial(self) -> tuple[str, ...]:
        """An initial and a surname."""
        return self._spelt(lambda text: not parse(text).full and not parse(text).bare)

    @cached_property
    def bare(self) -> tuple[str, ...]:
        """One word, which is a surname as a rule."""
        return self._spelt(lambda text: parse(text).bare)

    def _spelt(self, wanted: Callable[[str], bool]) -> tuple[str, ...]:
        counted: Counter[str] = Counter()
        for (text, _), count in self.spellings.items():
            if wanted(text):
                counted[text] += count
        return tuple(sorted(counted, key=lambda text: (-counted[text], text))[:_MOST_SPELLINGS])


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """The best similarity between two sets of spellings; 0 where one is empty."""
    return max((similarity(a, b) for a in one for b in other), default=0.0)


def profiles(nodes: Sequence[Node]) -> list[Profile]:
    """The profiles of all officials, in their canonical order."""
    roles = _roles(nodes)
    found: dict[tuple[str, ...], Profile] = {}
    for node in nodes:
        if node.type == COMITY.Official:
            spellings = sorted(set(_spellings(node)))
            offices = roles.get((node.graph, node.key), set())
            states = frozenset(_codes(node, COMITY.ofState)) or frozenset(office.split("-", 1)[0] for office in offices)
            key = _key(node, spellings, states)
            given = node.key if isinstance(node.key, URIRef) else None
            profile = found.setdefault(key, Profile(key, given, states))
            profile.states |= states
            profile.spellings.update(spellings)
            profile.roles |= offices
            profile.labelled |= given is not None and any(_english_labels(node))
            if isinstance(node.key, Local):
                profile.mentions.append((node.graph, node.key))
    _learn_roles_of_authorities(found, nodes)
    return [found[key] for key in sorted(found)]


def _key(node: Node, spellings: list[tuple[str, str]], states: frozenset[str]) -> tuple[str, ...]:
    if isinstance(node.key, URIRef):
        return ("1", str(node.key))
    full = sorted({fold(text) for text, _ in spellings if parse(text).full})
    alone = () if full else (node.graph, node.key.key)
    return ("2", " ".join(sorted(states)), *full, *alone)


def _spellings(node: Node) -> Iterator[tuple[str, str]]:
    for predicate in (RDFS.label, SKOS.altLabel, SKOS.prefLabel):
        for value in node.values(predicate):
            if isinstance(value, Literal) and str(value).strip():
                yield str(value), value.language or ""


def _english_labels(node: Node) -> Iterator[str]:
    for value in node.values(RDFS.label):
        if isinstance(value, Literal) and value.language == "en":
            yield str(value)


def _codes(node: Node, predicate: URIRef) -> Iterator[str]:
    """ISO codes of the states that a property names."""
    for value in node.values(predicate):
        if isinstance(value, URIRef) and value.startswith(_STATE):
            yield value[len(_STATE) :]


def _roles(nodes: Sequence[Node]) -> dict[tuple[str, URIRef | Local], set[str]]:
    """The offices that each holder has in each graph, as `KZ-defence-minister`."""
    found: dict[tuple[str, URIRef | Local], set[str]] = defaultdict(set)
    for node in nodes:
        if node.type == COMITY.Tenure:
            offices = {
                office[len(_OFFICE) :]
                for office in node.values(COMITY.office)
                if isinstance(office, URIRef) and office.startswith(_OFFICE)
            }
            for holder in node.values(COMITY.holder):
                if isinstance(holder, URIRef | Local):
                    found[node.graph, holder] |= offices
    return found


def _learn_roles_of_authorities(found: dict[tuple[str, ...], Profile], nodes: Sequence[Node]) -> None:
    """Tenures may stand in another curated file than the official whom they name."""
    for node in nodes:
        if node.type == COMITY.Tenure:
            for holder in node.values(COMITY.holder):
                profile = found.get(("1", str(holder))) if isinstance(holder, URIRef) else None
                if profile:
                    offices = {str(office)[len(_OFFICE) :] for office in node.values(COMITY.office)}
                    profile.roles |= offices
                    profile.states |= {office.split("-", 1)[0] for office in offices}
