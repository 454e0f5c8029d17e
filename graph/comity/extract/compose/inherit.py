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
            draft.slots["place"] = _place(draft, scene.town, visits)


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
