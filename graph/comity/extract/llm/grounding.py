"""Holding a model to the text: what a candidate says is kept only as far as the article has words for it.

A quotation is found exactly, or, where the model changed spaces, quotation marks or a letter, nearly (a partial
alignment of at least 95 of 100), and then the article's own words take its place. A slot needs its surface in the
article, and the lexicon must read the value in it: the state, the date. Unsupported slots are dropped; if the fact is
identified by one, the fact is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from rapidfuzz import fuzz

from comity.dates import DateError, bounds
from comity.documents import Document
from comity.extract.language import detect
from comity.extract.llm.candidates import Answer, Candidate, Figure, Slot
from comity.extract.llm.client import UnusableAnswerError
from comity.extract.page import Page, read_page
from comity.facts import (
    Agreement,
    AnyFact,
    Cooperation,
    Deployment,
    Exercise,
    Extraction,
    Meeting,
    Name,
    Person,
    Place,
    Quote,
    Refused,
    Tenure,
    Visit,
)
from comity.terms import VOCABULARY
from comity.vocabulary import vocabulary

_NEAR: Final = 95.0
#: Below what the rules are sure of: a model's word that the text supports.
_CONFIDENCE: Final = 0.7
_PLANNED: Final = frozenset({"agreement", "exercise", "deployment"})


class _UnsupportedError(ValueError):
    """Why a candidate is dropped."""


def ground(answer: Answer | UnusableAnswerError, document: Document, extractor: str) -> Extraction:
    """The facts of an answer that the document supports; the others are in `refused`, with the reason."""
    language = detect(document.text, document.language)
    known = document.language or (language or "und").split("-")[0]
    if isinstance(answer, UnusableAnswerError):
        refused = (Refused("the model's answer", str(answer)),)
        return Extraction(document.id, document.sha256, extractor, known, (), (), refused)
    page = read_page(document.text, language or "en", document.published)
    grounding = _Grounding(document, page, known)
    facts: list[AnyFact] = []
    dropped: list[Refused] = []
    for candidate in answer.facts:
        try:
            facts.append(grounding.fact(candidate, f"{candidate.type}-{len(facts) + 1}"))
        except _UnsupportedError as error:
            dropped.append(Refused(f"{candidate.type}: {candidate.quote[:80]}", str(error)))
    return Extraction(
        document.id, document.sha256, extractor, known, tuple(grounding.persons), tuple(facts), tuple(dropped)
    )


class _Grounding:
    """The checks against one document, and the persons that were found in it."""

    def __init__(self, document: Document, page: Page, language: str) -> None:
        self.persons: list[Person] = []
        self._text = document.text
        self._page = page
        self._language = language
        self._keys: dict[str, str] = {}

    def fact(self, candidate: Candidate, key: str) -> AnyFact:
        """The fact that the candidate proposes, with what the text supports of it. Raises `_UnsupportedError`."""
        if candidate.polarity in ("denied", "wished"):
            raise _UnsupportedError(f"it is {candidate.polarity}, not stated")
        if candidate.polarity == "planned" and candidate.type not in _PLANNED:
            raise _UnsupportedError("it is only planned")
        quotes = (self._quote(candidate.quote),)
        states = tuple(self._state(slot) for slot in candidate.states)
        people = tuple(filter(None, (self._person(figure) for figure in candidate.persons)))
        date, place = self._date(candidate.date), self._place(candidate.place)
        shared: dict[str, Any] = {"key": key, "quotes": quotes, "confidence": _CONFIDENCE, "rules": ("llm",)}
        match candidate.type:
            case "meeting":
                return Meeting(**shared, states=_several(states), officials=people, date=date, place=place)
            case "visit":
                visitor, host = _pair(states)
                head = people[0] if people else None
                return Visit(**shared, visitor=visitor, host=host, head=head, date=date, place=place)
            case "agreement":
                return Agreement(
                    **shared,
                    parties=_several(states),
                    kind=_code("kind", candidate.kind),
                    status=_code("status", candidate.status),
                    signed=date,
                    signatories=people,
                    period=self._date(candidate.period),
                    title=self._name(candidate.name),
                )
            case "exercise":
                if not states:
                    raise _UnsupportedError("no state has support")
                status = _code("status", candidate.status)
                name = self._name(candidate.name)
                return Exercise(**shared, states=_distinct(states), status=status, name=name, date=date, place=place)
            case "office":
                return self._tenure(candidate, shared)
            case "deployment":
                if not states or place is None:
                    raise _UnsupportedError("the sender or the place has no support")
                status = _code("status", candidate.status)
                return Deployment(
                    **shared, state=states[0], place=place, status=status, organisation=self._organisation(candidate),
                    date=date,
                )  # fmt: skip
            case "cooperation":
                one, other = sorted(_pair(states))
                return Cooperation(**shared, states=(one, other), area=_code("area", candidate.area))
        raise _UnsupportedError("it is of no type that comity knows")

    def _tenure(self, candidate: Candidate, shared: dict[str, Any]) -> Tenure:
        if not candidate.persons:
            raise _UnsupportedError("it names nobody")
        figure = candidate.persons[0]
        person = self._person(figure)
        slot = figure.state or (candidate.states[0] if candidate.states else None)
        if person is None or slot is None:
            raise _UnsupportedError("the person or the state has no support")
        rank = figure.rank if figure.rank and vocabulary().declares(f"{VOCABULARY}rank/{figure.rank}") else None
        return Tenure(
            **shared, person=person, state=self._state(slot), role=_code("role", figure.role), rank=rank,
            former=candidate.former,
        )  # fmt: skip

    def _quote(self, quote: str) -> Quote:
        quote = quote.strip()
        at = self._text.find(quote)
        if quote and at >= 0:
            return Quote(at, at + len(quote), quote)
        found = fuzz.partial_ratio_alignment(quote, self._text, score_cutoff=_NEAR) if len(quote) > 10 else None
        if found is None or found.dest_end - found.dest_start < len(quote) * 0.9:
            raise _UnsupportedError("its quotation is not in the article")
        start, end = _whole_words(self._text, found.dest_start, found.dest_end)
        return Quote(start, end, self._text[start:end])

    def _state(self, slot: Slot) -> str:
        for start in _places(slot.surface, self._text):
            for sentence in self._page.sentences:
                for state in sentence.states:
                    first, last = sentence.tokens[state.first], sentence.tokens[state.last - 1]
                    if state.iso == slot.value and first.start < start + len(slot.surface) and start < last.end:
                        return slot.value
        raise _UnsupportedError(f"no words of the article name the state {slot.value}")

    def _date(self, slot: Slot | None) -> str | None:
        """The date if the article's own dates have it where the model says; else none, since unknown stays unknown."""
        if slot is None:
            return None
        try:
            wanted = bounds(slot.value)
        except DateError:
            return None
        for start in _places(slot.surface, self._text):
            for sentence in self._page.sentences:
                if not sentence.start <= start < sentence.end:
                    continue
                for dated in sentence.dates:
                    if wanted == bounds(dated.value):
                        return slot.value
        return None

    def _person(self, figure: Figure) -> str | None:
        """The key of the person, whose name must stand in the article; None if it does not."""
        name = figure.surface.strip()
        if len(name) < 3 or name not in self._text:
            return None
        if name not in self._keys:
            self._keys[name] = f"p{len(self.persons) + 1}"
            state = None
            if figure.state:
                try:
                    state = self._state(figure.state)
                except _UnsupportedError:
                    state = None
            self.persons.append(Person(self._keys[name], (Name(name, self._language),), state))
        return self._keys[name]

    def _place(self, slot: Slot | None) -> Place | None:
        if slot is None or not slot.surface.strip() or slot.surface not in self._text:
            return None
        if slot.value in vocabulary().states:
            return Place(country=slot.value)
        return Place(label=slot.surface.strip(), language=self._language)

    def _name(self, name: str | None) -> Name | None:
        return Name(name, self._language) if name and name in self._text else None

    def _organisation(self, candidate: Candidate) -> str | None:
        code = candidate.organisation
        return code if code and any(
            mention.value.partition("|")[0] == code
            for sentence in self._page.sentences
            for mention in sentence.of("organisations")
        ) else None  # fmt: skip


def _code(codes: str, value: str | None) -> str:
    if value is None or not vocabulary().declares(f"{VOCABULARY}{codes}/{value}"):
        raise _UnsupportedError(f"{value!r} is no {codes}")
    return value


def _pair(states: Iterable[str]) -> tuple[str, str]:
    distinct = _distinct(states)
    if len(distinct) != 2:
        raise _UnsupportedError("it is not between two states that have support")
    return distinct[0], distinct[1]


def _several(states: Iterable[str]) -> tuple[str, ...]:
    distinct = _distinct(states)
    if len(distinct) < 2:
        raise _UnsupportedError("fewer than two states have support")
    return distinct


def _distinct(states: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(states))


def _places(surface: str, text: str) -> Iterable[int]:
    surface = surface.strip()
    start = text.find(surface) if surface else -1
    while start >= 0:
        yield start
        start = text.find(surface, start + 1)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end
