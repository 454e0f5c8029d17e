"""Which tellings are worth comparing: those that share a feature at a compatible time.

A feature is what two tellings of one event have in common besides kind and parties: an official, a word of the name, a
source. Comparing all tellings of two states would be quadratic, so a feature is looked up by month for tellings that
know their month, by year for those that know their year, and only what knows neither is compared with all others.
Names that bear different numbers (Shield 3, Shield 4) share no feature: they are never one name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from comity.resolve import titles
from comity.resolve.tellings import Telling

Feature = tuple[str, ...]

_MOST_YEARS: Final = 3  # that a date may span and still be one
_MOST_VAGUE: Final = 4_000  # pairs with an undated telling that one feature is worth; beyond, it would fit any of many


@dataclass
class _Block:
    """The tellings of one feature, by their place in the canonical order."""

    always: list[int] = field(default_factory=list)
    months: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    years: dict[int, tuple[list[int], list[int]]] = field(default_factory=lambda: defaultdict(lambda: ([], [])))
    dated: list[int] = field(default_factory=list)
    vague: list[int] = field(default_factory=list)

    def add(self, number: int, telling: Telling) -> None:
        first, last = telling.time.earliest, telling.time.latest
        if first is None or last is None or last.year - first.year >= _MOST_YEARS:
            self.vague.append(number)
            return
        self.dated.append(number)
        fine = telling.fine and telling.kind != "exercise"  # whose editions are told by the year
        if fine:
            for month in {f"{first:%Y-%m}", f"{last:%Y-%m}"}:
                self.months[month].append(number)
        for year in range(first.year, last.year + 1):
            self.years[year][0 if fine else 1].append(number)

    def sides(self) -> Iterator[tuple[list[int], list[int]]]:
        """Two lists at a time: each telling of the one is to be compared with each of the other."""
        for members in (self.always, *self.months.values()):
            yield members, members
        for fine, coarse in self.years.values():
            yield coarse, coarse
            yield coarse, fine
        if len(self.vague) * (len(self.vague) + len(self.dated)) <= _MOST_VAGUE:
            yield self.vague, self.vague
            yield self.vague, self.dated


def candidates(tellings: Sequence[Telling], numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pairs of those numbers of tellings, the lower first, each pair once, in their order."""
    blocks: dict[Feature, _Block] = defaultdict(_Block)
    for number in numbers:
        telling = tellings[number]
        for feature in set(_features(telling)):
            blocks[feature].add(number, telling)
        for source in telling.sources:
            blocks[telling.kind, source].always.append(number)
    partners: dict[int, list[list[int]]] = defaultdict(list)  # lists are shared by all who are compared with them
    for block in blocks.values():
        for one, other in block.sides():
            for members, others in ((one, other),) if one is other else ((one, other), (other, one)):
                if len(others) > (one is other):
                    for number in members:
                        partners[number].append(others)
    for number in sorted(partners):
        found = set().union(*partners.pop(number))
        yield from ((number, other) for other in sorted(found) if other > number)


def _features(telling: Telling) -> Iterator[Feature]:
    parties = " ".join(sorted(telling.parties))
    for name, _ in telling.names:
        # an exercise is known by its name and one party, where lists of its parties differ
        shared = telling.parties if telling.kind == "exercise" else (parties,)
        numbers = sorted(titles.numbers(name))
        yield from ((telling.kind, where, "name", key, *numbers) for where in shared for key in titles.keys(name))
    yield from ((telling.kind, parties, "official", str(person)) for person in telling.officials)
    if telling.fine:
        yield telling.kind, parties, "month"
    if telling.period:
        yield telling.kind, parties, "period", telling.code, telling.period
    if telling.kind == "deployment":
        yield from ((telling.kind, parties, "place", str(place)) for place in telling.places)
        yield from ((telling.kind, parties, "country", country) for country in telling.countries)
