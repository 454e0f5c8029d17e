"""Which office is spoken of: the one told in a sentence beside nobody's name, somebody's, or the last one told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.ownership import Ownership
from comity.extract.page import Page
from comity.extract.people import Figure, People
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK
from comity.extract.vicinity import Reach, Vicinity

#: Rules that do not read an office beside the name.
SUCCESSION: Final = "succession"
#: Offices of those who appoint others; nobody is said to have taken one over by the words read here.
APPOINTING: Final = frozenset({"head-of-state", "head-of-government"})
_NOT_GIVEN: Final = APPOINTING | {"other"}
_BACK: Final = 2  # sentences back to the office that is spoken of
_BESIDE: Final = 1  # words between an office and "in his place"
_ENDS: Final = frozenset(".;!?؛؟:")


class Post(NamedTuple):
    """An office, whoever holds it."""

    role: str
    state: str


class Posts:
    """The offices told on a page so far; `offices` grows while it is read."""

    def __init__(
        self,
        page: Page,
        people: People,
        offices: list[Office],
        names: Mapping[int, Sequence[NameSpan]],
        off: frozenset[str],
    ) -> None:
        self.page = page
        self.people = people
        self.offices = offices
        self.names = names
        self.ownership = Ownership(page, offices, off)

    def unbound(self, index: Vicinity, at: int) -> Post | None:
        """The office told in one statement with token `at` beside nobody's name; none if there are several."""
        sentence = index.sentence
        free = self.free(index, at)
        beside = [r for r in free if 0 <= at - r.last <= _BESIDE and not sentence.verb_final]
        if len({r.value for r in beside or free}) != 1:
            return None
        free = beside or free
        role = min(free, key=lambda r: abs(r.first - at))
        place = NameSpan(sentence.index, role.last, role.last, ("",))
        state, _, how = self.ownership.state(sentence, index, place, Reach(), role, role.value)
        if state is None or how != "beside":
            near = {o.state for o in self.offices if o.sentence == sentence.index and o.state}
            near = near or {s.iso for s in index.states if s.type != "cities" and not s.is_goal}
            state = near.pop() if len(near) == 1 else None
        return Post(role.value, state) if state else None

    def free(self, index: Vicinity, at: int) -> list[Mention]:
        """The offices told in one statement with token `at` beside nobody's name."""
        sentence = index.sentence
        bound = {o.at for o in self.offices if o.sentence == sentence.index and o.rule != SUCCESSION}
        return [
            r
            for r in index.role_at.values()
            if r.value != "none"
            and not (r.has("plural") or r.has("weak"))
            and r.first not in bound
            and r.value not in APPOINTING
            and one_statement(sentence, *sorted((r.first, at)))
        ]

    def told_here(self, figure: Figure | None, sentence: Sentence, at: int) -> Post | None:
        """The office that the sentence itself tells of somebody, the one nearest to token `at`."""
        told = [o for o in self.offices if o.figure is figure and o.sentence == sentence.index and o.state]
        nearest = min(told, key=lambda o: abs(o.at - at), default=None)
        return Post(nearest.role, nearest.state) if nearest is not None and nearest.state else None

    def of_figure(self, figure: Figure | None, sentence: Sentence, former: bool = False) -> Post | None:
        """The office that somebody was last said to hold up to there; also a `former` one if asked for."""
        if figure is None:
            return None
        held = [
            o
            for o in self.offices
            if o.figure is figure and o.sentence <= sentence.index and (former or not o.former) and o.role != "other"
        ]
        last = max(held, key=lambda o: (o.sentence, o.at), default=None)
        if last is None or last.role in APPOINTING:
            return None
        state = last.state or figure.state
        return Post(last.role, state) if state else None

    def last_told(self, sentence: Sentence, at: int, but: Figure | None, former: bool = False) -> Post | None:
        """The office of which was last spoken, before the token or in the sentences before; none if of several."""
        told = [
            o
            for o in self.offices
            if o.figure is not but and o.role not in _NOT_GIVEN and (former or not o.former) and o.state
        ]
        for place in range(sentence.index, max(-1, sentence.index - 1 - _BACK), -1):
            there = [o for o in told if o.sentence == place and (place < sentence.index or o.at < at)]
            posts = {Post(o.role, o.state) for o in there if o.state}
            if posts:
                return posts.pop() if len(posts) == 1 else None
        return None

    def spoken_of(self, sentence: Sentence, before: Sequence[Figure | None], but: Figure | None) -> Figure | None:
        """Whom a sentence is about: the last official of `before`, who are named in it; else the first one named in
        the sentences before, if no other office is told there."""
        for figure in reversed(before):
            if figure is not None and figure is not but and self.of_figure(figure, sentence):
                return figure
        for place in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
            named = [self.people.at(place, n.first) for n in self.names[place]]
            held = [f for f in named if f is not None and f is not but and self.of_figure(f, sentence)]
            if held:
                first = self.of_figure(held[0], sentence)
                if self._begun_with(sentence) not in (None, first):
                    return None  # of whom the paragraph tells is another than who was named last
                taken = any(o.former for o in self.offices if o.figure is held[0] and o.sentence == place)
                return held[0] if not taken or all(self.of_figure(f, sentence) == first for f in held) else None
        return None

    def _begun_with(self, sentence: Sentence) -> Post | None:
        """The office of the first official of the paragraph, told before the sentence."""
        for other in self.page.sentences[: sentence.index]:
            if other.paragraph == sentence.paragraph:
                here = [o for o in self.offices if o.sentence == other.index and o.state and not o.former]
                told = [o for o in here if o.role not in _NOT_GIVEN]
                first = min(told, key=lambda o: o.first, default=None)
                if first is not None and first.state:
                    return Post(first.role, first.state)
        return None

    def who_answers(self) -> Figure | None:
        """Who says "my" and is called "you": the official whom the article names first."""
        first = min(self.offices, key=lambda o: (o.sentence, o.first), default=None)
        return first.figure if first else None


def one_statement(sentence: Sentence, a: int, b: int, commas: int = 2) -> bool:
    """Whether no end of a statement lies between two tokens, and not more commas than that."""
    marks = [t.text for t in sentence.tokens[a:b] if t.kind == MARK]
    return not any(text in _ENDS for text in marks) and sum(text in ",،" for text in marks) <= commas
