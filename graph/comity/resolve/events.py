"""Events over documents: one event, in whatever languages it is told, is one node; two events never are.

Method:
1. Tellings that share a kind, the parties and one thing more (a month, an official, a name, a source ...) are scored
   (`comity.resolve.same_event`); others need no look.
2. A telling that fits two tellings which contradict each other, about equally well, joins neither: an undated telling
   never bridges two dated ones.
3. What is surest is joined first (`comity.resolve.clusters`), never so that two members contradict each other.
4. What is likely only, or was kept apart, is a PossibleMatch: the best few of each event. So is what two read out of
   the very same words, though they read contradictions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from rdflib import URIRef

from comity.resolve.candidates import candidates
from comity.resolve.clusters import Pair, cluster
from comity.resolve.same_event import LIKELY, SURE, Context, contradict, exclude, score
from comity.resolve.tellings import Telling

_RETOLD: Final = ("meeting", "visit")  # of which one sentence seldom tells two
_MARGIN: Final = 0.15  # by so much the better of two rivals must be better
_WITNESSES: Final = 12  # of the tellings that one fits, so many are asked whether they contradict each other
_MOST_POSSIBLE: Final = 3  # possible matches that are told of one event


class Events(NamedTuple):
    """Groups of tellings, each one event, and pairs of groups that may be one."""

    groups: list[list[Telling]]
    possible: list[tuple[int, int, float]]  # places in `groups`, and a score


def resolve_events(tellings: Sequence[Telling], context: Context) -> Events:
    """Which tellings are of one event. They must come in their canonical order."""
    surely: set[Pair] = set()
    likely: set[Pair] = set()
    for i, j in candidates(tellings, range(len(tellings))):
        one, other = tellings[i], tellings[j]
        points = round(score(one, other), 4)
        if points < LIKELY:  # so they do not share words either, which is worth more
            continue
        if not contradict(one, other, context):
            pair = Pair(points, i, j)
            (surely if pair.score >= SURE else likely).add(pair)
        elif one.graph != other.graph and one.kind in _RETOLD and one.kind == other.kind and one.same_words(other):
            likely.add(Pair(LIKELY, i, j))
    kept, doubtful = _without_rivals(tellings, sorted(surely), context)

    def compatible(a: list[int], b: list[int]) -> bool:
        return not any(contradict(tellings[i], tellings[j], context) for i in a for j in b)

    groups, lost = cluster(len(tellings), [*_of_one_iri(tellings), *kept], compatible)
    apart = [*likely, *doubtful, *lost, *_curated_apart(tellings, context)]
    possible = _possible(groups, [pair for pair in apart if pair.score >= LIKELY])
    return Events([[tellings[i] for i in group] for group in groups], possible)


def _of_one_iri(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """What curators call by one IRI is one event, whatever else they say of it."""
    seen: dict[URIRef, int] = {}
    for number, telling in enumerate(tellings):
        if telling.iri:
            if telling.iri in seen:
                yield Pair(2.0, seen[telling.iri], number)
            seen.setdefault(telling.iri, number)


def _curated_apart(tellings: Sequence[Telling], context: Context) -> Iterator[Pair]:
    """Two events to which curators gave different IRIs, and which seem to be one: for them to settle."""
    curated = [number for number, telling in enumerate(tellings) if telling.iri]
    for i, j in candidates(tellings, curated):
        one, other = tellings[i], tellings[j]
        if one.graph != other.graph and one.iri != other.iri and not exclude(one, other, context):
            yield Pair(round(score(one, other), 4), i, j)


def _without_rivals(
    tellings: Sequence[Telling], pairs: Sequence[Pair], context: Context
) -> tuple[list[Pair], list[Pair]]:
    """The pairs without those of tellings that fit rivals about equally well, and those. Same words know no rival."""
    partners: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for pair in pairs:
        partners[pair.one].append((-pair.score, pair.other))
        partners[pair.other].append((-pair.score, pair.one))
    torn = {number for number, found in partners.items() if _torn(tellings, sorted(found), context)}
    doubtful = {
        pair
        for pair in pairs
        if (pair.one in torn or pair.other in torn) and not tellings[pair.one].same_words(tellings[pair.other])
    }
    return [pair for pair in pairs if pair not in doubtful], sorted(doubtful)


def _torn(tellings: Sequence[Telling], partners: Sequence[tuple[float, int]], context: Context) -> bool:
    """Whether two of those that a telling fits about as well as the best contradict each other."""
    best = -partners[0][0]
    witnesses: dict[tuple[object, ...], int] = {}
    for minus, number in partners:
        if -minus > best - _MARGIN and len(witnesses) < _WITNESSES:
            telling = tellings[number]
            witnesses.setdefault((telling.time, telling.officials, telling.places, telling.names), number)
    return any(contradict(tellings[i], tellings[j], context) for i, j in combinations(sorted(witnesses.values()), 2))


def _possible(groups: Sequence[Sequence[int]], pairs: Iterable[Pair]) -> list[tuple[int, int, float]]:
    """The best few pairs of groups that may be one event."""
    home = {item: number for number, group in enumerate(groups) for item in group}
    best: dict[tuple[int, int], float] = {}
    for pair in pairs:
        key = (min(home[pair.one], home[pair.other]), max(home[pair.one], home[pair.other]))
        if key[0] != key[1]:
            best[key] = max(best.get(key, 0.0), pair.score)
    told: dict[int, int] = defaultdict(int)
    found = []
    for (one, other), points in sorted(best.items(), key=lambda item: (-item[1], item[0])):
        if max(told[one], told[other]) < _MOST_POSSIBLE:
            told[one] += 1
            told[other] += 1
            found.append((one, other, min(points, 0.99)))
    return found
