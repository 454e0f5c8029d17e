"""Offices told without the name beside them: `He was defence attaché in Rome`, `X, who ..., was chief of ...`.

A word for having served (cues.tsv, `career`) right before an office leads back to whoever the sentence is about: the
one person named before it, or, where none is named, the person first named in the sentences before. Their state is
known from the office that stands beside the name; who has none there gets none here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.page import Page
from comity.extract.people import Figure, People
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK

#: `he was`, `served as` · `was`, which needs the name in its sentence · `commanded` · `and later`, after one of these
_SERVED = ("career", "career-named", "commanded", "next-office")
_BACK = 3  # sentences back to who is spoken of
_TO_UNIT = 4  # words between "commanded" and the unit


def careers(
    page: Page, people: People, offices: Sequence[Office], names: Mapping[int, Sequence[NameSpan]]
) -> list[Office]:
    """The former offices of people whom other sentences name; `offices` and `names` are those of the page."""
    bound = {(o.sentence, o.at) for o in offices}
    found: list[Office] = []
    for sentence in page.sentences:
        if sentence.kind in {"header", "title"}:
            continue
        cues = sorted(sentence.of("cues", *_SERVED), key=lambda c: c.first)
        # who the sentence is about at the first of them, it is about at all of them
        figure = _subject(people, sentence, cues[0], names) if cues else None
        served = False
        for cue in cues:
            if figure is None or figure.state is None or (cue.value == "next-office" and not served):
                continue
            if cue.value == "commanded":
                role, at, last = "unit-commander", cue.first, _unit_after(sentence, cue)
            else:
                mention = _office_after(page, sentence, cue)
                if mention is None or (sentence.index, mention.first) in bound:
                    continue
                role, at, last = mention.value, mention.first, mention.last
            if last is None:
                continue
            served = True
            found.append(
                Office(sentence.index, figure, role, figure.state, None, True, cue.first, last, "career", at=at)
            )
    return found


def _subject(
    people: People, sentence: Sentence, cue: Mention, names: Mapping[int, Sequence[NameSpan]]
) -> Figure | None:
    """Whom the sentence is about: the one named before the cue, else the first named in the sentences before."""
    here = [name for name in names[sentence.index] if name.first < cue.first]
    if here:
        figures = [people.at(sentence.index, name.first) for name in here]
        return figures[0] if all(figure is figures[0] for figure in figures) else None
    if cue.value == "career-named":
        return None
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _BACK), -1):
        if names[index]:
            return people.at(index, names[index][0].first)
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
            plain = role.value != "none" and not role.has("plural") and not role.has("weak") and not role.has("verb")
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
