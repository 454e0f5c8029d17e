"""Positions: the same in every run and every order, no box on another, what stood stays."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from comity.network.layout import FORCED, positions, state_positions

SAMPLE = Path(__file__).parent / "network" / "sample.trig"


def ring(count: int) -> tuple[dict[str, tuple[float, float]], list[tuple[str, str]]]:
    names = [f"n{i:04}" for i in range(count)]
    lines = [(names[i], names[(i * 5 + 1) % count]) for i in range(count)]
    lines += [(names[i], names[i // 3]) for i in range(1, count)]
    return dict.fromkeys(names, (120.0, 60.0)), lines


@pytest.mark.parametrize("count", [1, 2, 30, 200, FORCED + 50])
def test_the_order_of_nodes_and_lines_changes_nothing(count: int) -> None:
    boxes, lines = ring(count)
    turned = dict(reversed(boxes.items()))
    found = positions(boxes, lines, ["n0000", "n0001"])
    assert found == positions(turned, [(b, a) for a, b in reversed(lines)], ["n0000", "n0001"])
    assert found.keys() == boxes.keys()
    assert all(isinstance(x, int) and isinstance(y, int) for x, y in found.values())


def test_labels_do_not_lie_on_each_other() -> None:
    boxes, lines = ring(80)
    found = positions(boxes, lines)
    hits = [(a, b) for a, b in combinations(found, 2)
            if abs(found[a][0] - found[b][0]) < 112 and abs(found[a][1] - found[b][1]) < 55]  # fmt: skip
    assert hits == []


def test_nothing_gives_nothing() -> None:
    assert positions({}, []) == {}
    assert state_positions([], {}) == {}


def test_what_stood_before_stays_and_what_is_new_stands_near_its_neighbours() -> None:
    boxes, lines = ring(40)
    before = positions(boxes, lines)
    after = positions({**boxes, "new": (120.0, 60.0)}, [*lines, ("new", "n0007")], (), before)
    assert {name: after[name] for name in before} == before
    x, y = after["new"]
    assert abs(x - before["n0007"][0]) + abs(y - before["n0007"][1]) < 700


def test_two_runs_write_the_same_bytes_whatever_the_hash_seed_and_the_locale() -> None:
    script = (
        "import sys, hashlib, pyoxigraph as ox; from comity.network import page; s = ox.Store();"
        f"s.load(path={str(SAMPLE)!r}, format=ox.RdfFormat.TRIG);"
        "print(hashlib.sha256(page(s, title=chr(1054)).encode()).hexdigest())"
    )
    digests = set()
    for settings in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "77", "LC_ALL": "C", "PYTHONUTF8": "0"}):
        run = subprocess.run(
            [sys.executable, "-c", script], env={**os.environ, **settings}, capture_output=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1
