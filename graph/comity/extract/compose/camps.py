"""Troops at a camp or base whose country is not named beside it: `Turkish advisers work at the al-Watiya base`.

They are told with their own state and a word for being there, in a piece that names no place; the country is the one
that is being spoken of: that of the paragraph's heading, else the last one named, else the other side of the article.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.postings import Post, organisation_of
from comity.extract.compose.spans import span_of, spans
from comity.extract.compose.troops import is_drill, troops_in
from comity.extract.headings import state_of_line
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.facts import Place

_BESIDE: Final = 1  # tokens between troops and their state
_BACK: Final = 2  # sentences before in which the country may be named
_CIVIL: Final = ("visit", "meet", "sign", "study", "port-call", "receive")


def at_camps(reading: Reading, sentence: Sentence, posts: list[Post]) -> list[Post]:
    """The postings at camps and bases of the sentence, in pieces that tell no other posting."""
    camps = sentence.of("service", "bases")
    if not camps or not sentence.states or is_drill(sentence) or sentence.of("plurals", "both-states"):
        return []
    found: list[Post] = []
    for a, b in spans(sentence):
        if any(a <= p.at < b for p in posts) or any(a <= m.first < b for m in sentence.of("events", *_CIVIL)):
            continue
        camp = next((m for m in camps if a <= m.first < b and _is_located(sentence, m)), None)
        owner = _owner(sentence, a, b)
        if camp is None or owner is None or not _is_there(sentence, a, b):
            continue
        host = _host(reading, sentence, owner)
        if host is not None and host != owner:
            first, last = span_of(sentence, camp.first)
            organisation = organisation_of(sentence, camp.first)
            found.append(Post(camp.first, Place(country=host), organisation, first, last, owner=owner))
    return found


def _is_located(sentence: Sentence, camp: Mention) -> bool:
    return bool({"LOC", "LOCKI"} & set(sentence.case_of(camp).split("/")))


def _is_there(sentence: Sentence, a: int, b: int) -> bool:
    """Whether a word says that they are there now, and none that they go, left or will come."""
    now = any(a <= m.first < b for m in sentence.of("service", "now", "stationed"))
    other = any(a <= m.first < b for m in sentence.of("service", "then", "will", "goes", "leaves", "parts", "once"))
    return now and not other


def _owner(sentence: Sentence, a: int, b: int) -> str | None:
    """The one state beside words for troops in tokens[a:b]."""
    found = set()
    for m in troops_in(sentence, a, b):
        if m.has("weak") or m.type == "events":
            continue
        for s in sentence.states:
            before = 0 <= m.first - s.last <= _BESIDE or s.first == m.first
            after = not sentence.verb_final and 0 <= s.first - m.last <= _BESIDE
            if s.type != "cities" and (before or after):
                found.add(s.iso)
    return found.pop() if len(found) == 1 else None


def _host(reading: Reading, sentence: Sentence, owner: str) -> str | None:
    """The country spoken of, other than that of the troops."""
    towns = {m.value.partition("|")[0] for m in sentence.towns} - {owner}
    if len(towns) == 1:
        return towns.pop()
    if (heading := state_of_line(reading.page, sentence)) is not None:
        return heading
    named = {s.iso for s in sentence.states} - {owner}
    sentences = reading.page.sentences
    for before in reversed(sentences[max(0, sentence.index - _BACK) : sentence.index]):
        if len(named) == 1:
            return named.pop()
        if named:
            return None
        named = {s.iso for s in before.states} - {owner}
    if len(named) == 1:
        return named.pop()
    sides = [iso for iso in reading.frame.default if iso != owner]
    home = reading.frame.home
    return sides[0] if len(sides) == 1 and not named else home if home != owner and not named else None
