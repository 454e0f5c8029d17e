"""Meetings: officials of two or more states met, were received, called on each other, or spoke.

For each event of a sentence the sides are looked for, the surest first: officials of two states in its clause, in its
sentence; ministers of states; an official and the state of the other; an official and whoever of another state was
named right before; an official and the other side of the article, where words of the sentence speak of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from comity.extract.compose.draft import Draft, figures, is_civil, is_to_come
from comity.extract.compose.scene import Scenes, day_of, town_of
from comity.extract.matcher import Mention
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.page import Sentence
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.references import references

_EVENTS: Final = ("meet", "phone", "receive", "discuss", "host", "visit", "sign", "agree")
_BACK: Final = 2  # sentences in which the other side was named
_ATTENDED: Final = 3  # sentences after a meeting that tell who else was there
_PAIR: Final = 2
_SIDES: Final = ("both-states", "both-sides", "both-ministers", "all-states")
_TOGETHER: Final = (*_SIDES, "guest", "host")
_WEAK: Final = frozenset({"met-last-named", "official-met-frame", "officials-by-office", "gathering", "sides-met"})
_DIPLOMATS: Final = frozenset({"ambassador", "defence-attache", "other"})


def meetings(reading: Reading) -> list[Draft]:
    """One draft for each set of states whose officials met (and each day, where several are told)."""
    found: list[Draft] = []
    last: Draft | None = None
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or is_civil(reading, sentence):
            continue
        draft = _told(reading, sentence)
        if draft is not None and last is not None and _is_attendance(reading, sentence, draft, last):
            draft = None
        if draft is None:
            if last is not None and reading.on("took-part-in-meeting"):
                _attend(reading, sentence, last)
            continue
        known = _same_meeting(reading, found, draft)
        if known is None:
            found.append(draft)
            last = draft
        else:
            _join(known, draft)
            last = known
    return found


def _told(reading: Reading, sentence: Sentence) -> Draft | None:
    for event in sentence.of("events", *_EVENTS):
        if sentence.unreal(event.first) or sentence.near_cue(event.first, "planned", within=8):
            continue
        draft = _meeting(reading, sentence, event)
        if draft is not None and not is_to_come(reading, draft):
            return draft
    return None


def _attend(reading: Reading, sentence: Sentence, last: Draft) -> None:
    """`The ambassador was present`: who else was at the meeting told before."""
    if sentence.of("exercises", "exercise") or sentence.index - last.sentence.index > _ATTENDED:
        return
    if any(not sentence.unreal(e.first) for e in sentence.of("events", "take-part")):
        _add(last, figures(reading, sentence, last.slots["states"]))  # type: ignore[arg-type]


def _is_attendance(reading: Reading, sentence: Sentence, draft: Draft, last: Draft) -> bool:
    """Whether a sentence only tells who was at the meeting just told: `the attaché attended the meeting`."""
    present = {f.state for f in reading.officials(sentence)}
    return (
        draft.noun
        and len(present) == 1
        and present <= set(last.slots["states"])  # type: ignore[call-overload]
        and sentence.index - last.sentence.index <= _ATTENDED
        and bool(sentence.of("events", "take-part"))
        and reading.on("took-part-in-meeting")
    )


def _same_meeting(reading: Reading, found: list[Draft], draft: Draft) -> Draft | None:
    """The meeting that is told again: of the same states; a verb with another official, later on, is a new one."""
    states = set(draft.slots["states"])  # type: ignore[call-overload]
    for known in reversed(found):
        before = set(known.slots["states"])  # type: ignore[call-overload]
        if states == before:
            return None if reading.on("another-meeting") and _another(known, draft) else known
        near = draft.sentence.index - known.sentence.index <= _BACK
        weak = draft.noun or draft.rules[0] in _WEAK
        if states < before and len(before) > _PAIR and weak and near:
            return known
    return None


def _another(known: Draft, draft: Draft) -> bool:
    """Whether somebody new met one who was there before, or the days exclude each other."""
    days = [d.slots["date"] for d in (known, draft)]
    if (
        "signed-together" not in draft.rules
        and all(isinstance(d, str) and len(d) == len("2025-01-31") for d in days)
        and days[0] != days[1]
    ):
        return True
    if draft.noun or "signed-together" in draft.rules or len(known.slots["states"]) > _PAIR:  # type: ignore[arg-type]
        return False
    old, new = known.slots["officials"], draft.slots["officials"]
    assert isinstance(old, list)
    assert isinstance(new, list)
    fresh = [p for p in new if p not in old and not BOUND_ABROAD & set(p.roles)]
    hosts = {p.state for p in old}
    return (
        bool(fresh)
        and known.sentence.paragraph != draft.sentence.paragraph
        and draft.rules[0] in {"officials-met", "met-last-named", "official-met-frame", "officials-by-office"}
        and all(p.state in hosts for p in fresh)
    )


def _meeting(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    a, b = sentence.clause(event.first)
    if event.value in {"discuss", "host"}:
        return _discussed(reading, sentence, event)
    if event.value == "visit":
        return _called_on(reading, sentence, event, a, b)
    if event.value in {"sign", "agree"}:
        return _agreed(reading, sentence, event, a, b)
    together = sentence.of("persons", "both") and len({p.state for p in reading.officials(sentence)}) == 1
    for first, last in () if together else ((a, b), (0, len(sentence.tokens))):
        told = references(reading, sentence, first, last)
        states = tuple(sorted({r.state for r in told}))
        if len(states) >= _PAIR:
            named = {r.state for r in told if r.how == "named"}
            return _draft(
                reading, sentence, event, states, "officials-met" if len(named) > 1 else "officials-by-office"
            )
    people = reading.officials(sentence)
    plural = [r for r in sentence.of("roles") if r.has("plural") and r.value not in {"none", "other"}]
    explicit = tuple(sorted(set(reading.frame.explicit(sentence))))
    if plural and len(explicit) >= _PAIR:
        severally = plural[0].is_case("COM", "INS") or any(r.how == "named" for r in references(reading, sentence))
        return None if severally and people else _draft(reading, sentence, event, explicit, "ministers-met")
    if people:
        return _with_another(reading, sentence, event, explicit)
    if event.has("noun") and (
        sentence.of("plurals", "both-ministers")
        or (sentence.of("events", "hold") and sentence.of("plurals", "all-states"))
    ):
        return _draft(reading, sentence, event, reading.frame.parties(sentence)[0], "gathering")
    if event.has("noun") or event.value == "receive" or not sentence.of("plurals", *_SIDES):
        return None
    parties = reading.frame.parties(sentence)[0]
    if len(parties) == _PAIR and sentence.of("plurals", "all-states"):
        return None
    return _draft(reading, sentence, event, parties, "sides-met")


def _with_another(reading: Reading, sentence: Sentence, event: Mention, explicit: tuple[str, ...]) -> Draft | None:
    """An official of one state: met one of a state that is named, who was named before, or of the article's other."""
    state = references(reading, sentence)[0].state
    if len(explicit) == _PAIR:
        if event.has("noun") and not _is_set(sentence, event):
            return None
        if event.value == "receive" and all(set(p.roles) <= _DIPLOMATS for p in reading.officials(sentence)):
            return None  # the consul came to the quay
        return _draft(reading, sentence, event, explicit, "official-met-side")
    partners = _named_before(reading, sentence, state)
    if partners and not event.has("noun"):
        states = tuple(sorted({state, *(p.state for p in partners if p.state)}))
        draft = _draft(reading, sentence, event, states, "met-last-named")
        if draft is not None:
            _add(draft, partners)
        return draft
    if (event.has("noun") and not _is_set(sentence, event)) or (
        event.value == "receive" and not _speaks_of_another(sentence)
    ):
        return None
    return _draft(reading, sentence, event, reading.frame.parties(sentence)[0], "official-met-frame")


