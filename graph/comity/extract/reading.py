"""A page with all that is known of it before facts are composed: its people, offices and frame."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.extract.careers import careers
from comity.extract.commands import commands, tells_commands
from comity.extract.frame import Frame, make_frame
from comity.extract.inflection import spellings
from comity.extract.known_holders import RULE as KNOWN
from comity.extract.known_holders import know_holders
from comity.extract.listed import listed, respectively
from comity.extract.name_span import NameSpan
from comity.extract.names import find_names
from comity.extract.office import Office
from comity.extract.offices import OfficeReader
from comity.extract.page import Page
from comity.extract.pair_offices import of_the_pair
from comity.extract.people import Figure, People, is_initial
from comity.extract.sentence import Sentence
from comity.extract.sides import side
from comity.extract.successions import read_successions

_SHORT = 2  # letters of an initial or particle


@dataclass
class Reading:
    """What the composers work on. `off` names the rules that are switched off."""

    page: Page
    people: People
    offices: list[Office]
    frame: Frame
    off: frozenset[str] = frozenset()
    state: dict[str, object] = field(default_factory=dict)

    def on(self, rule: str) -> bool:
        """Whether that rule is switched on."""
        return rule not in self.off

    def officials(self, sentence: Sentence, first: int = 0, last: int | None = None) -> list[Figure]:
        """The people with a state whom tokens[first:last] name, each once, in order."""
        end = len(sentence.tokens) if last is None else last
        found = [f for n, f in self.people.in_sentence(sentence.index) if first <= n.first < end and f.state]
        return list({f.key: f for f in found}.values())

    def last_official(self, sentence: Sentence, back: int = 2) -> Figure | None:
        """The official last named in the sentences right before this one."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - back), -1):
            named = self.officials(self.page.sentences[index])
            if named:
                return named[0]
        return None


def read_people(page: Page, off: frozenset[str]) -> Reading:
    """Find the names and offices of a page, then everybody's other mentions, then the frame."""
    people = People()
    reader = OfficeReader(page, people, off)
    names: dict[int, list[NameSpan]] = {}
    for sentence in page.sentences:
        names[sentence.index] = find_names(page, sentence)
        if page.matcher.clitics:  # `Qais Khalaf`, which is spelt like "in place of"
            for name in names[sentence.index]:
                sentence.forget(name.first, name.last, "cues", "successions")
        reader.read(sentence, names[sentence.index])
    reader.read_headline(names)
    if KNOWN not in off:
        know_holders(page, people, reader.offices, names)
    _settle_states(reader.offices)
    # a king or president without a country may be anybody's, or a street
    offices = [o for o in reader.offices if not _anybody(o)]
    for office in offices:
        figure = office.figure
        if office.state and (figure.state is None):
            figure.state = office.state
        if office.role not in figure.roles:
            figure.roles.append(office.role)
        figure.rank = figure.rank or office.rank
    _other_mentions(page, people, names)
    frames = _Frames(page, people, offices)
    if _ask_frame(offices, frames.now(), off):  # what was found changes the frame
        _ask_frame(offices, frames.now(), off)
    for office in offices:
        office.rank = office.ranks.get(office.state or "") or office.rank or office.figure.rank
    if "listed-with-state" not in off:
        listed(page, people, offices, names)
    if "zip" not in off:
        respectively(page, people, offices, names)
    of_the_pair(people, offices, names, frames.now(), off)
    if "command" not in off and tells_commands(page):
        offices += commands(page, people, offices, names, frames.now(), off)
    if "succession" not in off:
        read_successions(page, people, offices, names, off)
        _other_mentions(page, people, names)
    if "career" not in off:
        offices += careers(page, people, offices, names, off)
    for figure in people.figures:
        figure.spellings = spellings(figure, page)
    for figure in people.figures:  # `Milan Radić` is in no town
        for name in figure.places:
            page.sentences[name.sentence].forget(name.first, name.last, "adjectives", "cities", "regions", "towns")
    return Reading(page, people, offices, frames.now(), off)


