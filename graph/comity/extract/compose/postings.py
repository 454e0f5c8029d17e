"""Where troops of a state serve abroad: the places of a sentence at which it tells that they serve, go or leave.

A place counts in the clause that tells of troops: they are stationed or on duty there, are sent or relieved, go home
from there, are led there, or stand in a list. The country of a mission is its place where no other is named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from comity.extract.compose.garrisons import may_serve_in_town, unit_beside, unit_in
from comity.extract.compose.spans import VERBS, span_of, spans, verbs_in
from comity.extract.compose.stationed import Station, stations
from comity.extract.compose.troops import TROOPS, is_drill, is_item, is_nominal, troops_in, ways_of
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK
from comity.facts import Place

_REGIONS: Final = {"XK": Place(label="Kosovo")}  # where a mission bears the name of the region
_BESIDE: Final = 8  # tokens between a mission and its place, a commander's verb and the unit
_ARTICLE: Final = 1  # tokens of an article
_REACH: Final = 2  # tokens between a place and `where`
_FROM: Final = 6  # tokens between the states and `soldiers` that come from there
_CAME: Final = 2  # tokens between "who came" and the men
_SEAT: Final = 4  # tokens between an ambassador and the country of his embassy
_LOCATED: Final = frozenset({"LOC", "LOCKI", "DAT", "ABL"})


@dataclass(frozen=True)
class Post:
    """A place at token `at`, and the piece tokens[first:last] of the sentence that tells of the troops there."""

    at: int
    place: Place
    organisation: str | None
    first: int
    last: int
    goal: bool = False  # where they are going
    left: bool = False  # from where they went
    town: bool = False  # known by a town alone
    led: bool = False  # told only of who led them
    attribute: bool = False  # `their unit in X`, whatever it does or did
    owner: str | None = None  # whose unit it is, where the words for the town show it
    stationed: bool = False  # told in a row with its unit, and with a word that says that it is there (stationed.py)


def posts_of(reading: Reading, sentence: Sentence, told: bool = False) -> list[Post]:
    """The places in the sentence where troops serve; `told`: whether the sentences before told of some."""
    found = _posts(reading, sentence, told)
    if not reading.on("unit-stationed"):
        return found
    rows = stations(sentence)
    moved = {p.at for p in found if p.left or p.goal}
    rows = [r for r in rows if len(listed(sentence, r.state)) == 1 or all(p.at != r.at for p in found)]
    kept = [p for p in found if p.at in moved or all(p.at != row.at for row in rows)]
    return kept + [_of_station(sentence, row) for row in rows if row.at not in moved]


def _of_station(sentence: Sentence, row: Station) -> Post:
    """The posting of a unit told with its place; one that only its row tells is judged with the piece around it."""
    first, last = span_of(sentence, row.at) if row.bare else (row.first, row.last)
    post = Post(row.at, row.place, organisation_of(sentence, row.at), first, last)
    left = row.bare and is_left(sentence, post)
    return replace(post, attribute=True, owner=row.state.iso, stationed=not row.bare, left=left)


def _posts(reading: Reading, sentence: Sentence, told: bool) -> list[Post]:
    """Those that a clause with a verb of service tells, or words for a unit right beside its town."""
    found = []
    for place in _places(reading, sentence):
        post = _widened(sentence, place) if _is_verbless(sentence, place) else place
        ways = ways_of(reading, sentence, post.first, post.last, told, post.at)
        if not ways and told and _is_of_those(sentence, post) and reading.on("those-there"):
            ways = {"told"}
        if post.owner is None and not ways and reading.on("garrison"):
            post = replace(post, owner=unit_in(sentence, post.at, post.place.country))
        if post.owner is not None:
            found.append(replace(post, attribute=True))
            continue
        if not ways or (ways == {"led"} and not _is_led_there(sentence, post)):
            continue
        if not post.attribute and not _is_moved(sentence, post) and _is_base(sentence, post):
            post = replace(post, attribute=True)
        goal = post.goal and not _went_away(sentence, post)
        found.append(replace(post, left=not goal and is_left(sentence, post), led=ways == {"led"}))
    return found


def _is_moved(sentence: Sentence, post: Post) -> bool:
    """Whether the piece tells that troops served, went or left."""
    verbs = sentence.of("service", "then", "goes", "leaves", "parts", "will", "led", "once")
    return any(post.first <= m.first < post.last for m in verbs)


def _is_base(sentence: Sentence, post: Post) -> bool:
    """`The Turkish base in X was opened in 2015`: it is there, whatever is dated."""
    return not sentence.verb_final and unit_in(sentence, post.at, post.place.country, weak=True) is not None


def _is_of_those(sentence: Sentence, post: Post) -> bool:
    """`Those in Bosnia have long been home`: of men told of before it is said where they serve, or leave."""
    those = any(post.first <= m.first < post.at for m in sentence.of("service", "those"))
    plural = any(s.first == post.at and s.is_case("LOCKI") and s.is_case("PL") for s in sentence.states)
    verbs = [m for m in sentence.of("service", *VERBS) if post.first <= m.first < post.last]
    return (those or plural) and bool(verbs)


def _went_away(sentence: Sentence, post: Post) -> bool:
    """`X'e gelen birlik misyondan ayrıldı`: where verbs stand last, the last one says that those who came left."""
    verbs = [m for m in sentence.of("service", *VERBS) if post.at <= m.first < post.last]
    mission = {m.last for m in sentence.of("service", "mission") if "ABL" in m.case.split("/")}
    return sentence.verb_final and bool(verbs) and verbs[-1].value == "leaves" and bool(mission)


def _widened(sentence: Sentence, post: Post) -> Post:
    """`Five in Abyei and four in Darfur`: with the clause before a piece that has no verb, else the one after it."""
    relative = {m.first for m in sentence.of("service", "where", "which")}
    around = [c for c in spans(sentence) if not relative & {c[0], c[0] + 1}]
    before = [c for c in around if c[1] <= post.first]
    after = [c for c in around if c[0] >= post.last]
    for a, b in [*before[-1:], *after[:1]][:1]:
        return replace(post, first=min(a, post.first), last=max(b, post.last))
    return post


def _is_verbless(sentence: Sentence, post: Post) -> bool:
    return not is_nominal(sentence, post.first, post.last) and not any(
        post.first <= e.first < post.last for e in verbs_in(sentence)
    )


def _places(reading: Reading, sentence: Sentence) -> list[Post]:
    places: list[Post] = []
    gone = {e.last for e in sentence.of("events", "withdraw", "depart") + sentence.of("service", "leaves", "parts")}
    compound = {m.first for m in sentence.of("service", "mission")} if sentence.verb_final else set()
    for s in sentence.states:
        if s.type != "states" or is_origin(sentence, s):
            continue
        object_ = s.first in gone and not sentence.verb_final and not _owns_troops(sentence, s)
        object_ = object_ or _is_object(sentence, s)
        object_ = object_ or _is_left_behind(sentence, s)
        left = bool(gone) and (s.is_case("ABL") or object_)
        there = (s.is_case("LOC", "LOCKI", "DAT") and not s.is_case("NOM")) or s.last in compound
        there = there or _is_part_of(sentence, s.first) or _is_second(sentence, s)
        if there or left or coordinated(sentence, s.last):
            if s.is_case("GEN") and not left and not _in_mission(sentence, s.first):
                continue
            place = _REGIONS.get(s.iso) or Place(country=s.iso)
            post = _post(sentence, s.first, place, s.is_goal and s.is_case("DAT"))
            places.append(replace(post, attribute=_is_of_unit(sentence, s)))
    if not places and is_item(sentence) and reading.on("listed-deployment"):
        named = [s for s in sentence.states if s.type == "states"]
        if len(named) == 1 and sentence.of("organisations"):  # `1992–1993 – Cambodia, UN mission`
            places.append(_post(sentence, named[0].first, Place(country=named[0].iso)))
    for m in sentence.of("regions"):
        label, _, iso = m.value.partition("|")
        place = Place(country=iso) if iso else Place(label=label)
        located = _LOCATED & set(sentence.case_of(m).split("/")) or coordinated(sentence, m.last)
        if m.has("weak") or (sentence.verb_final and not located and m.is_case("GEN")):
            continue  # `the South American country`
        if located or not places or not sentence.verb_final:  # `Baltık hava sahası için Estonya'ya`
            places.append(_post(sentence, m.first, place))
    for m in sentence.of("organisations"):
        code, bar, where = m.value.partition("|")
        place = Place(country=where) if len(where) == 2 else Place(label=where)
        if bar and not any(p.place == place or abs(p.at - m.first) < _BESIDE for p in places):
            a, b = span_of(sentence, m.first)
            places.append(Post(m.first, place, code, a, b))
    places += _where(sentence)
    if not places and reading.on("duty-in-town"):
        places = _towns(sentence)
    return places


def _is_object(sentence: Sentence, s: StateRef) -> bool:
    """`left the last Danish soldiers Iraq`: the bare name behind the subject of a verb that comes first."""
    verbs = sentence.of("service", "leaves")
    subject = [t for t in sentence.states if t.last == s.first and t.type == "adjectives"]
    return (
        bool(sentence.conjunctions)
        and bool(subject)
        and set(s.case.split("/")) <= {"NOM", "ACC"}
        and any(m.last <= subject[0].first and not m.is_case("DAT", "LOC") for m in verbs)
    )


def _is_left_behind(sentence: Sentence, s: StateRef) -> bool:
    """`Irak'ı 2005'te terk etti`, `Ирак они покинули`: an object that stands before a verb of leaving."""
    if not s.is_case("ACC"):
        return False
    times = {i for d in sentence.dates for i in range(d.first, d.last)} | sentence.words_of("dates")
    return any(
        s.last <= m.first and m.first - len(times & set(range(s.last, m.first))) - s.last <= _ARTICLE
        for m in sentence.of("service", "leaves", "parts")
    )


def _is_part_of(sentence: Sentence, at: int) -> bool:
    """`in the north of Benin`, `in southern Lebanon`: words for a part stand between the preposition and the name."""
    if sentence.verb_final:  # `Belize ormanlarında`
        return any(m.first == at + 1 and "LOC" in m.case.split("/") for m in sentence.of("service", "side"))
    sides = [m for m in sentence.of("service", "side") if at - _ARTICLE <= m.last <= at]
    return any(set(sentence.case_of(m).split("/")) & {"LOC", "DAT"} for m in sides)


def _is_second(sentence: Sentence, s: StateRef) -> bool:
    """`in Slovakia and Lithuania`: the second name has no preposition of its own."""
    if sentence.verb_final:
        return False
    ands = [m for m in sentence.of("links", "and") if 0 <= s.first - m.last <= _ARTICLE]
    before = [o for o in sentence.states if o.type == "states" and any(m.first == o.last for m in ands)]
    return any(o.is_goal or _is_part_of(sentence, o.first) or set(o.case.split("/")) == {"LOC"} for o in before)


def _where(sentence: Sentence) -> list[Post]:
    """`X, where Rwandans fight`: the place named before the word."""
    found = []
    for m in sentence.of("service", "where"):
        states = [(s.last, _REGIONS.get(s.iso) or Place(country=s.iso)) for s in sentence.states if s.type == "states"]
        for r in sentence.of("regions"):
            label, _, iso = r.value.partition("|")
            states.append((r.last, Place(country=iso) if iso else Place(label=label)))
        for o in sentence.of("organisations"):
            _, bar, where = o.value.partition("|")
            if bar:
                states.append((o.last, Place(country=where) if len(where) == 2 else Place(label=where)))
        near = max(
            (place for place in states if m.first - _REACH <= place[0] <= m.first), default=None, key=lambda p: p[0]
        )
        if near is not None:
            found.append(_post(sentence, m.first, near[1]))
    return found


def _is_of_unit(sentence: Sentence, s: StateRef) -> bool:
    """`X-dakı bölük`, `X ve Y-deki bölük`: where a unit is, whatever it does."""
    row = [o for o in sentence.states if o.is_case("LOCKI") and 0 <= o.first - s.last <= 1 and s is not o]
    return _owns_troops(sentence, s, 2) if s.is_case("LOCKI") else bool(row) and coordinated(sentence, s.last)


def _owns_troops(sentence: Sentence, s: StateRef, reach: int = 1) -> bool:
    """Whether troops follow: `withdrew Burundi its battalions`, where the verb comes first; `the unit in X`."""
    missions = {m.first for m in sentence.of("service", "mission")}
    return any(
        0 <= m.first - s.last <= reach and missions.isdisjoint(range(s.last, m.first))
        for m in troops_in(sentence, 0, len(sentence.tokens))
    )


def _post(sentence: Sentence, at: int, place: Place, goal: bool = False) -> Post:
    a, b = span_of(sentence, at)
    return Post(at, place, organisation_of(sentence, at), a, b, goal)


def _is_led_there(sentence: Sentence, post: Post) -> bool:
    """Whether it is where troops were led, and not where their leader served later on."""
    verbs = sentence.of("cues", "commanded") + sentence.of("events", "lead")
    return any(a <= post.at < b for a, b in (span_of(sentence, v.first) for v in verbs))


def is_left(sentence: Sentence, post: Post) -> bool:
    """Whether the troops went away from there: no verb that says they went somewhere stands nearer."""
    verbs = sentence.of("events", "withdraw") + sentence.of("service", "leaves", "parts")
    left = [abs(e.first - post.at) for e in verbs if post.first <= e.first < post.last]
    to = [m for m in sentence.of("links", "to") if m.last == post.at]
    return bool(left) and not to


def organisation_of(sentence: Sentence, at: int) -> str | None:
    """The organisation in whose name troops serve at token `at`: the nearest of the clause, else of the sentence."""
    a, b = span_of(sentence, at)
    organisations = sentence.of("organisations")
    near = [m for m in organisations if a <= m.first < b] or organisations
    best = min(near, key=lambda m: (abs(m.first - at), m.first), default=None)
    return best.value.partition("|")[0] if best else None


def _towns(sentence: Sentence) -> list[Post]:
    """The countries of the towns where the sentence says that men of a mission serve, or whose unit is there."""
    found: dict[str, Post] = {}
    if not sentence.towns:
        return []
    sure, drill = bool(sentence.of("organisations")), is_drill(sentence)
    for m in sentence.towns:
        iso = m.value.partition("|")[0]
        post = _post(sentence, m.first, Place(country=iso))
        case = set(sentence.case_of(m).split("/"))
        owner = None if drill else unit_beside(sentence, m.first, m.last, iso, "LOCKI" in case)
        prepositions = {link.last for link in sentence.of("links", "into-or-in")}  # they leave the case open
        at = bool(case & {"LOC", "LOCKI"}) or owner is not None or (m.first in prepositions and m.is_case("NOM"))
        if not (at or "ABL" in case):
            continue
        if not (sure or owner or may_serve_in_town(sentence, m.first, post.first, post.last)):
            continue
        if at or is_left(sentence, post):
            attribute = owner is not None and not sure
            found.setdefault(iso, replace(post, town=not sure, attribute=attribute, owner=owner))
    return list(found.values())


def is_origin(sentence: Sentence, state: StateRef) -> bool:
    """Whether it is where the men come from, alone or in a list: `soldiers from A, B and C`."""
    row = listed(sentence, state)
    if sentence.verb_final and row[-1].is_case("ABL") and _came_from(sentence, row[-1].last):
        return True
    troops = sentence.of("institutions", *TROOPS) + sentence.of("service", "men", "units")
    if len(row) < 2 and (sentence.of("events", "withdraw") or sentence.of("service", "leaves", "parts")):
        return False  # `withdrew its soldiers from A`
    if sentence.verb_final:  # `A ve B'den askerler`
        men = troops_in(sentence, 0, len(sentence.tokens))
        return row[-1].is_case("ABL") and any(0 <= m.first - row[-1].last <= _FROM for m in men)
    return row[0].is_case("ABL") and any(0 <= row[0].first - m.last <= 1 for m in troops)


def _came_from(sentence: Sentence, at: int) -> bool:
    """`Mısır'dan gelen subaylar`: a participle of coming stands at token `at`, and men after it."""
    came = [m.last for m in sentence.of("service", "goes") + sentence.of("events", "arrive") if m.first == at]
    men = sentence.of("service", "men", "units") + sentence.of("institutions", *TROOPS)
    return any(0 <= m.first - end <= _CAME for end in came for m in men)


def listed(sentence: Sentence, state: StateRef) -> list[StateRef]:
    """The states of the list `A, B and C` to which one belongs; that one alone where it stands alone."""
    run: list[StateRef] = []
    for s in sentence.states:
        if s.type == "cities":
            continue
        # `and` may be written with the second name
        clitic = sentence.tokens[s.first].key.startswith(sentence.conjunctions or "\0")
        if run and not ((s.first == run[-1].last and clitic) or joined(sentence, run[-1].last, s.first)):
            if state in run:
                return run
            run = []
        run.append(s)
    return run if state in run else [state]


def joined(sentence: Sentence, end: int, start: int) -> bool:
    """Whether between two states there is an `and` or a comma only."""
    comma = sentence.tokens[end].text in ",،" if end < len(sentence.tokens) else False
    return start - end == 1 and (comma or any(m.first == end and m.value == "and" for m in sentence.of("links")))


def coordinated(sentence: Sentence, last: int) -> bool:
    """`X and Y-in`: only the last of the list bears the case."""
    if not sentence.verb_final or not any(m.first == last and m.value == "and" for m in sentence.of("links")):
        return False
    states = [(s.first, s.case) for s in sentence.states if s.type != "adjectives"]
    places = states + [(m.first, sentence.case_of(m)) for m in sentence.of("regions")]
    following = [case for first, case in places if first in (last + 1, last + 2)]
    return bool(following) and bool(set(following[0].split("/")) & {"LOC", "LOCKI", "DAT"})


def _in_mission(sentence: Sentence, at: int) -> bool:
    return any(abs(m.first - at) <= 4 for m in sentence.of("organisations"))


def is_embassy(sentence: Sentence, post: Post) -> bool:
    """Whether it is an ambassador or attaché who serves there."""
    for role in sentence.of("roles", *BOUND_ABROAD):
        first, last = (role.last, post.at) if role.first < post.at else (post.at, role.first)
        if last - first <= _SEAT and all(t.kind != MARK for t in sentence.tokens[first:last]):
            return True
    return False
