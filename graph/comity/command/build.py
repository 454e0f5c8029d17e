"""`comity build`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="build")(build)


def build() -> None:
    """Build the graph."""
