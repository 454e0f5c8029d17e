"""CSV tables: one a class, one row an entity, with a data dictionary (RFC 4180: comma, CRLF, doubled quotes)."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from comity.assemble.statements import Statement, plain
from comity.terms import ONTOLOGY, PREFIXES, curie
from comity.vocabulary import vocabulary

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_LABEL: Final = PREFIXES["rdfs"] + "label"
_EXACT: Final = f"<{PREFIXES['oa']}exact>"
_SELECTOR: Final = f"<{PREFIXES['oa']}hasSelector>"
_EVIDENCE: Final = f"<{ONTOLOGY}evidence>"
#: Between the values of one cell.
SEPARATOR: Final = " | "


#: Subject -> predicate -> objects, as N-Triples terms.
Values = dict[str, dict[str, set[str]]]


def write_tables(statements: Iterable[Statement], folder: Path) -> list[str]:
    """Write `CLASS.csv` for each class of ours, and `dictionary.csv`; the names of the files, sorted.

    Entities stand as CURIEs; a cell holds all values of a property, sorted, with ` | ` between them; `quotations` holds
    the passages that state the row. The graphs are joined: for what each source says, ask SPARQL or use TriG.
    """
    values, classes = _by_subject(statements)
    folder.mkdir(parents=True, exist_ok=True)
    written, dictionary = [], []
    for name in sorted(classes):
        table = name.removeprefix(ONTOLOGY)
        columns = sorted({predicate for subject in classes[name] for predicate in values[subject]} - {_TYPE, _EVIDENCE})
        heads = [_column(predicate) for predicate in columns]
        rows = [_row(subject, columns, values) for subject in sorted(classes[name])]
        _write(folder / f"{table}.csv", [["id", *heads, "quotations"], *rows])
        written.append(f"{table}.csv")
        dictionary += [[f"{table}.csv", head, predicate[1:-1], _definition(predicate[1:-1])]
                       for head, predicate in zip(heads, columns, strict=True)]  # fmt: skip
    _write(folder / "dictionary.csv", [["table", "column", "property", "definition"], *dictionary])
    return [*written, "dictionary.csv"]


def _row(subject: str, columns: Iterable[str], values: Values) -> list[str]:
    cells = [SEPARATOR.join(sorted(_cell(value) for value in values[subject].get(column, ()))) for column in columns]
    return [_cell(subject), *cells, SEPARATOR.join(_quotations(subject, values))]


def _by_subject(statements: Iterable[Statement]) -> tuple[Values, dict[str, list[str]]]:
    values: Values = defaultdict(lambda: defaultdict(set))
    classes: dict[str, set[str]] = defaultdict(set)
    known = vocabulary()
    for s in statements:
        values[s.subject][s.predicate].add(s.object)
        if s.predicate == _TYPE and s.object[1:-1] in known.classes:
            classes[s.object[1:-1]].add(s.subject)
    return values, {name: sorted(subjects) for name, subjects in classes.items()}


def _quotations(subject: str, values: Values) -> list[str]:
    found = set()
    for evidence in values[subject].get(_EVIDENCE, ()):
        for selector in values[evidence].get(_SELECTOR, ()):
            found |= {_cell(text) for text in values[selector].get(_EXACT, ())}
    return sorted(found)


def _column(predicate: str) -> str:
    return curie(predicate[1:-1]).removeprefix("comity:")


def _cell(term: str) -> str:
    """A CURIE for a name, the text of a literal; a cell never begins like a formula of a spreadsheet."""
    text = plain(term)
    return f"'{text}" if text[:1] in ("=", "@", "+", "\t", "\r") else text


def _definition(predicate: str) -> str:
    wanted = PREFIXES["skos"] + "definition"
    said = dict(vocabulary().statements.get(predicate, ()))
    found = said.get(wanted) or said.get(_LABEL)
    return found.value if isinstance(found, ox.Literal) else ""


def _write(file: Path, rows: Sequence[Sequence[str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\r\n").writerows(rows)
