"""Exercises: by their names (quoted, or in capitals with a number), or by the words alone."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from comity.extract.compose.draft import Draft, country_in, place_in
from comity.extract.compose.exercise_editions import other_editions
from comity.extract.compose.exercise_names import exercise_names
from comity.extract.compose.exercise_series import Stem, stems_of
from comity.extract.compose.exercise_time import is_planning, is_until, span, status, when
from comity.extract.compose.exercise_unnamed import unnamed
from comity.extract.compose.postings import listed
from comity.extract.compose.small_places import small_places
from comity.extract.dating import Dated
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.facts import Name, Place

_HAPPENS = ("hold", "begin", "end", "take-part", "host", "invite", "agree")
_MARKED = 2  # tokens of an opening mark between a participle and a name
_WHICH = 3  # tokens of marks between a name and "which"
_YEAR = len("2024")
_BESIDE = 4  # tokens between an exercise and its denial
_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")


def exercises(reading: Reading) -> list[Draft]:
    """A draft for each named exercise, and for unnamed ones that were held."""
    found: dict[str, list[Draft]] = {}
    denied: set[str] = set()
    known = any(s.of("exercises", "exercise") for s in reading.page.sentences)
    series = _series(reading, known)
    last_named: Draft | None = None
    for sentence in reading.page.sentences:
        if sentence.kind == "header":
            continue
        told = sentence.index > 0 and bool(reading.page.sentences[sentence.index - 1].of("exercises", "exercise"))
        names = exercise_names(sentence, known, told and reading.on("exercise-called"), series)
        if not names and last_named is not None and reading.on("exercise-dated-later"):
            _date_later(reading, last_named, sentence)
            if reading.on("participants-later"):
                _join(reading, last_named, sentence)
        for first, last in names:
            text = reading.page.text[sentence.tokens[first].start : sentence.tokens[last - 1].end]
            key = re.sub(r"[\W_]+", " ", text.casefold())
            if _is_denied(sentence, first) and not (
                reading.on("exercise-asked-about") and _is_known(sentence, first, last)
            ):
                if sentence.cues(first) & {*_NEVER} != {"question"}:
                    denied.add(key)
                continue
            if _is_unsaid(reading, sentence, first):
                continue
            draft = _named(reading, sentence, first, last, text)
            if draft is not None and told and sentence.of("exercises", "named"):
                _as_before(draft, reading.page.sentences[sentence.index - 1])
            if draft is not None:
                found.setdefault(key, []).append(draft)
                last_named = draft
    named = [(key, draft) for key, drafts in found.items() if key not in denied for draft in _merged(drafts)]
    known_by_name = [draft for key, draft in named if not _is_series(key, draft, named)]
    known_by_name += other_editions(reading, known_by_name)
    return [*known_by_name, *unnamed(reading, known_by_name)]


def _series(reading: Reading, known: bool) -> frozenset[Stem]:
    """The series of which the article names an exercise beside a word that says so."""
    if not reading.on("exercise-edition"):
        return frozenset()
    body = [s for s in reading.page.sentences if s.kind != "header"]
    return stems_of((s, a, b) for s in body for a, b in exercise_names(s, known, False, frozenset()))


def _is_unsaid(reading: Reading, sentence: Sentence, at: int) -> bool:
    """Whether somebody is only invited to the exercise, or something is said to have nothing to do with it."""
    if sentence.of("exercises", "unrelated"):
        return reading.on("exercise-unsaid")
    if "invitation" not in sentence.cues(at):
        return False
    a, b = sentence.clause(at)
    told = any(a <= e.first < b for e in sentence.of("events", "hold", "begin", "end"))
    return not told and reading.on("exercise-unsaid")


def _is_series(key: str, draft: Draft, named: list[tuple[str, Draft]]) -> bool:
    """Whether a name without a number (KAZIND) is only that of the series of another (KAZIND-2024)."""
    return any(
        other.startswith(f"{key} ") and (draft.slots["date"] is None or draft.slots["status"] == of.slots["status"])
        for other, of in named
    )


def _date_later(reading: Reading, draft: Draft, sentence: Sentence) -> None:
    """`The manoeuvres, which opened on the 20th, last until the 31st`: dates of the exercise named before."""
    lasts = [d for d in sentence.dates if d.has_day and is_until(sentence, d)]
    if sentence.index - draft.sentence.index == 1 and _stays(reading, draft, sentence):
        return
    about = bool(sentence.of("exercises", "exercise") and (sentence.of("events", "begin", "end", "hold") or lasts))
    about = about and not is_planning(sentence)
    if not about or sentence.index - draft.sentence.index > 2 or not sentence.cues(0).isdisjoint(_NEVER):
        return
    to_come = draft.slots["status"] == "planned" and reading.page.given
    days = span([_next_week(reading, d) if to_come else d for d in sentence.dates if d.has_day])
    known = str(draft.slots["date"] or "")
    ends = len(days or "") == len("2025-01-31") and sentence.of("events", "end") and not sentence.of("events", "begin")
    if days and "/" not in known:
        if (lasts or ends) and "/" not in days and len(known) == len(days) and known < days:
            days = f"{known}/{days}"  # it began on the day told before
        draft.slots["date"] = days
        now = status(reading, sentence, 0, days)
        still = draft.slots["status"] == "ongoing" and now == "held" and "/" not in days and not ends
        draft.slots["status"] = "ongoing" if still else now


def _next_week(reading: Reading, dated: Dated) -> Dated:
    """`They will take part in X. It kicks off Monday`: the weekday after the publication."""
    if dated.how != "weekday" or dated.value >= (reading.page.published or ""):
        return dated
    day = datetime.date.fromisoformat(dated.value) + datetime.timedelta(days=7)
    return replace(dated, value=day.isoformat())


def _stays(reading: Reading, draft: Draft, sentence: Sentence) -> bool:
    """`They have been at the range since the 5th and go home on the 20th`: the days of an exercise without any."""
    published = reading.page.published
    days = sorted({d.value for d in sentence.dates if len(d.value) == len("2025-01-31")})
    open_ = len(days) == 2 and published is not None and days[0] <= published <= days[1]
    other = sentence.of("events", "meet", "visit", "receive", "sign") or sentence.paragraph != draft.sentence.paragraph
    planned = draft.slots["status"] == "planned"
    if not open_ or other or planned or len(str(draft.slots["date"] or "")) > len("2025"):
        return False
    draft.slots["date"], draft.slots["status"] = "/".join(days), "ongoing"
    return reading.on("exercise-dated-later")


def _as_before(draft: Draft, before: Sentence) -> None:
    """`A drill will be held. It is called X`: its status is that of the sentence before, where that looks ahead."""
    if any("planned" in before.cues(m.first) for m in before.of("exercises", "exercise")):
        draft.slots["status"], draft.slots["date"] = "planned", None


def _is_denied(sentence: Sentence, at: int) -> bool:
    """Whether the exercise is denied, doubtful or called off; `rain did not spare the parade of "X"` is no denial."""
    cues = sentence.cues(at)
    if _has_not_begun(sentence, at):
        return True
    if not cues.isdisjoint(_NEVER):
        if cues & {*_NEVER} != {"negation"}:
            return True
        a, b = sentence.clause(at)
        happens = any(a <= e.first < b for e in sentence.of("events", *_HAPPENS))
        return happens or sentence.near_cue(at, "negation", within=_BESIDE)
    return False


def _has_not_begun(sentence: Sentence, at: int) -> bool:
    """`X, which had been on the plan, "did not begin"`: a negation right before the next verb of taking place."""
    after = [e for e in sentence.of("events", "hold", "begin") if e.first > at and not e.has("noun")]
    negations = [m for m in sentence.of("cues", "negation") if m.first > at]
    words = [m for m in sentence.of("exercises", "exercise") if m.first > at + _BESIDE]
    return not words and any(
        m.last - 1 <= e.first <= m.last and e.last <= m.last + _BESIDE for m in negations for e in after[:1]
    )


def _is_dated(draft: Draft) -> bool:
    """Whether it is told when the exercise is, closer than by the year in its name, or that it took place."""
    return len(str(draft.slots["date"] or "")) > _YEAR or bool(draft.sentence.of("events", "hold", "begin", "end"))


def _is_known(sentence: Sentence, first: int, last: int) -> bool:
    """`Did our men take part in X, which Egypt held in September?`: the question takes for granted that it was held."""
    if sentence.cues(first) & {*_NEVER} != {"question"} or not sentence.dates:
        return False
    held = [e for e in sentence.of("events", "hold", "end") if "planned" not in sentence.cues(e.first)]
    if sentence.verb_final:  # a participle right before the name
        return any(0 <= first - e.last <= _MARKED for e in held)
    which = [m for m in sentence.of("service", "which") if last <= m.first <= last + _WHICH]
    return any(m.first < e.first for m in which for e in held)


def _merged(drafts: list[Draft]) -> list[Draft]:
    """One exercise told several times: what has a date decides; another date with another status is another one."""
    told = [d for d in drafts if "exercise-planning" not in d.rules and _is_dated(d)]
    drafts = told + [d for d in drafts if d not in told and (not told or "exercise-planning" not in d.rules)]
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
    present = _participants(reading, sentence)
    if "question" in sentence.cues(first):  # who takes part is asked, who held it is told beside the name
        present = tuple(
            sorted(reading.frame.explicit(sentence, *((0, first) if sentence.verb_final else (last, None))))
        )
    if len(present) >= 2:
        states, how = present, "named"
    elif len(present) == 1 and how == "named" and reading.on("exercise-only-watched"):
        states = present  # the others only watch
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
            "place": _place(reading, sentence, first, last),
        },
        sentence,
        ("exercise-named", f"parties-{how}", *(("exercise-planning",) if is_planning(sentence) else ())),
        0.9,
        first,
        last,
    )


def _place(reading: Reading, sentence: Sentence, first: int, last: int) -> Place | None:
    """Where the exercise is whose name is tokens[first:last]: in its clause, else in the sentence."""
    a, b = sentence.clause(first)
    small = small_places(reading, sentence, (first, last)) if reading.on("small-place") else []
    small.sort(key=lambda p: (not p.kind, abs(p.first - first)))
    here = [p for p in small if a <= p.first < b]
    if not (here and here[0].kind):  # a training ground is narrower than the town beside it
        known = place_in(sentence, a, b) or (None if here else place_in(sentence))
        if known is not None:
            return known
    label = next((p.label for p in (*here, *small)), None)
    return Place(label=label, language=reading.page.language) if label else country_in(sentence)


def _participants(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The states that the sentence names, without those that only watched or were denied."""
    out = {s.iso for s in sentence.states if sentence.cues(s.first) & {"negation", "denial"}}
    named = set(reading.frame.explicit(sentence)) - out
    return tuple(sorted(named - _watching(sentence) or named))


def _watching(sentence: Sentence) -> set[str]:
    """Who is only an observer, or asked to watch: the states beside the word for it, nearest in its clause."""
    found: set[str] = set()
    for cue in sentence.of("cues", "observer"):
        a, b = sentence.clause(cue.first)
        near = [s for s in sentence.states if a <= s.first < b]
        if near and not sentence.near_cue(cue.first, "past", "former", within=_BESIDE):  # `until now observers`
            nearest = min(near, key=lambda s: min(abs(s.first - cue.last), abs(cue.first - s.last)))
            found |= {s.iso for s in listed(sentence, nearest)}
    return found


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
