"""Deployments: forces of a state serve abroad, alone or in a mission.

A place counts where somebody serves, is sent, relieved or withdrawn, or stands in a mission; its own clause says when.
The sender is the state beside the word for the troops, else the one state named that is no place, else the state that
the article is about.
"""

from __future__ import annotations

from dataclasses import dataclass

from comity.extract.compose.draft import Draft
from comity.extract.dating import Dated
from comity.extract.matcher import Mention
from comity.extract.page import Sentence
from comity.extract.reading import Reading
from comity.facts import Place

_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")
_TROOPS = ("unit", "forces")
_PASSING = 2  # the weight of a state that is named once
_CHIEF = 8  # the weight of a state that an article is about
_REGIONS = {"XK": Place(label="Kosovo")}  # where a mission bears the name of the region
_GOING = ("send", "arrive", "depart", "withdraw")


@dataclass(frozen=True)
class _Post:
    at: int
    place: Place
    organisation: str | None


def deployments(reading: Reading) -> list[Draft]:
    """A draft for each sender, place and status."""
    found: dict[tuple[str, Place, str], Draft] = {}
    about = any(s.of("events", "deploy", "send", "withdraw") for s in reading.page.sentences)
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or not about:
            continue
        for post in _posts(reading, sentence):
            if not sentence.cues(post.at).isdisjoint(_NEVER) or _is_subject(sentence, post.at):
                continue
            for draft in _drafts(reading, sentence, post):
                found.setdefault((str(draft.slots["state"]), post.place, str(draft.slots["status"])), draft)
    return list(found.values())


def _is_subject(sentence: Sentence, at: int) -> bool:
    """Whether it is only spoken of: `they discussed patrols in the Baltic Sea`."""
    a, b = sentence.clause(at)
    talk = [e for e in sentence.of("events", "discuss", "phone", "meet") if not e.has("noun") and a <= e.first < b]
    return bool(talk) and not sentence.of("organisations")


def _posts(reading: Reading, sentence: Sentence) -> list[_Post]:
    """The places in the sentence where troops serve."""
    organisations = sentence.of("organisations")
    troops = sentence.of("institutions", *_TROOPS) + sentence.of("events", "deploy")
    serving = bool(sentence.of("events", "deploy")) and bool(troops or organisations)
    peace = bool(organisations or sentence.of("areas", "peacekeeping"))
    going = peace and bool(sentence.of("events", *_GOING)) and reading.on("gone-to-mission")
    leaving = (
        bool(troops and sentence.of("events", "withdraw"))
        and not sentence.of("exercises", "exercise")
        and reading.on("troops-withdrawn")
    )
    listed = (
        bool(organisations or troops or sentence.dates)
        and reading.on("listed-deployment")
        and sentence.tokens[0].text in "–—-•"
    )
    if not (serving or going or listed or leaving):
        return []
    code = next((m.value.partition("|")[0] for m in organisations), None)
    places: list[_Post] = []
    for s in sentence.states:
        left = leaving and (
            s.is_case("ABL") or any(e.last == s.first for e in sentence.of("events", "withdraw", "depart"))
        )
        there = s.is_case("LOC", "LOCKI", "DAT") and not s.is_case("NOM")
        if s.type == "states" and (there or left or _coordinated(sentence, s.last)):
            if s.is_case("GEN") and not left and not _in_mission(sentence, s.first):
                continue
            places.append(_Post(s.first, _REGIONS.get(s.iso) or Place(country=s.iso), code))
    for m in sentence.of("regions"):
        label, _, iso = m.value.partition("|")
        places.append(_Post(m.first, Place(country=iso) if iso else Place(label=label), code))
    for m in organisations:
        _, bar, where = m.value.partition("|")
        place = Place(country=where) if len(where) == 2 else Place(label=where)
        if bar and not any(p.place == place or abs(p.at - m.first) < 8 for p in places):
            places.append(_Post(m.first, place, code))
    return places


def _in_mission(sentence: Sentence, at: int) -> bool:
    return any(abs(m.first - at) <= 4 for m in sentence.of("organisations"))


def _coordinated(sentence: Sentence, last: int) -> bool:
    """`X and Y-in`: only the last of the list bears the case."""
    if not sentence.verb_final or not any(m.first == last and m.value == "and" for m in sentence.of("links")):
        return False
    return any(s.first in (last + 1, last + 2) and s.is_case("LOC", "LOCKI", "DAT") for s in sentence.states)


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
        main = reading.frame.main
        weights = reading.frame.weights
        if (
            main
            and main != post.place.country
            and all(weights[s.iso] <= _PASSING for s in beside)
            and weights[main] >= _CHIEF
        ):
            return [main]  # our men served in somebody's battalion
        nearest = min(beside, key=lambda s: (abs(s.first - post.at), s.first))
        joined = [
            s.iso
            for s in sentence.states
            if s.type == nearest.type and s.first not in posts and _joined(sentence, s.last, nearest.first)
        ]
        return [*joined, nearest.iso]
    _a, _b = sentence.clause(post.at)
    named = [
        s.iso for s in sentence.states if s.first not in posts and s.type != "cities" and s.iso != post.place.country
    ]
    distinct = list(dict.fromkeys(named))
    if len(distinct) == 1:
        return distinct
    if not distinct and reading.frame.home and sentence.of("plurals", "our-country") and reading.on("our-troops"):
        return [reading.frame.home]
    main = reading.frame.main
    return [main] if main and (not distinct or main in distinct) else []


def _joined(sentence: Sentence, end: int, start: int) -> bool:
    """Whether between two states there is an `and` only."""
    return start - end == 1 and any(m.first == end and m.value == "and" for m in sentence.of("links"))


def _date(sentence: Sentence, at: int) -> Dated | None:
    a, b = sentence.clause(at)
    inside = [d for d in sentence.dates if a <= d.first < b]
    dates = inside or (sentence.dates if len(sentence.dates) == 1 else [])
    return min(dates, key=lambda d: abs(d.first - at)) if dates else None


def _status(reading: Reading, sentence: Sentence, post: _Post, date: Dated | None) -> str:
    cues = sentence.cues(post.at)
    published = reading.page.published
    if date and date.value.endswith("/.."):
        return "current"
    if date and "/" in date.value and (published is None or date.value.split("/")[1][:4] < published[:4]):
        return "past"
    a, b = sentence.clause(post.at)
    served = {e.last - 1 for e in sentence.of("events", "deploy") if a <= e.first < b}
    if "planned" in cues or any(c.last - 1 in served for c in sentence.of("cues", "planned")):
        return "planned"  # `Litvada yerləşdiriləcək briqada`: the verb itself says so
    if any(a <= e.first < b for e in sentence.of("events", "withdraw")):
        return "past"
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
