"""Names of people in running text: spans of tokens that have the shape of a name.

In scripts with capitals a name is a row of capitalised words that the lexicon does not know otherwise, with particles
(`bin`, `al`, `de`) and initials between them. Scripts without capitals have a way of their own (bare_names.py).
"""

from __future__ import annotations

import re
from typing import Final

from comity.extract.bare_names import without_capitals
from comity.extract.mention import Mention
from comity.extract.name_span import KNOWN, NameSpan, name_words
from comity.extract.page import Page
from comity.extract.sentence import Sentence
from comity.extract.tokens import NUMBER, WORD, Token

#: Those of them whose single words may be spelt like a name (`Arzu`, `Barış`): capitalised beside a name they are one.
_SOFT: Final = frozenset(
    {"cues", "events", "topics", "links", "areas", "exercises", "kinds", "plurals", "counterparts"}
)
_HARD: Final = KNOWN - _SOFT
_RANGE: Final = frozenset({"from", "to", "since", "until", "between", "year"})
_APOSTROPHE: Final = re.compile(r"['’ʼ‘`´](?=[^\W\d_]+$)(?![A-ZА-ЯƏÖÜÇŞĞİ])")
_LONGEST: Final = 5
_ADJECTIVAL: Final = (4, 5)  # letters of the endings of `-dakı`, `-ndakı`


def find_names(page: Page, sentence: Sentence) -> list[NameSpan]:
    """The names in a sentence, in order."""
    if page.language in {"ar", "fa"}:
        return without_capitals(page, sentence)
    found = [n for n in _Reader(sentence, page.matcher.articles).names() if not _is_borne(sentence, n)]
    return [n for n in found if not _is_locative(page, sentence, n)] if sentence.verb_final else found


def _is_borne(sentence: Sentence, name: NameSpan) -> bool:
    """`бригада имени Острожского`, `Heydər Əliyev adına institut`: a name that a unit or school bears."""
    edges = [(m.last, m.first) for m in sentence.of("cues", "named-after")]
    return any(name.last == first if sentence.verb_final else name.first == last for last, first in edges)


def _is_locative(page: Page, sentence: Sentence, name: NameSpan) -> bool:
    """`the minister visited the Tartudakı brigade`: a single strange word with the ending of a place is no person."""
    if name.last - name.first > 1:
        return False
    token = sentence.tokens[name.first]
    stem = before_apostrophe(token.text)
    if stem != token.text:
        return page.matcher.is_locative_ending(page.matcher.folding.key(token.text[len(stem) + 1 :]))
    return any(page.matcher.is_locative_ending(token.key[-size:]) for size in _ADJECTIVAL if len(token.key) > size + 2)


def _initial(tokens: list[Token], i: int) -> bool:
    """Whether tokens[i] is an initial: one capital and a full stop."""
    token = tokens[i]
    return token.capital and len(token.text) <= 2 and i + 1 < len(tokens) and tokens[i + 1].text == "."


