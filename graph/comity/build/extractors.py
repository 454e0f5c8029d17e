"""The extractors that `--extractor` names, and the cache of what they found.

An extraction depends on the text, on what sources.csv says of it, and on the extractor; under a checksum of these it is
kept in the user's cache folder, so that a build that was interrupted takes up where it stopped and an unchanged article
is not read again.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from comity import __version__
from comity.documents import Document
from comity.errors import ComityError
from comity.facts import Extraction, decode, encode
from comity.locate import ontology

Extractor = Callable[[Document], Extraction]
NAMES: Final = ("rules", "llm", "none")


def extractor(name: str) -> Extractor | None:
    """The extractor of that name; None for `none`. Raises `ComityError` for another name."""
    if name == "none":
        return None
    if name == "rules":
        from comity.extract import extract  # here, since reading the lexicon is work that `none` can do without

        return extract
    raise ComityError(f"{name!r} is no extractor; choose one of {', '.join(NAMES)}")


def extractions(documents: Sequence[Document], name: str, *, cache: Path | None = None) -> Iterator[Extraction]:
    """What the extractor finds in each document, in their order. With `cache`, found again instead of read again."""
    run = extractor(name)
    if run is None:
        return
    version = _version()
    for document in documents:
        kept = cache / name / f"{_key(document, version)}.json" if cache else None
        found = _kept(kept) if kept else None
        if found is None:
            found = run(document)
            if kept:
                _keep(kept, found)
        yield found


def cache_folder() -> Path:
    """Where extractions are kept: below $XDG_CACHE_HOME, else ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "comity"


def _version() -> str:
    """Of the program and of the lexicon: a changed word is a changed extractor."""
    digest = hashlib.sha256(__version__.encode())
    for file in sorted((ontology() / "lexicon").rglob("*.tsv")):
        digest.update(file.read_bytes())
    for source in sorted((Path(__file__).parent.parent / "extract").rglob("*.py")):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _key(document: Document, version: str) -> str:
    known = (version, document.id, document.sha256, document.language, document.published, document.publisher)
    return hashlib.sha256(msgspec.json.encode(known)).hexdigest()


def _kept(file: Path) -> Extraction | None:
    try:
        return decode(file.read_bytes())
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _keep(file: Path, found: Extraction) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(encode(found))
    fresh.replace(file)
