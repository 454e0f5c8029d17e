"""A finding: something in the graph that is, or may be, wrong, said to a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum

from comity.curate.lines import Lines
from comity.infer import Quotation
from comity.terms import curie


class Severity(IntEnum):
    """How bad it is. Violations break the graph's promises; warnings want a look; notes are worth knowing."""

    violation = 0
    warning = 1
    note = 2


@dataclass(frozen=True, order=True)
class Finding:
    """One finding: how bad, by which check, about which node, in plain words, and where it is told."""

    severity: Severity
    check: str  # name of the shape or alarm: "Visit", "two-holders", "consistency"
    focus: str  # IRI
    message: str
    tellings: tuple[tuple[str, str], ...] = ()  # who tells it: the named graph's local name, and the node (IRI) in it
    quotations: tuple[Quotation, ...] = ()

    @property
    def graphs(self) -> tuple[str, ...]:
        """The local names of the named graphs that tell it, sorted: "curated/officials"."""
        return tuple(sorted({graph for graph, _ in self.tellings}))

    def curated(self, lines: Lines) -> list[str]:
        """Where a curator wrote it, as "curated/officials.ttl:43"; without the line where `lines` do not have it."""
        places = {(graph, lines.get((graph, node), 0)) for graph, node in self.tellings if graph.startswith("curated/")}
        placed = {graph for graph, line in places if line}
        return [
            f"{graph}.ttl:{line}" if line else f"{graph}.ttl"
            for graph, line in sorted(places)
            if line or graph not in placed
        ]

    @property
    def where(self) -> str:
        """The files that tell it: the curated ones, then the quoted ones."""
        return ", ".join([*self.curated({}), *sorted({quotation.file for quotation in self.quotations})])

    def as_json(self, lines: Lines) -> dict[str, object]:
        """The finding for programs: names and plain values."""
        return {
            "severity": self.severity.name,
            "check": self.check,
            "focus": self.focus,
            "message": self.message,
            "graphs": list(self.graphs),
            "curated": self.curated(lines),
            "quotations": [asdict(quotation) for quotation in self.quotations],
        }

    def __str__(self) -> str:
        told = f" ({self.where})" if self.where else ""
        return f"{self.severity.name}: {curie(self.focus)}: {self.message}{told}"
