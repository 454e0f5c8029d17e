"""What stands between commas beside a name or office: `The attaché, who came in May, X`."""

from __future__ import annotations

from typing import Final

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.tokens import MARK, Token
from comity.extract.vicinity import Vicinity

_CLAUSE: Final = 12  # words of a relative clause between an office and its holder
_LETTERS: Final = 4  # of an order or decoration
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


def past_letters(index: Vicinity, at: int) -> int:
    """The comma after the letters of honours that the one at `at` opens: `General X, NI (M), HJ, chief of staff`."""
    tokens = index.sentence.tokens
    while index.is_comma(at):
        end = at + 1
        while end < len(tokens) and (_is_letters(tokens[end]) or tokens[end].text in "()&"):
            end += 1
        told = any(i in index.role_at or i in index.state_at for i in range(at, end))
        if end == at + 1 or told or not index.is_comma(end):
            return at
        at = end
    return at


def _is_letters(token: Token) -> bool:
    text = token.text
    return text.isupper() and len(text) <= _LETTERS


def counterpart_after(index: Vicinity, at: int) -> Mention | None:
    """The words at `at` for the holder of the same office, if they end an apposition: `X, his Danish counterpart,`."""
    sentence = index.sentence
    if sentence.verb_final or index.conjunctions:
        return None
    found = next(c for c in index.counterpart_end.values() if c.first == at)
    end = found.last
    closed = end >= len(sentence.tokens) or sentence.tokens[end].kind == MARK
    near = set(range(end, end + 3)) & ({*index.name_at} | {*index.rank_at})
    return found if closed and not near else None
