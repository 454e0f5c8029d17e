"""Answers over ASGI: a short one whole, a long one streamed, one that fails half-way broken off and never ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Final

from starlette.types import Message, Receive, Scope, Send

from comity.serve.pool import BusyError, Pool, TaskFailedError
from comity.serve.refusals import refusal
from comity.serve.wire import Head, Task

_SHORT: Final = 0.05  # seconds
_REFUSED: Final = 400  # and above: a status that says no
_LEFT: Final = "the client has left"
_PLAIN: Final = "text/plain; charset=utf-8"


class ClientGoneError(Exception):
    """The client has left before its answer was whole."""


class RequestError(Exception):
    """A request that gets no answer but a status and a sentence."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.headers = dict(headers or {})
        super().__init__(message)


class BrokenAnswerError(Exception):
    """An answer that has begun cannot be finished: the server breaks the connection, and says why before."""


def encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as ASGI wants them."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1", "replace")) for name, value in headers.items()]


async def whole(
    scope: Scope,
    send: Send,
    status: int,
    body: bytes,
    media_type: str = _PLAIN,
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send an answer that is at hand."""
    fields = {"Content-Type": media_type, "Content-Length": str(len(body)), **(headers or {})}
    await send({"type": "http.response.start", "status": status, "headers": encoded(fields)})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


async def sentence(scope: Scope, send: Send, error: RequestError) -> None:
    """Send a status with its plain sentence, as a page to a browser."""
    accept = dict(scope["headers"]).get(b"accept", b"*/*").decode("latin-1")
    media_type, body = refusal(error.status, str(error), accept, scope["path"])
    await whole(scope, send, error.status, body, media_type, {"Vary": "Accept", **error.headers})


async def body_of(scope: Scope, receive: Receive, most: int, patience: float) -> bytes:
    """The body of a request. Raises RequestError if it is too long or too slow, ClientGoneError if it never ends."""
    declared = dict(scope["headers"]).get(b"content-length", b"0")
    if declared.isdigit() and int(declared) > most:
        raise RequestError(413, f"the body is longer than {most:,} bytes", {"Connection": "close"})
    parts: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(patience):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise ClientGoneError
                parts.append(message.get("body", b""))
                size += len(parts[-1])
                if size > most:
                    raise RequestError(413, f"the body is longer than {most:,} bytes", {"Connection": "close"})
                if not message.get("more_body"):
                    return b"".join(parts)
    except TimeoutError as error:
        late = f"the request was not whole within {patience:g} seconds"
        raise RequestError(408, late, {"Connection": "close"}) from error


async def from_worker(
    scope: Scope, receive: Receive, send: Send, pool: Pool, task: Task, headers: Mapping[str, str]
) -> None:
    """Have a worker do the task and send what it gives; if the client leaves, the worker is stopped."""
    loop = asyncio.get_running_loop()
    work = asyncio.current_task()
    watching: list[asyncio.Task[None]] = []

    def watch() -> None:
        watching.append(loop.create_task(_gone(receive)))
        watching[0].add_done_callback(lambda gone: None if gone.cancelled() or work is None else work.cancel(_LEFT))

    timer = loop.call_later(_SHORT, watch)  # most answers are sent before anybody could leave
    try:
        await _relay(scope, send, pool, task, headers)
    except asyncio.CancelledError as error:
        if error.args != (_LEFT,):
            raise
    finally:
        timer.cancel()
        for gone in watching:
            gone.cancel()


async def _gone(receive: Receive) -> None:
    message: Message = {"type": ""}
    while message["type"] != "http.disconnect":
        message = await receive()


async def _relay(scope: Scope, send: Send, pool: Pool, task: Task, headers: Mapping[str, str]) -> None:
    try:
        async with pool.run(task) as (head, chunks):
            await _send(scope, send, head, chunks, headers)
    except BusyError:
        await sentence(
            scope, send, RequestError(503, "the server is busy; ask again in a moment", {"Retry-After": "2"})
        )
    except TaskFailedError as error:
        await sentence(scope, send, RequestError(error.status, str(error), {"Retry-After": "30"}))


async def _send(scope: Scope, send: Send, head: Head, chunks: AsyncIterator[bytes], headers: Mapping[str, str]) -> None:
    """Send an answer. It is held back until its second chunk, so that one that fails early is a plain failure."""
    first = await anext(chunks, b"")
    second = await anext(chunks, None)
    fields = {**headers, **head.headers}
    if head.status >= _REFUSED:
        await sentence(scope, send, RequestError(head.status, first.decode().strip(), fields))
        return
    if second is None:
        await whole(scope, send, head.status, first, head.media_type, fields)
        return
    start = {"Content-Type": head.media_type, **fields}
    await send({"type": "http.response.start", "status": head.status, "headers": encoded(start)})
    if scope["method"] == "HEAD":
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.body", "body": first, "more_body": True})
    await send({"type": "http.response.body", "body": second, "more_body": True})
    try:
        async for chunk in chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    except TaskFailedError as error:
        why = f"\n\n*** comity: this answer is not whole: {error} ***\n".encode()
        await send({"type": "http.response.body", "body": why, "more_body": True})
        raise BrokenAnswerError(str(error)) from error
    await send({"type": "http.response.body", "body": b""})
