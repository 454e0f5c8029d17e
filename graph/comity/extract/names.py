"""Names of people in running text: spans of tokens that have the shape of a name.

In scripts with capitals a name is a row of capitalised words that the lexicon does not know otherwise, with particles
(`bin`, `al`, `de`) and initials between them. In Arabic a name begins after an office, a rank or a title of honour, and
ends at a mark or at a word that the lexicon knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from comity.extract.page import Page, Sentence
from comity.extract.tokens import MARK, NUMBER, WORD, Token

#: Types of mention whose words are no part of a name, though capitalised.
KNOWN: Final = frozenset(
    {"states", "adjectives", "cities", "regions", "roles", "ranks", "organisations", "institutions", "kinds", "exercises",
     "dates", "plurals", "counterparts", "areas", "events", "cues", "topics", "links"}
)  # fmt: skip
#: Those of them whose single words may be spelt like a name (`Arzu`, `Barış`): capitalised beside a name they are one.
_SOFT: Final = frozenset({"cues", "events", "topics", "links", "areas", "exercises", "kinds", "plurals", "counterparts"})
_RANGE: Final = frozenset({"from", "to", "since", "until", "between"})
_APOSTROPHE: Final = re.compile(r"['’ʼ‘`´](?=[^\W\d_]+$)(?![A-ZА-ЯƏÖÜÇŞĞİ])")
_LONGEST: Final = 5
_ARABIC_LONGEST: Final = 4
#: Types of mention that may follow a name without a mark.
_AFTER_NAMES: Final = frozenset({"roles", "ranks", "dates", "adjectives", "counterparts", "links", "cues"})
_AND: Final = "و"
_ARTICLE: Final = "ال"
_OBJECTS: Final = ("ها", "هم", "هما")  # pronouns at the end of verbs and nouns, not of names


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name at tokens[first:last] of a sentence; `parts` are its words (initials with their full stop)."""

    sentence: int
    first: int
    last: int
    parts: tuple[str, ...]

    @property
    def full(self) -> bool:
        """Whether it has a family name and something beside it."""
        return len(self.parts) > 1


def find_names(page: Page, sentence: Sentence) -> list[NameSpan]:
    """The names in a sentence, in order."""
    if page.language in {"ar", "fa"}:
        return _without_capitals(page, sentence)
    return _with_capitals(sentence)


def _roles_in_names(sentence: Sentence, known: frozenset[str] = KNOWN) -> tuple[set[int], set[int], set[int], set[int]]:
    """(stop words and lexicon words, given names, particles, honorifics), as token indices."""
    blocked, given, particles, honorifics = set[int](), set[int](), set[int](), set[int]()
    for m in sentence.mentions:
        place = range(m.first, m.last)
        if m.type == "names":
            {"stop": blocked, "given": given, "particle": particles, "honorific": honorifics}.get(
                m.value, set[int]()
            ).update(place)
        elif m.type in known and not (m.type in {"cues", "events", "topics", "links"} and m.last - m.first > 1):
            blocked.update(place)
    for a, b in sentence.quoted:
        blocked.update(range(a, b))
    return blocked, given, particles, honorifics


def _initial(tokens: list[Token], i: int) -> bool:
    """Whether tokens[i] is an initial: one capital and a full stop."""
    token = tokens[i]
    return token.capital and len(token.text) <= 2 and i + 1 < len(tokens) and tokens[i + 1].text == "."


