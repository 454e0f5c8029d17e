"""At whose home an article takes place: whose officials stand in it without their state.

Guests are told with their state, those who receive them often without it. In an article that shows no state for which
it speaks the host is read from four kinds of evidence: where somebody of the other side went, in whose towns things
happen, who is named in the headline, and who is spoken of most.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from comity.extract.frame import Frame

_GONE: Final = 2  # weight of a journey there
_ENOUGH: Final = 2  # of weights in all
_TWICE: Final = 2  # times as often as to the other side


def host(frame: Frame, titled: bool) -> str | None:
    """Which of the two sides is at home, where the evidence for one of them is enough and more than for the other.

    Without a journey there it is enough only for `titled` officials: whose office is told after his name is introduced
    as a stranger.
    """
    if len(frame.default) != 2:
        return None
    votes = Counter(dict.fromkeys(_clearly(_goals(frame), frame.default), _GONE))
    if not votes and not titled:
        return None
    votes.update(_clearly(_towns(frame), frame.default))
    votes.update(_headline(frame))
    votes.update(iso for iso in frame.default if iso == frame.main)
    (first, most), (_, next_) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    return first if most >= _ENOUGH and most > next_ else None


def _clearly(counts: Counter[str], sides: tuple[str, ...]) -> list[str]:
    """The side that was counted twice as often as the other, if one was."""
    a, b = sides
    if counts[a] and counts[a] >= _TWICE * counts[b]:
        return [a]
    return [b] if counts[b] and counts[b] >= _TWICE * counts[a] else []


def _goals(frame: Frame) -> Counter[str]:
    """Where somebody went: the states and capitals beside verbs of visiting that are the goal."""
    goals: Counter[str] = Counter()
    for sentence in frame.page.sentences:
        for event in sentence.of("events", "visit", "arrive"):
            if sentence.unreal(event.first) or sentence.foretold(event.first):
                continue
            a, b = sentence.clause(event.first)
            goals.update(
                s.iso
                for s in sentence.states
                if a <= s.first < b and s.type != "adjectives" and s.is_goal and s.is_case("DAT")
            )
    return goals


def _towns(frame: Frame) -> Counter[str]:
    """In whose towns things happen."""
    towns: Counter[str] = Counter()
    for sentence in frame.page.sentences:
        for m in sentence.of("cities"):
            if "LOC" in sentence.case_of(m).split("/"):
                towns[m.value.partition("|")[0]] += 1
    return towns


def _headline(frame: Frame) -> set[str]:
    """The one state that the headline names."""
    title = next((s for s in frame.page.sentences if s.kind == "title"), None)
    named = {s.iso for s in title.states} if title is not None else set[str]()
    return named & set(frame.default) if len(named) == 1 else set()
