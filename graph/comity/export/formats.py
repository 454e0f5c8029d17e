"""The RDF formats by name, and reading any of them as statements.

Turtle and TriG are ours (for people); the others are pyoxigraph's serialisers, fed with sorted statements so that the
same facts are the same bytes.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

import pyoxigraph as ox

from comity.assemble.statements import Statement
from comity.errors import ComityError
from comity.export.turtle import write_trig, write_turtle
from comity.terms import PREFIXES
from comity.xml_entities import refuse_entity_bomb

Writer = Callable[[Iterable[Statement], TextIO], None]


def read_statements(file: Path, *, base: str | None = None) -> list[Statement]:
    """The statements of an RDF file, its format told by its name; `base` is what relative IRIs are relative to.

    Raises `ComityError` with the line of a fault.
    """
    kind = ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
    if kind is None:
        raise ComityError(f"{file} has no ending that names an RDF format; use .ttl, .trig, .nt, .nq, .jsonld or .rdf")
    refuse_entity_bomb(file)
    try:
        return [statement(quad) for quad in ox.parse(path=str(file), format=kind, base_iri=base)]
    except SyntaxError as error:
        raise ComityError(f"{file}, line {error.lineno or 0}: {error.msg}; mend the file at that line") from error
    except OSError as error:
        raise ComityError(f"{file} cannot be read ({error.strerror}); check its name and permissions") from error


def statement(quad: ox.Quad) -> Statement:
    """A quad as four N-Triples terms; the default graph is the empty text."""
    graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
    return Statement(graph, str(quad.subject), str(quad.predicate), str(quad.object))


def _ntriples(statements: Iterable[Statement], out: TextIO) -> None:
    for line in sorted({f"{s.subject} {s.predicate} {s.object} .\n" for s in statements}):
        out.write(line)


def _nquads(statements: Iterable[Statement], out: TextIO) -> None:
    for line in sorted(set(_lines(statements))):
        out.write(line)


def _lines(statements: Iterable[Statement]) -> Iterator[str]:
    for s in statements:
        graph = f"{s.graph} " if s.graph else ""
        yield f"{s.subject} {s.predicate} {s.object} {graph}.\n"


def _serialised(kind: ox.RdfFormat, *, graphs: bool) -> Writer:
    def write(statements: Iterable[Statement], out: TextIO) -> None:
        chosen = set(statements) if graphs else {s._replace(graph="") for s in statements}
        quads = ox.parse("".join(_lines(sorted(chosen))), format=ox.RdfFormat.N_QUADS)
        whole = io.BytesIO()
        ox.serialize(quads, whole, format=kind, prefixes=PREFIXES)
        out.write(whole.getvalue().decode("utf-8"))

    return write


def _jsonld(statements: Iterable[Statement], out: TextIO) -> None:
    """JSON-LD with our prefixes as context, indented."""
    compact = io.StringIO()
    _serialised(ox.RdfFormat.JSON_LD, graphs=True)(statements, compact)
    json.dump(json.loads(compact.getvalue()), out, ensure_ascii=False, indent=1)
    out.write("\n")


#: Format -> (file ending, writer). Those that keep named graphs are in `WITH_GRAPHS`.
RDF_FORMATS: Final[dict[str, tuple[str, Writer]]] = {
    "turtle": ("ttl", write_turtle),
    "trig": ("trig", write_trig),
    "ntriples": ("nt", _ntriples),
    "nquads": ("nq", _nquads),
    "jsonld": ("jsonld", _jsonld),
    "rdfxml": ("rdf", _serialised(ox.RdfFormat.RDF_XML, graphs=False)),
}
WITH_GRAPHS: Final = frozenset({"trig", "nquads", "jsonld"})


def names() -> Sequence[str]:
    """The names of the RDF formats."""
    return tuple(RDF_FORMATS)
