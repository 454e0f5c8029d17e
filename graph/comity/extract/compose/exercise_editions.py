"""Other editions of an exercise that the text tells without their name.

`It will be repeated in India in 2026`, `The previous one was held in Kharian in 2022`: an exercise of the series told
right before, at another time. Its name is that of the series.
"""

from __future__ import annotations

from comity.extract.compose.draft import Draft, country_in, is_after, place_in
from comity.extract.compose.exercise_series import stem_of
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.facts import Name

_REACH = 3  # sentences between an exercise and what is said of another of its series
_SHORT = 20  # tokens of `It will be repeated in India in 2026.`
_TAKES_PLACE = ("hold", "begin", "end", "host", "take-part")


def other_editions(reading: Reading, named: list[Draft]) -> list[Draft]:
    """One that is to come, or was before, of each series."""
    found: list[Draft] = []
    for sentence in reading.page.sentences if reading.on("exercise-other-edition") else ():
        here = [d for d in named if d.sentence is sentence]
        beside = [m for m in sentence.of("cues", "next-edition") if here and m.first > max(d.last for d in here)]
        if sentence.kind == "body" and (not here or (beside and sentence.of("exercises", "exercise"))):
            before = here or [d for d in named if 0 < sentence.index - d.sentence.index <= _REACH]
            of = max(before, key=lambda d: (d.sentence.index, d.first), default=None)
            draft = _edition(reading, sentence, of) if of is not None else None
            if draft is not None and not any(_is_same(draft, d) for d in (*named, *found)):
                found.append(draft)
    return found


def _is_same(draft: Draft, known: Draft) -> bool:
    """Whether it is a named exercise told again: the same status, and its year, or none."""
    year = str(known.slots["date"] or "")[:4]
    of_series = str(getattr(known.slots["name"], "text", "")).startswith(getattr(draft.slots["name"], "text", ""))
    return of_series and known.slots["status"] == draft.slots["status"] and year in {"", str(draft.slots["date"])[:4]}


def _edition(reading: Reading, sentence: Sentence, of: Draft) -> Draft | None:
    if not (sentence.of("exercises", "exercise") or len(sentence.tokens) <= _SHORT):
        return None
    for m in sentence.of("cues", "next-edition", "previous-edition"):
        if sentence.unreal(m.first):
            continue
        date = _date(reading, sentence, m, str(of.slots["date"] or ""))
        if date is None:
            continue
        status = "planned" if m.value == "next-edition" else "held"
        name = _name_of_series(reading, of)
        place = place_in(sentence) or country_in(sentence)
        slots = {**of.slots, "name": name, "status": status, "date": date, "place": place}
        return Draft("exercise", slots, sentence, ("exercise-other-edition",), 0.7, m.first, m.last)
    return None


def _date(reading: Reading, sentence: Sentence, m: Mention, known: str) -> str | None:
    """When it is to be, or was: a time after that of the known one, or before it."""
    dates = sorted(sentence.dates, key=lambda d: abs(d.first - m.first))
    planned = "planned" in sentence.cues(m.first)
    if m.value == "next-edition":
        later = [d.value for d in dates if planned or is_after(reading, d.value)]
        return next((value for value in later if value > known), None)
    takes_place = sentence.of("events", *_TAKES_PLACE)
    if planned or not takes_place:
        return None
    return next((d.value for d in dates if not known or d.value[:4] < known[:4]), None)


def _name_of_series(reading: Reading, draft: Draft) -> Name:
    """The name without the number of its edition."""
    tokens = draft.sentence.tokens[draft.first : draft.last]
    words = tokens[: len(stem_of(tokens))] or tokens
    return Name(reading.page.text[words[0].start : words[-1].end], reading.page.language)
