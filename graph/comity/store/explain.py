"""What to say when a query goes wrong: not SPARQL, a prefix or term that nobody knows, an empty answer.

For an empty answer the query's triple patterns are taken from its algebra (rdflib's, SPARQL 1.1) and asked one by one,
then joined in their order: the first that has no match, or that leaves nothing, is named.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
from pyparsing.exceptions import ParseException
from rapidfuzz import fuzz, process
from rdflib import Literal, URIRef, Variable
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql import prepareQuery

from comity.locate import ontology
from comity.store.guard import Admitted, admit
from comity.store.prepare import declared_prefixes, missing_prefixes
from comity.store.tokens import Kind, unquote_iri
from comity.terms import CODE_LISTS, ONTOLOGY, PREFIXES, VOCABULARY, curie

if TYPE_CHECKING:
    from comity.store.graph import KnowledgeGraph

_WHERE: Final = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_WANTED: Final = re.compile(r'[A-Z]{2,}|"[^"]{1,3}"|[A-Z][a-z][\w ]{8,}')
_WELL_KNOWN: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "wgs": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "dbo": "http://dbpedia.org/ontology/",
    "dbr": "http://dbpedia.org/resource/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "p": "http://www.wikidata.org/prop/",
}


@dataclass(frozen=True, slots=True)
class PatternMatches:
    """One triple pattern: how many matches it has alone, and how many rows are left once those before are joined."""

    pattern: str
    alone: int
    joined: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is known about a query: its triple patterns with their matches, notes in plain words, milliseconds."""

    patterns: tuple[PatternMatches, ...] = ()
    notes: tuple[str, ...] = ()
    milliseconds: dict[str, float] = field(default_factory=dict)


def in_plain_words(error: SyntaxError, query: Admitted) -> str:
    """One sentence for a query that the engine cannot read."""
    if missing := missing_prefixes(query):
        return "; ".join(_missing(prefix) for prefix in missing)
    match = _WHERE.match(str(error.msg))
    if match is None:
        return f"the query is not SPARQL: {error.msg}"
    line, column = int(match[1]), int(match[2])
    lines = query.text.splitlines() or [""]
    rest = lines[line - 1][column - 1 :].strip()[:40] if line <= len(lines) else ""
    at = f'at "{rest}"' if rest else "at its end"
    wanted = sorted({found.strip('"') for found in _WANTED.findall(match[3])} - {"A", "Z", "Prefix not found"})
    hint = f"; there one expects {', '.join(wanted[:8])}" if wanted else ""
    return f"the query is not SPARQL {at} (line {line}, column {column}){hint}"


def _missing(prefix: str) -> str:
    known = _WELL_KNOWN.get(prefix)
    if known:
        return f"the prefix {prefix}: is not declared; begin the query with PREFIX {prefix}: <{known}>"
    near = process.extractOne(prefix, list(PREFIXES), scorer=fuzz.ratio, score_cutoff=70)
    hint = f" (did you mean {near[0]}:?)" if near else ""
    return f"the prefix {prefix}: is not declared{hint}; begin the query with PREFIX {prefix}: <its namespace>"


@cache
def known_terms() -> frozenset[str]:
    """The IRIs of the ontology's classes and properties and of the code lists' concepts, from their files."""
    folder = ontology()
    files = [*sorted(folder.glob("*.ttl")), *sorted(folder.glob("vocabularies/*.ttl"))]
    found = set()
    for file in files:
        for quad in ox.parse(path=str(file), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith((ONTOLOGY, VOCABULARY)):
                found.add(quad.subject.value)
    return frozenset(found)


def why_nothing(query: str) -> list[str]:
    """What may be the reason of an empty answer, at least one sentence: names that do not exist, else what to try."""
    return unknown_terms(admit(query)) or [
        "no match; --explain, or explain() in Python, shows which pattern of the query has none"
    ]


def unknown_terms(query: Admitted) -> list[str]:
    """A sentence for each name of the query that lies in our ontology or code lists and that they do not have."""
    known = known_terms()
    if not known:
        return []
    prefixes = {**PREFIXES, **declared_prefixes(query)}
    sentences = []
    for iri in sorted(set(_iris(query, prefixes))):
        ours = iri.startswith(ONTOLOGY) or any(iri.startswith(PREFIXES[codes]) for codes in CODE_LISTS)
        if not ours or iri in known or iri in (ONTOLOGY, ONTOLOGY.rstrip("#")):
            continue
        space = iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]
        candidates = [term for term in known if term.startswith(space)]
        near = process.extractOne(iri, candidates, scorer=fuzz.ratio, score_cutoff=70)
        sentences.append(f"{curie(iri)} is no term of comity" + (f"; the nearest is {curie(near[0])}" if near else ""))
    return sentences


