"""Finds the lexicon's forms in a row of tokens.

Each distinct word is looked up once and remembered (a text has few distinct words): the result is the list of units
(form words with their mark `~` or `*`) that it may stand for, each with the case of its ending. Forms of several words
are paths in a trie of units (`forms`). So the cost hardly depends on the size of the lexicon. Of several matches of one
type that overlap, the leftmost and longest stands (`overlaps`).
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from comity.extract.endings import Clitics, combine
from comity.extract.forms import Node, Walk, Word
from comity.extract.lexicon import GAP, Entry, read
from comity.extract.mention import Mention
from comity.extract.overlaps import leftmost_longest
from comity.extract.script import Folding
from comity.extract.tokens import Token, tokenize

#: Types whose forms a state may interrupt.
OPEN: Final = frozenset({"roles", "institutions", "areas"})
#: Types that may interrupt them.
INSIDE: Final = frozenset({"states", "adjectives"})
#: Cues that may too: `the minister's [former] deputy`, `commander of the [Royal] Thai Navy`.
_CUES_INSIDE: Final = frozenset({"former", "newly", "acting", "epithet"})
_GAP: Final = 0  # the unit number of a gap in a form
_STEM: Final = 2  # letters before an end of words
_MEMORY: Final = 50_000  # distinct words remembered: more than are frequent in any language, and bounded


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
        self._tail: dict[str, int] = {}  # ends of words (`*madı`)
        self._root = Node()
        self._open_root = Node()
        slots: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for slot, ending, label in words.lists["suffixes"]:
            slots[slot].append(("" if ending == "-" else fold(ending), label))
        self._endings = combine(slots)
        #: Case endings that no name has of its own.
        self.certain = tuple(sorted({ending for ending, _ in slots.get("certain", ())}))
        by_case: dict[str, list[str]] = defaultdict(list)
        for ending, label in sorted(self._endings.items()):
            by_case[label].append(ending)
        self._by_case = {label: tuple(endings) for label, endings in by_case.items()}
        self._longest_ending = max(map(len, self._endings), default=0)
        #: Endings of the plural.
        self.plurals = tuple(sorted(ending for ending, _ in slots.get("plural", ()) if ending))
        #: Ends of participles, which speak of what follows them.
        self.participles = tuple(ending for ending, _ in slots.get("participle", ()))
        #: Ends of adjectives that mean a people, and no single person.
        self.collectives = tuple(ending for ending, _ in slots.get("collective", ()))
        self.clitics = Clitics(
            (kind, fold(form), third.removeprefix("case=")) for kind, form, third in words.lists["clitics"]
        )
        #: Endings of family names (names.tsv, `surname  *ov`).
        self.surnames = tuple(
            fold(e.form[1:]) for e in words.entries if e.value == "surname" and e.form.startswith("*")
        )
        #: Words that may stand before any word of a form but the first ("the").
        self.articles = frozenset(fold(e.form) for e in words.entries if e.type == "links" and e.value == "article")
        for entry in words.entries:
            if entry.type != "names" or not entry.form.startswith("*"):
                self._add(entry)
        self._known: dict[str, Word] = {}

    # ------------------------------------------------------------ building
    def _add(self, entry: Entry) -> None:
        form = entry.form.removeprefix("=")
        path = []
        for word in form.split():
            if word == GAP:
                path.append(_GAP)
                continue
            if word[0] == "*":
                self._count += 1
                path.append(self._tail.setdefault(self.folding.key(word[1:]), self._count))
                continue
            mark = word[-1] if word[-1] in "~*" and len(word) > 1 else ""
            tokens = tokenize(word.removesuffix(mark), self.folding.key, self.language == "en")
            if path and tokens[0].key in self.articles:
                continue
            for number, token in enumerate(tokens):
                table = self._exact
                if number == len(tokens) - 1 and mark:
                    table = self._tilde if mark == "~" else self._star
                self._count += 1
                path.append(table.setdefault(token.key, self._count))
        if path:
            root = self._open_root if entry.type in OPEN else self._root
            root.add(path, _GAP, entry)

    # ------------------------------------------------------------ words
    def is_case_ending(self, ending: str) -> bool:
        """Whether an ending marks a case other than the nominative."""
        return self._endings.get(ending, "NOM") not in {"NOM", "PL"}

    def endings_of(self, case: str) -> tuple[str, ...]:
        """The endings that mark this case and no other."""
        return self._by_case.get(case, ())

    def cases_of_ending(self, ending: str) -> set[str]:
        """The cases that an ending may mark; none if it is no ending."""
        return set(self._endings.get(ending, "").split("/")) - {""}

    def is_locative_ending(self, ending: str) -> bool:
        """Whether an ending says where something is (`-da`, `-dakı`), and nothing else."""
        return self._endings.get(ending) in {"LOC", "LOCKI"}

    def _remember(self, key: str) -> Word:
        if len(self._known) > _MEMORY:
            self._known.clear()
        units = self._look_up(key)
        starts, open_starts = (
            tuple((root.next[unit], case) for unit, case in units if unit in root.next)
            for root in (self._root, self._open_root)
        )
        found = self._known[key] = Word(units, starts, open_starts, key in self.articles)
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
            for cut in range(_STEM, size if self._tail else 0):
                unit = self._tail.get(word[cut:])
                if unit is not None:
                    found.setdefault(unit, clitic or "NOM")
        return tuple(found.items())

    # ------------------------------------------------------------ matching
    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """All mentions, of each type the leftmost longest; in order of place, then type."""
        known, remember = self._known, self._remember
        words = [known.get(token.key) or remember(token.key) for token in tokens]
        walk = Walk(tokens, words, bool(self.clitics))
        for start, word in enumerate(words):
            for node, case in word.starts:
                walk.follow(node, start, start + 1, case)
        walk.states = {
            m.first: m.last for m in walk.found if m.type in INSIDE or (m.type == "cues" and m.value in _CUES_INSIDE)
        } | _acronyms(tokens)
        for start, word in enumerate(words):
            for node, case in word.open_starts:
                walk.follow(node, start, start + 1, case)
        if cases := self._ends_of_acronyms(tokens):
            for mention in walk.found:
                if mention.last in cases and mention.entry.form[-1] == "~":
                    mention.case = cases[mention.last]
                    mention.last += 1
        return leftmost_longest(walk.found)

    def _ends_of_acronyms(self, tokens: Sequence[Token]) -> dict[int, str]:
        """`ABŞ-a`, `BMT-nin`: the ending that a hyphen joins to capitals belongs to the mention, and gives its case."""
        return {
            at: self._endings[token.key]
            for at, token in enumerate(tokens)
            if token.glued and token.key in self._endings and tokens[at - 1].text.isupper()
        }


def _acronyms(tokens: Sequence[Token]) -> dict[int, int]:
    """Where an acronym in brackets stands, which may interrupt an office: `Sanayii Başkanlığı (SSB) Başkanı`."""
    opened = [i for i, token in enumerate(tokens[:-2]) if token.text == "("]
    return {i: i + 3 for i in opened if tokens[i + 2].text == ")" and tokens[i + 1].text.isupper()}


@lru_cache(maxsize=16)
def matcher(language: str) -> Matcher:
    """The matcher of that language, made once.

    A lexicon is some hundred thousand objects that live as long as the process. They are taken out of the garbage
    collector's rounds: walking them again and again would cost more than all the reading.
    """
    made = Matcher(language)
    gc.collect()
    gc.freeze()
    return made
