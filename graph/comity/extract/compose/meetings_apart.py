"""Several meetings that one sentence tells: of one official with others, on days of their own or each apart.

`On the 27th he spoke with X, the next day in Ouagadougou with Y`; `on the sidelines of the forum the minister met his
Japanese and Canadian counterparts separately`: as many meetings of two states, and none of all.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.draft import Draft, town_in
from comity.extract.compose.meeting_sides import PAIR, met
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.references import references
from comity.extract.sentence import Sentence

_NAMED: Final = 12  # words between several counterparts and the last of their states
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
