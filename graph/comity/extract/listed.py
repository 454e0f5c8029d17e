"""Officials in lists: by nationality after an office told once, in the plural, or before the office and their states.

Four defence ministers sat at the table: the Dane X, the Swede Y and the Finn Z
Masada dört savunma bakanı vardı: Danimarkalı X, İsveçli Y
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.page import Page
from comity.extract.people import People
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK
from comity.extract.vicinity import Vicinity

RULE: Final = "listed-with-state"
_LEAST: Final = 2  # names make a list
_TO_ROLE: Final = 8  # words between the list and the office: "at that time the", "who held the"
_ENDS: Final = frozenset(".;:!?؛؟")


def listed(page: Page, people: People, offices: list[Office], names: Mapping[int, Sequence[NameSpan]]) -> None:
    """Add to `offices` those of the people listed so; what was guessed of them in that sentence is taken back."""
    for sentence in page.sentences:
        here = list(names[sentence.index])
        if len(here) < _LEAST or sum(s.type == "adjectives" for s in sentence.states) < _LEAST:
            continue
        index = Vicinity(sentence, here, page.matcher)
        row = [(n, nation) for n in here if (nation := _nation(index, n)) is not None]
        if len(row) < _LEAST or len({s.iso for _, s in row}) < len(row):
            continue
        role = _told_once(page, sentence, row[0][1].first, names)
        if role is None:
            continue
        for name, nation in row:
            _place(people, offices, index, name, nation, role)


def respectively(page: Page, people: People, offices: list[Office], names: Mapping[int, Sequence[NameSpan]]) -> None:
    """Add to `offices` those of `X and Y, at that time the ministers of A and B`: as many names as states."""
    for sentence in page.sentences:
        if not any(role.has("plural") for role in sentence.of("roles")):
            continue
        index = Vicinity(sentence, names[sentence.index], page.matcher)
        for role in index.role_at.values():
            if not role.has("plural") or role.value == "none":
                continue
            row = _row_before(index, role)
            nations = _nations_after(index, role)
            free = not any(
                o.sentence == sentence.index and o.figure is people.known(n.parts) for n in row for o in offices
            )
            if len(row) < _LEAST or len(row) != len(nations) or not free:
                continue
            former = sentence.near_cue(role.first, "former", within=_TO_ROLE)
            for name, nation in zip(row, nations, strict=True):
                figure = people.add(name)
                figure.state = figure.state or nation.iso
                if role.value not in figure.roles and not former:
                    figure.roles.append(role.value)
                rank = _rank(index, name, nation.iso)
                figure.rank = figure.rank or rank
                here = sentence.index
                last = max(role.last, nation.last)
                offices.append(
                    Office(here, figure, role.value, nation.iso, rank, former, name.first, last, "zip", at=role.first)
                )


def _row_before(index: Vicinity, role: Mention) -> list[NameSpan]:
    """The names of a list that ends right before the office."""
    tokens, row, edge = index.sentence.tokens, list[NameSpan](), role.first
    for name in sorted((n for n in index.name_at.values() if n.last <= role.first and n.full), key=lambda n: -n.first):
        between = list(range(name.last, edge))
        if row:
            joined = any(i in index.and_at or tokens[i].text in ",،" or index.joined(i) for i in [*between, edge])
            strange = [
                i for i in between if tokens[i].kind != MARK and i not in index.and_at and not _is_title(index, i)
            ]
            if strange or not joined:
                break
        elif edge - name.last > _TO_ROLE or any(tokens[i].text in _ENDS for i in between):
            break
        row.append(name)
        edge = name.first
    return row[::-1]


def _is_title(index: Vicinity, i: int) -> bool:
    return i in index.rank_end or i in index.rank_at or i in index.honorific or i in index.skip


def _nations_after(index: Vicinity, role: Mention) -> list[StateRef]:
    """The states listed right after the office, or within its words."""
    tokens, found, at = index.sentence.tokens, list[StateRef](), role.last
    for state in index.states:
        if state.type == "cities" or state.first < role.first:
            continue
        gap = range(min(at, state.first), state.first)
        if any(tokens[i].kind != MARK and i not in index.link_at and i not in index.and_at for i in gap):
            break
        if any(tokens[i].text in _ENDS for i in gap):
            break
        found.append(state)
        at = state.last
    return found if len({s.iso for s in found}) == len(found) else []


def _rank(index: Vicinity, name: NameSpan, iso: str) -> str | None:
    return index.rank_in(iso, index.rank_end.get(name.first - 1))


def _place(
    people: People, offices: list[Office], index: Vicinity, name: NameSpan, nation: StateRef, role: Mention
) -> None:
    here = index.sentence.index
    figure = people.add(name)
    for office in [o for o in offices if o.figure is figure and o.sentence == here]:
        if office.role != role.value and "+" not in office.rule:
            return  # told otherwise, by an office of his own
        offices.remove(office)
    value = _rank(index, name, nation.iso)
    figure.state, figure.rank = nation.iso, figure.rank or value
    if role.value not in figure.roles:
        figure.roles.append(role.value)
    offices.append(
        Office(here, figure, role.value, nation.iso, value, False, nation.first, name.last, RULE, at=nation.first)
    )


def _nation(index: Vicinity, name: NameSpan) -> StateRef | None:
    """The adjective or noun of a nation right before the name or its rank."""
    rank = index.rank_end.get(name.first - 1)
    state = index.state_end.get((rank.first if rank else name.first) - 1)
    if state is None or state.type != "adjectives" or state.last - 1 in index.role_end:
        return None
    return state


def _told_once(page: Page, sentence: Sentence, end: int, names: Mapping[int, Sequence[NameSpan]]) -> Mention | None:
    """The office in the plural before the list, with nobody named between: in its sentence, or in the one before.

    Where a number counts them ("four ministers") the office is in the singular in some languages.
    """
    last = page.sentences[sentence.index - 1] if sentence.index else None
    for place in (sentence, last):
        if place is None:
            return None
        named = [n.first for n in names[place.index]]
        until = end if place is sentence else len(place.tokens)
        for role in reversed(place.of("roles")):
            if role.last > until or role.value == "none":
                continue
            counted = any(m.value.startswith("number-") and m.last == role.first for m in place.of("dates"))
            clear = not any(role.last <= at < until for at in named)
            return role if clear and (role.has("plural") or counted) else None
    return None
