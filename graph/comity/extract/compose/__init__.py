"""Facts from a reading: one module for each type of fact."""

from __future__ import annotations

from comity.extract.compose.agreements import agreements
from comity.extract.compose.confidence import confidence
from comity.extract.compose.cooperation import cooperations
from comity.extract.compose.deployments import deployments
from comity.extract.compose.draft import Draft
from comity.extract.compose.exercises import exercises
from comity.extract.compose.inherit import inherit
from comity.extract.compose.meetings import meetings
from comity.extract.compose.tenures import tenures
from comity.extract.compose.visits import visits
from comity.extract.reading import Reading

__all__ = ["Draft", "compose"]


def compose(reading: Reading) -> list[Draft]:
    """All facts of the reading, by type, then in the order of the text; none that needs a rule that is switched off."""
    met, travelled = meetings(reading), visits(reading)
    inherit(reading, met, travelled)
    signed = agreements(reading, met)
    drafts = [
        *tenures(reading), *met, *travelled, *signed, *exercises(reading),
        *deployments(reading), *cooperations(reading, met, signed),
    ]  # fmt: skip
    for draft in drafts:
        draft.confidence = confidence(draft)
    return [draft for draft in drafts if reading.off.isdisjoint(draft.rules)]
