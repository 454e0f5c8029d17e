"""`comity push`: send the graph to another SPARQL server."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from comity.store.pushing import Way


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="push", epilog="Example: comity push http://localhost:8890/sparql-graph-crud-auth")(push)


def push(
    url: Annotated[str, typer.Argument(metavar="URL", help="Address of the graph store or of the update endpoint.")],
    graph: Annotated[Path, typer.Option(help="A build directory, or a .trig or .nq file.")] = Path("build"),
    way: Annotated[Way, typer.Option(help="Graph Store Protocol, or SPARQL Update.")] = Way.gsp,
    journal: Annotated[Path | None, typer.Option(help="File that notes what has arrived.")] = None,
) -> None:
    """Send the graph to another server, named graph by named graph; what has arrived before is not sent again.

    Credentials come from the environment: COMITY_ENDPOINT_USER and COMITY_ENDPOINT_PASSWORD (with COMITY_ENDPOINT_AUTH
    "digest" where the server wants it), or COMITY_ENDPOINT_TOKEN.
    """
    from comity.store.pushing import push as run

    done = run(graph, url, way=way, journal=journal, progress=lambda line: typer.echo(line, err=True))
    typer.echo(
        f"comity: {done.sent:,} graphs with {done.statements:,} statements sent, {done.unchanged:,} unchanged, "
        f"{done.dropped:,} dropped",
        err=True,
    )
