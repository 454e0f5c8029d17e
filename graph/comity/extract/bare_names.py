"""Names where letters have no capitals (Arabic): a name begins after an office, a rank, a title, or with a first name.

It ends at a mark, at a word that the lexicon knows, or after the second word, unless what follows shows that a third one
belongs to it: the article (`al-`), a particle (`bin`), an ending of family names, or a mark. Words that the lexicon knows
are let in where they stand as a family name would (`Hassan Odeh`). After an office in the plural a list may follow whose
names are joined by a conjunction written together with them.
"""

from __future__ import annotations

from typing import Final

from comity.extract.name_span import KNOWN, NameSpan, name_words
from comity.extract.page import Page, Sentence
from comity.extract.tokens import MARK, WORD, Token

_LONGEST: Final = 4  # words, particles not counted
#: Types of mention that may follow a name without a mark.
_AFTER_NAMES: Final = frozenset({"roles", "ranks", "dates", "adjectives", "counterparts", "links", "cues"})
#: Types of mention that may stand between an office and its holder.
_BETWEEN: Final = frozenset({"states", "adjectives", "cities", "organisations", "ranks", "roles", "institutions"})
#: Types of mention that a preposition after an office may lead to.
_PLACES: Final = frozenset({"states", "adjectives", "cities", "institutions", "organisations"})
_AND: Final = "و"
_ARTICLE: Final = "ال"
_OBJECTS: Final = ("ها", "هم", "هما")  # pronouns at the end of verbs and nouns, not of names


def without_capitals(page: Page, sentence: Sentence) -> list[NameSpan]:
    """Names where letters have no capitals: after an office, a rank or a title, or from a known first name on."""
    tokens = sentence.tokens
    blocked, given, particles, honorifics = name_words(sentence, KNOWN - {"topics"})
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
        if tokens[i].kind != WORD or (known and not bound) or words == _LONGEST:
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
