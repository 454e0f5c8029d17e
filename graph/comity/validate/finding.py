"""A finding: something in the graph that is, or may be, wrong, said to a person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import IntEnum

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
    graphs: tuple[str, ...] = ()  # local names of the named graphs that tell it: "curated/officials"
    quotations: tuple[Quotation, ...] = ()

    @property
    def where(self) -> str:
        """The files that tell it: the curated ones, then the quoted ones."""
        curated = [f"{graph}.ttl" for graph in self.graphs if graph.startswith("curated/")]
        return ", ".join([*curated, *sorted({quotation.file for quotation in self.quotations})])

    def as_json(self) -> dict[str, object]:
        """The finding for programs: names and plain values."""
        return {
            "severity": self.severity.name,
            "check": self.check,
            "focus": self.focus,
            "message": self.message,
            "graphs": list(self.graphs),
            "quotations": [asdict(quotation) for quotation in self.quotations],
        }

    def __str__(self) -> str:
        told = f" ({self.where})" if self.where else ""
        return f"{self.severity.name}: {curie(self.focus)}: {self.message}{told}"
