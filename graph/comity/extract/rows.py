"""Rows of names and offices: `the ministers of A and B, X and Y`, `the ambassador of A, X, the ambassador of B, Y`."""

from __future__ import annotations

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK
from comity.extract.vicinity import Reach, Vicinity


def with_comma(option: tuple[float, NameSpan, Reach, str]) -> bool:
    """Whether a comma and nothing else stands between the name and the office before it."""
    _, _, reach, rule = option
    return rule == "office-before-name" and bool(reach.roles) and reach.commas == 1 and not reach.unknown


def is_row(names: list[NameSpan], options: list[tuple[float, NameSpan, Reach, str]]) -> bool:
    """`the ambassador of A, X, the ambassador of B, Y`: two or more so told, and nobody before the first office."""
    row = sorted((o for o in options if with_comma(o)), key=lambda o: o[1].first)
    return len(row) > 1 and not any(name.full and name.first < row[0][2].edge for name in names)


def contiguous(sentence: Sentence, index: Vicinity, row: list[NameSpan], start: int) -> list[NameSpan]:
    """The names of a list: between them only ranks, states, titles, links and few other words."""
    kept: list[NameSpan] = []
    at = start
    for name in row:
        strange = sum(
            1
            for i in range(at, name.first)
            if sentence.tokens[i].kind != MARK
            and not any(
                m.first <= i < m.last
                and m.type in {"ranks", "states", "adjectives", "links", "names", "cities", "institutions"}
                for m in sentence.mentions
            )
        )
        if strange > 4 or (any(i in index.verb for i in range(at, name.first)) and kept):
            break
        kept.append(name)
        at = name.last
    return kept


def states_around(sentence: Sentence, index: Vicinity, role: Mention, row: list[NameSpan]) -> list[StateRef]:
    """The states of a plural office: inside its words, after it, else before it."""
    end = row[-1].first if row else len(sentence.tokens)
    found = [s for s in index.states if role.first <= s.first < end]
    if found:
        return found
    return [s for s in index.states if s.last <= role.first]
