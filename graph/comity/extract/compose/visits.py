"""Visits: a delegation, an official or ships of one state came to another."""

from __future__ import annotations

from typing import Final

from comity.dates import Bounds, bounds
from comity.extract.compose.arrivals import (
    MILITARY,
    NEVER,
    RECEIVED,
    abroad,
    came_from,
    came_too,
    here_is,
    is_military_visit,
    received,
    returned,
    ship_hosted,
    stays,
    visit_of,
)
from comity.extract.compose.destination import Destination, destinations, sends
from comity.extract.compose.draft import Draft, is_civil, is_foretold, is_to_come
from comity.extract.compose.leaders import leader
from comity.extract.compose.retracted import not_retracted
from comity.extract.compose.scene import Scenes, scenes_of
from comity.extract.compose.visit_days import span_days
from comity.extract.mention import Mention
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.references import Reference, references
from comity.extract.sentence import Sentence, StateRef
from comity.facts import Place

_EVENTS: Final = ("visit", "arrive", "port-call")
_STAYS: Final = ("stay", "lead")
_DAYS: Final = 10  # between two visits: a date within one may be that of the day before, or of the article
_PAIR: Final = 2
_WITH: Final = frozenset({"COM", "INS"})
_FROM: Final = 2  # tokens between ships and where they come from: `frigates from Bangladesh`
_TO_SHIP: Final = 7  # words between a navy and its ship


def visits(reading: Reading) -> list[Draft]:
    """One draft for each direction in which somebody travelled, and for each time where the days told exclude it."""
    found: list[Draft] = []
    scenes = scenes_of(reading)
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or is_civil(reading, sentence):
            continue
        for event in [*sentence.of("events", *_EVENTS), *sentence.of("events", *RECEIVED, *_STAYS, "meet")]:
            if not sentence.cues(event.first).isdisjoint(NEVER) or is_foretold(sentence, event):
                continue
            if _is_duty(reading, sentence, event):
                continue
            for draft in _told(reading, sentence, event, found):
                if not is_to_come(reading, draft):
                    _add(reading, found, draft)
    found = not_retracted(reading, found)
    for draft in found:
        if draft.slots["head"] is None and reading.on("head-of-lead"):
            draft.slots["head"] = _head_later(reading, draft)
        draft.slots["head"] = draft.slots["head"] or leader(reading, draft.sentence)
        span_days(reading, draft, len(found) == 1)
        if draft.slots["date"] is None and reading.on("day-of-scene"):
            here = draft.rules[0] in {"visit-here", "came-too"}  # they came to what the article tells of
            draft.slots["date"] = scenes.at(draft.sentence).day if here else scenes.told_before(draft.sentence)
    _towns(reading, found, scenes)
    return found


def _add(reading: Reading, found: list[Draft], draft: Draft) -> None:
    """Add a visit to those found, or what it adds to one of them."""
    known = next((k for k in found if _is_same(reading, k, draft)), None)
    if known is None:
        found.append(draft)
        return
    known.more.append(draft.sentence)
    for slot in ("head", "date", "place"):
        known.slots[slot] = known.slots[slot] or draft.slots[slot]


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
        if f.state == draft.slots["visitor"] and MILITARY & set(f.roles)
    }
    return next(iter(people.values())) if len(people) == 1 else None


def _is_duty(reading: Reading, sentence: Sentence, event: Mention) -> bool:
    """Whether somebody only passes through, or troops are on their way to a mission or an exercise: no visit."""
    if sentence.of("events", "transit") or any(m.first == event.last for m in sentence.of("institutions", "unit")):
        return True
    if sentence.of("institutions", "delegation", "ships"):
        return False
    if event.value == "arrive" and _is_new_in_office(sentence, event):
        return True
    if references(reading, sentence):
        return _is_of_troops(reading, sentence, event)
    return bool(
        sentence.of("organisations")
        or sentence.of("events", "deploy")
        or (sentence.of("exercises", "exercise") and sentence.of("institutions", "unit", "forces"))
        or (event.value == "arrive" and _is_of_units(sentence, event))
    )


def _is_new_in_office(sentence: Sentence, event: Mention) -> bool:
    """`A new commander came`: who begins to serve there is no visitor."""
    a, b = sentence.clause(event.first)
    heads = [
        *sentence.of("roles", "unit-commander", "defence-attache", "ambassador"),
        *sentence.of("heads", "commander"),
    ]
    news = [m for m in sentence.of("cues", "newly") if a <= m.first < b]
    return any(0 <= h.first - m.last <= 1 and h.last <= event.first for m in news for h in heads)


def _is_of_units(sentence: Sentence, event: Mention) -> bool:
    """`Two battalions of British paratroopers landed`: whether it is units that came, and no official is told."""
    a, b = sentence.clause(event.first)
    return not sentence.of("roles") and any(a <= m.first < b for m in sentence.of("institutions", "unit"))


def _is_of_troops(reading: Reading, sentence: Sentence, event: Mention) -> bool:
    """`The battalion left for Lebanon, the minister recalled`: whether troops are nearer to the verb than officials."""
    if event.value != "arrive" and (sentence.verb_final or not sentence.of("organisations")):
        return False  # `visited the battalion`
    roles = sentence.of("roles")
    troops = [
        m.first
        for m in sentence.of("institutions", "unit", "forces")
        if not any(r.first <= m.first < r.last or 0 <= m.first - r.last <= 1 for r in roles)
        and _WITH.isdisjoint(sentence.case_of(m).split("/"))  # `with six officers`
    ]
    people = [r.first for r in references(reading, sentence)] + [r.first for r in roles if r.value != "none"]
    if event.value != "arrive":
        troops = [i for i in troops if i < event.first]
    return bool(troops) and min(abs(event.first - i) for i in troops) < min(abs(event.first - i) for i in people)


