"""What the server and its workers say to each other over a socket pair.

A task goes to the worker as one frame: four bytes of length, then MessagePack. The answer comes back as frames with a
tag of one byte before the length: head, data (any number), then either end or failure.
"""

from __future__ import annotations

import struct
from typing import Final

import msgspec

from comity.errors import ComityError

HEAD: Final = b"H"
DATA: Final = b"D"
END: Final = b"E"
FAILURE: Final = b"X"

_TASK: Final = struct.Struct("!I")
_FRAME: Final = struct.Struct("!cI")
FRAME_HEAD: Final = _FRAME.size
TASK_HEAD: Final = _TASK.size


class Query(msgspec.Struct, array_like=True, tag="query"):
    """A SPARQL query that was admitted, and the form in which its answer is wanted (a name of result.py's formats)."""

    text: str
    format: str
    prefixes: dict[str, str]
    default_graphs: list[str] | None
    named_graphs: list[str] | None
    max_rows: int
    max_bytes: int
    base: str  # against which relative IRIs are read: the endpoint's own address


class Page(msgspec.Struct, array_like=True, tag="page"):
    """A page or a description: the name of its view, its arguments, and the form that is wanted."""

    view: str
    arguments: dict[str, str]
    format: str
    base: str  # the server's own address: "http://127.0.0.1:7878"


Task = Query | Page


class BadRequestError(ComityError):
    """A page that cannot be asked for so: the client's mistake, in one sentence."""


class Head(msgspec.Struct, array_like=True):
    """The beginning of an answer: its status and media type, and headers beside these."""

    status: int
    media_type: str
    headers: dict[str, str] = {}


_ENCODER: Final = msgspec.msgpack.Encoder()
_TASK_DECODER: Final = msgspec.msgpack.Decoder(Task)
_HEAD_DECODER: Final = msgspec.msgpack.Decoder(Head)


def task_frame(task: Task) -> bytes:
    """The frame that carries the task."""
    body = _ENCODER.encode(task)
    return _TASK.pack(len(body)) + body


def task_length(head: bytes | bytearray) -> int:
    """How many bytes follow the first four of a task's frame."""
    length: int = _TASK.unpack(head)[0]
    return length


def decode_task(body: bytes) -> Task:
    """The task of a frame's body."""
    task: Task = _TASK_DECODER.decode(body)
    return task


def frame(tag: bytes, body: bytes) -> bytes:
    """A frame of an answer."""
    return _FRAME.pack(tag, len(body)) + body


def frame_head(head: bytes | bytearray | memoryview) -> tuple[bytes, int]:
    """Tag and length of a frame of an answer."""
    tag, length = _FRAME.unpack(head)
    return tag, length


def encode_head(head: Head) -> bytes:
    """The body of a head frame."""
    return _ENCODER.encode(head)


def decode_head(body: bytes) -> Head:
    """The head of a head frame's body."""
    return _HEAD_DECODER.decode(body)
