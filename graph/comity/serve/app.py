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
from comity.serve.places import form_of, place_of
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
        place, name = place_of(path)
        accept = dict(scope["headers"]).get(b"accept", b"*/*").decode("latin-1")
        arguments = dict(_arguments(scope))
        if name:
            arguments["name"] = name
        form = form_of(place, accept, arguments.pop("format", None))
        headers = {"Vary": "Accept", **({"Content-Security-Policy": place.policy} if place.policy else {})}
        task = Page(place.view, arguments, form, base(scope))
        await answers.from_worker(scope, receive, send, self._pool, task, headers)

    async def _asset(self, scope: Scope, send: Send, name: str) -> None:
        found = self._assets.get(name)
        if found is None:
            raise RequestError(404, "there is no such file")
        body, media_type = found
        await answers.whole(scope, send, 200, body, media_type, {"Cache-Control": _WEEK})


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
