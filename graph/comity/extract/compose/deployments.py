"""Deployments: forces of a state serve abroad, alone or in a mission.

Where they serve is told by postings.py, who sends them by senders.py, when by service_time.py. A place that is only
spoken of, denied or asked about is none.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from comity.extract.compose.camps import at_camps
from comity.extract.compose.draft import Draft
from comity.extract.compose.postings import Post, is_embassy, is_left, is_origin, organisation_of, posts_of
from comity.extract.compose.senders import senders_of
from comity.extract.compose.service_time import date_of, governing, period_of, status_of, taking_over
from comity.extract.compose.spans import span_of, verbs_in
from comity.extract.compose.troops import is_item, troops_in, ways_of
from comity.extract.headings import state_of_line
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence, StateRef
from comity.facts import Place

_NEVER: Final = frozenset(
    {"negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled", "invitation"}
)
_NEAR_ONLY: Final = frozenset({"negation", "wish", "modal", "conditional", "cancelled"})
_TALK: Final = frozenset({"denial", "rumour", "question"})  # what takes back even a unit that is told with its place
_SURE: Final = frozenset({"sender-beside-troops", "unit-stationed", "our-men", "sender-told-before"})
_NEAR: Final = 2  # tokens between a negation and its verb
_MARKS: Final = 3  # quotation marks and the full stop
_LATER: Final = 3  # sentences in which a place may be called "there"


def deployments(reading: Reading) -> list[Draft]:
    """A draft for each sender, place and status."""
    found: dict[tuple[str, Place, str], Draft] = {}
    last: tuple[int, Post] | None = None
    told: tuple[int, list[str]] = (0, [])
    for sentence in reading.page.sentences:
        if sentence.kind == "header" and not is_item(sentence):
            continue
        posts = posts_of(reading, sentence, 0 < sentence.index - told[0] <= _LATER and bool(told[1]))
        if reading.on("serve-there"):
            posts = [*posts, *_there(reading, sentence, last, posts)]
        if reading.on("camp-of-host"):
            posts = [*posts, *at_camps(reading, sentence, posts)]
        named = next((p for p in posts if not p.town), None) if posts else _mission(sentence)
        last = (sentence.index, named) if named else last
        for post in posts:
            if not _is_stated(sentence, post) or is_embassy(sentence, post):
                continue
            before = told[1] if sentence.index - told[0] <= _LATER else []
            drafts = _drafts(reading, sentence, post, before)
            if drafts and post.town and named is None:
                last = (sentence.index, post)
            if drafts and not is_item(sentence):
                first = drafts[:1] if "our-men" in drafts[0].rules else drafts
                told = (sentence.index, [str(draft.slots["state"]) for draft in first])
            for draft in drafts:
                found.setdefault((str(draft.slots["state"]), post.place, str(draft.slots["status"])), draft)
    drafts = list(found.values())
    return [d for d in drafts if not _is_told_better(d, drafts)]


def _is_told_better(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether another draft says the same: that those who are to serve went, that those who were led serve."""
    slots = draft.slots
    current = [
        d
        for d in drafts
        if d.slots["status"] == "current" and all(d.slots[key] == slots[key] for key in ("state", "place"))
    ]
    before = [d for d in current if (d.sentence.index, d.first) < (draft.sentence.index, draft.first)]
    after = [d for d in current if 0 < d.sentence.index - draft.sentence.index <= _LATER]
    if slots["status"] == "planned" and slots["date"] is None:
        return bool(before)
    if "first-went" in draft.rules:  # `six thousand serve there now; the first landed in 2007`
        for d in before or after:
            d.slots["date"] = d.slots["date"] or slots["date"]
        return bool(before or after)
    return "unit-led-abroad" in draft.rules and any(d.sentence is draft.sentence for d in current)


def _mission(sentence: Sentence) -> Post | None:
    """The region or the place of a mission that the sentence names: where `there` may be in the next ones."""
    for m in sentence.of("regions"):
        label, _, iso = m.value.partition("|")
        if sentence.of("organisations"):
            place = Place(country=iso) if iso else Place(label=label)
            return Post(m.first, place, organisation_of(sentence, m.first), *span_of(sentence, m.first))
    return None


