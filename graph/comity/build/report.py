"""The report of a build: what was read, found and refused, for people (report.md) and for programs (report.json)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from comity.documents import Document
from comity.errors import Refusal, printable
from comity.facts import Extraction
from comity.nodes import Node
from comity.terms import curie
from comity.vocabulary import vocabulary


@dataclass(frozen=True)
class Report:
    """What one build did. Counts are of tellings: a fact that two documents state counts in both."""

    sources: tuple[dict[str, object], ...]
    curated: tuple[dict[str, object], ...]
    totals: dict[str, int]
    refusals: tuple[Refusal, ...]
    dropped: tuple[dict[str, str], ...]  # candidates that the extractor did not let through
    unchanged: bool = (
        False  # the former build in the same place had the same graph (in no file: it is not of the graph)
    )

    def as_json(self) -> str:
        """report.json; the same text for the same build."""
        refusals = [vars(refusal) for refusal in self.refusals]
        whole = {
            "totals": self.totals,
            "sources": self.sources,
            "curated": self.curated,
            "refused": refusals,
            "candidates_dropped": self.dropped,
        }
        return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def as_markdown(self) -> str:
        """report.md."""
        lines = ["# What this build read, found and refused", ""]
        lines += [f"- {name.replace('_', ' ')}: {count}" for name, count in self.totals.items()]
        lines += ["", "## Refused", ""]
        lines += [f"- {_plain(str(refusal))}" for refusal in self.refusals] or ["Nothing was refused."]
        lines += ["", "## Sources", "", "| source | language | published | facts found | facts by hand |"]
        lines += ["|---|---|---|---|---|"]
        for row in self.sources:
            cells = (row["file"], row["language"], row["published"], row["extracted"], row["curated"])
            lines.append("| " + " | ".join(_plain(str(cell)) if cell is not None else "" for cell in cells) + " |")
        lines += ["", "## Facts by hand", ""]
        lines += [f"- {_plain(str(row['graph']))}: {row['facts']} facts" for row in self.curated] or ["None."]
        if self.dropped:
            lines += ["", "## Candidates that were not let through", ""]
            lines += [
                f"- {_plain(row['source'])}: {_plain(row['what'])} ({_plain(row['why'])})" for row in self.dropped
            ]
        return "\n".join(lines) + "\n"


def report(
    documents: Sequence[Document],
    extractions: Iterable[Extraction],
    nodes: Sequence[Node],
    languages: Mapping[str, str],
    refusals: Iterable[Refusal],
    unsure: int = 0,
) -> Report:
    """Count what a build read and found; nothing in it depends on the clock or the machine.

    `unsure` is how many extracted facts were left out because they are less sure than was asked for.
    """
    known = vocabulary()
    facts = [node for node in nodes if known.is_fact(node.type)]
    extracted = Counter(node.graph for node in facts if not node.graph.startswith("curated/"))
    by_hand = Counter(
        source
        for node in facts
        if node.graph.startswith("curated/")
        for source in sorted({passage.source for passage in node.passages})
    )
    pages = Counter(node.graph for node in facts if node.graph.startswith("curated/"))
    sources: list[dict[str, object]] = [
        {
            "file": document.file,
            "language": languages.get(document.id),
            "published": document.published,
            "sha256": document.sha256,
            "extracted": extracted[document.id],
            "curated": by_hand[document.id],
        }
        for document in documents
    ]
    kinds = Counter(curie(node.type).removeprefix("comity:") for node in facts)
    dropped = tuple(
        {"source": extraction.source, "what": candidate.what, "why": candidate.why}
        for extraction in extractions
        for candidate in extraction.refused
    )
    ordered = tuple(sorted(refusals))
    totals = {"documents": len(documents), "facts": len(facts), "refused": len(ordered)}
    totals |= {"left_out_as_unsure": unsure}
    return Report(
        sources=tuple(sources),
        curated=tuple({"graph": graph, "facts": count} for graph, count in sorted(pages.items())),
        totals=totals | {f"facts: {kind}": count for kind, count in sorted(kinds.items())},
        refusals=ordered,
        dropped=dropped,
    )


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|" else c for c in printable(text))
