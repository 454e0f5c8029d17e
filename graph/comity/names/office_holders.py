"""Who is known to hold, or have held, one of the highest offices of a state (ontology/names/office-holders.tsv).

It tells the sides of one article apart where an office stands without its state; it states nothing about anybody, and a
state that the text names beside the office always goes before it.

Method: a name is compared with those of the states in question, across scripts (`comity.names.likeness`), of them with
those that share the beginnings of two words with it (`keys`) and begin and end with words that sound like its own.
A surname alone is nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from comity.names import sounds, tables
from comity.names.likeness import keys, parse, similarity

_SAME: Final = 0.83  # likeness of two spellings of one name
_END: Final = 0.75  # likeness of their first words, and of the last


@cache
def _names() -> dict[str, list[str]]:
    return {state: names.split("; ") for state, names in tables.rows("office-holders.tsv")}


@cache
def _by_key(state: str) -> dict[str, list[str]]:
    """What the names of a state's officials may be looked up by."""
    found: dict[str, list[str]] = {}
    for name in _names().get(state, ()):
        for key in keys(name):
            found.setdefault(key, []).append(name)
    return found


@lru_cache(maxsize=1 << 14)
def _is_of(name: str, state: str) -> bool:
    """Whether an official of the state is known by that full name."""
    known = _by_key(state)
    near = {other for key in keys(name) for other in known.get(key, ())}
    return any(_ends_alike(name, other) and similarity(name, other) >= _SAME for other in near)


def _ends_alike(one: str, other: str) -> bool:
    """Whether the first words of two names sound alike, and the last: `Ali Hasan` is not `Hasan Ali Mohamed`."""
    words, others = parse(one).proper, parse(other).proper
    return all(
        any(sounds.is_like(a, b, _END) for a in words[at].readings for b in others[at].readings) for at in (0, -1)
    )


def state_of_holder(parts: tuple[str, ...], states: Iterable[str]) -> str | None:
    """The one of these states (ISO 3166-1 alpha-2) whose known official has that name; None where none has, or several.

    `parts` are the words of the name, in any script.

    >>> state_of_holder(("Закир", "Гасанов"), ("AZ", "TR"))
    'AZ'
    >>> state_of_holder(("Гасанов",), ("AZ", "TR")) is None
    True
    """
    name = " ".join(parts)
    if not parse(name).full:
        return None
    found = [state for state in sorted(set(states)) if _is_of(name, state)]
    return found[0] if len(found) == 1 else None
