"""A fact in the making: its slots, the sentence that states it, and the rules that found it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from comity.dates import bounds
from comity.extract.dating import Dated
from comity.extract.lexicon import read
from comity.extract.mention import Mention
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.facts import Place

_DAY: Final = len("2025-01-31")
_ELSEWHERE: Final = 5  # tokens that a date in another clause is farther away
_VAGUE: Final = 5  # tokens that a date of whole years is farther away


@dataclass
class Draft:
    """What a composer found. `slots` are those of the fact's class in facts.py, people as `Figure`."""

    type: str
    slots: dict[str, object]
    sentence: Sentence
    rules: tuple[str, ...]
    confidence: float = 0.8
    first: int = 0
    last: int = 0
    more: list[Sentence] = field(default_factory=list)  # that tell it again
    dated_elsewhere: bool = False  # its day is that of the meeting beside it, and not told of it
    noun: bool = False  # told by a noun ("the talks"), not by a verb


def town_in(
    sentence: Sentence, first: int = 0, last: int | None = None, seats: frozenset[int] = frozenset()
) -> Place | None:
    """The town that tokens[first:last] name as the place of what happened; `seats` are tokens of towns that are not."""
    return place_in(sentence, first, last, regions=False, seats=seats)


def place_in(
    sentence: Sentence,
    first: int = 0,
    last: int | None = None,
    regions: bool = True,
    seats: frozenset[int] = frozenset(),
) -> Place | None:
    """The narrowest place that tokens[first:last] name: a town, a region; no capital that stands for its state."""
    end = len(sentence.tokens) if last is None else last
    best: tuple[int, Place] | None = None
    for m in sentence.towns + (sentence.of("regions") if regions else []):
        if not first <= m.first < end or m.first in seats:
            continue
        case = sentence.case_of(m)
        located = any(label in case.split("/") for label in ("LOC", "DAT", "ABL", "LOCKI"))
        if m.type != "regions":
            iso, _, label = m.value.partition("|")
            rank = (2 if not m.has("capital") else 1) + (3 if located else 0)
            if m.has("capital") and not located:
                continue
            place = Place(label=label, country=iso)
        else:
            label, _, iso = m.value.partition("|")
            rank = 1 + (3 if located else 0)
            place = Place(label=label, country=iso or None)
        if best is None or rank > best[0]:
            best = (rank, place)
    return best[1] if best else None


def country_in(sentence: Sentence) -> Place | None:
    """The state that the sentence names as the place of what happened, if it is one."""
    states = {
        s.iso for s in sentence.states if s.type == "states" and s.is_case("LOC") and not s.is_case("GEN", "NOM", "DAT")
    }
    return Place(country=states.pop()) if len(states) == 1 else None


@cache
def _capitals(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in read(language).entries:
        if entry.type == "cities" and entry.has("capital"):
            iso, _, label = entry.value.partition("|")
            found.setdefault(iso, label)
    return found


def capital_of(language: str, iso: str) -> Place:
    """The capital of a state, or the state itself where the lexicon does not name it."""
    label = _capitals(language).get(iso)
    return Place(label=label, country=iso)


def date_near(
    sentence: Sentence, i: int, days_only: bool = False, outside: tuple[int, int] | None = None
) -> Dated | None:
    """The date of what token i says: the nearest; one in another clause, or of whole years only, counts as farther."""
    a, b = sentence.clause(i)
    dates = [d for d in sentence.dates if not days_only or len(d.value) >= 10]
    if outside is not None:  # the year in a name is its date only if there is no other
        dates = [d for d in dates if not outside[0] <= d.first < outside[1]] or dates

    def distance(d: Dated) -> tuple[int, int]:
        away = min(abs(d.first - i), abs(d.last - i))
        return away + _ELSEWHERE * (not a <= d.first < b) + _VAGUE * d.is_years, d.first

    return min(dates, key=distance) if dates else None


def is_to_come(reading: Reading, draft: Draft) -> bool:
    """Whether the draft is dated after the day of publication: it has not happened."""
    date = draft.slots["date"]
    return isinstance(date, str) and is_after(reading, date)


def is_after(reading: Reading, date: str) -> bool:
    """Whether a date begins after the day of publication, where that was given."""
    published, begin = reading.page.published, bounds(date).earliest
    if not reading.page.given or published is None or len(published) != _DAY:
        return False
    return begin is not None and begin.isoformat() > published


def is_civil(reading: Reading, sentence: Sentence) -> bool:
    """Whether a sentence is about trade, culture, sport and the like, and no word in it is military."""
    if not sentence.of("topics", "civil") or not reading.on("civil-left-out"):
        return False
    return not is_military(sentence)


def is_military(sentence: Sentence) -> bool:
    """Whether a word of the sentence is military."""
    return bool(
        sentence.of("topics", "military")
        or sentence.of("ranks")
        or sentence.of("exercises", "exercise")
        or sentence.of("institutions", "ministry", "staff", "forces", "unit", "ships", "school")
        or any(m.value != "none" for m in sentence.of("areas"))
    )


def figures(reading: Reading, sentence: Sentence, states: tuple[str, ...]) -> list[Figure]:
    """The officials of these states whom the sentence names."""
    return [f for f in reading.officials(sentence) if f.state in states]


def is_foretold(sentence: Sentence, event: Mention) -> bool:
    """Whether the event is planned; what is planned after an `and` is something else (`tied up and will stay`)."""
    return sentence.foretold(event.first) and not is_before_plan(sentence, event)


def is_before_plan(sentence: Sentence, event: Mention) -> bool:
    """Whether all that its clause plans follows an `and` that follows the verb."""
    joints = [m.first for m in sentence.of("links", "and") if m.first >= event.last]
    a, b = sentence.clause(event.first)
    plans = [m.first for m in sentence.of("cues", "planned") if a <= m.first < b]
    return not event.has("noun") and bool(joints) and bool(plans) and min(plans) > joints[0]
