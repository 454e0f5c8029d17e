"""`comity diff`: what changed between two builds."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from comity.errors import ComityError

HELP = """Say which facts were added, withdrawn or changed from one graph to another, and which sources tell of them.

Examples:

    comity diff build-2025 build-2026

    comity diff old.trig build --format json
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="diff", help=HELP)(run)


def run(
    before: Annotated[Path, typer.Argument(metavar="A", help="A build's folder, or any RDF file.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later one.")],
    kind: Annotated[
        str, typer.Option("--format", help="text, json, or trig (graph:added and graph:removed).")
    ] = "text",
) -> None:
    """Print the difference on standard output."""
    from comity.export import read_graph, write_trig
    from comity.release import diff

    if kind not in ("text", "json", "trig"):
        raise ComityError(f"{kind!r} is no format of a difference; choose text, json or trig")
    found = diff(read_graph(before), read_graph(after))
    if kind == "trig":
        write_trig(found.as_statements(), sys.stdout)
    else:
        sys.stdout.write(found.as_json() if kind == "json" else found.as_text())
    if not found.changes:
        print("comity: no fact was added, withdrawn or changed", file=sys.stderr)
