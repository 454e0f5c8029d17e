"""What the tests share: the seeds, a document made of words, and the build of the seeds, made once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from comity.documents import Document, SourceId

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
SHARED = ROOT.parent / "shared"


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
