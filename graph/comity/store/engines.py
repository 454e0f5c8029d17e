"""Where a query is answered: in this process by Oxigraph, or by a SPARQL 1.1 endpoint over HTTP."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Protocol

import httpx
import pyoxigraph as ox

from comity.errors import ComityError, printable
from comity.store.guard import SHORT, Admitted, admit
from comity.store.prepare import declared_prefixes, used_prefixes, with_prefixes
from comity.store.result import Answer
from comity.terms import PREFIXES

#: A query longer than this goes in the body of a POST: many servers refuse a longer address.
_LONGEST_ADDRESS: Final = 2_000
_TIMEOUT: Final = httpx.Timeout(600.0, connect=10.0)


class Engine(Protocol):
    """What answers queries. `where` names it to a person."""

    where: str

    def prepare(self, query: Admitted) -> Callable[[], Answer]:
        """A function that asks the query, each time anew."""
        ...


class LocalEngine:
    """Oxigraph in this process."""

    def __init__(self, store: ox.Store, where: str) -> None:
        self.store = store
        self.where = where

    def prepare(self, query: Admitted) -> Callable[[], Answer]:
        """A function that asks the query. It raises SyntaxError where the query is none."""
        prefixes = our_prefixes(query)
        store, text = self.store, query.text
        return lambda: store.query(text, prefixes=prefixes)


def our_prefixes(query: Admitted) -> dict[str, str]:
    """Those of comity's prefixes that the query uses; what it declares itself wins, in the engine as here."""
    return _remembered(query.text) if len(query.text) <= SHORT else _prefixes_of(query)


@lru_cache(maxsize=256)
def _remembered(text: str) -> dict[str, str]:
    return _prefixes_of(admit(text))


def _prefixes_of(query: Admitted) -> dict[str, str]:
    declared = declared_prefixes(query)
    return {p: PREFIXES[p] for p in used_prefixes(query) if p in PREFIXES and p not in declared}


class RemoteEngine:
    """A SPARQL 1.1 Protocol endpoint. `COMITY_ENDPOINT_USER` and `_PASSWORD`, or `_TOKEN`, are its credentials."""

    def __init__(self, url: str) -> None:
        self.where = url
        self._client = client()

    def prepare(self, query: Admitted) -> Callable[[], Answer]:
        """Ask once; the function reads the answer that came. Raises ComityError in the words of the server."""
        is_graph = query.form in ("CONSTRUCT", "DESCRIBE")
        accept = "application/n-triples" if is_graph else "application/sparql-results+json"
        body = self._ask(with_prefixes(query), accept)
        if is_graph:
            # The parser's quads have the three terms that a triple has.
            return lambda: (quad.triple for quad in ox.parse(body, format=ox.RdfFormat.N_TRIPLES))  # type: ignore[return-value]
        return lambda: ox.parse_query_results(io.BytesIO(body), format=ox.QueryResultsFormat.JSON)

    def _ask(self, query: str, accept: str) -> bytes:
        headers = {"Accept": accept}
        try:
            if len(query) > _LONGEST_ADDRESS:
                answer = self._client.post(self.where, data={"query": query}, headers=headers)
            else:
                answer = self._client.get(self.where, params={"query": query}, headers=headers)
        except httpx.HTTPError as error:
            raise ComityError(f"the endpoint {self.where} does not answer ({error}); is its address right?") from error
        if answer.status_code != httpx.codes.OK:
            words = printable(answer.text.strip()[:500]) or answer.reason_phrase
            raise ComityError(f"the endpoint {self.where} answered {answer.status_code}: {words}")
        if answer.headers.get("X-SQL-State"):  # Virtuoso: a timeout comes as 200 with a part of the answer
            message = printable(answer.headers.get("X-SQL-Message", "")[:300])
            raise ComityError(f"the endpoint {self.where} gave only a part of the answer: {message}")
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip()
        if kind not in (accept, "application/json", "text/plain", "text/ntriples"):
            raise ComityError(f"the endpoint {self.where} answered with {kind or 'no type'}; is it a SPARQL endpoint?")
        return answer.content


def client() -> httpx.Client:
    """A client with the credentials of the environment, if there are any."""
    headers, auth = {}, None
    password = os.environ.get("COMITY_ENDPOINT_PASSWORD", "")
    if user := os.environ.get("COMITY_ENDPOINT_USER"):
        digest = os.environ.get("COMITY_ENDPOINT_AUTH", "basic").lower() == "digest"
        auth = httpx.DigestAuth(user, password) if digest else httpx.BasicAuth(user, password)
    elif token := os.environ.get("COMITY_ENDPOINT_TOKEN"):
        headers["Authorization"] = f"Bearer {token}"
    return httpx.Client(timeout=_TIMEOUT, follow_redirects=True, headers=headers, auth=auth)
