"""Whose report a sentence is: `..., the Sri Lanka Navy said`, `India's Ministry of Defence reported that ...`.

A ministry, staff or service that tells something tells it of its own officials, where their state is not named. It is
one where a verb of telling (cues.tsv, `says`) stands right beside the body and the name of its state.
"""

from __future__ import annotations

from typing import Final

from comity.extract.mention import Mention
from comity.extract.sentence import Sentence, StateRef

_BODIES: Final = ("ministry", "staff", "forces", "government")
_TO_OWNER: Final = 2  # words between a body and the name of its state after it ("of the")
_TO_VERB: Final = 2  # words between the body with its state and the verb


def reporter(sentence: Sentence) -> str | None:
    """The state whose body, or news agency, reports what the sentence says; None where there is none, or several."""
    verbs = sentence.of("cues", "says")
    if not verbs:
        return None
    told = {iso for verb in verbs for first, last, iso in _bodies(sentence) if _beside(verb, first, last)}
    return told.pop() if len(told) == 1 else None


def _bodies(sentence: Sentence) -> list[tuple[int, int, str]]:
    """(first, last, state) of the bodies and agencies of the sentence with their states."""
    found = [(m.first, m.last, m.value) for m in sentence.of("agencies")]
    for body in sentence.of("institutions", *_BODIES):
        for state in sentence.states:
            if _owns(state, body):
                found.append((min(state.first, body.first), max(state.last, body.last), state.iso))
    return found


def _owns(state: StateRef, body: Mention) -> bool:
    """Whether it is the state of that body: before it, within it, or after "of"."""
    if state.type == "cities":
        return False
    return body.first <= state.last <= body.last or 0 <= state.first - body.last <= _TO_OWNER


def _beside(verb: Mention, first: int, last: int) -> bool:
    return 0 <= verb.first - last <= _TO_VERB or 0 <= first - verb.last <= _TO_VERB
