"""Commanders told without a word for their office: `a German brigade led by Brigadier X`, `taburun başında Yarbay X`.

A unit, a cue of commanding (cues.tsv: `commands`) and a name with its rank stand together, in the order of the
language, with nobody else between them. What the holder of such a command is, says the kind of unit (shared/posts.tsv).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.extract.lexicon import Entry
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.page import Page
from comity.extract.posts import roles_of
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK, NUMBER
from comity.extract.vicinity import Vicinity

_GAP: Final = 3  # other words between the three
_MEN: Final = "men"
_UNIT: Final = "unit"
_KINDS: Final = frozenset({_UNIT, "division", "service", _MEN})
_HEAD: Final = "commander"


def commanders(
    page: Page, sentence: Sentence, index: Vicinity, names: Sequence[NameSpan]
) -> Iterator[tuple[NameSpan, Mention]]:
    """(name, the unit as the words of an office) of those whom the sentence shows to command one."""
    cues = sentence.of("cues", "commands")
    if not cues or _is_past(page, sentence):
        return
    roles = roles_of(page.matcher.language)
    units = [m for m in sentence.of("bodies") if not m.has("weak")]
    units += [m for m in sentence.of("service", _MEN) if _is_counted(sentence, m)]  # `145 soldiers under Colonel X`
    for name in names:
        rank = index.rank_end.get(name.first - 1)
        if rank is None:
            continue
        for cue in cues:
            if sentence.verb_final and rank.first != cue.last and cue.last in index.rank_at:
                continue  # `X A'nın birliğine komuta eden general Y`: who commands follows the participle
            unit = _unit_beside(sentence, index, name, rank, cue, units)
            role = roles.get((_HEAD, _UNIT if unit.value == _MEN else unit.value)) if unit is not None else None
            if unit is not None and role is not None:
                yield name, _as_role(sentence, unit, role)
                break


def _unit_beside(
    sentence: Sentence, index: Vicinity, name: NameSpan, rank: Mention, cue: Mention, units: Sequence[Mention]
) -> Mention | None:
    """The unit nearest to the cue, if only it, the cue, rank and name stand together."""
    apart = [u for u in units if u.last <= cue.first or cue.last <= u.first]  # `komandanlığı altında`
    for unit in sorted(apart, key=lambda u: (min(abs(u.first - cue.last), abs(cue.first - u.last)), u.first)):
        first, last = min(unit.first, cue.first, rank.first), max(unit.last, cue.last, name.last)
        inside = set(range(first, last)) - set(range(unit.first, unit.last)) - set(range(rank.first, name.last))
        inside -= set(range(cue.first, cue.last))
        others = any(i in index.name_at or i in index.role_at for i in inside)
        quoted = {i for a, b in sentence.quoted for i in range(a, b)}
        states = {i for s in sentence.states for i in range(s.first, s.last)}
        strange = [
            i for i in inside if sentence.tokens[i].kind != MARK and i not in quoted | states and i not in index.skip
        ]
        stops = any(sentence.tokens[i].text in ".;:؛" for i in inside)
        if not others and not stops and len(strange) <= _GAP:
            return unit if unit.value in _KINDS else None  # a directorate of a service: its head is no commander
    return None


def _is_counted(sentence: Sentence, men: Mention) -> bool:
    """Whether a number stands before the word for men: a group of officers is no unit."""
    return any(token.kind == NUMBER for token in sentence.tokens[max(0, men.first - _GAP) : men.first])


def _is_past(page: Page, sentence: Sentence) -> bool:
    """Whether the sentence tells of a year that has passed: who commanded then is no commander now."""
    now = (page.published or "")[:4]
    return bool(now) and any(dated.value[:4] < now for dated in sentence.dates)


def _as_role(sentence: Sentence, unit: Mention, role: str) -> Mention:
    entry = Entry("roles", role, " ".join(t.key for t in sentence.tokens[unit.first : unit.last]), {})
    inside = tuple(s.first for s in sentence.states if unit.first <= s.first < unit.last)
    return Mention(unit.first, unit.last, "roles", role, unit.case, entry, inside)
