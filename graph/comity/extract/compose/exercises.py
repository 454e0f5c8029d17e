"""Exercises: by their names (quoted, or in capitals with a number), or by the words alone."""

from __future__ import annotations

import re

from comity.extract.compose.draft import Draft, country_in, place_in
from comity.extract.compose.exercise_names import exercise_names
from comity.extract.compose.exercise_time import is_until, span, status, when
from comity.extract.mention import Mention
from comity.extract.page import Sentence
from comity.extract.reading import Reading
from comity.facts import Name

_HAPPENS = ("hold", "begin", "end", "take-part", "host", "invite", "agree")
_BESIDE = 4  # tokens between an exercise and its denial
_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")


def exercises(reading: Reading) -> list[Draft]:
    """A draft for each named exercise, and for unnamed ones that were held."""
    found: dict[str, list[Draft]] = {}
    denied: set[str] = set()
    known = any(s.of("exercises", "exercise") for s in reading.page.sentences)
    last_named: Draft | None = None
    for sentence in reading.page.sentences:
        if sentence.kind == "header":
            continue
        told = sentence.index > 0 and bool(reading.page.sentences[sentence.index - 1].of("exercises", "exercise"))
        names = exercise_names(sentence, known, told and reading.on("exercise-called"))
        if not names and last_named is not None and reading.on("exercise-dated-later"):
            _date_later(reading, last_named, sentence)
            if reading.on("participants-later"):
                _join(reading, last_named, sentence)
        for first, last in names:
            text = reading.page.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
            key = re.sub(r"[\W_]+", " ", text.casefold())
            if _is_denied(sentence, first):
                denied.add(key)
                continue
            draft = _named(reading, sentence, first, last, text)
            if draft is not None and told and sentence.of("exercises", "named"):
                _as_before(draft, reading.page.sentences[sentence.index - 1])
            if draft is not None:
                found.setdefault(key, []).append(draft)
                last_named = draft
    named = [(key, draft) for key, drafts in found.items() if key not in denied for draft in _merged(drafts)]
    known_by_name = [draft for key, draft in named if not _is_series(key, draft, named)]
    return [*known_by_name, *_unnamed(reading, known_by_name)]


def _unnamed(reading: Reading, named: list[Draft]) -> list[Draft]:
    """Exercises that bear no name, of two states, at a time that is told: others than those named right beside."""
    found: dict[tuple[object, object], Draft] = {}
    for sentence in reading.page.sentences if reading.on("exercise-unnamed") else ():
        for word in sentence.of("exercises", "exercise") if sentence.kind == "body" else ():
            draft = _told_unnamed(reading, sentence, word)
            if draft is not None and all(_is_other(draft, d) for d in named):
                found.setdefault((draft.slots["states"], draft.slots["date"]), draft)
    return list(found.values())


def _is_other(draft: Draft, named: Draft) -> bool:
    """Whether an exercise without a name is surely not the named one: other states, or another month."""
    if named.sentence is draft.sentence:
        return False
    first, second = str(draft.slots["date"])[:7], str(named.slots["date"] or "")[:7]
    apart = bool(second) and not first.startswith(second)
    return apart or set(draft.slots["states"]).isdisjoint(named.slots["states"])  # type: ignore[call-overload]


def _told_unnamed(reading: Reading, sentence: Sentence, word: Mention) -> Draft | None:
    a, b = sentence.clause(word.first)
    events = [e for e in sentence.of("events", "hold", "begin", "end", "take-part") if a <= e.first < b]
    talk = [e for e in sentence.of("events", "discuss", "agree") if a <= e.first < b and not e.has("noun")]
    dates = [d for d in sentence.dates if a <= d.first < b and len(d.value) > len("2024")]
    if word.has("plural") or word.has("series") or not events or talk or not dates or _is_denied(sentence, word.first):
        return None
    states, how = reading.frame.parties(sentence)
    if len(states) < 2 or how == "one-named":
        return None
    date = min(dates, key=lambda d: abs(d.first - word.first)).value
    slots: dict[str, object] = {
        "states": states,
        "name": None,
        "status": status(reading, sentence, word.first, date),
        "date": date,
        "place": place_in(sentence, a, b) or place_in(sentence) or country_in(sentence),
    }
    return Draft("exercise", slots, sentence, ("exercise-unnamed",), 0.6, word.first, word.last)


