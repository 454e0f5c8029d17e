"""With whom an official met where the sentence does not say it by name: `received him`, `in talks with him`.

They are those of another state who were named last. Nobody is meant so where the sentence itself names, or tells by an
office, somebody whose state is not known: it is they who were met.
"""

from __future__ import annotations

from typing import Final

from comity.extract.mention import Mention
from comity.extract.names import before_apostrophe
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.references import Reference, is_posted, references
from comity.extract.sentence import Sentence

_BACK: Final = 2  # sentences in which the other side was named
_BESIDE: Final = 2  # tokens between a word for talks and `with him`
_TITLES: Final = 3  # tokens between an office and the name of its holder
_WITH: Final = 8  # tokens of office, rank and state between `with` and a name
_SUBJECT: Final = 3  # sentences in which who met them was named
_STEM: Final = 3  # letters of a name without its ending
_LONGEST: Final = 5  # letters of an ending
_WITH_CASES: Final = frozenset({"COM", "INS"})
_VOWELS: Final = frozenset("aeiouöüəı")


def named_before(reading: Reading, sentence: Sentence, state: str) -> list[Figure]:
    """Those of one other state whom the sentence right before names, the nearest sentence that names any."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        others = [f for f in reading.officials(reading.page.sentences[index]) if f.state != state]
        if others:
            return others if sentence.of("persons", "both") else [f for f in others if f.state == others[0].state]
    return []


def meant_before(reading: Reading, sentence: Sentence, state: str) -> tuple[str, ...]:
    """The one other state of whose official, told by an office alone, the sentences right before speak."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        told = references(reading, reading.page.sentences[index])
        others = sorted({r.state for r in told if not (r.figure and is_posted(r.figure))} - {state})
        if others:
            return tuple(others) if len(others) == 1 else ()
    return ()


def is_him(sentence: Sentence, event: Mention) -> bool:
    """Whether the event is with somebody meant by a pronoun: `received him`, `his talks with him`."""
    a, b = sentence.clause(event.first)
    for m in sentence.of("persons", "him"):
        if not event.has("noun") and a <= m.first < b:
            return True
        if -_BESIDE <= m.first - event.last <= _BESIDE or 0 <= event.first - m.last <= _BESIDE:
            return True
    return False


def is_stranger_there(reading: Reading, sentence: Sentence, event: Mention) -> bool:
    """Whether the clause tells of somebody else whose state is not known: who is met is not left open then."""
    a, b = sentence.clause(event.first)
    people = reading.people.in_sentence(sentence.index)
    if any(f.state is None and a <= n.first < b for n, f in people):
        return True
    taken = {o.at for o in reading.offices if o.sentence == sentence.index}
    for r in references(reading, sentence, a, b):
        taken |= set(range(r.first - _TITLES, r.last))
    for role in sentence.of("roles"):
        if a <= role.first < b and role.value != "none" and not role.has("given") and role.first not in taken:
            return True
    at = event.first - 1 if sentence.verb_final else event.last
    if event.has("noun") or not a <= at < b or not sentence.tokens[at].capital:
        return False
    return not any(m.first <= at < m.last for m in sentence.mentions) and not any(
        n.first <= at < n.last for n, _ in people
    )


def is_with(reading: Reading, sentence: Sentence, r: Reference) -> bool:
    """Whether an official is told as the one with whom: `with Minister X`, `Xreninlə`, `Шуваловпен`."""
    links = sentence.of("links", "with")
    if not sentence.verb_final:
        others = [o.last for o in references(reading, sentence) if o.last <= r.first]
        after = max(others, default=0)
        marks = {i for i in range(r.first) if sentence.tokens[i].text in ",;:–—،؛"}
        return any(
            after <= m.first and 0 <= r.first - m.last <= _WITH and not any(m.last <= i < r.first for i in marks)
            for m in links
        )
    if any(m.first == r.last for m in links):
        return True
    if r.how != "named":
        return any(
            m.last == r.last and not _WITH_CASES.isdisjoint(sentence.case_of(m).split("/"))
            for type_ in ("roles", "counterparts", "persons", "ranks")
            for m in sentence.of(type_)
        )
    text = sentence.tokens[r.last - 1].text
    stem, key, matcher = before_apostrophe(text), reading.page.matcher.folding.key, reading.page.matcher
    if stem != text:
        return "COM" in matcher.cases_of_ending(key(text[len(stem) + 1 :]))
    whole = key(text)
    return any(
        "COM" in matcher.cases_of_ending(whole[-size:]) and whole[-size - 1] not in _VOWELS
        for size in range(2, min(_LONGEST, len(whole) - _STEM) + 1)
    )


def subject_before(reading: Reading, sentence: Sentence, others: frozenset[str]) -> Reference | None:
    """Who met those that a sentence tells with `with`: the first official of another state told before, not with."""
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _SUBJECT), -1):
        before = reading.page.sentences[index]
        told = sorted(references(reading, before), key=lambda r: r.how == "guest")  # in order, guests last
        for r in told:
            if r.state not in others and not is_with(reading, before, r) and not (r.figure and is_posted(r.figure)):
                return r
    return None
