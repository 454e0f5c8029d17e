"""Finds the lexicon's forms in a row of tokens.

Each distinct word is looked up once and remembered (a text has few distinct words): the result is the list of units
(form words with their mark `~` or `*`) that it may stand for, each with the case of its ending. Forms of several words
are paths in a trie of units. So the cost hardly depends on the size of the lexicon.

Of several matches of one type that overlap, the leftmost and longest stands. A form of an office or institution may be
interrupted by the name of a state or its adjective (`Commander of the [Qatar] Emiri Air Force`), or by an acronym in
brackets.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from comity.extract.endings import Clitics, combine
from comity.extract.lexicon import Entry, read
from comity.extract.script import Folding
from comity.extract.tokens import MARK, Token, tokenize

#: Types whose forms a state may interrupt.
OPEN: Final = frozenset({"roles", "institutions", "areas"})
_GROUPS: Final = {
    "states": "places", "adjectives": "places", "cities": "places", "regions": "places", "towns": "places",
}  # fmt: skip
#: Types that may interrupt them.
INSIDE: Final = frozenset({"states", "adjectives"})
#: Cues that may too: `the minister's [former] deputy`, `commander of the [Royal] Thai Navy`.
_CUES_INSIDE: Final = frozenset({"former", "newly", "acting", "epithet"})
_MISSING: Final = -1
_GAP: Final = 0  # the unit number of a gap in a form
_GAP_WORDS: Final = 3
_STEM: Final = 2  # letters before an end of words
_SHOUTED: Final = 4  # letters of a name that a headline may write in capitals (shorter ones are other words' acronyms)
_MEMORY: Final = 50_000  # distinct words remembered: more than are frequent in any language, and bounded


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
        """Whether the lexicon's line carries that flag; an office with a plural ending is plural without it."""
        return flag in self.entry.flags or (flag == "plural" and self.type == "roles" and "PL" in self.case)

    def is_case(self, *labels: str) -> bool:
        """Whether its ending may mark one of these cases."""
        return any(label in self.case.split("/") for label in labels)


class _Node:
    __slots__ = ("entries", "gap", "next")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}
        self.entries: list[Entry] = []
        self.gap: _Node | None = None  # after a gap `..` in the form


@dataclass(frozen=True, slots=True)
class _Word:
    """What the lexicon knows of one word: its units, and where in the two tries a form may begin with it."""

    units: tuple[tuple[int, str], ...]
    starts: tuple[tuple[_Node, str], ...]
    open_starts: tuple[tuple[_Node, str], ...]


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
        self._root = _Node()
        self._open_root = _Node()
        slots: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for slot, ending, label in words.lists["suffixes"]:
            slots[slot].append(("" if ending == "-" else fold(ending), label))
        self._endings = combine(slots)
        self._longest_ending = max(map(len, self._endings), default=0)
        #: Endings of the plural.
        self.plurals = tuple(sorted(ending for ending, _ in slots.get("plural", ()) if ending))
        #: Ends of participles, which speak of what follows them.
        self.participles = tuple(ending for ending, _ in slots.get("participle", ()))
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
        self._cache: dict[str, _Word] = {}

    # ------------------------------------------------------------ building
    def _add(self, entry: Entry) -> None:
        form = entry.form.removeprefix("=")
        path = []
        for word in form.split():
            if word == "..":
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
        node = self._open_root if entry.type in OPEN else self._root
        for unit in path:
            if unit == _GAP:
                node.gap = node = node.gap or _Node()
            else:
                node = node.next.setdefault(unit, _Node())
        if path:
            node.entries.append(entry)

    # ------------------------------------------------------------ words
    def is_case_ending(self, ending: str) -> bool:
        """Whether an ending marks a case other than the nominative."""
        return self._endings.get(ending, "NOM") not in {"NOM", "PL"}

    def is_locative_ending(self, ending: str) -> bool:
        """Whether an ending says where something is (`-da`, `-dakı`), and nothing else."""
        return self._endings.get(ending) in {"LOC", "LOCKI"}

    def _word(self, key: str) -> _Word:
        found = self._cache.get(key)
        if found is None:
            if len(self._cache) > _MEMORY:
                self._cache.clear()
            units = self._look_up(key)
            found = self._cache[key] = _Word(
                units,
                tuple((self._root.next[u], case) for u, case in units if u in self._root.next),
                tuple((self._open_root.next[u], case) for u, case in units if u in self._open_root.next),
            )
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
        words = [self._word(token.key) for token in tokens]
        walk = _Walk(tokens, words, bool(self.clitics), self.articles, {}, [])
        for start, word in enumerate(words):
            for node, case in word.starts:
                walk.follow(node, start, start + 1, case, ())
        walk.states = {
            m.first: m.last for m in walk.found if m.type in INSIDE or (m.type == "cues" and m.value in _CUES_INSIDE)
        } | _acronyms(tokens)
        for start, word in enumerate(words):
            for node, case in word.open_starts:
                walk.follow(node, start, start + 1, case, ())
        for mention in walk.found:
            self._end_of_acronym(tokens, mention)
        return _leftmost_longest(walk.found)

    def _end_of_acronym(self, tokens: Sequence[Token], mention: Mention) -> None:
        """`ABŞ-a`, `BMT-nin`: the ending that a hyphen joins to capitals belongs to the mention, and gives its case."""
        at = mention.last
        if at < len(tokens) and tokens[at].glued and tokens[at - 1].text.isupper() and mention.entry.form[-1] == "~":
            case = self._endings.get(tokens[at].key)
            if case is not None:
                mention.case, mention.last = case, at + 1


