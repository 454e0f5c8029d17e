"""Gatherings of many: `the council of ministers met`, and the sentence that lists whose they were.

A council, or ministers of whom more than two states are spoken of, are never taken for a meeting of the article's pair:
either the sentence, or one right after it, lists three states or more, or nobody is said to have met.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.draft import Draft
from comity.extract.compose.meeting_sides import PAIR, add_people, met
from comity.extract.compose.scene import scenes_of, town_of
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.references import references
from comity.extract.sentence import Sentence

_REACH: Final = 4  # sentences after a gathering that may list who was there
_PRESENT: Final = ("take-part", "meet", "host", "lead", "arrive", "sign", "hold", "discuss")
_HEAVY: Final = 0.4  # of the weight of the state most spoken of
_MANY: Final = 4  # states that weigh that much


def is_of_many(reading: Reading, sentence: Sentence) -> bool:
    """Whether a gathering is that of an organisation, or the article is about that of many states; none is named."""
    if not sentence.of("plurals", "both-ministers") and not any(r.has("plural") for r in sentence.of("roles")):
        return False
    if len(reading.frame.explicit(sentence)) >= PAIR or reading.officials(sentence):
        return False
    if sentence.of("organisations"):
        return True
    weights = reading.frame.weights
    top = max(weights.values(), default=0)
    return sum(weight >= _HEAVY * top for weight in weights.values()) >= _MANY


def gathered(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """The gathering of those whom the sentence or one right after it lists; None where no list is found."""
    if not reading.on("gathering-listed"):
        return None
    index = sentence.index
    for told in reading.page.sentences[index : index + 1 + _REACH]:
        if told.kind == "header" or told.of("exercises", "exercise"):
            continue
        states = _present(reading, told, sentence, event)
        if len(states) > PAIR:
            draft = met(reading, sentence, event, tuple(sorted(states)), "gathering-listed")
            if draft is not None:
                draft.more.append(told)
                add_people(draft, [r.figure for r in references(reading, told) if r.figure and r.state in states])
            return draft
    return None


def _present(reading: Reading, told: Sentence, sentence: Sentence, event: Mention) -> set[str]:
    """The states listed as present: in clauses that say so, or that say nothing else; with `the host`, the town's."""
    events = [e for e in told.of("events", *_PRESENT) if not told.unreal(e.first)]
    if not events and not told.of("cues", "represent") and not told.of("persons", "person"):
        return set()
    found: set[str] = set()
    for a, b in told.clauses:
        named = set(reading.frame.explicit(told, a, b))
        named = {iso for iso in named if not all(told.unreal(s.first) for s in told.states if s.iso == iso)}
        says = any(a <= e.first < b for e in events)
        alone = len(named) == 1 and not says and any(a <= e.first < b for e in told.of("events") if not e.has("noun"))
        found |= set() if alone else named
    if len(found) > 1 and (told.of("plurals", "host") or told.of("counterparts", "host")):
        place = town_of(reading, sentence, event.first) or scenes_of(reading).at(told).town
        found |= {place.country} if place is not None and place.country else set()
    return found
