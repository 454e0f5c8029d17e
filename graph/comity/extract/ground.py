"""From drafts to facts: every fact gets the exact passage that states it, every slot of a code or date is checked.

A draft whose passage is not the text's own slice, or whose date is none, is refused and named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from comity.dates import DateError, bounds
from comity.documents import Document
from comity.extract.compose import Draft
from comity.extract.people import Figure, is_initial
from comity.facts import (
    Agreement,
    AnyFact,
    Cooperation,
    Deployment,
    Exercise,
    Extraction,
    Meeting,
    Name,
    Person,
    Quote,
    Refused,
    Tenure,
    Visit,
)  # fmt: skip

EXTRACTOR: Final = "rules/1"
_CLASSES: Final[dict[str, Callable[..., AnyFact]]] = {
    "meeting": Meeting, "visit": Visit, "agreement": Agreement, "exercise": Exercise, "office": Tenure,
    "deployment": Deployment, "cooperation": Cooperation,
}  # fmt: skip
_DATES: Final = ("date", "signed", "period")
_PEOPLE: Final = ("officials", "signatories")


def ground(document: Document, language: str, drafts: list[Draft]) -> Extraction:
    """The extraction of a document. Raises AssertionError never: what does not hold is refused."""
    facts: list[AnyFact] = []
    refused: list[Refused] = []
    used: dict[str, Figure] = {}
    numbers: Counter[str] = Counter()
    for draft in drafts:
        quote = _quote(document.text, draft)
        if quote is None:
            refused.append(Refused(draft.type, "the passage is not the text's own"))
            continue
        slots, problem = _slots(draft, used)
        if problem:
            refused.append(Refused(draft.type, problem))
            continue
        numbers[draft.type] += 1
        facts.append(
            _CLASSES[draft.type](
                key=f"{draft.type}-{numbers[draft.type]}",
                quotes=(quote,),
                confidence=draft.confidence,
                rules=draft.rules,
                **slots,
            )
        )
    persons = tuple(_person(figure, language) for _, figure in sorted(used.items(), key=lambda item: int(item[0][1:])))
    return Extraction(document.id, document.sha256, EXTRACTOR, language, persons, tuple(facts), tuple(refused))


def _quote(text: str, draft: Draft) -> Quote | None:
    start, end = draft.sentence.start, draft.sentence.end
    exact = text[start:end]
    return Quote(start, end, exact) if 0 <= start < end <= len(text) and exact else None


def _slots(draft: Draft, used: dict[str, Figure]) -> tuple[dict[str, Any], str | None]:
    slots: dict[str, Any] = dict(draft.slots)
    for slot in _DATES:
        if slots.get(slot):
            try:
                bounds(slots[slot])
            except DateError as error:
                return {}, str(error)
    for slot in _PEOPLE:
        if slot in slots:
            for figure in slots[slot]:
                used[figure.key] = figure
            slots[slot] = tuple(figure.key for figure in slots[slot])
    for slot in ("person", "head"):
        figure = slots.get(slot)
        if isinstance(figure, Figure):
            used[figure.key] = figure
            slots[slot] = figure.key
    return slots, None


def _person(figure: Figure, language: str) -> Person:
    spellings = sorted(set(figure.spellings), key=lambda parts: (parts != figure.fullest, -len(parts), parts))
    names = tuple(Name(" ".join(parts), language) for parts in spellings if any(not is_initial(p) for p in parts))
    return Person(figure.key, names, figure.state, tuple(figure.roles), figure.rank)
