"""The lexicon's forms as paths in a trie of units, and the walk through it over the tokens of a sentence.

A unit is a word of a form with its mark (`~` or `*`); a word of the text may stand for several. A form may have gaps
(`..`), and one of an office or institution may be interrupted by the name of a state or its adjective (`Commander of
the [Qatar] Emiri Air Force`), or by an acronym in brackets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from comity.extract.lexicon import Entry
from comity.extract.mention import Mention
from comity.extract.tokens import MARK, Token

_GAP_WORDS: Final = 3
_SHOUTED: Final = 4  # letters of a name that a headline may write in capitals (shorter ones are other words' acronyms)
_ALONE: Final[tuple[int, ...]] = ()  # nothing stands within the form


class Node:
    """A place in the trie: the entries whose forms end there, and the ways on, by unit or over a gap."""

    __slots__ = ("entries", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[int, Node] = {}
        self.entries: list[Entry] = []
        self.gap: Node | None = None

    def add(self, path: Sequence[int], gap: int, entry: Entry) -> None:
        """Lead a path of units to the entry; `gap` is the unit that stands for a gap."""
        node = self
        for unit in path:
            if unit == gap:
                node.gap = node = node.gap or Node()
            else:
                node = node.next.setdefault(unit, Node())
        node.entries.append(entry)

    def without_entries(self) -> Node:
        """The node as a place to go on from, where its own forms were noted already."""
        bare = Node()
        bare.next, bare.gap = self.next, self.gap
        return bare


@dataclass(frozen=True)
class Word:
    """What the lexicon knows of one word: its units, and where in the two tries a form may begin with it."""

    units: tuple[tuple[int, str], ...]  # with the case of its ending
    starts: tuple[tuple[Node, str], ...]
    open_starts: tuple[tuple[Node, str], ...]
    is_article: bool


class Walk:
    """A walk through the trie over one row of tokens."""

    __slots__ = ("first_decides", "found", "states", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], words: Sequence[Word], first_decides: bool) -> None:
        self.tokens = tokens
        self.words = words
        self.first_decides = first_decides  # the case of a match is that of its first word (Arabic), not of its last
        self.states: dict[int, int] = {}  # where states stand that may interrupt a form: first token -> last
        self.found: list[Mention] = []

    def follow(self, node: Node, start: int, at: int, case: str, inside: tuple[int, ...] = _ALONE) -> None:
        """Note the forms that end at this node, and go on with the token `at`."""
        if node.entries and not (inside and at == self.states.get(inside[-1])):  # no state stands after the last word
            self._note(node.entries, start, at, case, inside)
        if at >= len(self.words):
            return
        following = node.next
        if following:
            word = self.words[at]
            if word.is_article:
                self.follow(node.without_entries(), start, at + 1, case, inside)
            for unit, label in word.units:
                child = following.get(unit)
                if child is not None:
                    self.follow(child, start, at + 1, case if self.first_decides else label, inside)
            if at in self.states:
                self.follow(node.without_entries(), start, self.states[at], case, (*inside, at))
        if node.gap is not None:
            self._leap(node.gap, start, at, case, inside)

    def _note(self, entries: Sequence[Entry], start: int, at: int, case: str, inside: tuple[int, ...]) -> None:
        """The entries of a form that ends before the token `at`."""
        owner = self.tokens[at - 1].possessive
        for entry in entries:
            form = entry.form
            if form[0] in "=*":
                if form[0] == "=" and not _as_written(form, self.tokens, start, at):
                    continue
                if form[0] == "*" and self.tokens[start].capital:  # a name that ends like a verb
                    continue
            label = "GEN" if owner else entry.flags.get("case") or case
            self.found.append(Mention(start, at, entry.type, entry.value, label, entry, inside))

    def _leap(self, node: Node, start: int, at: int, case: str, inside: tuple[int, ...]) -> None:
        """Over a gap: up to so many words, and no mark but a comma."""
        left = _GAP_WORDS
        following = node.next
        for place in range(at, len(self.words)):
            for unit, label in self.words[place].units:
                child = following.get(unit)
                if child is not None:
                    self.follow(child, start, place + 1, case if self.first_decides else label, inside)
            token = self.tokens[place]
            if token.kind == MARK and token.text not in ",،'’":  # `görevini 2021'de tamamladı`
                return
            left -= token.start > self.tokens[place - 1].end  # `11th` is one word
            if left < 0:
                return


def _as_written(form: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(_written(word, token.text) for word, token in zip(_pieces(form), tokens[start:end], strict=False))


@cache
def _pieces(form: str) -> list[str]:
    """The words and stops of a form that is found as it is written."""
    return form.removeprefix("=").replace("-", " ").replace(".", " .").split()


def _written(word: str, text: str) -> bool:
    """Whether a text is written like the word of a form, or in capitals throughout, as in a headline."""
    if word[-1] in "~*":
        return text.startswith(word[:-1]) or (len(word) > _SHOUTED and text.startswith(word[:-1].upper()))
    return text.replace("’", "'") == word or (len(word) >= _SHOUTED and text == word.upper())
