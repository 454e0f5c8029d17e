"""Exercises that the text gives no name: a word for one, two states, a time, and that it takes place or is to.

1. Nothing where the exercise is only talked about, proposed or denied, or where the sentence names one.
2. The states are those that the sentence names, or the pair spoken of where it says that the two do it together.
3. `X and Y trained together` is one too.
"""

from __future__ import annotations

from comity.extract.compose.draft import Draft, country_in, place_in
from comity.extract.compose.exercise_names import exercise_names
from comity.extract.compose.exercise_time import is_of_head, status
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_HAPPENS = ("hold", "begin", "end", "take-part", "host")
_TALK = ("discuss", "agree", "invite")
_BOTH = ("both-states", "both-sides", "all-states")
_MANY = 4  # more states than this are no two that train together
_YEAR = len("2024")
_BACK = 2  # sentences between a named exercise and `the exercise`
_AL = "ال"
_CLITICS = 4  # letters of a word in which its article stands


def unnamed(reading: Reading, named: list[Draft]) -> list[Draft]:
    """Those that are surely none of the named ones."""
    found: dict[tuple[object, object], Draft] = {}
    for sentence in reading.page.sentences if reading.on("exercise-unnamed") else ():
        words = sentence.of("exercises", "exercise", "together")
        if not words or sentence.kind != "body" or exercise_names(sentence, True, True):
            continue
        for word in words:
            if _refers_back(sentence, word, named):
                continue
            draft = _told(reading, sentence, word)
            if draft is not None and all(_is_other(draft, d) for d in named):
                found.setdefault((draft.slots["states"], draft.slots["date"]), draft)
    return list(found.values())


def _refers_back(sentence: Sentence, word: Mention, named: list[Draft]) -> bool:
    """`The exercise rests on the plan for 2025`: of the one named right before, whatever is dated in the sentence."""
    if not any(0 < sentence.index - d.sentence.index <= _BACK for d in named):
        return False
    article = any(m.last == word.first for m in sentence.of("links", "article"))
    clitic = bool(sentence.conjunctions) and _AL in sentence.tokens[word.first].key[:_CLITICS]
    opens = word.first == 0 and not sentence.conjunctions and not sentence.of("cues", "jointly")
    return article or clitic or opens


def _is_other(draft: Draft, named: Draft) -> bool:
    """Whether an exercise without a name is surely not the named one: other states, or another month."""
    if named.sentence is draft.sentence:
        return False
    first, second = str(draft.slots["date"])[:7], str(named.slots["date"] or "")[:7]
    apart = bool(second) and not first.startswith(second) and not second.startswith(first)
    return apart or set(draft.slots["states"]).isdisjoint(named.slots["states"])  # type: ignore[call-overload]


def _told(reading: Reading, sentence: Sentence, word: Mention) -> Draft | None:
    at = word.first
    a, b = sentence.clause(at)
    if word.has("plural") or word.has("series") or sentence.unreal(at) or sentence.of("exercises", "unrelated"):
        return None
    foretold = "planned" in sentence.cues(at)
    takes_place = word.value == "together" or any(a <= e.first < b for e in sentence.of("events", *_HAPPENS))
    planning = {m.first for m in sentence.of("cues", "planned")}
    talk = [e for e in sentence.of("events", *_TALK) if a <= e.first < b and not e.has("noun")]
    if not (takes_place or foretold) or any(e.first not in planning for e in talk):
        return None
    joint = word.value == "together" or bool(sentence.of("cues", "jointly")) or _is_with(sentence)
    states = _states(reading, sentence, joint)
    place = place_in(sentence, a, b) or place_in(sentence) or country_in(sentence)
    date = _date(reading, sentence, word, bool(place and place.label) or foretold or word.value == "together")
    if len(states) < 2 or date is None:
        return None
    slots: dict[str, object] = {
        "states": states,
        "name": None,
        "status": status(reading, sentence, at, date.value),
        "date": date.value,
        "place": place,
    }
    return Draft("exercise", slots, sentence, ("exercise-unnamed",), 0.6, word.first, word.last)


def _states(reading: Reading, sentence: Sentence, joint: bool) -> tuple[str, ...]:
    """Whose exercise it is; nothing where the sentence shows neither both nor that the two do it together."""
    states, how = reading.frame.parties(sentence)
    if how == "named" and len(states) <= _MANY:
        return states
    both = joint or bool(sentence.of("plurals", *_BOTH))
    return states if how == "frame" and both and len(states) <= _MANY else ()


def _is_with(sentence: Sentence) -> bool:
    """Whether the sentence names a partner: `with the Ecuadorian corvette`."""
    return any(s.is_case("COM", "INS") and not s.is_case("GEN", "NOM") for s in sentence.states)


def _date(reading: Reading, sentence: Sentence, word: Mention, vague: bool) -> Dated | None:
    """The time told in the clause, not that of the dateline; a year alone (`vague`) where more is told of it."""
    a, b = sentence.clause(word.first)
    dates = [d for d in sentence.dates if a <= d.first < b and (len(d.value) > _YEAR or vague)]
    dates = [d for d in dates if not is_of_head(reading, sentence, d)]
    return min(dates, key=lambda d: abs(d.first - word.first)) if dates else None
