"""Where each node stands on the page, computed at build time: whole pixels, the same in every run.

Up to `FORCED` nodes, each connected part is laid out by forces (Kamada and Kawai's stress up to `STRESS`, Fruchterman
and Reingold's springs, seeded, above), parts are packed beside each other, and boxes that hold disc and label are then
pushed apart. Above that, states are laid out by what they share and everything else stands near the states it belongs
to: the middle of its neighbours, on a spiral round it, then near neighbours push each other away (a k-d tree finds
them), which takes seconds for tens of thousands. Nodes and lines are sorted first, as their order changes the result.
Positions of an earlier build are kept as they are; only what is new moves.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import networkx as nx
import numpy as np
import scipy.optimize  # noqa: F401 - networkx loads it at first use, and a server's worker can open no file by then
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Positions = dict[str, tuple[int, int]]
Points = NDArray[np.float64]
STRESS: Final = 150
FORCED: Final = 600
#: So many states have room for discs with large labels.
CROWD: Final = 60
_GOLDEN: Final = math.pi * (3 - math.sqrt(5))


def positions(
    boxes: Mapping[str, tuple[float, float]],
    lines: Iterable[tuple[str, str]],
    anchors: Sequence[str] = (),
    earlier: Mapping[str, Sequence[float]] | None = None,
) -> Positions:
    """Positions in whole pixels for every node of `boxes` (width and height of its disc and label, in pixels).

    `lines` join nodes; `anchors` (the states) hold the others in a large picture; `earlier` positions stay.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(boxes))
    for pair in sorted({tuple(sorted(line)) for line in lines if line[0] != line[1]}):
        graph.add_edge(*pair)
    names = list(graph)
    if not names:
        return {}
    known = {name: earlier[name] for name in names if earlier and name in earlier}
    if known:
        points = _beside(graph, names, known)
    elif len(names) <= FORCED:
        points = _packed(graph, names)
    else:
        points = _anchored(graph, names, [name for name in anchors if name in graph])
    fixed = np.array([name in known for name in names])
    if len(names) <= FORCED:
        points = _apart(points, np.array([boxes[name] for name in names], float), fixed)
    else:
        points = _spread(points, fixed, 40.0)
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, points, strict=True)}


def state_positions(
    states: Sequence[str],
    shared: Mapping[tuple[str, str], int],
    earlier: Mapping[str, Sequence[float]] | None = None,
) -> Positions:
    """Positions of the states alone, by how much each pair shares, for the view of pairs; `earlier` ones stay."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(states))
    most = max(shared.values(), default=1)
    for (a, b), count in sorted(shared.items()):
        # Those who share much stand nearer, but never so near that the line between them has no room for its number.
        graph.add_edge(a, b, distance=1.5 - 0.5 * math.log2(1 + count) / math.log2(1 + most))
    names = list(graph)
    if not names:
        return {}
    known = {name: earlier[name] for name in names if earlier and name in earlier}
    points = _beside(graph, names, known) if known else _packed(graph, names, 1.9)
    fixed = np.array([name in known for name in names])
    if len(names) <= CROWD:
        points = _apart(points, np.full((len(names), 2), 190.0), fixed)
    else:
        points = _spread(points if known else _gathered(points), fixed, 165.0, 160)
    return {name: (round(float(x)), round(float(y))) for name, (x, y) in zip(names, points, strict=True)}


def _gathered(points: Points) -> Points:
    """Points far outside, states with one partner or none, drawn nearer, so that they do not make all others small."""
    centre = np.median(points, axis=0)
    far = np.linalg.norm(points - centre, axis=1, keepdims=True)
    edge = float(np.quantile(far, 0.85))
    return centre + (points - centre) * np.where(far > edge, (edge + (far - edge) * 0.25) / np.maximum(far, 1e-9), 1.0)


def _packed(graph: nx.Graph[str], names: Sequence[str], stretch: float = 1.0) -> Points:
    """Each connected part by itself, the largest in the middle, the others in rows below it."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    place: dict[str, tuple[float, float]] = {}
    shapes = [(sorted(part), _shape(graph, sorted(part), stretch)) for part in parts]
    area = sum(float(np.prod(local.max(axis=0) - local.min(axis=0) + 170)) for _, local in shapes)
    left = right = x = y = row = 0.0
    for number, (members, local) in enumerate(shapes):
        low, high = local.min(axis=0), local.max(axis=0)
        if number == 0:
            shift = -(low + high) / 2
            left, right = low[0] + shift[0], max(high[0] + shift[0], low[0] + shift[0] + 1.4 * math.sqrt(area))
            # A main part has the others below it; parts of like size stand in rows with it.
            below = high[0] - low[0] > 0.6 * (right - left)
            x, y = (left, high[1] + shift[1] + 170) if below else (high[0] + shift[0] + 190, low[1] + shift[1])
            row = 0.0 if below else high[1] - low[1]
        else:
            if x > left and x + high[0] - low[0] > right:
                x, y, row = left, y + row + 150, 0.0
            shift = np.array([x, y]) - low
            x, row = x + high[0] - low[0] + 190, max(row, high[1] - low[1])
        place.update({name: tuple(point) for name, point in zip(members, local + shift, strict=True)})
    return np.array([place[name] for name in names], float)


def _shape(graph: nx.Graph[str], members: Sequence[str], stretch: float) -> Points:
    """One connected part in pixels, wider than high, as screens are."""
    local = _forces(graph.subgraph(members), members) * 62 * stretch * math.sqrt(len(members))
    wide: Points = local * np.array([1.15, 1.0])
    return wide


