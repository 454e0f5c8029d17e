"""Who commands or heads a body, told by a verb or a turn of phrase and not by the name of an office.

    The Kenyan battalion arrived in June. It is commanded by Colonel X · Taburun başında Yarbay X var
    يقود الفريق X الجيش · корветом командует капитан Y

The words are those of successions.tsv (`commands`, `heads`), the bodies those of bodies.tsv; the office of the two is
in shared/posts.tsv. The body is the nearest of the clause on the side where the language has it; where a sentence
begins with the word and names none, the last one of the sentence before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from comity.extract.frame import Frame
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.page import Page
from comity.extract.people import People
from comity.extract.persons_case import Person, persons_of
from comity.extract.posts import roles_of
from comity.extract.sentence import Sentence
from comity.extract.sides import owner_beside, side
from comity.extract.tokens import MARK
from comity.extract.vicinity import Vicinity

RULE: Final = "command"
_HEADS: Final = {"commands": "commander", "heads": "chief"}
_OPENING: Final = 3  # words before the verb in a sentence that goes on about the body of the one before
_FAR: Final = 9  # words between the verb and the body, a name and its rank among them
_STRANGE: Final = 2  # other words between the verb and who commands
_MANY: Final = 2  # states in a sentence of which the body may be
_ENDS: Final = frozenset(".;!?؛؟:")


def tells_commands(page: Page) -> bool:
    """Whether the page has words for commanding or heading at all."""
    return any(sentence.of("successions", *_HEADS) for sentence in page.sentences)


def commands(
    page: Page,
    people: People,
    offices: list[Office],
    names: Mapping[int, Sequence[NameSpan]],
    frame: Frame,
    off: frozenset[str],
) -> list[Office]:
    """The offices that the page's words for commanding and heading tell of, `offices` not among them."""
    posts = roles_of(page.matcher.language)
    found: list[Office] = []
    for sentence in page.sentences:
        for word in sentence.of("successions", *_HEADS) if sentence.kind != "header" else ():
            if sentence.unreal(word.first) or sentence.foretold(word.first):
                continue
            index = Vicinity(sentence, names[sentence.index], page.matcher)
            person = _who(page, index, people, word)
            where, body = _body(page, sentence, word, person)
            role = posts.get((_HEADS[word.value], body.value)) if body else None
            if person is None or body is None or role is None or (body.has("weak") and person.rank is None):
                continue
            former = word.has("former") and _is_over(page, sentence)
            office = _office(people, index, word, person, (role, former), owner_beside(where, body), frame, off)
            known = [o for o in offices + found if o.figure is office.figure and o.sentence == sentence.index]
            if office.state is None or any(not (o.former or o.weak) for o in known):
                continue
            offices[:] = [o for o in offices if o not in known or o.former]  # a bare head says less
            found.append(office)
    return found


def _office(
    people: People,
    index: Vicinity,
    word: Mention,
    person: Person,
    told: tuple[str, bool],
    state: str | None,
    frame: Frame,
    off: frozenset[str],
) -> Office:
    sentence = index.sentence
    role, former = told
    figure = people.add(person.name)
    first, last = sorted((person.name.first, word.first))
    office = Office(
        sentence.index,
        figure,
        role,
        state or figure.state,
        None,
        former,
        first,
        max(last, person.name.last, word.last),
        RULE,
        at=word.first,
        at_last=word.last,
    )
    if office.state is None and len({s.iso for s in sentence.states}) < _MANY:
        office.rule = f"{RULE}+state-of-frame"
        office.state = side(office, frame, off)
    office.rank = index.rank_in(office.state, person.rank) or figure.rank
    if office.state is not None:
        figure.state = figure.state or office.state
        figure.rank = figure.rank or office.rank
        if role not in figure.roles:
            figure.roles.append(role)
    return office