def _is_series(key: str, draft: Draft, named: list[tuple[str, Draft]]) -> bool:
    """Whether a name without a number (KAZIND) is only that of the series of another (KAZIND-2024)."""
    return any(
        other.startswith(f"{key} ") and (draft.slots["date"] is None or draft.slots["status"] == of.slots["status"])
        for other, of in named
    )


def _date_later(reading: Reading, draft: Draft, sentence: Sentence) -> None:
    """`The manoeuvres, which opened on the 20th, last until the 31st`: dates of the exercise named before."""
    lasts = [d for d in sentence.dates if d.has_day and is_until(sentence, d)]
    about = sentence.of("exercises", "exercise") and (sentence.of("events", "begin", "end", "hold") or lasts)
    if not about or sentence.index - draft.sentence.index > 2 or not sentence.cues(0).isdisjoint(_NEVER):
        return
    days = span([d for d in sentence.dates if d.has_day])
    known = str(draft.slots["date"] or "")
    if days and "/" not in known:
        if lasts and "/" not in days and len(known) == len(days) and known < days:
            days = f"{known}/{days}"  # it began on the day told before
        draft.slots["date"] = days
        draft.slots["status"] = status(reading, sentence, 0, days)


def _as_before(draft: Draft, before: Sentence) -> None:
    """`A drill will be held. It is called X`: its status is that of the sentence before, where that looks ahead."""
    if any("planned" in before.cues(m.first) for m in before.of("exercises", "exercise")):
        draft.slots["status"], draft.slots["date"] = "planned", None


def _is_denied(sentence: Sentence, at: int) -> bool:
    """Whether the exercise is denied, doubtful or called off; `rain did not spare the parade of "X"` is no denial."""
    cues = sentence.cues(at)
    if not cues.isdisjoint(_NEVER):
        if cues & {*_NEVER} != {"negation"}:
            return True
        a, b = sentence.clause(at)
        happens = any(a <= e.first < b for e in sentence.of("events", *_HAPPENS))
        return happens or sentence.near_cue(at, "negation", within=_BESIDE)
    return False


def _merged(drafts: list[Draft]) -> list[Draft]:
    """One exercise told several times: what has a date decides; another date with another status is another one."""
    drafts = sorted(drafts, key=lambda d: (d.sentence.kind == "title", d.slots["date"] is None))
    first, rest = drafts[0], []
    for draft in drafts[1:]:
        if draft.slots["date"] and first.slots["date"] and draft.slots["status"] != first.slots["status"]:
            rest.append(draft)
            continue
        for slot in ("date", "place"):
            first.slots[slot] = first.slots[slot] or draft.slots[slot]
        if first.slots["date"] is None and first.slots["status"] == "held" != draft.slots["status"]:
            first.slots["status"] = draft.slots["status"]
    return [first, *rest[:1]]


def _named(reading: Reading, sentence: Sentence, first: int, last: int, text: str) -> Draft | None:
    states, how = reading.frame.parties(sentence)
    a, b = sentence.clause(first)
    present = _participants(reading, sentence)
    if len(present) >= 2:
        states, how = present, "named"
    if not states:
        states = (reading.frame.main,) if reading.frame.main else ()
    if not states:
        return None
    value = when(reading, sentence, first, last)
    return Draft(
        "exercise",
        {
            "states": states,
            "name": Name(text, reading.page.language),
            "status": status(reading, sentence, first, value),
            "date": value,
            "place": place_in(sentence, a, b) or place_in(sentence) or country_in(sentence),
        },
        sentence,
        ("exercise-named", f"parties-{how}"),
        0.9,
        first,
        last,
    )


def _participants(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The states that the sentence names, without those that only watched or were denied."""
    watching = {s.iso for s in sentence.states if sentence.cues(s.first) & {"observer", "negation", "denial"}}
    return tuple(sorted(set(reading.frame.explicit(sentence)) - watching))


def _join(reading: Reading, draft: Draft, sentence: Sentence) -> None:
    """`The host and A, B and C take part`: who else is in the exercise named in the sentence before."""
    if (
        not sentence.of("events", "take-part")
        or sentence.index - draft.sentence.index > 1
        or sentence.of("cues", "negation")
    ):
        return
    present = _participants(reading, sentence)
    if len(present) >= 2:
        draft.slots["states"] = tuple(sorted({*present, *draft.slots["states"]}))  # type: ignore[misc]