def _with_capitals(sentence: Sentence) -> list[NameSpan]:
    tokens = sentence.tokens
    blocked, given, particles, honorifics = _roles_in_names(sentence)
    soft = _like_names(sentence)
    blocked |= {
        i for m in sentence.of("events") + sentence.of("cues") for i in range(m.first, m.last)
        if m.last - m.first > 1 and ".." not in m.entry.form
    }  # `Vətənə qayıdıb`
    stops = {m.first for m in sentence.of("names", "stop") if m.last - m.first == 1}  # `Kim Son Ho`
    stops -= {i for m in sentence.mentions if m.type in KNOWN - _SOFT for i in range(m.first, m.last)}
    months = {m.first for m in sentence.of("dates") if m.last - m.first == 1 and m.value.startswith("month-")}
    found: list[NameSpan] = []
    i = 0
    while i < len(tokens):
        start = i
        parts: list[str] = []
        last = i
        while i < len(tokens) and len(parts) < _LONGEST + 1:
            token = tokens[i]
            if _initial(tokens, i) and i not in honorifics:
                parts.append(token.text + ".")
                i += 2
                last = i
            elif i in honorifics and not parts:
                break
            elif token.kind == WORD and token.capital and (
                i not in blocked or (i in given and (parts or _name_follows(tokens, i, blocked)))
                or (i in months and _month_as_name(tokens, i, parts))
                or (i in soft and (parts or _name_follows(tokens, i, blocked)))
                or (i in stops and parts and _name_follows(tokens, i, blocked))
            ):
                if len(parts) > 1 and _is_acronym(token.text) and not any(map(_is_acronym, parts)):
                    break
                stem = _before_apostrophe(token.text) if sentence.verb_final else token.text
                if parts and token.glued and not parts[-1].endswith("."):
                    parts[-1] += "-" + stem
                else:
                    parts.append(stem)
                i += 1
                last = i
                if token.possessive or stem != token.text:
                    break
            elif i in particles and (parts or token.capital) and i + 1 < len(tokens) and (
                tokens[i + 1].capital or i + 1 in particles
            ):
                parts.append(token.text)
                i += 1
            elif parts and token.glued and token.kind == WORD and len(token.text) > 1 and tokens[i - 1].kind == WORD:
                stem = _before_apostrophe(token.text) if sentence.verb_final else token.text
                parts[-1] += "-" + stem  # Dong-hyun, Myung-soo'nun
                i += 1
                last = i
            else:
                break
        if parts and any(len(p) > 2 for p in parts) and not _shouted(parts):
            found.append(NameSpan(sentence.index, start, last, tuple(parts)))
        i = max(i, start + 1)
    return found


def _like_names(sentence: Sentence) -> set[int]:
    """Capitalised words within the sentence that the lexicon knows only as words of some action, topic or cue."""
    tokens = sentence.tokens
    soft = {
        m.first for m in sentence.mentions
        if m.last - m.first == 1 and (m.type in _SOFT or (m.type == "dates" and m.value in _RANGE))
    }
    hard = {
        i for m in sentence.mentions for i in range(m.first, m.last)
        if (m.type in KNOWN and m.type not in _SOFT and m.value not in _RANGE) or (m.type == "names" and m.value == "stop") or m.last - m.first > 1
    }
    return {i for i in soft - hard if i and tokens[i].capital and not tokens[i].glued and tokens[i - 1].kind == WORD}


def _name_follows(tokens: list[Token], i: int, blocked: set[int]) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].capital and i + 1 not in blocked


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def _before_apostrophe(text: str) -> str:
    """`Kosanov'u` is `Kosanov` with an ending; `D'Addario` is one word."""
    match = _APOSTROPHE.search(text)
    return text[: match.start()] if match else text


