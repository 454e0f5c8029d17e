"""Arrivals: who came where no destination is told, or where others tell of it.

Who arrived `here`, who was received in a town of the host, who had come from a state, whose delegation is in another's
town, and who came too, told by the same verb.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comity.extract.compose.destination import Destination, meant_by_there
from comity.extract.compose.draft import Draft, capital_of
from comity.extract.compose.meeting_partners import is_him, named_before
from comity.extract.compose.scene import Scenes, seats, town_of
from comity.extract.compose.visit_days import told_date
from comity.extract.mention import Mention
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.references import Reference, is_posted, references
from comity.extract.sentence import Sentence
from comity.facts import Place

RECEIVED: Final = ("receive", "host")
NEVER: Final = (
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
MILITARY: Final = frozenset({
    "defence-minister", "deputy-defence-minister", "chief-of-general-staff", "service-commander",
    "deputy-chief-of-general-staff", "unit-commander", "department-head", "security-council-secretary",
})  # fmt: skip
_PAIR: Final = 2
_OWNER: Final = 6  # words between a ship and the state whose it is


def came_too(reading: Reading, sentence: Sentence, event: Mention, draft: Draft) -> Iterator[Draft]:
    """`X of A arrived in T, Y of B and Z of C the day after`: the others of whom the same verb tells."""
    if event.has("noun") or sentence.of("events", *RECEIVED, "meet", "invite") or not reading.on("came-too"):
        return
    others = [
        e for e in sentence.of("events") if not e.has("noun") and (e.first >= event.last or e.last <= event.first)
    ]
    if any(e.value in {"visit", "depart", "send"} for e in others):
        return
    host = draft.slots["host"]
    told = [r for r in references(reading, sentence) if r.how in {"named", "office"}]
    goal = Destination(str(host), draft.slots["place"], "came-too")  # type: ignore[arg-type]
    for i, r in enumerate(told):
        if r.state in {host, draft.slots["visitor"]} or stays(r.figure) or not _is_coordinated(sentence, told, i):
            continue
        if sentence.cues(r.first).isdisjoint(NEVER) and not (
            r.figure and r.figure.roles and not MILITARY & set(r.figure.roles)
        ):
            more = visit_of(reading, sentence, event, r.state, goal, r.figure)
            more.slots["date"] = told_date(reading, sentence, r.last) or draft.slots["date"]
            yield more


def _is_coordinated(sentence: Sentence, told: list[Reference], i: int) -> bool:
    """Whether one of these officials is joined to the one before or after, or has a day of his own: `Y on Tuesday`."""
    r = told[i]
    before = told[i - 1].last if i else 0
    after = told[i + 1].first if i + 1 < len(told) else len(sentence.tokens)
    ands = [m.first for m in sentence.of("links", "and", "with")]
    if (i and any(before <= at < r.first for at in ands)) or (
        i + 1 < len(told) and any(r.last <= at < after for at in ands)
    ):
        return True
    a, b = sentence.clause(r.first)
    own = [
        d for d in sentence.dates if r.last <= d.first < after or (sentence.verb_final and before <= d.first < r.first)
    ]
    return any(sentence.tokens[at].text in ",;–—،" for at in range(before, r.first)) and any(
        a <= d.first < b for d in own
    )


def here_is(reading: Reading, sentence: Sentence, event: Mention, scenes: Scenes) -> Destination | None:
    """`The delegation's visit ends tomorrow`: where the article is, if those who came are told in the clause."""
    if event.has("weak") or sentence.of("institutions", "unit") or not reading.on("visit-here"):
        return None
    town = scenes.at(sentence).town
    here = town.country if town is not None else reading.frame.home
    a, b = sentence.clause(event.first)
    came = [r for r in references(reading, sentence, a, b) if r.figure is not None and not stays(r.figure)]
    which = any(m.first == a for m in sentence.of("service", "which"))
    if not came and which and not event.has("noun"):  # `took X, who had flown in the evening before, to the ground`
        whole = [r for r in references(reading, sentence, 0, a) if a - r.last <= _PAIR and r.how == "named"]
        came = [r for r in whole if r.state != here and r.figure and MILITARY & set(r.figure.roles)][-1:]
    comes = not event.has("noun") or any(e.first == event.last for e in sentence.of("events", "arrive"))
    if sentence.verb_final and comes and len({r.state for r in came}) > 1:
        came = [r for r in came if r.first > event.first][:1]  # `сапармен келген Испания министрі X`
    if here is None or here not in reading.frame.default or len({r.state for r in came}) != 1 or came[0].state == here:
        return None
    if any(a <= m.first < b for m in sentence.of("plurals", "capital")):
        town = capital_of(reading.page.language, here)
    elif all(r.how == "guest" for r in came) and not (event.value == "visit" and event.has("noun")):
        own = reading.page.sentences[max(0, sentence.index - 1)]
        if (
            own.paragraph != sentence.paragraph
            or town is None
            or not any(r.state == here for r in references(reading, own))
        ):
            return None
    return Destination(here, town, "visit-here")


def received(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`The minister received in Hanoi his colleague X`: who is received in a town of the host came there."""
    if event.has("noun") or event.first in sentence.words_of("plurals", "guest") or not reading.on("received-guest"):
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
    him = _received_him(reading, sentence, event, told[0], town) if len(states) == 1 and not guest else None
    if him is not None and reading.on("received-him"):
        return him
    seat = _receiving(sentence, event, a, told) if town is None else None
    town, hosts = town or seat, seat is not None
    if town is None or (not hosts and not guest and (len(states) != _PAIR or town.country not in states)):
        return None
    at_home = [r for r in told if r.state == town.country]
    if at_home and all(stays(r.figure) for r in at_home):
        return None  # `received in his capital the ambassador of B`
    goal = Destination(str(town.country), town, "received-guest")
    named = [r.figure for r in told if r.state != town.country and r.how == "named" and r.figure is not None]
    guests = [figure for figure in named if figure.roles]
    sender = {r.state for r in told if r.first in sent} - {town.country}
    if not guests and len(sender) == 1 and is_military_visit(reading, sentence, None):
        return visit_of(reading, sentence, event, sender.pop(), goal, None)
    if len(guests) != 1 or BOUND_ABROAD & set(guests[0].roles) or not MILITARY & set(guests[0].roles):
        return None
    if set(guests[0].roles) <= {"unit-commander"}:
        return None  # whose troops are there
    assert guests[0].state is not None
    return visit_of(reading, sentence, event, guests[0].state, goal, guests[0])


