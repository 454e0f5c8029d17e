"""What the lexicon knows of some words of a text: the entry that they are, and the case that they stand in."""

from __future__ import annotations

from functools import cache

from comity.extract.lexicon import Entry


@cache
def labels(case: str) -> frozenset[str]:
    """The cases that a label means: `GEN/ACC` is either."""
    return frozenset(case.split("/"))


class Mention:
    """Words of the text that the lexicon knows: tokens[first:last] (last excluded).

    An article has some hundreds of them, which are asked for their places more than anything else is: a plain class,
    whose attributes are the quickest to read, compiled or not.
    """

    __slots__ = ("case", "entry", "first", "inside", "last", "type", "value")

    def __init__(
        self, first: int, last: int, type_: str, value: str, case: str, entry: Entry, inside: tuple[int, ...] = ()
    ) -> None:
        self.first = first
        self.last = last
        self.type = type_
        self.value = value
        self.case = case
        self.entry = entry
        self.inside = inside  # tokens at which states stand within it

    def has(self, flag: str) -> bool:
        """Whether the lexicon's line carries that flag; an office with a plural ending is plural without it."""
        return flag in self.entry.flags or (flag == "plural" and self.type == "roles" and "PL" in self.case)

    @property
    def plain_rank(self) -> str | None:
        """Of a rank: what it is in armies that have no own meaning of the words; None for words that are no rank."""
        value = self.value.split("|")[0]
        return None if value == "none" else value

    def is_case(self, *asked: str) -> bool:
        """Whether its ending may mark one of these cases."""
        return not labels(self.case).isdisjoint(asked)
