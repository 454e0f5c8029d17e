"""The workers as the server sees them: who is free, who waits, and who has run too long.

A task has its worker to itself. Whatever ends it early (the deadline, a client that left) ends the worker by SIGKILL:
the engine cannot be interrupted, a process can. A task that runs for more than half a second goes on at low priority,
and its worker no longer counts among those that there may be, up to as many again: so short tasks stay short beside
long ones. A worker that ran so is replaced afterwards.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections import Counter, deque
from collections.abc import AsyncIterator
from typing import Final, cast

from comity.serve.nursery import Nursery
from comity.serve.settings import Settings
from comity.serve.wire import DATA, END, FRAME_HEAD, HEAD, Head, Task, decode_head, frame_head, task_frame

_BUFFER: Final = 1 << 18
_LONG: Final = 0.5  # seconds after which a task is a long one
_WAIT: Final = 5.0  # seconds that a task waits for a worker, beyond the deadline of those before it
_LOW_PRIORITY: Final = 10
_SPARE: Final = 2  # idle workers that are kept ready


class BusyError(Exception):
    """All workers are taken and the queue is full, or the wait was too long."""


class TaskFailedError(Exception):
    """The task did not come to its end; `status` and the text say why, for the client."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class Worker(asyncio.Protocol):
    """One worker: its process and the link to it."""

    def __init__(self, pid: int, nursery: Nursery) -> None:
        self.pid = pid
        self.nursery = nursery
        self.dead = False
        self.reason = ""
        self.tired = False  # it ran at low priority: not to be used again
        self.tasks = 0  # how many it was given
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The link stands."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """The worker has said something."""
        self._buffer += data
        if len(self._buffer) > _BUFFER and self._transport and not self._paused:
            self._paused = True
            self._transport.pause_reading()
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        """The worker is gone."""
        self.dead = True
        self._wake()

    def _wake(self) -> None:
        if self._waiter and not self._waiter.done():
            self._waiter.set_result(None)

    def send(self, task: Task) -> None:
        """Give the worker its task."""
        self.tasks += 1
        if self._transport:
            self._transport.write(task_frame(task))

    async def frame(self) -> tuple[bytes, bytes]:
        """The next frame of the answer. Raises TaskFailedError if the worker dies before it is whole."""
        while True:
            if len(self._buffer) >= FRAME_HEAD:
                tag, length = frame_head(self._buffer[:FRAME_HEAD])
                if len(self._buffer) >= FRAME_HEAD + length:
                    body = bytes(self._buffer[FRAME_HEAD : FRAME_HEAD + length])
                    del self._buffer[: FRAME_HEAD + length]
                    return tag, body
            if self.dead:
                raise self._failure()
            if self._paused and self._transport:
                self._paused = False
                self._transport.resume_reading()
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter

    def _failure(self) -> TaskFailedError:
        if self.reason:
            return TaskFailedError(503, self.reason)
        return TaskFailedError(503, "the query needed more memory or depth than this server gives; ask for less")

    def kill(self, reason: str) -> None:
        """End the process, whatever it does."""
        if not self.reason:
            self.reason = reason
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def lower(self) -> None:
        """Go on at low priority."""
        self.tired = True
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self.pid, _LOW_PRIORITY)

    def close(self) -> None:
        """Close the link; the process ends with it."""
        if self._transport:
            self._transport.abort()


class Pool:
    """The workers of a server, as many as it needs and at most as many as its settings allow."""

    def __init__(self, nursery: Nursery, settings: Settings) -> None:
        self._nursery = nursery
        self._workers_of = Counter[Nursery]()
        self._settings = settings
        self._idle: list[Worker] = []
        self._count = 0
        self._tired = 0  # of these, those that have a long task
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._forking = asyncio.Lock()
        self._background: set[asyncio.Task[None]] = set()

    def replace(self, nursery: Nursery) -> None:
        """Answer from this nursery's graph from now on. What runs on the former one goes on; then that is stopped."""
        former, self._nursery = self._nursery, nursery
        for worker in self._idle:
            self._bury(worker)
        self._idle.clear()
        self._stop_if_left(former)

    def _stop_if_left(self, nursery: Nursery) -> None:
        if nursery is not self._nursery and not self._workers_of[nursery]:
            del self._workers_of[nursery]
            nursery.stop()

    async def _fork(self) -> Worker:
        loop = asyncio.get_running_loop()
        async with self._forking:
            nursery = self._nursery
            self._workers_of[nursery] += 1
            try:
                pid, link = await loop.run_in_executor(None, nursery.fork)
            except OSError:
                self._workers_of[nursery] -= 1
                raise
        return await _connected(loop, pid, link, nursery)

    async def _take(self) -> Worker:
        """A free worker; waits its turn. Raises BusyError."""
        while True:
            while self._idle:
                worker = self._idle.pop()
                if not worker.dead:
                    return worker
                self._bury(worker)
            if self._has_room():
                self._count += 1
                try:
                    return await self._fork()
                except OSError as error:
                    self._count -= 1
                    raise BusyError from error
            if len(self._waiting) >= self._settings.queue:
                raise BusyError
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await asyncio.wait_for(turn, self._settings.deadline + _WAIT)
            except TimeoutError as error:
                raise BusyError from error
            finally:
                with contextlib.suppress(ValueError):
                    self._waiting.remove(turn)

    def _has_room(self) -> bool:
        most = self._settings.workers
        return self._count - self._tired < most and self._count < 2 * most

    def _lower(self, worker: Worker) -> None:
        """Let a task that takes long go on at low priority; its turn is over."""
        worker.lower()
        self._tired += 1
        self._call_next()

    def _call_next(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                break

    def _give_back(self, worker: Worker, *, done: bool) -> None:
        if done and not worker.dead and not worker.tired and worker.nursery is self._nursery:
            self._idle.append(worker)
        else:
            worker.kill("")
            self._bury(worker)
            if len(self._idle) < _SPARE and self._has_room():
                spare = asyncio.create_task(self._add_spare())
                self._background.add(spare)
                spare.add_done_callback(self._background.discard)
        self._call_next()

    async def _add_spare(self) -> None:
        self._count += 1
        try:
            self._idle.append(await self._fork())
        except OSError:
            self._count -= 1
        self._call_next()

    def _bury(self, worker: Worker) -> None:
        worker.kill("")
        worker.close()
        worker.nursery.reap(worker.pid)
        self._count -= 1
        self._tired -= worker.tired
        self._workers_of[worker.nursery] -= 1
        self._stop_if_left(worker.nursery)

    @contextlib.asynccontextmanager
    async def run(self, task: Task) -> AsyncIterator[tuple[Head, AsyncIterator[bytes]]]:
        """Have the task done: gives the head of the answer and its chunks.

        Leaving the block before the last chunk kills the worker. Raises BusyError if no worker came free, and
        TaskFailedError if the worker was stopped or died, also out of the chunks.
        """
        worker, timers, head = await self._begin(task)
        finished = False

        async def chunks() -> AsyncIterator[bytes]:
            nonlocal finished
            while True:
                tag, body = await worker.frame()
                if tag == DATA:
                    yield body
                elif tag == END:
                    finished = True
                    return
                else:
                    finished = True
                    raise TaskFailedError(413, body.decode())

        try:
            yield head, chunks()
        finally:
            for timer in timers:
                timer.cancel()
            self._give_back(worker, done=finished)

    async def _begin(self, task: Task) -> tuple[Worker, list[asyncio.TimerHandle], Head]:
        """A worker that has begun its answer, its timers, and the head of the answer.

        One that dies may have died of what former tasks have left in its memory: then a second one is asked.
        """
        loop = asyncio.get_running_loop()
        seconds = self._settings.deadline
        late = f"the query took longer than {seconds:g} seconds, which is the most that this server gives; ask for less"
        while True:
            worker = await self._take()
            timers = [loop.call_later(seconds, worker.kill, late), loop.call_later(_LONG, self._lower, worker)]
            begun = False
            try:
                worker.send(task)
                tag, body = await worker.frame()
                assert tag == HEAD
                begun = True
                return worker, timers, decode_head(body)
            except TaskFailedError:
                if worker.reason or worker.tasks == 1:
                    raise
            finally:
                if not begun:
                    for timer in timers:
                        timer.cancel()
                    self._give_back(worker, done=False)

    def close(self) -> None:
        """End all workers."""
        for nursery in {self._nursery, *self._workers_of}:
            nursery.stop()


async def _connected(loop: asyncio.AbstractEventLoop, pid: int, link: socket.socket, nursery: Nursery) -> Worker:
    link.setblocking(False)
    _, worker = await loop.create_connection(lambda: Worker(pid, nursery), sock=link)
    return worker
