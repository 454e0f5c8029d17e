"""`comity network`: which states are central, which groups they form, what changed between two years, as tables."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from comity.errors import ComityError


class What(StrEnum):
    """The tables there are."""

    central = "central"
    communities = "communities"
    changes = "changes"


class Format(StrEnum):
    """How a table is written."""

    table = "table"
    csv = "csv"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="network", epilog="Example: comity network changes --years 2021-2024")(network)


def network(
    what: Annotated[What, typer.Argument(help="Which table.")] = What.central,
    graph: Annotated[Path, typer.Option(help="A build's folder, or any RDF file.")] = Path("build"),
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Analyse the graph of this endpoint.")] = None,
    years: Annotated[str, typer.Option(help="Two years to compare, for `changes`: 2021-2024.")] = "",
    kind: Annotated[Format, typer.Option("--format", help="A table to read, or CSV.")] = Format.table,
) -> None:
    """Tables of network analysis: central states, groups of states, changes between two years."""
    from comity.network.analysis import read
    from comity.store.whole import whole

    content = read(whole(graph, endpoint))
    names = {node["id"]: node.get("label", {}).get("en", node.get("code", node["id"])) for node in content["nodes"]}
    if what is What.central:
        head, rows = _central(content, names)
    elif what is What.communities:
        head, rows = _communities(content, names)
    else:
        head, rows = _changes(content, names, years)
    _write(head, rows, kind)


def _central(content: dict[str, object], names: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    from comity.network.analysis import centrality

    head = ["state", "name", "partners", "shared", "rank", "between"]
    return head, [
        [each.state, names[each.state], str(each.partners), str(each.shared), f"{each.rank:.4f}", f"{each.between:.4f}"]
        for each in centrality(content)
    ]


def _communities(content: dict[str, object], names: dict[str, str]) -> tuple[list[str], list[list[str]]]:
    from comity.network.analysis import communities

    return ["group", "state", "name"], [
        [str(number), state, names[state]]
        for number, group in enumerate(communities(content), start=1)
        for state in group
    ]


def _changes(content: dict[str, object], names: dict[str, str], years: str) -> tuple[list[str], list[list[str]]]:
    from comity.network.analysis import changes

    parts = years.split("-")
    if len(parts) != 2 or not all(part.isdigit() and len(part) == 4 for part in parts):
        raise ComityError("`comity network changes` compares two years; say which with --years 2021-2024.")
    before, after = (int(part) for part in parts)
    return ["states", "names", parts[0], parts[1], "change"], [
        [
            " ".join(each.states),
            " – ".join(names[state] for state in each.states),
            str(each.before),
            str(each.after),
            f"{each.after - each.before:+}",
        ]
        for each in changes(content, before, after)
    ]


def _write(head: Sequence[str], rows: Sequence[Sequence[str]], kind: Format) -> None:
    if kind is Format.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
        return
    table = Table(*head)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