def _receiving(sentence: Sentence, event: Mention, a: int, told: list[Reference]) -> Place | None:
    """`Kampala played host to a Burundian delegation`: the town that receives, nobody of its state being named."""
    if sentence.verb_final:
        towns = [m for m in sentence.towns if a <= m.first < min((r.first for r in told), default=a)]
    elif sentence.conjunctions:  # there the subject follows its verb
        towns = [m for m in sentence.towns if m.first == event.last]
    else:
        towns = [m for m in sentence.towns if a <= m.first < event.first]
        if any(r.first < event.first for r in told):
            return None
    if len(towns) != 1 or sentence.case_of(towns[0]) != "NOM":
        return None
    iso, _, label = towns[0].value.partition("|")
    guests = {r.state for r in told}
    return Place(label=label, country=iso) if guests and iso not in guests else None


def _received_him(
    reading: Reading, sentence: Sentence, event: Mention, one: Reference, town: Place | None
) -> Draft | None:
    """`In Bangui he was received by the minister`: who is only meant was named right before, and came to the town."""
    meant = is_him(sentence, event) or sentence.of("persons", "subject")
    if not meant or stays(one.figure) or one.how not in {"named", "office"}:
        return None
    for m in sentence.of("plurals", "thither") if town is None else []:
        town = meant_by_there(reading, sentence, m.first)
    town = town or _town_before(reading, sentence)
    if town is None or town.country != one.state:
        return None
    guests = [f for f in named_before(reading, sentence, one.state) if not stays(f) and MILITARY & set(f.roles)]
    if len(guests) != 1 or set(guests[0].roles) <= {"unit-commander"}:
        return None
    assert guests[0].state is not None
    return visit_of(reading, sentence, event, guests[0].state, Destination(one.state, town, "received-him"), guests[0])


