"""`comity export`: the graph in the formats of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from comity.errors import ComityError

HELP = """Write the graph in the format of another tool.

Turtle, TriG, N-Triples, N-Quads, JSON-LD and RDF/XML read back as the same graph (TriG, N-Quads and JSON-LD with their
named graphs); csv is a folder of tables with a data dictionary; graphml and gexf open in Gephi.

Examples:

    comity export --format turtle --relation BY-KZ -o belarus-kazakhstan.ttl

    comity export --format csv -o tables

    comity export --format jsonld --source 002_2825537b1a03e9ed
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="export", help=HELP)(run)


def run(
    kind: Annotated[
        str, typer.Option("--format", help="turtle, trig, ntriples, nquads, jsonld, rdfxml, csv, graphml or gexf.")
    ] = "turtle",
    relation: Annotated[str | None, typer.Option(help="Only what stands about this pair of states: BY-KZ.")] = None,
    source: Annotated[str | None, typer.Option(help="Only what this source states, by its name.")] = None,
    query: Annotated[Path | None, typer.Option(help="Only the answer to this CONSTRUCT query (a .rq file).")] = None,
    graph: Annotated[Path, typer.Option(help="A build's folder, or any RDF file.")] = Path("build"),
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File (csv: folder); else standard output.")] = (
        None
    ),
) -> None:
    """Write to the file, beside it first and then moved into place, or to standard output."""
    from comity.export import export

    if kind == "csv" and output is None:
        raise ComityError("csv is a folder of tables; name it with -o FOLDER")
    export(graph, kind, output or sys.stdout, relation=relation, source=source, query=query)
