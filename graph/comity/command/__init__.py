"""The command line: a thin skin over the Python API, one module a command."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Final

import typer

from comity.errors import ComityError

#: Modules of this package; each has a function `register(app)` that adds its command.
COMMANDS: Final = ("build",)

app: Final = typer.Typer(
    name="comity",
    help="Build, ask and show a knowledge graph of bilateral military relations.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)


@app.callback()
def _top() -> None:
    """Build, ask and show a knowledge graph of bilateral military relations."""


def main() -> None:
    """Run the command line; a `ComityError` is printed as its one sentence, with exit code 2."""
    for name in COMMANDS:
        import_module(f"comity.command.{name}").register(app)
    try:
        app()
    except ComityError as error:
        print(f"comity: {error}", file=sys.stderr)
        sys.exit(2)
