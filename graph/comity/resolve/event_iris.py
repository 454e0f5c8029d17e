"""The IRIs of facts: readable where something identifies them, else of the passage that tells them first.

| fact | IRI |
|---|---|
| cooperation | parties, area: `cooperation:AZ-KZ-logistics` |
| tenure | holder, office: `tenure:dong-jun-CN-defence-minister` |
| agreement | parties, kind and period or day of signing: `agreement:AZ-KZ-plan-2024` |
| exercise | name and year: `exercise:khazri-2023` |
| deployment | sender, place and organisation: `deployment:KZ-LB-UN` |
| all else | source and offset of its first passage: `meeting:002_2825537b1a03e9ed-97` |

Where two facts would have one IRI, all of them get their parties (an exercise) or the year as well, then a number in
the order of their first passages.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from rdflib import URIRef

from comity.names import latin, slug
from comity.resolve import titles
from comity.resolve.naming import language_ranks
from comity.resolve.tellings import Telling
from comity.terms import ENTITY_KINDS, iri


def event_iris(groups: Sequence[Sequence[Telling]]) -> list[URIRef]:
    """The IRI of each group of tellings: the curator's, else one that is made."""
    given = [next((telling.iri for telling in group if telling.iri), None) for group in groups]
    taken = {name for name in given if name}
    wanted: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if given[number] is None:
            wanted[prefix(group[0].kind), _local(group)].append(number)
    for (kind, local), numbers in sorted(wanted.items()):
        crowded = len(numbers) > 1 or iri(kind, local) in taken
        for number in sorted(numbers, key=lambda number: min(t.order for t in groups[number])):
            stem = f"{local}{_distinction(groups[number])}" if crowded else local
            name, count = iri(kind, stem), 1
            while name in taken:
                count += 1
                name = iri(kind, f"{stem}-{count}")
            taken.add(name)
            given[number] = name
    return [name for name in given if name is not None]


def prefix(kind: str) -> str:
    """The kind of IRI of a class: its name, where there is a prefix of that name."""
    return kind if kind in ENTITY_KINDS else "engagement"


def _local(group: Sequence[Telling]) -> str:
    made = {"agreement": _agreement, "exercise": _exercise, "deployment": _deployment}.get(group[0].kind)
    return (made(group) if made else "") or first_passage(group)


def first_passage(group: Sequence[Telling]) -> str:
    """The source and offset of the first passage; without one, the graph and the key there."""
    source, start, key = min(telling.first for telling in group)
    return f"{safe(source)}-{start}" if start >= 0 else f"{safe(source)}-{safe(key)}"


def safe(text: str) -> str:
    """The text as a local name that Turtle writes without escapes."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", text).strip("-")


def parties(group: Sequence[Telling]) -> str:
    """All states that take part, sorted: `AZ-KZ`."""
    return "-".join(sorted({party.rpartition(":")[2] for telling in group for party in telling.parties}))


def _agreement(group: Sequence[Telling]) -> str:
    stem = f"{parties(group)}-{group[0].code}"
    period = min((telling.period for telling in group if telling.period), default="")
    if period:
        return f"{stem}-{safe(period)}"
    days = sorted({telling.edtf for telling in group if telling.exact})
    return f"{stem}-{safe(days[0])}" if days else ""


def _exercise(group: Sequence[Telling]) -> str:
    spellings = Counter(name for telling in group for name in telling.names)
    if not spellings:
        return ""
    ranks = language_ranks("")
    text, language = min(
        spellings, key=lambda name: (ranks.get(name[1].split("-")[0], len(ranks)), -spellings[name], len(name[0]), name)
    )
    stem = slug(latin(text, language))
    when = _year(group)
    return stem if not stem or not when or titles.year(text) else f"{stem}-{when}"


def _deployment(group: Sequence[Telling]) -> str:
    places = sorted({place.rsplit("/", 1)[-1] for telling in group for place in telling.places})
    senders = parties(group)
    if not places or not senders:
        return ""
    organisations = sorted({name.rsplit("/", 1)[-1] for telling in group for name in telling.organisations})
    return "-".join([senders, *places[:1], *organisations[:1]])


def _distinction(group: Sequence[Telling]) -> str:
    if group[0].kind == "exercise":
        return f"-{parties(group)}"
    when = _year(group)
    return f"-{when}" if when else ""


def _year(group: Sequence[Telling]) -> str:
    """The year in which it was, where the tellings leave no doubt."""
    years = {telling.year for telling in group} - {None}
    return str(years.pop()) if len(years) == 1 else ""