def _told(reading: Reading, sentence: Sentence, event: Mention, found: list[Draft]) -> list[Draft]:
    if event.value in _EVENTS:
        draft = _visit(reading, sentence, event, found) or came_from(reading, sentence, event)
        return [draft, *came_too(reading, sentence, event, draft)] if draft is not None else []
    if event.value in RECEIVED:
        draft = received(reading, sentence, event) or ship_hosted(reading, sentence, event)
    elif event.value in _STAYS:
        draft = _stay(reading, sentence, event, found)
    else:
        draft = abroad(reading, sentence, event)
    draft = draft or returned(reading, sentence, event)
    return [draft] if draft is not None else []


def _stay(reading: Reading, sentence: Sentence, event: Mention, found: list[Draft]) -> Draft | None:
    """`The minister spent Tuesday in Riga`, `headed a delegation to Windhoek`: an official told by name, and a day."""
    a, b = sentence.clause(event.first)
    told = [r for r in references(reading, sentence, a, b) if r.how in {"named", "office", "the"}]
    if not any(r.figure and MILITARY & set(r.figure.roles) for r in told):
        return None
    if event.value == "lead":
        return _visit(reading, sentence, event, found, [*sends(reading, sentence, event)])
    days = [d for d in sentence.dates if a <= d.first < b and d.has_day]
    named = [m for m in sentence.of("dates") if a <= m.first < b and m.value.startswith(("weekday-", "month-"))]
    if any(a <= m.first < b for m in sentence.of("exercises", "exercise")):
        return None
    if event.has("noun") or not (days or named or sentence.days) or not reading.on("visit-stayed"):
        return None
    goals = [d for d in destinations(reading, sentence, event) if d.rule in {"visit-to-town", "visit-to-state"}]
    return _visit(reading, sentence, event, found, goals)


def _visit(
    reading: Reading, sentence: Sentence, event: Mention, found: list[Draft], goals: list[Destination] | None = None
) -> Draft | None:
    if goals is None:
        goals = [*destinations(reading, sentence, event)]
        if not goals and (here := here_is(reading, sentence, event, scenes_of(reading))) is not None:
            goals = [here]
    for goal in goals:
        head, visitor = _visitor(reading, sentence, goal.host, event, found)
        if visitor is not None and visitor != goal.host and is_military_visit(reading, sentence, head):
            return visit_of(reading, sentence, event, visitor, goal, head)
    return None


def _visitor(
    reading: Reading, sentence: Sentence, host: str, event: Mention, found: list[Draft]
) -> tuple[Figure | None, str | None]:
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
        told = [r for r in references(reading, sentence, first, last) if r.state != host and not stays(r.figure)]
        if told:
            who = _nearest(sentence, told, event)
            return who.figure, who.state
    posted = {r.state for r in references(reading, sentence) if stays(r.figure)}
    named = [
        s.iso for s in sentence.states if a <= s.first < b and s.iso != host and s.iso not in posted and _may_come(s)
    ]
    if named and (event.has("noun") or not _is_at_home(reading, sentence, host)):
        return None, named[0]
    if ships and (navy := _navy(reading, sentence, host)) is not None:
        return None, navy
    origins = _origins(sentence)
    for known in reversed(found):
        if known.slots["host"] in origins and known.slots["visitor"] != host and reading.on("visitor-goes-on"):
            head = known.slots["head"]
            return (head if isinstance(head, Figure) else None), str(known.slots["visitor"])
    if reading.on("visitor-last-named") and not sentence.of("institutions", "ships", "unit", "forces"):
        before = reading.last_official(sentence)
        if before is not None and before.state != host and before.state not in origins:
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


def _origins(sentence: Sentence) -> set[str]:
    """The states from which somebody went on: `from Qatar the delegation moved on to Riyadh`."""
    found = {s.iso for s in sentence.states if s.is_case("ABL") and s.type != "adjectives"}
    return found | {m.value.partition("|")[0] for m in sentence.towns if "ABL" in sentence.case_of(m).split("/")}


def _nearest(sentence: Sentence, told: list[Reference], event: Mention) -> Reference:
    """Who came: the first of those of the state that was named last before the verb, else the first.

    Of a noun (`the visit by X`) who follows it, where he is of the same state.
    """
    if event.has("noun") and not sentence.verb_final:
        return next(
            (r for r in told if r.first >= event.last and r.how == "named" and r.state == told[0].state), told[0]
        )
    before = [r for r in told if r.last <= event.first and r.how in {"named", "office"}]
    if event.has("noun") or len({r.state for r in before}) < 2:
        return told[0]
    return next(r for r in before if r.state == before[-1].state)


def _is_at_home(reading: Reading, sentence: Sentence, host: str) -> bool:
    """`X of Colombia is back in Bogota, who was the guest of Ecuador`: only officials of the host are named."""
    if sentence.of("institutions", "delegation", "ships") or reading.off & {"visitor-at-home"}:
        return False
    named = [r.state for r in references(reading, sentence) if r.how == "named" and not stays(r.figure)]
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
            owners += [s for s in before.states if m.last < s.first <= m.last + _FROM and s.is_case("ABL")]
            if owners and owners[-1].iso != host:
                return owners[-1].iso
            if owners and before is sentence:
                return None  # a ship of the host's own
    return None


def _may_come(state: StateRef) -> bool:
    """Whether a state is named as one who came: by adjective, as owner or subject, not as a place or in a dateline."""
    if state.type == "adjectives":
        return True
    return state.is_case("GEN", "NOM") and not (state.type == "cities" and state.first == 0)