def _iris(query: Admitted, prefixes: dict[str, str]) -> Iterator[str]:
    before = None
    for token in query.tokens:
        if token.kind is Kind.IRI and not (before and before.kind is Kind.PREFIXED and before.text.endswith(":")):
            yield unquote_iri(token)
        elif token.kind is Kind.PREFIXED and not token.text.endswith(":"):
            prefix, _, local = token.text.partition(":")
            if prefix in prefixes:
                yield prefixes[prefix] + local.replace("\\", "")
        before = token


def explain(graph: KnowledgeGraph, query: str) -> Explanation:
    """How many matches each triple pattern of the query has, alone and joined, and what is to be said about that."""
    admitted = admit(query)
    started = time.perf_counter()
    result = graph.query(query)
    count = len(result)
    milliseconds = {"query": (time.perf_counter() - started) * 1000}
    notes = unknown_terms(admitted)
    try:
        algebra = prepareQuery(query, initNs=PREFIXES).algebra
    except (ParseException, Exception) as error:  # noqa: BLE001  (rdflib raises bare Exception for what it cannot translate)
        return Explanation((), (*notes, f"its patterns cannot be shown: {error}"), milliseconds)
    patterns = list(_patterns(algebra))
    started = time.perf_counter()
    found: list[PatternMatches] = []
    for index, pattern in enumerate(patterns):
        alone = _count(graph, [pattern])
        joined = _count(graph, patterns[: index + 1]) if alone and (not found or found[-1].joined) else 0
        found.append(PatternMatches(pattern, alone, joined))
    milliseconds["patterns"] = (time.perf_counter() - started) * 1000
    if count == 0 and result.kind != "truth":
        notes.append(_why_empty(found))
    return Explanation(tuple(found), tuple(notes), milliseconds)


def _why_empty(found: list[PatternMatches]) -> str:
    for match in found:
        if not match.alone:
            return f"nothing matches the pattern {match.pattern}"
    for match in found:
        if not match.joined:
            return f"each pattern has matches, but none is left once {match.pattern} is joined to those before it"
    return "all patterns match together: a FILTER, HAVING or GRAPH leaves nothing"


def _count(graph: KnowledgeGraph, patterns: list[str]) -> int:
    result = graph.query(f"SELECT (COUNT(*) AS ?n) {{ {{ SELECT * {{ {' '.join(patterns)} }} LIMIT 100000 }} }}")
    return int(result[0].n)


def _patterns(node: Any) -> Iterator[str]:
    """The triple patterns of an algebra in their order, as SPARQL; those of OPTIONAL, MINUS and EXISTS apart."""
    name = getattr(node, "name", "")
    if name == "BGP":
        for triple in node.triples:
            yield " ".join(map(_written, triple)) + " ."
    elif name in ("LeftJoin", "Minus"):
        yield from _patterns(node.p1)
    elif name == "Union":
        return
    elif name:
        for part in ("p1", "p2", "p"):
            if part in node:
                yield from _patterns(node[part])


def _written(term: object) -> str:
    if isinstance(term, Variable):
        return f"?{term}"
    if isinstance(term, PropertyPath):
        return term.n3()
    if isinstance(term, URIRef):
        short = curie(str(term))
        return short if short != str(term) else f"<{term}>"
    return term.n3() if isinstance(term, Literal) else f"?_{term}"
