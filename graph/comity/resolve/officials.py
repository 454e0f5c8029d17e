"""Officials over documents: one person, however spelt, is one node; two persons never are.

Method:
1. Profiles (`comity.resolve.people`) are compared where they share a blocking key. Full names of one person must be as
   alike as _ALIKE says, less where both are officials of one state, less again where they hold one office there.
2. What is most alike is joined first (`comity.resolve.clusters`), unless that brought together officials of two
   states, two whom a curator holds apart, or two names that are too unlike: so no chain of spellings bridges namesakes.
   A person without a state joins nobody if officials of two states would be equally good.
3. An initial with a surname joins a full name of the same state and office if it fits that one only. A surname alone
   joins only the one official whom a curator has for that state and office. Else both stay nodes of their own.
4. What was almost enough is a PossibleMatch.
5. The IRI is the curator's, or the slug of the usual Latin spelling; with the state, and then a number, where two
   persons are spelt alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from rdflib import URIRef

from comity.names import keys, word_keys
from comity.nodes import Node
from comity.resolve.clusters import Pair, cluster
from comity.resolve.matches import Possible
from comity.resolve.naming import label, name_people
from comity.resolve.people import Mention, Profile, likeness, profiles

_ALIKE: Final = 0.77  # enough where a state is unknown
_SAME_STATE: Final = 0.72  # enough for two officials of one state
_SAME_OFFICE: Final = 0.68  # enough for two who hold one office
_CONTRADICTION: Final = 0.55  # two names of one cluster are never less alike
_ALMOST: Final = 0.60  # from here on a PossibleMatch
_SURNAME: Final = 0.60  # `similarity` of a surname and a full name that has it (which is 0.7 at most)
_INITIAL: Final = 0.80  # `similarity` of an initial with a surname and a full name that has both
_ALMOST_STATELESS: Final = 0.70  # the same where a state is unknown
_MOST_NAMED: Final = 3  # people whom a short name may mean that are worth a PossibleMatch


@dataclass(frozen=True)
class Officials:
    """Who every mention of a person is, and what resolution adds to the graph."""

    iri: Mapping[Mention, URIRef]
    states: Mapping[URIRef, str]  # whose official each is, by ISO code, where known
    labels: tuple[Node, ...]
    possible: tuple[Possible, ...]


@dataclass(eq=False)
class Person:
    """A cluster of profiles."""

    members: list[Profile]

    @cached_property
    def iri(self) -> URIRef | None:
        """The IRI that a curator gave."""
        return next((member.iri for member in self.members if member.iri), None)

    @cached_property
    def states(self) -> frozenset[str]:
        """Whose official it is, where that is known."""
        return frozenset(state for member in self.members for state in member.states)

    @cached_property
    def roles(self) -> frozenset[str]:
        """The offices that some document or curator gives the person."""
        return frozenset(role for member in self.members for role in member.roles)

    @cached_property
    def full(self) -> tuple[str, ...]:
        """All full names."""
        return tuple(dict.fromkeys(text for member in self.members for text in member.full))


#: A pair of profiles that is no certain match, with its score.
Almost = tuple[float, Profile, Profile]


def resolve_officials(nodes: Sequence[Node]) -> Officials:
    """Who is who, over all documents and curated files."""
    known = profiles(nodes)
    people, almost = _full_names([profile for profile in known if profile.full or profile.iri])
    joined, alone, more = _short_names([profile for profile in known if not (profile.full or profile.iri)], people)
    everyone = [[*person.members, *joined.get(id(person), ())] for person in people] + [[profile] for profile in alone]
    named = list(zip(everyone, name_people(everyone), strict=True))
    home = {id(member): iri for members, iri in named for member in members}
    return Officials(
        {mention: iri for members, iri in named for member in members for mention in member.mentions},
        {
            iri: min(m for member in members for m in member.states)
            for members, iri in named
            if any(member.states for member in members)
        },
        tuple(node for members, iri in named for node in label(members, iri)),
        tuple(Possible(home[id(one)], home[id(other)], score) for score, one, other in almost + more),
    )


def _full_names(named: list[Profile]) -> tuple[list[Person], list[Almost]]:
    """The clusters of the profiles that have a full name, and the pairs that were almost enough."""
    surely: list[Pair] = []
    almost: list[Almost] = []
    for i, j in _candidates(named):
        one, other = named[i], named[j]
        score = likeness(one.full, other.full)
        if score >= _enough(one, other):
            surely.append(Pair(score, i, j))
        elif score >= (_ALMOST if one.states & other.states else _ALMOST_STATELESS):
            almost.append((score, one, other))
    torn = _torn(named, surely)
    kept = [pair for pair in surely if pair.one not in torn and pair.other not in torn]
    groups, apart = cluster(len(named), kept, lambda a, b: _compatible([named[i] for i in a], [named[i] for i in b]))
    apart += [pair for pair in surely if pair.one in torn or pair.other in torn]
    almost += [(pair.score, named[pair.one], named[pair.other]) for pair in apart]
    people = [Person([named[i] for i in group]) for group in groups]
    home = {id(member): person for person in people for member in person.members}
    return people, [entry for entry in almost if home[id(entry[1])] is not home[id(entry[2])]]


def _enough(one: Profile, other: Profile) -> float:
    if one.states & other.states:
        return _SAME_OFFICE if one.roles & other.roles else _SAME_STATE
    return _ALIKE


def _candidates(named: list[Profile]) -> list[tuple[int, int]]:
    """Pairs that share a blocking key and a state; a profile without a state is compared with all of the block."""
    blocks: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, profile in enumerate(named):
        for key in {key for text in profile.full for key in keys(text)}:
            for state in profile.states or ("",):
                blocks[key][state].append(number)
    found: set[tuple[int, int]] = set()
    for block in blocks.values():
        stateless = block.pop("", [])
        found.update(combinations(stateless, 2))
        for members in block.values():
            found.update(combinations(members, 2))
            found.update((min(a, b), max(a, b)) for a in members for b in stateless)
    return sorted(found)


def _torn(named: list[Profile], pairs: Sequence[Pair]) -> set[int]:
    """Profiles without a state to which officials of two states have a claim."""
    claims: dict[int, set[str]] = defaultdict(set)
    for _, i, j in pairs:
        for one, other in ((i, j), (j, i)):
            if not named[one].states:
                claims[one] |= named[other].states
    return {number for number, states in claims.items() if len(states) > 1}


def _compatible(a: list[Profile], b: list[Profile]) -> bool:
    """Whether two clusters may be one person."""
    if len({profile.iri for profile in a + b if profile.iri}) > 1:
        return False
    for one in a:
        for other in b:
            if one.states and other.states and not one.states & other.states:
                return False
            if one.full and other.full and likeness(one.full, other.full) < _CONTRADICTION:
                return False
    return True


def _short_names(
    short: list[Profile], people: list[Person]
) -> tuple[dict[int, list[Profile]], list[Profile], list[Almost]]:
    """The profiles without a full name: whom a person (by its id) takes up, who stays alone, and who that may be."""
    index: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        for key in sorted({key for text in person.full for key in word_keys(text)}):
            for state in sorted(person.states):
                index[state, key].append(person)
    joined: dict[int, list[Profile]] = defaultdict(list)
    alone: list[Profile] = []
    almost: list[Almost] = []
    for profile in short:
        found = _fitting(profile, index)
        only = found[0][1] if len(found) == 1 else None
        if only and only.roles & profile.roles and (profile.partial or only.iri):
            joined[id(only)].append(profile)
        else:
            alone.append(profile)
            almost += [(score, profile, other.members[0]) for score, other in found[:_MOST_NAMED]]
    return joined, alone, almost


def _fitting(profile: Profile, index: Mapping[tuple[str, str], list[Person]]) -> list[tuple[float, Person]]:
    """The people of the profile's state whom its initial and surname, or its surname, fit; the best first."""
    texts, enough = (profile.partial, _INITIAL) if profile.partial else (profile.bare, _SURNAME)
    near = {
        id(person): person
        for text in texts
        for key in word_keys(text)
        for state in profile.states
        for person in index.get((state, key), ())
    }
    scored = [(likeness(texts, person.full), person) for person in near.values()]
    return sorted(
        (entry for entry in scored if entry[0] >= enough), key=lambda entry: (-entry[0], entry[1].members[0].key)
    )