def _speaks_of_another(sentence: Sentence) -> bool:
    """Whether words of the sentence mean somebody of the other side: the guest, his colleague, the delegation."""
    return bool(
        sentence.of("counterparts")
        or sentence.of("plurals", *_TOGETHER)
        or sentence.of("institutions", "delegation")
        or sentence.of("persons", "both")
    )


def _is_set(sentence: Sentence, event: Mention) -> bool:
    """Whether a noun (`talks`) is told as what happened: held, on a day, in a town."""
    a, b = sentence.clause(event.first)
    return (
        bool(sentence.of("events", "hold", "take-part", "lead", "host", "receive", "arrive"))
        or any(a <= d.first < b and not d.is_years for d in sentence.dates)
        or town_of_clause(sentence, a, b)
    )


def town_of_clause(sentence: Sentence, a: int, b: int) -> bool:
    """Whether a clause names a town in which something is."""
    return any(a <= m.first < b and "LOC" in sentence.case_of(m).split("/") for m in sentence.of("cities"))


def _named_before(reading: Reading, sentence: Sentence, state: str) -> list[Figure]:
    """Those of one other state whom the sentence right before names, the nearest sentence that names any."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        others = [f for f in reading.officials(reading.page.sentences[index]) if f.state != state]
        if others:
            return others if sentence.of("persons", "both") else [f for f in others if f.state == others[0].state]
    return []


def _called_on(reading: Reading, sentence: Sentence, event: Mention, a: int, b: int) -> Draft | None:
    """`The commander visited the chief of the navy`: an official of one state went to see one of another."""
    if event.has("noun") or "invitation" in sentence.cues(event.first) or not reading.on("called-on-official"):
        return None
    told = [r for r in references(reading, sentence, a, b) if r.how == "named"]
    goal = any(s.is_goal and a <= s.first < b for s in sentence.states) or sentence.of("plurals", "our-country")
    states = tuple(sorted({r.state for r in told}))
    if len(states) != _PAIR or goal:
        return None
    return _draft(reading, sentence, event, states, "called-on-official")


def _agreed(reading: Reading, sentence: Sentence, event: Mention, a: int, b: int) -> Draft | None:
    """`X and Y signed it in Lima on Tuesday`: who signed or agreed together, on a day or in a town, met there."""
    if event.has("noun") or Scenes(reading).is_past(sentence):
        return None
    told = [r for r in references(reading, sentence, a, b) if r.how == "named"]
    states = tuple(sorted({r.state for r in told}))
    if len(states) < _PAIR:
        return None
    draft = _draft(reading, sentence, event, states, "signed-together")
    set_there = draft is not None and (draft.slots["date"] or draft.slots["place"])
    return draft if set_there else None


def _discussed(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """Who discussed something met: officials of two states, ministers of named states, an official and another's."""
    states = tuple(sorted({r.state for r in references(reading, sentence) if r.how != "person"}))
    if len(states) == _PAIR:
        return _draft(reading, sentence, event, states, "officials-discussed")
    explicit = tuple(sorted(set(reading.frame.explicit(sentence))))
    if len(explicit) >= _PAIR and any(r.has("plural") and r.value != "none" for r in sentence.of("roles")):
        return _draft(reading, sentence, event, explicit, "ministers-discussed")
    if len(states) < _PAIR and len(explicit) in (1, _PAIR) and sentence.of("counterparts", "counterpart"):
        return _draft(reading, sentence, event, reading.frame.parties(sentence)[0], "counterparts-discussed")
    return None


