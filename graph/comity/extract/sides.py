"""Whose official somebody is whose office stands without a state: claimed only where something shows it.

Evidence, the surest first:
1. the heading of the list in which the office stands (`For Turkey:`);
2. "our" beside the office: the state for which the article speaks;
3. an official whom he accompanies, or whose words he brings (companions.py);
4. for those bound abroad, the embassy or the colleagues of which the article tells; for who commands a unit, the last
   unit or ship of the same name that was named with its state;
5. for a counterpart, the side of the pair that nobody else named is of;
6. the side of the article where such a name is usual, and nowhere else (usual_names.py); what 4 and 7
   show is claimed of no state against which the name speaks;
7. the state for which the article speaks (its agency, its dateline, its language), unless that state's holder of the
   same office is somebody else, or the sentence takes this one there as a guest or has him meet its official: then
   the other side of the pair.
"""

from __future__ import annotations

from comity.extract.barring import held_by_another, is_barred
from comity.extract.companions import partners, same_side
from comity.extract.frame import Frame
from comity.extract.hosts import host
from comity.extract.known_holders import RULE as KNOWN
from comity.extract.known_holders import states_of
from comity.extract.lexicon import read
from comity.extract.mention import Mention
from comity.extract.office import Office
from comity.extract.ownership import BOUND_ABROAD, SOLE, is_ours
from comity.extract.page import Page
from comity.extract.reporters import reporter
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK
from comity.extract.usual_names import by_name, may_be_of
from comity.names.office_holders import state_of_holder

_ITEM = frozenset("–—-•*·▪")  # what an item of a list begins with
_BREAKS = frozenset(".:;,،؛—–")  # marks that no state and its unit have between them
_UNIT_REACH = 6  # words between a state and its ship: `Turkey's naval frigate X`
_LATELY = 1  # sentences
_STEM = 5  # letters that two forms of a unit's name have in common
_PRESS = 8  # times less than the state of an article a state of the language's press may weigh
_ALONE = 2  # times the weight of any other state
_TO_HOST = 3  # words between an office and "host"
_BACK = 4  # sentences


def side(office: Office, frame: Frame, off: frozenset[str] = frozenset()) -> str | None:
    """The state of an office that stands without one; None where nothing shows it. `off` are rules switched off."""
    sentence = frame.page.sentences[office.sentence]
    if listed := _side_of_list(frame.page, office.sentence):
        return listed
    if is_ours(sentence, office.at, office.at_last):
        if frame.answers or (office.role in SOLE and frame.home and held_by_another(office, frame, frame.home)):
            return None
        return frame.home
    if KNOWN not in off and (known := _known(office, frame)):
        return known
    if office.former and (told := _told_of_successor(office, frame)):
        return told
    if beside := same_side(office, frame) or _host(office, frame, sentence):
        return beside
    if office.role in BOUND_ABROAD and (sent := _sent_by(office, frame)) and may_be_of(office, frame, sent):
        return sent
    if office.role == "unit-commander" and (owner := _owner_of_unit(office, frame)) and may_be_of(office, frame, owner):
        return owner
    if office.rule.startswith("counterpart"):
        others = {
            o.figure.state
            for o in frame.offices
            if office.sentence - 3 <= o.sentence <= office.sentence and o.figure is not office.figure
        }
        rest = [iso for iso in frame.current.get(office.sentence, frame.default) if iso not in others]
        return rest[0] if len(rest) == 1 else None
    if frame.answers and frame.offices and office is frame.offices[0]:
        own = {iso for iso, _, _ in read(frame.page.language).lists["home"]}
        if len(own) == 1:
            return own.pop()  # who is asked, by the press of his own state
    if "usual-name" in off:
        return _home_or_guest(office, frame, sentence)
    if found := by_name(office, frame):
        return found
    guess = _home_or_guest(office, frame, sentence)
    return guess if guess and may_be_of(office, frame, guess) else None


def _known(office: Office, frame: Frame) -> str | None:
    """The state of the article whose known official has that name; its rule then says so."""
    found = state_of_holder(office.figure.fullest, states_of(frame.page))
    if found is not None:
        office.rule = f"{office.rule.removesuffix('+state-of-frame')}+{KNOWN}"
    return found


