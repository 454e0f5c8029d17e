"""A build takes the place of the former one whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from comity.build.switch import replacing
from comity.errors import ComityError


def built(folder: Path, text: str) -> None:
    with replacing(folder) as fresh:
        (fresh / "graph.ttl").write_text(text, encoding="utf-8")


def fail_half_way(folder: Path) -> None:
    with replacing(folder) as fresh:
        (fresh / "graph.ttl").write_text("half", encoding="utf-8")
        raise RuntimeError


def test_a_second_build_replaces_the_first_and_leaves_nothing_behind(tmp_path: Path) -> None:
    built(tmp_path / "build", "one")
    built(tmp_path / "build", "two")
    assert (tmp_path / "build" / "graph.ttl").read_text() == "two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["build"]


def test_a_build_that_fails_leaves_the_former_one(tmp_path: Path) -> None:
    built(tmp_path / "build", "one")
    with pytest.raises(RuntimeError):
        fail_half_way(tmp_path / "build")
    assert (tmp_path / "build" / "graph.ttl").read_text() == "one"
    assert [entry.name for entry in tmp_path.iterdir()] == ["build"]


def test_a_build_that_is_killed_leaves_the_former_one_and_the_next_sweeps_up(tmp_path: Path) -> None:
    built(tmp_path / "build", "one")
    script = f"""
import os, pathlib, signal
from comity.build.switch import replacing
with replacing(pathlib.Path({str(tmp_path / "build")!r})) as fresh:
    (fresh / "graph.ttl").write_text("half")
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / "build" / "graph.ttl").read_text() == "one"
    built(tmp_path / "build", "two")
    assert [entry.name for entry in tmp_path.iterdir()] == ["build"]


def test_a_build_that_died_between_two_renames_is_brought_back(tmp_path: Path) -> None:
    built(tmp_path / "build", "one")
    os.rename(tmp_path / "build", tmp_path / ".build.former")
    with pytest.raises(RuntimeError):
        fail_half_way(tmp_path / "build")
    assert (tmp_path / "build" / "graph.ttl").read_text() == "one"


def test_a_folder_with_things_of_others_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(ComityError, match=r"holds 'thesis\.docx', which no build wrote"):
        built(tmp_path, "graph")
    assert (tmp_path / "thesis.docx").exists()
