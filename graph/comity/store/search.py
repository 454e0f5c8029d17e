"""Search over names in all scripts and over passages: an index of words beside the store (SQLite's FTS5).

A word is found in four ways, the surest first: as it is written (without case and marks), as the beginning of a word,
by its Latin spelling (Шойгу and Shoygu), and by its skeleton, the consonants that survive every way of writing a name
in another script (Шойгу, Shoigu and شويغو all leave `Sg`); what the skeleton finds is judged by how the words sound.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from anyascii import anyascii

from comity.errors import ComityError
from comity.names import similarity
from comity.store.terms import Text
from comity.terms import ID, VOCABULARY

if TYPE_CHECKING:
    from comity.store.graph import KnowledgeGraph

_NAMES: Final = """
SELECT DISTINCT ?iri ?label { VALUES ?p { rdfs:label skos:prefLabel skos:altLabel dcterms:title } ?iri ?p ?label
FILTER(isIRI(?iri)) }
"""
_PASSAGES: Final = "SELECT DISTINCT ?evidence ?quote { ?evidence oa:hasSelector/oa:exact ?quote }"
_WORD: Final = re.compile(r"\w+")
#: Latin letters and groups that other scripts' spellings vary, to one sign for each sound; longest first.
_SOUNDS: Final = (
    ("shch", "S"), ("sch", "S"), ("tch", "C"), ("dzh", "J"), ("zh", "J"), ("dj", "J"), ("sh", "S"), ("ch", "C"),
    ("kh", "h"), ("gh", "g"), ("th", "t"), ("ph", "f"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("qu", "k"), ("x", "ks"),
    ("q", "k"), ("c", "k"), ("j", "J"), ("v", "w"), ("z", "s"), ("p", "b"), ("d", "t"),
)  # fmt: skip
_SILENT: Final = re.compile(r"[aeiouywh'`]")
_DOUBLE: Final = re.compile(r"(.)\1+")
_LEAST_SKELETON: Final = 2
#: What a hit by skeleton counts for if it sounds the same, and the least that any hit must count for.
_BY_SKELETON: Final = 0.7
_LEAST_SCORE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: an entity by one of its names, or a passage (its `kind` is "evidence"). A high score is good."""

    iri: str
    kind: str
    label: str
    language: str
    score: float


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without case and marks."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def latin(word: str) -> str:
    """The word in plain Latin letters."""
    return _DOUBLE.sub(r"\1", "".join(c for c in anyascii(fold(word)).lower() if c.isalnum()))


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants that every spelling of a name in any script leaves; may be empty."""
    text = latin(word)
    for group, sound in _SOUNDS:
        text = text.replace(group, sound)
    return _DOUBLE.sub(r"\1", _SILENT.sub("", text))


def read_tables() -> None:
    """Read what judging names in any script needs from its files, for processes that can open none later."""
    for name in ("Sergei Shoigu", "Сергей Шойгу", "سيرغي شويغو", "董军"):
        similarity(name, "Shoigu")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def kind_of(iri: str) -> str:
    """The kind of an entity by its IRI: "official", "state", "role" ..., or "other"."""
    for base in (ID, VOCABULARY):
        if iri.startswith(base):
            return iri[len(base) :].partition("/")[0]
    return "other"


class SearchIndex:
    """The index: made once of a graph, in memory or in a file that other processes then open."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @classmethod
    def of(cls, graph: KnowledgeGraph, file: Path | None = None) -> SearchIndex:
        """Make the index of a graph's names and passages."""
        index = cls(sqlite3.connect(str(file) if file else ":memory:", check_same_thread=False))
        index._fill(_names(graph), _passages(graph))
        return index

    @classmethod
    def opened(cls, file: Path) -> SearchIndex:
        """The index of a file that `of` wrote, read only."""
        return cls(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True, check_same_thread=False))

    def _fill(self, names: Iterable[tuple[str, ...]], passages: Iterable[tuple[str, ...]]) -> None:
        run = self._connection.executescript
        run(
            """CREATE TABLE name (iri TEXT, kind TEXT, label TEXT, language TEXT);
               CREATE VIRTUAL TABLE name_words USING fts5(words, latin, skeleton, content='', tokenize='unicode61');
               CREATE TABLE passage (iri TEXT, label TEXT, language TEXT);
               CREATE VIRTUAL TABLE passage_words USING fts5(words, content='', tokenize='unicode61');"""
        )
        for number, row in enumerate(names, 1):
            words = _words(row[2])
            self._connection.execute("INSERT INTO name VALUES (?, ?, ?, ?)", row)
            self._connection.execute(
                "INSERT INTO name_words (rowid, words, latin, skeleton) VALUES (?, ?, ?, ?)",
                (number, " ".join(map(fold, words)), " ".join(map(latin, words)), " ".join(_marked(words))),
            )
        for number, row in enumerate(passages, 1):
            self._connection.execute("INSERT INTO passage VALUES (?, ?, ?)", row)
            words = _words(row[1])
            self._connection.execute(
                "INSERT INTO passage_words (rowid, words) VALUES (?, ?)", (number, " ".join(map(fold, words)))
            )
        self._connection.commit()

    def search(self, text: str, *, kind: str | None = None, limit: int = 20) -> list[Hit]:
        """The best hits for the words of the text, all of which must be found in one name or passage."""
        words = _words(text)
        if not words:
            raise ComityError("nothing to search for; give a word of a name or a passage")
        found: dict[str, Hit] = {}
        for score, expression in _expressions(words):
            for iri, a_kind, label, language in self._names(expression, kind, limit):
                judged = score if score > _BY_SKELETON else score * _sounds_like(words, label)
                if judged >= _LEAST_SCORE and (iri not in found or found[iri].score < judged):
                    found[iri] = Hit(iri, a_kind, label, language, judged)
            if len(found) >= limit:
                break
        hits = sorted(found.values(), key=lambda hit: (-hit.score, hit.kind != "official", len(hit.label), hit.iri))
        hits = hits[:limit]
        if kind in (None, "evidence") and len(hits) < limit:
            hits += self._passages(words, limit - len(hits))
        return hits

    def _names(self, expression: str, kind: str | None, limit: int) -> list[tuple[str, str, str, str]]:
        only = "AND kind = ?" if kind else ""
        rows = self._connection.execute(
            f"""SELECT iri, kind, label, language FROM name_words JOIN name ON name.rowid = name_words.rowid
                WHERE name_words MATCH ? {only} ORDER BY bm25(name_words), length(label), iri LIMIT ?""",
            (expression, *([kind] if kind else []), 4 * limit),
        )
        return rows.fetchall()

    def _passages(self, words: list[str], limit: int) -> list[Hit]:
        """Passages with all the words as they are written, then those with words that begin so."""
        found: dict[str, Hit] = {}
        for ending in ("", "*"):
            rows = self._connection.execute(
                """SELECT iri, label, language FROM passage_words JOIN passage ON passage.rowid = passage_words.rowid
                   WHERE passage_words MATCH ? ORDER BY bm25(passage_words), iri LIMIT ?""",
                (" ".join(f'"{fold(word)}"{ending}' for word in words), limit),
            )
            for iri, label, language in rows:
                found.setdefault(iri, Hit(iri, "evidence", label, language, 0.1))
            if len(found) >= limit:
                break
        return list(found.values())[:limit]


