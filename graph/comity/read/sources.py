"""sources.csv: what is known about the articles of a folder; only the column `file` is needed."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from comity.dates import DateError, bounds
from comity.errors import Refusal, refuse

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLUMNS = ("file", "language", "title", "publisher", "published", "note")


@dataclass(frozen=True)
class Row:
    """One row; `published` is EDTF, an empty cell is None, `line` is where the row ends in the file."""

    line: int
    language: str | None
    title: str | None
    publisher: str | None
    published: str | None
    note: str | None


def read_sources(file: Path) -> tuple[dict[str, Row], list[Refusal]]:
    """The rows by file name, and what was refused in them. A missing sources.csv is no fault: it has no rows."""
    if not file.is_file():
        return {}, []
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return {}, [refuse(file, 0, "the bytes are not valid UTF-8", "save the table as UTF-8")]
    except OSError as error:
        return {}, [refuse(file, 0, f"it cannot be read ({error.strerror})", "check its permissions")]
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        return _rows(reader, file)
    except csv.Error as error:
        return {}, [refuse(file, reader.line_num, f"the table cannot be read ({error})", "mend the row's quotes")]


def _rows(reader: csv.DictReader[str], file: Path) -> tuple[dict[str, Row], list[Refusal]]:
    if "file" not in (reader.fieldnames or ()):
        return {}, [refuse(file, 1, "it has no column 'file'", f"begin it with {','.join(_COLUMNS)}")]
    rows: dict[str, Row] = {}
    refusals: list[Refusal] = []
    for cells in reader:
        line = reader.line_num
        name = (cells["file"] or "").strip()
        if not name or name in rows:
            problem = f"{name!r} stands here for the second time" if name else "the cell 'file' is empty"
            refusals.append(refuse(file, line, problem, "keep one row for each article"))
            continue
        values = {column: (cells.get(column) or "").strip() or None for column in _COLUMNS[1:]}
        if values["language"] and not _LANGUAGE.fullmatch(values["language"]):
            problem = f"{values['language']!r} is no language code"
            refusals.append(refuse(file, line, problem, "write one such as kk, az, ru, ar, en or tr"))
            values["language"] = None
        if values["published"]:
            try:
                bounds(values["published"])
            except DateError as error:
                refusals.append(refuse(file, line, str(error), "write the date of publication so, or leave it empty"))
                values["published"] = None
        rows[name] = Row(line, **values)
    return rows, refusals
