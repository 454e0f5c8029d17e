"""What a person is called: the usual Latin spelling of all that the documents have, and the IRI made of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from rdflib import RDFS, Literal, URIRef

from comity.names import latin, parse, slug, tables
from comity.nodes import Node
from comity.resolve import matches
from comity.resolve.people import Profile
from comity.terms import COMITY, iri


def usual(members: Iterable[Profile]) -> str:
    """The usual Latin spelling of a person.

    A full name before an initial or a surname; English before the languages of the person's own state (languages.tsv)
    before other languages; of several spellings in one language the most frequent, then the shortest.
    """
    found = list(members)
    states = sorted({state for member in found for state in member.states})
    counted: Counter[tuple[str, str]] = Counter()
    for member in found:
        counted.update(member.spellings)
    ranks = language_ranks(states[0] if states else "")

    def order(spelling: tuple[str, str]) -> tuple[bool, bool, int, int, int, str]:
        text, language = spelling
        name = parse(text)
        rank = ranks.get(language.split("-")[0], len(ranks))
        return not name.full, name.bare, rank, -counted[spelling], len(text), text

    if not counted:
        return ""
    text, language = min(counted, key=order)
    return latin(text, language)


@cache
def language_ranks(state: str) -> dict[str, int]:
    """The languages whose spelling goes first, by rank: English, those of the state, the others (languages.tsv)."""
    table = tables.mapping("languages.tsv")
    order = ("en", *table.get(state, "").split(), *table["*"].split())
    return {language: rank for rank, language in enumerate(dict.fromkeys(order))}


def name_people(people: Sequence[Sequence[Profile]]) -> list[URIRef]:
    """The IRI of each person: the curator's, else the slug of the usual spelling.

    Who has only a surname, or an initial and a surname, has the document in the IRI as well: another document's surname
    is another node. Where two persons are spelt alike, the state and then a number tell them apart.
    """
    given = [next((member.iri for member in person if member.iri), None) for person in people]
    taken = {str(name) for name in given if name}
    wanted: dict[str, list[int]] = defaultdict(list)
    for number, person in enumerate(people):
        if given[number] is None:
            wanted[_local(person)].append(number)
    for local, numbers in sorted(wanted.items()):
        crowded = len(numbers) > 1 or str(iri("official", local)) in taken
        for number in sorted(numbers, key=lambda number: people[number][0].key):
            state = min((state for member in people[number] for state in member.states), default="")
            stem = f"{local}-{state.lower()}" if crowded and state else local
            given[number] = _free(stem, taken)
            taken.add(str(given[number]))
    return [name for name in given if name is not None]


def _local(person: Sequence[Profile]) -> str:
    stem = slug(usual(person)) or "unnamed"
    if any(member.full for member in person):
        return stem
    return f"{stem}-{slug(person[0].mentions[0][0])}"


def _free(stem: str, taken: set[str]) -> URIRef:
    name, number = iri("official", stem), 1
    while str(name) in taken:
        number += 1
        name = iri("official", f"{stem}-{number}")
    return name


def label(person: Sequence[Profile], name: URIRef) -> Iterator[Node]:
    """The node that gives a person the usual spelling as English label; none where a curator gave one."""
    text = usual(person)
    if text and not any(member.labelled for member in person):
        yield Node(matches.GRAPH, name, COMITY.Official, ((RDFS.label, Literal(text, lang="en")),))
