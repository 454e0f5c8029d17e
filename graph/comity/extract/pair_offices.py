"""Offices of the pair that is being spoken of, where no state stands beside them.

    the defence ministers of the two countries, X and Y     `zip-of-pair`
    The plan was signed by X, head of A, and Y, head of B   `signed-for-each`

The names stand in the order in which the two states were last named; who is known otherwise turns the order round.
Where a third state is named, or the order is not told, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from comity.extract.frame import Frame
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.people import Figure, People
from comity.extract.rows import contiguous
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK
from comity.extract.vicinity import Vicinity

ZIP: Final = "zip-of-pair"
SIGNED: Final = "signed-for-each"
_PAIR: Final = 2
_BACK: Final = 4  # sentences back to where both states were named
_BESIDE: Final = 2  # words between a plural office and "of the two countries"
_GUESSED: Final = ("state-of-frame", "state-of-list", "usual-name")
_ABROAD: Final = frozenset({"ambassador", "defence-attache"})


def of_the_pair(
    people: People,
    offices: list[Office],
    names: Mapping[int, Sequence[NameSpan]],
    frame: Frame,
    off: frozenset[str],
) -> None:
    """Add to `offices` those of the two countries' officials, and settle whose officials two signatories are."""
    for sentence in frame.page.sentences:
        here = names[sentence.index]
        if len(here) < _PAIR or sentence.kind == "header":
            continue
        if (
            ZIP not in off
            and sentence.of("plurals", "both-states", "both-ministers")
            and (role := _of_both(sentence)) is not None
        ):
            _zip(people, offices, Vicinity(sentence, here, frame.page.matcher), role, frame)
        if SIGNED not in off and sentence.of("events", "sign"):
            _signed(offices, sentence, frame)
            _signed_with(people, offices, sentence, frame)


# ------------------------------------------------------------ ministers of the two countries
def _of_both(sentence: Sentence) -> Mention | None:
    """The plural office beside which "the two countries" stands."""
    for role in sentence.of("roles"):
        if not role.has("plural") or role.value == "none":
            continue
        for m in sentence.of("plurals", "both-states", "both-ministers"):
            before = 0 <= role.first - m.last <= 1
            after = 0 <= m.first - role.last <= _BESIDE and not sentence.verb_final
            beside = m.value == "both-states" and (before or after or role.first < m.first < role.last)
            if beside or m.first < role.first < m.last:  # `the ministers of both countries` in one form
                return role
    return None


def _zip(people: People, offices: list[Office], index: Vicinity, role: Mention, frame: Frame) -> None:
    sentence = index.sentence
    later = [n for n in index.name_at.values() if n.first >= role.last]
    row = contiguous(sentence, index, later, role.last)
    if len(row) != _PAIR:
        return
    figures = [people.known(n.parts) for n in row]
    bound = {o.figure.key for o in offices if o.sentence == sentence.index and "+" not in o.rule}
    if any(f is not None and f.key in bound for f in figures):
        return  # told with their states
    states = _in_order(frame, sentence, role.first, figures)
    if states is None:
        return
    for name, iso in zip(row, states, strict=True):
        figure = people.add(name)
        rank = index.rank_in(iso, index.rank_end.get(name.first - 1))
        offices[:] = [o for o in offices if not (o.sentence == sentence.index and o.figure is figure)]
        figure.state, figure.rank = iso, figure.rank or rank
        if role.value not in figure.roles:
            figure.roles.append(role.value)
        offices.append(
            Office(sentence.index, figure, role.value, iso, rank, False, role.first, name.last, ZIP, at=role.first)
        )


# ------------------------------------------------------------ who signed for whom
def _signed(offices: Sequence[Office], sentence: Sentence, frame: Frame) -> None:
    """Two officials who sign one document: of the two parties, if no state stands beside one of them or both."""
    verb = sentence.of("events", "sign")[0]
    if sentence.unreal(verb.first) or sentence.of("links", "on-behalf"):
        return
    told = [o for o in offices if o.sentence == sentence.index and not o.former]
    first = {o.figure.key: o for o in sorted(told, key=lambda o: o.first, reverse=True)}
    pair = sorted(first.values(), key=lambda o: o.first)
    if len(pair) != _PAIR or not _joined(sentence, *pair):
        return
    held = [[o for o in told if o.figure is one.figure] for one in pair]
    sure = [next((o.state for o in own if o.state and "+" not in o.rule), None) for own in held]
    if all(sure) or any(o.role in _ABROAD for o in told):
        return
    if any(o.state and not iso and not _guessed(o) for iso, own in zip(sure, held, strict=True) for o in own):
        return
    states = _in_order(frame, sentence, pair[0].first, [o.figure for o in pair], sure)
    if states is None:
        return
    for own, iso in zip(held, states, strict=True):
        for office in own:
            if office.state != iso:
                office.state, office.rule = iso, f"{office.rule.partition('+')[0]}+{SIGNED}"
                office.rank = office.ranks.get(iso) or office.rank
            office.figure.state = iso


