"""Where and when the text is: the day and town of each sentence, own or told before, and what a meeting takes of them.

1. A sentence that tells an event (somebody met, arrived, held, signed ...) sets the day and the town of the scene: a
   day that is neither of the dateline nor of a plan, a town in which or to which.
2. A sentence without them is in the scene of its paragraph, else in that of the article; in the article's only if it
   does not itself tell of long ago, and the article's scene is never set by what is long past.
3. A headline is in the first scene that follows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from comity.dates import bounds
from comity.extract.compose.draft import capital_of, is_after, town_in
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.page import Page
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.facts import Place

_TOLD: Final = (
    "meet", "receive", "phone", "visit", "arrive", "port-call", "hold", "host", "begin", "sign", "take-part", "lead",
    "discuss", "agree",
)  # fmt: skip
_HEADING: Final = 4  # tokens
_LONG_AGO: Final = 60  # days before the publication
_DATELINE: Final = 14  # tokens
_DATELINE_ENDS: Final = frozenset("–—-:)/.")
_TITLE_REACH: Final = 3  # sentences after a headline
_OWNER: Final = 2  # tokens between a capital and its state
_SEAT: Final = 3  # tokens between a town and the embassy or office that sits there
_PLACED: Final = frozenset({"LOC", "DAT", "LOCKI"})  # cases of a town where something was
_ELSEWHERE: Final = 5  # tokens that a date in another clause is farther away


@dataclass(frozen=True)
class Scene:
    """A day and a town, each None where the text has not told it."""

    day: str | None = None
    town: Place | None = None


class Scenes:
    """The scenes of one article."""

    def __init__(self, reading: Reading) -> None:
        self._sentences = reading.page.sentences
        self._own = [_told(reading, s) for s in self._sentences]
        self._past = [_is_past(reading.page, s) for s in self._sentences]
        self._before: list[Scene] = []
        day: str | None = None
        town: Place | None = None
        for own, past in zip(self._own, self._past, strict=True):
            self._before.append(Scene(day, town))
            if not past:
                day, town = own.day or day, own.town or town

    def at(self, sentence: Sentence) -> Scene:
        """The scene in which the sentence stands, its own day and town left aside."""
        day: str | None = None
        town: Place | None = None
        if sentence.kind == "title":
            for own in self._own[sentence.index + 1 : sentence.index + 1 + _TITLE_REACH]:
                day, town = day or own.day, town or own.town
            return Scene(day, town)
        for before in reversed(self._sentences[: sentence.index]):
            if before.paragraph != sentence.paragraph:
                break
            town = town or self._own[before.index].town
        day = self.told_before(sentence)
        if not self.is_past(sentence) and not any(
            self.is_past(s) for s in self._sentences[: sentence.index] if s.paragraph == sentence.paragraph
        ):
            article = self._before[sentence.index]
            day, town = day or article.day, town or article.town
        return Scene(day, town)

    def told_before(self, sentence: Sentence) -> str | None:
        """The day, month or year of the paragraph before the sentence: told there, or its heading (`FEBRUARY.`)."""
        for before in reversed(self._sentences[: sentence.index]):
            if before.paragraph != sentence.paragraph:
                return None
            if self._own[before.index].day:
                return self._own[before.index].day
            if len(before.dates) == 1 and len(before.tokens) <= _HEADING and not before.of("events"):
                return before.dates[0].value
        return None

    def towns(self) -> list[Place]:
        """The towns in which the article tells that something was, in order."""
        return [own.town for own in self._own if own.town is not None]

    def is_past(self, sentence: Sentence) -> bool:
        """Whether a sentence tells of long ago, and of nothing else."""
        return self._past[sentence.index]


def _told(reading: Reading, sentence: Sentence) -> Scene:
    events = [e for e in sentence.of("events", *_TOLD) if not sentence.unreal(e.first)]
    events = [e for e in events if "planned" not in sentence.cues(e.first) and not _tells_which(reading, sentence, e)]
    if not events and _is_lead(reading.page, sentence):
        first = min((d.first for d in sentence.dates if d.has_day), default=0)  # whatever it tells was there and then
    elif sentence.kind == "header" or not events:
        return Scene()
    else:
        first = events[0].first
    day = day_of(reading, sentence, first)
    return Scene(day if day and "/" not in day else None, town_of(reading, sentence, first))


def _tells_which(reading: Reading, sentence: Sentence, event: Mention) -> bool:
    """Whether the event only says which document is meant: `the accord signed in Ankara in 2010`."""
    if event.value != "sign":
        return False
    ends = reading.page.matcher.participles or ("\0",)
    return bool(event.has("participle") or event.has("noun") or sentence.tokens[event.last - 1].key.endswith(ends))


def _is_lead(page: Page, sentence: Sentence) -> bool:
    """Whether it is the first sentence of the text, and tells a day."""
    if sentence.kind != "body" or not any(d.has_day for d in sentence.dates):
        return False
    if "planned" in sentence.cues(0) or any(
        s.kind == "body" and len(s.tokens) > _HEADING for s in page.sentences[: sentence.index]
    ):
        return False
    return len(sentence.tokens) > _HEADING


def _is_past(page: Page, sentence: Sentence) -> bool:
    published = bounds(page.published).latest if page.published else None
    told = [d for d in sentence.dates if not of_dateline(page, sentence, d)]
    if published is None or not told:
        return False
    ends = [bounds(d.value).latest for d in told]
    return all(end is not None and (published - end).days > _LONG_AGO for end in ends)


def scenes_of(reading: Reading) -> Scenes:
    """The scenes of the article, made once."""
    made = reading.state.get("scenes")
    if not isinstance(made, Scenes):
        made = reading.state["scenes"] = Scenes(reading)
    return made


def day_of(reading: Reading, sentence: Sentence, at: int) -> str | None:
    """The day or days that the sentence itself gives for what token `at` says; its month where it gives no day."""
    a, b = sentence.clause(at)
    travels = bool(sentence.of("events", "visit"))
    fitting = [
        d
        for d in sentence.dates
        if len(d.value) >= len("2025-01")
        and not d.is_years
        and not of_dateline(reading.page, sentence, d)
        and "planned" not in sentence.cues(d.first)
        and not (travels and "/" in d.value)  # the days of the visit
        and (d.has_day or a <= d.first < b)
    ]

    def distance(d: Dated) -> tuple[bool, bool, int, int]:
        away = min(abs(d.first - at), abs(d.last - at))
        return is_after(reading, d.value), not d.has_day, away + _ELSEWHERE * (not a <= d.first < b), d.first

    return min(fitting, key=distance).value if fitting else None


def town_of(reading: Reading, sentence: Sentence, at: int) -> Place | None:
    """The town in which the sentence itself sets what token `at` says: in its clause, else in one without an event."""
    a, b = sentence.clause(at)
    placed = _PLACED | {"NOM", "GEN"} if reading.page.matcher.clitics else _PLACED  # `ميناء نواذيبو`: its owner
    elsewhere = seats(sentence) | frozenset(
        m.first for m in sentence.towns if placed.isdisjoint(sentence.case_of(m).split("/"))
    )
    found = town_in(sentence, a, b, elsewhere) or _capital_in(reading, sentence, a, b)
    if found is not None or len(sentence.clauses) < 2:
        return found
    for c, d in sentence.clauses:
        others = any(c <= e.first < d for e in sentence.of("events")) or any(
            c <= m.first < d for m in sentence.of("exercises", "exercise")
        )
        if not others and (found := town_in(sentence, c, d, elsewhere)) is not None:
            return found
    return None


def _capital_in(reading: Reading, sentence: Sentence, a: int, b: int) -> Place | None:
    """`in the Peruvian capital`, `in the capital`: that of the state beside it, else of the article's own."""
    for m in sentence.of("plurals", "capital"):
        if not a <= m.first < b:
            continue
        owners = [s for s in sentence.states if s.type != "cities" and abs(s.first - m.first) <= _OWNER]
        if owners and (m.is_case("LOC", "DAT") or owners[0].is_case("LOC", "DAT") or "LOC" in sentence.case_of(m)):
            return capital_of(reading.page.language, owners[0].iso)
        if not owners and "LOC" in sentence.case_of(m).split("/") and reading.frame.home:
            return capital_of(reading.page.language, reading.frame.home)
    return None


def seats(sentence: Sentence) -> frozenset[int]:
    """Where towns stand that are only the seat of an office: `the ambassador in Baku`."""
    seats = set()
    for m in sentence.towns:
        for role in sentence.of("roles"):
            if role.value in BOUND_ABROAD and (
                role.last <= m.first <= role.last + _SEAT or m.last <= role.first <= m.last + _SEAT
            ):
                seats.add(m.first)
    return frozenset(seats)


def of_dateline(page: Page, sentence: Sentence, dated: Dated) -> bool:
    """Whether a date is that of the dateline: `BAKU, 14 February.`"""
    if page.dateline is None or dated.first >= _DATELINE or sentence.index > 6:
        return False
    opens = any(m.first == 0 and m.value.partition("|")[2] == page.dateline[1] for m in sentence.of("cities"))
    after = sentence.tokens[dated.last : _DATELINE]
    ends = dated.last == len(sentence.tokens) or any(t.text in _DATELINE_ENDS for t in after)
    return opens and ends and not any(e.first < dated.first for e in sentence.of("events"))
