"""Whose official somebody is by his name, where the words beside the office do not say it.

Of the sides of the article and the states named right before, the one where such a name is usual and where no other's
is (`comity.names.cultures`); where it is usual with none of them, the state whose own press the article is, if it
surely is there. It goes before what the article as a whole suggests, and never before a state that is named beside the
office. Where it fits several sides, what else shows a state is believed only of one that it fits.
"""

from __future__ import annotations

from typing import Final

from comity.extract.barring import is_barred
from comity.extract.frame import Frame
from comity.extract.lexicon import read
from comity.extract.office import Office
from comity.names.cultures import is_usual, usual_among

_WEIGHTY: Final = 4  # weight of a state that is more than named
_BEFORE: Final = 2  # sentences in which a state was named right before
_GUESS: Final = "+state-of-frame"
_RULE: Final = "+usual-name"


def by_name(office: Office, frame: Frame) -> str | None:
    """The one side where the name of the office's holder is usual; its rule then says so."""
    sides = _sides(office, frame)
    usual = usual_among(office.figure.fullest, sides) or frozenset()
    found = min(usual) if len(usual) == 1 < len(sides) else None
    own = {iso for iso, _, _ in read(frame.page.language).lists["home"]}
    if len(own) == 1 and not own & sides and is_usual(office.figure.fullest, min(own), sides):
        found = min(own)
    if found is None or is_barred(office, frame, frame.page.sentences[office.sentence], found):
        return None
    office.rule = office.rule.removesuffix(_GUESS) + _RULE
    return found


def may_be_of(office: Office, frame: Frame, iso: str) -> bool:
    """Whether the name of the office's holder does not speak for other sides and against that state."""
    usual = usual_among(office.figure.fullest, _sides(office, frame) | {iso})
    return not usual or iso in usual


def _sides(office: Office, frame: Frame) -> set[str]:
    """The states of which the article is, and those named beside the office or right before."""
    sides = {*frame.default, *frame.current.get(office.sentence, ()), frame.speaker}
    sides |= {iso for iso, weight in frame.weights.items() if weight >= _WEIGHTY}
    for sentence in frame.page.sentences[max(0, office.sentence - _BEFORE) : office.sentence + 1]:
        sides |= {s.iso for s in sentence.states}
    return {iso for iso in sides if iso}
