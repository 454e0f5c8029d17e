"""`comity queries`: the named queries, with their questions, parameters and examples."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from comity.store.named import NamedQuery, find_named, named_queries


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="queries", epilog="Example: comity queries pair-profile")(queries)


def queries(
    name: Annotated[str | None, typer.Argument(help="Show one query whole.")] = None,
) -> None:
    """List the named queries: what each asks, what it wants to know, an example that runs."""
    console = Console(highlight=False)
    if name:
        console.print(Text(find_named(name).text), end="", soft_wrap=True)
        return
    for query in named_queries().values():
        console.print(_entry(query), soft_wrap=True)


def _entry(query: NamedQuery) -> Text:
    text = Text.assemble((query.name, "bold"), "\n  ", query.question, "\n")
    for parameter in query.parameters:
        given = "optional" if parameter.optional else f"default {parameter.default}" if parameter.default else "needed"
        text.append(f"  --set {parameter.name}=…  {parameter.type}, {given}", style="dim")
        text.append(f"  {parameter.help}\n", style="dim")
    values = "".join(f" --set {name}={value}" for name, value in query.example_values().items())
    return text.append(f"  comity query {query.name}{values}\n", style="cyan")
