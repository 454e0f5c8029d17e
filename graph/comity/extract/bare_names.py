"""Names where letters have no capitals (Arabic): after an office, a rank or a title, or from a known first name on.

A name ends at a mark, at a word that the lexicon knows, or after the second word, unless what follows shows that a
third one belongs to it: the article, a particle (`bin`), an ending of family names, or a mark. Words that the lexicon
knows are let in where they stand as a family name would (`Hassan Odeh`). After an office in the plural a list may
follow whose names are joined by a conjunction that is written together with them.
"""

from __future__ import annotations

from typing import Final

from comity.extract.name_span import KNOWN, NameSpan, name_words
from comity.extract.page import Page
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK, NUMBER, WORD, Token

_LONGEST: Final = 4  # words, particles not counted
_FAMILIES: Final = 2  # words with the article that may follow so many
#: Types of mention that may follow a name without a mark.
_AFTER_NAMES: Final = frozenset(
    {"roles", "ranks", "dates", "adjectives", "counterparts", "links", "cues", "states", "cities", "kinds",
     "institutions", "exercises"}
)  # fmt: skip
#: Types whose single words may be family names too.
_SOFT: Final = frozenset({"events", "cues", "areas"})
#: Types of mention that may stand between an office and its holder.
_BETWEEN: Final = frozenset({"states", "adjectives", "cities", "organisations", "ranks", "roles", "institutions"})
#: Types of mention that a preposition after an office may lead to.
_PLACES: Final = frozenset({"states", "adjectives", "cities", "institutions", "organisations"})
_HERE: Final = frozenset({"our-country", "the-country", "capital"})
_AND: Final = "و"
_ARTICLE: Final = "ال"
_MONTHS: Final = ("month-", "hijri-")  # `Shaaban`, `Ramadan` are names too
_STEM: Final = 3  # letters by which a form is known again in a word that has clitics
_ORIGIN: Final = "ي"  # ends what says where somebody is from, mostly the last word of a name
_LONG_TITLES: Final = frozenset({"department-head", "other", "unit-commander"})
_TITLE: Final = 8  # words that may complete an office
_LED: Final = ("بال", "لل", "كال")
_OBJECTS: Final = ("ها", "هم", "هما")  # pronouns at the end of verbs and nouns, not of names


def without_capitals(page: Page, sentence: Sentence) -> list[NameSpan]:
    """The names of a sentence, in order."""
    return _Reader(page, sentence).names()


