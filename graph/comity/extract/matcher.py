"""Finds the lexicon's forms in a row of tokens.

Each distinct word is looked up once and remembered (a text has few distinct words): the result is the list of units
(form words with their mark `~` or `*`) that it may stand for, each with the case of its ending. Forms of several words
are paths in a trie of units. So the cost hardly depends on the size of the lexicon.

Of several matches of one type that overlap, the leftmost and longest stands. A form of an office or institution may be
interrupted by the name of a state or its adjective (`Commander of the [Qatar] Emiri Air Force`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from comity.extract.endings import Clitics, combine
from comity.extract.lexicon import Entry, read
from comity.extract.script import Folding
from comity.extract.tokens import MARK, NUMBER, Token, tokenize

#: Types whose forms a state may interrupt.
OPEN: Final = frozenset({"roles", "institutions"})
#: Types that may interrupt them.
INSIDE: Final = frozenset({"states", "adjectives"})
_MISSING: Final = -1


@dataclass(slots=True)
class Mention:
    """Words of the text that the lexicon knows: tokens[first:last] (last excluded)."""

    first: int
    last: int
    type: str
    value: str
    case: str
    entry: Entry
    inside: tuple[int, ...] = ()  # tokens at which states stand within it

    def has(self, flag: str) -> bool:
        """Whether the lexicon's line carries that flag."""
        return flag in self.entry.flags

    def is_case(self, *labels: str) -> bool:
        """Whether its ending may mark one of these cases."""
        return any(label in self.case.split("/") for label in labels)


class _Node:
    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}
        self.entries: list[Entry] = []


class Matcher:
    """The forms of one language, ready to be found."""

    def __init__(self, language: str) -> None:
        """`language` is a folder of the lexicon, or `kk-Latn` for Kazakh in Latin script."""
        self.folding = Folding(language)
        self.language = "kk" if language == "kk-Latn" else language
        words = read(self.language)
        fold = self.folding.key
        self._count = 0
        self._exact: dict[str, int] = {}
        self._tilde: dict[str, int] = {}
        self._star: dict[str, int] = {}
        self._root = _Node()
        self._open_root = _Node()
        self._cased: dict[str, str] = {}
        slots: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for slot, ending, label in words.lists["suffixes"]:
            slots[slot].append(("" if ending == "-" else fold(ending), label))
        self._endings = combine(slots)
        self._longest_ending = max(map(len, self._endings), default=0)
        self.clitics = Clitics(
            (kind, fold(form), third.removeprefix("case=")) for kind, form, third in words.lists["clitics"]
        )
        #: Endings of family names (names.tsv, `surname  *ov`).
        self.surnames = tuple(fold(e.form[1:]) for e in words.entries if e.value == "surname" and e.form.startswith("*"))
        for entry in words.entries:
            if not entry.form.startswith("*"):
                self._add(entry)
        self._cache: dict[str, tuple[tuple[int, str], ...]] = {}

    # ------------------------------------------------------------ building
    def _add(self, entry: Entry) -> None:
        form = entry.form.removeprefix("=")
        path = []
        for word in form.split():
            mark = word[-1] if word[-1] in "~*" and len(word) > 1 else ""
            tokens = tokenize(word.removesuffix(mark), self.folding.key)
            for number, token in enumerate(tokens):
                table = self._exact
                if number == len(tokens) - 1 and mark:
                    table = self._tilde if mark == "~" else self._star
                self._count += 1
                path.append(table.setdefault(token.key, self._count))
        node = self._open_root if entry.type in OPEN else self._root
        for unit in path:
            node = node.next.setdefault(unit, _Node())
        if path:
            node.entries.append(entry)

    # ------------------------------------------------------------ words
    def units(self, token: Token) -> tuple[tuple[int, str], ...]:
        """(unit, case) for each reading of the word."""
        key = token.key
        found = self._cache.get(key)
        if found is None:
            found = self._cache[key] = self._look_up(key)
        return found

    def _look_up(self, key: str) -> tuple[tuple[int, str], ...]:
        found: dict[int, str] = {}
        disguised = self.folding.disguised(key)
        readings = self.clitics.readings(key) if self.clitics else [(key, "")]
        for word, clitic in [*readings, (disguised, "")] if disguised else readings:
            assert word is not None
            unit = self._exact.get(word)
            if unit is not None:
                found.setdefault(unit, clitic or "NOM")
            size = len(word)
            for cut in range(size, max(1, size - self._longest_ending) - 1, -1):
                unit = self._tilde.get(word[:cut])
                if unit is not None and unit not in found:
                    case = self._endings.get(word[cut:])
                    if case is not None:
                        found[unit] = clitic or case
            for cut in range(2, size + 1):
                unit = self._star.get(word[:cut])
                if unit is not None:
                    found.setdefault(unit, clitic or "NOM")
        return tuple(found.items())

    # ------------------------------------------------------------ matching
    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """All mentions, of each type the leftmost longest; in order of place, then type."""
        units = [self.units(token) for token in tokens]
        found: list[Mention] = []
        for start in range(len(tokens)):
            if units[start]:
                self._walk(self._root, tokens, units, start, {}, found)
        states = {m.first: m.last for m in found if m.type in INSIDE}
        for start in range(len(tokens)):
            if units[start]:
                self._walk(self._open_root, tokens, units, start, states, found)
        return _leftmost_longest(found)

    def _walk(
        self,
        root: _Node,
        tokens: Sequence[Token],
        units: Sequence[tuple[tuple[int, str], ...]],
        start: int,
        states: dict[int, int],
        found: list[Mention],
    ) -> None:
        stack: list[tuple[_Node, int, str, tuple[int, ...]]] = [(root, start, "", ())]
        first_case = ""
        clitic = bool(self.clitics)
        while stack:
            node, at, case, inside = stack.pop()
            for entry in node.entries:
                if inside and at == states.get(inside[-1]):  # a state stands between words, not after the last
                    break
                if entry.form[0] == "=" and not _as_written(entry.form, tokens, start, at):
                    continue
                label = entry.flags.get("case") or case
                if tokens[at - 1].possessive:
                    label = "GEN"
                found.append(Mention(start, at, entry.type, entry.value, label, entry, inside))
            if at >= len(tokens) or not node.next:
                continue
            if at > start and at in states:
                stack.append((node, states[at], case, (*inside, at)))
            for unit, label in units[at]:
                following = node.next.get(unit)
                if following is not None:
                    if at == start:
                        first_case = label
                    stack.append((following, at + 1, first_case if clitic else label, inside))


