"""What stands between commas beside a name or office: `The attaché, who came in May, X`."""

from __future__ import annotations

from typing import Final

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.tokens import MARK
from comity.extract.vicinity import Vicinity

_CLAUSE: Final = 12  # words of a relative clause between an office and its holder
_ASIDE: Final = 14  # words of an apposition between a name and the verb


def past_apposition(index: Vicinity, name: NameSpan) -> int:
    """The token after what two commas enclose behind a name."""
    tokens = index.sentence.tokens
    if not index.is_comma(name.last):
        return name.last
    for at in range(name.last + 1, min(len(tokens), name.last + _ASIDE)):
        if at in index.name_at or (tokens[at].kind == MARK and not index.is_comma(at)):
            return name.last
        if index.is_comma(at):
            return at + 1
    return name.last


def past_relative(index: Vicinity, at: int) -> int | None:
    """Where an office ends before a relative clause that the comma at `at` closes."""
    sentence = index.sentence
    if sentence.verb_final or not index.is_comma(at):
        return None
    for word in sentence.of("service", "which"):
        if not 1 < at - word.last <= _CLAUSE:
            continue
        inside = range(word.last, at)
        if any(i in index.role_at or i in index.name_at or sentence.tokens[i].kind == MARK for i in inside):
            continue
        before = word.first - 1 - index.is_comma(word.first - 1)
        owner = index.state_end.get(before)
        role = index.role_end.get(before) or (index.role_end.get(owner.first - 1) if owner else None)
        if role is not None and not _is_added(index, role):
            return before
    return None


def _is_added(index: Vicinity, role: Mention) -> bool:
    """Whether an office stands after a name, as its apposition, or after another office."""
    before = role.first - 1
    added = index.is_comma(before) or before in index.name_end or index.joined(role.first)
    return added or any(before - 1 <= i <= before for i in index.role_end)
