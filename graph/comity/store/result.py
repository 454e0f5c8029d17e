"""What a query gives: rows with Python's values, a truth, or triples; written out in any standard format.

Rows are read from the engine once and kept; writing a whole result to a file streams from the engine instead, in
bounded memory, and is the engine's own form byte for byte.
"""

from __future__ import annotations

import gc
import html
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property, lru_cache
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, ClassVar, Final

import pyoxigraph as ox
import rdflib

from comity.errors import ComityError, printable
from comity.store.terms import Term, python_value, short, to_rdflib
from comity.terms import PREFIXES

if TYPE_CHECKING:
    import pandas
    import polars

#: What an engine answers with.
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Target = IO[bytes] | str | PathLike[str] | None

#: Formats of rows and truths, by the names of the command.
ROW_FORMATS: Final = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
#: Formats of triples, by the names of the command.
GRAPH_FORMATS: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}
_HTML_ROWS: Final = 200


class Row:
    """One row: `row["name"]`, `row.name` and `row[0]` are Python values; `row.term("name")` is the RDF term."""

    __slots__ = ("_solution",)
    _names: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, solution: ox.QuerySolution) -> None:
        self._solution = solution

    def __getitem__(self, key: str | int) -> Any:
        if isinstance(key, str) and key not in self._names:
            raise KeyError(key)
        return python_value(self._solution[key])

    def __getattr__(self, name: str) -> Any:
        if name not in self._names:  # the engine gives None for any name
            raise AttributeError(f"the row has no {name!r}; it has {', '.join(sorted(self._names))}")
        return python_value(self._solution[name])

    def term(self, key: str | int) -> Term | None:
        """The RDF term, with its language or datatype; None if unbound."""
        term: Term | None = self._solution[key]
        return term

    def __iter__(self) -> Iterator[Any]:
        return map(python_value, self._solution)

    def __len__(self) -> int:
        return len(self._solution)

    def __repr__(self) -> str:
        return "Row(" + ", ".join(short(term) for term in self._solution) + ")"


@lru_cache(maxsize=256)
def _row_of(names: frozenset[str]) -> type[Row]:
    """The class of rows with these variables: a row itself then holds nothing but its solution."""
    return type("Row", (Row,), {"__slots__": (), "_names": names})


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for garbage: many rows are made at once, and no two of them can hold each other."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


