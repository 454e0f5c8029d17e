"""Send a graph to another server, one named graph after the other, so that it can be taken up again where it stopped.

Two ways, both of SPARQL 1.1: the Graph Store HTTP Protocol (`PUT` replaces a named graph, `POST` adds to it) and Update
(`DROP` and `INSERT DATA`). What has arrived is noted in a journal, a line a graph with the checksum of its statements:
the next push to the same address sends only what has changed, and drops what is gone.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import httpx
import pyoxigraph as ox

from comity.errors import ComityError, printable
from comity.store.engines import client
from comity.store.loading import find_dump

_TRIES: Final = 4
_AGAIN: Final = frozenset({429, 502, 503, 504})
_CHUNKS: Final = {"gsp": 20_000, "update": 2_000}  # statements of one request


class Way(StrEnum):
    """How the server is written to."""

    gsp = "gsp"
    update = "update"


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did: numbers of graphs and statements."""

    sent: int
    unchanged: int
    dropped: int
    statements: int


class Journal:
    """Which graphs, with which checksum, have arrived at one address. Survives being killed at any time."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.known: dict[str, str] = {}
        if file.is_file():
            for line in file.read_text(encoding="utf-8").splitlines():
                try:
                    graph, checksum = json.loads(line)
                except ValueError:
                    continue  # the last line of a push that was killed while writing it
                self.known.pop(graph, None)
                if checksum:
                    self.known[graph] = checksum

    def note(self, graph: str, checksum: str | None) -> None:
        """The graph has arrived with this checksum; None: it was dropped."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8", newline="\n") as out:
            out.write(json.dumps([graph, checksum]) + "\n")
            out.flush()
            os.fsync(out.fileno())


def journal_of(address: str) -> Path:
    """Where the journal of an address is kept, unless it is said otherwise."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return state / "comity" / "push" / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.jsonl"


def push(
    graph: Path,
    address: str,
    *,
    way: Way,
    journal: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> Pushed:
    """Send the named graphs of a build directory or RDF file to the server at this address.

    Raises ComityError if the server refuses a graph or cannot be reached; what has arrived until then stays noted.
    """
    noted = Journal(journal or journal_of(address))
    sender = _Sender(address, way)
    sent = unchanged = statements = 0
    seen: set[str] = set()
    for name, lines in _graphs(graph):
        if name in seen:
            raise ComityError(f"{graph} tells of {name} in two places; put each graph's statements together")
        seen.add(name)
        checksum = hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
        if noted.known.get(name) == checksum:
            unchanged += 1
            continue
        sender.replace(name, lines)
        noted.note(name, checksum)
        sent, statements = sent + 1, statements + len(lines)
        progress(f"{name}: {len(lines):,} statements")
    gone = sorted(set(noted.known) - seen)
    for name in gone:
        sender.drop(name)
        noted.note(name, None)
    return Pushed(sent, unchanged, len(gone), statements)


def _graphs(place: Path) -> Iterator[tuple[str, list[str]]]:
    """The named graphs of a file, each with its statements as lines of N-Triples, as the file writes its literals."""
    file = find_dump(place)
    format = ox.RdfFormat.from_extension(file.suffix.lstrip(".").lower())
    if format is None or not format.supports_datasets:
        raise ComityError(f"{file} holds no named graphs; push a .trig or .nq file, or a build directory")
    quads = ox.parse(path=str(file), format=format)
    for name, some in itertools.groupby(quads, key=lambda quad: quad.graph_name):
        if not isinstance(name, ox.NamedNode):
            raise ComityError(f"{file} has statements outside of named graphs; every statement needs one")
        yield name.value, [f"{quad.triple} .\n" for quad in some]


class _Sender:
    """Requests to the server, tried again while it is busy."""

    def __init__(self, address: str, way: Way) -> None:
        self._address = address
        self._way = way
        self._client = client()

    def replace(self, graph: str, lines: list[str]) -> None:
        """Make the graph there hold these statements and no others."""
        chunks = list(_chunks(lines, _CHUNKS[self._way]))
        if self._way is Way.update:
            self._update(graph, f"DROP SILENT GRAPH <{graph}>")
            for chunk in chunks:
                self._update(graph, f"INSERT DATA {{ GRAPH <{graph}> {{\n{''.join(chunk)}}} }}")
            return
        for number, chunk in enumerate(chunks):
            self._store("POST" if number else "PUT", graph, "".join(chunk))

    def drop(self, graph: str) -> None:
        """Make the graph there hold nothing."""
        if self._way is Way.update:
            self._update(graph, f"DROP SILENT GRAPH <{graph}>")
        else:
            self._store("DELETE", graph, None)

    def _update(self, graph: str, update: str) -> None:
        headers = {"Content-Type": "application/sparql-update"}
        self._send(graph, "POST", None, update.encode(), headers)

    def _store(self, method: str, graph: str, body: str | None) -> None:
        # text/turtle, which N-Triples is: the one form that every graph store reads
        headers = {"Content-Type": "text/turtle"} if body is not None else {}
        self._send(graph, method, {"graph": graph}, None if body is None else body.encode(), headers)

    def _send(
        self, graph: str, method: str, params: dict[str, str] | None, body: bytes | None, headers: dict[str, str]
    ) -> None:
        why = ""
        for turn in range(_TRIES):
            if turn:
                time.sleep(2 ** (turn - 1))
            try:
                answer = self._client.request(method, self._address, params=params, content=body, headers=headers)
            except httpx.HTTPError as error:
                why = str(error) or type(error).__name__
                continue
            if answer.is_success or (method == "DELETE" and answer.status_code == httpx.codes.NOT_FOUND):
                return
            why = f"{answer.status_code} {printable(' '.join(answer.text.split()))[:300]}"
            if answer.status_code not in _AGAIN:
                break
        cure = "push again: what has arrived is not sent again"
        if why.startswith(("401", "403")):
            cure = "set COMITY_ENDPOINT_USER and COMITY_ENDPOINT_PASSWORD (COMITY_ENDPOINT_AUTH=digest for Virtuoso)"
        raise ComityError(f"{self._address} did not take {graph} ({why}); {cure}")


def _chunks(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    waiting = iter(lines)
    while chunk := list(itertools.islice(waiting, size)):
        yield chunk