def _told_of_successor(office: Office, frame: Frame) -> str | None:
    """`A's new chief of staff is X. The former chief, Y, retired`: the state of that office as told right before."""
    told = {
        o.state
        for o in frame.offices
        if o.role == office.role
        and o.figure is not office.figure
        and not o.former
        and o.state
        and "state-of-frame" not in o.rule
        and office.sentence - _LATELY <= o.sentence <= office.sentence
    }
    return told.pop() if len(told) == 1 else None


def _host(office: Office, frame: Frame, sentence: Sentence) -> str | None:
    """`the minister of the host country`: the side in whose town something was last told to be."""
    near = range(office.at - _TO_HOST, office.at_last + 2 * _TO_HOST)
    if not any(m.first in near for m in sentence.of("plurals", "host")):
        return None
    for index in range(sentence.index, max(-1, sentence.index - 1 - _BACK), -1):
        before = frame.page.sentences[index]
        for state in before.states:
            if state.type == "states" and state.is_goal and _is_visited(before, state):
                return state.iso
        for m in before.of("cities"):
            iso = m.value.partition("|")[0]
            if (iso in frame.default or m.has("capital")) and set(before.case_of(m).split("/")) & {"LOC", "DAT"}:
                return iso
    dated = frame.page.dateline[0] if frame.page.dateline else None
    return dated if dated in frame.default else None


def _is_visited(sentence: Sentence, goal: StateRef) -> bool:
    """Whether a word for going there stands in the clause of the state."""
    a, b = sentence.clause(goal.first)
    return any(a <= e.first < b for e in sentence.of("events", "visit", "arrive")) and not sentence.unreal(goal.first)


def _home_or_guest(office: Office, frame: Frame, sentence: Sentence) -> str | None:
    home = reporter(sentence) or frame.speaker or _only_ministry(frame) or _only_side(office, frame)
    excluded = {iso for iso in (*frame.default, home) if iso and is_barred(office, frame, sentence, iso)}
    excluded |= partners(office, frame)
    if home and home not in excluded:
        return home
    pair = frame.current.get(office.sentence, frame.default)
    if not home and pair == frame.default and (there := _of_host(office, frame, sentence)) and there not in excluded:
        return there
    places = _place_here(sentence) - excluded if excluded else set()
    if len(places) == 1:
        return places.pop()
    rest = [iso for iso in pair if iso not in excluded]
    return rest[0] if excluded and len(rest) == 1 else None


def _place_here(sentence: Sentence) -> set[str]:
    """The states in which, or in whose towns, happens what the sentence tells."""
    places = [m.first for m in sentence.of("cities") if set(sentence.case_of(m).split("/")) & {"LOC", "NOM"}]
    named = {m.value.partition("|")[0] for m in sentence.of("cities") if m.first in places}
    return named | {s.iso for s in sentence.states if s.type == "states" and s.is_goal and s.is_case("LOC")}


def _of_host(office: Office, frame: Frame, sentence: Sentence) -> str | None:
    """The state at whose home an article of two foreign sides takes place; no ship and no mission there is its own."""
    if office.role in BOUND_ABROAD or office.role == "unit-commander" or is_ours(sentence, office.at, office.at_last):
        return None
    return host(frame, office.rule.startswith("office-before-name"))


def _only_side(office: Office, frame: Frame) -> str | None:
    """The state that an article is about if it is about no other: all officials are of it."""
    owners = {o.state for o in frame.offices if o.state and o.figure is not office.figure}
    others = [weight for iso, weight in frame.weights.items() if iso != frame.main]
    own = {iso for iso, _, _ in read(frame.page.language).lists["home"]}
    if not frame.main or any(_PRESS * frame.weights[iso] > frame.weights[frame.main] for iso in own - {frame.main}):
        return None
    if owners - {frame.main} or frame.weights[frame.main] < _ALONE * max(others, default=1):
        return None
    return frame.main


def _only_ministry(frame: Frame) -> str | None:
    """The state whose ministry or general staff an article cites, if it names no other's."""
    owners = {
        state.iso
        for sentence in frame.page.sentences
        for m in sentence.of("institutions", "ministry", "staff")
        if m.value == "ministry" or not any(r.first <= m.first < r.last for r in sentence.of("roles"))
        for state in sentence.states
        if state.type != "cities" and (state.last == m.first or m.last <= state.first <= m.last + 1)
    }
    return owners.pop() if len(owners) == 1 else None