@dataclass(slots=True)
class _Walk:
    """A walk through the trie over one row of tokens."""

    tokens: Sequence[Token]
    words: Sequence[_Word]
    first_decides: bool  # the case of a match is that of its first word (Arabic), not of its last
    articles: frozenset[str]
    states: dict[int, int]  # where states stand that may interrupt a form: first token -> last
    found: list[Mention]

    def follow(self, node: _Node, start: int, at: int, case: str, inside: tuple[int, ...]) -> None:
        """Note the forms that end at this node, and go on with the token `at`."""
        for entry in node.entries:
            if inside and at == self.states.get(inside[-1]):  # a state stands between words, not after the last
                break
            if entry.form[0] == "=" and not _as_written(entry.form, self.tokens, start, at):
                continue
            if entry.form[0] == "*" and self.tokens[start].capital:  # a name that ends like a verb
                continue
            label = "GEN" if self.tokens[at - 1].possessive else entry.flags.get("case") or case
            self.found.append(Mention(start, at, entry.type, entry.value, label, entry, inside))
        if at >= len(self.words):
            return
        following = node.next
        if following:
            if self.tokens[at].key in self.articles:
                self.follow(_without_entries(node), start, at + 1, case, inside)
            for unit, label in self.words[at].units:
                child = following.get(unit)
                if child is not None:
                    self.follow(child, start, at + 1, case if self.first_decides else label, inside)
            if at in self.states:
                self.follow(_without_entries(node), start, self.states[at], case, (*inside, at))
        if node.gap is not None:
            self._leap(node.gap, start, at, case, inside)

    def _leap(self, node: _Node, start: int, at: int, case: str, inside: tuple[int, ...]) -> None:
        """Over a gap: up to so many words, and no mark but a comma."""
        left = _GAP_WORDS
        for place in range(at, len(self.words)):
            for unit, label in self.words[place].units:
                child = node.next.get(unit)
                if child is not None:
                    self.follow(child, start, place + 1, case if self.first_decides else label, inside)
            token = self.tokens[place]
            if token.kind == MARK and token.text not in ",،'’":  # `görevini 2021'de tamamladı`
                return
            left -= token.start > self.tokens[place - 1].end  # `11th` is one word
            if left < 0:
                return


