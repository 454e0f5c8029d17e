"""Whose office it is: the state inside the words of an office, beside them, in its list, in its clause."""

from __future__ import annotations

from comity.extract.aside import is_partner, is_press
from comity.extract.bystanders import (
    are_pair,
    in_speech,
    is_bare_town,
    is_counterparts,
    is_dateline,
    is_with,
    of_person,
)
from comity.extract.headings import state_of_heading, state_of_paragraph
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.page import Page
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK
from comity.extract.vicinity import Reach, Vicinity

#: Offices that somebody may hold in the force of several states.
_LENT = frozenset({"service-commander", "unit-commander"})
_ORIGINS = 2  # states from which the people of a list come
_NEAR = 2  # words between a verb and its object
_TO_OFFICE = 4  # words between "its" or "host" and an office
_REACH = 5  # words between an office and the state after it
#: Offices that are held in another state than the one that gives them.
BOUND_ABROAD = frozenset({"ambassador", "defence-attache"})
#: Offices of which a state has one holder at a time.
SOLE = frozenset(
    {"head-of-state", "head-of-government", "defence-minister", "foreign-minister", "chief-of-general-staff"}
)


class Ownership:
    """Finds the states of offices; `offices` are those of the page that were read so far."""

    def __init__(self, page: Page, offices: list[Office], off: frozenset[str]) -> None:
        self.page = page
        self.offices = offices
        self.off = off

    def state(
        self, sentence: Sentence, index: Vicinity, name: NameSpan, reach: Reach, role: Mention, code: str
    ) -> tuple[str | None, str | None, str]:
        """(state, state accredited to, how it was found)."""
        tokens = sentence.tokens
        abroad = code in BOUND_ABROAD
        accredited: str | None = None
        if role.entry.flags.get("state"):
            return role.entry.flags["state"], None, "beside"
        inside = [s for s in sentence.states if s.first in role.inside]
        near: list[StateRef] = list(inside)
        if not inside and "state-after-name" not in self.off and (after := self.after_name(index, name)):
            return after.iso, None, "state-after-name"
        # to the right of the office: `of Qatar`, `Казахстана`
        others = sentence.words_of("links", "on-behalf") if self.page.matcher.clitics else frozenset()
        bodies = sentence.words_of("institutions")
        between = sentence.words_of("dates", "between") if sentence.verb_final else frozenset[int]()
        at, steps = role.last, 0
        while at < len(tokens) and steps < (0 if sentence.verb_final else _REACH):  # there the owner stands before
            state = index.state_at.get(at)
            if state is not None:
                near.append(state)
                at = state.last
                continue
            token = tokens[at]
            if (
                at in index.name_at
                or at in index.role_at
                or at in index.rank_at
                or at in index.counterpart_at
                or at in others  # `minister of defence, and for the Egyptian side Y`
                or (token.kind == MARK)
            ):
                break
            steps += not (at in index.link_at or at in bodies)
            at += 1
        if not [s for s in near if self._owns(s, abroad)]:
            at, steps = role.first - 1, 0
            while at >= 0 and steps < 6:
                state = index.state_end.get(at)
                if state is not None:
                    if state.type != "cities" or not (steps or state.is_goal):  # `in Minsk the chief X`: a place
                        near.append(state)
                    at = state.first - 1
                    owner = index.state_end.get(at)
                    if abroad and owner is not None and owner.is_case("GEN") and state.is_case("NOM"):
                        return owner.iso, state.iso, "beside"  # `Güney Kore'nin Kuveyt Büyükelçisi`
                    if near and self._owns(near[-1], abroad):
                        break
                    continue
                if (
                    at in index.name_end
                    or at in index.verb
                    or at in between
                    or (at in index.guests and _is_subject(sentence, name.last))
                    or (tokens[at].kind == MARK and tokens[at].text in ",;:،(")
                    or at in index.role_end
                ):
                    break
                steps += 1
                at -= 1
        owners = [s for s in near if self._owns(s, abroad)]
        if not owners and not sentence.verb_final:  # `talks with US Defense Secretary X`
            owners = [s for s in near if s.type == "states" and s.last == role.first and s.is_case("COM", "DAT")]
        if not owners and not abroad:  # `Gürcüstandan müdafiə naziri X`: who came from there
            owners = [s for s in near if set(s.case.split("/")) == {"ABL"} and s.type != "cities"]
        if not owners and (visited := self._the_country(sentence, index, role)):
            return visited, None, "state-visited"
        if abroad:
            hosts = [s for s in near if not self._owns(s, abroad)]
            accredited = hosts[0].iso if hosts else None
            if len(owners) > 1 and accredited is None:
                accredited = owners[1].iso
        if not owners and not abroad and role.first >= name.last and (prefix := _before_rank(index, name)):
            owners = [prefix]
        if owners:
            return owners[0].iso, accredited, "beside"
        for state in index.states if not (reach.appointed and reach.edge > name.last) else ():
            if min(role.first, name.first) <= state.first < max(role.last, name.last) and self._owns(state, abroad):
                if sentence.verb_final and state.type == "adjectives" and code in _LENT and role.last <= state.first:
                    return None, accredited, "state-of-nobody"  # `the force's commander, the Nigerian General X`
                return state.iso, accredited, "beside"
        at_home = not abroad and code != "unit-commander" and not (role.has("weak") and len(name.parts) == 1)
        if at_home and "state-of-heading" not in self.off and (heading := state_of_heading(self.page, sentence)):
            return heading, accredited, "state-of-heading"
        if at_home and "state-of-paragraph" not in self.off and (heading := state_of_paragraph(self.page, sentence)):
            return heading, accredited, "state-of-paragraph"
        if (same := self._listed_with(sentence, index, role)) and not abroad:
            return same, accredited, "state-of-list"
        if not abroad and (_town_before(index, role) or is_hosts(sentence, role.first)):
            return None, accredited, "state-of-frame"  # `A's minister X met in Minsk the chief Y`
        before = self._before(sentence, index, role, code, min(role.first, name.first))
        if abroad:
            before = [s for s in before if s.iso != accredited]
        partners = {s.iso for s in index.states if s.first >= name.last and is_counterparts(sentence, s)}
        before = [s for s in before if s.iso not in partners]
        if are_pair(sentence, before):
            before = []  # `the agreement between A and B, which Minister X praised`
        if before and "state-of-clause" not in self.off and not is_ours(sentence, role.first, role.last):
            a, _ = sentence.clause(role.first)
            same_clause = [s for s in before if s.first >= a]
            if same_clause or role.has("weak"):
                return (same_clause or before)[-1].iso, accredited, "state-of-clause"
            return before[-1].iso, accredited, "state-of-clause"
        return None, accredited, "state-of-frame"

    def _before(self, sentence: Sentence, index: Vicinity, role: Mention, code: str, end: int) -> list[StateRef]:
        """The states named before that token that may own an office of whose owner nothing beside it tells."""
        found = [
            s
            for s in index.states
            if s.last <= end
            and self._owns(s, code in BOUND_ABROAD)
            and not is_dateline(sentence, s)
            and not (set(s.case.split("/")) == {"LOC"} and (sentence.verb_final or s.type != "adjectives"))
            and not (sentence.verb_final and (is_with(sentence, s) or is_bare_town(s) or s.last in index.guests))
            and not self._of_another(sentence, s, role)
            and not self._of_holder(sentence, s, code)
            and not _of_counterpart(sentence, s, role)
            and not in_speech(sentence, s, role)
            and not of_person(index, s, role)
            and not is_partner(sentence, s)
            and not is_press(sentence, s)
        ]
        if self.page.matcher.clitics:  # adjectives go with every noun: only the side that is spoken for counts
            found = [s for s in found if self._leads_to(sentence, s, role)]
        return found

    def _the_country(self, sentence: Sentence, index: Vicinity, role: Mention) -> str | None:
        """`went to Albania and met the country's minister`, `Peru, its minister`: the state that was named before."""
        if "state-visited" in self.off:
            return None
        for m in sentence.of("plurals", "the-country", "whose"):
            after = m.value == "the-country" and m.first == role.last and not sentence.verb_final
            if not (0 <= role.first - m.last <= sentence.verb_final or after or _is_its(index, m, role)):
                continue
            there = [s for s in sentence.states if s.last <= min(m.first, role.first)]
            if sentence.verb_final:
                there = [s for s in there if s.is_case("DAT", "LOC", "LOCKI")]
            if role.value in BOUND_ABROAD:
                there = [s for s in there if s.type != "cities"]  # an attaché is where he is sent
            if there:  # an adjective is of somebody who is met: `the Hungarian minister met X, minister of the country`
                return None if there[-1].type == "adjectives" and m.value == "the-country" else there[-1].iso
            before = self.page.sentences[sentence.index - 1] if sentence.index else None
            if before is None or before.kind == "header":
                return None
            if m.value == "whose" and sentence.verb_final and any(o.sentence == before.index for o in self.offices):
                return None  # `Onun ...`: his
            told = [s for s in before.states if s.type != "cities" or role.value not in BOUND_ABROAD]
            places = {s.iso for s in told if s.is_case("DAT", "LOC", "LOCKI") and m.value == "the-country"}
            named = places or {s.iso for s in told}
            return named.pop() if len(named) == 1 else None
        return None

    def _listed_with(self, sentence: Sentence, index: Vicinity, role: Mention) -> str | None:
        """The state of the official before, when this one is joined to him: `the minister of Qatar X and chief Y`."""
        if "state-of-list" in self.off:
            return None
        at = role.first
        if not index.joined(at):
            at -= 1
            while at >= 0 and (at in index.rank_end or at in index.honorific):
                at -= 1
            if at not in index.and_at:
                return None
        ended = [
            o
            for o in self.offices
            if o.sentence == sentence.index and o.last == at and "+" not in o.rule and o.role not in BOUND_ABROAD
        ]
        return ended[-1].state if ended else None

    def _leads_to(self, sentence: Sentence, state: StateRef, role: Mention) -> bool:
        """Whether the state's side or delegation is what the office stands for: `for the Jordanian side`."""
        spoken = any(state.first - 3 <= m.first <= state.first for m in sentence.of("links", "on-behalf"))
        pair = any(s is not state and s.iso != state.iso and abs(s.first - state.first) == 1 for s in sentence.states)
        led = not pair and any(state.last <= e.first < role.first for e in sentence.of("events", "lead"))
        return spoken or led or (role.value == "head-of-state" and state.type != "adjectives")

    def _of_another(self, sentence: Sentence, state: StateRef, role: Mention) -> bool:
        """Whether the state is that of somebody else: whom the holder of this office met, or an ambassador."""
        if state.is_goal and _visits(sentence, state, role):
            return True  # `signed in Amman during the visit by minister X`
        posted = [r for r in sentence.of("roles") if r.first == state.last and r.value in BOUND_ABROAD]
        if state.type == "cities" and posted:
            return True  # `A's ambassador in Kuala Lumpur and chief of staff X`
        others = [
            o for o in self.offices if o.sentence == sentence.index and o.state == state.iso and o.at < role.first
        ]
        if role.value not in BOUND_ABROAD and any(o.role in BOUND_ABROAD and state.first <= o.at for o in others):
            return True
        for guests in sentence.of("institutions", "delegation") if sentence.verb_final else ():
            received = any(guests.last <= e.first < role.first for e in sentence.of("events", "receive"))
            if guests.first == state.last and guests.is_case("ACC") and received:
                return True  # `A heyetini kabul eden bakan X`
        met = any(e.value in {"meet", "phone", "discuss"} for e in sentence.of("events"))
        if (
            sentence.verb_final
            and met
            and any(other.last <= link.first < role.first for other in others for link in sentence.of("links", "with"))
        ):
            return True  # `A bakanı X ile bakan Y görüştü`
        return any(
            other.last <= event.first < role.first and _parts(event, role, sentence)
            for other in others
            for event in sentence.of("events")
        )

    def _of_holder(self, sentence: Sentence, state: StateRef, code: str) -> bool:
        """Whether the sentence has named that state's holder of the same office."""
        return code in SOLE and any(
            o.sentence == sentence.index and o.role == code and o.state == state.iso and not o.former
            for o in self.offices
        )

    @staticmethod
    def from_before(index: Vicinity, name: NameSpan) -> StateRef | None:
        """`Almanya'dan X, Fransa'dan Y`: the state that he came from, right before the name or its rank."""
        rank = index.rank_end.get(name.first - 1)
        state = index.state_end.get((rank.first if rank else name.first) - 1)
        if state is None or not index.sentence.verb_final or not state.is_case("ABL"):
            return None
        plural = any(r.has("plural") for r in index.sentence.of("roles"))
        several = sum(s.is_case("ABL") and s.type != "cities" for s in index.states)
        return state if plural or several >= _ORIGINS else None

    @staticmethod
    def after_name(index: Vicinity, name: NameSpan) -> StateRef | None:
        """`Minister Gram for Norway`, `General X (Kyrgyzstan)`, `Minister Asif of Pakistan`: that state."""
        tokens = index.sentence.tokens
        for state in index.states:
            if state.type == "adjectives" or not name.last < state.first <= name.last + 2:
                continue
            between = tokens[name.last : state.first]
            if between[-1].text == "(" and state.last < len(tokens) and tokens[state.last].text == ")":
                return state
            links = [
                m
                for m in index.sentence.of("links")
                if m.first == name.last
                and m.last in (state.first, state.first - 1)
                and not tokens[m.first].key.startswith(index.conjunctions or "\0")
            ]
            if not index.sentence.verb_final and any(m.value in {"on-behalf", "of"} for m in links):
                return state
        return None

    @staticmethod
    def _owns(state: StateRef, abroad: bool) -> bool:
        if state.type == "cities" and abroad:
            return False
        if state.type == "adjectives":
            return True
        away = ("DAT", "LOC", "LOCKI", "ABL") if abroad else ("DAT", "LOCKI", "ABL", "COM")
        labels = state.case.split("/")
        return "GEN" in labels or "NOM" in labels or not any(label in away for label in labels)


