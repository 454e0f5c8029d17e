"""Whose agreement or cooperation a sentence tells of, where it does not name both states itself.

1. `The three countries` are those last named together, or those of the last gathering: as many as the words say.
2. What one state alone is named for is between it and the state whose press it is; what was signed in the capital of a
   third state that the article speaks of, between that one and the article's main state.
3. Else the pair that the frame has at this place, unless the article's own press is no part of it although its main
   state is: then the pair was mistaken, and nothing is claimed.
4. Of cooperation the sentences right before say more than the frame: `last_named`, `pair_before`, `group_before`.
"""

from __future__ import annotations

from comity.extract.compose.draft import Draft
from comity.extract.compose.meeting_partners import subject_before
from comity.extract.reading import Reading
from comity.extract.references import references
from comity.extract.sentence import Sentence

_MANY = 6  # more states than this make no agreement of their own
_PASSING = 2  # the weight of a state that is named once
_NEAR = 4  # sentences back that the pair of an article about several is looked for
_NUMBER = "number-"
_GROUP = (3, 4)
_GATHER = ("meet", "discuss", "begin", "agree", "sign")
_TWO = ("both-states", "both-sides", "both-ministers")
_NO_PARTY = frozenset({"AQ"})  # a place with a code of its own, and no state

Sides = tuple[tuple[str, ...], str]


def sides(reading: Reading, sentence: Sentence, meetings: list[Draft]) -> Sides:
    """The states, sorted, and how they were found: `named`, `one-named`, `frame`, `gathered`, `seat`, `none`."""
    frame = reading.frame
    named = tuple(sorted({iso for iso in frame.explicit(sentence) if iso not in _NO_PARTY}))
    alone = len(named) == 2 and sentence.of("persons", "both")  # `before the talks of three A and B met, both agreed`
    if not alone and sentence.of("plurals", "all-states") and reading.on("parties-gathered"):
        found = _gathered(reading, sentence, named, meetings)
        if found is not None:
            return found
    parties, how = frame.parties(sentence)
    parties = tuple(iso for iso in parties if iso not in _NO_PARTY)
    ours = None if frame.answers else frame.home
    at_home = ours is not None and ours not in named and frame.weights[ours] > _PASSING
    if how == "one-named" and at_home and reading.on("one-named-and-home"):
        return tuple(sorted((*named, ours or ""))), how
    if how != "frame":
        return parties, how
    seat = _seat(reading, sentence, parties)
    if seat is not None and reading.on("signed-in-capital"):
        return seat, "seat"
    if sentence.of("plurals", "both-ministers", "both-sides") and reading.on("ministers-gathered"):
        met = _last_meeting(sentence, meetings)
        if len(met) > len(parties) and set(parties) < set(met) and not named:
            return met, "gathered"
    strangers = frame.home not in parties and frame.main in parties and frame.home != frame.main
    if strangers and frame.home in frame.weights and reading.on("no-strangers"):
        return (), "none"
    return parties, how


def is_gathering(sentence: Sentence, parties: tuple[str, ...], meetings: list[Draft], documents: list[Draft]) -> bool:
    """Whether these three or more are together in what the sentence tells, and not each the partner of one of them."""
    if sentence.of("plurals", "all-states"):
        return True
    told = [m.slots["states"] for m in meetings] + [d.slots["parties"] for d in documents]
    return any(isinstance(states, tuple) and set(parties) <= set(states) for states in told)


def is_far(reading: Reading, sentence: Sentence, parties: tuple[str, ...], how: str) -> bool:
    """Whether the pair is only guessed: one state is named, and nobody knows whose article it is; or the pair was last
    named long before, in an article that is mainly about others, or one of it just in passing.
    """
    frame = reading.frame
    if how == "one-named":
        return frame.speaker is None
    if how != "frame" or parties == frame.default:
        return False
    if set(pair_before(reading, sentence)) == set(parties):
        return False
    near = range(max(0, sentence.index - _NEAR), sentence.index + 1)
    lately = {iso for i in near for iso in frame.explicit(reading.page.sentences[i])}
    followed = parties == frame.current.get(sentence.index)
    if followed and frame.speaker in parties and set(parties) - {frame.speaker} <= lately:
        return False
    if sum(frame.weights[iso] > _PASSING + 1 for iso in frame.weights) < len(parties):
        return True
    return not set(parties) <= lately


