"""Who met: the states and officials of an event that a sentence tells, the surest words first.

Officials of two states in the clause, in the sentence; ministers of states; an official and the state of the other; an
official and whoever of another state was named right before; an official and the other side of the article, where words
of the sentence speak of it. Where none of these is there, nobody is said to have met.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from comity.dates import bounds
from comity.extract.compose.draft import Draft, is_military
from comity.extract.compose.meeting_partners import is_him, is_stranger_there, meant_before, named_before
from comity.extract.compose.scene import day_of, scenes_of, town_of
from comity.extract.mention import Mention
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.references import is_many, is_posted, references
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK

PAIR: Final = 2
_BACK: Final = 2  # sentences in which both were named
_SESSION: Final = 8  # words between two states and the session of their committee
_FRESH: Final = 3  # days between a signing and the publication
_LATELY: Final = 21  # the same where the town is told
_LISTED: Final = 2  # tokens between two states of a list
_TO_LIST: Final = 3  # and between it and the office: `ministers, those of`
_WITH: Final = 4  # words between `with` and the name of an official
_SIDES: Final = ("both-sides", "both-ministers", "all-states")
_TOGETHER: Final = ("both-states", *_SIDES, "guest", "host")
_STATESMEN: Final = frozenset({"head-of-state", "head-of-government", "foreign-minister"})
_DIPLOMATS: Final = frozenset({"ambassador", "defence-attache", "other"})
_NO_MINISTERS: Final = _DIPLOMATS | {"none"}


def sides_told(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """The meeting that the event tells, with its sides; None where the sentence does not say who met."""
    a, b = sentence.clause(event.first)
    if event.value in {"discuss", "host"}:
        return _discussed(reading, sentence, event) or _pair_before(reading, sentence, event)
    if event.value == "visit":
        return _called_on(reading, sentence, event, a, b)
    if event.value in {"sign", "agree"}:
        return _agreed(reading, sentence, event, a, b) or _pair_before(reading, sentence, event)
    together = sentence.of("persons", "both") and len({p.state for p in reading.officials(sentence)}) == 1
    for first, last in () if together else ((a, b), (0, len(sentence.tokens))):
        told = references(reading, sentence, first, last)
        states = tuple(sorted({r.state for r in told}))
        if len(states) >= PAIR:
            named = {r.state for r in told if r.how == "named"}
            return met(reading, sentence, event, states, "officials-met" if len(named) > 1 else "officials-by-office")
    if event.has("weak") and not (is_him(sentence, event) or together or len(_explicit(reading, sentence)) == PAIR):
        return None  # `took leave of the colonel`: whose, is not told
    people = reading.officials(sentence)
    if not people and not event.has("noun") and (pair := _pair_before(reading, sentence, event)) is not None:
        return pair
    plural = [r for r in sentence.of("roles") if is_many(sentence, r) and r.value not in _NO_MINISTERS]
    explicit = _explicit(reading, sentence)
    if plural and len(explicit) >= PAIR:
        if all(r.value in _STATESMEN for r in plural) and not is_military(sentence) and reading.on("statesmen-met"):
            return None  # `the presidents of Argentina and Brazil took part in the summit`
        explicit = _listed(sentence, plural[0], explicit)
        severally = bool(people) and bool({"COM", "INS"} & set(sentence.case_of(plural[0]).split("/")))
        return None if severally else met(reading, sentence, event, explicit, "ministers-met")
    if people or (is_him(sentence, event) and references(reading, sentence)):
        return _with_another(reading, sentence, event, explicit)
    if event.has("noun") and len(explicit) == PAIR and (draft := _session(reading, sentence, event)) is not None:
        return draft
    if event.has("noun") and (
        sentence.of("plurals", "both-ministers")
        or (sentence.of("events", "hold") and (sentence.of("plurals", "all-states") or _together(sentence)))
    ):
        return _gathering(reading, sentence, event) or met(
            reading, sentence, event, reading.frame.parties(sentence)[0], "gathering"
        )
    if event.has("noun") or event.value == "receive" or not _together(sentence):
        return None
    if event.value == "meet" and (all_there := _gathering(reading, sentence, event)) is not None:
        return all_there
    parties = reading.frame.parties(sentence)[0]
    several = len(reading.frame.default) == PAIR and any(s.of("plurals", "all-states") for s in reading.page.sentences)
    if len(parties) == PAIR and (sentence.of("plurals", "all-states") or (several and sentence.kind == "title")):
        return None
    if len(parties) == PAIR and any(_is_three(sentence, m) for m in sentence.of("plurals", "both-ministers")):
        return None
    return met(reading, sentence, event, parties, "sides-met")


def _explicit(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """The states that the sentence names as parties, those left out of whom it only says what did not happen."""
    named = set(reading.frame.explicit(sentence))
    told = {r.state for r in references(reading, sentence)}
    absent = named - told - {s.iso for s in sentence.states if "negation" not in sentence.cues(s.first)}
    return tuple(sorted(named - absent))


def _listed(sentence: Sentence, plural: Mention, explicit: tuple[str, ...]) -> tuple[str, ...]:
    """`the commanders in Kenya, Tanzania and Mozambique`: all states of the list beside the office, if it has more."""
    states = [s for s in sentence.states if s.type != "cities"]
    joints = sentence.words_of("links", "and") | {i for i, t in enumerate(sentence.tokens) if t.kind == MARK}
    for row in (states, states[::-1]):
        chain: list[StateRef] = []
        edge = plural.last if row is states else plural.first
        for s in row:
            gap = range(edge, s.first) if row is states else range(s.last, edge)
            inside = s.first >= edge if row is states else s.last <= edge
            if inside and (
                joints.issuperset(gap)
                if chain and sentence.verb_final
                else len(gap) <= (_LISTED if chain else _TO_LIST)
            ):
                chain.append(s)
                edge = s.last if row is states else s.first
        listed = {s.iso for s in chain}
        if listed > set(explicit):
            return tuple(sorted(listed))
        if len(listed) >= PAIR and listed < set(explicit):  # `..., the Turkish general recalled`
            span = min(plural.first, *(s.first for s in chain)), max(plural.last, *(s.last for s in chain))
            listed |= {s.iso for s in states if _is_joined(sentence, s, span)}
            return tuple(sorted(listed))
    return explicit


def _is_joined(sentence: Sentence, s: StateRef, span: tuple[int, int]) -> bool:
    """Whether a state outside a list of ministers' states is joined to it: `and the chief of staff of Benin`."""
    a, b = (s.last, span[0]) if s.last <= span[0] else (span[1], s.first)
    joins = any(a <= m.first < b for m in sentence.of("links", "and", "with"))
    verbs = {e.value for e in sentence.of("events") if a <= e.first < b and not e.has("noun")}
    return bool(verbs & {"lead", "host"}) or (joins and not verbs)  # or who presided over them


