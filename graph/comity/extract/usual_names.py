"""Whose official somebody is by his name, where the words beside the office do not say it.

Of the sides of the article, the one where such a name is usual and where no other's is (`comity.names.cultures`). It
goes before what the article as a whole suggests, and never before a state that is named beside the office.
"""

from __future__ import annotations

from typing import Final

from comity.extract.barring import is_barred
from comity.extract.frame import Frame
from comity.extract.office import Office
from comity.names.cultures import usual_in

_WEIGHTY: Final = 4  # weight of a state that is more than named
_GUESS: Final = "+state-of-frame"
_RULE: Final = "+usual-name"


def by_name(office: Office, frame: Frame) -> str | None:
    """The one side where the name of the office's holder is usual; its rule then says so."""
    weighty = (iso for iso, weight in frame.weights.items() if weight >= _WEIGHTY)
    sides = {*frame.default, *frame.current.get(office.sentence, ()), *weighty, frame.speaker}
    usual = usual_in(office.figure.fullest, (iso for iso in sides if iso))
    if usual is None or is_barred(office, frame, frame.page.sentences[office.sentence], usual):
        return None
    office.rule = office.rule.removesuffix(_GUESS) + _RULE
    return usual
