"""Meetings: officials of two or more states met, were received, or spoke."""

from __future__ import annotations

from collections.abc import Sequence

from comity.extract.compose.draft import Draft, date_near, figures, is_civil, town_in
from comity.extract.page import Sentence
from comity.extract.people import Figure
from comity.extract.reading import Reading

_EVENTS = ("meet", "phone", "receive", "discuss", "host")


def meetings(reading: Reading) -> list[Draft]:
    """One draft for each set of states whose officials met (and each day, where several are told)."""
    found: list[Draft] = []
    last: Draft | None = None
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or is_civil(reading, sentence):
            continue
        for event in sentence.of("events", *_EVENTS):
            if sentence.unreal(event.first) or sentence.near_cue(event.first, "planned", within=8):
                continue
            draft = _meeting(reading, sentence, event.first, event.value, event.has("noun"))
            if draft is None:
                continue
            known = _same_meeting(reading, found, draft, event.has("noun"))
            if known is None:
                found.append(draft)
                last = draft
            else:
                _join(known, draft)
                last = known
            break
        else:
            if last is not None and sentence.of("events", "take-part") and reading.on("took-part-in-meeting"):
                present = [f for f in reading.officials(sentence) if f.state in last.slots["states"]]  # type: ignore[operator]
                if present and sentence.index - last.sentence.index <= 3 and not sentence.of("exercises", "exercise"):
                    _add(last, present)
    return found


def _same_meeting(reading: Reading, found: list[Draft], draft: Draft, noun: bool) -> Draft | None:
    """The meeting that is told again: of the same states; a verb with another official, later on, is a new one."""
    states = set(draft.slots["states"])  # type: ignore[call-overload]
    for known in reversed(found):
        before = set(known.slots["states"])  # type: ignore[call-overload]
        if states == before:
            return None if not noun and reading.on("another-meeting") and _another(known, draft) else known
        if states < before and len(before) > 2 and noun and draft.sentence.index - known.sentence.index <= 2:
            return known
    return None


def _another(known: Draft, draft: Draft) -> bool:
    """Whether somebody new met one who was there before."""
    old, new = known.slots["officials"], draft.slots["officials"]
    assert isinstance(old, list)
    assert isinstance(new, list)
    fresh = [p for p in new if p not in old and not {"ambassador", "defence-attache"} & set(p.roles)]
    hosts = {p.state for p in old}
    return (
        bool(fresh)
        and known.sentence.paragraph != draft.sentence.paragraph
        and draft.rules[0] in {"officials-met", "official-met-frame"}
        and all(p.state in hosts for p in fresh)
    )


def _meeting(reading: Reading, sentence: Sentence, at: int, event: str, noun: bool) -> Draft | None:
    people = reading.officials(sentence)
    states = tuple(sorted({f.state for f in people if f.state}))
    rule = "officials-met"
    if event in {"discuss", "host"}:
        return _discussed(reading, sentence, at, states)
    if len(states) < 2:
        plural = [r for r in sentence.of("roles") if r.has("plural") and r.value != "none"]
        named = tuple(sorted(set(reading.frame.explicit(sentence))))
        if plural and len(named) >= 2:
            states, rule = named, "ministers-met"
        elif people and len(named) == 2:
            states, rule = named, "official-met-side"
        elif people and reading.on("official-met-frame"):
            states, rule = reading.frame.parties(sentence)[0], "official-met-frame"
        elif noun and (
            sentence.of("plurals", "both-ministers")
            or (sentence.of("events", "hold") and sentence.of("plurals", "all-states"))
        ):
            states, rule = reading.frame.parties(sentence)[0], "gathering"
        elif noun or event == "receive" or not sentence.of("plurals"):
            return None
        else:
            states, rule = reading.frame.parties(sentence)[0], "sides-met"
    return _draft(reading, sentence, at, states, rule) if len(states) >= 2 and reading.on(rule) else None


def _discussed(reading: Reading, sentence: Sentence, at: int, states: tuple[str, ...]) -> Draft | None:
    """Who discussed something met: officials of two states, ministers of named states, an official and another's."""
    if len(states) == 2 and reading.on("officials-discussed"):
        return _draft(reading, sentence, at, states, "officials-discussed")
    named = tuple(sorted(set(reading.frame.explicit(sentence))))
    if (
        len(named) >= 2
        and any(r.has("plural") and r.value != "none" for r in sentence.of("roles"))
        and reading.on("ministers-discussed")
    ):
        return _draft(reading, sentence, at, named, "ministers-discussed")
    if (
        len(states) < 2
        and len(named) in (1, 2)
        and sentence.of("counterparts", "counterpart")
        and reading.on("counterparts-discussed")
    ):
        return _draft(reading, sentence, at, reading.frame.parties(sentence)[0], "counterparts-discussed")
    return None


def _draft(reading: Reading, sentence: Sentence, at: int, states: tuple[str, ...], rule: str) -> Draft | None:
    if len(states) < 2:
        return None
    date = date_near(sentence, at, days_only=True)
    return Draft(
        "meeting",
        {
            "states": states,
            "officials": figures(reading, sentence, states),
            "date": date.value if date else None,
            "place": town_in(sentence),
        },
        sentence,
        (rule,),
        0.85 if rule == "officials-met" else 0.7,
        at,
        at + 1,
    )


def _join(known: Draft, other: Draft) -> None:
    for slot in ("date", "place"):
        known.slots[slot] = known.slots[slot] or other.slots[slot]
    _add(known, other.slots["officials"])  # type: ignore[arg-type]


def _add(draft: Draft, people: Sequence[Figure]) -> None:
    officials = draft.slots["officials"]
    assert isinstance(officials, list)
    officials.extend(p for p in people if p not in officials)