def _there(reading: Reading, sentence: Sentence, last: tuple[int, Post] | None, posts: list[Post]) -> list[Post]:
    """`The Fijians serve there too`: the place named before in the sentence, else that of the posting before.

    `In the country`, where neither is told, is in the one state that the paragraph names beside those who serve.
    """
    words = [m for m in _land_words(sentence) if all(not p.first <= m.first < p.last for p in posts)]
    if not words or sentence.of("exercises", "exercise"):
        return []
    at = words[0].first
    a, b = span_of(sentence, at)
    if not ways_of(reading, sentence, a, b):
        return []
    land = words[0].has("weak") or words[0].value == "the-country"  # `in the country`
    named = [s for s in sentence.states if s.type == "states" and s.last <= at and _may_be_there(sentence, s)]
    named = [s for s in named if not is_origin(sentence, s)]
    named = [s for s in named if s.is_goal or s.is_case("LOCKI") or not land]
    organisation: str | None = None
    if named:
        place = Place(country=max(named, key=lambda s: (s.is_goal or s.is_case("LOCKI"), s.first)).iso)
    elif any(m.last <= at for m in sentence.of("institutions", "school") + sentence.of("areas", "military-education")):
        return []  # `they study at the academies: the level there is high`
    elif (heading := state_of_line(reading.page, sentence)) is not None:
        place = Place(country=heading)
    elif last is not None and sentence.index - last[0] <= _LATER:
        place, organisation = last[1].place, last[1].organisation
    else:
        iso = _land(reading, sentence, a, b) if land else None
        if iso is None:
            return []
        place = Place(country=iso)
    post = Post(at, place, organisation_of(sentence, at) or organisation, a, b)
    return [replace(post, left=is_left(sentence, post))]


def _land_words(sentence: Sentence) -> list[Mention]:
    """`There`, `in the country`, `in the emirate`, in order."""
    lands = [m for m in sentence.of("plurals", "the-country") if "LOC" in sentence.case_of(m).split("/")]
    return sorted([*sentence.of("plurals", "there"), *lands], key=lambda m: m.first)


def _land(reading: Reading, sentence: Sentence, a: int, b: int) -> str | None:
    """The country spoken of, where only one can be meant and tokens[a:b] do not name it.

    It is that of the paragraph's or the article's dateline; else the one that the paragraph names beside no word for
    troops; else that in which the headline is set.
    """
    own = {s.iso for s in sentence.states if a <= s.first < b}
    sentences = reading.page.sentences
    near = [s for s in sentences[: sentence.index + 1] if s.paragraph == sentence.paragraph]
    opening = [s.iso for s in near[0].states if s.first == 0 and s.type != "adjectives"]
    dateline = reading.page.dateline
    if opening and len(near) > 1:
        ways = [set(opening[:1])]
    elif dateline is not None:
        ways = [{dateline[0]}]
    else:
        ways = [{s.iso for told in near for s in _not_of_troops(told)}]
        ways.append({iso for told in sentences if told.kind == "title" for iso in _located(told)})
    found = next((named - own for named in ways if named - own), set())
    return found.pop() if len(found) == 1 else None


def _not_of_troops(sentence: Sentence) -> list[StateRef]:
    """The states that are named, and stand beside no word for troops."""
    troops = {i for m in troops_in(sentence, 0, len(sentence.tokens)) for i in (m.first, m.last)}
    return [s for s in sentence.states if s.type == "states" and s.last not in troops and s.first not in troops]


def _located(sentence: Sentence) -> list[str]:
    """The countries of the states and towns in which the sentence sets something."""
    found = [s.iso for s in sentence.states if s.type == "states" and s.is_goal]
    towns = [m for m in sentence.towns if {"LOC", "LOCKI"} & set(sentence.case_of(m).split("/"))]
    return found + [m.value.partition("|")[0] for m in towns]


def _may_be_there(sentence: Sentence, s: StateRef) -> bool:
    """Whether `there` may mean a state named before it: where something is, and no subject."""
    if not sentence.verb_final:
        return s.is_goal
    troops = troops_in(sentence, 0, len(sentence.tokens))
    return s.is_case("LOCKI") or not any(s.last <= m.first <= s.last + 1 for m in troops)


