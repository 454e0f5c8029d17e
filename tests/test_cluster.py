"""Reading in several processes, or on a Dask cluster of which one worker is killed in the middle: the same bytes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from comity.build import build
from comity.errors import ComityError
from conftest import SEEDS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds thirty times over, under other names."""
    folder = tmp_path_factory.mktemp("articles")
    for copy in range(30):
        for file in SEEDS.glob("*.txt"):
            (folder / f"{copy:02d}-{file.name}").write_bytes(file.read_bytes())
    return folder


@pytest.fixture(scope="module")
def alone(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What one process makes of them."""
    folder = tmp_path_factory.mktemp("alone") / "build"
    build([articles], output=folder)
    return (folder / "graph.trig").read_bytes()


def test_several_processes_give_the_same_bytes(articles: Path, alone: bytes, tmp_path: Path) -> None:
    build([articles], output=tmp_path / "build", jobs=2)
    assert (tmp_path / "build" / "graph.trig").read_bytes() == alone


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(articles: Path, alone: bytes, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    killed: list[int] = []
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:

        def watch(what: str, done: int, of: int) -> None:
            if done == 20 and not killed:
                victim = cluster.workers[0].pid
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

        build([articles], output=tmp_path / "build", scheduler=cluster.scheduler_address, progress=watch)
    assert killed
    assert (tmp_path / "build" / "graph.trig").read_bytes() == alone


def test_a_scheduler_that_is_not_there_is_one_sentence(articles: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with pytest.raises(ComityError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        build([articles], output=tmp_path / "build", scheduler="tcp://127.0.0.1:9")
