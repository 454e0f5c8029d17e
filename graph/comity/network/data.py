"""The data contract of the network page: what the graph holds, as plain JSON, sorted.

    nodes     {id, kind, label {language: name}, alt [[name, language]], code, states, ...codes}
    facts     {id, kind, s, p, o, t}: one line each, from node `s` to node `o`; `t` are its tellings
    tellings  {graph, of, date, from, to, validFrom, ..., confidence, status, areas, rank, quotes, elsewhere}
    quotes    {source, start, end, text, language}
    sources   {id, language, title, publisher, date, file, url}
    matches   {a, b, score}: what may be one

What one named graph says of one fact is a telling; a line that two graphs tell is one line with two tellings. Facts are
of three kinds: a link of an event, agreement or organisation to an entity; a tenure, from the person to the state; a
cooperation, from state to state (queries/count-facts.rq counts them). A line whose end has no class is left out: nobody
said what would be drawn there. Names are CURIEs. Lists refer by index.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pyoxigraph as ox

from comity.network.kinds import kind_of_class, kinds
from comity.network.rows import in_named_graphs, local, rows_of, short, solutions_of
from comity.terms import curie

Record = dict[str, Any]
#: What a telling says of its fact, by the name it has in the page's data; several values stay a list.
_TIMES: Final = {"earliest": "from", "latest": "to"}
_LISTS: Final = {"area": "areas", "role": "roles"}


@dataclass
class _Reading:
    """What the queries brought, before it is put together."""

    kind: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    tellings: dict[tuple[str, str], Record] = field(default_factory=lambda: defaultdict(dict))
    offices: dict[str, Record] = field(default_factory=lambda: defaultdict(dict))


def data(store: ox.Store) -> Record:
    """The whole data of the page, from the graph in the store. The same graph gives the same value, in one order.

    A store without named graphs, as a Turtle file makes it, is taken as one that tells everything.
    """
    store = in_named_graphs(store)
    reading = _Reading(kind=_kinds(store))
    for graph, subject, name, target in rows_of(store, "links"):
        reading.links[graph, subject].add((name, target))
    for graph, subject, name, value in rows_of(store, "tellings"):
        _say(reading.tellings[graph, subject], name, value)
    _offices(reading)
    quotes, quoted = _quotes(store)
    tellings = _Tellings(reading, quoted)
    facts = _facts(reading, tellings)
    nodes = _nodes(store, reading, facts, tellings)
    return {
        "nodes": nodes,
        "facts": facts,
        "tellings": tellings.listed,
        "quotes": quotes,
        "sources": _sources(store),
        "matches": _matches(store, {node["id"] for node in nodes}),
        "codes": _code_labels(store, tellings, facts, nodes),
    }


def _kinds(store: ox.Store) -> dict[str, str]:
    """Node -> kind. Of several classes the one that kinds.json lists first counts; Engagement alone stands last."""
    order = {entry["kind"]: i for i, entry in enumerate([*kinds()["nodes"], *kinds()["lines"]])}
    of_class = {curie(name): kind for name, kind in kind_of_class().items()}
    found: dict[str, str] = {}
    solutions = solutions_of(store, "types")
    for solution in solutions:
        node, kind = short(solution["node"]), of_class.get(short(solution["class"]))
        if kind and (node not in found or _rank(kind, order) < _rank(found[node], order)):
            found[node] = kind
    return found


def _rank(kind: str, order: dict[str, int]) -> int:
    return len(order) if kind == "engagement" else order[kind]


def _say(telling: Record, name: str, value: str) -> None:
    key = local(name)
    key = _TIMES.get(key, key)
    if name == "dcterms:source":
        telling.setdefault("elsewhere", []).append(value)
    elif key in _LISTS:
        telling.setdefault(_LISTS[key], []).append(value)
    elif key == "confidence":
        telling[key] = max(float(value), telling.get(key, 0.0))
    elif key in ("former", "checked"):
        telling[key] = value in ("true", "1")
    else:
        telling.setdefault(key, value)


def _offices(reading: _Reading) -> None:
    """Role, state and organisation of each office, from whichever graph says so."""
    for (_, node), said in sorted(reading.tellings.items()):
        if "roles" in said:
            reading.offices[node].setdefault("role", said["roles"][0])
    for (_, node), links in sorted(reading.links.items()):
        for name, target in sorted(links):
            if name in ("comity:ofState", "comity:organisation", "comity:accreditedTo"):
                reading.offices[node].setdefault(local(name), target)


def _quotes(store: ox.Store) -> tuple[list[Record], dict[tuple[str, str], list[int]]]:
    """The passages, sorted, and which of them each telling has."""
    solutions = solutions_of(store, "quotes")
    passages: dict[tuple[str, int, int, str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in solutions:
        exact = row["exact"]
        start, end = (int(row[edge].value) if row[edge] is not None else 0 for edge in ("start", "end"))
        key = (short(row["source"]), start, end, exact.value, exact.language or "")
        passages[key].append((short(row["graph"]), short(row["node"])))
    quoted: dict[tuple[str, str], list[int]] = defaultdict(list)
    listed = []
    for index, key in enumerate(sorted(passages)):
        listed.append(dict(zip(("source", "start", "end", "text", "language"), key, strict=True)))
        for telling in sorted(set(passages[key])):
            quoted[telling].append(index)
    return listed, quoted


class _Tellings:
    """The tellings that facts refer to, numbered in the order in which they are asked for."""

    def __init__(self, reading: _Reading, quoted: dict[tuple[str, str], list[int]]) -> None:
        self.listed: list[Record] = []
        self._reading, self._quoted = reading, quoted
        self._number: dict[tuple[str, str], int] = {}

    def number(self, graph: str, node: str) -> int:
        """The index of what that graph says of that node."""
        if (graph, node) not in self._number:
            self._number[graph, node] = len(self.listed)
            said = self._reading.tellings.get((graph, node), {})
            self.listed.append(
                {"graph": local(graph).replace("\\", ""), "of": node, **said, "quotes": self._quoted[graph, node]}
            )
        return self._number[graph, node]


def _facts(reading: _Reading, tellings: _Tellings) -> list[Record]:
    drawn = {entry["kind"] for entry in kinds()["nodes"]}
    unless = {entry["property"]: set(entry.get("unless", ())) for entry in kinds()["links"]}
    graphs: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    held: dict[str, str] = {}
    for (graph, subject), links in reading.links.items():
        kind = reading.kind.get(subject)
        if kind == "tenure":
            for person, office, state in _tenure_ends(links, reading):
                if reading.kind.get(person) in drawn and reading.kind.get(state) in drawn:
                    held[subject] = office
                    graphs[person, "tenure " + subject, state].add(graph)
        elif kind == "cooperation":
            states = sorted(
                end for name, end in links if name == "comity:participant" and reading.kind.get(end) in drawn
            )
            for a, b in [(a, b) for i, a in enumerate(states) for b in states[i + 1 :]][:1]:
                graphs[a, "cooperation " + subject, b].add(graph)
        elif kind in drawn and not graph.startswith("graph:reference"):
            for name, target in links:
                if local(name) in unless and reading.kind.get(target) in drawn:
                    graphs[subject, local(name), target].add(graph)
    facts = []
    for (s, p, o), told in sorted(graphs.items()):
        if any((s, exact, o) in graphs for exact in unless.get(p, ())):
            continue
        kind, _, of = p.rpartition(" ")
        fact: Record = {"id": of if kind else f"{s} {p} {o}", "kind": kind or reading.kind[s], "s": s, "o": o}
        fact["p"] = kind or p
        fact["t"] = [tellings.number(graph, of if kind else s) for graph in sorted(told)]
        if kind == "tenure":
            fact.update(_office(reading.offices[held[of]]), office=held[of])
        facts.append(fact)
    return sorted(facts, key=lambda fact: fact["id"])


def _tenure_ends(links: set[tuple[str, str]], reading: _Reading) -> Iterator[tuple[str, str, str]]:
    """The person, the office and the state (or, of an office that is no state's, the organisation) of a tenure."""
    holders = sorted(target for name, target in links if name == "comity:holder")
    offices = sorted(target for name, target in links if name == "comity:office")
    for person in holders[:1]:
        for office in offices[:1]:
            end = reading.offices[office].get("ofState") or reading.offices[office].get("organisation")
            if end:
                yield person, office, end


def _office(office: Record) -> Record:
    """What the office of a tenure adds to its line: role, organisation, the state that an envoy is sent to."""
    return {key: office[key] for key in ("role", "organisation", "accreditedTo") if key in office}


def _nodes(store: ox.Store, reading: _Reading, facts: list[Record], tellings: _Tellings) -> list[Record]:
    drawn = {entry["kind"] for entry in kinds()["nodes"]}
    names = _names(store)
    states: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if reading.kind.get(fact["o"]) == "state" and fact["p"] != "place":
            states[fact["s"]].add(fact["o"])
    of_node: dict[str, list[int]] = defaultdict(list)
    for index, telling in enumerate(tellings.listed):
        of_node[telling["of"]].append(index)
    nodes = []
    for name in sorted(node for node, kind in reading.kind.items() if kind in drawn):
        node: Record = {"id": name, "kind": reading.kind[name], **names.get(name, {})}
        if reading.kind[name] == "state":
            node["code"] = local(name)
        elif states[name]:
            node["states"] = sorted(states[name])
        if of_node[name]:
            node["t"] = of_node[name]
        nodes.append(node)
    return nodes


def _names(store: ox.Store) -> dict[str, Record]:
    """label: one name a language (rdfs:label, skos:prefLabel); alt: all other spellings."""
    found: dict[str, Record] = defaultdict(dict)
    solutions = solutions_of(store, "names")
    rows = ((short(row["node"]), short(row["property"]), row["name"]) for row in solutions)
    for node, name, text, language in sorted(
        (node, name, text.value, text.language or "") for node, name, text in rows
    ):
        record = found[node]
        if name != "skos:altLabel" and language not in record.get("label", {}):
            record.setdefault("label", {})[language] = text
        elif [text, language] not in record.get("alt", []) and text != record.get("label", {}).get(language):
            record.setdefault("alt", []).append([text, language])
    return found


def _sources(store: ox.Store) -> list[Record]:
    renamed = {"identifier": "file", "issued": "date", "page": "url", "source": "url", "seeAlso": "url"}
    found: dict[str, Record] = defaultdict(dict)
    for source, name, value in rows_of(store, "sources"):
        key = renamed.get(local(name), local(name))
        found[source].setdefault(key, value)
    return [{"id": name, **found[name]} for name in sorted(found)]


def _matches(store: ox.Store, known: set[str]) -> list[Record]:
    found: dict[str, Record] = defaultdict(lambda: {"score": 0.0, "of": set()})
    solutions = solutions_of(store, "matches")
    for row in solutions:
        record = found[short(row["match"])]
        record["of"].add(short(row["candidate"]))
        record["score"] = float(row["score"].value) if row["score"] is not None else record["score"]
    pairs = [(*sorted(record["of"]), record["score"]) for record in found.values() if len(record["of"]) == 2]
    return [{"a": a, "b": b, "score": score} for a, b, score in sorted(pairs) if {a, b} <= known]


def _code_labels(store: ox.Store, tellings: _Tellings, facts: list[Record], nodes: list[Record]) -> Record:
    """The names of the codes (role:..., area:...) that the data uses, in every language."""
    used = {fact["role"] for fact in facts if "role" in fact}
    for telling in tellings.listed:
        used.update(telling.get("areas", ()), telling.get("roles", ()))
        used.update(telling[key] for key in ("status", "rank", "kind") if key in telling)
    used.update(code for node in nodes for code in node.get("areas", ()))
    names = _names(store)
    return {code: names.get(code, {}).get("label", {"en": local(code).replace("-", " ")}) for code in sorted(used)}


def as_json(value: Any) -> str:
    """The value as JSON on one line: sorted keys, lone surrogates made visible, and safe inside a script element.

    `<`, `>`, `&` and the line separators U+2028 and U+2029 are written as escapes, so that no text of the data can end
    the element or start a comment in it.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")