def _visits(sentence: Sentence, state: StateRef, role: Mention) -> bool:
    """Whether a visit `by` the holder of the office is told after the state."""
    by = [m.first for m in sentence.of("successions", "by") if 0 < role.first - m.first <= _NEAR]
    return any(
        e.value == "visit" and state.last <= e.first and 0 <= at - e.last <= _REACH
        for e in sentence.of("events", "visit")
        for at in by
    )


def _parts(event: Mention, role: Mention, sentence: Sentence) -> bool:
    """Whether the event before an office is one between officials of two states."""
    if event.has("noun"):
        return False
    near = event.value == "visit" and role.first - event.last <= _NEAR  # `посетил начальника штаба`
    came = event.value == "arrive" and sentence.verb_final  # `came to A and met the president`
    return near or came or event.value in {"receive", "meet", "phone", "invite", "host"}


def is_hosts(sentence: Sentence, at: int) -> bool:
    """Whether the words for a host stand right before an office: `the host country's minister`."""
    return any(at - _TO_OFFICE <= m.first and m.last in (at, at - 1) for m in sentence.of("plurals", "host"))


def _is_subject(sentence: Sentence, at: int) -> bool:
    """`iraqlı qonaq prezident X tərəfindən qəbul edilib`: whether the word after the name says that he did it."""
    return sentence.verb_final and any(m.first == at for m in sentence.of("links", "on-behalf"))


