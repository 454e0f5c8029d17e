"""Of which side an official cannot be: its office is another's there, or he is its guest or meets its officials."""

from __future__ import annotations

from comity.extract.companions import met
from comity.extract.frame import Frame
from comity.extract.office import Office
from comity.extract.ownership import SOLE
from comity.extract.sentence import Sentence, StateRef

_TO_GOAL = 6  # words between an official, the verb of going and its goal
_TO_NEXT = 3  # words after them in which nobody else is named
_GUEST = ("visit", "arrive", "invite")


def is_barred(office: Office, frame: Frame, sentence: Sentence, iso: str) -> bool:
    """Whether the office cannot be of that state: another holds it there, or its holder comes there as a guest."""
    if office.role in SOLE and not office.former and held_by_another(office, frame, iso):
        return True
    if iso in met(office, frame):
        return True
    return any(
        state.iso == iso and state.is_goal and _comes(office, frame, sentence, state) for state in sentence.states
    )


def held_by_another(office: Office, frame: Frame, iso: str) -> bool:
    """Whether the office is held by somebody else in that state."""
    return any(
        other.role == office.role and other.state == iso and not other.former and other.figure is not office.figure
        for other in frame.offices
        if "state-of-frame" not in other.rule or (other.sentence < office.sentence and not other.weak)
    )


def _comes(office: Office, frame: Frame, sentence: Sentence, goal: StateRef) -> bool:
    """`President X is expected in Lilongwe`, `Bakan X Türkiye'ye davetli`: whether the office's holder goes there."""
    names = [name.first for name, _ in frame.people.in_sentence(sentence.index)]
    others = [m.first for m in sentence.of("roles") if m.first != office.at] + names
    for event in sentence.of("events", *_GUEST):
        first, last = min(goal.first, event.first), max(goal.last, event.last)
        near = office.last <= first <= office.last + _TO_GOAL and last - first <= _TO_GOAL
        if near and not any(office.last <= i < last + _TO_NEXT for i in others):
            return True
    return False