def _acronyms(tokens: Sequence[Token]) -> dict[int, int]:
    """Where an acronym in brackets stands, which may interrupt an office: `Sanayii Başkanlığı (SSB) Başkanı`."""
    return {
        i - 1: i + 2
        for i in range(1, len(tokens) - 1)
        if tokens[i - 1].text == "(" and tokens[i + 1].text == ")" and tokens[i].text.isupper()
    }


def _without_entries(node: _Node) -> _Node:
    """The node as a place to go on from: its own forms were noted already."""
    bare = _Node()
    bare.next, bare.gap = node.next, node.gap
    return bare


def _as_written(form: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    written = form[1:].replace("-", " ").replace(".", " .").split()
    return all(_written(word, token.text) for word, token in zip(written, tokens[start:end], strict=False))


def _written(word: str, text: str) -> bool:
    """Whether a text is written like the word of a form, or in capitals throughout, as in a headline."""
    if word[-1] in "~*":
        return text.startswith(word[:-1]) or (len(word) > _SHOUTED and text.startswith(word[:-1].upper()))
    return text.replace("’", "'") == word or (len(word) >= _SHOUTED and text == word.upper())


def _leftmost_longest(found: list[Mention]) -> list[Mention]:
    found.sort(key=_place)
    last: dict[str, tuple[int, int]] = {}
    kept: list[Mention] = []
    seen: set[tuple[object, ...]] = set()
    office: Mention | None = None  # the last one
    for mention in found:
        group = _GROUPS.get(mention.type, mention.type)
        if mention.type == "areas" and " .. " in mention.entry.form:  # its words may lie among those of another value
            group = f"{group} {mention.value}"
        first, end = last.get(group, (_MISSING, _MISSING))
        if mention.type == "ranks" and office is not None and office.first < mention.first < office.last < mention.last:
            continue  # `commandant of the Marine Corps General X`: the corps is not of his rank
        if mention.first >= end:
            last[group] = (mention.first, mention.last)
        elif (
            mention.first != first or mention.last != end or (" .. " in mention.entry.form and mention.type != "areas")
        ):
            continue  # of two forms of the same words the one without a gap says more
        same = (mention.first, mention.last, mention.type, mention.value, mention.case, tuple(mention.entry.flags))
        if same not in seen:  # two forms of the lexicon may differ in the article only
            seen.add(same)
            kept.append(mention)
            if mention.type == "roles" and " .. " not in mention.entry.form:
                office = mention
    return _without_shadowed(kept)


def _without_shadowed(kept: list[Mention]) -> list[Mention]:
    """The mentions but those whose words another one takes for itself.

    `Rusiya` is a state, and not the adjective `rus` with an ending, and `Nigeriya` no case of Niger; `nazirləri` are
    ministers, not a minister in the accusative; the `Europe` of the European Union is no place.
    """
    states: dict[tuple[int, int], int] = {}  # where states stand, and the letters of the longest name there
    for m in kept:
        if m.type == "states":
            states[m.first, m.last] = max(len(m.entry.form), states.get((m.first, m.last), 0))
    plural = {(m.first, m.last) for m in kept if m.type == "roles" and "plural" in m.entry.flags}
    bodies = [(m.first, m.last) for m in kept if m.type == "organisations" and m.last - m.first > 1]

    def shadowed(m: Mention) -> bool:
        if m.type == "adjectives" and (m.first, m.last) in states:
            return True
        if m.type == "states" and m.last == m.first + 1 and m.entry.form[-1] == "~":
            return len(m.entry.form) < states[m.first, m.last]
        if m.type == "roles":
            return (m.first, m.last) in plural and "plural" not in m.entry.flags
        return m.type in _GROUPS and any(a <= m.first and m.last <= b and b - a > m.last - m.first for a, b in bodies)

    return [m for m in kept if not shadowed(m)]


def _place(mention: Mention) -> tuple[int, int, bool, str, str]:
    return mention.first, -mention.last, " .. " in mention.entry.form, mention.type, mention.value


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