class _Reader:
    """What the words of one sentence may be as parts of a name; token indices throughout."""

    def __init__(self, page: Page, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = tokens = sentence.tokens
        self.surnames = page.matcher.surnames
        self.blocked, given, self.particles, self.honorifics = name_words(sentence, KNOWN - {"topics"})
        firsts = sentence.of("names", "given")
        own_article = {m.first for m in firsts if m.entry.form.startswith(_ARTICLE)}
        countries = {m.first for m in sentence.of("states") if m.last == m.first + 1}  # Chad is no Chad here
        self.given = {i for i in given - countries if not _has_article(tokens[i]) or i in own_article}
        # `wa-Murat`: the conjunction and somebody else
        self.joined = {m.first for m in firsts if tokens[m.first].text.startswith(_AND) and m.entry.form[:1] != _AND}
        self.ends = {m.first for m in sentence.mentions if m.type in _AFTER_NAMES}
        self.ends |= {m.first for m in sentence.of("events") if not m.has("noun")}
        self.ends |= {m.first for m in sentence.of("names", "stop", "honorific")}
        self.opened = set[int]()  # after an office, rank or title
        self.titled = {m.first for t in ("roles", "ranks", "counterparts") for m in sentence.of(t)}
        self.ranked = {m.last for m in sentence.of("ranks")}
        self.ordinals = {m.first for m in sentence.of("dates") if m.value.startswith("number-")}
        self.months = {m.first for m in sentence.of("dates") if m.value.startswith(_MONTHS) and m.last - m.first == 1}
        single = [m for m in sentence.mentions if m.type in _SOFT and m.last == m.first + 1]
        self.soft = {m.first for m in single if self._closed(m.first) or m.last in self.ends}
        # family names like the adjective of a state, or a town: `Khalid al-Masri`, `Marco Rossi`
        self.peoples = {m.first for t in ("adjectives", "cities") for m in sentence.of(t) if m.last == m.first + 1}
        self.nations = {m.first for m in sentence.of("adjectives") if m.last == m.first + 1}
        self.family = {m.first for m in sentence.of("names", "family")}
        # `Musaid bin Ibrahim`: the word before is a first name, whatever else it means
        sons = {m.first - 1 for m in sentence.of("names", "filial") if not self._with_and(m.first - 1)}
        self.family |= sons
        self.given |= sons  # `Colonel al-Sheikh ould Babah`
        self.given -= {i for a, b in sentence.quoted for i in range(a, b)}  # ships and bases that bear a name
        self.honorifics -= sons
        self.tails = {m.first for m in sentence.of("names", "closing") if not self._with_and(m.first)}
        self.eastern = {m.first for m in sentence.of("names", "eastern")}
        # a college or base that bears a name
        self.bearing = [c for c in sentence.of("cues", "late") if c.last - c.first > 1]

    def names(self) -> list[NameSpan]:
        """All names, the earliest beginning first."""
        opened, listed = self._openings()
        self.opened |= opened
        starts = opened | {i for i in self.given | self._servants() if not any(c.last == i for c in self.bearing)}
        found: list[NameSpan] = []
        end = 0
        for start in sorted(starts):
            if start < end or start >= len(self.tokens):
                continue
            last = self._run(start)
            if not self._is_name(start, last, start in opened):
                continue
            found.append(self._span(start, last, start in self.joined))
            end = last
            while start in listed:
                end = self._past_state(end)
                if not (self._continues(end) or end - 1 in self.peoples):
                    break
                last = self._run(end)
                if last - end < 2:
                    break
                found.append(self._span(end, last, True))
                end = last
        return found

    def _openings(self) -> tuple[set[int], set[int]]:
        """Where a name may begin after an office, rank or title; and where a list of names may, after a plural."""
        opened: set[int] = set()
        listed: set[int] = set()
        for m in self.sentence.mentions:
            if m.type not in {"roles", "ranks", "counterparts"} and not (m.type == "names" and m.value == "honorific"):
                continue
            if any(c.first < m.first < c.last for c in self.bearing):
                continue
            at = m.last
            while at < len(self.tokens) and at not in self.given and (self._between(at) or self._leads_to_place(at)):
                if (m.has("weak") or m.type == "counterparts") and self.tokens[at].kind == MARK:
                    break  # "according to the minister, ...", "received his guest, and ..."
                at += 1
            while self._completes(at):
                at += 2
            if m.type == "roles" and m.value in _LONG_TITLES and (after := self._past_title(at)) > at:
                opened.add(after)
                continue
            opened.add(at)
            if m.has("plural"):
                listed.add(at)
        for m in self.sentence.of("links", "on-behalf"):  # `for the-side the-Serbian X Y, minister of defence`
            at = m.last
            while at in self.nations or at in self.peoples:
                at += 1
            if at > m.last and at < len(self.tokens) and at not in self.blocked:
                opened.add(at)
        return opened, listed

    def _servants(self) -> set[int]:
        """Where a first name of two words begins: `Abd al-Latif`."""
        return {
            m.first
            for m in self.sentence.of("names", "opening")
            if m.last < len(self.tokens) and _has_article(self.tokens[m.last])
        }

    def _past_state(self, at: int) -> int:
        """The word after a state that stands before the next name of a list: `... and the Norwegian Y`."""
        joined = at < len(self.tokens) and self.tokens[at].text.startswith(_AND)
        return at + 1 if joined and at in self.peoples else at

    def _between(self, at: int) -> bool:
        """Whether the word belongs to what may stand between an office and its holder, or is a comma."""
        if self.tokens[at].kind == MARK:
            return self.tokens[at].text == "،"
        return any(
            m.first <= at < m.last
            and (m.type in _BETWEEN or m.value in {"honorific", "acting", "former", "both-states"} | _HERE)
            for m in self.sentence.mentions
        )

    def _completes(self, at: int) -> bool:
        """Whether two words add to the office: `minister of defence wa-affairs of-the-retired`."""
        if at + 1 >= len(self.tokens) or at in self.given or not _has_article(self.tokens[at + 1]):
            return False
        return self.tokens[at].text.startswith(_AND) and at + 1 not in self.given and at not in self.ends

    def _past_title(self, at: int) -> int:
        """The word after those with the article that end an office, if a name follows which something ends:
        `director of the department of the-policy the-defensive X Y, ...`; else `at`."""
        start = at
        while start < min(at + _TITLE, len(self.tokens)) and start not in self.given and self._is_told(start):
            start += 1
        if start >= len(self.tokens) or start in self.blocked or start in self.ends:
            return at
        last = self._run(start)
        ended = self._closed(last - 1) or last in self.ends | self.titled or self._is_led(last) or self._with_and(last)
        return start if last - start > 1 and ended else at

    def _is_told(self, i: int) -> bool:
        """Whether the word may be part of the words of an office: it has the article, or is a body or place."""
        bare = self.tokens[i].text.removeprefix(_AND)
        return bare.startswith((_ARTICLE, *_LED)) or self._between(i) or self._leads_to_place(i)

    def _leads_to_place(self, at: int) -> bool:
        """Whether it is a preposition before a place or body: `the ambassador in Amman`."""
        links = self.sentence.of("links", "in", "of")
        return any(m.first == at and m.last == at + 1 for m in links) and any(
            m.first == at + 1 and (m.type in _PLACES or m.value in _HERE) for m in self.sentence.mentions
        )

    def _run(self, start: int) -> int:
        """Where the name that begins at `start` ends (last excluded); `start` itself if there is none."""
        words, last = 0, start
        for i in range(start, len(self.tokens)):
            named = i in self.given and i - 1 in self.particles  # `ould Sidi`: a particle elsewhere
            if i in self.particles and i not in self.honorifics and not named:
                continue
            bound = i > start and i - 1 in self.particles - self.given and not self._with_and(i)
            family = _has_article(self.tokens[i]) and words < _LONGEST + _FAMILIES
            if self.tokens[i].kind != WORD or (words >= _LONGEST and not family) or (i > start and i in self.joined):
                break
            if self._is_known(i, start) and not bound:
                break
            if words >= 2 and not bound and not self._belongs(i, start, words):
                break
            words += i == start or i not in self.tails  # `Muhammad Hafiz al-Din Y`: the first two words are one
            last = i + 1
        return last

    def _is_known(self, i: int, start: int) -> bool:
        """Whether the lexicon knows the word as something else than a name."""
        if i in self.honorifics:
            return True
        if i > start and i in self.family | self.tails and not self._with_and(i):
            return False
        if i > start and self.tokens[i].glued and self.tokens[i - 1].kind == WORD:
            return False  # `Sung-ho`, which is spelt like a pronoun
        if i > start and i in self.months and not any(t.kind == NUMBER for t in self.tokens[i - 1 : i + 2]):
            return False  # `Bollé Shaaban`
        first = start in self.given or start in self.ranked
        family = i - 1 == start and first and i in self.ordinals | self.soft | self.peoples
        if i > start and i in self.nations and _has_article(self.tokens[i]) and not _has_article(self.tokens[i - 1]):
            return False  # `Muhammad Shia al-Sudani`: an adjective of a state goes with the office, not with a name
        return i in self.blocked and i not in self.given and not family

    def _belongs(self, i: int, start: int, words: int) -> bool:
        """Whether a third or fourth word belongs to the name."""
        token = self.tokens[i]
        if i in self.given or i in self.months or i in self.family or token.glued:
            return True
        if self._is_led(i):
            return False
        if _has_article(token):  # `opened Salim al-Sukaiti the building`: nothing follows where one is from
            before = self.tokens[i - 1]
            return not (_has_article(before) and before.text.endswith(_ORIGIN)) or token.text.endswith(_ORIGIN)
        if words >= 3 and i - 1 not in self.given:
            return False
        if token.key.endswith(self.surnames):
            return True
        if words == 2 and (i - 1 in self.given or start in self.eastern) and i not in self.blocked:
            return True  # `Yusuf Ahmad Malallah`, `Kim Dong Hyuk`: the family name is not told yet
        if token.key.endswith(_OBJECTS):
            return False
        if self._closed(i):
            return True
        ended = i + 1 in self.ends or self._is_led(i + 1)
        return ended and (start not in self.given or start in self.opened or len(self.tokens[i - 1].key) < _STEM)

    def _with_and(self, i: int) -> bool:
        """Whether the conjunction is written together with a word that the lexicon knows without it."""
        text = self.tokens[i].text
        rest = text.removeprefix(_AND).removeprefix(_ARTICLE)
        return text.startswith(_AND) and any(
            m.first == i and rest.startswith(m.entry.form.lstrip("=").removeprefix(_ARTICLE)[:_STEM])
            for m in self.sentence.mentions
        )

    def _is_led(self, i: int) -> bool:
        """Whether a conjunction, or a preposition and the article, begin the word: `wa-his-successor`, `bi-l-step`."""
        if i >= len(self.tokens) or len(text := self.tokens[i].text) <= _STEM + 1:
            return False
        if text.startswith(_LED):
            return True
        person = not self._closed(i) and (i + 1 in self.titled or i + 1 not in self.blocked | self.ends)
        return text.startswith(_AND) and person  # `X wa-Y Z`, but `X Y Wabri`

    def _closed(self, i: int) -> bool:
        """Whether a mark or the end comes after the word."""
        return i + 1 >= len(self.tokens) or self.tokens[i + 1].kind == MARK

    def _is_name(self, start: int, last: int, opened: bool) -> bool:
        words = [i for i in range(start, last) if i not in self.particles or i in self.given]
        if not words:
            return False
        opening = self.tokens[start].text.removeprefix("" if start in self.ranked else _AND)
        if words[0] == start and opening.startswith(_ARTICLE) and start not in self.given:
            return False  # what has the article after an office completes it: "head of the operations department"
        if len(words) > 1:
            return True
        key = self.tokens[start].key
        return opened and start not in self.given and len(key) > 4 and key.endswith(self.surnames)

    def _continues(self, at: int) -> bool:
        """Whether the word begins with the conjunction and may be the next name of a list."""
        if at >= len(self.tokens) or at in self.blocked:
            return False
        token = self.tokens[at]
        return token.kind == WORD and len(token.key) > 4 and token.text.startswith(_AND)

    def _span(self, first: int, last: int, joined: bool) -> NameSpan:
        parts = [t.text for t in self.tokens[first:last]]
        if joined:
            parts[0] = parts[0].removeprefix(_AND)
        return NameSpan(self.sentence.index, first, last, tuple(parts))


def _has_article(token: Token) -> bool:
    """Whether it is written with the article (an alif with hamza, as in `ألماس`, is none)."""
    return token.text.startswith(_ARTICLE)
