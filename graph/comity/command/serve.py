"""`comity serve`: the graph as a SPARQL endpoint and as pages, on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="serve", epilog="Example: comity serve --graph build --port 8000")(serve)


def serve(
    graph: Annotated[Path, typer.Option(help="A build directory or an RDF file.")] = Path("build"),
    host: Annotated[str, typer.Option(help="Address to listen at; 0.0.0.0 opens the server to others.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at; 0 takes a free one.")] = 7878,
    deadline: Annotated[float, typer.Option(min=0.1, help="Seconds that one request may take.")] = 30.0,
    workers: Annotated[int | None, typer.Option(min=1, help="Requests that are answered at once.")] = None,
    memory: Annotated[int | None, typer.Option(min=64, help="Megabytes that one request may take.")] = None,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows of one answer.")] = 10_000_000,
    max_megabytes: Annotated[int, typer.Option(min=1, help="Megabytes of one answer.")] = 2048,
    patience: Annotated[float, typer.Option(min=0.1, help="Seconds in which a client must send its request.")] = 10.0,
    cors: Annotated[list[str] | None, typer.Option(help="An origin whose pages may ask; * for any.")] = None,
    allow_host: Annotated[list[str] | None, typer.Option(help="A further name (with port) of this server.")] = None,
    plain_default_graph: Annotated[
        bool, typer.Option(help="Keep the default graph apart from the named graphs, as the W3C's tests want.")
    ] = False,
) -> None:
    """Serve the graph: SPARQL at /sparql, and pages to read and to search it. Read only. A new build is taken up."""
    from comity.serve import Settings, default_memory, default_workers
    from comity.serve import serve as run

    count = workers or default_workers()
    settings = Settings(
        host=host,
        port=port,
        deadline=deadline,
        workers=count,
        memory=memory << 20 if memory else default_memory(count),
        max_rows=max_rows,
        max_bytes=max_megabytes << 20,
        patience=patience,
        cors=tuple(cors or ()),
        hosts=tuple(allow_host or ()),
        union=not plain_default_graph,
    )

    def announce(url: str) -> None:
        typer.echo(f"comity: {url} (SPARQL at {url}sparql); Ctrl-C ends it", err=True)

    run(graph, settings, announce, lambda news: typer.echo(f"comity: {news}", err=True))
