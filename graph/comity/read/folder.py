"""What lies below the paths that a user names: articles, their sources.csv, and curated Turtle beside them.

A folder is walked in the order of its names, so that a reading does not depend on the file system. Every `.txt` file
is an article; `curated/*.ttl` at the top of a folder are facts written by hand; other files are left alone. A source is
named by its path below the folder that the user gave, so that moving the folder changes no IRI.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote

from comity.documents import Document, SourceId
from comity.errors import ComityError, Refusal, refuse
from comity.read.sources import Row, read_sources

#: Far above any article; a larger file is most likely something else, and would cost the build its memory.
LARGEST_ARTICLE = 8 * 1024 * 1024


@dataclass(frozen=True)
class Reading:
    """The documents, the curated files found beside them, and what was refused; all in a fixed order."""

    documents: tuple[Document, ...]
    curated: tuple[Path, ...]
    refusals: tuple[Refusal, ...]


def read(paths: Sequence[Path]) -> Reading:
    """Read every article at or below the paths. Raises `ComityError` if a path does not exist."""
    documents: dict[SourceId, Document] = {}
    curated: list[Path] = []
    refusals: list[Refusal] = []
    for path in paths:
        if not path.exists():
            raise ComityError(f"{path} does not exist; name a folder of articles or a .txt file")
        top = path if path.is_dir() else path.parent
        rows, unread = read_sources(top / "sources.csv")
        refusals += unread
        files = list(_articles(path)) if path.is_dir() else [path]
        for file in files:
            found = _document(file, top, rows)
            if isinstance(found, Refusal):
                refusals.append(found)
            elif found.id in documents:
                refusals.append(refuse(file, 0, f"another article already has the name {found.id!r}", "rename one"))
            else:
                documents[found.id] = found
        if path.is_dir():
            curated += sorted((path / "curated").glob("*.ttl"))
            present = {file.relative_to(top).as_posix() for file in files}
            refusals += [
                refuse(top / "sources.csv", row.line, f"{name!r} is not in the folder", "correct or remove the row")
                for name, row in sorted(rows.items())
                if name not in present
            ]
    return Reading(tuple(documents[key] for key in sorted(documents)), tuple(curated), tuple(sorted(refusals)))


def _articles(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and Path(place, name) != folder / "curated"
        )
        yield from (Path(place, name) for name in sorted(files) if name.endswith(".txt") and not name.startswith("."))


def _document(file: Path, top: Path, rows: dict[str, Row]) -> Document | Refusal:
    name = file.relative_to(top).as_posix()
    text = _text(file)
    if isinstance(text, Refusal):
        return text
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return refuse(ascii(str(file)), 0, "its name is not UTF-8", "rename it")
    document = Document(id=source_id(name), file=name, text=text)
    row = rows.get(name)
    if row is None:
        return document
    return replace(
        document,
        language=row.language,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        note=row.note,
    )


def source_id(name: str) -> SourceId:
    """The name of a source from its path below the folder: without `.txt`, percent-encoded where an IRI needs it."""
    return SourceId("".join(c if c.isalnum() or c in "/-._~" else quote(c) for c in name.removesuffix(".txt")))


def _text(file: Path) -> str | Refusal:
    try:
        if file.stat().st_size > LARGEST_ARTICLE:
            return refuse(file, 0, f"it has more than {LARGEST_ARTICLE:,} bytes", "split it into single articles")
        raw = file.read_bytes()
    except OSError as error:
        return refuse(file, 0, f"it cannot be read ({error.strerror})", "check its permissions")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return refuse(file, line, "the bytes are not valid UTF-8", "save the file as UTF-8")
    if not text.strip("\ufeff \t\r\n"):
        return refuse(file, 0, "it is empty", "remove it or fill it")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return refuse(file, line, "it has a NUL character", "remove that character, or save a UTF-16 file as UTF-8")
    return text