def _sent_by(office: Office, frame: Frame) -> str | None:
    """The state of the embassy of which the article tells, else that of the colleague named nearest."""
    embassies = [
        state.iso
        for sentence in frame.page.sentences
        for m in sentence.of("institutions", "embassy")
        for state in sentence.states
        if state.type != "cities" and (m.first - 4 <= state.first < m.first or m.last <= state.first <= m.last + 4)
    ]
    if embassies:
        return embassies[0]
    colleagues = [o for o in frame.offices if o.role in BOUND_ABROAD and o.state and o.state != frame.speaker]
    near = [o.state for o in sorted(colleagues, key=lambda o: abs(o.sentence - office.sentence))]
    return near[0] if near else None


def _side_of_list(page: Page, index: int) -> str | None:
    """The state that the heading of a list names: `For Turkey:` and then one official a line."""
    at = index
    while at > 0 and page.sentences[at].tokens[0].text in _ITEM:
        at -= 1
    heading = page.sentences[at]
    states = {s.iso for s in heading.states}
    return states.pop() if at < index and heading.tokens[-1].text == ":" and len(states) == 1 else None


def _owner_of_unit(office: Office, frame: Frame) -> str | None:
    """The state of the unit of that name, else of the ships, that were named with their state.

    Of several states the one for which the article speaks, else that of the sentence that named one last, and there the
    first: its ship does something, and another's is alongside.
    """
    here = frame.page.sentences[office.sentence]
    words = {t.key[:_STEM] for t in here.tokens[office.at : office.at_last]}
    named: list[tuple[int, int, str]] = []
    ships: list[tuple[int, int, str]] = []
    for sentence in frame.page.sentences[: office.sentence + 1]:
        for m in sentence.of("institutions", "ships", "unit") + sentence.of("bodies", "unit"):
            owners = [
                (sentence.index, m.first, s.iso)
                for s in sentence.states
                if _is_beside(sentence, s, m) and not (sentence is here and s.first > office.at)
            ]
            if words & {t.key[:_STEM] for t in sentence.tokens[m.first : m.last]}:
                named += owners
            if m.value == "ships":
                ships += owners
    found = sorted({*named, *ships} if _is_ship(here, office) else named or ships)
    if not found:
        return None
    index, _, iso = next(place for place in found if place[0] == found[-1][0])
    if iso != frame.speaker and any(i < index and other == frame.speaker for i, _, other in found):
        return frame.speaker
    return iso if len({other for _, _, other in found}) == 1 or office.sentence - index <= _LATELY else None


def _is_ship(sentence: Sentence, office: Office) -> bool:
    """Whether the office is that of who commands a ship."""
    return any(office.at <= m.first and m.last <= office.at_last for m in sentence.of("institutions", "ships"))


def owner_beside(sentence: Sentence, unit: Mention) -> str | None:
    """The state whose unit it is by the words beside it."""
    owners = [s.iso for s in sentence.states if _is_beside(sentence, s, unit)]
    return owners[-1] if owners else None


def _is_beside(sentence: Sentence, state: StateRef, unit: Mention) -> bool:
    """Whether the unit is that state's: its name or adjective stands right before or after it, and not as a place."""
    if state.first < unit.first and _words(sentence, state.last, unit.first) < _UNIT_REACH:
        between = sentence.tokens[state.last : unit.first]
    elif not sentence.verb_final and unit.last <= state.first and _strange(sentence, unit.last, state.first) <= 1:
        between = sentence.tokens[unit.last : state.first]
    else:
        return False
    place = state.type == "states" and state.is_case("LOC", "LOCKI", "DAT")
    return state.type != "cities" and not place and not any(token.text in _BREAKS for token in between)


def _strange(sentence: Sentence, first: int, last: int) -> int:
    """Words there that are neither in brackets nor of a navy: `سفينة (X) التابعة للقوات البحرية السعودية`."""
    told = {i for m in sentence.of("institutions", "forces") for i in range(m.first, m.last)}
    told |= {i for a, b in sentence.quoted for i in range(a, b)}
    told |= {i for m in sentence.of("cues", "epithet") for i in range(m.first, m.last)}
    return sum(i not in told and sentence.tokens[i].kind != MARK for i in range(first, last))


def _words(sentence: Sentence, first: int, last: int) -> int:
    return sum(token.kind != MARK for token in sentence.tokens[first:last])