def _is_its(index: Vicinity, word: Mention, role: Mention) -> bool:
    """`Onun ... komandanlığının komandanı`: a pronoun that opens the sentence, with the words of a body after it."""
    if word.value != "whose" or word.first > 0 or not index.sentence.verb_final:
        return False
    told = {*index.name_at, *index.role_at, *index.state_at, *index.verb}
    between = range(word.last, role.first)
    return len(between) <= _TO_OFFICE and not any(i in told or index.sentence.tokens[i].kind == MARK for i in between)


def is_ours(sentence: Sentence, first: int, last: int) -> bool:
    """Whether "our" stands beside the words: `our commander`, `министр наш`, `ataşemiz`, `our captain, Commander X`."""
    titles = {m.last: m.first for m in (*sentence.of("ranks"), *sentence.of("roles"))}
    at = first - (first > 0 and sentence.tokens[first - 1].text == ",")
    if at in titles:
        first = titles[at]
    return any(first - 1 <= m.first and m.last <= last + 1 for m in sentence.of("plurals", "ours", "our-country"))


def _town_before(index: Vicinity, role: Mention) -> bool:
    """`in Minsk the chief X`: whether a capital stands as a place right before the office."""
    town = index.state_end.get(role.first - 1)
    return town is not None and town.type == "cities" and town.is_goal


def _before_rank(index: Vicinity, name: NameSpan) -> StateRef | None:
    """`U.S. Air Force Brig. Gen. X, deputy director of ...`: the state before the arm and rank of an official."""
    at = name.first - 1
    if at not in index.rank_end:
        return None
    while at >= 0 and (at in index.rank_end or at in index.skip):
        at = index.rank_end[at].first - 1 if at in index.rank_end else at - 1
    state = index.state_end.get(at)
    return state if state is not None and state.type != "cities" else None


def _of_counterpart(sentence: Sentence, state: StateRef, role: Mention) -> bool:
    """`the accord between A and B, which Minister X and his B counterpart signed`: X is of the other one."""
    return any(
        s.iso == state.iso and s.type == "adjectives" and 0 <= m.first - s.last <= 1 and role.last <= s.first
        for m in sentence.of("counterparts", "counterpart")
        for s in sentence.states
    )
