"""A document as it is read: sentences with their tokens, mentions, dates, clauses and the cues that govern them."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import msgspec

from comity.extract.date_anaphora import Named
from comity.extract.dating import Dated, find_dates
from comity.extract.matcher import Matcher, matcher
from comity.extract.mention import Mention, labels
from comity.extract.page_head import dateline_of, own_date, source_of
from comity.extract.posts import with_posts
from comity.extract.segment import segment
from comity.extract.tokens import MARK, Token, tokenize

PLACES: Final = ("states", "adjectives", "cities")
LISTED: Final = ("states", "cities", "regions", "towns")
_BREAKS: Final = frozenset(",;:–—-()،؛")
_STRONG_BREAKS: Final = frozenset(";:،؛؟") - {"،"}
_ASKING: Final = frozenset("?؟")
OPENING: Final = frozenset('«“„"‘‹(')
CLOSING: Final = frozenset('»”“"’›)')
_SINCE: Final = 2  # words of a date beside "since"
_GOVERNED: Final = 4  # words after a participle that belong to it
_QUOTED: Final = 9  # tokens: a longer quotation is speech, no title
#: Cues that take a statement back or leave it open.
UNREAL: Final = frozenset(
    {"negation", "denial", "rumour", "modal", "wish", "conditional", "question", "cancelled", "invitation"}
)
_PLACED: Final = frozenset({"LOC", "DAT", "ABL"})
VERBS: Final = frozenset({"events"})


class StateRef(msgspec.Struct, frozen=True, gc=False):
    """A state named at tokens[first:last]: by its name, its adjective, or its capital."""

    first: int
    last: int
    iso: str
    case: str
    type: str
    place: str = ""  # the English label of the city

    def is_case(self, *asked: str) -> bool:
        """Whether it may be in one of these cases."""
        return not labels(self.case).isdisjoint(asked)

    @property
    def is_goal(self) -> bool:
        """Whether it is surely where somebody goes or is: `to X`, `in X`."""
        return self.is_case("DAT", "LOC") and not self.is_case("GEN", "NOM")


@dataclass
class Sentence:
    """One sentence; `tokens[i]` count from its beginning."""

    index: int
    kind: str
    paragraph: int
    tokens: list[Token]
    mentions: list[Mention]
    verb_final: bool
    dates: list[Dated] = field(default_factory=list)
    days: int | None = None  # how many days it says that something lasts
    quoted: list[tuple[int, int]] = field(default_factory=list)
    _asked: dict[tuple[str, tuple[str, ...]], list[Mention]] = field(default_factory=dict)
    conjunctions: tuple[str, ...] = ()  # those that are written together with the next word

    @cached_property
    def by_type(self) -> dict[str, list[Mention]]:
        """The mentions of each type, in order."""
        found: dict[str, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.type, []).append(mention)
        return found

    def of(self, type_: str, *values: str) -> list[Mention]:
        """The mentions of that type, and of these values if any are given."""
        found = self.by_type.get(type_, [])
        if not values or not found:
            return found
        asked = (type_, values)
        kept = self._asked.get(asked)
        if kept is None:
            kept = self._asked[asked] = [m for m in found if m.value in values]
        return kept

    @cached_property
    def towns(self) -> list[Mention]:
        """The towns named here: those that the lexicon knows well, and those of the gazetteer that are nothing else."""
        found = self.by_type.get("cities", [])
        listed = self.by_type.get("towns")
        if not listed:
            return found
        taken = {i for m in self.mentions if m.type != "towns" and m.type != "names" for i in range(m.first, m.last)}
        more = [m for m in listed if m.first not in taken]
        return sorted([*found, *more], key=lambda m: m.first) if more else found

    @cached_property
    def states(self) -> list[StateRef]:
        """The states named here, in order; a capital stands for its state."""
        found = []
        for type_ in PLACES:
            for m in self.by_type.get(type_, ()):
                iso, _, label = m.value.partition("|")
                if type_ != "cities" or m.has("capital"):
                    found.append(StateRef(m.first, m.last, iso, self.case_of(m), type_, label))
        named = {s.first for s in found}  # BAE: in Turkish the Emirates, and no ship of Ecuador
        for m in self.by_type.get("institutions", ()):  # the Pacific Fleet, the Bundeswehr
            if m.entry.flags.get("state") and m.first not in named:
                found.append(StateRef(m.first, m.last, m.entry.flags["state"], "NOM", "adjectives"))
        found.sort(key=lambda s: (s.first, s.last, s.iso))
        return found

    def case_of(self, m: Mention) -> str:
        """The case of a mention: its ending, else the preposition before it."""
        case = m.case or "NOM"
        if self.tokens[m.last - 1].possessive:
            return case  # `talks with Lithuania's minister`: the preposition is that of what it owns
        for link in self.of("links", "town", "within"):
            town = link.value == "town" and m.type in LISTED
            part = link.value == "within" and "GEN" in case.split("/") and not link.is_case("NOM", "ACC", "GEN")
            if link.first == m.last and self.verb_final and (town or part):  # `Алта қаласына`, `Mozambikin şimalında`
                return link.case
            if link.last == m.first and town and not self.verb_final:  # `at the port of Mombasa`
                return self.case_of(link)
            if link.last == m.first and link.value == "within" and "GEN" in case.split("/") and not self.verb_final:
                whole = self.case_of(link)  # `на территории Сирии`: the country is where its territory is
                return whole if whole in _PLACED else case
        for link in () if self.verb_final else self.by_type.get("links", ()):  # there they stand behind their noun
            if link.last == m.first or (link.last == m.first - 1 and self.tokens[link.last].key in {"the", "a"}):
                if link.value == "into-or-in":
                    return "LOC" if "LOC" in case.split("/") else "DAT"
                label = {"to": "DAT", "in": "LOC", "from": "ABL", "with": "COM", "of": "GEN"}.get(link.value)
                if label and (case in {"NOM", "", "PL"} or link.value != "of"):
                    return label
        if case == "NOM" and m.type in LISTED and self.tokens[m.first].key.startswith(self.conjunctions or "\0"):
            for other in self.mentions:  # `in A and B`, where the conjunction is written together with B
                if other.last == m.first and other.type in LISTED:
                    return self.case_of(other)
        return case

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Cut at marks, then pieces without a verb joined to the following (verb-final languages) or preceding one."""
        cuts = [0]
        quoted = self.quoted
        for i, token in enumerate(self.tokens):
            if token.kind == MARK and token.text in _BREAKS and not any(a <= i < b for a, b in quoted):
                cuts.append(i + 1)
        cuts.append(len(self.tokens))
        pieces = [(a, b) for a, b in itertools.pairwise(cuts) if a < b]
        events = [
            m.first
            for m in self.mentions
            if ((m.type == "events" and not m.has("noun")) or (m.type == "cues" and m.has("verb")))
            and not any(a <= m.first < b for a, b in quoted)  # a name such as «Interaction-2024» is no verb
        ]
        merged: list[tuple[int, int]] = []
        pending: int | None = None
        for a, b in pieces:
            start = a if pending is None else pending
            verbal = any(a <= e < b for e in events)
            strong = self.tokens[a - 1].text in _STRONG_BREAKS if a else False
            if verbal or strong:
                merged.append((start, b))
                pending = None
            elif self.verb_final:
                pending = start
            elif merged:
                merged[-1] = (merged[-1][0], b)
            else:
                pending = start
        if pending is not None:
            if merged:
                merged[-1] = (merged[-1][0], len(self.tokens))
            else:
                merged.append((pending, len(self.tokens)))
        return merged

    def clause(self, i: int) -> tuple[int, int]:
        """The clause of token i."""
        for a, b in self.clauses:
            if a <= i < b:
                return a, b
        return 0, len(self.tokens)

    @cached_property
    def _cues(self) -> list[tuple[str, int, int]]:
        found = []
        if self.tokens[-1].text in _ASKING or (len(self.tokens) > 1 and self.tokens[-2].text in _ASKING):
            found.append(("question", 0, len(self.tokens)))
        terms = [
            m
            for type_ in ("areas", "kinds")
            for m in self.by_type.get(type_, ())
            if m.last - m.first > 1 and " .. " not in m.entry.form
        ]
        for m in self.by_type.get("cues", ()):
            if any(t.first <= m.first and m.last <= t.last and t.last - t.first > m.last - m.first for t in terms):
                continue  # `aircraft without a pilot`, `letter of intent`
            a, b = self.clause(m.first)
            if m.has("sentence"):
                a, b = 0, len(self.tokens)
            elif m.has("next"):
                b = len(self.tokens)
            elif m.has("before"):
                b = m.last
            elif m.has("after"):
                a = m.first
            elif m.has("final") and not self._closes(m.last):
                a, b = m.first, min(b, m.last + _GOVERNED)  # a participle: `düzenlenecek tatbikat`
            found.append((m.value, a, b))
        return found

    def _closes(self, i: int) -> bool:
        """Whether a verb that ends before token i closes its clause: a mark, a conjunction or nothing follows."""
        return (
            i >= len(self.tokens)
            or self.tokens[i].kind == MARK
            or any(link.first == i for link in self.by_type.get("links", ()) if link.value == "and")
        )

    def cues(self, i: int) -> set[str]:
        """The cues in whose scope token i lies."""
        return {value for value, a, b in self._cues if a <= i < b}

    @cached_property
    def _plans(self) -> list[tuple[int, int]]:
        """The scopes of words for planning, those left out that are dates."""
        if not self.of("cues", "planned"):
            return []
        times = {at for m in self.by_type.get("dates", ()) for at in range(m.first, m.last)}
        if all(m.first in times for m in self.of("cues", "planned")):
            return []
        return [(a, b) for value, a, b in self._cues if value == "planned"]

    def foretold(self, i: int) -> bool:
        """Whether what token i says is planned: by a word that says so, not only by a date to come ("tomorrow")."""
        return any(a <= i < b for a, b in self._plans)

    def unreal(self, i: int) -> bool:
        """Whether what token i says is denied, wished, rumoured or otherwise not stated."""
        return not UNREAL.isdisjoint(self.cues(i))

    def near_cue(self, i: int, *values: str, within: int = 6) -> bool:
        """Whether such a cue stands in the clause of token i and not farther than `within` tokens."""
        a, b = self.clause(i)
        return any(
            m.value in values and a <= m.first < b and min(abs(m.first - i), abs(m.last - 1 - i)) <= within
            for m in self.by_type.get("cues", ())
        )

    def forget(self, first: int, last: int, *types: str) -> None:
        """Drop the mentions of these types within tokens[first:last]: they turned out to be part of something else."""
        kept = [m for m in self.mentions if not (m.type in types and first <= m.first and m.last <= last)]
        if len(kept) < len(self.mentions):
            self.mentions = kept
            self._asked.clear()
            for name in ("by_type", "towns", "states", "clauses", "_cues", "_plans"):
                self.__dict__.pop(name, None)

    @property
    def start(self) -> int:
        """Where it begins in the file."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the file."""
        return self.tokens[-1].end


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


