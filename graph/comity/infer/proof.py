"""Why something was inferred: the rule, what it rests on, and at the end the passages of the sources.

For a triple, every rule is asked under which values it says just that; each match is a proof, its premises the triples
that the rule read. A premise that a source states ends in quotations; one that was itself inferred has a proof of its
own. A proof that would rest on the triple it proves is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from comity.infer.closure import INFERRED, closed, ontology
from comity.infer.patterns import Part, Pattern, reading
from comity.infer.quotations import Quotation, quotations
from comity.infer.rules import Rule, rules
from comity.terms import ID


@dataclass(frozen=True)
class Premise:
    """A triple that a rule read: stated (in which named graphs, by which quotations), inferred, or an axiom."""

    triple: ox.Triple
    graphs: tuple[str, ...] = ()  # local names: "curated/002_2825537b1a03e9ed"; none if an axiom or inferred
    quotations: tuple[Quotation, ...] = ()
    proof: Proof | None = None


@dataclass(frozen=True)
class Proof:
    """One way in which a triple follows: by which rule, from which premises."""

    triple: ox.Triple
    rule: Rule
    premises: tuple[Premise, ...]


def explain(store: ox.Store, triple: ox.Triple, *, limit: int = 10) -> list[Proof]:
    """The proofs of an inferred triple, at most `limit` of each rule, those from what is stated first.

    Empty if the triple does not follow from the store's data; the store is not changed.
    """
    return Prover(store, limit).proofs(triple)


class Prover:
    """Looks for proofs in a copy of the data whose default graph has all of it, what follows, and the ontology."""

    def __init__(self, store: ox.Store, limit: int) -> None:
        self._limit = limit
        self._data = store
        self._work = closed(store)
        self._stated = {quad.triple for quad in store if quad.graph_name != INFERRED}
        self._axioms = frozenset(ontology())

    def proofs(self, triple: ox.Triple, above: frozenset[ox.Triple] = frozenset()) -> list[Proof]:
        """The proofs of a triple, those from what is stated first, none of which rests on it or on those `above`."""
        found: list[Proof] = []
        for rule in rules():
            for premises in self._matches(rule, triple):
                proved = self._prove(premises, above | {triple})
                if proved is not None:
                    found.append(Proof(triple, rule, proved))
        return sorted(found, key=lambda proof: sum(premise.proof is not None for premise in proof.premises))

    def _matches(self, rule: Rule, triple: ox.Triple) -> Iterator[list[tuple[ox.Triple, ox.NamedNode | None]]]:
        """What the rule read, each time that it says the triple: triples, with the graph if it is of one telling."""
        read = reading(rule)
        for says in read.says:
            values = says.match(triple)
            if values is None:
                continue
            if read.whole == read.inner:
                for row in self._rows(read.inner, values, self._limit):
                    yield _instances(read.reads, row)
            else:  # it counts: all that was counted is one proof
                for row in self._rows(read.whole, values, 1):
                    counted = [_instances(read.reads, inner) for inner in self._rows(read.inner, row, None)]
                    yield [premise for premises in counted for premise in premises]

    def _rows(self, query: str, values: Mapping[str, Any], limit: int | None) -> Iterator[dict[str, Any]]:
        names = " ".join(f"?{name}" for name in values)
        end = f" VALUES ({names}) {{ ({' '.join(str(value) for value in values.values())}) }}" if values else ""
        found: Any = self._work.query(f"{query}{f' LIMIT {limit}' if limit else ''}{end}")
        variables = [variable.value for variable in found.variables]
        rows = [{name: row[name] for name in variables if row[name] is not None} for row in found]
        yield from sorted(rows, key=lambda row: [str(row.get(name)) for name in variables])

    def _prove(
        self, premises: Iterable[tuple[ox.Triple, ox.NamedNode | None]], above: frozenset[ox.Triple]
    ) -> tuple[Premise, ...] | None:
        """The premises with what stands behind each; None if one of them rests on what it shall prove."""
        proved: dict[ox.Triple, Premise] = {}
        for triple, telling in premises:
            if triple in above:
                return None
            if triple in proved:
                continue
            if triple in self._stated:
                proved[triple] = self._statement(triple, telling)
            elif triple in self._axioms:
                proved[triple] = Premise(triple)
            else:
                proofs = self.proofs(triple, above)
                if not proofs:
                    return None
                proved[triple] = Premise(triple, proof=proofs[0])
        return tuple(proved.values())

    def _statement(self, triple: ox.Triple, telling: ox.NamedNode | None) -> Premise:
        stated = self._data.quads_for_pattern(triple.subject, triple.predicate, triple.object, telling)
        named = sorted({quad.graph_name for quad in stated if isinstance(quad.graph_name, ox.NamedNode)}, key=str)
        said = {passage for graph in named for passage in self._passages(triple.subject, graph)}
        return Premise(triple, tuple(graph.value.removeprefix(f"{ID}graph/") for graph in named), tuple(sorted(said)))

    def _passages(self, subject: Any, graph: ox.NamedNode) -> tuple[Quotation, ...]:
        return quotations(self._data, subject, graph) if isinstance(subject, ox.NamedNode) else ()


def _instances(patterns: Iterable[Pattern], row: Mapping[str, Any]) -> list[tuple[ox.Triple, ox.NamedNode | None]]:
    """The patterns with the row's values put in, but for those of an OPTIONAL that found nothing."""

    def value(part: Part) -> Any:
        return row[part] if isinstance(part, str) else part

    return [
        (ox.Triple(value(p.subject), value(p.predicate), value(p.object)), row[p.graph] if p.graph else None)
        for p in patterns
        if all(part in row for part in (p.subject, p.predicate, p.object) if isinstance(part, str))
    ]