def _sounds_like(words: Iterable[str], label: str) -> float:
    """How alike the worst of the words is to the word of the label that is most like it; 0 to 1."""
    parts = _words(label)
    return min(max((similarity(word, part) for part in parts), default=0.0) for word in words)


def _marked(words: Iterable[str]) -> Iterator[str]:
    """The words' skeletons, as words of the index: capitals written so that folding case keeps them apart."""
    for word in words:
        bones = skeleton(word)
        if len(bones) >= _LEAST_SKELETON:
            yield "".join(f"{c.lower()}0" if c.isupper() else c for c in bones)


def _expressions(words: list[str]) -> Iterator[tuple[float, str]]:
    """The ways to look, the surest first, each as an FTS5 expression and the score of what it finds."""
    yield 1.0, "words : " + " ".join(f'"{fold(word)}"' for word in words)
    yield 0.9, "words : " + " ".join(f'"{fold(word)}"*' for word in words)
    spelled = [latin(word) for word in words if latin(word)]
    if spelled:
        yield 0.8, "latin : " + " ".join(f'"{word}"' for word in spelled)
    bones = list(_marked(words))
    if bones and len(bones) == len(words):
        yield _BY_SKELETON, "skeleton : " + " ".join(f'"{word}"' for word in bones)


def _names(graph: KnowledgeGraph) -> Iterator[tuple[str, str, str, str]]:
    for row in graph.query(_NAMES):
        label = row.label
        yield row.iri, kind_of(row.iri), str(label), label.language if isinstance(label, Text) else ""


def _passages(graph: KnowledgeGraph) -> Iterator[tuple[str, str, str]]:
    for row in graph.query(_PASSAGES):
        quote = row.quote
        yield row.evidence, str(quote), quote.language if isinstance(quote, Text) else ""