def _as_written(form: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    written = form[1:].replace("-", " ").split()
    return all(
        token.text.startswith(word[:-1]) if word[-1] in "~*" else token.text.replace("’", "'") == word
        for word, token in zip(written, tokens[start:end], strict=False)
    )


def _leftmost_longest(found: list[Mention]) -> list[Mention]:
    found.sort(key=lambda m: (m.first, -m.last, m.type, m.value))
    last: dict[str, tuple[int, int]] = {}
    kept: list[Mention] = []
    seen: set[tuple[object, ...]] = set()
    for mention in found:
        same = (mention.first, mention.last, mention.type, mention.value, mention.case, *sorted(mention.entry.flags))
        if same in seen:  # two forms of the lexicon that differ in the article only
            continue
        seen.add(same)
        group = "places" if mention.type in {"states", "adjectives", "cities", "regions"} else mention.type
        first, end = last.get(group, (_MISSING, _MISSING))
        if mention.first >= end or (mention.first == first and mention.last == end):
            kept.append(mention)
            last[group] = (mention.first, mention.last)
    named = {(m.first, m.last) for m in kept if m.type == "states"}
    # `Rusiya` is a state, and not the adjective `rus` with an ending
    return [m for m in kept if m.type != "adjectives" or (m.first, m.last) not in named]


def is_plain(token: Token) -> bool:
    """Whether the token is a word (no number, no mark)."""
    return token.kind not in (NUMBER, MARK)


@lru_cache(maxsize=16)
def matcher(language: str) -> Matcher:
    """The matcher of that language, made once."""
    return Matcher(language)
