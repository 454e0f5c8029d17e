"""In which case the people of a sentence stand: by rank, preposition or ending, as the language shows it."""

from __future__ import annotations

from dataclasses import dataclass

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.names import before_apostrophe
from comity.extract.page import Page
from comity.extract.people import People
from comity.extract.vicinity import Vicinity

_STEM = 3  # letters of a name without its ending
_LONGEST = 6  # letters of an ending
_OF_LINKS = {"to": "DAT", "from": "ABL", "with": "COM", "of": "GEN"}
_OF_WORDS = {"by": "INS", "from": "ABL"}  # of successions.tsv


@dataclass(frozen=True)
class Person:
    """A name with its rank and titles, from token `first` on, and the cases in which it may stand, if any shows."""

    name: NameSpan
    first: int
    rank: Mention | None
    cases: frozenset[str]

    def is_case(self, *labels: str) -> bool:
        """Whether it surely may stand in one of these cases: something shows it."""
        return not self.cases.isdisjoint(labels)

    def may_be(self, *labels: str) -> bool:
        """Whether nothing speaks against one of these cases."""
        return not self.cases or not self.cases.isdisjoint(labels)


def persons_of(page: Page, index: Vicinity, people: People) -> list[Person]:
    """The people named in a sentence, in order.

    A single word is one if it has a rank or is known as a name: else it may be any word that begins a sentence.
    """
    persons = [_person(page, index, name) for name in sorted(index.name_at.values(), key=lambda n: n.first)]
    return [p for p in persons if len(p.name.parts) > 1 or p.rank or people.known(p.name.parts)]


def _person(page: Page, index: Vicinity, name: NameSpan) -> Person:
    at, rank = name.first - 1, None
    words = {i for m in index.sentence.of("successions") for i in range(m.first, m.last)}
    while at >= 0 and at not in words and (at in index.rank_end or at in index.honorific or at in index.skip):
        found = index.rank_end.get(at)
        rank = rank or found
        at = found.first - 1 if found else at - 1
    first = at + 1
    if index.sentence.verb_final:
        return Person(name, first, rank, _of_ending(page, index.sentence.tokens[name.last - 1].text))
    cases: set[str] = set()
    role = index.role_end.get(at)
    head = rank or role
    if head is not None and not index.articles:
        cases |= {label for label in head.case.split("/") if label}
    start = role.first if role is not None else first
    for link in index.sentence.of("links", *_OF_LINKS):
        if link.last in {first, start} or (
            link.last + 1 == first and index.sentence.tokens[link.last].key in index.articles
        ):
            cases = {_OF_LINKS[link.value]} | (cases & {"GEN"})
    for by in index.sentence.of("successions", *_OF_WORDS):
        if by.last in {first, start}:
            cases = {_OF_WORDS[by.value]}
    return Person(name, first, rank, frozenset(cases))


def _of_ending(page: Page, text: str) -> frozenset[str]:
    """The cases that the end of a name may show; the nominative is one unless an apostrophe sets the ending apart."""
    stem = before_apostrophe(text)
    key = page.matcher.folding.key
    if stem != text:
        return frozenset(page.matcher.cases_of_ending(key(text[len(stem) + 1 :])))
    whole = key(text)
    found = {"NOM"}
    for size in range(1, min(_LONGEST, len(whole) - _STEM) + 1):
        found |= page.matcher.cases_of_ending(whole[-size:])
    return frozenset(found)
