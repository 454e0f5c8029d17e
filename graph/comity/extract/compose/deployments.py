"""Deployments: forces of a state serve abroad, alone or in a mission.

A place counts where somebody serves, is sent, relieved or withdrawn, or stands in a mission; its own clause says when.
The sender is the state beside the word for the troops, else the one state named that is no place, else the state that
the article is about.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from comity.extract.compose.draft import Draft
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.page import OPENING
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK
from comity.facts import Place

_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")
_TROOPS = ("unit", "forces")
_PASSING = 2  # the weight of a state that is named once
_CHIEF = 8  # the weight of a state that an article is about
_REGIONS = {"XK": Place(label="Kosovo")}  # where a mission bears the name of the region
_BESIDE = 8  # tokens between a mission and its place, a commander's verb and the unit
_LATER = 3  # sentences in which a place may be called "there"
_DASHES = "–—-"
_SEAT = 4  # tokens between an ambassador and the country of his embassy
_NOW = 4  # tokens between "now" and the place
_GOING = ("send", "arrive", "depart", "withdraw")


@dataclass(frozen=True)
class _Post:
    at: int
    place: Place
    organisation: str | None
    goal: bool = False  # where they are going


def deployments(reading: Reading) -> list[Draft]:
    """A draft for each sender, place and status."""
    found: dict[tuple[str, Place, str], Draft] = {}
    about = any(s.of("events", "deploy", "send", "withdraw") for s in reading.page.sentences)
    last: _Post | None = None
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or not about:
            continue
        posts = _posts(reading, sentence)
        if not posts and last is not None and reading.on("serve-there"):
            posts = _there(reading, sentence, last)
        last = next((_Post(sentence.index, p.place, p.organisation) for p in posts), None) or _mission(sentence) or last
        for post in posts:
            if (
                not sentence.cues(post.at).isdisjoint(_NEVER)
                or _is_subject(sentence, post.at)
                or _is_embassy(sentence, post)
            ):
                continue
            for draft in _drafts(reading, sentence, post):
                found.setdefault((str(draft.slots["state"]), post.place, str(draft.slots["status"])), draft)
    return list(found.values())


def _mission(sentence: Sentence) -> _Post | None:
    """The region or the place of a mission that the sentence names: where `there` may be in the next ones."""
    for m in sentence.of("regions"):
        label, _, iso = m.value.partition("|")
        if sentence.of("organisations"):
            place = Place(country=iso) if iso else Place(label=label)
            return _Post(sentence.index, place, _organisation(sentence, m.first))
    return None


def _there(reading: Reading, sentence: Sentence, last: _Post) -> list[_Post]:
    """`The Fijians serve there too`: the place of the sentences before. `last.at` is the sentence that named it."""
    words = sentence.of("plurals", "there")
    units = sentence.of("institutions", "unit")
    moves = sentence.of("events", "deploy", "arrive", "withdraw")
    if not (words and units and moves) or sentence.index - last.at > _LATER or sentence.of("exercises", "exercise"):
        return []
    return [_Post(words[0].first, last.place, _organisation(sentence, words[0].first) or last.organisation)]


def _is_subject(sentence: Sentence, at: int) -> bool:
    """Whether it is only spoken of: `they discussed patrols in the Baltic Sea`."""
    a, b = sentence.clause(at)
    talk = [e for e in sentence.of("events", "discuss", "phone", "meet") if not e.has("noun") and a <= e.first < b]
    return bool(talk) and not sentence.of("organisations")


def _is_embassy(sentence: Sentence, post: _Post) -> bool:
    """Whether it is an ambassador or attaché who serves there."""
    for role in sentence.of("roles", *BOUND_ABROAD):
        first, last = (role.last, post.at) if role.first < post.at else (post.at, role.first)
        if last - first <= _SEAT and all(t.kind != MARK for t in sentence.tokens[first:last]):
            return True
    return False


def _posts(reading: Reading, sentence: Sentence) -> list[_Post]:
    """The places in the sentence where troops serve."""
    ways = _ways(reading, sentence)
    if not ways:
        return []
    places: list[_Post] = []
    for s in sentence.states:
        left = (
            "left" in ways
            and not _origin(sentence, s)
            and (s.is_case("ABL") or any(e.last == s.first for e in sentence.of("events", "withdraw", "depart")))
        )
        there = s.is_case("LOC", "LOCKI", "DAT") and not s.is_case("NOM")
        if s.type == "states" and (there or left or _coordinated(sentence, s.last)):
            if (s.is_case("GEN") and not left and not _in_mission(sentence, s.first)) or _origin(sentence, s):
                continue
            place = _REGIONS.get(s.iso) or Place(country=s.iso)
            places.append(_Post(s.first, place, _organisation(sentence, s.first), s.is_goal and s.is_case("DAT")))
    for m in sentence.of("regions"):
        label, _, iso = m.value.partition("|")
        place = Place(country=iso) if iso else Place(label=label)
        located = set(sentence.case_of(m).split("/")) & {"LOC", "LOCKI", "DAT", "ABL"}
        if located or not places or not sentence.verb_final:  # `Baltık hava sahası için Estonya'ya`
            places.append(_Post(m.first, place, _organisation(sentence, m.first)))
    for m in sentence.of("organisations"):
        code, bar, where = m.value.partition("|")
        place = Place(country=where) if len(where) == 2 else Place(label=where)
        if bar and not any(p.place == place or abs(p.at - m.first) < _BESIDE for p in places):
            places.append(_Post(m.first, place, code))
    if not places and reading.on("duty-in-town"):
        places = _towns(sentence)
    if ways == {"led"}:  # who led troops somewhere served elsewhere later on
        verbs = sentence.of("cues", "commanded") + sentence.of("events", "lead")
        spans = [sentence.clause(v.first) for v in verbs]
        places = [p for p in places if any(a <= p.at < b for a, b in spans)]
    return places


def _ways(reading: Reading, sentence: Sentence) -> set[str]:
    """In which ways the sentence tells of troops abroad: that they serve, go, leave, are led, or are listed."""
    organisations = sentence.of("organisations")
    drill = sentence.of("exercises", "exercise")
    offices = [r for r in sentence.of("roles") if r.value != "none"] + sentence.of("ranks")
    offices += sentence.of("events", "cooperate")  # `iş birliği`
    units = [
        m
        for m in sentence.of("institutions", *_TROOPS)
        if not any(r.first <= m.first and m.last <= r.last for r in offices)
    ]
    serve = [
        e for e in sentence.of("events", "deploy") if not e.has("weak") or (not drill and (units or organisations))
    ]
    troops = units + serve
    peace = bool(organisations or sentence.of("areas", "peacekeeping"))
    found: set[str] = set()
    if serve:
        found.add("serving")
    if peace and sentence.of("events", *_GOING) and reading.on("gone-to-mission"):
        found.add("going")
    if units and sentence.of("events", "send") and not drill and reading.on("troops-sent"):
        found.add("going")
    if troops and sentence.of("events", "withdraw") and not drill and reading.on("troops-withdrawn"):
        found.add("left")
    led = sentence.of("cues", "commanded") or sentence.of("events", "lead")
    if led and not drill and reading.on("unit-led-abroad"):
        units = sentence.of("institutions", "unit")
        if any(_led(sentence, m, u) for m in led for u in units):
            found.add("led")
    item = sentence.tokens[0].text in "–—-•" and (organisations or troops or sentence.dates)
    if item and not drill and reading.on("listed-deployment"):
        found.add("listed")
    return found


def _led(sentence: Sentence, verb: Mention, unit: Mention) -> bool:
    """Whether a verb of command governs the unit: both in one clause, and near each other."""
    a, b = sentence.clause(verb.first)
    return a <= unit.first < b and abs(unit.first - verb.first) <= _BESIDE


def _organisation(sentence: Sentence, at: int) -> str | None:
    """The organisation in whose name troops serve at token `at`: the nearest of the clause, else of the sentence."""
    a, b = sentence.clause(at)
    organisations = sentence.of("organisations")
    near = [m for m in organisations if a <= m.first < b] or organisations
    best = min(near, key=lambda m: (abs(m.first - at), m.first), default=None)
    return best.value.partition("|")[0] if best else None


def _towns(sentence: Sentence) -> list[_Post]:
    """The countries of the towns where the sentence says that men of a mission serve."""
    found: dict[str, _Post] = {}
    if not sentence.of("organisations"):
        return []
    for m in sentence.of("cities"):
        iso = m.value.partition("|")[0]
        if set(sentence.case_of(m).split("/")) & {"LOC", "LOCKI"}:
            found.setdefault(iso, _Post(m.first, Place(country=iso), _organisation(sentence, m.first)))
    return list(found.values())


def _origin(sentence: Sentence, state: StateRef) -> bool:
    """Whether it is where the men come from, alone or in a list: `soldiers from A, B and C`."""
    listed = _listed(sentence, state)
    troops = sentence.of("institutions", *_TROOPS)
    if len(listed) < 2 and sentence.of("events", "withdraw"):
        return False  # `withdrew its soldiers from A`
    return listed[0].is_case("ABL") and any(0 <= listed[0].first - m.last <= 1 for m in troops)


def _owner(sentence: Sentence, state: StateRef) -> bool:
    """Whether it is the subject of `withdrew Burundi its battalions` in languages where the verb comes first."""
    return any(0 <= m.first - state.last <= 1 for m in sentence.of("institutions", *_TROOPS))


def _listed(sentence: Sentence, state: StateRef) -> list[StateRef]:
    """The states of the list `A, B and C` to which one belongs; that one alone where it stands alone."""
    run: list[StateRef] = []
    for s in sentence.states:
        if s.type == "cities":
            continue
        if run and not (s.first == run[-1].last or _joined(sentence, run[-1].last, s.first)):
            if state in run:
                return run
            run = []
        run.append(s)
    return run if state in run else [state]


def _in_mission(sentence: Sentence, at: int) -> bool:
    return any(abs(m.first - at) <= 4 for m in sentence.of("organisations"))


def _coordinated(sentence: Sentence, last: int) -> bool:
    """`X and Y-in`: only the last of the list bears the case."""
    if not sentence.verb_final or not any(m.first == last and m.value == "and" for m in sentence.of("links")):
        return False
    following = [s for s in sentence.states if s.first in (last + 1, last + 2)]
    return bool(following) and following[0].is_case("LOC", "LOCKI", "DAT")


def _drafts(reading: Reading, sentence: Sentence, post: _Post) -> list[Draft]:
    senders = _senders(reading, sentence, post)
    date = _date(sentence, post.at)
    status = _status(reading, sentence, post, date)
    rule = "deployed"
    return [
        Draft(
            "deployment",
            {
                "state": sender,
                "place": post.place,
                "status": status,
                "organisation": post.organisation,
                "date": date.value if date else None,
            },
            sentence,
            (rule,),
            0.7,
            post.at,
            post.at + 1,
        )
        for sender in senders
        if sender != post.place.country
    ]


def _senders(reading: Reading, sentence: Sentence, post: _Post) -> list[str]:
    posts = {
        s.first
        for s in sentence.states
        if s.type == "states"
        and (s.is_goal or s.is_case("LOC", "LOCKI") or _coordinated(sentence, s.last) or s.first == post.at)
    }
    troops: list[Mention] = sentence.of("institutions", *_TROOPS) + [
        m for m in sentence.of("events", "deploy") if m.has("noun")
    ]
    beside = [
        s
        for m in troops
        for s in sentence.states
        if s.first not in posts
        and s.type != "cities"
        and (m.first - 3 <= s.last - 1 < m.first or m.last <= s.first <= m.last + 1)
    ]
    if beside and reading.on("sender-beside-troops"):
        main, weights = reading.frame.main, reading.frame.weights
        inside = all(m.case != "NOM" for m in sentence.of("institutions", "unit"))
        if (
            main
            and inside
            and main != post.place.country
            and all(weights[s.iso] <= _PASSING for s in beside)
            and weights[main] >= _CHIEF
        ):
            return [main]  # our men served in somebody's battalion
        nearest = min(beside, key=lambda s: (abs(s.first - post.at), s.first))
        return list(dict.fromkeys(s.iso for s in _listed(sentence, nearest) if s.first not in posts))
    a, b = sentence.clause(post.at)
    if sentence.of("plurals", "ours") and reading.on("our-men"):
        speaker = _speaker(reading, sentence)
        return [speaker] if speaker else []
    both = [m for m in sentence.of("plurals", "both-states", "both-sides") if a <= m.first < b]
    if both and reading.on("both-send"):
        return list(reading.frame.current.get(sentence.index, reading.frame.default))
    named_at = [s for s in sentence.states if s.first not in posts and s.type != "cities"]
    named_at = [s for s in named_at if s.iso != post.place.country]
    named = [s.iso for s in named_at]
    distinct = list(dict.fromkeys(named))
    if len(distinct) == 1 or (len(named) == len(distinct) and _is_row(sentence, named_at)):
        return distinct
    if not distinct and reading.frame.home and sentence.of("plurals", "our-country") and reading.on("our-troops"):
        return [reading.frame.home]
    main = reading.frame.main
    return [main] if main and (not distinct or main in distinct) else []


def _is_row(sentence: Sentence, states: list[StateRef]) -> bool:
    """Whether the states follow each other, with nothing but `and` and commas between them."""
    links = {i for m in sentence.of("links", "and") for i in range(m.first, m.last)}
    return len(states) > 1 and all(
        i in links or sentence.tokens[i].text in ",،"
        for a, b in itertools.pairwise(states)
        for i in range(a.last, b.first)
    )


def _speaker(reading: Reading, sentence: Sentence) -> str | None:
    """Whose `our men` are: the state of the official who is named with the words; the article's where nobody speaks."""
    said = reading.officials(sentence)
    if len({f.state for f in said}) == 1:
        return said[0].state
    quoted = sentence.tokens[0].text in OPENING or sentence.tokens[0].text in _DASHES
    return None if quoted else reading.frame.home


