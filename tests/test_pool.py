"""Workers that die: of their task, which the client is told, or of what former tasks left, which nobody notices."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator

import pytest
from comity.serve.nursery import Origin
from comity.serve.pool import Pool, TaskFailedError
from comity.serve.settings import Settings
from comity.serve.wire import DATA, END, HEAD, Head, Page, encode_head, frame

FATAL = Page("fatal", {}, "html", "")
PLAIN = Page("plain", {}, "html", "")


def _work(link: socket.socket) -> None:
    """Answers one task, and dies of the second; dies at once of a fatal one."""
    if b"fatal" in link.recv(1 << 16):
        os._exit(1)
    link.sendall(frame(HEAD, encode_head(Head(200, "text/plain"))) + frame(DATA, b"well") + frame(END, b""))
    link.recv(1 << 16)
    os._exit(1)


@pytest.fixture
def origin() -> Iterator[Origin]:
    started = Origin.start(lambda: _work)
    yield started
    started.stop()


def test_a_worker_that_dies_of_what_former_tasks_left_is_replaced(origin: Origin) -> None:
    async def three() -> list[bytes]:
        pool = Pool(origin.nursery(), Settings(workers=1))
        answers = []
        try:
            for _ in range(3):
                async with pool.run(PLAIN) as (head, chunks):
                    assert head.status == 200
                    answers.append(b"".join([chunk async for chunk in chunks]))
        finally:
            pool.close()
        return answers

    assert asyncio.run(three()) == [b"well"] * 3


def test_a_task_that_kills_its_worker_is_told_so(origin: Origin) -> None:
    async def fatal() -> None:
        pool = Pool(origin.nursery(), Settings(workers=1))
        try:
            async with pool.run(FATAL):
                pass
        finally:
            pool.close()

    with pytest.raises(TaskFailedError, match="more memory or depth"):
        asyncio.run(fatal())