def _month_as_name(tokens: list[Token], i: int, parts: list[str]) -> bool:
    """`Kasım-Jomart`, `Dong Jun`: a month beside a name and no number."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and following.glued and following.capital and not parts:
        return True
    return bool(parts) and not (following and following.kind == NUMBER)


def _shouted(parts: list[str]) -> bool:
    """Whether all is in capitals: an acronym or a headline."""
    return all(p.isupper() and len(p) > 2 for p in parts) or (len(parts) == 1 and parts[0].isupper())


def _without_capitals(page: Page, sentence: Sentence) -> list[NameSpan]:
    """Names where letters have no capitals: after an office, a rank or a title, or from a known first name on."""
    tokens = sentence.tokens
    blocked, given, particles, honorifics = _roles_in_names(sentence, KNOWN - {"topics"})
    given = {i for i in given if not _has_article(tokens[i]) or any(
        m.first == i and m.type == "names" and m.entry.form.startswith(_ARTICLE) for m in sentence.mentions
    )}
    ordinals = {m.first for m in sentence.of("dates") if m.value.startswith("number-") and m.last == m.first + 1}
    ends = {m.first for m in sentence.mentions if m.type in _AFTER_NAMES or (m.type == "events" and not m.has("noun"))
            or (m.type == "names" and m.value in {"stop", "honorific"})}
    common = {m.first for m in sentence.mentions if m.last == m.first + 1 and m.type in {"events", "cues", "areas"} and (
        m.last == len(tokens) or tokens[m.last].kind == MARK or m.last in ends
    )}  # words that are family names too
    listed: set[int] = set()  # where a list of names begins, after an office in the plural
    late = [c for c in sentence.of("cues", "late") if c.last - c.first > 1]
    starts = {i: False for i in given if not any(c.last == i for c in late)}  # token -> whether an office, rank or title opens the name
    for m in sentence.mentions:
        if m.type in {"roles", "ranks", "counterparts"} or (m.type == "names" and m.value == "honorific"):
            if any(c.first < m.first and m.first < c.last for c in late):
                continue  # a college or base that bears the name
            at = m.last
            while at < len(tokens) and at not in given and (_transparent(sentence, at) or _leads_to_place(sentence, at)):
                at += 1
            starts[at] = True
            if m.has("plural"):
                listed.add(at)
    joined = {  # `ومورات`: and Murat, somebody else
        m.first for m in sentence.of("names", "given") if tokens[m.first].text.startswith(_AND) and not m.entry.form.startswith(_AND)
    }
    found: list[NameSpan] = []
    end = 0
    for start, opened in sorted(starts.items()):
        if start < end or start >= len(tokens):
            continue
        free = {i for i in ordinals | common if i - 1 == start and start in given}
        last = _run(tokens, start, blocked - free, given, particles, honorifics, ends, page.matcher.surnames)
        last = min([last, *(i for i in joined if start < i < last)])
        words = [i for i in range(start, last) if i not in particles]
        if not words or (words[0] == start and _has_article(tokens[start]) and start not in given):
            continue  # what has the article after an office completes it ("head of the operations department")
        if len(words) == 1 and (start in given or not opened or not _foreign(page, tokens[start].key)):
            continue
        parts = [t.text for t in tokens[start:last]]
        if start in joined:
            parts[0] = parts[0].removeprefix(_AND)
        found.append(NameSpan(sentence.index, start, last, tuple(parts)))
        end = last
        while start in listed and end < len(tokens) and _continues(tokens[end], end in blocked):  # `X wa-Y wa-Z`
            last = _run(tokens, end, blocked, given, particles, honorifics, ends, page.matcher.surnames)
            if last - end < 2:
                break
            parts = [tokens[end].text.removeprefix(_AND), *(t.text for t in tokens[end + 1 : last])]
            found.append(NameSpan(sentence.index, end, last, tuple(parts)))
            end = last
    return found


def _continues(token: Token, known: bool) -> bool:
    """Whether a word begins with the conjunction and may be the next name of a list."""
    return not known and token.kind == WORD and len(token.key) > 4 and token.text.startswith(_AND)


def _run(
    tokens: list[Token], start: int, blocked: set[int], given: set[int], particles: set[int], honorifics: set[int],
    ends: set[int], surnames: tuple[str, ...],
) -> int:
    """Where the name that begins at `start` ends: before a mark, a word that the lexicon knows, or the fifth word."""
    words, last = 0, start
    for i in range(start, len(tokens)):
        if i in particles and i not in honorifics:
            continue
        bound = i > start and i - 1 in particles
        known = (i in blocked and i not in given) or i in honorifics
        if tokens[i].kind != WORD or (known and not bound) or words == _ARABIC_LONGEST:
            break
        if words >= 2 and not bound and not _has_article(tokens[i]) and i not in given and not tokens[i].glued:
            surname = tokens[i].key.endswith(surnames)
            attached = tokens[i].key.endswith(_OBJECTS) or (start in given and not _closes(tokens, i))
            if not surname and (attached or not _follows_name(tokens, i, ends)) or (words >= 3 and i - 1 not in given):
                break
        words += 1
        last = i + 1
    return last


def _has_article(token: Token) -> bool:
    """Whether it is written with the article (an alif with hamza, as in `ألماس`, is none)."""
    return token.text.startswith(_ARTICLE)


def _closes(tokens: list[Token], i: int) -> bool:
    """Whether a mark or the end comes after the word."""
    return i + 1 >= len(tokens) or tokens[i + 1].kind == MARK


def _follows_name(tokens: list[Token], i: int, ends: set[int]) -> bool:
    """Whether the third word of a name may be one: a mark, the end, or what may follow a name comes after it."""
    return i + 1 >= len(tokens) or tokens[i + 1].kind == MARK or i + 1 in ends


def _foreign(page: Page, key: str) -> bool:
    """Whether a single word has an ending of family names that no common word has (names.tsv, `surname`)."""
    return len(key) > 4 and key.endswith(page.matcher.surnames)


def _leads_to_place(sentence: Sentence, at: int) -> bool:
    """Whether the token is a preposition before a place or body: `the ambassador in Amman`."""
    return any(m.first == at and m.last == at + 1 for m in sentence.of("links", "in", "of")) and any(
        m.first == at + 1 and m.type in {"states", "adjectives", "cities", "institutions", "organisations"} for m in sentence.mentions
    )


def _transparent(sentence: Sentence, at: int) -> bool:
    """Whether the token belongs to a state, rank, title or office that may stand between an office and its holder."""
    return any(
        m.first <= at < m.last and (m.type in {"states", "adjectives", "cities", "organisations", "ranks", "roles", "institutions"} or
                                    (m.type == "names" and m.value in {"honorific"}) or m.value in {"acting", "former"})
        for m in sentence.mentions
    ) or sentence.tokens[at].kind == MARK and sentence.tokens[at].text in "،"