def _is_stated(sentence: Sentence, post: Post) -> bool:
    """Whether it is told as a fact: not denied or asked about, no headline that is quoted, no subject of talks."""
    if post.stationed:
        talk = any(m.first < post.last for m in sentence.of("service", "hearsay"))
        return not talk and _TALK.isdisjoint(sentence.cues(post.at))
    unreal = {value for value in sentence.cues(post.at) & _NEVER if _reaches(sentence, post, value)}
    another = unreal == {"negation"} and post.owner is None and _is_of_another_verb(sentence, post)
    if another or not unreal:
        unreal = set()
    if unreal or _is_subject(sentence, post) or _is_negated_next(sentence, post):
        return False
    if any(post.first <= m.first < post.last for m in sentence.of("service", "hearsay", "joint")):
        return False
    a, b = span_of(sentence, post.at)
    verbs = [v for v in verbs_in(sentence) if a <= v.first < b]
    if not verbs and any(m.value in _NEVER for m in sentence.of("cues")):
        return False  # `of the sending of men to X nobody has spoken`
    marks = {a: sentence.tokens[max(a - 1, 0)].text + sentence.tokens[a].text for a, _ in sentence.quoted}
    all_of_it = len(sentence.tokens) - _MARKS
    return not any(a <= post.at < b and b - a < all_of_it and "(" not in marks[a] for a, b in sentence.quoted)


def _reaches(sentence: Sentence, post: Post, value: str) -> bool:
    """Whether a cue of a clause stands in the piece of the posting itself, or governs more than a clause."""
    if value not in _NEAR_ONLY:
        return True
    cues = sentence.of("cues", value)
    return any(m.has("sentence") or m.has("next") or post.first <= m.first < post.last for m in cues)


def _is_of_another_verb(sentence: Sentence, post: Post) -> bool:
    """`The platoon will not wait and leaves for X`: each negation stands nearer to another verb than to that one."""
    verb = governing(sentence, post)
    if verb is None:
        return False
    others = [v.first for v in verbs_in(sentence) if v.first != verb.first]
    particles = {m.first for m in sentence.of("service", "not")}
    return all(
        (m.first in particles and any(m.last <= link.first < verb.first for link in sentence.of("links", "and")))
        or any(abs(v - m.last) <= _NEAR and abs(v - m.last) < abs(verb.first - m.last) for v in others)
        for m in sentence.of("cues", "negation")
    )


def _is_negated_next(sentence: Sentence, post: Post) -> bool:
    """`Paratroopers will in X not appear`: a particle right behind the place, that denies the verb after it."""
    if sentence.verb_final:
        return False
    verbs = {i for m in verbs_in(sentence) for i in range(m.first, m.last)}
    return any(
        post.at < m.first <= post.at + _NEAR and verbs.isdisjoint(range(post.first, m.first))
        for m in sentence.of("service", "not")
    )


def _is_subject(sentence: Sentence, post: Post) -> bool:
    """Whether it is only spoken of: `they discussed patrols in the Baltic Sea`."""
    talk = [e for e in sentence.of("events", "discuss", "phone", "meet") if not e.has("noun")]
    return any(post.first <= e.first < post.last for e in talk) and not sentence.of("organisations")


def _drafts(reading: Reading, sentence: Sentence, post: Post, told: list[str]) -> list[Draft]:
    senders, rule = senders_of(reading, sentence, post, told)
    bases = [m for m in sentence.of("service", "bases") if post.first <= m.first < post.last]
    if post.town and rule not in _SURE and not (rule == "sender-named" and bases):
        return []
    date = date_of(sentence, post)
    to_come = taking_over(reading, sentence, post)
    date = to_come or date
    status = "planned" if to_come else status_of(reading, sentence, post, date)
    verb = governing(sentence, post)
    first = status == "past" and verb is not None and verb.value == "goes" and not post.left
    more = [*(["unit-led-abroad"] if post.led else []), *(["first-went"] if first else [])]
    return [
        Draft(
            "deployment",
            {
                "state": sender,
                "place": post.place,
                "status": status,
                "organisation": post.organisation,
                "date": period_of(sentence, post, date, status),
            },
            sentence,
            ("deployed", rule, *more),
            0.7,
            post.at,
            post.at + 1,
        )
        for sender in senders
        if sender != post.place.country
    ]
