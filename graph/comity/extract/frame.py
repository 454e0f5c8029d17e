"""The frame of a document: whose article it is, who the two sides are, and which pair is being spoken of where.

Most facts do not name both their parties in one sentence. The frame supplies what is missing: the states with most
weight (officials count 3, capitals 2, other mentions 1) are the default sides; as the text moves on, the pair last named
is the pair meant by "the two countries", "the parties", or by nothing at all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from comity.extract.offices import Office
from comity.extract.page import Page, Sentence
from comity.extract.people import People

_WEIGHT = {"states": 2, "adjectives": 1, "cities": 1}
_OFFICIAL = 3


@dataclass
class Frame:
    """What the sentences inherit."""

    page: Page
    people: People
    offices: list[Office]
    weights: Counter[str]
    main: str | None
    default: tuple[str, ...]
    current: dict[int, tuple[str, ...]]  # sentence -> the parties spoken of when it begins

    def explicit(self, sentence: Sentence, first: int = 0, last: int | None = None) -> list[str]:
        """The states that tokens[first:last] name as parties, in order: by name, adjective, official, `our country`.

        A capital in a place's case is a place and no party.
        """
        end = len(sentence.tokens) if last is None else last
        found: list[tuple[int, str]] = []
        for s in sentence.states:
            if first <= s.first < end and not (s.type == "cities" and not s.is_case("NOM", "GEN", "COM", "INS")):
                found.append((s.first, s.iso))
        for name, figure in self.people.in_sentence(sentence.index):
            if first <= name.first < end and figure.state:
                found.append((name.first, figure.state))
        if self.main:
            found += [(m.first, self.main) for m in sentence.of("plurals", "our-country") if first <= m.first < end]
        return list(dict.fromkeys(iso for _, iso in sorted(found)))

    def parties(self, sentence: Sentence, first: int = 0, last: int | None = None) -> tuple[tuple[str, ...], str]:
        """The parties of what tokens[first:last] say, sorted, and how they were found."""
        named = self.explicit(sentence, first, last)
        before = self.current.get(sentence.index, self.default)
        if len(named) >= 2:
            return tuple(sorted(named)), "named"
        if len(named) == 1:
            if named[0] in before and len(before) >= 2:
                return before, "frame"
            other = self.main if self.main != named[0] else next((s for s in self.default if s != named[0]), None)
            return (tuple(sorted((named[0], other))), "one-named") if other else ((), "none")
        return (before, "frame") if len(before) >= 2 else ((), "none")


def make_frame(page: Page, people: People, offices: list[Office]) -> Frame:
    """Weigh the states of the page and follow its pairs."""
    weights: Counter[str] = Counter()
    for sentence in page.sentences:
        for state in sentence.states:
            weights[state.iso] += _WEIGHT[state.type]
    for figure in people.figures:
        if figure.state:
            weights[figure.state] += _OFFICIAL
    order = sorted(weights, key=lambda iso: (-weights[iso], iso))
    main = order[0] if order else None
    default = tuple(sorted(order[:2])) if len(order) >= 2 else ()
    frame = Frame(page, people, offices, weights, main, default, {})
    current = default
    for sentence in page.sentences:
        frame.current[sentence.index] = current
        if sentence.kind == "header":
            continue
        named = [iso for iso in frame.explicit(sentence) if weights[iso] > 1]
        if len(named) == 2 or (len(named) > 2 and len(named) <= 4 and sentence.of("plurals", "all-states")):
            current = tuple(sorted(named))
        elif len(named) == 1 and named[0] not in current and main and named[0] != main:
            current = tuple(sorted((main, named[0])))
    return frame