def _who(page: Page, index: Vicinity, people: People, word: Mention) -> Person | None:
    """Who commands: right after the word (`commanded by X`), before it in the genitive, or its subject."""
    persons = persons_of(page, index, people)
    before = [p for p in persons if p.name.last <= word.first and _together(index, p.name.last, word.first)]
    start = word.last + (
        word.has("after") and [t.text for t in index.sentence.tokens[word.last : word.last + 1]] == [":"]
    )
    after = [p for p in persons if p.first >= start and _together(index, start, p.first)]
    near = [p for p in after if _strange(index, word.last, p.first) <= _STRANGE]
    if word.has("after"):
        return near[0] if near else None
    if word.entry.flags.get("case") == "GEN":
        return before[-1] if before and before[-1].name.last == word.first else None
    if word.has("before"):
        return before[-1] if before else None
    if index.sentence.verb_final:
        free = [p for p in before if p.may_be("NOM")]
        return free[-1] if free else None
    if page.matcher.clitics:
        return near[0] if near else None
    if index.articles:
        return before[-1] if before else None
    subjects = [p for p in before[-1:] + near[:1] if p.may_be("NOM")]
    return subjects[-1] if subjects else None


def _body(page: Page, sentence: Sentence, word: Mention, person: Person | None) -> tuple[Sentence, Mention | None]:
    """What is commanded, and in which sentence it is named."""
    own = range(person.first, person.name.last) if person else range(0)  # `اللواء X` is a rank, and no brigade
    bodies = [b for b in sentence.of("bodies") if b.first not in own and not _in_office(sentence, b, word)]
    before = [
        b
        for b in bodies
        if b.last <= word.first and word.first - b.last <= _FAR and _clause(sentence, b.last, word.first)
    ]
    after = [
        b
        for b in bodies
        if b.first >= word.last and b.first - word.last <= _FAR and _clause(sentence, word.last, b.first)
    ]
    within = [b for b in bodies if word.first < b.first and b.last < word.last]
    if within or word.entry.flags.get("case") == "GEN":
        found = within or after[:1]
    elif word.has("after") or sentence.verb_final:
        beside = before[-1:] if before and before[-1].last == word.first and sentence.verb_final else []
        found = beside or (before[-1:] if len({b.value for b in before}) == 1 else [])
    elif page.matcher.clitics or page.matcher.articles:
        found = after[-1:] if person and after and after[0].first < person.first else after[:1]
    else:
        fitting = [b for b in before[-1:] + after[:1] if b.is_case("INS", "ACC")]
        found = fitting[-1:]
    if found or not word.has("after") or word.first > _OPENING or not sentence.index:
        return sentence, found[0] if found else None
    last = page.sentences[sentence.index - 1]
    told = [b for b in last.of("bodies") if not _in_office(last, b)]
    return last, told[0] if len({b.value for b in told}) == 1 else None


def _is_over(page: Page, sentence: Sentence) -> bool:
    """Whether what the sentence tells in the past is over: it names a year that has passed, or says so.

    A report tells what was done yesterday in the past too.
    """
    now = (page.published or "9999")[:4]
    return any(dated.value[:4] < now for dated in sentence.dates) or bool(sentence.of("cues", "former", "late"))


def _in_office(sentence: Sentence, body: Mention, word: Mention | None = None) -> bool:
    """Whether the body is part of the words of an office that is another than the one told here."""
    return any(
        r.first <= body.first < r.last
        and not r.has("verb")
        and not (word is not None and r.first < word.last and word.first < r.last)
        for r in sentence.of("roles")
    )


def _clause(sentence: Sentence, a: int, b: int) -> bool:
    return not any(t.kind == MARK and t.text in _ENDS for t in sentence.tokens[a:b])


def _together(index: Vicinity, a: int, b: int) -> bool:
    """Whether no end of a statement and no second comma is between."""
    marks = [t.text for t in index.sentence.tokens[a:b] if t.kind == MARK]
    return not any(text in _ENDS for text in marks) and sum(text in ",،" for text in marks) <= 1


def _strange(index: Vicinity, a: int, b: int) -> int:
    known = {i for t in ("ranks", "roles", "bodies") for m in index.sentence.of(t) for i in range(m.first, m.last)}
    return sum(
        i not in known and i not in index.skip and i not in index.state_at and i not in index.link_at
        for i in range(a, b)
    )
