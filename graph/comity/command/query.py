"""`comity query`: ask the graph in SPARQL, or by the name of a question."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from comity.errors import ComityError, printable
from comity.store.explain import why_nothing
from comity.store.graph import KnowledgeGraph, open_graph
from comity.store.result import Result
from comity.store.show import show


class Format(StrEnum):
    """Formats of the answer."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"
    ntriples = "ntriples"
    jsonld = "jsonld"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="query", epilog="Example: comity query pair-profile --set pair=CN-KZ")(query)


def query(
    what: Annotated[str, typer.Argument(metavar="NAME|FILE.rq|SPARQL|-", help="A named query, a file, SPARQL, or - .")],
    set_: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=VALUE", help="A parameter of the query; again for more.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.table,
    graph: Annotated[Path, typer.Option(help="A build directory or an RDF file.")] = Path("build"),
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Ask this SPARQL endpoint instead.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day that the question is about.")] = None,
    known_on: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what sources published by this day said.")
    ] = None,
    explain: Annotated[bool, typer.Option(help="Show what each triple pattern matches, and the time.")] = False,
) -> None:
    """Ask the graph: a question by its name (comity queries lists them), or any SPARQL.

    The prefixes of comity need no declaration; the default graph is the union of all documents' graphs.
    """
    values = _pairs(set_ or [])
    text: str | Path = sys.stdin.read() if what == "-" else what
    if on:
        values["on"] = on
    known = open_graph(endpoint or graph)
    if known_on:
        known = known.known_on(known_on)
    result = known.query(text, **values)
    if format is Format.table:
        show(result, Console(highlight=False, soft_wrap=not sys.stdout.isatty()))
    else:
        result.serialize(format.value, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    _say(known, result, explain)


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, sign, value = pair.partition("=")
        if not sign or not name.isidentifier():
            raise ComityError(f"--set {printable(pair)} is not of the form NAME=VALUE")
        pairs[name] = value
    return pairs


def _say(graph: KnowledgeGraph, result: Result, explain: bool) -> None:
    """What else there is to know, on standard error."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    if graph.undated_sources:
        left = ", ".join(map(printable, graph.undated_sources))
        console.print(Text(f"comity: left out, since nobody knows when they were published: {left}"))
    if explain:
        explanation = graph.explain(result.query)
        for found in explanation.patterns:
            console.print(Text(f"{found.alone:>8} alone {found.joined:>8} joined  {printable(found.pattern)}"))
        times = ", ".join(f"{name} {value:.1f} ms" for name, value in explanation.milliseconds.items())
        console.print(Text("\n".join([*map(printable, explanation.notes), f"(counted up to 100,000; {times})"])))
        return
    if result.kind == "truth" or result:
        return
    for note in why_nothing(result.query):
        console.print(Text(f"comity: {printable(note)}"))