class _Reader:
    """What the capitalised words of one sentence may be as parts of a name; token indices throughout."""

    def __init__(self, sentence: Sentence, articles: frozenset[str]) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.articles = articles
        self.blocked, self.given, self.particles, self.honorifics = name_words(sentence)
        for m in (*sentence.of("events"), *sentence.of("cues")):
            if m.last - m.first > 1 and not m.entry.gapped:  # `Vətənə qayıdıb`
                self.blocked.update(range(m.first, m.last))
        self.blocked |= _names_of_ships(sentence) | _of_other_script(sentence.tokens)
        # `Pedro Gomez Deniz Kuvvetleri Komutanı`
        self.given -= {m.first for m in sentence.of("roles") if m.last - m.first > 2}
        for m in sentence.of("heads", "deputy", "deputy-of"):
            self.blocked.update(range(m.first, m.last))
        self.ranks = sentence.words_of("ranks")  # `Lt.` is no initial
        single = [m for m in sentence.of("cities") if m.last - m.first == 1]
        self.towns = {m.first for m in single if not sentence.verb_final}
        self.places = {m.first for m in single if m.case == "NOM"}
        self.cities = sentence.words_of("cities") - {m.first for m in single}  # `Əbu-Dabi`
        self.months = {m.first for m in sentence.of("dates") if m.last - m.first == 1 and m.value.startswith("month-")}
        self._soft: set[int] | None = None
        self._stops: set[int] | None = None

    @property
    def soft(self) -> set[int]:
        """Words that the lexicon knows only as those of some action, topic or cue."""
        if self._soft is None:
            self._soft = _like_names(self.sentence)
        return self._soft

    @property
    def stops(self) -> set[int]:
        """Stop words that the lexicon knows as nothing else: `Kim Son Ho`."""
        if self._stops is None:
            stops = {m.first for m in self.sentence.of("names", "stop") if m.last - m.first == 1 and m.case == "NOM"}
            known = (self.sentence.words_of(type_) for type_ in self.sentence.by_type if type_ in _HARD)
            self._stops = stops.difference(*known)
        return self._stops

    def names(self) -> list[NameSpan]:
        """All names, in order."""
        found: list[NameSpan] = []
        end = 0
        for start, token in enumerate(self.tokens):
            if token.capital and start >= end:
                parts, last, end = self._run(start)
                if any(len(p) > 2 for p in parts) and not self._is_thing(start, last, parts) and not _shouted(parts):
                    found.append(NameSpan(self.sentence.index, start, last, tuple(parts)))
        return found

    def _run(self, start: int) -> tuple[list[str], int, int]:
        """The parts of the name that begins there, where it ends, and where the next one may begin."""
        tokens = self.tokens
        parts: list[str] = []
        i = last = start
        while i < len(tokens) and len(parts) < _LONGEST + 1:
            token = tokens[i]
            if parts and i in self.cities:
                break
            if _initial(tokens, i) and i not in self.honorifics and i not in self.ranks:
                if parts and parts[0].endswith(".") and not parts[-1].endswith("."):
                    break  # `E.Rəhimovla Q.Martelli arasında`
                parts.append(token.text + ".")
                i += 2
                last = i
            elif i in self.honorifics and not parts:
                break
            elif token.capital and self._fits(i, parts):
                if len(parts) > 1 and _is_acronym(token.text) and not any(map(_is_acronym, parts)):
                    break
                stem = self._stem(token)
                if parts and token.glued and not parts[-1].endswith("."):
                    parts[-1] += "-" + stem
                else:
                    parts.append(stem)
                i += 1
                last = i
                if token.possessive or stem != token.unbroken:
                    break
            elif (
                i in self.particles
                and (parts or token.capital)
                and i + 1 < len(tokens)
                and (tokens[i + 1].capital or i + 1 in self.particles)
            ):
                parts.append(token.text)
                i += 1
            elif parts and token.glued and token.kind == WORD and len(token.text) > 1 and tokens[i - 1].kind == WORD:
                parts[-1] += "-" + self._stem(token)  # Dong-hyun, Myung-soo'nun
                i += 1
                last = i
            else:
                break
        return parts, last, i

    def _fits(self, i: int, parts: list[str]) -> bool:
        """Whether a capitalised word may go on the name that these parts begin, or begin one."""
        if i not in self.blocked:
            return True
        follows = _name_follows(self.tokens, i, self.blocked)
        return bool(
            (i in self.given and (parts or follows))
            or (i in self.months and _month_as_name(self.tokens, i, parts, self.blocked))
            or (i in self.towns and parts and self.tokens[i - 1].kind == WORD)  # `Eduardo Lima`
            or ((parts or follows) and i in self.soft)
            or (parts and follows and i in self.stops)
            or (i in self.places and len(parts) > 1 and _is_closed(self.sentence, i + 1))
            or (i in self.places and len(parts) == 1 and i - 2 in self.ranks and _is_closed(self.sentence, i + 1))
        )

    def _stem(self, token: Token) -> str:
        return before_apostrophe(token.unbroken) if self.sentence.verb_final else token.unbroken

    def _is_thing(self, start: int, last: int, parts: list[str]) -> bool:
        """`the Gurkha Rifles`, `Революционных вооружённых сил`"""
        if start > 0 and self.tokens[start - 1].key in self.articles:
            return True
        bodies = (*self.sentence.of("institutions"), *self.sentence.of("bodies"))
        return len(parts) == 1 and any(m.first == last for m in bodies)


