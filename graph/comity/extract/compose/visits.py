"""Visits: a delegation, an official or ships of one state came to another."""

from __future__ import annotations

from typing import Final

from comity.dates import Bounds, bounds
from comity.extract.compose.destination import Destination, destinations
from comity.extract.compose.draft import Draft, capital_of, is_civil, is_foretold, is_to_come
from comity.extract.compose.leaders import leader
from comity.extract.compose.scene import Scenes, scenes_of, town_of
from comity.extract.compose.visit_days import span_days, told_date
from comity.extract.mention import Mention
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.references import is_posted, references
from comity.extract.sentence import Sentence, StateRef
from comity.facts import Place

_EVENTS: Final = ("visit", "arrive", "port-call")
_RECEIVED: Final = ("receive", "host")
_NEVER: Final = (
    "cancelled",
    "invitation",
    "wish",
    "negation",
    "denial",
    "rumour",
    "conditional",
    "question",
    "modal",
)
_DAYS: Final = 10  # between two visits: a date within one may be that of the day before, or of the article
_MILITARY: Final = frozenset({
    "defence-minister", "deputy-defence-minister", "chief-of-general-staff", "service-commander",
    "deputy-chief-of-general-staff", "unit-commander", "department-head", "security-council-secretary",
})  # fmt: skip
_PAIR: Final = 2
_TO_SHIP: Final = 7  # words between a navy and its ship


def visits(reading: Reading) -> list[Draft]:
    """One draft for each direction in which somebody travelled, and for each time where the days told exclude it."""
    found: list[Draft] = []
    scenes = scenes_of(reading)
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or is_civil(reading, sentence):
            continue
        for event in [*sentence.of("events", *_EVENTS), *sentence.of("events", *_RECEIVED, "meet")]:
            if not sentence.cues(event.first).isdisjoint(_NEVER) or is_foretold(sentence, event):
                continue
            if _is_duty(reading, sentence, event):
                continue
            draft = _told(reading, sentence, event, scenes)
            if draft is None or is_to_come(reading, draft):
                continue
            known = next((k for k in found if _is_same(reading, k, draft)), None)
            if known is None:
                found.append(draft)
            else:
                known.more.append(sentence)
                for slot in ("head", "date", "place"):
                    known.slots[slot] = known.slots[slot] or draft.slots[slot]
    for draft in found:
        if draft.slots["head"] is None and reading.on("head-of-lead"):
            draft.slots["head"] = _head_later(reading, draft)
        draft.slots["head"] = draft.slots["head"] or leader(reading, draft.sentence)
        span_days(reading, draft, len(found) == 1)
        if draft.slots["date"] is None and reading.on("day-of-scene"):
            draft.slots["date"] = scenes.told_before(draft.sentence)
    _towns(reading, found, scenes)
    return found


def _towns(reading: Reading, found: list[Draft], scenes: Scenes) -> None:
    """The town of a visit to a state: the first of that state in which the article tells that something was."""
    if not reading.on("town-of-visit"):
        return
    for draft in found:
        if draft.slots["place"] is None:
            towns = [t for t in scenes.towns() if t.country == draft.slots["host"]]
            dateline = reading.page.dateline
            if dateline is not None and dateline[0] == draft.slots["host"]:
                towns.append(Place(label=dateline[1], country=dateline[0]))
            draft.slots["place"] = towns[0] if towns else None


def _is_same(reading: Reading, known: Draft, draft: Draft) -> bool:
    """Whether both tell of one visit: the same direction, and no dates that lie far from each other."""
    if any(known.slots[slot] != draft.slots[slot] for slot in ("visitor", "host")):
        return False
    first, second = known.slots["date"], draft.slots["date"]
    if _is_by_ship(known) != _is_by_ship(draft) and first != second and None not in (first, second):
        return False
    if "visit-here" in draft.rules or first is None or second is None or not reading.on("another-visit"):
        return True
    a, b = bounds(str(first)), bounds(str(second))
    return not (_is_long_before(a, b) or _is_long_before(b, a))


