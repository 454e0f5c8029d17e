"""Whose official somebody is by what he does for another, or with him.

Who accompanies an official, or brings his words, is of his state (`the minister was accompanied by chief of staff X`,
`ambassador X read out a message of Minister Y`); who represents a state is of it; who meets, receives or calls on the
official of a state is of another. What words say so is in the lexicon (cues.tsv: accompany, message, conveyed,
represent; events.tsv: meet, receive, ...).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from comity.extract.aside import is_partner
from comity.extract.frame import Frame
from comity.extract.mention import Mention
from comity.extract.office import Office
from comity.extract.sentence import Sentence, StateRef

_TO_OFFICE: Final = 1  # words between a participle and the office of its subject
_TO_STATE: Final = 2  # words between a verb of representing and the state
_BACK: Final = 3  # sentences
_TO_BETWEEN: Final = 2  # words between a name and "between" behind it
_TO_SECOND: Final = 12  # words between "between" and the second of two
_TO_MESSAGE: Final = 5  # words between an official and his greetings
_MEETS: Final = ("meet", "receive", "phone", "invite")
_NO_PARTNERS: Final = frozenset({"none", "ambassador", "defence-attache"})  # roles that do not show who was met


@dataclass(frozen=True)
class _Other:
    """Another official of the sentence, whose state is known."""

    first: int
    last: int
    state: str


def same_side(office: Office, frame: Frame) -> str | None:
    """The state of whom this official accompanies, of whose words he brings, or that he represents."""
    sentence = frame.page.sentences[office.sentence]
    if (represented := _represented(office, sentence)) is not None:
        return represented
    a, b = _around(office, sentence)
    others = {other.state for other in _others(office, frame, sentence)}
    accompanies = any(a <= m.first < b for m in sentence.of("cues", "accompany"))
    if accompanies and not others:
        others = _last_named(office, frame, sentence)
    if len(others) != 1:
        return None
    if accompanies:
        return others.pop()
    return others.pop() if _brings(office, frame, sentence) else None


def _last_named(office: Office, frame: Frame, sentence: Sentence) -> set[str]:
    """The state of whom the sentence calls only by his bare office ("the minister"): who was last so told."""
    for role in sentence.of("roles"):
        if not role.has("weak") or role.has("plural") or office.first <= role.first < office.last:
            continue
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
            told = [o for o in frame.offices if o.sentence == index and o.role == role.value and o.state]
            if told:
                return {min(told, key=lambda o: o.first).state or ""}
    return set()


def met(office: Office, frame: Frame) -> set[str]:
    """The states whose officials this one meets or receives, and of which he therefore is not."""
    sentence = frame.page.sentences[office.sentence]
    a, b = _around(office, sentence)
    events = [e for e in sentence.of("events", *_MEETS) if a <= e.first < b and not e.has("noun")]
    found = {s.iso for s in sentence.states if a <= s.first < b and is_partner(sentence, s)}
    found |= partners(office, frame)
    if not events:
        return found
    others = [other for other in _others(office, frame, sentence) if a <= other.first < b]
    received = [*others, *(guest for guest in _guests(office, sentence) if a <= guest.first < b)]
    for event in events:
        among = sorted(received if event.value == "receive" else others, key=lambda other: other.first)
        other = _partner(office, among, event, sentence)
        if other is not None and not _are_joined(office, other, sentence):
            found.add(other.state)
    return found


def partners(office: Office, frame: Frame) -> set[str]:
    """The states of those told as the other side beside him: his counterpart, or whom "between" joins with him."""
    sentence = frame.page.sentences[office.sentence]
    return _of_counterparts(office, sentence) | _talked_with(office, frame, sentence)


def _of_counterparts(office: Office, sentence: Sentence) -> set[str]:
    """`Minister X and her Fijian counterpart`: the states beside words for a counterpart after the office."""
    after = [m for m in sentence.of("counterparts", "counterpart") if m.first >= office.last]
    if office.rule.startswith("counterpart"):
        return set()
    return {s.iso for m in after for s in sentence.states if m.first in (s.last, s.first) or s.first == m.last}


def _talked_with(office: Office, frame: Frame, sentence: Sentence) -> set[str]:
    """`talks between General X and Minister Y`: the states of those who stand beside him after "between"."""
    if not sentence.of("events", "meet", "phone", "discuss"):
        return set()
    found: set[str] = set()
    for word in sentence.of("dates", "between"):
        if sentence.verb_final:  # `X ile bakan Y arasında`
            others = list(_others(office, frame, sentence)) if 0 <= word.first - office.last <= _TO_BETWEEN else []
            found |= {o.state for o in others if 0 <= office.first - o.last <= _TO_SECOND}
            continue
        others = list(_others(office, frame, sentence)) if word.last <= office.first else []
        first, last = word.first, max(office.last, word.last + _TO_SECOND)
        if office.first - word.last <= _TO_SECOND:
            found |= {o.state for o in others if first < o.first < last and _are_linked(sentence, office, o)}
    return found


def _are_linked(sentence: Sentence, office: Office, other: _Other) -> bool:
    """Whether "and" stands between the two, and neither a verb nor a full stop."""
    low, high = min(office.last, other.last), max(office.first, other.first)
    verb = any(low <= e.first < high and not e.has("noun") for e in sentence.of("events"))
    written = bool(sentence.conjunctions) and any(
        t.key.startswith(sentence.conjunctions) for t in sentence.tokens[low : high + 1]
    )
    return not verb and (written or any(low <= m.first < high for m in sentence.of("links", "and")))


def _guests(office: Office, sentence: Sentence) -> Iterator[_Other]:
    """Delegations and ambassadors told with their state and without a name: who receives them is of another."""
    for m in sentence.of("institutions", "delegation") + sentence.of("roles", *_NO_PARTNERS):
        owner = _owner(sentence, m)
        if owner is not None and not office.first <= m.first < office.last:
            yield _Other(min(owner.first, m.first), max(owner.last, m.last), owner.iso)


def _partner(office: Office, others: list[_Other], event: Mention, sentence: Sentence) -> _Other | None:
    """Of the others the one on the other side of the verb; where verbs end the clause the one nearest to it.

    There whose office follows the verb, a participle, is its subject: `büyükelçiyi kabul eden bakan X`.
    """
    verb = event.first
    before = [other for other in others if other.first < verb]
    if sentence.verb_final:
        return before[-1] if before and (office.first < verb or 0 <= office.first - event.last <= _TO_OFFICE) else None
    after = [other for other in others if other.first > verb]
    if office.first < verb or sentence.conjunctions:  # there both stand after the verb
        return after[0] if after else None
    return min(before or after, key=lambda other: abs(other.first - verb), default=None)


def _are_joined(office: Office, other: _Other, sentence: Sentence) -> bool:
    """Whether "and" stands between the two, and no verb."""
    low, high = min(office.last, other.last), max(office.first, other.first)
    verb = any(low <= e.first < high and not e.has("noun") for e in sentence.of("events"))
    partners = {m.first for m in sentence.of("links", "with")}  # `A'nın bakanı X ile bakan Y görüştü`
    joined = any(low <= m.first < high for m in sentence.of("links", "and") if m.first not in partners) or any(
        t.key.startswith(sentence.conjunctions) for t in sentence.tokens[low : high + 1] if sentence.conjunctions
    )
    return joined and not verb


def _around(office: Office, sentence: Sentence) -> tuple[int, int]:
    a, b = sentence.clause(office.first)
    c, d = sentence.clause(max(office.first, office.last - 1))
    return min(a, c), max(b, d)


def _others(office: Office, frame: Frame, sentence: Sentence) -> Iterator[_Other]:
    """Other officials of the sentence: named, or told by their office and its state."""
    mine = set(range(office.first, office.last))
    taken: set[int] = set()
    for name, figure in frame.people.in_sentence(sentence.index):
        taken |= set(range(name.first - 1, name.last))
        if figure is not office.figure and figure.state:
            yield _Other(name.first, name.last, figure.state)
    held = {o.at for o in frame.offices if o.sentence == sentence.index}
    for role in sentence.of("roles"):
        if role.first in held or role.first in mine or role.value in _NO_PARTNERS:
            continue
        owner = _owner(sentence, role)
        if owner is not None and not mine & set(range(owner.first, owner.last)) and role.last not in taken:
            yield _Other(min(owner.first, role.first), max(owner.last, role.last), owner.iso)
        elif owner is None and role.last not in taken and not role.has("plural") and not role.has("weak"):
            holders = {o.state for o in frame.offices if o.role == role.value and o.state and not o.former}
            if len(holders) == 1 and role.value != office.role:
                yield _Other(role.first, role.last, holders.pop())  # `received the chief of staff`


def _owner(sentence: Sentence, role: Mention) -> StateRef | None:
    """The state within the words of an office or right beside them."""
    for state in sentence.states:
        if state.first in role.inside:
            return state
        before = state.last == role.first and (state.type == "adjectives" or sentence.verb_final)
        after = state.first in (role.last, role.last + 1) and not sentence.verb_final and state.is_case("GEN")
        if state.type != "cities" and (before or after):
            return state
    return None


def _represented(office: Office, sentence: Sentence) -> str | None:
    for verb in sentence.of("cues", "represent"):
        for state in sentence.states:
            if state.type == "cities":
                continue
            before = 0 <= verb.first - state.last <= _TO_STATE and (sentence.verb_final or state.first > office.last)
            after = 0 <= state.first - verb.last <= _TO_STATE and not sentence.verb_final
            strangers = any(
                min(office.last, state.first) <= m.first < max(office.first, verb.first)
                for m in sentence.of("roles")
                if not office.first <= m.first < office.last
            )
            if (before or after) and not strangers and not state.is_case("LOC", "DAT", "ABL"):
                return state.iso
    return None


def _brings(office: Office, frame: Frame, sentence: Sentence) -> bool:
    """Whether somebody brings a message of the office's holder, or this one that of somebody else."""
    messages = sentence.of("cues", "message")
    verbs = sentence.of("cues", "conveyed")
    if not messages or not verbs:
        return False
    if any(_is_near(office.first, office.last, m) for m in messages):
        return True
    theirs = any(_is_near(o.first, o.last, m) for o in _others(office, frame, sentence) for m in messages)
    return theirs and any(_is_near(office.first, office.last, m) for m in verbs)


def _is_near(first: int, last: int, word: Mention) -> bool:
    return first - _TO_MESSAGE <= word.first <= last + _TO_MESSAGE
