"""A document as it is read: the sentences of its own text, and what its head says of date, place and agency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from comity.extract.date_anaphora import Named
from comity.extract.dating import find_dates
from comity.extract.lexicon import read
from comity.extract.matcher import Matcher, matcher
from comity.extract.mention import Mention
from comity.extract.page_head import dateline_of, own_date, source_of
from comity.extract.posts import with_posts
from comity.extract.segment import segment
from comity.extract.sentence import PLACES, Sentence
from comity.extract.tokens import MARK, Token, tokenize

OPENING: Final = frozenset('«“„"‘‹(')
CLOSING: Final = frozenset('»”“"’›)')
_DOUBLED: Final = "\u0651"  # the sign over a doubled letter: `عمّان` is Amman, and never Oman
_SINCE: Final = 2  # words of a date beside "since"
_YEAR: Final = 4  # digits
_AFTER_YEAR: Final = frozenset(".:–—-")
_QUOTED: Final = 9  # tokens: a longer quotation is speech, no title


@dataclass
class Page:
    """A document read: the sentences of its own text, and what its head says of date and place."""

    language: str
    text: str
    sentences: list[Sentence]
    published: str | None  # as given, else the article's own date
    given: bool  # whether it was given
    dateline: tuple[str, str] | None  # (ISO, English label) of the city that the article is dated from
    source: str | None  # ISO of the state whose agency or paper the article says it is from
    matcher: Matcher
    note: str | None = None  # ISO of the place with which this note of a digest begins


def read_page(text: str, language: str, published: str | None) -> Page:
    """Read a text whose language is known. `published` is EDTF; without it the article's own date counts."""
    words = matcher(language)
    fold = words.folding.key
    verb_final = "possessive" in {slot for slot, _, _ in read(words.language).lists["suffixes"]}
    sentences: list[Sentence] = []
    for span in segment(text, language):
        tokens = tokenize(text[span.start : span.end], fold, words.language == "en", span.start)
        if tokens:
            mentions = with_posts(tokens, words.find(tokens), words, verb_final)
            sentence = Sentence(len(sentences), span.kind, span.paragraph, tokens, mentions, verb_final)
            sentence.quoted = _quoted(tokens)
            sentence.conjunctions = tuple(words.clitics.conjunctions)
            sentences.append(sentence)
    _settle(sentences)
    given = published is not None
    published = published or own_date(sentences)
    named = Named(published)
    heading: tuple[int, str] | None = None  # (paragraph, its year) in a chronicle
    for sentence in sentences:
        if (year := _heading_year(sentence, heading)) is not None:
            heading = sentence.paragraph, year
        ahead = _ahead(sentence) if sentence.of("cues", "planned") else []
        here = heading is not None and heading[0] == sentence.paragraph
        now = f"{heading[1]}-12-31" if heading is not None and here else published
        told = find_dates(sentence.tokens, sentence.mentions, now, ahead or [False] * len(sentence.tokens))
        sentence.dates = named.settle((d for d in told if d.how != "duration"), sentence.paragraph)
        sentence.days = next((int(d.value) for d in told if d.how == "duration"), None)
    return Page(words.language, text, sentences, published, given, dateline_of(sentences), source_of(sentences), words)


def _heading_year(sentence: Sentence, known: tuple[int, str] | None) -> str | None:
    """The year with which a paragraph of a chronicle opens: `2006. On 4 April the minister went to ...`."""
    first = sentence.tokens[0]
    if sentence.kind != "body" or len(first.key) != _YEAR or not "1900" <= first.key <= "2099":
        return None
    if known is not None and known[0] == sentence.paragraph:
        return None
    after = sentence.tokens[1].text if len(sentence.tokens) > 1 else "."
    return first.key if after in _AFTER_YEAR else None


def _ahead(sentence: Sentence) -> list[bool]:
    """For each token whether its clause speaks of what is to come; `since the 5th` never does."""
    since = {i for m in sentence.of("dates", "since") for i in range(m.first - _SINCE, m.last + _SINCE)}
    planned = {i for a, b in sentence.plans for i in range(a, b)}
    return [i in planned and i not in since for i in range(len(sentence.tokens))]


def _settle(sentences: Sequence[Sentence]) -> None:
    """Where one word names two places (Amman or Oman), the state of which the article speaks elsewhere is meant."""
    twofold: list[tuple[Sentence, list[Mention]]] = []
    plain: Counter[str] = Counter()
    for sentence in sentences:
        spans: dict[tuple[int, int], list[Mention]] = {}
        for m in sentence.mentions:
            if m.type in PLACES:
                spans.setdefault((m.first, m.last), []).append(m)
            elif m.type == "agencies":
                plain[m.value] += 1
        for group in spans.values():
            states = {m.value.partition("|")[0] for m in group}
            if len(states) > 1:
                twofold.append((sentence, group))
            else:
                plain.update(states)
    for sentence, group in twofold:
        doubled = any(_DOUBLED in token.text for token in sentence.tokens[group[0].first : group[0].last])
        best = max(
            group,
            key=lambda m: (doubled and m.type == "cities", plain[m.value.partition("|")[0]], m.type == "states"),
        )
        meant = best.value.partition("|")[0]
        dropped = {id(m) for m in group if m.value.partition("|")[0] != meant}
        sentence.keep([m for m in sentence.mentions if id(m) not in dropped])


def _quoted(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Short quotations (titles, names): the tokens between the marks."""
    found, opened = [], -1
    for i, token in enumerate(tokens):
        if token.kind != MARK:
            continue
        if opened >= 0 and token.text in CLOSING and (token.text == ")") == (tokens[opened].text == "("):
            if 0 < i - opened - 1 <= _QUOTED and (token.text != ")" or not tokens[opened + 1].capital):
                found.append((opened + 1, i))
            opened = -1
        elif token.text in OPENING:
            opened = i
    return found
