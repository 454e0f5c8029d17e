"""Judges extractions against annotated articles: which facts are right, wrong, missed, which traps were fallen into.

The annotation is a list of entries {"doc", "lang", "published", "facts", "traps"}; a fact is right if its identifying
slots are (a meeting's states, an office's person, state and role, ...), pairs are made greedily, those with most right
further slots first, and optional facts count neither way. Names agree if their Latin spellings do, nearly.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, Final

from anyascii import anyascii

from comity.dates import bounds
from comity.facts import (
    Agreement,
    AnyFact,
    Cooperation,
    Deployment,
    Exercise,
    Extraction,
    Meeting,
    Place,
    Tenure,
    Visit,
)  # fmt: skip

TYPES: Final = ("meeting", "visit", "agreement", "exercise", "office", "deployment", "cooperation")
_TYPE_OF: Final = {Meeting: "meeting", Visit: "visit", Agreement: "agreement", Exercise: "exercise", Tenure: "office",
                   Deployment: "deployment", Cooperation: "cooperation"}  # fmt: skip
_SPELLINGS: Final = (("zh", "j"), ("dzh", "j"), ("kh", "h"), ("q", "k"), ("w", "v"), ("x", "h"), ("y", "i"), ("'", ""),
                     ("`", ""), ("ts", "c"), ("gh", "g"), ("ii", "i"), ("ph", "f"))  # fmt: skip
Gold = Mapping[str, Any]


@dataclass
class Tally:
    """Right, wrong and missed facts."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of another."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right (1 where nothing was found)."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, the share that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass
class Verdict:
    """What one article's extraction is worth."""

    doc: str
    language: str
    tallies: dict[str, Tally] = field(default_factory=dict)
    slots: dict[str, list[int]] = field(default_factory=dict)  # "meeting.date" -> [right, of]
    traps: int = 0
    fallen: int = 0
    lines: list[str] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)  # (confidence, right) of each fact that counts


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """A name in the Latin spelling that comparisons use."""
    text = anyascii(text).lower()
    for a, b in _SPELLINGS:
        text = text.replace(a, b)
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


