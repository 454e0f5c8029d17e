"""What a sentence leaves open and its surroundings say: the day and the place of a meeting.

They are those of the scene (`scene`); a meeting in the host's country is where the visit is. Who telephones is nowhere.
"""

from __future__ import annotations

from comity.extract.compose.draft import Draft
from comity.extract.compose.scene import scenes_of
from comity.extract.reading import Reading
from comity.facts import Place


def inherit(reading: Reading, meetings: list[Draft], visits: list[Draft]) -> None:
    """Fill the open days and places of meetings, in place."""
    scenes = scenes_of(reading)
    for draft in meetings:
        scene = scenes.at(draft.sentence)
        if draft.slots["date"] is None and reading.on("day-of-scene"):
            draft.slots["date"] = scene.day
        if draft.sentence.of("events", "phone"):
            draft.slots["place"] = None
        elif draft.slots["place"] is None and reading.on("place-of-scene"):
            draft.slots["place"] = _place(draft, scene.town, visits) or _of_dateline(reading, draft)


def _of_dateline(reading: Reading, draft: Draft) -> Place | None:
    """Where the article is dated from, if that is in one of their states and nothing else is told."""
    dateline = reading.page.dateline
    states = draft.slots["states"]
    assert isinstance(states, tuple)
    if dateline is None or dateline[0] not in states or scenes_of(reading).is_past(draft.sentence):
        return None
    return Place(label=dateline[1], country=dateline[0]) if reading.on("place-of-dateline") else None


def _place(draft: Draft, town: Place | None, visits: list[Draft]) -> Place | None:
    states = draft.slots["states"]
    assert isinstance(states, tuple)
    if town is not None and (town.country in states or len(states) > 2):
        return town
    for visit in visits:
        place = visit.slots["place"]
        if isinstance(place, Place) and {visit.slots["visitor"], visit.slots["host"]} <= set(states):
            return place
    return town