def _is_by_ship(draft: Draft) -> bool:
    return draft.slots["head"] is None and bool(draft.sentence.of("institutions", "ships"))


def _is_long_before(a: Bounds, b: Bounds) -> bool:
    return a.latest is not None and b.earliest is not None and (b.earliest - a.latest).days > _DAYS


def _head_later(reading: Reading, draft: Draft) -> Figure | None:
    """Who led the visit that a headline tells: the one official of the visitor in the sentences right after it."""
    if draft.sentence.kind != "title":
        return None
    index = draft.sentence.index
    people = {
        f.key: f
        for s in reading.page.sentences[index + 1 : index + 3]
        for f in reading.officials(s)
        if f.state == draft.slots["visitor"] and _MILITARY & set(f.roles)
    }
    return next(iter(people.values())) if len(people) == 1 else None


def _is_duty(reading: Reading, sentence: Sentence, event: Mention) -> bool:
    """Whether somebody only passes through, or troops are on their way to a mission or an exercise: no visit."""
    if sentence.of("events", "transit") or any(m.first == event.last for m in sentence.of("institutions", "unit")):
        return True
    if sentence.of("institutions", "delegation", "ships"):
        return False
    if reading.officials(sentence):
        return _is_of_troops(reading, sentence, event)
    return bool(
        sentence.of("organisations")
        or sentence.of("events", "deploy")
        or (sentence.of("exercises", "exercise") and sentence.of("institutions", "unit", "forces"))
    )


def _is_of_troops(reading: Reading, sentence: Sentence, event: Mention) -> bool:
    """`The battalion left for Lebanon, the minister recalled`: whether troops are nearer to the verb than officials."""
    if event.value != "arrive" and (sentence.verb_final or not sentence.of("organisations")):
        return False  # `visited the battalion`
    roles = sentence.of("roles")
    troops = [
        m.first
        for m in sentence.of("institutions", "unit", "forces")
        if not any(r.first <= m.first < r.last or 0 <= m.first - r.last <= 1 for r in roles)
    ]
    people = [r.first for r in references(reading, sentence)] + [r.first for r in roles if r.value != "none"]
    if event.value != "arrive":
        troops = [i for i in troops if i < event.first]
    return bool(troops) and min(abs(event.first - i) for i in troops) < min(abs(event.first - i) for i in people)


def _told(reading: Reading, sentence: Sentence, event: Mention, scenes: Scenes) -> Draft | None:
    if event.value in _EVENTS:
        return _visit(reading, sentence, event, scenes) or _came_from(reading, sentence, event)
    return _received(reading, sentence, event) if event.value in _RECEIVED else _abroad(reading, sentence, event)


def _here(reading: Reading, sentence: Sentence, event: Mention, scenes: Scenes) -> Destination | None:
    """`The delegation's visit ends tomorrow`: where the article is, if those who came are told in the clause."""
    if event.has("weak") or sentence.of("institutions", "unit") or not reading.on("visit-here"):
        return None
    town = scenes.at(sentence).town
    here = town.country if town is not None else reading.frame.home
    a, b = sentence.clause(event.first)
    came = [r for r in references(reading, sentence, a, b) if r.figure is not None and not _stays(r.figure)]
    comes = not event.has("noun") or any(e.first == event.last for e in sentence.of("events", "arrive"))
    if sentence.verb_final and comes and len({r.state for r in came}) > 1:
        came = [r for r in came if r.first > event.first][:1]  # `сапармен келген Испания министрі X`
    if here is None or here not in reading.frame.default or len({r.state for r in came}) != 1 or came[0].state == here:
        return None
    if any(a <= m.first < b for m in sentence.of("plurals", "capital")):
        town = capital_of(reading.page.language, here)
    elif all(r.how == "guest" for r in came) and not (event.value == "visit" and event.has("noun")):
        return None
    return Destination(here, town, "visit-here")


