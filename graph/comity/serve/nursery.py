"""The nursery: a process that loads the graph once, and forks workers that share it.

A process with threads cannot be forked safely, so nurseries come from an origin: a process that is started before the
server has threads or an event loop, and does nothing but fork them, one for each build of the graph that is served. The
server asks a nursery for workers over a socket; a new worker's own socket comes back with its process number. A dead
worker is reaped only when the server says so: until then its number cannot be another's, and the server may signal it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import struct
import sys
import traceback
from collections.abc import Callable
from functools import partial
from typing import Final, NoReturn

from comity.errors import ComityError

_COMMAND: Final = struct.Struct("!ci")
_FORK: Final = b"F"
_REAP: Final = b"R"
_READY: Final = b"ready"
_NURSERY: Final = b"N"
_REAPING: Final = 0.1  # seconds between two looks at workers that are dying

#: Loads the graph; gives what a worker does with the socket of its own.
Loader = Callable[[], Callable[[socket.socket], None]]


class Origin:
    """The server's side of the process from which nurseries come."""

    def __init__(self, link: socket.socket, pid: int) -> None:
        self._link = link
        self._pid = pid

    @classmethod
    def start(cls, load: Loader) -> Origin:
        """Fork the origin of nurseries that load their graph so."""
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid == 0:
            ours.close()
            _last_words(lambda: _breed(theirs, load))
        theirs.close()
        return cls(ours, pid)

    def nursery(self) -> Nursery:
        """A new nursery, once its graph is loaded. Raises ComityError in the loader's words."""
        self._link.sendall(_NURSERY)
        data, descriptors, _, _ = socket.recv_fds(self._link, len(_NURSERY), 1)
        if not data or not descriptors:
            raise ComityError("the graph could not be loaded: no process could be started")
        link = socket.socket(fileno=descriptors[0])
        word = link.recv(4096)
        if word != _READY:
            link.close()
            raise ComityError(word.decode("utf-8") or "the graph could not be loaded: the loading process died")
        return Nursery(link)

    def stop(self) -> None:
        """Wait until all nurseries, which must have been stopped, are gone."""
        self._link.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


class Nursery:
    """The server's side of a nursery."""

    def __init__(self, link: socket.socket) -> None:
        self._link = link

    def fork(self) -> tuple[int, socket.socket]:
        """A new worker: its process number and the socket to it. Raises OSError if there can be none."""
        self._link.sendall(_COMMAND.pack(_FORK, 0))
        data, descriptors, _, _ = socket.recv_fds(self._link, _COMMAND.size, 1)
        if len(data) < _COMMAND.size or not descriptors:
            raise OSError("no worker could be started")
        return _COMMAND.unpack(data)[1], socket.socket(fileno=descriptors[0])

    def reap(self, pid: int) -> None:
        """Let a worker's number go; it must be dead or dying."""
        self._link.sendall(_COMMAND.pack(_REAP, pid))

    def stop(self) -> None:
        """End the nursery and all its workers."""
        self._link.close()


def _last_words(life: Callable[[], None]) -> NoReturn:
    """Live a forked process's life, and end it here: it must never go on in what its parent was doing."""
    try:
        life()
    except BaseException:  # noqa: BLE001  (told to whoever runs the server; then the process ends)
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(1)


def _breed(link: socket.socket, load: Loader) -> None:
    """The origin's life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while link.recv(len(_NURSERY)):
        ours, theirs = socket.socketpair()
        if os.fork() == 0:
            link.close()
            ours.close()
            _last_words(partial(_run, theirs, load))
        theirs.close()
        socket.send_fds(link, [_NURSERY], [ours.fileno()])
        ours.close()
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass  # nurseries of former builds
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()
    os._exit(0)


def _run(link: socket.socket, load: Loader) -> None:
    """The nursery's life."""
    try:
        work = load()
    except ComityError as error:
        link.sendall(str(error).encode())
        os._exit(1)
    gc.collect()
    gc.freeze()
    gc.disable()
    children: set[int] = set()
    dying: set[int] = set()
    link.sendall(_READY)
    while True:
        if select.select([link], [], [], _REAPING if dying else None)[0]:
            command = link.recv(_COMMAND.size, socket.MSG_WAITALL)
            if not command:
                break
            verb, pid = _COMMAND.unpack(command)
            if verb == _REAP:
                dying.add(pid)
            else:
                children.add(_fork(link, work))
        gone = {pid for pid in dying if os.waitpid(pid, os.WNOHANG)[0]}  # who dies slowly keeps nobody waiting
        dying -= gone
        children -= gone
    for child in children:
        os.kill(child, signal.SIGKILL)
    os._exit(0)


def _fork(link: socket.socket, work: Callable[[socket.socket], None]) -> int:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        link.close()
        ours.close()
        gc.enable()
        _last_words(lambda: work(theirs))
    theirs.close()
    socket.send_fds(link, [_COMMAND.pack(_FORK, pid)], [ours.fileno()])
    ours.close()
    return pid