class Result:
    """The answer to one query.

    `kind` is "rows" (SELECT), "truth" (ASK) or "triples" (CONSTRUCT, DESCRIBE). A result of rows is a sequence of
    `Row`; `bool(result)` is the truth of an ASK, else whether there is anything in it.
    """

    def __init__(self, ask: Callable[[], Answer], query: str) -> None:
        self._ask = ask
        self.query = query
        started = time.perf_counter()
        self._fresh: Answer | None = ask()
        self._seconds = time.perf_counter() - started
        self.variables: tuple[str, ...] = ()
        if isinstance(self._fresh, ox.QuerySolutions):
            self.kind = "rows"
            self.variables = tuple(variable.value for variable in self._fresh.variables)
        else:
            self.kind = "truth" if isinstance(self._fresh, ox.QueryBoolean) else "triples"

    def _answer(self) -> Answer:
        """An answer that nothing was read from yet: the first, then the query asked anew."""
        fresh, self._fresh = self._fresh, None
        return self._ask() if fresh is None else fresh

    @cached_property
    def rows(self) -> list[Row]:
        """All rows. Raises ComityError for a result that has none by its kind."""
        if self.kind != "rows":
            raise ComityError(f"the query gives {self.kind}, not rows; ask with SELECT")
        started = time.perf_counter()
        with _collector_paused():
            found = list(map(_row_of(frozenset(self.variables)), self._answer()))  # type: ignore[arg-type]
        self._seconds += time.perf_counter() - started
        return found

    @cached_property
    def triples(self) -> list[ox.Triple]:
        """All triples. Raises ComityError for a result that has none by its kind."""
        if self.kind != "triples":
            raise ComityError(f"the query gives {self.kind}, not triples; ask with CONSTRUCT")
        started = time.perf_counter()
        found: list[ox.Triple] = list(self._answer())  # type: ignore[arg-type]
        self._seconds += time.perf_counter() - started
        return found

    @cached_property
    def truth(self) -> bool:
        """The answer of an ASK; for other queries whether there is a row or triple."""
        return bool(self._answer()) if self.kind == "truth" else bool(len(self))

    @property
    def value(self) -> Any:
        """The one value of an answer of one row and column, or the truth of an ASK. Raises ComityError otherwise."""
        if self.kind == "truth":
            return self.truth
        if self.kind != "rows" or len(self.variables) != 1 or len(self) != 1:
            raise ComityError(
                f"the answer is no single value: it has {len(self)} {self.kind}; take them from the result"
            )
        return self[0][0]

    @property
    def seconds(self) -> float:
        """The time that the engine took, parsing and reading included, as far as the answer has been read."""
        return self._seconds

    @property
    def graph(self) -> rdflib.Graph:
        """The triples as an rdflib graph with comity's prefixes."""
        made = rdflib.Graph()
        for prefix, namespace in PREFIXES.items():
            made.bind(prefix, namespace)
        for triple in self.triples:
            made.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
        return made

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows) if self.kind == "rows" else len(self.triples) if self.kind == "triples" else 1

    def __getitem__(self, index: int) -> Row:
        return self.rows[index]

    def __bool__(self) -> bool:
        return self.truth

    def serialize(self, format: str, file: Target = None) -> bytes | None:
        """The result in a standard format, to a file (path or binary file object) or returned.

        Rows and truths: csv, tsv, json, xml. Triples: turtle, ntriples, trig, nquads, jsonld, rdfxml. Raises
        ComityError for another format.
        """
        formats: dict[str, Any] = dict(GRAPH_FORMATS) if self.kind == "triples" else dict(ROW_FORMATS)
        if format not in formats:
            raise ComityError(f"{format!r} is no format of {self.kind}; there are {', '.join(formats)}")
        answer: Any = self._answer()
        if self.kind == "triples":
            prefixes = PREFIXES if format in ("turtle", "trig", "rdfxml", "jsonld") else None
            return ox.serialize(answer, file, format=formats[format], prefixes=prefixes)
        written: bytes | None = answer.serialize(file, format=formats[format])
        return written

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas data frame of Python values."""
        try:
            import pandas
        except ImportError as error:
            raise ComityError("pandas is not installed; add it with: pip install pandas") from error
        return pandas.DataFrame([list(row) for row in self.rows], columns=list(self.variables))

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars data frame of Python values."""
        try:
            import polars
        except ImportError as error:
            raise ComityError("polars is not installed; add it with: pip install polars") from error
        rows = [[str(value) if isinstance(value, str) else value for value in row] for row in self.rows]
        return polars.DataFrame(rows, schema=list(self.variables), orient="row", infer_schema_length=None)

    def __repr__(self) -> str:
        if self.kind == "truth":
            return f"Result({str(self.truth).lower()})"
        return f"Result({len(self)} {self.kind}, {self.seconds * 1000:.1f} ms)"

    def __str__(self) -> str:
        """A table as on a terminal, of the first rows."""
        from comity.store.show import as_text  # it shows results, so it has to know them first

        return as_text(self)

    def _repr_html_(self) -> str:
        """A table for notebooks: CURIEs, each text with its language and direction."""
        if self.kind == "truth":
            return f"<b>{str(self.truth).lower()}</b>"
        if not self:
            from comity.store.explain import why_nothing

            return f"<p>no {self.kind}; {html.escape('; '.join(map(printable, why_nothing(self.query))))}</p>"
        if self.kind == "triples":
            heads: tuple[str, ...] = ("subject", "predicate", "object")
            cells: list[list[Term | None]] = [[t.subject, t.predicate, t.object] for t in self.triples[:_HTML_ROWS]]
        else:
            heads = self.variables
            cells = [list(row._solution) for row in self.rows[:_HTML_ROWS]]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in heads)
        body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in cells)
        rest = f"<p>{len(self) - _HTML_ROWS} more</p>" if len(self) > _HTML_ROWS else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _cell(term: Term | None) -> str:
    language = f' lang="{html.escape(term.language)}"' if isinstance(term, ox.Literal) and term.language else ""
    title = f' title="{html.escape(term.value)}"' if isinstance(term, ox.NamedNode) else ""
    return f'<td dir="auto"{language}{title}>{html.escape(printable(short(term)))}</td>'
