"""What the tests share: the seeds, a document made of words, the build of the seeds and a browser, once a session."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph as ox
import pytest
from comity.documents import Document, SourceId

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"


def loaded(trig: Path) -> ox.Store:
    """The store of a TriG file, its named graphs apart."""
    store = ox.Store()
    store.load(path=str(trig), format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def shared() -> Path:
    """The team's shared folder with the annotated articles; tests that need it are skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the annotated articles (../shared) are not beside the project here")
    return SHARED


def document(text: str, name: str = "article", **known: str) -> Document:
    """A document of these words."""
    return Document(id=SourceId(name), file=f"{name}.txt", text=text, **known)


@pytest.fixture(scope="session")
def curated_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build of the seeds from the facts by hand alone."""
    from comity.build import build

    folder = tmp_path_factory.mktemp("curated") / "build"
    build(output=folder, extractor="none")
    return folder


@pytest.fixture(scope="session")
def seed_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default build of the seeds: facts by hand joined with extracted ones."""
    from comity.build import build

    folder = tmp_path_factory.mktemp("seeds") / "build"
    build(output=folder)
    return folder


FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def missing(what: str) -> NoReturn:
    """Skip with this sentence, or fail where the tests must not do without a browser (as on the build machine)."""
    if os.environ.get("COMITY_REQUIRE_BROWSER"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium; tests that need it are skipped where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        missing("there is no Chromium on this machine")
    try:
        from playwright import sync_api as api
    except ImportError:
        missing("playwright is not installed")
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
