"""States named before an office that do not own it: a partner, a dateline, what a quotation or somebody else tells."""

from __future__ import annotations

from typing import Final

from comity.extract.mention import Mention
from comity.extract.page import CLOSING, OPENING
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK
from comity.extract.vicinity import Vicinity

_PAIR: Final = 2  # states


def is_with(sentence: Sentence, state: StateRef) -> bool:
    """`A ile imzalanan anlaşma`: whether "with" follows the state, where it stands behind its noun."""
    words = sentence.of("links", "with", "and")  # one word that is both: `ile`, and no adverb (`birgə`)
    return state.type == "states" and len({m.value for m in words if m.first == state.last}) > 1


def is_counterparts(sentence: Sentence, state: StateRef) -> bool:
    """`her Fijian counterpart`: whether a word for a counterpart stands right beside the state."""
    return any(m.first in (state.last, state.first) for m in sentence.of("counterparts", "counterpart"))


def are_pair(sentence: Sentence, states: list[StateRef]) -> bool:
    """Whether the last two of them are named as one pair: `A and B`, with nothing but a conjunction between."""
    if len(states) < _PAIR or states[-1].iso == states[-2].iso:
        return False
    a, b = states[-2], states[-1]
    ands = sentence.words_of("links", "and")
    between = [i for i in range(a.last, b.first) if sentence.tokens[i].kind != MARK]
    written = bool(sentence.conjunctions) and sentence.tokens[b.first].key.startswith(sentence.conjunctions)
    return (bool(between) or written) and all(i in ands for i in between)


def in_speech(sentence: Sentence, state: StateRef, role: Mention) -> bool:
    """Whether the state is spoken of in a quotation that has ended when the office comes."""
    marks = [i for i in range(state.last, role.first) if sentence.tokens[i].text in CLOSING - {")"}]
    opened = [i for i in range(state.first) if sentence.tokens[i].text in OPENING - {"("}]
    return bool(marks) and bool(opened)


def of_person(index: Vicinity, state: StateRef, role: Mention) -> bool:
    """`the Sri Lankan general had been to Kakul, where X, the commandant`: the state of somebody without a name."""
    person = next((r for r in index.role_at.values() if r.first <= state.first < r.last), None)
    person = person or index.rank_at.get(state.last) or index.role_at.get(state.last)
    if person is None or person is role or state.type == "cities":
        return False
    if person.value == "head-of-state" and person.is_case("GEN") and not person.is_case("NOM"):
        return False  # `by the decree of the president of A General X was appointed`
    return not any(person.last <= i <= person.last + 2 for i in index.name_at)


def is_dateline(sentence: Sentence, state: StateRef) -> bool:
    """`TIRANA (AA) - The chief of staff ...`: where an article is dated from owns nothing."""
    tokens = sentence.tokens
    return state.type == "cities" and state.first == 0 and state.last < len(tokens) and tokens[state.last].kind == MARK


def is_bare_town(state: StateRef) -> bool:
    """`Manila gezisinde`: a town that says of which kind something is."""
    return state.type == "cities" and state.case == "NOM"
