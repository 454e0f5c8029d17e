"""`comity view`: the network page of a graph, written and opened."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from comity.errors import ComityError


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="view", epilog="Example: comity view --relation BY-KZ --from 2021")(view)


def view(
    graph: Annotated[Path, typer.Option(help="A build's folder, or any RDF file.")] = Path("build"),
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Show the graph of this endpoint.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the page here, without opening it.")
    ] = None,
    relation: Annotated[str | None, typer.Option(help="Open at a pair of states, such as BY-KZ.")] = None,
    focus: Annotated[str | None, typer.Option(help="Open at one node, by its IRI or short name.")] = None,
    since: Annotated[str | None, typer.Option("--from", help="Show what is dated from this year or day on.")] = None,
    until: Annotated[str | None, typer.Option(help="Show what is dated up to this year or day.")] = None,
    only: Annotated[bool, typer.Option(help="Only the pair, or what is within two steps of the node.")] = False,
    positions: Annotated[Path | None, typer.Option(help="An earlier page, whose nodes keep their places.")] = None,
    title: Annotated[str, typer.Option(help="A heading; without one it is in the reader's language.")] = "",
    language: Annotated[str, typer.Option(help="en, ru, kk, ar, az or tr.")] = "en",
) -> None:
    """Explore a graph as a network: one HTML file that works offline."""
    from comity.network import page
    from comity.store.whole import whole

    html = page(
        whole(graph, endpoint),
        title=title,
        positions=_earlier(positions) if positions else None,
        relation=relation,
        focus=focus,
        since=since,
        until=until,
        language=language,
        only=only,
    )
    target = output or (Path("view.html") if endpoint else _beside(graph))
    try:
        target.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        raise ComityError(f"{target} cannot be written ({error.strerror}); name another file with -o.") from error
    print(target, file=sys.stderr)
    if output is None and not webbrowser.open(target.resolve().as_uri()):
        print(f"No browser was found; open {target} in one.", file=sys.stderr)


def _beside(graph: Path) -> Path:
    """Where the page goes when no file is named: in the build's folder, beside network.html, or beside the RDF file."""
    return graph / "view.html" if graph.is_dir() else graph.with_suffix(".html")


def _earlier(path: Path) -> dict[str, list[float]]:
    from comity.network import earlier_positions

    try:
        return earlier_positions(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise ComityError(f"{path} cannot be read as a page of ours; give a network.html that comity wrote.") from error