def _town_before(reading: Reading, sentence: Sentence) -> Place | None:
    """The one town that the sentence right before names: `His next stop was Tripoli. The general received him`."""
    before = reading.page.sentences[sentence.index - 1]
    if sentence.index == 0 or before.paragraph != sentence.paragraph:
        return None
    taken = seats(before)
    towns = {m.value for m in before.towns if m.first not in taken}
    if len(towns) != 1:
        return None
    iso, _, label = towns.pop().partition("|")
    return Place(label=label, country=iso)


def ship_hosted(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`The port of Mombasa hosted the Indian frigate`: a town that received a ship."""
    if event.has("noun") or sentence.of("exercises", "exercise") or not reading.on("ship-hosted"):
        return None
    a, b = sentence.clause(event.first)
    ships = [m for m in sentence.of("institutions", "ships") if a <= m.first < b]
    ports = [m for m in sentence.of("links", "town") if a <= m.first < b]
    towns = [
        t
        for t in sentence.towns
        if any(m.first == t.last or m.last == t.first for m in ports) and all(m.first != t.first for m in ports)
    ]
    if not ships or len(towns) != 1 or references(reading, sentence, a, b):
        return None
    iso, _, label = towns[0].value.partition("|")
    for ship in ships:
        owners = [
            s for s in sentence.states if s.type != "cities" and ship.first - _OWNER <= s.first < ship.last + _OWNER
        ]
        if len({s.iso for s in owners}) == 1 and owners[0].iso != iso:
            goal = Destination(iso, Place(label=label, country=iso), "ship-hosted")
            return visit_of(reading, sentence, event, owners[0].iso, goal, None)
    return None


def came_from(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`received his colleague who had come from Djibouti`: from a state, to the one whose official received him."""
    if not reading.on("came-from"):
        return None
    origins = [s for s in sentence.states if s.is_case("ABL") and s.last in (event.first, event.first - 1)]
    told = [r for r in references(reading, sentence) if r.how == "named" and r.figure is not None]
    if not origins or not sentence.of("events", *RECEIVED, "meet"):
        return None
    came = [r for r in told if r.state == origins[0].iso and not stays(r.figure)]
    hosts = {r.state for r in told} - {origins[0].iso}
    if len(came) != 1 or len(hosts) != 1:
        return None
    goal = Destination(hosts.pop(), None, "came-from")
    return visit_of(reading, sentence, event, came[0].state, goal, came[0].figure)


def returned(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
    """`back from Muscat, where he was received by his Omani counterpart`: an official of the town's state received."""
    if not sentence.of("events", "depart") or not reading.on("returned-from"):
        return None
    left = {m.value.partition("|")[0]: m for m in sentence.towns if "ABL" in sentence.case_of(m).split("/")}
    told = [r for r in references(reading, sentence) if r.how in {"named", "office"} and not stays(r.figure)]
    for iso, m in left.items():
        others = [r for r in told if r.state != iso]
        if any(r.state == iso for r in told) and len({r.state for r in others}) == 1:
            goal = Destination(iso, Place(m.value.partition("|")[2], iso), "returned-from")
            return visit_of(reading, sentence, event, others[0].state, goal, others[0].figure)
    return None


def abroad(reading: Reading, sentence: Sentence, event: Mention) -> Draft | None:
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
    heads = [f for f in reading.officials(sentence, a, b) if f.state == visitor and MILITARY & set(f.roles)]
    goal = Destination(town.country, town, "delegation-abroad")
    return visit_of(reading, sentence, event, visitor, goal, heads[0] if len(heads) == 1 else None)


def visit_of(
    reading: Reading, sentence: Sentence, event: Mention, visitor: str, goal: Destination, head: Figure | None
) -> Draft:
    """The visit of that state to a destination, told by the event."""
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


def stays(figure: Figure | None) -> bool:
    """Whether somebody is posted to the host anyway: an ambassador or attaché."""
    return figure is not None and is_posted(figure)


def is_military_visit(reading: Reading, sentence: Sentence, head: Figure | None) -> bool:
    """Whether its head, an office, or words of defence in the sentence show that a visit is military."""
    if head is not None and MILITARY & set(head.roles):
        return True
    if any(r.value in MILITARY for r in sentence.of("roles")) or sentence.of("counterparts", "counterpart"):
        return True
    return bool(
        sentence.of("topics", "military")
        or sentence.of("ranks")
        or sentence.of("institutions", "ships", "forces", "ministry", "staff")
    )
