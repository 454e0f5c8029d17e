"""With whom an area is where the sentence tells of somebody's partners one by one, and not of all together.

`With his Dutch colleague he spoke of air defence, with the Danish one of ships`: each partner has the areas from him on
to the next, or those right before him where the first area stands before the first partner. The other side is the one
state named that is no partner, else who was spoken of right before.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.meeting_partners import is_with, subject_before
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.references import references
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK

_WITH: Final = 3  # tokens between `with` and the state of the partner
_SEVERAL: Final = 2


def partner_of(reading: Reading, sentence: Sentence, area: Mention) -> tuple[str, ...] | None:
    """The pair of the area, sorted; empty where its other side is not known; None where partners are not told apart."""
    told = _partners(reading, sentence)
    partners = list(dict.fromkeys(iso for _, iso in told))
    if not partners or not _is_apart(sentence, told):
        return None
    host = _host(reading, sentence, set(partners))
    if len(partners) < _SEVERAL:
        return tuple(sorted((host, partners[0]))) if host else None
    areas = [m.first for m in sentence.of("areas") if m.value != "none"]
    before = min(areas) < told[0][0]  # `discussed ships with A and aircraft with B`
    near = [iso for at, iso in told if at >= area.first] if before else [iso for at, iso in told if at < area.first]
    partner = (near[0] if before else near[-1]) if near else None
    return tuple(sorted((host, partner))) if host and partner else ()


def _partners(reading: Reading, sentence: Sentence) -> list[tuple[int, str]]:
    """Where partners are told, and their states, in order."""
    found = {r.first: r.state for r in references(reading, sentence) if is_with(reading, sentence, r)}
    for s in sentence.states:
        if s.type != "cities" and _is_with_state(sentence, s):
            found.setdefault(s.first, s.iso)
    return sorted(found.items())


def _is_with_state(sentence: Sentence, s: StateRef) -> bool:
    """`with the Danish one`, `с датским`, `Danimarka ile`, `Даниямен`."""
    links = sentence.of("links", "with")
    if sentence.verb_final:
        return (s.is_case("COM", "INS") and not s.is_case("NOM")) or any(m.first == s.last for m in links)
    return any(
        0 <= s.first - m.last <= _WITH and not any(t.kind == MARK for t in sentence.tokens[m.last : s.first])
        for m in links
    )


def _is_apart(sentence: Sentence, told: list[tuple[int, str]]) -> bool:
    """Whether something stands between the partners: not `with A and B`."""
    if len({iso for _, iso in told}) < _SEVERAL:
        return True
    areas = [m for m in sentence.of("areas") if m.value != "none"]
    return any(told[0][0] < m.first < told[-1][0] for m in areas)


def _host(reading: Reading, sentence: Sentence, partners: set[str]) -> str | None:
    """The one state named that is no partner; of one partner the article's own; who was spoken of."""
    frame = reading.frame
    named = [iso for iso in frame.explicit(sentence) if iso not in partners]
    if named:
        return named[0] if len(named) == 1 else None
    if len(partners) < _SEVERAL and frame.speaker is not None and frame.speaker not in partners:
        return frame.speaker
    if any(f.state is None for _, f in reading.people.in_sentence(sentence.index)):
        return None  # it is he, and nobody knows whose he is
    subject = subject_before(reading, sentence, frozenset(partners))
    return subject.state if subject else None