def _pair_before(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`The two generals agreed on ...`: those two whom the two sentences right before named, one in each."""
    meant = sentence.of("persons", "both") or sentence.of("plurals", "both-ministers")
    if event.has("noun") or not meant or references(reading, sentence):
        return None
    named = set(reading.frame.explicit(sentence))
    if scenes_of(reading).is_past(sentence):
        return None
    people: list[Figure] = []
    for before in reversed(reading.page.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        if before.paragraph < sentence.paragraph - 1 or before.kind == "title":
            return None
        if len(reading.frame.explicit(before)) > PAIR:
            return None
        told = [f for f in reading.officials(before) if not is_posted(f)]
        if len(told) > 1:  # told together: they met where they are, or it is told there
            talked = event.value in {"meet", "discuss", "host"} and before.index == sentence.index - 1
            if not talked or people or len({f.state for f in told}) != len(told):
                return None
            people = told
            break
        people += [f for f in told if f not in people]
    states = tuple(sorted({str(f.state) for f in people}))
    if named and (len(states) == PAIR or not named <= set(states)):
        return None
    if len(states) != PAIR and len(states) != len(people):
        return None
    draft = met(reading, sentence, event, states, "pair-last-named")
    if draft is not None:
        add_people(draft, people)
    return draft


def _together(sentence: Sentence) -> bool:
    """Whether the sentence speaks of both sides as those who act: `the parties`, `the leaders of the two countries`."""
    leaders = sentence.of("persons", "person") or [r for r in sentence.of("roles") if r.has("plural")]
    return bool(sentence.of("plurals", *_SIDES) or (leaders and sentence.of("plurals", "both-states")))


def _is_three(sentence: Sentence, m: Mention) -> bool:
    """Whether words for ministers or generals mean three or more of them."""
    return any(
        n.value.startswith("number-") and n.value != "number-2" and m.first <= n.first < m.last
        for n in sentence.of("dates")
    )


def _gathering(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`The ministers met`: those of three or more states whom one of the sentences right before named."""
    numbers = [m for m in sentence.of("dates") if m.value == "number-2"]
    if numbers or not sentence.of("plurals", "both-ministers") or reading.frame.explicit(sentence):
        return None
    for before in reversed(reading.page.sentences[max(0, sentence.index - _BACK) : sentence.index]):
        people = [f for f in reading.officials(before) if not is_posted(f)]
        states = sorted({str(f.state) for f in people})
        if states:
            draft = met(reading, sentence, event, tuple(states), "gathering") if len(states) > PAIR else None
            if draft is not None:
                add_people(draft, people)
            return draft
    return None


def _session(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`The fifth session of the Bangladesh-Saudi joint committee ended in Riyadh today`: of two states side by side."""
    near = [s for s in sentence.states if s.type != "cities" and abs(s.first - event.first) <= _SESSION]
    beside = any(x.iso != y.iso and 0 <= y.first - x.last <= 1 for x, y in pairwise(near))
    if not beside or not sentence.of("events", "hold", "end", "begin", "host") or not sentence.of("topics", "military"):
        return None
    states = tuple(sorted({s.iso for s in near}))
    draft = met(reading, sentence, event, states, "session-of-states")
    return draft if draft is not None and draft.slots["place"] else None


def _with_another(reading: Reading, sentence: Sentence, event: Mention, explicit: tuple[str, ...]) -> Draft | None:
    """An official of one state: met one of a state that is named, who was named before, or of the article's other."""
    state = references(reading, sentence)[0].state
    if len(explicit) == PAIR:
        if event.has("noun") and not _is_set(reading, sentence, event):
            return None
        if event.value == "receive" and all(set(p.roles) <= _DIPLOMATS for p in reading.officials(sentence)):
            return None  # the consul came to the quay
        if sentence.of("links", "round") and all(s.type == "cities" for s in sentence.states if s.iso != state):
            return None  # `had four meetings in Manama`
        return met(reading, sentence, event, explicit, "official-met-side")
    him = is_him(sentence, event)
    partners = named_before(reading, sentence, state)
    open_verb = bool(partners) and not him and not event.has("noun")
    if open_verb and reading.on("stranger") and is_stranger_there(reading, sentence, event):
        return None
    if open_verb or him:
        others = tuple({str(p.state) for p in partners}) or meant_before(reading, sentence, state)
        draft = met(reading, sentence, event, tuple(sorted({state, *others})), "met-last-named")
        if draft is not None:
            add_people(draft, partners)
        return draft
    if (event.has("noun") and not _is_set(reading, sentence, event)) or (
        event.value == "receive" and not _speaks_of_another(sentence)
    ):
        return None
    parties = reading.frame.parties(sentence)[0]
    return met(reading, sentence, event, parties, "official-met-frame") if len(parties) == PAIR else None


def _speaks_of_another(sentence: Sentence) -> bool:
    """Whether words of the sentence mean somebody of the other side: the guest, his colleague, the delegation."""
    return bool(
        sentence.of("counterparts")
        or sentence.of("plurals", *_TOGETHER)
        or sentence.of("institutions", "delegation")
        or sentence.of("persons", "both")
    )


def _is_set(reading: Reading, sentence: Sentence, event: Mention) -> bool:
    """Whether a noun (`talks`) is told as what happened: held, on a day, in a town."""
    a, b = sentence.clause(event.first)
    return (
        bool(sentence.of("events", "hold", "take-part", "lead", "host", "receive", "arrive"))
        or any(a <= d.first < b and not d.is_years for d in sentence.dates)
        or _town_of_clause(sentence, a, b)
        or _is_with(reading, sentence, a, b)
    )


def _is_with(reading: Reading, sentence: Sentence, a: int, b: int) -> bool:
    """`with Minister X the conversation was of ...`: whether the official stands after a word for with."""
    ends = [m.last for m in sentence.of("links", "with") if a <= m.first < b]
    return any(0 <= r.first - end <= _WITH for r in references(reading, sentence, a, b) for end in ends)


def _town_of_clause(sentence: Sentence, a: int, b: int) -> bool:
    """Whether a clause names a town in which something is."""
    return any(a <= m.first < b and "LOC" in sentence.case_of(m).split("/") for m in sentence.of("cities"))


def _called_on(reading: Reading, sentence: Sentence, event: Mention, a: int, b: int) -> Draft | None:
    """`The commander visited the chief of the navy`: an official of one state went to see one of another."""
    if event.has("noun") or "invitation" in sentence.cues(event.first) or not reading.on("called-on-official"):
        return None
    told = [r for r in references(reading, sentence, a, b) if r.how == "named"]
    goal = any(s.is_goal and a <= s.first < b for s in sentence.states) or sentence.of("plurals", "our-country")
    states = tuple(sorted({r.state for r in told}))
    if len(states) != PAIR or goal:
        return None
    return met(reading, sentence, event, states, "called-on-official")


def _agreed(reading: Reading, sentence: Sentence, event: Mention, a: int, b: int) -> Draft | None:
    """`X and Y signed it in Lima`: who signed or agreed together in a town, or as counterparts just now, met there."""
    if event.has("noun") or sentence.of("exercises", "exercise"):
        return None
    told = [r for r in references(reading, sentence, a, b) if r.how == "named"]
    if not told or scenes_of(reading).is_past(sentence):
        return None
    states = tuple(sorted({r.state for r in told}))
    if len(states) == 1 and sentence.of("persons", "both"):  # `the Tanzanian minister and she both agreed`
        others = named_before(reading, sentence, states[0])
        return met(
            reading, sentence, event, tuple(sorted({states[0], *(p.state or "" for p in others)})), "signed-together"
        )
    if len(states) < PAIR:
        return None
    draft = met(reading, sentence, event, states, "signed-together")
    if draft is None:
        return None
    ago = _days_ago(reading, draft)
    if draft.slots["place"]:
        return draft if ago is None or ago <= _LATELY else None
    return draft if ago is not None and ago <= _FRESH and sentence.of("counterparts", "counterpart") else None


def _days_ago(reading: Reading, draft: Draft) -> int | None:
    """How many days lie between its date and the publication."""
    date, published = draft.slots["date"], reading.page.published
    if not isinstance(date, str) or published is None:
        return None
    told, now = bounds(date).latest, bounds(published).latest
    return abs((now - told).days) if told is not None and now is not None else None


def _discussed(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """Who discussed something met: officials of two states, ministers of named states, an official and another's."""
    states = tuple(sorted({r.state for r in references(reading, sentence) if r.how != "person"}))
    if len(states) == PAIR:
        return met(reading, sentence, event, states, "officials-discussed")
    explicit = _explicit(reading, sentence)
    if len(explicit) >= PAIR and any(r.has("plural") and r.value not in _NO_MINISTERS for r in sentence.of("roles")):
        return met(reading, sentence, event, explicit, "ministers-discussed")
    a, b = sentence.clause(event.first)
    if len(states) == 1 and not event.has("noun") and _is_with(reading, sentence, a, b):
        before = [f for f in named_before(reading, sentence, states[0]) if f.state in reading.frame.default]
        if before:  # `With the Bulgarian chief of defence he discussed ...`
            draft = met(reading, sentence, event, tuple(sorted({states[0], str(before[0].state)})), "met-last-named")
            if draft is not None:
                add_people(draft, before)
            return draft
    if len(states) < PAIR and len(explicit) in (1, PAIR) and sentence.of("counterparts", "counterpart"):
        return met(reading, sentence, event, reading.frame.parties(sentence)[0], "counterparts-discussed")
    return None


def met(reading: Reading, sentence: Sentence, event: Mention, states: tuple[str, ...], rule: str) -> Draft | None:
    """A meeting of these states, found by that rule; None for fewer than two, or where the rule is switched off."""
    if len(states) < PAIR or not reading.on(rule):
        return None
    at = event.first
    return Draft(
        "meeting",
        {
            "states": states,
            "officials": _present(reading, sentence, states),
            "date": day_of(reading, sentence, at),
            "place": town_of(reading, sentence, at),
        },
        sentence,
        (rule,),
        first=at,
        last=at + 1,
        noun=event.has("noun"),
    )


def _present(reading: Reading, sentence: Sentence, states: tuple[str, ...]) -> list[Figure]:
    """The officials of these states of whom the sentence speaks; no head of state who stands behind another."""
    told = [r.figure for r in references(reading, sentence) if r.figure is not None and r.state in states]
    people = list({f.key: f for f in told}.values())
    return [
        f
        for f in people
        if "head-of-state" not in f.roles
        or not any(o.state == f.state and "head-of-state" not in o.roles for o in people)
    ]


def add_people(draft: Draft, people: Sequence[Figure]) -> None:
    """Add officials to the meeting, each once."""
    officials = draft.slots["officials"]
    assert isinstance(officials, list)
    officials.extend(p for p in people if p not in officials)
