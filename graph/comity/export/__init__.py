"""Exports: the graph in the formats of other tools, the same bytes for the same facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from comity.assemble.statements import Statement, load
from comity.errors import ComityError
from comity.export.formats import RDF_FORMATS, read_statements
from comity.export.networks import write_gexf, write_graphml
from comity.export.selection import about_relation, of_source
from comity.export.tables import write_tables
from comity.export.turtle import write_trig, write_turtle

__all__ = ["export", "read_graph", "write_trig", "write_turtle"]

NETWORK_FORMATS = {"graphml": write_graphml, "gexf": write_gexf}


def export(
    graph: Path,
    kind: str,
    output: Path | TextIO,
    *,
    relation: str | None = None,
    source: str | None = None,
    query: Path | None = None,
) -> None:
    """Write a build, or any RDF file, in the format `kind` (a name of `RDF_FORMATS`, `csv`, `graphml` or `gexf`).

    `relation` (`BY-KZ`) and `source` leave only what stands about that pair or is stated by that source; `query` writes
    the answer to a CONSTRUCT query instead. Raises `ComityError` for an unknown format, pair or source, or a graph that
    cannot be read.
    """
    if kind not in {*RDF_FORMATS, *NETWORK_FORMATS, "csv"}:
        raise ComityError(f"{kind!r} is no format; choose one of {', '.join([*RDF_FORMATS, 'csv', *NETWORK_FORMATS])}")
    if query and (relation or source):
        raise ComityError("--query chooses what is written; leave out --relation and --source")
    statements = _chosen(read_graph(graph), graph, relation, source, query)
    if kind == "csv":
        if not isinstance(output, Path):
            raise ComityError("csv is a folder of tables; name a folder to write them to")
        write_tables(statements, output)
    elif kind in NETWORK_FORMATS:
        from comity.network import graph as network

        drawn = network(load(statements))
        _write(output, lambda out: NETWORK_FORMATS[kind](drawn, out))
    else:
        _write(output, lambda out: RDF_FORMATS[kind][1](statements, out))


def read_graph(path: Path) -> list[Statement]:
    """The statements of a build (its graph.trig) or of an RDF file."""
    if path.is_dir():
        path = path / "graph.trig"
    if not path.is_file():
        raise ComityError(f"there is no {path}; build the graph first, or name it with --graph")
    return read_statements(path)


def _chosen(
    statements: list[Statement], graph: Path, relation: str | None, source: str | None, query: Path | None
) -> Sequence[Statement]:
    chosen: Sequence[Statement] = statements
    if relation:
        pair = "-".join(sorted(relation.upper().removeprefix("RELATION:").split("-")))
        chosen = about_relation(chosen, pair)
        if not chosen:
            raise ComityError(f"{graph} has nothing about {relation}; write a pair of states such as BY-KZ")
    if source:
        chosen = of_source(chosen, source.removeprefix("source:"))
        if not chosen:
            raise ComityError(f"{graph} has no source {source!r}; its sources are listed by: comity query sources")
    if query:
        chosen = _constructed(graph, query)
    return chosen


def _constructed(graph: Path, query: Path) -> list[Statement]:
    from comity.store import open_graph

    triples = open_graph(graph).query(query).triples
    return sorted(Statement("", str(t.subject), str(t.predicate), str(t.object)) for t in triples)


def _write(output: Path | TextIO, write: Callable[[TextIO], None]) -> None:
    """Write beside the file and move it into place, so that a fault half-way costs nothing."""
    if not isinstance(output, Path):
        write(output)
        return
    fresh = output.with_name(f".{output.name}.new")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as out:
            write(out)
        fresh.replace(output)
    except OSError as error:
        raise ComityError(f"{output} cannot be written ({error.strerror}); name another file with -o") from error
    finally:
        fresh.unlink(missing_ok=True)
