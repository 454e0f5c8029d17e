"""Which of the mentions stand that share words: of each type the leftmost and longest, and what shadows another."""

from __future__ import annotations

from typing import Final

from comity.extract.mention import Mention

#: Types that compete with each other.
_GROUPS: Final = {
    "states": "places", "adjectives": "places", "cities": "places", "regions": "places", "towns": "places",
}  # fmt: skip
#: Types of which another mention may take the words for itself.
_SHADOWED: Final = frozenset({*_GROUPS, "roles"})
_NOWHERE: Final = (-1, -1)


def leftmost_longest(found: list[Mention]) -> list[Mention]:
    """The mentions that stand, in order of place, then type."""
    found.sort(key=_place)
    last: dict[str, tuple[int, int]] = {}
    kept: list[Mention] = []
    office: Mention | None = None  # the last one
    for mention in found:
        type_, gapped = mention.type, mention.entry.gapped
        group = _GROUPS.get(type_, type_)
        if gapped and type_ == "areas":  # its words may lie among those of another value
            group = f"{group} {mention.value}"
        first, end = last.get(group, _NOWHERE)
        if type_ == "ranks" and office is not None and office.first < mention.first < office.last < mention.last:
            continue  # `commandant of the Marine Corps General X`: the corps is not of his rank
        if mention.first >= end:
            last[group] = (mention.first, mention.last)
        elif mention.first != first or mention.last != end or (gapped and type_ != "areas"):
            continue  # of two forms of the same words the one without a gap says more
        again = (mention.first == first and mention.last == end) or type_ == "areas"
        if not (again and _is_told(kept, mention)):
            kept.append(mention)
            if type_ == "roles" and not gapped:
                office = mention
    return _without_shadowed(kept)


def _place(mention: Mention) -> tuple[int, int, bool, str, str]:
    return mention.first, -mention.last, mention.entry.gapped, mention.type, mention.value


def _is_told(kept: list[Mention], mention: Mention) -> bool:
    """Whether one of the last says the same of the same words: two forms may differ in the article only."""
    for other in reversed(kept):
        if other.first != mention.first or other.last != mention.last:
            break
        if (
            other.value == mention.value
            and other.type == mention.type
            and other.case == mention.case
            and list(other.entry.flags) == list(mention.entry.flags)
        ):
            return True
    return False


def _without_shadowed(kept: list[Mention]) -> list[Mention]:
    """The mentions but those whose words another one takes for itself.

    `Rusiya` is a state, and not the adjective `rus` with an ending, and `Nigeriya` no case of Niger; `nazirləri` are
    ministers, not a minister in the accusative; the `Europe` of the European Union is no place.
    """
    states: dict[tuple[int, int], int] = {}  # where states stand, and the letters of the longest name there
    plural: set[tuple[int, int]] = set()
    bodies: list[tuple[int, int]] = []
    titles: list[tuple[int, int]] = []
    for m in kept:
        if m.type == "states":
            states[m.first, m.last] = max(len(m.entry.form), states.get((m.first, m.last), 0))
        elif m.type == "roles" and "plural" in m.entry.flags:
            plural.add((m.first, m.last))
        elif m.type == "organisations" and m.last - m.first > 1:
            bodies.append((m.first, m.last))
        elif m.type == "kinds" and m.last - m.first > 1 and not m.entry.gapped:
            titles.append((m.first, m.last))
    if not (states or plural or bodies or titles):
        return kept

    def shadowed(m: Mention) -> bool:
        if m.type == "adjectives" and (m.first, m.last) in states:
            return True
        if m.type != "roles" and any(a <= m.first and m.last <= b for a, b in titles):
            return True  # `mali` in the Turkish for `agreement on financial cooperation`
        if m.type == "states" and m.last == m.first + 1 and m.entry.form[-1] == "~":
            return len(m.entry.form) < states[m.first, m.last]
        if m.type == "roles":
            return (m.first, m.last) in plural and "plural" not in m.entry.flags
        return any(a <= m.first and m.last <= b and b - a > m.last - m.first for a, b in bodies)

    return [m for m in kept if m.type not in _SHADOWED or not shadowed(m)]
