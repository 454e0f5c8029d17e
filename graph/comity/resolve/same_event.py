"""Whether two tellings are of one event, and how surely.

Parties and kind must agree and times be compatible; that alone makes nothing one event, as two states meet often. What
must be added is worth points, and the points make a score (`_score`): the day, the officials, the place, the name, the
period of an agreement, the very words of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from rdflib import URIRef

from comity.resolve import titles
from comity.resolve.tellings import Telling

#: From here on two tellings are one event.
SURE: Final = 0.75
#: From here on they may be.
LIKELY: Final = 0.60


class Context:
    """What is known of the officials: whose they are, and which two may be one person."""

    def __init__(self, state: Mapping[URIRef, str], perhaps: frozenset[frozenset[URIRef]]) -> None:
        self.state = state
        self.perhaps = perhaps

    def exclude(self, one: frozenset[URIRef], other: frozenset[URIRef]) -> bool:
        """Whether both name officials of one state, and these cannot be the same people."""
        for state in {self.state.get(person) for person in one} - {None}:
            mine = {person for person in one if self.state.get(person) == state}
            theirs = {person for person in other if self.state.get(person) == state}
            if theirs and not mine & theirs and not self._perhaps_same(mine, theirs):
                return True
        return False

    def _perhaps_same(self, mine: set[URIRef], theirs: set[URIRef]) -> bool:
        return any(frozenset((a, b)) in self.perhaps for a in mine for b in theirs)


def contradict(a: Telling, b: Telling, context: Context) -> bool:
    """Whether two tellings are not to be one event: for what they say, or as someone told them apart."""
    if a.iri and a.iri == b.iri:
        return False
    return a.graph == b.graph or (a.iri is not None and b.iri is not None) or exclude(a, b, context)


def exclude(a: Telling, b: Telling, context: Context) -> bool:
    """Whether what two tellings say cannot be said of one event."""
    if a.kind != b.kind or not (a.time.overlaps(b.time) or _same_edition(a, b)):
        return True
    if not _parties_agree(a, b) or context.exclude(a.officials, b.officials):
        return True
    if a.kind == "agreement":
        other_period = a.period and b.period and a.period != b.period
        return a.code != b.code or bool(other_period) or titles.contradict(a.names, b.names)
    if a.kind == "exercise":
        return titles.other_names(a.names, b.names)
    if a.kind == "deployment":
        return bool(a.organisations and b.organisations and not a.organisations & b.organisations) or _elsewhere(a, b)
    return a.kind == "meeting" and _elsewhere(a, b)


def _same_edition(a: Telling, b: Telling) -> bool:
    """An exercise of one name and one year is one, though tellings give other days of it, or other stages."""
    return a.kind == "exercise" and a.year is not None and a.year == b.year and titles.same(a.names, b.names)


def _parties_agree(a: Telling, b: Telling) -> bool:
    """The same parties; of an exercise some common party, as lists are often short (its name must then be the same)."""
    return a.parties == b.parties or (a.kind == "exercise" and bool(a.parties & b.parties))


def _elsewhere(a: Telling, b: Telling) -> bool:
    """Whether the places exclude each other; a place and its country do not."""
    if not a.places or not b.places or a.places & b.places:
        return False
    one_is_wide = any(place.rsplit("/", 2)[-2] == "state" for place in a.places | b.places)
    return not (one_is_wide and a.countries & b.countries)


def score(a: Telling, b: Telling) -> float:
    """How surely two tellings that do not contradict each other are of one event: 0 to 1."""
    points = _TELLS.get(a.kind, _occasion)(a, b)
    if a.same_words(b):
        points += 0.6
    elif a.sources & b.sources:
        points += 0.45
    return min(0.3 + points, 1.0)


def _when(a: Telling, b: Telling) -> float:
    if a.exact and a.time == b.time:
        return 0.5
    if a.fine and b.fine:
        return 0.3
    return 0.15 if a.dated and b.dated else 0.0


def _who(a: Telling, b: Telling) -> float:
    return min(0.2 * len(a.officials & b.officials), 0.4)


def _where(a: Telling, b: Telling) -> float:
    """A common town or region; a common country says little of states that meet in either country."""
    if any("/place/" in place for place in a.places & b.places):
        return 0.2
    return 0.05 if a.countries & b.countries else 0.0


def _occasion(a: Telling, b: Telling) -> float:
    return _when(a, b) + _who(a, b) + _where(a, b)


def _exercise(a: Telling, b: Telling) -> float:
    named = titles.same(a.names, b.names)
    if not named and a.parties != b.parties:
        return 0.0
    return (0.45 if named else 0.0) + _when(a, b) + _where(a, b)


def _agreement(a: Telling, b: Telling) -> float:
    period = 0.5 if a.period and a.period == b.period else 0.0
    name = 0.45 if titles.same(a.names, b.names) else 0.0
    return period + name + _when(a, b) + min(_who(a, b), 0.2)


def _deployment(a: Telling, b: Telling) -> float:
    where = 0.45 if a.places & b.places or (a.countries & b.countries) else 0.0
    return where + (0.2 if a.organisations & b.organisations else 0.0) + min(_when(a, b), 0.2)


_TELLS: Final[Mapping[str, Callable[[Telling, Telling], float]]] = {
    "exercise": _exercise,
    "agreement": _agreement,
    "deployment": _deployment,
}
