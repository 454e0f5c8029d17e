"""The properties by which the graph says when: bounds beside the EDTF text, and when a source shows a state of things.

Used alike for curated and extracted facts (DESIGN: time).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from rdflib import XSD, Literal, URIRef

from comity.dates import bounds
from comity.nodes import Value
from comity.terms import COMITY

Properties = list[tuple[URIRef, Value]]


def time_properties(said: Iterable[tuple[URIRef, Value]], kind: URIRef) -> Properties:
    """`earliest`/`latest` for `date`; `validFrom`/`validUntil` for `period`, or for the `date` of a tenure.

    Raises `comity.dates.DateError` for a text that is no EDTF.
    """
    added: Properties = []
    for predicate, value in said:
        low, high = (
            (COMITY.validFrom, COMITY.validUntil)
            if predicate == COMITY.period or kind == COMITY.Tenure
            else (COMITY.earliest, COMITY.latest)
        )
        if predicate in (COMITY.date, COMITY.period):
            found = bounds(str(value))
            added += [(name, day(at)) for name, at in ((low, found.earliest), (high, found.latest)) if at]
    return added


def observed(kind: URIRef, published: Sequence[str], said: Iterable[tuple[URIRef, Value]]) -> Properties:
    """When the sources show a tenure or a cooperation that they give no dates for.

    Only a day is an observation: a source of which just the month is known was written on one of its days, and nobody
    can say on which. A former office is not observed at all.
    """
    if kind not in (COMITY.Tenure, COMITY.Cooperation) or any(p == COMITY.former for p, _ in said):
        return []
    days = []
    for text in published:
        found = bounds(text)
        if found.earliest and found.earliest == found.latest:
            days.append(found.earliest)
    return [(COMITY.observedFrom, day(min(days))), (COMITY.observedUntil, day(max(days)))] if days else []


def day(date: datetime.date) -> Literal:
    """An xsd:date."""
    return Literal(date.isoformat(), datatype=XSD.date, normalize=False)