def _forces(part: Any, members: Sequence[str]) -> Points:
    """One connected part in a square of about -1 to 1; the networkx layouts are seeded and repeat exactly."""
    if len(members) < 3:
        return np.array([[1.0 * i, 0.35 * i] for i in range(len(members))])
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(members)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in part.edges))
    for a, b in ordered.edges:
        ordered[a][b].update(part[a][b])
    if len(members) <= STRESS:
        weight = "distance" if any("distance" in part[a][b] for a, b in part.edges) else None
        found = nx.kamada_kawai_layout(ordered, weight=weight)
    else:
        found = nx.spring_layout(ordered, seed=1, iterations=80, k=2.2 / math.sqrt(len(members)), method="force")
    return np.array([found[name] for name in members], float)


def _anchored(graph: nx.Graph[str], names: Sequence[str], anchors: Sequence[str]) -> Points:
    """States by what they share; all else near the middle of its neighbours, in three rounds outwards."""
    hubs = list(anchors) or sorted(names, key=lambda name: (-graph.degree(name), name))[:150]
    shared: dict[tuple[str, str], int] = defaultdict(int)
    chosen = set(hubs)
    for name in names:
        joined = sorted(set(graph[name]) & chosen)[:12] if name not in chosen else []
        for i, a in enumerate(joined):
            for b in joined[i + 1 :]:
                shared[a, b] += 1
    frame = state_positions(hubs, shared)
    scale = max(1.0, 0.55 * math.sqrt(len(names) / max(1, len(hubs))))
    at: dict[str, Points] = {name: np.array(frame[name], float) * scale for name in hubs}
    for _ in range(3):
        fresh: dict[str, Points] = {}
        for name in names:
            near = [at[other] for other in sorted(graph[name]) if other in at] if name not in at else []
            if near:
                fresh[name] = np.mean(near, axis=0)
        at.update(_spiral(fresh))
    middle, below = np.mean(list(at.values()), axis=0), np.array([0, 900 * scale])
    at.update(_spiral({name: middle + below for name in names if name not in at}))
    return np.array([at[name] for name in names])


def _spiral(points: Mapping[str, Points]) -> dict[str, Points]:
    """Nodes that would stand in one spot, set on a sunflower's spiral round it."""
    count: dict[tuple[int, int], int] = defaultdict(int)
    placed = {}
    for name in sorted(points):
        x, y = points[name]
        i = count[round(x / 60), round(y / 60)] = count[round(x / 60), round(y / 60)] + 1
        turn, far = i * _GOLDEN, 42 * math.sqrt(i)
        placed[name] = np.array([x + far * math.cos(turn), y + far * math.sin(turn)])
    return placed


def _beside(graph: nx.Graph[str], names: Sequence[str], known: Mapping[str, Sequence[float]]) -> Points:
    """Earlier positions as they were; what is new near its neighbours, else below the picture."""
    at: dict[str, Points] = {name: np.array(place[:2], float) for name, place in known.items()}
    below = np.array([0.0, max(float(point[1]) for point in at.values()) + 260])
    for _ in range(3):
        fresh = {}
        for name in names:
            near = [at[other] for other in sorted(graph[name]) if other in at] if name not in at else []
            if near:
                fresh[name] = np.mean(near, axis=0) + np.array([0, 60])
        at.update(_spiral(fresh))
    at.update(_spiral({name: below for name in names if name not in at}))
    return np.array([at[name] for name in names])


def _apart(points: Points, boxes: Points, fixed: NDArray[np.bool_], rounds: int = 260) -> Points:
    """Push boxes that overlap apart, along the shorter way, until none does; the label hangs below its disc."""
    points = points.copy()
    free = (~fixed).astype(float)
    drop = (boxes[:, 1] - 30) / 2
    half = (boxes[:, None] + boxes[None, :]) / 2
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points)))[..., None]
    for _ in range(rounds):
        centre = points + np.stack([np.zeros(len(points)), drop], axis=1)
        gap = centre[:, None] - centre[None, :]
        over = half - np.abs(gap)
        hit = (over > 0).all(axis=2) & ~np.eye(len(points), dtype=bool)
        if not hit.any():
            break
        sideways = over[..., 0] < over[..., 1]
        # Two nodes in one spot part by their order, so that the direction never depends on rounding.
        sign = np.where(gap == 0, order, np.sign(gap))
        push = np.stack([np.where(hit & sideways, over[..., 0], 0), np.where(hit & ~sideways, over[..., 1], 0)], axis=2)
        points += np.clip((push * sign).sum(axis=1) * 0.3, -30, 30) * free[:, None]
    return points


def _spread(points: Points, fixed: NDArray[np.bool_], distance: float, rounds: int = 24) -> Points:
    """Push nodes nearer than `distance` apart, some rounds, for large pictures whose labels are thinned."""
    points = points.copy()
    free = (~fixed).astype(float)
    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(distance, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        gap = points[pairs[:, 0]] - points[pairs[:, 1]]
        length = np.linalg.norm(gap, axis=1, keepdims=True)
        angle = pairs[:, :1] * _GOLDEN
        turned = np.concatenate([np.cos(angle), np.sin(angle)], axis=1)
        way = np.where(length > 1e-6, gap / np.maximum(length, 1e-6), turned)
        push = way * (distance - length) * 0.4
        move = np.zeros_like(points)
        np.add.at(move, pairs[:, 0], push)
        np.add.at(move, pairs[:, 1], -push)
        points += np.clip(move, -distance, distance) * free[:, None]
    return points
