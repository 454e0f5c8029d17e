"""What was found in articles before, so that an unchanged article is not read again.

An extraction depends on the text, on what sources.csv says of it, and on the extractor (its code and its words); it is
kept under a checksum of all these. A build that was interrupted takes up where it stopped.
"""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from pathlib import Path

import msgspec

from comity import __version__
from comity.documents import Document
from comity.facts import Extraction, decode, encode
from comity.locate import ontology

_CODE = Path(__file__).parent.parent / "extract"


def cache_folder() -> Path:
    """Where extractions are kept: below $XDG_CACHE_HOME, else ~/.cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "comity"


class Cache:
    """Extractions on disk, one file each; a file that is damaged is as good as none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, extractor: str, document: Document) -> Extraction | None:
        """What this extractor found in this document, if it is kept."""
        try:
            return decode(self._file(extractor, document).read_bytes())
        except (OSError, msgspec.DecodeError):
            return None

    def put(self, extractor: str, document: Document, found: Extraction) -> None:
        """Keep it; written beside and moved into place, so that two builds at once do not harm each other."""
        file = self._file(extractor, document)
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.write_bytes(encode(found))
        fresh.replace(file)

    def _file(self, extractor: str, document: Document) -> Path:
        known = (document.id, document.sha256, document.language, document.published, document.publisher)
        key = hashlib.sha256(msgspec.json.encode((self._version, *known))).hexdigest()
        return self._folder / extractor / key[:2] / f"{key}.json"

    @cached_property
    def _version(self) -> str:
        """Of the program and of the lexicon: a changed word is a changed extractor."""
        digest = hashlib.sha256(__version__.encode())
        for file in [*sorted((ontology() / "lexicon").rglob("*.tsv")), *sorted(_CODE.rglob("*.py"))]:
            digest.update(file.read_bytes())
        return digest.hexdigest()