class _Frames:
    """The frame as it is now: made anew only where something was learnt since it was made last."""

    def __init__(self, page: Page, people: People, offices: list[Office]) -> None:
        self.page = page
        self.people = people
        self.offices = offices
        self._made: tuple[object, Frame] | None = None

    def now(self) -> Frame:
        """The frame of all that is known of the page."""
        known = (
            sum(len(sentence.mentions) for sentence in self.page.sentences),
            [(figure.state, len(figure.places)) for figure in self.people.figures],
            [(office.state, office.former) for office in self.offices],
        )
        if self._made is None or self._made[0] != known:
            self._made = known, make_frame(self.page, self.people, self.offices)
        return self._made[1]


def _ask_frame(offices: list[Office], frame: Frame, off: frozenset[str]) -> bool:
    """Give those without a state what only the frame can say; whether there are any whom it helped, and others not."""
    unowned = [o for o in offices if o.state is None and not _of_organisation(frame.page, o)]
    for office in unowned:
        office.state = office.figure.state or side(office, frame, off)
        office.figure.state = office.figure.state or office.state
    return 0 < sum(o.state is None for o in unowned) < len(unowned)


def _of_organisation(page: Page, office: Office) -> bool:
    """Whether the words of the office name an organisation (`commander of UNIFIL`): no side of the article is its."""
    if office.rule.endswith("state-of-nobody"):
        return True
    sentence = page.sentences[office.sentence]
    linked = office.at_last in sentence.words_of("links")
    return any(
        (m.first < office.at_last and office.at < m.last)
        or m.first == office.at_last + linked
        or (sentence.verb_final and m.last == office.at)
        for m in sentence.of("organisations")
    )


def _settle_states(offices: list[Office]) -> None:
    """A person's state is that which stands beside one of his offices; what was only guessed elsewhere follows it."""
    certain: dict[str, str] = {}
    unowned: set[str] = set()
    for office in offices:
        if not office.weak and office.state and "+" not in office.rule:
            certain.setdefault(office.figure.key, office.state)
        elif not office.weak and office.state is None:
            unowned.add(office.figure.key)
    for office in offices:
        guessed = office.weak or "+" in office.rule
        if guessed and office.figure.key in certain:
            office.state = certain[office.figure.key]
        elif office.weak and "+" in office.rule and office.figure.key in unowned:
            office.state = None


def _anybody(office: Office) -> bool:
    """A king or president by one name and without a country beside it."""
    words = [part for part in office.figure.fullest if len(part) > _SHORT]
    unowned = office.state is None or (office.weak and "+" in office.rule)
    return unowned and office.role.startswith("head-of-") and len(words) < 2


def _other_mentions(page: Page, people: People, names: dict[int, list[NameSpan]]) -> None:
    """Names without an office of their own: of somebody known, elsewhere; single surnames among them."""
    surnames: dict[str, Figure | None] = {}
    for figure in people.figures:
        for part in figure.fullest:
            if not is_initial(part) and len(part) > 2:
                surnames[part] = None if part in surnames and surnames[part] is not figure else figure
    for index, found in names.items():
        for name in found:
            if people.at(index, name.first) is None and (known := people.known(name.parts)) is not None:
                people.place(known, name)
    if page.language in {"ar", "fa"}:
        _surnames_without_capitals(page, people)


def _surnames_without_capitals(page: Page, people: People) -> None:
    fold = page.matcher.folding.key
    keys: dict[str, Figure | None] = {}
    for figure in people.figures:
        for part in figure.fullest[-2:]:
            key = fold(part)
            if len(key) > 3:
                keys[key] = None if key in keys and keys[key] is not figure else figure
    for sentence in page.sentences:
        taken = {
            i for f in people.figures for n in f.places if n.sentence == sentence.index for i in range(n.first, n.last)
        }
        for i, token in enumerate(sentence.tokens):
            if i in taken:
                continue
            for key, _ in page.matcher.clitics.readings(token.key):
                found = keys.get(key)
                if found is not None:
                    people.place(found, NameSpan(sentence.index, i, i + 1, (token.text,)))
                    break
