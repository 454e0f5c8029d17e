"""Workers that die: of their task, which the client is told, or of what former tasks left, which nobody notices."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent / "dying_workers.py"


def answers(*tasks: str) -> list[str]:
    """What the clients of these tasks see, one after the other, of workers that live for one task."""
    told = subprocess.run([sys.executable, SCRIPT, *tasks], capture_output=True, text=True, timeout=120, check=True)
    return told.stdout.splitlines()


def test_a_worker_that_dies_of_what_former_tasks_left_is_replaced() -> None:
    assert answers("plain", "plain", "plain") == ["well"] * 3


def test_a_task_that_kills_its_worker_is_told_so() -> None:
    fatal, after = answers("fatal", "plain")
    assert fatal.startswith("503 the query needed more memory or depth")
    assert after == "well"