def _joined(sentence: Sentence, end: int, start: int) -> bool:
    """Whether between two states there is an `and` or a comma only."""
    comma = sentence.tokens[end].text in ",،" if end < len(sentence.tokens) else False
    return start - end == 1 and (comma or any(m.first == end and m.value == "and" for m in sentence.of("links")))


def _date(sentence: Sentence, at: int) -> Dated | None:
    a, b = sentence.clause(at)
    inside = [d for d in sentence.dates if a <= d.first < b]
    other = [e for e in sentence.of("events", "deploy", "withdraw") if not e.has("noun") and not a <= e.first < b]
    dates = inside or (sentence.dates if len(sentence.dates) == 1 and not other else [])
    return min(dates, key=lambda d: abs(d.first - at)) if dates else None


def _is_now(sentence: Sentence, at: int) -> bool:
    """Whether a word for now stands right beside the place, nearer than any word for later."""
    now, later = ([abs(m.first - at) for m in sentence.of("cues", value)] for value in ("current", "planned"))
    return bool(now) and min(now) <= _NOW and min(now) < min(later, default=min(now) + 1)


def _status(reading: Reading, sentence: Sentence, post: _Post, date: Dated | None) -> str:
    cues = sentence.cues(post.at)
    published = reading.page.published
    if date and date.value.endswith("/.."):
        return "current"
    if date and "/" in date.value and (published is None or date.value.split("/")[1][:4] < published[:4]):
        return "past"
    a, b = sentence.clause(post.at)
    served = {e.last - 1 for e in sentence.of("events", "deploy") if a <= e.first < b}
    if "planned" in cues and "current" in cues and _is_now(sentence, post.at):
        return "current"  # `more men will join those who now serve in X`
    if "planned" in cues or any(c.last - 1 in served for c in sentence.of("cues", "planned")):
        return "planned"  # `Litvada yerləşdiriləcək briqada`: the verb itself says so
    if any(a <= e.first < b for e in sentence.of("events", "withdraw")):
        return "past" if not post.goal else "current"  # `left for X to join the mission`
    if cues & {"past", "former"} and not cues & {"current", "ongoing"}:
        return "past"
    if (
        date
        and published
        and date.is_years
        and int(date.value.split("/")[-1]) < int(published[:4]) - 1
        and "current" not in cues
    ):
        return "past"
    return "current"
