"""The frame of a document: whose article it is, who the two sides are, and which pair is being spoken of where.

Most facts do not name both their parties in one sentence. The frame supplies what is missing: the states with most
weight are the default sides (officials, ministries, the dateline and domestic towns count more than a mere mention);
as the text moves on, the pair last named is meant by "the two countries", "the parties", or by nothing at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from comity.extract.aside import is_border, is_language, is_press
from comity.extract.headings import headed
from comity.extract.lexicon import read
from comity.extract.office import Office
from comity.extract.page import Page
from comity.extract.people import People
from comity.extract.sentence import Sentence, StateRef

_WEIGHT: Final = {"states": 2, "adjectives": 2, "cities": 1}
_OFFICIAL: Final = 3
_BODY: Final = 3  # a state beside a ministry, a general staff, a delegation
_DATELINE: Final = 3
_DOMESTIC: Final = 1  # a town that is no capital, a province
_HEADLINE: Final = 2
_PASSING: Final = 2  # the weight of a state that is named once
_SIDES: Final = 5  # more states than this are a gathering, no sides
_HOME_AMONG: Final = 4  # so many states with most weight
_HOME_SHARE: Final = 0.2  # of the weight of the first of them
_QUESTIONS: Final = 3  # in an interview
_ASKED: Final = 2  # in one whose headline names who is asked
_ASKED_OFTEN: Final = 0.12  # of its sentences
_HOME_DATED: Final = 0.6  # of that weight, for the state from which the article is dated
_HOME_OWN: Final = 0.35  # the same where that state is one of many that write in the language
_HOME_SHARED: Final = 0.5  # the same where many states write in the language
_OF_FORM: Final = 1.5  # times the weight of any other state that its press calls so
_LEAD: Final = 4  # sentences at the head of an article
_FEW: Final = 6
_ALONE: Final = 3  # tokens of a heading in a line of its own
_HOME_ABROAD: Final = 0.7  # the same where the article is dated from the first of them


@dataclass
class Frame:
    """What the sentences inherit."""

    page: Page
    people: People
    offices: list[Office]
    weights: Counter[str]
    main: str | None
    default: tuple[str, ...]
    home: str | None = None  # whose country "our country" is: the speaker's, else the one most spoken of
    speaker: str | None = None  # for whom the article speaks, where its agency, dateline or language shows it
    answers: bool = False  # an interview with somebody whose state is not known: "our" is his
    current: dict[int, tuple[str, ...]] = field(default_factory=dict)  # sentence -> the parties when it begins
    trio: dict[int, tuple[str, ...]] = field(default_factory=dict)  # sentence -> the three or more last named together

    def explicit(self, sentence: Sentence, first: int = 0, last: int | None = None) -> list[str]:
        """The states that tokens[first:last] name as parties, in order: by name, adjective, official, `our country`.

        A capital in a place's case is a place and no party; so is a state where troops serve.
        """
        end = len(sentence.tokens) if last is None else last
        found: list[tuple[int, str]] = []
        for s in sentence.states:
            if first <= s.first < end and not self.is_place(sentence, s):
                found.append((s.first, s.iso))
        for name, figure in self.people.in_sentence(sentence.index):
            if first <= name.first < end and figure.state:
                found.append((name.first, figure.state))
        if self.home:
            found += [(m.first, self.home) for m in sentence.of("plurals", "our-country") if first <= m.first < end]
        found.sort()
        return list(dict.fromkeys([iso for _, iso in found]))

    def is_place(self, sentence: Sentence, s: StateRef) -> bool:
        """Whether a state is named as a place only."""
        if s.type == "cities":
            return s.is_goal or s.is_case("ABL", "LOCKI")
        if is_border(sentence, s) or is_press(sentence, s) or is_language(sentence, s):
            return True
        if s.type != "states" or not s.is_case("LOC", "LOCKI", "DAT") or s.is_case("GEN", "NOM"):
            return False
        if self._owns(sentence, s):
            return False
        if not s.is_case("LOC", "LOCKI"):
            a, b = sentence.clause(s.first)
            return any(a <= m.first < b for m in sentence.of("events", "deploy"))
        if self.weights[s.iso] <= _PASSING and s.iso not in self.default:
            return True
        a, b = sentence.clause(s.first)
        return any(a <= m.first < b for m in sentence.of("events", "deploy") + sentence.of("organisations"))

    def _owns(self, sentence: Sentence, s: StateRef) -> bool:
        """Whether it is that of an office which stands right before it: `the ministers of defence in A and B`.

        Where conjunctions are written together with the next word (Arabic), that is how owners of offices are told.
        """
        if not self.page.matcher.clitics:
            return False
        before = {s.first - 1, *(o.first - 1 for o in sentence.states if o.last == s.first)}
        return any(role.last in before for role in sentence.of("roles"))

    def parties(self, sentence: Sentence, first: int = 0, last: int | None = None) -> tuple[tuple[str, ...], str]:
        """The parties of what tokens[first:last] say, sorted, and how they were found."""
        named = self.explicit(sentence, first, last)
        before = self.current.get(sentence.index, self.default)
        if len(named) < 2 and sentence.of("plurals", "all-states"):
            trio = self.trio.get(sentence.index, ())
            if len(trio) > 2:
                return trio, "frame"
        if (
            len(named) > 2
            and len(before) == 2
            and set(before) < set(named)
            and not sentence.of("plurals", "all-states")
            and all(self.weights[iso] <= _PASSING for iso in set(named) - set(before))
        ):
            return before, "named"
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
    weights = _weigh(page, people)
    order = sorted(weights, key=lambda iso: -weights[iso])  # of equals the one named first
    interview, asked = _asked(page, offices)
    main = order[0] if order else None
    sides = [iso for iso in order[:2] if weights[iso] > _PASSING + 1]
    default = tuple(sorted(sides)) if len(sides) == 2 else ()
    speaker = asked or _home(page, weights, order)
    frame = Frame(page, people, offices, weights, main, default, speaker or main, speaker, interview and not asked)
    current: tuple[str, ...] = default
    trio: tuple[str, ...] = ()
    several = any(s.of("plurals", "all-states") for s in page.sentences)
    heads = headed(page.sentences)
    anchor = _anchor(page, heads, speaker, main) if heads else main
    beneath = -1  # the paragraph that a heading in its own first line rules
    for sentence in page.sentences:
        if sentence.index in heads:
            under = heads[sentence.index]
            current = tuple(sorted((under, anchor))) if anchor and anchor != under else default
            beneath = sentence.paragraph if len(sentence.tokens) > _ALONE or _goes_on(page, sentence) else -1
        elif beneath not in (-1, sentence.paragraph):
            current, beneath = default, -1
        frame.current[sentence.index] = current
        frame.trio[sentence.index] = trio
        if sentence.kind == "header":
            continue
        named = frame.explicit(sentence)
        known = [iso for iso in named if weights[iso] > 2]
        if 3 <= len(named) <= _SIDES:
            trio = tuple(sorted(named))
        if sentence.of("exercises", "exercise") and sentence.quoted and not set(known) <= set(current):
            continue  # who else takes part in some exercise
        if len(known) == 2:
            current = tuple(sorted(known))
        elif several and 3 <= len(named) <= _SIDES and sentence.of("roles"):
            current = tuple(sorted(named))
        elif len(known) == 1 and known[0] not in current and anchor and known[0] != anchor:
            current = tuple(sorted((anchor, known[0])))
    return frame


def _anchor(page: Page, heads: Mapping[int, str], speaker: str | None, main: str | None) -> str | None:
    """Whose doings are told under the names of states: the state of which most such parts speak, else the home."""
    told: Counter[str] = Counter()
    under: str | None = None
    named: set[str] = set()
    for sentence in page.sentences:
        if sentence.index in heads:
            told.update(named)
            under, named = heads[sentence.index], set()
        if under is not None:
            named |= {s.iso for s in sentence.states if s.iso != under}
    told.update(named)
    best = max(told, key=lambda iso: (told[iso], iso), default=None)
    if best is not None and 2 * told[best] > len(heads) and told[best] > 1:
        return best
    return speaker or main


def _goes_on(page: Page, sentence: Sentence) -> bool:
    """Whether another sentence follows in its paragraph."""
    after = page.sentences[sentence.index + 1 : sentence.index + 2]
    return bool(after) and after[0].paragraph == sentence.paragraph


def _asked(page: Page, offices: list[Office]) -> tuple[bool, str | None]:
    """Whether it is an interview, and the state of who is asked, the official first named: "our country" is that."""
    questions = sum(s.tokens[-1].text in "?؟" for s in page.sentences if s.kind != "header")
    named = next((o for o in offices if o.rule in {"headline", "introduced"}), None)
    if named is not None and questions >= _ASKED:
        return True, named.state
    if questions < _QUESTIONS or questions < _ASKED_OFTEN * len(page.sentences):
        return False, None
    first = min((o for o in offices if not o.former), key=lambda o: (o.sentence, o.first), default=None)
    return True, first.state if first else None


def _home(page: Page, weights: Counter[str], order: list[str]) -> str | None:
    """The state whose agency is named, or whose press writes in this language: its offices need no owner.

    Only where the article is about it.
    """
    if not order or page.source in order[:_SIDES]:
        return page.source
    own = {iso for iso, _, _ in read(page.language).lists["home"]}
    abroad = page.dateline is not None and page.dateline[0] == order[0]
    many = len(own) > _FEW
    share = _HOME_ABROAD if abroad and many else _HOME_SHARED if many else _HOME_SHARE
    dated = page.dateline[0] if page.dateline else None
    for iso in sorted(order[:_HOME_AMONG], key=lambda iso: iso != dated):
        enough = min(share, _HOME_OWN) if iso == dated else share
        if iso in own and weights[iso] >= enough * weights[order[0]]:
            return iso
    if page.dateline and page.dateline[0] in order[:2] and weights[page.dateline[0]] >= _HOME_DATED * weights[order[0]]:
        return page.dateline[0]
    if len(own) == 1 and weights[next(iter(own))] >= _PASSING and _is_ours(page):
        return next(iter(own))
    return _of_kingdom(page, weights) or _of_parliament(page, order)


def _of_kingdom(page: Page, weights: Counter[str]) -> str | None:
    """The state that its own press calls by its form alone (`المملكة`), of those that it may be."""
    told = {
        iso
        for s in page.sentences
        for m in s.of("plurals", "our-country")
        if m.has("state")
        for iso in m.entry.flags["state"].split("/")
    }
    order = sorted((iso for iso in told if weights[iso]), key=lambda iso: (-weights[iso], iso))
    rival = weights[order[1]] if len(order) > 1 else 0
    return order[0] if order and weights[order[0]] >= _OF_FORM * rival else None


def _is_ours(page: Page) -> bool:
    """Whether the article speaks of `the ministry of defence` or `our men` and never says whose: those at home."""
    for sentence in page.sentences:
        if sentence.kind == "header":
            continue
        if sentence.of("plurals", "our-country", "ours") or sentence.of("service", "ours"):
            return True
        for m in sentence.of("institutions", "ministry", "staff"):
            if not any(s.first - 1 <= m.last and m.first <= s.last for s in sentence.states):
                return True
    return False


def _of_parliament(page: Page, order: list[str]) -> str | None:
    """The state of which the parliament, named in the headline or the first sentences, is told to do something."""
    head = [s for s in page.sentences if s.kind != "header"][:_LEAD]
    found = {m.entry.flags["state"] for s in head for m in s.of("institutions", "parliament") if m.has("state")}
    return found.pop() if len(found) == 1 and found <= set(order[:_HOME_AMONG]) else None


def _weigh(page: Page, people: People) -> Counter[str]:
    weights: Counter[str] = Counter()
    for sentence in page.sentences:
        bodies = {
            i
            for m in sentence.of("institutions", "ministry", "staff", "delegation")
            for i in (m.first - 1, m.first - 2, m.last, m.last + 1)
        }
        for state in sentence.states:
            if is_press(sentence, state):
                continue
            weights[state.iso] += _WEIGHT[state.type]
            if sentence.kind == "title":
                weights[state.iso] += _HEADLINE
            if state.first in bodies or state.last - 1 in bodies:
                weights[state.iso] += _BODY
        for m in sentence.of("cities"):
            if not m.has("capital"):
                weights[m.value.partition("|")[0]] += _DOMESTIC
        for m in sentence.of("regions"):
            iso = m.value.partition("|")[2]
            if iso:
                weights[iso] += _DOMESTIC
    for figure in people.figures:
        if figure.state and figure.roles:  # who is only named is of no side
            weights[figure.state] += _OFFICIAL
    if page.dateline:
        weights[page.dateline[0]] += _DATELINE
    return weights
