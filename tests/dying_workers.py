"""A pool whose workers die, in a process of its own (it forks): what its clients see, one line a task.

python tests/dying_workers.py plain plain fatal
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys

from comity.serve.nursery import Origin
from comity.serve.pool import Pool, TaskFailedError
from comity.serve.settings import Settings
from comity.serve.wire import DATA, END, HEAD, Head, Page, encode_head, frame


def work(link: socket.socket) -> None:
    """Answers one task, and dies of the second; dies at once of a fatal one."""
    if b"fatal" in link.recv(1 << 16):
        os._exit(1)
    link.sendall(frame(HEAD, encode_head(Head(200, "text/plain"))) + frame(DATA, b"well") + frame(END, b""))
    link.recv(1 << 16)
    os._exit(1)


async def ask(pool: Pool, view: str) -> str:
    try:
        async with pool.run(Page(view, {}, "html", "")) as (_, chunks):
            return b"".join([chunk async for chunk in chunks]).decode()
    except TaskFailedError as error:
        return f"{error.status} {error}"


async def main() -> None:
    pool = Pool(ORIGIN.nursery(), Settings(workers=1))
    for view in sys.argv[1:]:
        print(await ask(pool, view))
    pool.close()


if __name__ == "__main__":
    ORIGIN = Origin.start(lambda: work)
    asyncio.run(main())
    ORIGIN.stop()