def _of_other_script(tokens: list[Token]) -> set[int]:
    """Latin words in a Cyrillic sentence: brands, ships, titles, and nobody's name."""
    latin = {i for i, token in enumerate(tokens) if token.kind == WORD and _is_latin(token.text[0])}
    return latin if latin and 2 * len(latin) < sum([token.kind == WORD for token in tokens]) else set()


def _is_latin(letter: str) -> bool:
    return letter <= "z" or "À" <= letter <= "ɏ" or letter == "ə"


def _names_of_ships(sentence: Sentence) -> set[int]:
    """The capitalised words after the prefix of a navy: `INS Tarkash`."""
    tokens = sentence.tokens
    found: set[int] = set()
    for m in sentence.of("institutions", "ships"):
        at = m.last
        while m.entry.flags.get("state") and at < len(tokens) and tokens[at].capital:
            found.add(at)
            at += 1
    return found


def _like_names(sentence: Sentence) -> set[int]:
    """Capitalised words within the sentence that the lexicon knows only as words of some action, topic or cue."""
    tokens = sentence.tokens
    soft, hard = set[int](), set[int]()
    for m in sentence.mentions:
        if m.last - m.first > 1:
            hard.update(range(m.first, m.last))
        elif m.type in _SOFT or (m.type == "dates" and m.value in _RANGE) or _is_nation(tokens, m):
            soft.add(m.first)
        elif (m.type in KNOWN and m.value not in _RANGE) or (m.type == "names" and m.value == "stop"):
            hard.add(m.first)
    heads = {  # `General Sultan Kamaletdinov`
        m.first
        for m in sentence.of("roles")
        if m.has("weak")
        and m.last - m.first == 1
        and _name_follows(tokens, m.first, hard)
        and any(r.last == m.first for r in sentence.of("ranks"))
    }
    return heads | {
        i for i in soft - hard if i and tokens[i].capital and not tokens[i].glued and tokens[i - 1].kind == WORD
    }


def _is_nation(tokens: list[Token], m: Mention) -> bool:
    """`Ivo Horvat`: a word for a nation, written small in the language, after a capitalised one."""
    return m.type == "adjectives" and m.entry.form[0].islower() and m.first > 0 and tokens[m.first - 1].capital


def _name_follows(tokens: list[Token], i: int, blocked: set[int]) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].capital and i + 1 not in blocked


def _is_closed(sentence: Sentence, i: int) -> bool:
    """Whether a verb or the end comes there: what stands before it ends the name, and is no place (`Freitas Lima`)."""
    tokens = sentence.tokens
    if i >= len(tokens) or tokens[i].text in ".!?":
        return True
    return any(m.first == i and not m.has("noun") for m in sentence.of("events"))


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def before_apostrophe(text: str) -> str:
    """`Kosanov'u` is `Kosanov` with an ending; `D'Addario` is one word."""
    match = _APOSTROPHE.search(text)
    return text[: match.start()] if match else text


def _month_as_name(tokens: list[Token], i: int, parts: list[str], blocked: set[int]) -> bool:
    """`Kasım-Jomart`, `Dong Jun`, `Martin Ojeda`: a month beside a name, and no number beside it."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and following.glued and following.capital and not parts:
        return True
    if following and following.kind == NUMBER:
        return False
    return bool(parts) or (i > 0 and tokens[i - 1].kind == WORD and _name_follows(tokens, i, blocked))


def _shouted(parts: list[str]) -> bool:
    """Whether all is in capitals: an acronym or a headline."""
    return all(p.isupper() and len(p) > 2 for p in parts) or (len(parts) == 1 and parts[0].isupper())
