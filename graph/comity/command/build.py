"""`comity build`: articles and curated facts in, the graph out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from comity.errors import ComityError

HELP = """Build the graph of a folder of articles.

Without a PATH, the five articles that comity brings along. The folder may hold sources.csv (file, language, title,
publisher, published, note) and curated/*.ttl, facts written by hand.

Writes DIR/graph.ttl (all of it), graph.trig (with the named graphs), network.html (open it in a browser), store/,
report.md and report.json (what was read, found and refused). The former build stays until the new one is whole.

Examples:

    comity build

    comity build releases/2026 -o build-2026

    comity build releases/2026 --min-confidence 0

    comity build --extractor none
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="build", help=HELP)(run)


def run(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH ...]", show_default=False)] = None,
    curated: Annotated[Path | None, typer.Option(help="Folder of facts by hand (instead of PATH/curated).")] = None,
    no_curated: Annotated[bool, typer.Option("--no-curated", help="Leave out the facts by hand.")] = False,
    extractor: Annotated[str, typer.Option(help="rules, llm, or none (the facts by hand alone).")] = "rules",
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder to write.")] = Path("build"),
    positions: Annotated[Path | None, typer.Option(help="Keep the map of this earlier build (its folder).")] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, help="Leave out extracted facts less sure than that (0 to 1; by default 0.67)."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read articles.")] = 1,
    scheduler: Annotated[str | None, typer.Option(help="Read on the Dask cluster at this address.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read every article anew.")] = False,
) -> None:
    """Build, show progress on a terminal, and say what was found and refused."""
    from comity.build import SURE, build
    from comity.build.cache import cache_folder

    if curated and no_curated:
        raise ComityError("--curated and --no-curated contradict each other; give one of them")
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("reading", total=None)
        try:
            told = build(
                paths or [],
                output=output,
                curated=curated,
                with_curated=not no_curated,
                extractor=extractor,
                cache=None if no_cache else cache_folder(),
                jobs=jobs,
                scheduler=scheduler,
                min_confidence=SURE if min_confidence is None else min_confidence,
                positions=positions,
                progress=lambda what, done, of: bar.update(task, description=what, completed=done, total=of or None),
            )
        except KeyboardInterrupt:
            typer.echo("comity: stopped; what was read is kept, and the same command goes on from there", err=True)
            raise typer.Exit(130) from None
    for refusal in told.refusals:
        typer.echo(f"refused: {refusal}", err=True)
    unsure = told.totals["left_out_as_unsure"]
    typer.echo(
        f"{output}: {told.totals['facts']} facts of {told.totals['documents']} documents"
        + (f", {unsure} less sure ones left out (--min-confidence 0 keeps them)" if unsure else "")
        + (f", {told.totals['refused']} things refused (see {output / 'report.md'})" if told.refusals else "")
        + ("; nothing changed since the former build" if told.unchanged else ""),
        err=True,
    )
    raise typer.Exit(1 if told.refusals else 0)


class _Rate(ProgressColumn):
    """Articles a second."""

    def render(self, task: Task) -> Text:
        """The rate, as soon as it is known."""
        return Text(f"{task.speed:.0f}/s" if task.speed else "")
