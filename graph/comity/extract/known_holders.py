"""Whose official somebody is who is known to hold, or have held, one of the highest offices of a state.

Of the states that the article names, and the one whose press alone writes in its language, it is the one whose known
official has that full name (`comity.names.office_holders`). It goes before what the article as a whole or the words
farther off suggest, and never before a state that stands beside the office. Whoever is named without any office is
given that state too, so that a meeting knows of which side he is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from comity.extract.lexicon import read
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.page import Page
from comity.extract.people import People
from comity.names.office_holders import state_of_holder

RULE: Final = "known-holder"
_NOBODY: Final = "state-of-nobody"  # the office is of an organisation


def states_of(page: Page) -> frozenset[str]:
    """The states that an article names, and the one whose press alone writes in its language."""
    named = {state.iso for sentence in page.sentences for state in sentence.states}
    own = {iso for iso, _, _ in read(page.language).lists["home"]}
    return frozenset(named | own if len(own) == 1 else named)


def know_holders(
    page: Page, people: People, offices: Sequence[Office], names: Mapping[int, Sequence[NameSpan]]
) -> None:
    """Give offices whose state was not told, or only guessed, that of known holders, and so people without office."""
    states = states_of(page)
    for office in offices:
        told, _, guess = office.rule.partition("+")
        if (office.state is None or guess) and guess != _NOBODY:
            known = state_of_holder(office.figure.fullest, states)
            if known is not None:
                office.state, office.rule = known, f"{told}+{RULE}"
    for index, found in names.items():
        for name in found:
            if name.full and people.at(index, name.first) is None and people.known(name.parts) is None:
                known = state_of_holder(name.parts, states)
                if known is not None:
                    people.add(name).state = known