@lru_cache(maxsize=65536)
def _ratio(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()


def _same_person(labels: Sequence[str], gold: Mapping[str, str]) -> bool:
    latin = fold(gold["latin"])
    last = latin.split()[-1]
    for label in labels:
        name = fold(label)
        if _ratio(name, latin) >= 0.82 or _ratio(name, fold(gold["text"])) >= 0.9:
            return True
        if any(_ratio(token, last) >= 0.8 for token in name.split()):
            return True
    return any(set(fold(label).split()) == set(latin.split()) for label in labels)


def _same_name(labels: Sequence[str], name: str) -> bool:
    name = fold(name)
    return any(
        _ratio(fold(label), name) >= 0.8 or re.search(rf"\b{re.escape(name)}\b", fold(label)) for label in labels
    )


def _same_place(gold: str, place: Place | None) -> bool:
    if place is None:
        return False
    if re.fullmatch("[A-Z]{2}", gold):
        return place.label is None and place.country == gold
    return place.label is not None and _same_name([place.label], gold)


def _interval(text: str | None) -> tuple[str | None, str | None]:
    if not text:
        return None, None
    found = bounds(text)
    return (
        found.earliest.isoformat() if found.earliest else None,
        found.latest.isoformat() if found.latest else None,
    )


class _Judge:
    def __init__(self, extraction: Extraction) -> None:
        self.names = {p.key: [n.text for n in p.names] for p in extraction.persons}

    def identifies(self, gold: Gold, fact: AnyFact) -> bool:
        if isinstance(fact, Meeting):
            return set(fact.states) == set(gold["states"])
        if isinstance(fact, Visit):
            return bool(fact.visitor == gold["visitor"] and fact.host == gold["host"])
        if isinstance(fact, Agreement):
            same = set(fact.parties) == set(gold["parties"]) and fact.kind == gold["kind"]
            return same and fact.status == gold.get("status", fact.status)
        if isinstance(fact, Exercise):
            if fact.status != gold.get("status", fact.status):
                return False
            if gold.get("name"):
                labels = [fact.name.text] if fact.name else []
                return _same_name(labels, gold["name"]) and bool(set(fact.states) & set(gold["states"]))
            return set(fact.states) == set(gold["states"])
        if isinstance(fact, Tenure):
            person = _same_person(self.names[fact.person], gold["person"])
            return bool(person and fact.role == gold["role"] and fact.state == gold["state"])
        if isinstance(fact, Deployment):
            same = fact.state == gold["state"] and _same_place(gold["place"], fact.place)
            return same and fact.status == gold.get("status", fact.status)
        return set(fact.states) == set(gold["states"]) and fact.area == gold["area"]

    def slots(self, gold: Gold, fact: AnyFact) -> list[tuple[str, bool]]:
        found: list[tuple[str, bool]] = []
        if isinstance(fact, Exercise):
            found.append(("states", set(fact.states) == set(gold["states"])))
        for slot in ("date", "signed", "period"):
            if gold.get(slot):
                told, wanted = _interval(getattr(fact, slot, None)), _interval(gold[slot])
                since = isinstance(fact, Deployment) and gold.get("status") == "current"
                found.append((slot, told[0] == wanted[0] if since else told == wanted))
        if gold.get("place") and not isinstance(fact, Deployment):
            found.append(("place", _same_place(gold["place"], getattr(fact, "place", None))))
        if gold.get("head"):
            head = str(getattr(fact, "head", None) or "")
            found.append(("head", bool(head) and _same_person(self.names[head], gold["head"])))
        for slot in ("officials", "signatories"):
            for person in gold.get(slot, ()):
                keys = getattr(fact, slot, ())
                found.append((slot, any(_same_person(self.names[key], person) for key in keys)))
        if gold.get("rank"):
            found.append(("rank", getattr(fact, "rank", None) == gold["rank"]))
        if gold.get("organisation"):
            code = getattr(fact, "organisation", None)
            found.append(("organisation", bool(code) and _same_name([str(code)], gold["organisation"])))
        return found

    def pairs(self, golds: Sequence[Gold], facts: Sequence[AnyFact]) -> list[tuple[int, int]]:
        options = [
            (sum(ok for _, ok in self.slots(gold, fact)), i, j)
            for i, gold in enumerate(golds) for j, fact in enumerate(facts) if self.identifies(gold, fact)
        ]  # fmt: skip
        found: list[tuple[int, int]] = []
        for _, i, j in sorted(options, reverse=True):
            if all(i != a and j != b for a, b in found):
                found.append((i, j))
        return found


def judge(entry: Gold, extraction: Extraction) -> Verdict:
    """The verdict on one article."""
    verdict = Verdict(entry["doc"], entry["lang"])
    court = _Judge(extraction)
    for type_ in TYPES:
        golds = [f for f in entry["facts"] if f["type"] == type_]
        facts = [f for f in extraction.facts if _TYPE_OF[type(f)] == type_]
        pairs = court.pairs(golds, facts)
        hit, used = {i for i, _ in pairs}, {j for _, j in pairs}
        wrong = [f for j, f in enumerate(facts) if j not in used]
        missed = [g for i, g in enumerate(golds) if i not in hit and not g.get("optional")]
        verdict.tallies[type_] = Tally(sum(not golds[i].get("optional") for i in hit), len(wrong), len(missed))
        for i, j in pairs:
            for slot, ok in court.slots(golds[i], facts[j]):
                count = verdict.slots.setdefault(f"{type_}.{slot}", [0, 0])
                count[0] += ok
                count[1] += 1
                if not ok:
                    told = getattr(facts[j], slot, None)
                    verdict.lines.append(
                        f"SLOT   {entry['doc']} {type_}.{slot}: gold {golds[i].get(slot)!r}, found {told!r}"
                    )
            if not golds[i].get("optional"):
                verdict.judged.append((facts[j].confidence, True))
        verdict.judged += [(f.confidence, False) for f in wrong]
        verdict.lines += [f"MISSED {entry['doc']} {_plain(g)}" for g in missed]
        verdict.lines += [f"WRONG  {entry['doc']} {_told(f, court)}" for f in wrong]
        for trap in entry.get("traps", ()):
            if trap.get("type") == type_:
                verdict.traps += 1
                fell = [f for f in wrong if _complete(type_, trap) and court.identifies(trap, f)]
                if fell:
                    verdict.fallen += 1
                    verdict.lines.append(f"TRAP   {entry['doc']} {_plain(trap)}")
    return verdict


_NEEDED: Final = {
    "meeting": ("states",), "visit": ("visitor", "host"), "agreement": ("parties", "kind"), "exercise": ("states",),
    "office": ("person", "role", "state"), "deployment": ("state", "place"), "cooperation": ("states", "area"),
}  # fmt: skip


def _complete(type_: str, gold: Gold) -> bool:
    return all(slot in gold for slot in _NEEDED[type_])


def _plain(gold: Gold) -> str:
    return ", ".join(f"{k}={v['text'] if isinstance(v, dict) else v}" for k, v in gold.items() if k != "officials")


def _told(fact: AnyFact, court: _Judge) -> str:
    shown = []
    for slot in fact.__struct_fields__:
        value = getattr(fact, slot)
        if not value or slot in {"key", "quotes", "confidence", "officials", "signatories"}:
            continue
        if slot in {"person", "head"}:
            value = court.names[value][0]
        elif isinstance(value, Place):
            value = value.label or value.country
        shown.append(f"{slot}={getattr(value, 'text', value)}")
    return f"{_TYPE_OF[type(fact)]} {', '.join(shown)} | {fact.quotes[0].exact[:110]!r}"
