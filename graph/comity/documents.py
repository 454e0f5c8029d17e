"""A source article as it was given, and what is known about it: the first data of the pipeline."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import NewType

#: A source's name in every IRI and fact: its path below the folder that was built, without `.txt`, `/` kept.
SourceId = NewType("SourceId", str)


@dataclass(frozen=True)
class Document:
    """One article. `text` is the file decoded as UTF-8, untouched: every offset counts its Unicode characters."""

    id: SourceId
    file: str  # path below the folder that was built, the dcterms:identifier
    text: str = field(repr=False)
    language: str | None = None  # BCP 47, where sources.csv gives it
    title: str | None = None
    publisher: str | None = None
    published: str | None = None  # EDTF
    note: str | None = None

    @cached_property
    def sha256(self) -> str:
        """Checksum of the file's bytes (UTF-8 decodes to one text only, so the text gives them back)."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()
