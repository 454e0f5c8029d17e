"""`comity bench`: how good extraction is on annotated articles, by language and type, and what each rule earns."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from comity.documents import Document, SourceId
from comity.errors import ComityError
from comity.extract import extract
from comity.extract.judge import TYPES, Tally, Verdict, judge
from comity.facts import Extraction

_NUMBER = re.compile(r"-d(\d+)\.txt$")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="bench", epilog="Example: comity bench --gold articles --language ru --errors")(bench)


def bench(
    gold: Annotated[list[Path], typer.Option("--gold", help="A folder with gold.json, or of such folders.")],
    language: Annotated[str | None, typer.Option("--language", help="Only articles in this language.")] = None,
    doc: Annotated[str | None, typer.Option("--doc", help="Only this article.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every missed, wrong and trapped fact.")] = False,
    slots: Annotated[bool, typer.Option("--slots", help="Show the accuracy of the further slots.")] = False,
    without: Annotated[list[str] | None, typer.Option("--without", help="Leave this rule out.")] = None,
    ablate: Annotated[bool, typer.Option("--ablate", help="Show what each rule earns.")] = False,
    held_out: Annotated[
        bool, typer.Option("--held-out", help="The articles kept aside (every third): totals only.")
    ] = False,
) -> None:
    """Judge the extraction rules on annotated articles."""
    entries = _entries(gold, language, doc, held_out)
    if not entries:
        raise ComityError("no annotated article fits; give --gold a folder that holds gold.json and its articles")
    off = frozenset(without or ())
    run = _run(entries, off)
    console = Console(width=200, highlight=False, markup=False)
    if errors and not held_out:
        for verdict in run.verdicts:
            for line in verdict.lines:
                console.print(line, soft_wrap=True)
    _print_table(console, run, pooled=held_out)
    if slots and not held_out:
        console.print(", ".join(f"{k} {a}/{b}" for k, (a, b) in sorted(run.slots.items())))
    if ablate and not held_out:
        _print_ablation(console, entries, run)


@dataclass
class _Run:
    verdicts: list[Verdict]
    rules: list[str]
    by: dict[str, Tally] = field(default_factory=dict)
    cells: dict[tuple[str, str], Tally] = field(default_factory=dict)
    slots: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for verdict in self.verdicts:
            for type_, tally in verdict.tallies.items():
                for key in (verdict.language, type_, "all"):
                    self.by.setdefault(key, Tally()).add(tally)
                self.cells.setdefault((verdict.language, type_), Tally()).add(tally)
            for slot, (a, b) in verdict.slots.items():
                count = self.slots.setdefault(slot, [0, 0])
                count[0] += a
                count[1] += b


def _entries(
    folders: list[Path], language: str | None, doc: str | None, held_out: bool
) -> list[tuple[Path, dict[str, Any]]]:
    found = []
    for folder in folders:
        for path in [folder / "gold.json"] if (folder / "gold.json").is_file() else sorted(folder.glob("*/gold.json")):
            for entry in json.loads(path.read_text(encoding="utf-8")):
                number = _NUMBER.search(entry["doc"])
                kept_aside = number is not None and int(number[1]) % 3 == 0
                if (
                    kept_aside != held_out
                    or (language and entry["lang"] != language)
                    or (doc and doc not in entry["doc"])
                ):
                    continue
                found.append((_text_of(path.parent, entry["doc"]), entry))
    return found


def _text_of(folder: Path, name: str) -> Path:
    for place in (folder, folder / "../../seeds"):
        if (place / name).is_file():
            return place / name
    raise ComityError(f"{folder / name}: the article of an annotation is missing; put it beside gold.json")


def _run(entries: list[tuple[Path, dict[str, Any]]], off: frozenset[str]) -> _Run:
    verdicts: list[Verdict] = []
    rules: set[str] = set()
    for path, entry in entries:
        found = read(path, entry, off)
        rules.update(rule for fact in found.facts for rule in fact.rules)
        verdicts.append(judge(entry, found))
    return _Run(verdicts, sorted(rules))


def read(path: Path, entry: dict[str, Any], off: frozenset[str] = frozenset()) -> Extraction:
    """The extraction of one annotated article (its language is found out, not told)."""
    text = path.read_bytes().decode("utf-8")
    return extract(Document(SourceId(path.stem), path.name, text, published=entry.get("published")), off)


def _print_table(console: Console, run: _Run, pooled: bool) -> None:
    table = Table(box=None, pad_edge=False)
    for head in ("", "P", "R", "F1", "right", "wrong", "missed"):
        table.add_column(head, justify="left" if not head else "right")
    keys = ["all"] if pooled else [*TYPES, *sorted({v.language for v in run.verdicts}), "all"]
    for key in keys:
        if key in run.by:
            t = run.by[key]
            table.add_row(
                key, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", str(t.right), str(t.wrong), str(t.missed)
            )
    console.print(table)
    fallen, traps = sum(v.fallen for v in run.verdicts), sum(v.traps for v in run.verdicts)
    console.print(f"{len(run.verdicts)} articles, traps {fallen} of {traps} fallen into")
    languages = sorted({v.language for v in run.verdicts})
    if not pooled and len(languages) > 1:
        grid = Table(box=None, pad_edge=False)
        for head in ("P/R", *TYPES):
            grid.add_column(head)
        for language in languages:
            cells = [run.cells.get((language, t), Tally()) for t in TYPES]
            grid.add_row(
                language, *[f"{c.precision:.2f}/{c.recall:.2f} ({c.right}-{c.wrong}-{c.missed})" for c in cells]
            )
        console.print(grid)


def _print_ablation(console: Console, entries: list[tuple[Path, dict[str, Any]]], full: _Run) -> None:
    table = Table(box=None, pad_edge=False)
    for head in ("without", "F1", "change", "right", "wrong"):
        table.add_column(head, justify="left" if head == "without" else "right")
    whole = full.by["all"]
    for rule in full.rules:
        t = _run(entries, frozenset({rule})).by["all"]
        table.add_row(
            rule, f"{t.f1:.3f}", f"{t.f1 - whole.f1:+.3f}", f"{t.right - whole.right:+d}", f"{t.wrong - whole.wrong:+d}"
        )
    console.print(table)
