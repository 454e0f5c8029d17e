"""The whole server as one ASGI application: who may ask, what is where, and the headers that every answer has."""

from __future__ import annotations

import mimetypes
from importlib import resources
from typing import Final
from urllib.parse import parse_qsl

from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from comity.serve import answers
from comity.serve.answers import RequestError
from comity.serve.negotiate import GRAPH_TYPES, HTML, choose
from comity.serve.pool import Pool
from comity.serve.protocol import Protocol, base
from comity.serve.settings import Settings
from comity.serve.wire import Page

_SAFE: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}
#: The network page is one self-contained file: its scripts and styles stand in it.
_NETWORK_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "connect-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
#: Path -> view, for pages of a fixed path; the second says whether it has RDF forms.
_VIEWS: Final = {
    "/": ("home", False),
    "/search": ("search", False),
    "/queries": ("queries", False),
    "/network": ("network", False),
    "/ontology": ("ontology", True),
    "/.well-known/void": ("void", True),
}
#: Beginning of a path -> view; what follows is the view's `name`.
_PLACES: Final = {"/relation/": "relation", "/id/": "entity", "/vocabulary/": "concept"}
_LONGEST_PATH: Final = 1000
_WEEK: Final = "max-age=604800"


class Server:
    """The application: the endpoint at /sparql, pages elsewhere."""

    def __init__(self, pool: Pool, settings: Settings, port: int) -> None:
        self._pool = pool
        self._protocol = Protocol(pool, settings)
        self._hosts = settings.known_hosts(port)
        self._assets = _assets()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        hosts = [value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"]
        path = scope["path"]
        try:
            if len(hosts) != 1 or hosts[0] not in self._hosts:
                raise RequestError(
                    421, "this server is not known by that name; allow it with: comity serve --allow-host"
                )
            if path.rstrip("/") == "/sparql":
                await self._protocol(scope, receive, _with_safe_headers(send))
            else:
                await self._elsewhere(scope, receive, _with_safe_headers(send), path)
        except RequestError as error:
            await answers.sentence(scope, _with_safe_headers(send), error)

    async def _elsewhere(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            raise RequestError(405, "only GET and HEAD are answered here", {"Allow": "GET, HEAD"})
        if path == "/health":
            await answers.whole(scope, send, 200, b"ok\n")
            return
        if path.startswith("/assets/"):
            await self._asset(scope, send, path.removeprefix("/assets/"))
            return
        view, name, has_rdf = _view(path)
        accept = dict(scope["headers"]).get(b"accept", b"*/*").decode("latin-1")
        arguments = dict(_arguments(scope))
        if name:
            arguments["name"] = name
        wanted = arguments.pop("format", None)
        offers = (HTML, GRAPH_TYPES) if has_rdf else (HTML,)
        chosen = wanted if wanted in GRAPH_TYPES and has_rdf else choose(accept, *offers)
        if view == "void":
            chosen = "turtle" if chosen in ("html", None) else chosen
        if chosen is None:
            raise RequestError(406, "this page has no form of a type that you accept; take text/html or text/turtle")
        headers = {"Vary": "Accept"}
        if view == "network":
            headers["Content-Security-Policy"] = _NETWORK_POLICY
        await answers.from_worker(scope, receive, send, self._pool, Page(view, arguments, chosen, base(scope)), headers)

    async def _asset(self, scope: Scope, send: Send, name: str) -> None:
        found = self._assets.get(name)
        if found is None:
            raise RequestError(404, "there is no such file")
        body, media_type = found
        await answers.whole(scope, send, 200, body, media_type, {"Cache-Control": _WEEK})


def _view(path: str) -> tuple[str, str, bool]:
    """The view of a path, what it is asked about, whether it has RDF forms. Raises RequestError if there is none."""
    if len(path) > _LONGEST_PATH:
        raise RequestError(414, "the path is too long")
    if path in _VIEWS:
        view, has_rdf = _VIEWS[path]
        return view, "", has_rdf
    for beginning, view in _PLACES.items():
        if path.startswith(beginning) and len(path) > len(beginning):
            return view, path[len(beginning) :], True
    raise RequestError(404, "there is no such page; begin at /")


def _arguments(scope: Scope) -> list[tuple[str, str]]:
    try:
        return parse_qsl(scope["query_string"].decode("ascii"), errors="strict", max_num_fields=100)
    except (UnicodeDecodeError, ValueError) as error:
        raise RequestError(400, "the fields of the address are not UTF-8 in percent encoding") from error


def _with_safe_headers(send: Send) -> Send:
    async def safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name for name, _ in message["headers"]}
            message["headers"] += [pair for pair in _ENCODED_SAFE if pair[0] not in names]
        await send(message)

    return safely


_ENCODED_SAFE: Final = answers.encoded(_SAFE)


def _assets() -> dict[str, tuple[bytes, str]]:
    """The files under pages/assets by their path there, each with its media type; there are no others to reach."""
    found = {}
    root = resources.files("comity.serve") / "pages" / "assets"
    folders = [("", root)]
    while folders:
        prefix, folder = folders.pop()
        for entry in sorted(folder.iterdir(), key=lambda item: item.name):
            if entry.is_dir():
                folders.append((f"{prefix}{entry.name}/", entry))
            else:
                media_type = mimetypes.guess_type(entry.name)[0] or "application/octet-stream"
                charset = "; charset=utf-8" if media_type.startswith("text/") else ""
                found[prefix + entry.name] = (entry.read_bytes(), media_type + charset)
    return found


def application(pool: Pool, settings: Settings, port: int) -> ASGIApp:
    """The server with what surrounds it: compression, and other sites' access where it is allowed."""
    app: ASGIApp = Server(pool, settings, port)
    app = GZipMiddleware(app, minimum_size=1024, compresslevel=5)
    if settings.cors:
        app = CORSMiddleware(
            app,
            allow_origins=settings.cors,
            allow_methods=["GET", "HEAD", "POST"],
            allow_headers=["Accept", "Content-Type"],
        )
    return app
