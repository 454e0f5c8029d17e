"""What changed between two graphs, at the level of facts.

A fact (engagement, agreement, tenure) or entity is one thing by its IRI; what belongs to it (its evidence) is counted
with it. Each change names the sources that tell of it, so that a reader can see who says something new.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from comity.assemble.statements import Statement, plain
from comity.errors import printable
from comity.release.wording import Wording
from comity.terms import ID, ONTOLOGY, PREFIXES, curie
from comity.vocabulary import vocabulary

_TYPE: Final = f"<{PREFIXES['rdf']}type>"
_EVIDENCE: Final = f"<{ONTOLOGY}evidence>"
_SOURCE: Final = f"<{PREFIXES['oa']}hasSource>"
#: Belong to the things that lead to them; a change in them is a change of those.
_PARTS: Final = (f"<{ID}evidence/", f"<{ID}graph/")
_INFERRED: Final = f"<{ID}graph/inferred>"


@dataclass(frozen=True)
class Change:
    """One thing that was added, withdrawn or changed; lists hold `property value` with CURIEs, sorted."""

    kind: str  # "added", "withdrawn", "changed"
    thing: str  # CURIE
    type: str  # CURIE of its class, "" if it has none of ours
    says: str  # a sentence about it
    sources: tuple[str, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """All changes, facts before entities, then by name; and the bare statements that came and went."""

    changes: tuple[Change, ...]
    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)

    def of(self, kind: str) -> list[Change]:
        """The changes of one kind: added, withdrawn or changed."""
        return [change for change in self.changes if change.kind == kind]

    def as_text(self) -> str:
        """A list for people (Markdown)."""
        if not self:
            return "Nothing changed.\n"
        lines: list[str] = []
        for kind in ("added", "withdrawn", "changed"):
            found = self.of(kind)
            if not found:
                continue
            lines += [f"## {kind.capitalize()} ({len(found)})", ""]
            for change in found:
                source = f" [{', '.join(change.sources)}]" if change.sources else ""
                lines.append(printable(f"- {change.says} ({change.thing}){source}"))
                if kind == "changed":
                    lines += [printable(f"  - no longer: {what}") for what in change.lost]
                    lines += [printable(f"  - now: {what}") for what in change.gained]
            lines.append("")
        return "\n".join(lines)

    def as_json(self) -> str:
        """The changes as JSON, each with its sources and its properties that came and went."""
        return json.dumps([vars(change) for change in self.changes], ensure_ascii=False, indent=1) + "\n"

    def as_statements(self) -> list[Statement]:
        """RDF: what came in a graph `graph:added`, what went in `graph:removed`, whatever graphs they stood in."""
        return sorted(
            {s._replace(graph=f"<{ID}graph/added>") for s in self.added}
            | {s._replace(graph=f"<{ID}graph/removed>") for s in self.removed}
        )


def diff(before: Iterable[Statement], after: Iterable[Statement]) -> Difference:
    """What changed from one graph to the other."""
    old, new = set(before), set(after)
    added, removed = sorted(new - old), sorted(old - new)
    touched = _things(added, new) | _things(removed, old)
    past, present = _Side(old), _Side(new)
    changes = []
    for thing in touched:
        was, now = past.said(thing), present.said(thing)
        gained, lost = sorted(now - was), sorted(was - now)
        if not gained and not lost:
            continue  # what it says is the same; another graph says it now
        kind = "changed" if was and now else "added" if now else "withdrawn"
        side = present if now else past
        changes.append(
            Change(kind, curie(thing[1:-1]), side.type(thing), side.sentence(thing),
                   tuple(sorted(past.sources(thing) | present.sources(thing))), tuple(gained), tuple(lost))
        )  # fmt: skip
    return Difference(tuple(sorted(changes, key=_in_order)), tuple(added), tuple(removed))


def _in_order(change: Change) -> tuple[bool, str, str]:
    return not vocabulary().is_fact(_iri(change.type)), change.type, change.thing


def _iri(short: str) -> str:
    return ONTOLOGY + short.removeprefix("comity:")


def _things(changed: Sequence[Statement], graph: set[Statement]) -> set[str]:
    """The facts and entities that the changed statements belong to; what was only concluded is left out."""
    told = [s for s in changed if s.graph != _INFERRED]
    parts = {s.subject for s in told if s.subject.startswith(_PARTS)}
    owners = {
        s.subject
        for s in graph
        if s.predicate == _EVIDENCE and (s.object in parts or f"{s.object[:-1]}/selector>" in parts)
    }
    return owners | {s.subject for s in told if not s.subject.startswith(_PARTS)}


class _Side:
    """One of the two graphs, by subject."""

    def __init__(self, statements: set[Statement]) -> None:
        self._said: Mapping[str, list[Statement]] = defaultdict(list)
        for s in sorted(statements):
            if s.graph != _INFERRED:
                self._said[s.subject].append(s)
        self._words = Wording(statements)

    def said(self, thing: str) -> set[str]:
        """`property value` of the thing, evidence by the words it quotes."""
        return {
            f"{curie(s.predicate[1:-1])} {self._words.quotation(s.object) or plain(s.object)}"
            for s in self._said.get(thing, ())
        }

    def type(self, thing: str) -> str:
        names = [s.object[1:-1] for s in self._said.get(thing, ()) if s.predicate == _TYPE]
        known = vocabulary()
        ours = [name for name in names if name in known.classes]
        return curie(max(ours, key=lambda name: (len(known.superclasses[name]), name))) if ours else ""

    def sentence(self, thing: str) -> str:
        return self._words.sentence(thing, self.type(thing).removeprefix("comity:"))

    def sources(self, thing: str) -> set[str]:
        evidence = [s.object for s in self._said.get(thing, ()) if s.predicate == _EVIDENCE]
        return {plain(s.object) for name in evidence for s in self._said.get(name, ()) if s.predicate == _SOURCE}
