"""Offices told without the name beside them: `He was defence attaché in Rome`, `X, who ..., was chief of ...`.

A word for having served (cues.tsv, `career`) leads back to whoever the sentence is about: the one person named before
it, or, where none is named, the person first named in the sentences before. The office stands right after the word, or
right before it in a language whose verb comes last; there a form of the office may hold the verb itself (roles.tsv and
heads.tsv, `verb`). Their state is known from the office that stands beside the name, else from the words of this one;
who has none gets none here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.ownership import Ownership
from comity.extract.page import Page
from comity.extract.people import Figure, People
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK
from comity.extract.vicinity import Reach, Vicinity

#: `he was`, `served as` · `was`, which needs the name in its sentence · `commanded` · `and later`, after one of these ·
#: `holds the post of`, which tells of today
_SERVED = ("career", "career-named", "commanded", "next-office", "incumbent")
_BACK = 3  # sentences back to who is spoken of
_TO_AGENT = 12  # words between "by" and who did it: his office and rank
_TO_UNIT = 4  # words between "commanded" and the unit
_TO_CUE = 1  # words between an office and the verb after it


def careers(
    page: Page,
    people: People,
    offices: Sequence[Office],
    names: Mapping[int, Sequence[NameSpan]],
    off: frozenset[str] = frozenset(),
) -> list[Office]:
    """The former offices of people whom other sentences name; `offices` and `names` are those of the page."""
    bound = {(o.sentence, o.at) for o in offices}
    ownership = Ownership(page, list(offices), off)
    found: list[Office] = []
    for sentence in page.sentences:
        if sentence.kind in {"header", "title"}:
            continue
        cues = sorted(_told(sentence), key=lambda c: c.first)
        # who the sentence is about at the first of them, it is about at all of them
        figure = _subject(people, page.sentences, sentence, cues[0], names) if cues else None
        served = False
        for cue in cues:
            if figure is None or (cue.value == "next-office" and not served):
                continue
            if cue.value == "commanded":
                posts = [("unit-commander", cue.first, _unit_after(sentence, cue), figure.state)]
            else:
                mention = _office_of(page, sentence, cue)
                if mention is None or (sentence.index, mention.first) in bound:
                    continue
                told = [*_listed_before(sentence, mention, names[sentence.index]), mention]
                posts = [
                    (m.value, m.first, m.last, figure.state or _owner(page, ownership, sentence, m))
                    for m in told
                    if (sentence.index, m.first) not in bound
                ]
            for role, at, last, state in posts:
                if last is None or state is None or sentence.unreal(cue.first):
                    continue
                served = True
                former = not (cue.value == "incumbent" or (cue.type != "cues" and not cue.has("former")))
                figure.state = state
                found.append(
                    Office(
                        sentence.index,
                        figure,
                        role,
                        state,
                        figure.rank if not (former and figure.roles) else None,
                        former,
                        min(at, cue.first),
                        max(last, cue.last),
                        "career",
                        at=at,
                        at_last=last,
                    )
                )
    return found


def _listed_before(sentence: Sentence, last: Mention, names: Sequence[NameSpan]) -> list[Mention]:
    """`2012-15 attaché in A, 2019-22 commander of B olub`: the offices before that share the verb after the last."""
    if not sentence.verb_final:
        return []
    found: list[Mention] = []
    edge = last.first
    for role in sorted(sentence.of("roles"), key=lambda r: -r.last):
        if role.last >= edge:
            continue
        comma = sentence.tokens[role.last].text == "," or any(m.first == role.last for m in sentence.of("links", "and"))
        plain = role.value != "none" and not (role.has("plural") or role.has("weak") or role.has("verb"))
        verb = any(role.last <= e.first < edge and not e.has("noun") for e in sentence.of("events"))
        if not (comma and plain) or verb or any(n.last > role.first and n.first < edge for n in names):
            break
        found.append(role)
        edge = role.first
    return found[::-1]


def _told(sentence: Sentence) -> Iterator[Mention]:
    """The words for having served: cues, and offices that hold the verb."""
    yield from sentence.of("cues", *_SERVED)
    if sentence.verb_final:
        yield from (r for r in sentence.of("roles") if r.has("verb"))


def _office_of(page: Page, sentence: Sentence, cue: Mention) -> Mention | None:
    if cue.type == "roles":
        return cue
    return _office_before(sentence, cue) if sentence.verb_final else _office_after(page, sentence, cue)


def _owner(page: Page, ownership: Ownership, sentence: Sentence, role: Mention) -> str | None:
    """The state that stands beside the office."""
    index = Vicinity(sentence, [], page.matcher)
    place = NameSpan(sentence.index, role.last, role.last, ("",))
    state, _, how = ownership.state(sentence, index, place, Reach(), role, role.value)
    return state if how == "beside" else None


def _subject(
    people: People,
    sentences: Sequence[Sentence],
    sentence: Sentence,
    cue: Mention,
    names: Mapping[int, Sequence[NameSpan]],
) -> Figure | None:
    """Whom the sentence is about: the one named before the cue, else the first named in the sentences before.

    In a language whose verb comes last also who is named right after it, which then is a participle.
    """
    if sentence.verb_final:
        for name in names[sentence.index]:
            begins = {name.first} | {r.first for r in sentence.of("ranks") if r.last == name.first}
            if cue.last in begins:
                return people.at(sentence.index, name.first) or _ranked(people, sentence, name)
    ranked = {n.first: n for n in names[sentence.index]}
    here = [f or _ranked(people, sentence, ranked[at]) for at, f in _named(people, sentence, names) if at < cue.first]
    if here:
        return here[0] if all(figure is here[0] for figure in here) else None
    if cue.value == "career-named" and not any(m.first <= 1 for m in sentence.of("successions", "he")):
        return None
    for before in reversed(sentences[max(0, sentence.index - _BACK) : sentence.index]):
        named = [(at, f) for at, f in _named(people, before, names) if not _is_agent(before, at)]
        if named:
            return named[0][1]
    return None


def _is_agent(sentence: Sentence, at: int) -> bool:
    """Whether a passive names him by the way: `The parade was presided over by the chief of staff, General X`."""
    for word in sentence.of("successions", "by"):
        between = range(word.last, at)
        if 0 <= at - word.last <= _TO_AGENT and not any(
            e.first in between for e in sentence.of("events") if not e.has("noun")
        ):
            return True
    return False


def _named(
    people: People, sentence: Sentence, names: Mapping[int, Sequence[NameSpan]]
) -> list[tuple[int, Figure | None]]:
    """Who is named in a sentence and where, in order; None for a name of which nothing else is told."""
    # a single strange word may be a town
    found: dict[int, Figure | None] = {name.first: None for name in names[sentence.index] if name.full}
    found |= {name.first: figure for name, figure in people.in_sentence(sentence.index)}
    return sorted(found.items(), key=lambda pair: pair[0])


def _ranked(people: People, sentence: Sentence, name: NameSpan) -> Figure | None:
    """An officer of whom nothing else is told."""
    rank = next((r for r in sentence.of("ranks") if r.last == name.first), None)
    if not name.full or rank is None:
        return None
    figure = people.add(name)
    figure.rank = figure.rank or rank.plain_rank
    return figure


def _office_before(sentence: Sentence, cue: Mention) -> Mention | None:
    """The office that ends right before the cue."""
    for role in sentence.of("roles"):
        between = sentence.tokens[role.last : cue.first]
        if 0 <= cue.first - role.last <= _TO_CUE and not any(t.kind == MARK for t in between):
            return role if role.value != "none" and not role.has("plural") and not role.has("weak") else None
    return None


def _office_after(page: Page, sentence: Sentence, cue: Mention) -> Mention | None:
    """The office right after the cue: articles, links and states may be between them."""
    at = cue.last
    roles = {r.first: r for r in sentence.of("roles")}
    between = {i for m in sentence.of("adjectives") + sentence.of("states") for i in range(m.first, m.last)}
    between |= {
        i for m in sentence.of("links") + sentence.of("cues", "former", "next-office") for i in range(m.first, m.last)
    }
    while at < len(sentence.tokens):
        role = roles.get(at)
        if role is not None:
            single = not role.has("plural") or bool(page.matcher.clitics)  # after a verb the accusative, and no dual
            plain = role.value != "none" and single and not role.has("weak") and not role.has("verb")
            return role if plain and not sentence.tokens[role.last - 1].possessive else None
        token = sentence.tokens[at]
        if token.kind == MARK or not (token.key in page.matcher.articles or at in between):
            return None
        at += 1
    return None


def _unit_after(sentence: Sentence, cue: Mention) -> int | None:
    """Where the unit ends that follows the cue; None if nothing shows that it is one."""
    for unit in sentence.of("institutions", "unit"):
        if cue.last <= unit.first <= cue.last + _TO_UNIT and not any(
            t.kind == MARK for t in sentence.tokens[cue.last : unit.first]
        ):
            return unit.last
    return None