def _draft(reading: Reading, sentence: Sentence, event: Mention, states: tuple[str, ...], rule: str) -> Draft | None:
    if len(states) < _PAIR or not reading.on(rule):
        return None
    at = event.first
    return Draft(
        "meeting",
        {
            "states": states,
            "officials": present(reading, sentence, states),
            "date": day_of(reading, sentence, at),
            "place": town_of(reading, sentence, at),
        },
        sentence,
        (rule,),
        first=at,
        last=at + 1,
        noun=event.has("noun"),
    )


def present(reading: Reading, sentence: Sentence, states: tuple[str, ...]) -> list[Figure]:
    """The officials of these states of whom the sentence speaks; no head of state who stands behind another."""
    told = [r.figure for r in references(reading, sentence) if r.figure is not None and r.state in states]
    people = list({f.key: f for f in told}.values())
    return [
        f
        for f in people
        if "head-of-state" not in f.roles
        or not any(o.state == f.state and "head-of-state" not in o.roles for o in people)
    ]


def _join(known: Draft, other: Draft) -> None:
    for slot in ("date", "place"):
        known.slots[slot] = known.slots[slot] or other.slots[slot]
    _add(known, other.slots["officials"])  # type: ignore[arg-type]


def _add(draft: Draft, people: Sequence[Figure]) -> None:
    officials = draft.slots["officials"]
    assert isinstance(officials, list)
    officials.extend(p for p in people if p not in officials)