def _visit(reading: Reading, sentence: Sentence, event: Mention, scenes: Scenes) -> Draft | None:
    goals = [*destinations(reading, sentence, event)]
    if not goals and (here := _here(reading, sentence, event, scenes)) is not None:
        goals = [here]
    for goal in goals:
        head, visitor = _visitor(reading, sentence, goal.host, event)
        if visitor is not None and visitor != goal.host and _military(reading, sentence, head):
            return _draft(reading, sentence, event, visitor, goal, head)
    return None


def _received(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`The minister received in Hanoi his colleague X`: who is received in a town of the host came there."""
    if event.has("noun") or not reading.on("received-guest"):
        return None
    if event.value == "host" and not sentence.of("counterparts", "counterpart"):
        return None
    a, b = sentence.clause(event.first)
    sent = {m.first for m in sentence.of("institutions", "delegation")}
    told = [r for r in references(reading, sentence, a, b) if r.how in {"named", "office"} or r.first in sent]
    states = {r.state for r in told}
    town = town_of(reading, sentence, event.first)
    dateline = reading.page.dateline
    if town is None and event.value == "host" and dateline is not None and dateline[0] in states:
        town = Place(label=dateline[1], country=dateline[0])
    guest = sentence.of("plurals", "guest")
    if town is None or (len(states) != _PAIR and not guest) or (town.country not in states and not guest):
        return None
    goal = Destination(str(town.country), town, "received-guest")
    guests = [r.figure for r in told if r.state != town.country and r.how == "named" and r.figure is not None]
    sender = {r.state for r in told if r.first in sent} - {town.country}
    if not guests and len(sender) == 1 and _military(reading, sentence, None):
        return _draft(reading, sentence, event, sender.pop(), goal, None)
    if len(guests) != 1 or BOUND_ABROAD & set(guests[0].roles) or not _MILITARY & set(guests[0].roles):
        return None
    assert guests[0].state is not None
    return _draft(reading, sentence, event, guests[0].state, goal, guests[0])


def _came_from(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`received his colleague who had come from Djibouti`: from a state, to the one whose official received him."""
    if not reading.on("came-from"):
        return None
    origins = [s for s in sentence.states if s.is_case("ABL") and s.last in (event.first, event.first - 1)]
    told = [r for r in references(reading, sentence) if r.how == "named" and r.figure is not None]
    if not origins or not sentence.of("events", *_RECEIVED, "meet"):
        return None
    came = [r for r in told if r.state == origins[0].iso and not _stays(r.figure)]
    hosts = {r.state for r in told} - {origins[0].iso}
    if len(came) != 1 or len(hosts) != 1:
        return None
    goal = Destination(hosts.pop(), None, "came-from")
    return _draft(reading, sentence, event, came[0].state, goal, came[0].figure)


def _abroad(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`The Iranian delegation ended its talks in the Tajik capital`: whose delegation is in another state's town."""
    if not sentence.of("institutions", "delegation") or not reading.on("delegation-abroad"):
        return None
    town = town_of(reading, sentence, event.first)
    a, b = sentence.clause(event.first)
    states = {s.iso for s in sentence.states if a <= s.first < b and s.type != "cities"}
    states |= {f.state for f in reading.officials(sentence, a, b) if f.state}
    if town is None or town.country is None or town.country not in reading.frame.default:
        return None
    guests = states - {town.country}
    if len(guests) != 1 or not guests <= set(reading.frame.default):
        return None
    visitor = next(iter(guests))
    heads = [f for f in reading.officials(sentence, a, b) if f.state == visitor and _MILITARY & set(f.roles)]
    goal = Destination(town.country, town, "delegation-abroad")
    return _draft(reading, sentence, event, visitor, goal, heads[0] if len(heads) == 1 else None)


def _draft(
    reading: Reading, sentence: Sentence, event: Mention, visitor: str, goal: Destination, head: Figure | None
) -> Draft:
    at = event.first
    return Draft(
        "visit",
        {
            "visitor": visitor,
            "host": goal.host,
            "head": head,
            "date": told_date(reading, sentence, at),
            "place": goal.place,
        },
        sentence,
        (goal.rule,),
        0.8,
        at,
        at + 1,
    )


def _visitor(reading: Reading, sentence: Sentence, host: str, event: Mention) -> tuple[Figure | None, str | None]:
    """(who led them, the state whose they are)."""
    a, b = sentence.clause(event.first)
    ships = sentence.of("institutions", "ships")
    if ships and not any(r.how == "named" for r in references(reading, sentence)):
        navy = _navy(reading, sentence, host)
        if navy is not None:
            return None, navy
    spans = [(a, b), (0, len(sentence.tokens))]
    if sentence.tokens[event.last - 1].key.endswith(reading.page.matcher.participles or ("\0",)):
        spans.insert(0, (event.last, b))  # `rəsmi səfərlə Mərakeşə gələn İspaniya admiralı`: who follows came
    for first, last in spans:
        told = [r for r in references(reading, sentence, first, last) if r.state != host and not _stays(r.figure)]
        if told:
            return told[0].figure, told[0].state
    named = [s.iso for s in sentence.states if a <= s.first < b and s.iso != host and _may_come(s)]
    if named and (event.has("noun") or not _is_at_home(reading, sentence, host)):
        return None, named[0]
    if ships and (navy := _navy(reading, sentence, host)) is not None:
        return None, navy
    if reading.on("visitor-last-named") and not sentence.of("institutions", "ships", "unit", "forces"):
        before = reading.last_official(sentence)
        if before is not None and before.state != host:
            return before, before.state
    came = (
        sentence.of("institutions", "delegation", "ships")
        or sentence.of("plurals", "guest")
        or sentence.of("events", "port-call")
    )
    if came or sentence.of("institutions", "unit"):
        pair = reading.frame.parties(sentence)[0] if came else reading.frame.default
        rest = [iso for iso in pair if iso != host]
        if len(rest) == 1 and len(pair) == _PAIR:
            return None, rest[0]
    return None, None


def _is_at_home(reading: Reading, sentence: Sentence, host: str) -> bool:
    """`X of Colombia is back in Bogota, who was the guest of Ecuador`: only officials of the host are named."""
    if sentence.of("institutions", "delegation", "ships") or reading.off & {"visitor-at-home"}:
        return False
    named = [r.state for r in references(reading, sentence) if r.how == "named" and not _stays(r.figure)]
    unnamed = [
        r
        for r in sentence.of("roles")
        if not any(o.sentence == sentence.index and o.at == r.first for o in reading.offices)
    ]
    return bool(named) and set(named) == {host} and not unnamed


def _navy(reading: Reading, sentence: Sentence, host: str) -> str | None:
    """Whose ship it is that was last spoken of: of the state that stands before or within the words for it."""
    if not reading.on("ship-last-named"):
        return None
    for before in reversed(reading.page.sentences[: sentence.index + 1]):
        for m in before.of("institutions", "ships"):
            owners = [s for s in before.states if m.first - _TO_SHIP <= s.first < m.last and _may_come(s)]
            if owners and owners[-1].iso != host:
                return owners[-1].iso
    return None


def _may_come(state: StateRef) -> bool:
    """Whether a state is named as one who came: by adjective, as owner or subject, not as a place or in a dateline."""
    if state.type == "adjectives":
        return True
    return state.is_case("GEN", "NOM") and not (state.type == "cities" and state.first == 0)


def _stays(figure: Figure | None) -> bool:
    """Whether somebody is posted to the host anyway: an ambassador or attaché."""
    return figure is not None and is_posted(figure)


def _military(reading: Reading, sentence: Sentence, head: Figure | None) -> bool:
    if head is not None and _MILITARY & set(head.roles):
        return True
    if any(r.value in _MILITARY for r in sentence.of("roles")) or sentence.of("counterparts", "counterpart"):
        return True
    return bool(
        sentence.of("topics", "military")
        or sentence.of("ranks")
        or sentence.of("institutions", "ships", "forces", "ministry", "staff")
    )
