"""A knowledge graph that can be asked: the object behind `comity.open` and every command that reads a graph."""

from __future__ import annotations

import datetime
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
import rdflib

from comity.errors import ComityError, printable
from comity.store.engines import Engine, LocalEngine, RemoteEngine
from comity.store.entity import Entity, by_name, entity
from comity.store.explain import Explanation, explain, in_plain_words
from comity.store.guard import admit
from comity.store.loading import load
from comity.store.named import NamedQuery, find_named, named_queries, parse_named
from comity.store.prepare import bind, missing_prefixes
from comity.store.result import Result
from comity.store.terms import term_of
from comity.terms import PREFIXES

if TYPE_CHECKING:
    from comity.store.search import Hit, SearchIndex

_LOCAL_NAME: Final = re.compile(r"[\w.\-/]+")
_CODE: Final = 2  # letters of the code of a state


class KnowledgeGraph:
    """A graph in this process or behind an endpoint; read only.

    Every query has comity's prefixes at hand without declaring them, and, unless it names a data set by FROM, the
    union of all named graphs as its default graph. No query reaches the network or the disk.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.undated_sources: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Where the graph is: a path or an address."""
        return self._engine.where

    @property
    def store(self) -> ox.Store:
        """The Oxigraph store. Raises ComityError for a graph behind an endpoint."""
        if not isinstance(self._engine, LocalEngine):
            raise ComityError(f"{self.where} is an endpoint; only a graph that is loaded here has a store")
        return self._engine.store

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The same data as an rdflib Dataset (through oxrdflib, nothing is copied)."""
        from oxrdflib import OxigraphStore

        made = rdflib.Dataset(store=OxigraphStore(store=self.store), default_union=False)
        for prefix, namespace in PREFIXES.items():
            made.bind(prefix, namespace)
        return made

    def query(self, query: str | Path | NamedQuery, **values: Any) -> Result:
        """Ask a query: SPARQL text, the name of a named query, or the path of an `.rq` file.

        `values` are its parameters, bound as terms. Raises ComityError (in one plain sentence) for a query that is not
        SPARQL, is not allowed, or lacks a parameter.
        """
        text = self.text_of(query, values)
        admitted = admit(text)
        ask = self._engine.prepare(admitted)
        try:
            return Result(ask, text)
        except SyntaxError as error:
            raise ComityError(in_plain_words(error, admitted)) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise ComityError(f"the query cannot be answered: {printable(str(error))}") from error

    def text_of(self, query: str | Path | NamedQuery, values: dict[str, Any]) -> str:
        """The SPARQL text of a query with its parameters bound."""
        named = _named(query)
        if named is None:
            return bind(str(query), {name: term_of(value) for name, value in values.items() if value is not None})
        return bind(named.text, named.terms({name: self._meant(named, name, value) for name, value in values.items()}))

    def _meant(self, query: NamedQuery, name: str, value: Any) -> Any:
        """A parameter's value, where it is the name of a state or official: the IRI of who is called so."""
        kind = next((parameter.type for parameter in query.parameters if parameter.name == name), "")
        if kind not in ("state", "official") or not isinstance(value, str) or ":" in value or not value.strip():
            return value
        local = value.strip().upper() if kind == "state" else value.strip()
        if _LOCAL_NAME.fullmatch(local):
            node = ox.NamedNode(PREFIXES[kind] + local)
            if (kind == "state" and len(local) == _CODE) or self.query("ASK { ?it ?p ?o }", it=node):
                return node
        return ox.NamedNode(by_name(self, kind, value.strip()).iri)

    def known_on(self, day: str | datetime.date) -> KnowledgeGraph:
        """The graph as it could have been known on that day: what sources published by then say, and what follows.

        Sources without a day of publication are left out (`undated_sources` of the answer names them). Raises
        ComityError if the day is none, or the graph is behind an endpoint.
        """
        from comity.store.known import known_on

        store, undated = known_on(self.store, _day(day))
        known = KnowledgeGraph(LocalEngine(store, f"{self.where} (known on {day})"))
        known.undated_sources = tuple(undated)
        return known

    def office_holders(self, state: str, role: str, on: str | datetime.date) -> Result:
        """Who held the office on that day: `held` is yes, no or unknown, each with its sentence."""
        return self.query("office-holder-on-a-day", state=state, role=role, on=on)

    def agreements_in_force(self, on: str | datetime.date, **parties: str) -> Result:
        """The agreements of that day (`a` and `b` are states): `inForce` is yes or unknown, each with its sentence."""
        return self.query("agreements-in-force", on=on, **parties)

    def missing_prefixes(self, query: str) -> list[str]:
        """Prefixes that the query uses and nobody declares."""
        return missing_prefixes(admit(query))

    def explain(self, query: str) -> Explanation:
        """Why the query gives what it gives: how many matches each of its triple patterns has, alone and joined."""
        return explain(self, query)

    @cached_property
    def _index(self) -> SearchIndex:
        from comity.store.search import SearchIndex

        return SearchIndex.of(self)

    def search(self, text: str, *, kind: str | None = None, limit: int = 20) -> list[Hit]:
        """Entities whose name has these words, in any script, and passages that have them; the best first."""
        return self._index.search(text, kind=kind, limit=limit)

    def entity(self, iri: str) -> Entity:
        """The entity with this IRI or CURIE. Raises ComityError if the graph does not know it."""
        return entity(self, iri)

    def state(self, code: str) -> Entity:
        """The state with this ISO 3166-1 alpha-2 code, or this name in any language."""
        if len(code.strip()) != _CODE:
            return by_name(self, "state", code)
        return self.entity(f"state:{code.strip().upper()}")

    def relation(self, one: str, other: str) -> Entity:
        """The relation of two states, given by their codes in any order."""
        return self.entity("relation:" + "-".join(sorted((one.upper(), other.upper()))))

    def official(self, name: str) -> Entity:
        """The official with this name, in any script. Raises ComityError if none or several have it."""
        return by_name(self, "official", name)

    def __repr__(self) -> str:
        return f"KnowledgeGraph({self.where!r})"


def open_graph(place: str | Path, *, union: bool = True) -> KnowledgeGraph:
    """The graph of a build directory, an RDF file, or the SPARQL endpoint at an address.

    `union` off keeps the default graph apart from the named ones, as the W3C's tests want it. Raises ComityError if
    there is no graph.
    """
    if isinstance(place, str) and place.startswith(("http://", "https://")):
        return KnowledgeGraph(RemoteEngine(place))
    path = Path(place)
    return KnowledgeGraph(LocalEngine(load(path, union=union), str(path)))


def _day(day: str | datetime.date) -> datetime.date:
    try:
        return datetime.date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError as error:
        raise ComityError(f"{printable(str(day))!r} is no day; write it as 2022-06-01") from error


def _named(query: str | Path | NamedQuery) -> NamedQuery | None:
    """The named query that is meant, or None for SPARQL text."""
    if isinstance(query, NamedQuery):
        return query
    if isinstance(query, Path) or (query.endswith(".rq") and "{" not in query):
        return read_query_file(Path(query))
    if not any(sign in query for sign in "{ \n"):
        return named_queries().get(query) or find_named(query)
    return None


def read_query_file(path: Path) -> NamedQuery:
    """The query of a file, with the parameters of its head. Raises ComityError if it cannot be read."""
    try:
        return parse_named(path.stem, path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ComityError(f"{path} cannot be read: {error}") from error
