"""`comity check`: what is wrong in a graph, or wants a look."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from comity.curate.lines import Lines, read_lines
from comity.errors import ComityError, printable
from comity.store.whole import whole
from comity.terms import curie
from comity.validate import Finding, Severity, alarms, clashes
from comity.validate import check as conforms

#: Columns for a table that nobody reads on a terminal.
_WIDTH = 160


class Format(StrEnum):
    """Formats of the findings."""

    table = "table"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="check", epilog="Example: comity check --graph build --format json > findings.json")(check)


def check(
    graph: Annotated[Path, typer.Option(help="A build's folder, or any RDF file.")] = Path("build"),
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Check the graph of this endpoint.")] = None,
    reasoner: Annotated[bool, typer.Option(help="Ask the OWL reasoner too; it needs Java.")] = True,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the findings are written.")] = Format.table,
) -> None:
    """Check a graph: shapes (SHACL), alarms over time and sources, consistency with the ontology (OWL 2 DL).

    Violations break what a graph of comity promises: exit code 1. Warnings and notes want a person's look: exit code 0.
    """
    store = whole(graph, endpoint)
    lines = read_lines(graph) if endpoint is None else {}
    findings = sorted([*conforms(store), *alarms(store), *(_clashes(store) if reasoner else ())])
    if format is Format.json:
        json.dump([finding.as_json(lines) for finding in findings], sys.stdout, ensure_ascii=False, indent=1)
        print()
    elif findings:
        _table(findings, lines)
    worst = [sum(finding.severity is severity for finding in findings) for severity in Severity]
    counts = ", ".join(
        f"{n} {severity.name}{'s' if n != 1 else ''}" for n, severity in zip(worst, Severity, strict=True) if n
    )
    print(f"comity: {counts or 'nothing to find fault with'}", file=sys.stderr)
    if worst[Severity.violation]:
        raise typer.Exit(1)


def _clashes(store: ox.Store) -> list[Finding]:
    """What the reasoner finds; without Java, a sentence instead."""
    try:
        return clashes(store)
    except ComityError as error:
        print(f"comity: {error} (checked without it)", file=sys.stderr)
        return []


def _table(findings: list[Finding], lines: Lines) -> None:
    table = Table(show_lines=True)
    for heading in ("", "node", "what is the matter", "told by"):
        table.add_column(heading, overflow="fold")
    for finding in findings:
        told = [*finding.curated(lines), *map(str, finding.quotations)]
        cells = (finding.severity.name, curie(finding.focus), finding.message, "\n".join(told))
        table.add_row(*(Text("\n".join(map(printable, cell.split("\n")))) for cell in cells))
    Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH).print(table)
