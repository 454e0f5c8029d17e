"""The SPARQL 1.1 Protocol, read only: requests to tasks, with the status codes that the recommendation wants.

A query comes by GET, by POST of a form, or by POST of the bare query; its data set by `default-graph-uri` and
`named-graph-uri`, which win over FROM. A GET without a query gives the description of the service, or the query page to
a browser. Updates are refused with 403, whatever they say.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Final
from urllib.parse import parse_qsl

from starlette.types import Receive, Scope, Send

from comity.errors import ComityError
from comity.serve import answers
from comity.serve.answers import RequestError
from comity.serve.negotiate import GRAPH_TYPES, HTML, ROW_TYPES, choose
from comity.serve.pool import Pool
from comity.serve.settings import Settings
from comity.serve.wire import Page, Query
from comity.store.engines import our_prefixes
from comity.store.guard import SHORT, QueryRefused, admit
from comity.store.terms import iri_of

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_ALLOWED: Final = "GET, HEAD, POST, OPTIONS"
_MOST_FIELDS: Final = 1000
_READ_ONLY: Final = "this server is read only: it takes no updates"

Fields = list[tuple[str, str]]


class Protocol:
    """The endpoint as an ASGI application."""

    def __init__(self, pool: Pool, settings: Settings) -> None:
        self._pool = pool
        self._settings = settings
        self._reader = ThreadPoolExecutor(1, "reader")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        try:
            await self._answer(scope, receive, send, headers)
        except RequestError as error:
            await answers.sentence(scope, send, error)
        except answers.ClientGoneError:
            return

    async def _answer(self, scope: Scope, receive: Receive, send: Send, headers: Mapping[str, str]) -> None:
        method = scope["method"]
        if method == "OPTIONS":
            await answers.whole(scope, send, 204, b"", headers={"Allow": _ALLOWED})
            return
        if method not in ("GET", "HEAD", "POST"):
            raise RequestError(405, f"{method} is not answered here: {_ALLOWED}", {"Allow": _ALLOWED})
        fields = _fields(scope["query_string"])
        if method == "POST":
            body = await answers.body_of(scope, receive, self._settings.max_body, self._settings.patience)
            fields += _of_body(headers.get("content-type", ""), body)
        queries = [value for name, value in fields if name == "query"]
        if any(name == "update" for name, _ in fields):
            raise RequestError(403, _READ_ONLY)
        if not queries and method != "POST":
            await self._describe(scope, receive, send, headers)
            return
        if len(queries) != 1:
            raise RequestError(400, f"a request has one query, this one has {len(queries) or 'none'}")
        if method != "POST" and _wants_page(headers.get("accept", ""), fields):
            await self._page(scope, receive, send, "query", "html")
            return
        task = await self._made(queries[0], fields, headers.get("accept", "*/*"), f"{base(scope)}/sparql")
        fields_out = {"Vary": "Accept", "Comity-Limits": self._limits()}
        await answers.from_worker(scope, receive, send, self._pool, task, fields_out)

    def _limits(self) -> str:
        told = self._settings
        return f"seconds={told.deadline:g}, rows={told.max_rows}, bytes={told.max_bytes}"

    async def _made(self, text: str, fields: Fields, accept: str, address: str) -> Query:
        """The task of a query. Long ones are looked over in a thread, one by one: nobody else waits for them."""
        if len(text) <= SHORT:
            return self._task(text, fields, accept, address)
        work = asyncio.get_running_loop().run_in_executor(self._reader, self._task, text, fields, accept, address)
        try:
            return await asyncio.wait_for(work, self._settings.deadline)
        except TimeoutError as error:
            late = "the server has many long queries to read; ask again"
            raise RequestError(503, late, {"Retry-After": "10"}) from error

    def _task(self, text: str, fields: Fields, accept: str, address: str) -> Query:
        try:
            query = admit(text)
        except QueryRefused as error:
            raise RequestError(400, str(error)) from error
        offer = GRAPH_TYPES if query.form in ("CONSTRUCT", "DESCRIBE") else ROW_TYPES
        named_format = next((value for name, value in fields if name in ("format", "output")), None)
        chosen = named_format if named_format in offer else choose(named_format or accept, offer)
        if chosen is None:
            known = ", ".join(types[0] for types in offer.values())
            raise RequestError(406, f"there is no answer of a type that you accept; there are {known}")
        defaults = _graphs(fields, "default-graph-uri")
        named = _graphs(fields, "named-graph-uri")
        told = bool(defaults or named)
        return Query(
            text=query.text,
            format=chosen,
            prefixes=our_prefixes(query),
            default_graphs=defaults if told else None,
            named_graphs=named if told else None,
            max_rows=self._settings.max_rows,
            max_bytes=self._settings.max_bytes,
            base=address,
        )

    async def _describe(self, scope: Scope, receive: Receive, send: Send, headers: Mapping[str, str]) -> None:
        chosen = choose(headers.get("accept", "*/*"), GRAPH_TYPES, HTML)
        if chosen is None:
            raise RequestError(
                406, "there is no description of the service of a type that you accept; take text/turtle"
            )
        await self._page(scope, receive, send, "query" if chosen == "html" else "service", chosen)

    async def _page(self, scope: Scope, receive: Receive, send: Send, view: str, format: str) -> None:
        task = Page(view, dict(_fields(scope["query_string"])), format, base(scope))
        await answers.from_worker(scope, receive, send, self._pool, task, {"Vary": "Accept"})


def base(scope: Scope) -> str:
    """The server's own address as the client wrote it."""
    host = dict(scope["headers"]).get(b"host", b"localhost").decode("latin-1")
    return f"{scope.get('scheme', 'http')}://{host}"


def _wants_page(accept: str, fields: Fields) -> bool:
    return choose(accept, ROW_TYPES, GRAPH_TYPES, HTML) == "html" and all(
        name not in ("format", "output") for name, _ in fields
    )


def _fields(raw: bytes) -> Fields:
    try:
        return parse_qsl(
            raw.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS
        )
    except (UnicodeDecodeError, ValueError) as error:
        raise RequestError(400, "the request's fields are not UTF-8 in percent encoding, or too many") from error


def _of_body(content_type: str, body: bytes) -> Fields:
    """The fields that a POST's body gives."""
    media, *parameters = (part.strip().lower() for part in content_type.split(";"))
    charset = next((p.partition("=")[2].strip('"') for p in parameters if p.startswith("charset=")), "utf-8")
    if media == _FORM:
        return _fields(body)
    if media == _UPDATE:
        raise RequestError(403, _READ_ONLY)
    if media != _QUERY:
        raise RequestError(415, f"a POST has the type {_FORM} or {_QUERY}, not {media or 'none'}")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise RequestError(415, f"a query is in UTF-8, not in {charset}")
    try:
        return [("query", body.decode("utf-8"))]
    except UnicodeDecodeError as error:
        raise RequestError(400, "the query is not UTF-8") from error


def _graphs(fields: Fields, name: str) -> list[str]:
    try:
        return [iri_of(value).value for field, value in fields if field == name]
    except ComityError as error:
        raise RequestError(400, f"{name}: {error}") from error
