"""The lexicon of a language: reads ontology/lexicon/<language>/*.tsv (the format is docs/lexicon.md).

A file's name is the type of its entries. Lines that cannot be read raise `ComityError` with file, line and cure: a
lexicon is edited by hand, and a slip must not pass silently.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from comity.errors import ComityError
from comity.extract.alternatives import Alternatives
from comity.locate import ontology

#: Where a form leaves room for other words.
GAP: Final = ".."
#: Files whose entries are matched in texts.
MATCHED: Final = (
    "states", "adjectives", "cities", "regions", "roles", "ranks", "organisations", "institutions", "kinds", "areas",
    "events", "exercises", "cues", "dates", "plurals", "counterparts", "links", "topics", "names", "agencies",
    "persons", "towns", "heads", "bodies",
    "successions", "service",
)  # fmt: skip
#: Files that are read as they are.
LISTED: Final = ("boilerplate", "abbreviations", "suffixes", "clitics", "home", "posts")
#: Files whose hyphened words may be broken at their hyphen, at the end of a line, so that they look like one.
_BROKEN: Final = frozenset({"ranks"})
_HYPHEN: Final = re.compile(r"(?<=\w)-(?=\w)")
FLAGS: Final = frozenset(
    {
        "plural",
        "weak",
        "given",
        "ranked",
        "state",
        "case",
        "capital",
        "self",
        "thing",
        "noun",
        "verb",
        "before",
        "after",
        "clause",
        "sentence",
    }
    | {
        "next",
        "final",
        "series",
        "deputy",
        "former",
        "acting",
        "organisation",
        "military",
        "civil",
        "note",
        "of",
        "current",
        "participle",
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: what the form means."""

    type: str
    value: str
    form: str
    flags: dict[str, str] = field(hash=False)
    gapped: bool = field(init=False, compare=False)  # whether other words may stand within the form

    def __post_init__(self) -> None:
        object.__setattr__(self, "gapped", f" {GAP} " in self.form)

    def has(self, flag: str) -> bool:
        """Whether the entry carries that flag."""
        return flag in self.flags


@dataclass(frozen=True)
class Words:
    """All that the files of one language say."""

    language: str
    entries: tuple[Entry, ...]
    lists: dict[str, tuple[tuple[str, str, str], ...]]  # file -> rows (value, form, third column)


@cache
def folders() -> tuple[str, ...]:
    """The languages that have a lexicon."""
    root = ontology() / "lexicon"
    return tuple(sorted(p.name for p in root.iterdir() if p.is_dir() and p.name != "shared"))


@cache
def read(language: str) -> Words:
    """The lexicon of that language, with the entries of `shared` that hold in all languages."""
    root = ontology() / "lexicon"
    entries: dict[tuple[str, str, str], Entry] = {}
    lists: dict[str, list[tuple[str, str, str]]] = {name: [] for name in LISTED}
    for folder in (root / "shared", root / language):
        for name in (*MATCHED, *LISTED):
            for path in (*sorted(folder.glob(f"{name}.*.tsv")), folder / f"{name}.tsv"):
                if path.is_file():
                    _read_file(path, name, entries, lists)
    return Words(language, tuple(entries.values()), {name: tuple(rows) for name, rows in lists.items()})


def _read_file(
    path: Path,
    name: str,
    entries: dict[tuple[str, str, str], Entry],
    lists: dict[str, list[tuple[str, str, str]]],
) -> None:
    alternatives = Alternatives()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0] or not cells[1]:
            raise ComityError(f"{path}, line {number}: a line is 'value TAB form', this one has no form: {line!r}")
        value, form, third = cells[0], cells[1], cells[2] if len(cells) > 2 else ""
        if name in LISTED:
            lists[name].append((value, form, third))
            continue
        if value.startswith(":"):
            alternatives.name(value, form)
            continue
        if value.startswith("-"):
            entries.pop((name, value[1:], form), None)
            continue
        flags = {flag: value for flag, _, value in (cell.partition("=") for cell in third.split())}
        unknown = sorted(set(flags) - FLAGS)
        if unknown:
            raise ComityError(f"{path}, line {number}: the flag {unknown[0]!r} is not known; see docs/lexicon.md")
        try:
            forms = alternatives.expand(form)
        except KeyError as error:
            raise ComityError(f"{path}, line {number}: no line above names the list {error}; write one") from error
        for one in forms:
            entries[name, value, one] = Entry(name, value, one, flags)
            if name in _BROKEN and _HYPHEN.search(one):  # `генерал-` at the end of a line, `майор` on the next
                whole = _HYPHEN.sub("", one)
                entries[name, value, whole] = Entry(name, value, whole, flags)
