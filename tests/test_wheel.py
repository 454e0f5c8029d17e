"""The wheel, far from the checkout: complete with ontology, queries and seeds, and the whole job runs from it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the built wheel's files and nothing of the checkout."""
    made = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(made), str(ROOT)],
        check=True,
        capture_output=True,
    )
    [wheel] = made.glob("*.whl")
    target = made / "installed"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(target), str(wheel)],
        check=True,
        capture_output=True,
    )
    return target


def run(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.run(
        [sys.executable, "-m", "comity", *words], capture_output=True, text=True, check=False, cwd=folder,
        env=environment,
    )  # fmt: skip


def test_the_code_and_the_data_are_those_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from comity import locate; print(locate.ontology()); print(locate.seeds())"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )
    assert all(line.startswith(str(installed)) for line in done.stdout.splitlines())


def test_it_builds_asks_checks_and_exports(installed: Path, tmp_path: Path) -> None:
    built = run(installed, tmp_path, "build")
    assert built.returncode == 0, built.stderr
    asked = run(installed, tmp_path, "query", "sources", "--format", "csv")
    assert asked.stdout.count("\n") == 6, asked.stderr
    assert "relation" in run(installed, tmp_path, "queries").stdout
    checked = run(installed, tmp_path, "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    exported = run(installed, tmp_path, "export", "--format", "turtle", "--relation", "KZ-RU")
    assert "official:sergei-shoigu" in exported.stdout, exported.stderr
    viewed = run(installed, tmp_path, "view", "-o", "page.html")
    assert viewed.returncode == 0, viewed.stderr
    assert (tmp_path / "page.html").stat().st_size > 500_000
