"""The command line: a thin skin over the Python API, one module a command."""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

import typer

from comity.errors import ComityError, printable

#: The commands in the order in which the help lists them: the way of the data. Each is a module of this package with a
#: function `register(app)`; a module that is not named here stands at the end.
ORDER: Final = (
    "build", "query", "queries", "view", "network", "serve", "check", "explain", "extract", "bench", "diff", "push",
    "export",
)  # fmt: skip


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
    found = [module.name for module in iter_modules(__path__)]
    if len(sys.argv) > 1 and sys.argv[1] in found:
        found = [sys.argv[1]]  # the other commands' libraries need not be loaded
    for name in sorted(found, key=lambda name: (ORDER.index(name) if name in ORDER else len(ORDER), name)):
        import_module(f"comity.command.{name}").register(app)
    try:
        app()
    except ComityError as error:
        print(f"comity: {printable(str(error))}", file=sys.stderr)
        sys.exit(2)
