"""Visits: a delegation, an official or ships of one state came to another."""

from __future__ import annotations

from comity.dates import Bounds, bounds
from comity.extract.compose.draft import Draft, capital_of, date_near, place_in
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.page import Sentence
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.facts import Place

_EVENTS = ("visit", "arrive", "port-call")
_NEVER = (
    "cancelled",
    "invitation",
    "wish",
    "negation",
    "denial",
    "rumour",
    "conditional",
    "question",
    "modal",
    "planned",
)
_DAYS = 10  # between two visits: a date within one may be that of the day before, or of the article
_MILITARY = {
    "defence-minister", "deputy-defence-minister", "chief-of-general-staff", "service-commander",
    "deputy-chief-of-general-staff", "unit-commander", "department-head",
}  # fmt: skip


def visits(reading: Reading) -> list[Draft]:
    """One draft for each direction in which somebody travelled, and for each time where the days told exclude it."""
    found: list[Draft] = []
    for sentence in reading.page.sentences:
        if sentence.kind == "header":
            continue
        for event in sentence.of("events", *_EVENTS):
            if not sentence.cues(event.first).isdisjoint(_NEVER) or _is_duty(reading, sentence):
                continue
            draft = _visit(reading, sentence, event.first, event.value)
            if draft is None:
                continue
            known = next((k for k in found if _is_same(reading, k, draft)), None)
            if known is None:
                found.append(draft)
            else:
                for slot in ("head", "date", "place"):
                    known.slots[slot] = known.slots[slot] or draft.slots[slot]
    for draft in found:
        if draft.slots["head"] is None and reading.on("head-of-lead"):
            draft.slots["head"] = _head_later(reading, draft)
    return found


def _is_same(reading: Reading, known: Draft, draft: Draft) -> bool:
    """Whether both tell of one visit: the same direction, and no dates that lie far from each other."""
    if any(known.slots[slot] != draft.slots[slot] for slot in ("visitor", "host")):
        return False
    first, second = known.slots["date"], draft.slots["date"]
    if first is None or second is None or not reading.on("another-visit"):
        return True
    a, b = bounds(str(first)), bounds(str(second))
    return not (_is_long_before(a, b) or _is_long_before(b, a))


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


def _is_duty(reading: Reading, sentence: Sentence) -> bool:
    """Whether troops are on their way to a mission or an exercise: that is no visit."""
    if sentence.of("institutions", "delegation", "ships") or reading.officials(sentence):
        return False
    return bool(
        sentence.of("organisations")
        or sentence.of("events", "deploy")
        or (sentence.of("exercises", "exercise") and sentence.of("institutions", "unit", "forces"))
    )


def _visit(reading: Reading, sentence: Sentence, at: int, event: str) -> Draft | None:
    a, b = sentence.clause(at)
    host, place, rule = _destination(reading, sentence, a, b)
    if host is None and len(sentence.clauses) > 1 and reading.on("destination-in-sentence"):
        host, place, rule = _destination(reading, sentence, 0, len(sentence.tokens))
    if host is None:
        return None
    head, visitor = _visitor(reading, sentence, host, at, a, b)
    if visitor is None or visitor == host:
        return None
    if not _military(reading, sentence, head):
        return None
    date = date_near(sentence, at)
    return Draft(
        "visit",
        {"visitor": visitor, "host": host, "head": head, "date": date.value if date else None, "place": place},
        sentence,
        (rule,),
        0.8,
        at,
        at + 1,
    )


def _destination(reading: Reading, sentence: Sentence, a: int, b: int) -> tuple[str | None, Place | None, str]:
    towns = []
    for m in sentence.of("cities"):
        case = sentence.case_of(m).split("/")
        seat = any(r.value in BOUND_ABROAD and r.last <= m.first <= r.last + 2 for r in sentence.of("roles"))
        if a <= m.first < b and not seat and ("DAT" in case or "LOC" in case) and not {"GEN", "NOM"} & set(case):
            towns.append(("DAT" not in case, m.first, m))
    if towns:
        iso, _, label = min(towns, key=lambda t: t[:2])[2].value.partition("|")
        return iso, Place(label=label, country=iso), "visit-to-town"
    if reading.frame.home and reading.on("visit-to-our-country"):
        for m in sentence.of("plurals", "our-country"):
            if a <= m.first < b and set(sentence.case_of(m).split("/")) & {"LOC", "DAT"}:
                return reading.frame.home, place_in(sentence, a, b), "visit-to-our-country"
    for m in sentence.of("plurals", "capital"):
        owners = [s for s in sentence.states if s.type != "cities" and m.first - 2 <= s.first <= m.last + 2]
        if a <= m.first < b and owners and reading.on("visit-to-capital"):
            return owners[0].iso, capital_of(reading.page.language, owners[0].iso), "visit-to-capital"
    for e in sentence.of("events", "visit"):
        for s in sentence.states if not e.has("noun") and reading.on("visit-object") else ():
            if s.first == e.last and a <= s.first < b and s.type != "adjectives":
                town = capital_of(reading.page.language, s.iso) if s.type == "cities" else None
                return s.iso, town, "visit-object"
    for s in sentence.states:
        if a <= s.first < b and s.type == "states" and s.is_goal:
            return s.iso, place_in(sentence, a, b), "visit-to-state"
    ports = [m for m in sentence.of("cities") if not m.has("capital")]
    if ports and sentence.of("institutions", "ships") and reading.on("ships-in-port"):
        iso, _, label = ports[0].value.partition("|")
        return iso, Place(label=label, country=iso), "ships-in-port"
    return None, None, ""


def _visitor(
    reading: Reading, sentence: Sentence, host: str, at: int, a: int, b: int
) -> tuple[Figure | None, str | None]:
    people = [f for f in reading.officials(sentence, a, b) if f.state != host] or [
        f for f in reading.officials(sentence) if f.state != host
    ]
    if people:
        return people[0], people[0].state
    named = [iso for iso in reading.frame.explicit(sentence, a, b) if iso != host]
    if named:
        return None, named[0]
    if reading.on("visitor-last-named") and not sentence.of("institutions", "ships", "unit", "forces"):
        before = reading.last_official(sentence)
        if before is not None and before.state != host:
            return before, before.state
    if (
        sentence.of("institutions", "delegation", "ships")
        or sentence.of("plurals", "guest")
        or sentence.of("events", "port-call")
    ):
        pair = reading.frame.parties(sentence)[0]
        rest = [iso for iso in pair if iso != host]
        if len(rest) == 1 and len(pair) == 2:
            return None, rest[0]
    return None, None


def _military(reading: Reading, sentence: Sentence, head: Figure | None) -> bool:
    if head is not None and _MILITARY & set(head.roles):
        return True
    if any(r.value in _MILITARY for r in sentence.of("roles")):
        return True
    return bool(
        sentence.of("topics", "military")
        or sentence.of("ranks")
        or sentence.of("institutions", "ships", "forces", "ministry", "staff")
    )