def read_page(text: str, language: str, published: str | None) -> Page:
    """Read a text whose language is known. `published` is EDTF; without it the article's own date counts."""
    words = matcher(language)
    fold = words.folding.key
    verb_final = "possessive" in {slot for slot, _, _ in _suffixes(words.language)}
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
    for sentence in sentences:
        ahead = _ahead(sentence) if sentence.of("cues", "planned") else []
        told = find_dates(sentence.tokens, sentence.mentions, published, ahead or [False] * len(sentence.tokens))
        sentence.dates = named.settle((d for d in told if d.how != "duration"), sentence.paragraph)
        sentence.days = next((int(d.value) for d in told if d.how == "duration"), None)
    return Page(words.language, text, sentences, published, given, dateline_of(sentences), source_of(sentences), words)


def _ahead(sentence: Sentence) -> list[bool]:
    """For each token whether its clause speaks of what is to come; `since the 5th` never does."""
    since = {i for m in sentence.of("dates", "since") for i in range(m.first - _SINCE, m.last + _SINCE)}
    return [i not in since and sentence.foretold(i) for i in range(len(sentence.tokens))]


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
        best = max(group, key=lambda m: (plain[m.value.partition("|")[0]], m.type == "states"))
        meant = best.value.partition("|")[0]
        dropped = {id(m) for m in group if m.value.partition("|")[0] != meant}
        sentence.mentions = [m for m in sentence.mentions if id(m) not in dropped]


def _suffixes(language: str) -> tuple[tuple[str, str, str], ...]:
    from comity.extract.lexicon import read

    return read(language).lists["suffixes"]


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
