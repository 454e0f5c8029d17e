"""What a sentence leaves open and its surroundings say: the day and the place of a meeting.

The day is that of the sentence before in the same paragraph (`On Tuesday the minister arrived. He met ...`), the place
that of the visit in which the meeting took place, or the town of the sentence before. No more is taken.
"""

from __future__ import annotations

from comity.extract.compose.draft import Draft, town_in
from comity.extract.page import Sentence
from comity.extract.reading import Reading

_BACK = 2  # sentences


def inherit(reading: Reading, meetings: list[Draft], visits: list[Draft]) -> None:
    """Fill the open days and places of meetings, in place."""
    for draft in meetings:
        before = _before(reading, draft.sentence)
        if draft.slots["date"] is None and reading.on("day-of-paragraph"):
            days = [d.value for s in before for d in s.dates if d.has_day and "/" not in d.value]
            draft.slots["date"] = days[0] if days else None
        if draft.slots["place"] is None and reading.on("place-of-visit"):
            states = draft.slots["states"]
            assert isinstance(states, tuple)
            places = [
                v.slots["place"]
                for v in visits
                if v.slots["place"] and {v.slots["visitor"], v.slots["host"]} <= set(states)
            ]
            places += [p for s in before if (p := town_in(s)) is not None]
            draft.slots["place"] = places[0] if places else None


def _before(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """The sentences right before in the same paragraph, the nearest first."""
    start = max(0, sentence.index - _BACK)
    near = reading.page.sentences[start : sentence.index]
    return [s for s in reversed(near) if s.paragraph == sentence.paragraph]
