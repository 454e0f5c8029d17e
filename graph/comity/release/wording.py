"""Facts in words: a short English sentence for a list of changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from comity.assemble.statements import Statement, plain
from comity.terms import ID, ONTOLOGY, PREFIXES

_LABEL: Final = f"<{PREFIXES['rdfs']}label>"
_EXACT: Final = f"<{PREFIXES['oa']}exact>"
#: Slots in the order in which a sentence names them.
_SLOTS: Final = ("holder", "office", "rank", "visitor", "host", "head", "sender", "participant", "party", "kind",
                 "area", "place", "status", "date", "period")  # fmt: skip


class Wording:
    """The words of one graph: English labels, quotations, sentences."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._labels: dict[str, str] = {}
        self._quotations: dict[str, str] = {}
        self._slots: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for s in sorted(statements):
            if s.predicate == _LABEL and (s.subject not in self._labels or s.object.endswith("@en")):
                self._labels[s.subject] = plain(s.object)
            elif s.predicate == _EXACT:
                self._quotations[s.subject.removesuffix("/selector>") + ">"] = plain(s.object)
            elif s.predicate.startswith(f"<{ONTOLOGY}"):
                self._slots[s.subject][s.predicate[len(ONTOLOGY) + 1 : -1]].add(s.object)

    def quotation(self, term: str) -> str:
        """The words that an evidence node quotes, in quotation marks; empty for other terms."""
        found = self._quotations.get(term) if term.startswith(f"<{ID}evidence/") else None
        return f"“{found}”" if found else ""

    def sentence(self, thing: str, kind: str) -> str:
        """`Visit: China, Kazakhstan, Dong Jun, Astana`; the thing's own name where it has one."""
        own = [self._labels[thing]] if thing in self._labels else []
        slots = self._slots.get(thing, {})
        about = [self._name(value) for slot in _SLOTS for value in sorted(slots.get(slot, ()))]
        told = ", ".join(dict.fromkeys([*own, *about]))
        return f"{kind}: {told}" if kind and told else told or kind or "statements"

    def _name(self, term: str) -> str:
        return self._labels.get(term) or plain(term)