def _signed_with(people: People, offices: Sequence[Office], sentence: Sentence, frame: Frame) -> None:
    """Who signs in a capital with an official of another state, told before: he is of the state of that capital."""
    verb = sentence.of("events", "sign")[0]
    named = people.in_sentence(sentence.index)
    if len(named) != _PAIR or sentence.unreal(verb.first) or sentence.of("links", "on-behalf"):
        return
    here = {o.figure.key for o in offices if o.sentence == sentence.index}
    guests = {f.state for _, f in named if f.state and (f.key not in here or _is_told(frame, f))}
    towns = {s.iso for s in sentence.states if s.type == "cities" and s.is_case("LOC")}
    parties = {s.iso for s in sentence.states if s.type != "cities"}
    if not len(guests) == len(towns) == 1 or guests & towns or parties - guests - towns:
        return
    for office in offices:
        if office.sentence == sentence.index and _guessed(office) and not _is_told(frame, office.figure):
            office.state = office.figure.state = next(iter(towns))
            office.rule = f"{office.rule.partition('+')[0]}+{SIGNED}"
            office.rank = office.ranks.get(office.state) or office.rank


def _guessed(office: Office) -> bool:
    return office.rule.endswith(_GUESSED)


def _joined(sentence: Sentence, one: Office, other: Office) -> bool:
    """Whether "and" or "with" and no end of a statement stands between the two."""
    a, b = one.figure.places[-1].last, other.first
    a = max((n.last for n in one.figure.places if n.sentence == sentence.index and n.last <= b), default=b)
    between = range(a, max(a, b) + 1)
    linked = any(m.first in between for m in sentence.of("links", "and", "with"))
    clitic = any(sentence.tokens[i].key.startswith(sentence.conjunctions or "\0") for i in between[:-1] or between)
    return (linked or clitic) and not any(
        sentence.tokens[i].kind == MARK and sentence.tokens[i].text in ".;:!?؛؟" for i in between
    )


# ------------------------------------------------------------ in which order
def _in_order(
    frame: Frame,
    sentence: Sentence,
    at: int,
    figures: Sequence[Figure | None],
    sure: Sequence[str | None] = (None, None),
) -> tuple[str, str] | None:
    """The two states, each at the place of its official; None where their order is not told."""
    pair = _pair_told(frame, sentence, at, {iso for iso in sure if iso})
    if len(pair) != _PAIR:
        return None
    known = [iso or (f.state if f and _is_told(frame, f) else None) for iso, f in zip(sure, figures, strict=True)]
    if any(iso is not None and iso not in pair for iso in known):
        return None
    for place, iso in enumerate(known):
        if iso is not None:
            other = next(s for s in pair if s != iso)
            return (iso, other) if place == 0 else (other, iso)
    order = _last_order(frame, sentence, at, pair)
    return (order[0], order[1]) if order else None


def _is_told(frame: Frame, figure: Figure) -> bool:
    """Whether a state stands beside an office of that person somewhere."""
    return any(o.figure is figure and o.state and "+" not in o.rule for o in frame.offices)


def _pair_told(frame: Frame, sentence: Sentence, at: int, sure: set[str]) -> set[str]:
    """The two states of which is spoken: those named last, here or in the sentences before; of one of them the pair."""
    for place in range(sentence.index, max(-1, sentence.index - 1 - _BACK), -1):
        before = frame.page.sentences[place]
        told = sure | set(_named(frame, before, at if place == sentence.index else len(before.tokens)))
        if len(told) >= _PAIR:
            return told
        if told and place < sentence.index:
            current = set(frame.current.get(sentence.index, frame.default))
            return current if told <= current else told | {frame.speaker or frame.main or ""}
    return set()


def _named(frame: Frame, sentence: Sentence, at: int) -> list[str]:
    """The states that are named before that token, and not as a place."""
    named = [s for s in sentence.states if s.first < at and s.type != "cities"]
    return list(dict.fromkeys(s.iso for s in named if not frame.is_place(sentence, s)))


def _last_order(frame: Frame, sentence: Sentence, at: int, pair: set[str]) -> list[str] | None:
    """The pair in the order in which one sentence last named both; the article's own state before another."""
    for place in range(sentence.index, max(-1, sentence.index - 1 - _BACK), -1):
        before = frame.page.sentences[place]
        end = at if place == sentence.index else len(before.tokens)
        order = [iso for iso in _named(frame, before, end) if iso in pair]
        if len(order) == _PAIR:
            return order
    if frame.speaker in pair:
        return [frame.speaker, *(pair - {frame.speaker})]
    return None
