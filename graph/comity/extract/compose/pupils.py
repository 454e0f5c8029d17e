"""Foreign pupils of a military school: `among the graduates are two from Oman`: the school's state teaches Oman's.

1. The sentence, or the one right before it in the paragraph, speaks of graduates or cadets, and a school is told near.
2. From where: a state in the ablative (`from Oman`) beside a number, a rank or a word for pupils, a state beside a word
   for its citizens, and those listed with one of them. Guests and visitors come from elsewhere too: they are no pupils.
3. Whose school: the state beside the school last told, else that for which the article speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK

_BACK: Final = 4  # sentences back that the school is told
_BESIDE: Final = 3  # tokens between a state and the number or word that goes with it
_OWNER: Final = 4  # tokens between a school and its state
_LIST: Final = 4  # tokens between two states of a list
_COMMAS: Final = frozenset(",،")
_DASHES: Final = frozenset("–—-")
_NOT_PUPILS: Final = ("visit", "receive", "invite")


def foreign_pupils(reading: Reading, sentence: Sentence) -> Iterator[tuple[tuple[str, str], StateRef]]:
    """The pairs of the school's state and each state from which pupils are, with where that one is named."""
    if not sentence.states or not _tells_pupils(reading, sentence):
        return
    origins = _origins(sentence)
    host = _host(reading, sentence, {s.iso for s in origins}) if origins else None
    for s in origins:
        if host is not None and s.iso != host and not _is_denied(sentence, s):
            yield (min(host, s.iso), max(host, s.iso)), s


def _is_denied(sentence: Sentence, s: StateRef) -> bool:
    """Whether a denial stands in the clause, on either side: `of cadets from Oman there are none`."""
    a, b = sentence.clause(s.first)
    return sentence.unreal(s.first) or any(a <= m.first < b for m in sentence.of("cues", "negation", "not-yet"))


def _tells_pupils(reading: Reading, sentence: Sentence) -> bool:
    others = sentence.of("events", *_NOT_PUPILS) or sentence.of("plurals", "guest") or sentence.of("organisations")
    if sentence.of("exercises", "exercise") or others:
        return False
    if sentence.of("service", "pupils"):
        return True
    before = reading.page.sentences[sentence.index - 1] if sentence.index else None
    return before is not None and before.paragraph == sentence.paragraph and bool(before.of("service", "pupils"))


def _origins(sentence: Sentence) -> list[StateRef]:
    """The states from which pupils are said to be, in order."""
    countries = [s for s in sentence.states if s.type == "states" or _is_citizenship(sentence, s)]
    sure = {s.first for s in countries if _is_counted(sentence, s) or _is_citizenship(sentence, s)}
    for ordered in (countries, countries[::-1]):
        last: StateRef | None = None
        for s in ordered:
            if s.first not in sure and last is not None and _is_listed(sentence, last, s):
                sure.add(s.first)
            last = s if s.first in sure else None
    return [s for s in countries if s.first in sure]


def _is_counted(sentence: Sentence, s: StateRef) -> bool:
    """`two from Oman`, `officers from Oman`, `Umman'dan iki subay`, `екеуі – Оман`."""
    if sentence.tokens[s.first - 1].text in _DASHES and any(
        m.last == s.first - 1 for m in sentence.of("service", "some")
    ):
        return True
    if not s.is_case("ABL") or s.is_case("NOM"):
        return False
    near = range(s.first - _BESIDE, s.last + (_BESIDE if sentence.verb_final else 0))
    said = [
        *sentence.of("service", "pupils", "some"),
        *sentence.of("institutions", "forces", "unit"),
        *sentence.of("ranks"),
        *(m for m in sentence.of("dates") if m.value.startswith("number-")),
    ]
    numbers = {i for i, token in enumerate(sentence.tokens) if token.text.isdigit()}
    told = numbers | {i for m in said for i in range(m.first, m.last)}
    return any(i in told and not _has_comma(sentence, i, s) for i in near)


def _is_citizenship(sentence: Sentence, s: StateRef) -> bool:
    """`citizens of Oman`, `Umman vatandaşı`, `from Oman's army`."""
    for m in sentence.of("service", "citizens"):
        if m.first == s.last if sentence.verb_final else 0 <= s.first - m.last <= 1:
            return True
    return False


def _is_listed(sentence: Sentence, one: StateRef, other: StateRef) -> bool:
    """Whether two states stand side by side in a list, with a number between them at most."""
    a, b = (one, other) if one.first < other.first else (other, one)
    between = range(a.last, b.first)
    joints = sentence.words_of("links", "and")
    joined = any(i in joints or sentence.tokens[i].text in _COMMAS for i in between)
    joined = joined or (bool(sentence.conjunctions) and sentence.tokens[b.first].key.startswith(sentence.conjunctions))
    verbs = {e.first for e in sentence.of("events") if not e.has("noun")}
    return len(between) <= _LIST and joined and verbs.isdisjoint(between)


def _has_comma(sentence: Sentence, i: int, s: StateRef) -> bool:
    """Whether a mark stands between token i and the state."""
    between = range(i, s.first) if i < s.first else range(s.last, i)
    return any(sentence.tokens[j].kind == MARK and sentence.tokens[j].text in _COMMAS for j in between)


def _host(reading: Reading, sentence: Sentence, origins: set[str]) -> str | None:
    """Whose school was told last; None where none was told near."""
    told = False
    for before in reversed(reading.page.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]):
        schools = sentence_schools(before)
        told = told or bool(schools)
        for school in schools:
            owners = [s.iso for s in before.states if _owns(before, s, school) and s.iso not in origins]
            if owners:
                return owners[0]
    return (reading.frame.speaker or reading.frame.home) if told else None


def sentence_schools(sentence: Sentence) -> list[Mention]:
    """The words for schools of a sentence."""
    return [*sentence.of("institutions", "school"), *sentence.of("bodies", "school")]


def _owns(sentence: Sentence, s: StateRef, school: Mention) -> bool:
    """Whether the state stands before the school, or after it as its owner or place, with no mark between."""
    if s.last <= school.last:
        between = range(s.last, school.first)
    elif not sentence.verb_final and not s.is_case("ABL"):
        between = range(school.last, s.first)
    else:
        return False
    marks = any(sentence.tokens[i].kind == MARK for i in between)
    return len(between) <= _OWNER and not marks
