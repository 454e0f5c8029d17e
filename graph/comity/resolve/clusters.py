"""Clusters under constraints: what is most alike is joined first, and no join may bring together what contradicts.

Agglomeration over scored pairs. A chain of likenesses does not bridge two things that exclude each other, as every join
asks about all members of both sides. Same result in whatever order the pairs come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Pair(NamedTuple):
    """Two items, by their place in their canonical order (`one < other`), and how surely they are one."""

    score: float
    one: int
    other: int


def cluster(
    count: int, pairs: Iterable[Pair], compatible: Callable[[list[int], list[int]], bool]
) -> tuple[list[list[int]], list[Pair]]:
    """Groups of the items 0 … count-1, each sorted, and the pairs that a contradiction kept apart."""
    group = {item: [item] for item in range(count)}
    apart = []
    for pair in sorted(set(pairs), key=lambda pair: (-pair.score, pair.one, pair.other)):
        a, b = group[pair.one], group[pair.other]
        if a is b:
            continue
        if not compatible(a, b):
            apart.append(pair)
            continue
        joined = sorted(a + b)
        for item in joined:
            group[item] = joined
    groups = {id(members): members for members in group.values()}
    return sorted(groups.values()), [pair for pair in apart if group[pair.one] is not group[pair.other]]