def pair_before(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The two states that the sentence right before in the paragraph names, if it names just two; sorted."""
    before = reading.page.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph != sentence.paragraph or before.kind != "body":
        return ()
    if before.of("exercises", "exercise"):
        return ()  # what they train there is told next
    named = reading.frame.explicit(before)
    return tuple(sorted(named)) if len(named) == 2 else ()


def group_before(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The three or four states of which the sentence right before in the paragraph tells that they met, sorted."""
    before = reading.page.sentences[sentence.index - 1] if sentence.index else None
    if before is None or before.paragraph != sentence.paragraph or before.of("exercises", "exercise"):
        return ()
    named = reading.frame.explicit(before)
    met = before.kind == "body" and before.of("events", *_GATHER) and not before.of("events", "deploy")
    return tuple(sorted(named)) if met and len(named) in _GROUP else ()


def last_named(reading: Reading, sentence: Sentence, parties: tuple[str, ...]) -> tuple[str, ...]:
    """The pair that is only inherited, unless a stranger to it was named since: then he and whom it speaks for.

    Heard are the paragraph up to the sentence, and the sentence right before: `Then it was Jordan's turn. They spoke of
    ...`. Nobody is claimed where the stranger was named in the paragraph before, or where it is not known whose article
    it is.
    """
    frame = reading.frame
    if set(frame.explicit(sentence)) & set(parties) - {frame.home}:
        return parties
    for before in reversed(reading.page.sentences[: sentence.index]):
        far = before.paragraph != sentence.paragraph
        if before.kind != "body" or (far and before.index < sentence.index - 1):
            break
        pair = frame.explicit(before)
        if len(pair) == 2 and not far and not set(pair) & set(parties) - {frame.home}:
            others = [frame.explicit(s) for s in _paragraph_before(reading, before)]
            strange = bool(before.of("exercises", "exercise")) or any(len(set(o) - set(pair)) > 1 for o in others)
            return () if strange else tuple(sorted(pair))
        named = [iso for iso in pair if iso != frame.home]
        if not named:
            continue
        if not set(named).isdisjoint(parties) or (far and sentence.of("plurals", *_TWO)):
            break
        host = _host(reading, before, parties, named[0])
        return () if far or len(named) > 1 or host is None else tuple(sorted((host, named[0])))
    return parties


def _paragraph_before(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """The sentences of its paragraph before it."""
    before = reading.page.sentences[: sentence.index]
    return [s for s in before if s.paragraph == sentence.paragraph and s.kind == "body"]


def _host(reading: Reading, sentence: Sentence, parties: tuple[str, ...], guest: str) -> str | None:
    """Whom of the pair the sentence tells of without his state (`then the minister saw ...`), else who saw others."""
    told = {r.state for r in references(reading, sentence)} & set(parties)
    if len(told) == 1:
        return told.pop()
    if reading.frame.speaker is not None:
        return reading.frame.speaker
    subject = subject_before(reading, sentence, frozenset({guest}))
    return subject.state if subject is not None and subject.state in parties else None


def partners(reading: Reading, sentence: Sentence) -> list[tuple[str, ...]]:
    """The pairs of `X has agreements with A and with B`: the one state that is no partner, with each that is."""
    states = [s for s in sentence.states if not reading.frame.is_place(sentence, s)]
    others = {s.iso for s in states if s.is_case("COM", "INS")}
    for s in states:  # `with A and B`
        before = [o for o in states if o.iso in others and 0 < s.first - o.last <= 1]
        if before and any(m.first == before[0].last for m in sentence.of("links", "and")):
            others.add(s.iso)
    hosts = [iso for iso in reading.frame.explicit(sentence) if iso not in others]
    if len(others) < 2 or len(hosts) > 1:
        return []
    host = hosts[0] if hosts else reading.frame.home
    return [tuple(sorted((host, iso))) for iso in sorted(others)] if host else []


def _seat(reading: Reading, sentence: Sentence, parties: tuple[str, ...]) -> tuple[str, ...] | None:
    """The article's main state and that in whose capital something happened, where it is no side of the pair."""
    frame = reading.frame
    for s in sentence.states:
        third = s.type == "cities" and s.is_goal and s.iso not in parties and frame.weights[s.iso] > _PASSING
        if third and frame.main and frame.main in parties:
            return tuple(sorted((frame.main, s.iso)))
    return None


def _gathered(reading: Reading, sentence: Sentence, named: tuple[str, ...], meetings: list[Draft]) -> Sides | None:
    """The three or more states meant; nothing where their number is told and no such group was named."""
    wanted = _number(sentence)
    trio = reading.frame.trio.get(sentence.index, ())
    met = _last_meeting(sentence, meetings)
    for group in (named, trio, met):
        if 2 < len(group) <= _MANY and wanted in (0, len(group)) and (group == named or set(named) <= set(group)):
            return group, "gathered"
    return ((), "none") if wanted > 2 else None


def _number(sentence: Sentence) -> int:
    """How many states the words say; 0 where they do not."""
    for m in sentence.of("plurals", "all-states"):
        for number in sentence.of("dates"):
            if number.value.startswith(_NUMBER) and m.first <= number.first < m.last:
                return int(number.value.removeprefix(_NUMBER))
    return 0


def _last_meeting(sentence: Sentence, meetings: list[Draft]) -> tuple[str, ...]:
    """The states of the meeting last told before the sentence, or in it."""
    before = [m for m in meetings if m.sentence.index <= sentence.index]
    states = max(before, key=lambda m: (m.sentence.index, m.first)).slots["states"] if before else ()
    assert isinstance(states, tuple)
    return states
