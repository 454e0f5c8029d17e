"""Several meetings that one sentence tells: of one official with others, on days of their own or each apart.

`On the 27th he spoke with X, the next day in Ouagadougou with Y`; `on the sidelines of the forum the minister met his
Japanese and Canadian counterparts separately`: as many meetings of two states, and none of all.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.draft import Draft, town_in
from comity.extract.compose.meeting_partners import is_with, subject_before
from comity.extract.compose.meeting_sides import PAIR, add_people, met
from comity.extract.compose.rounds import holder_of_round
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.references import Reference, references
from comity.extract.sentence import Sentence

_NAMED: Final = 12  # words between several counterparts and the last of their states
_TALK: Final = ("meet", "discuss", "phone", "topic")
_AGAIN: Final = ("meet", "receive", "visit", "discuss")
_MARKS: Final = frozenset('():;«»“”"')


def on_days(reading: Reading, sentence: Sentence, event: Mention, draft: Draft) -> list[Draft]:
    """The meeting, or one for each of several days told in the sentence where each has one other state."""
    states = draft.slots["states"]
    assert isinstance(states, tuple)
    days = [d.first for d in sentence.dates if len(d.value) == len("2025-01-31")]
    told = references(reading, sentence)
    if len(states) <= PAIR or len(days) < PAIR or not told or not reading.on("met-one-by-one"):
        return [draft]
    one = told[0].state
    found = []
    for number, first in enumerate(days):
        a = 0 if number == 0 else first
        b = days[number + 1] if number + 1 < len(days) else len(sentence.tokens)
        others = sorted({r.state for r in references(reading, sentence, a, b)} - {one})
        if len(others) != 1:
            return [draft]
        pair = met(reading, sentence, event, tuple(sorted((one, *others))), "met-one-by-one")
        assert pair is not None
        pair.slots["date"] = next(d.value for d in sentence.dates if d.first == first)
        pair.slots["place"] = town_in(sentence, a, b)
        found.append(pair)
    return found


def one_after_another(reading: Reading, sentence: Sentence, draft: Draft) -> list[Draft]:
    """The meeting, and a second one of the same states: `met his counterpart and was then received by the king`."""
    states = draft.slots["states"]
    assert isinstance(states, tuple)
    then = sentence.of("links", "afterwards")
    if len(states) != PAIR or draft.noun or not then or not reading.on("met-then"):
        return [draft]
    told = [r for r in references(reading, sentence) if r.state in states and r.figure is not None]
    for word in then:
        before = [r for r in told if r.last <= word.first]
        after = [r for r in told if r.first >= word.last and r.how == "named"]
        if not before or len({r.state for r in after}) != 1 or after[0].state not in {r.state for r in before}:
            continue
        second = [r.figure for r in after]
        hosts = [r for r in before if r.state == after[0].state]
        events = [e for e in sentence.of("events", *_AGAIN) if e.first >= word.last and not e.has("noun")]
        if any(r.figure in second for r in hosts) or not events or sentence.unreal(events[0].first):
            continue
        more = met(reading, sentence, events[0], states, "met-then")
        if more is None:
            continue
        officials = draft.slots["officials"]
        assert isinstance(officials, list)
        more.slots["officials"] = [f for f in officials if f.state != after[0].state]
        add_people(more, [f for f in second if f is not None])
        for slot in ("date", "place"):
            more.slots[slot] = more.slots[slot] or draft.slots[slot]
        draft.slots["officials"] = [f for f in officials if f not in second]
        return [draft, more]
    return [draft]


def apart(reading: Reading, sentence: Sentence, event: Mention) -> list[Draft]:
    """One meeting with each of several counterparts, where the sentence says that they were met one by one."""
    if not sentence.of("links", "apart") or not reading.on("met-apart"):
        return []
    one = [r for r in references(reading, sentence) if r.how in {"named", "the"}]
    if not one:
        return []
    others = _counterparts(reading, sentence, one[0].state) or {r.state for r in references(reading, sentence)}
    pairs = [tuple(sorted((one[0].state, other))) for other in sorted(others - {one[0].state})]
    if len(pairs) < PAIR:
        return []
    drafts = [met(reading, sentence, event, pair, "met-apart") for pair in pairs]
    return [d for d in drafts if d is not None]


def with_each(reading: Reading, sentence: Sentence, event: Mention) -> list[Draft]:
    """`With the Dutch minister the talk was of ..., with the Danish one of ...`: whoever was spoken of met each.

    In a round of talks that one official held, everybody of whom a sentence tells alone met him.
    """
    told = _once(references(reading, sentence))
    agreed = event.value == "agree" and bool(sentence.of("plurals", "both-sides") or sentence.of("persons", "both"))
    if not told or not (agreed or event.value in _TALK) or not reading.on("met-with"):
        return []
    if event.value == "discuss" and any(r.how == "person" for r in told):
        return []  # `under discussion with the Indian side`
    if sentence.of("topics", "press") or sentence.of("roles", "none"):
        return []  # `our correspondent spoke with the minister`
    others = frozenset(r.state for r in told)
    holder = holder_of_round(reading, sentence)
    in_round = holder is not None and len(others) == 1 and holder.state not in others and not event.has("noun")
    with_all = not agreed and all(is_with(reading, sentence, r) for r in told)
    if not (with_all or in_round) or any(sentence.unreal(r.first) for r in told):
        return []
    if holder is None or holder.state in others:
        holder = subject_before(reading, sentence, others)
    if holder is None:
        return []
    found = []
    for other in sorted(others):
        draft = met(reading, sentence, event, tuple(sorted((holder.state, other))), "met-with")
        if draft is not None:
            add_people(draft, [holder.figure] if holder.figure else [])
            found.append(draft)
    return found


def _once(told: list[Reference]) -> list[Reference]:
    """Without the words for an office or person that stand beside the name: `general X` is one."""
    named = {id(r.figure) for r in told if r.how == "named"}
    return [r for r in told if r.how == "named" or r.figure is None or id(r.figure) not in named]


def guests_received(reading: Reading, sentence: Sentence, event: Mention) -> list[Draft]:
    """`The guests were received by the minister`: he met all those of several states whom the text just told of."""
    if event.value not in {"receive", "host", "meet"} or not sentence.of("plurals", "guests"):
        return []
    hosts = [r for r in references(reading, sentence) if r.how in {"named", "office", "the"}]
    if len({r.state for r in hosts}) != 1 or not reading.on("guests-received"):
        return []
    for before in reversed(reading.page.sentences[max(0, sentence.index - PAIR) : sentence.index]):
        came = [r for r in references(reading, before) if r.how in {"named", "office"} and r.state != hosts[0].state]
        states = tuple(sorted({hosts[0].state, *(r.state for r in came)}))
        if not came:
            continue
        if len(states) <= PAIR:
            return []
        draft = met(reading, sentence, event, states, "guests-received")
        if draft is not None:
            add_people(draft, [r.figure for r in came if r.figure])
        return [draft] if draft is not None else []
    return []


def _counterparts(reading: Reading, sentence: Sentence, one: str) -> set[str]:
    """The states of several counterparts: `from Japan and Canada` after them, `Japanese and Canadian` before."""
    for m in sentence.of("counterparts", "counterpart"):
        last = m.last
        for s in sentence.states:
            gap = sentence.tokens[last : s.first]
            if last <= s.first <= m.last + _NAMED and len(gap) <= 2 and not any(t.text in _MARKS for t in gap):
                last = s.last
        first = m.first
        for s in reversed(sentence.states):
            gap = sentence.tokens[s.last : first]
            if s.last <= first and len(gap) <= 1 and (s.type == "adjectives" or sentence.verb_final):
                first = s.first
        found = {s.iso for s in sentence.states if first <= s.first < last and s.type != "cities"} - {one}
        if len(found) >= PAIR:
            return found
    return set()
