"""Who a sentence speaks of: the officials it names, and those it means by other words.

`the Surinamese general`, `his Ecuadorian counterpart`, `the Armenian minister`, `the guest`: a word for a person beside
the adjective or genitive of a state is an official of that state, and the one of that office who was named before where
there is one; a guest is the official of another state who was named last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from comity.extract.citizens import citizens
from comity.extract.mention import Mention
from comity.extract.ownership import BOUND_ABROAD
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence, StateRef

_BESIDE: Final = 2  # words between a state and the word for its official
_BACK: Final = 6  # sentences in which a guest was named
_TITLES: Final = 2  # words between an office and the name of its holder
_GUESTS: Final = ("guest",)
_SENDERS: Final = ("ministry", "staff", "forces", "school", "parliament", "government")


@dataclass(frozen=True)
class Reference:
    """An official at tokens[first:last]: of which state, and who, where that is known; `how` it is told."""

    first: int
    last: int
    state: str
    figure: Figure | None
    how: str  # named, office, person, guest, the


def references(reading: Reading, sentence: Sentence, first: int = 0, last: int | None = None) -> list[Reference]:
    """The officials that tokens[first:last] speak of, in order."""
    end = len(sentence.tokens) if last is None else last
    key = f"references-{sentence.index}"
    found = reading.state.get(key)
    if found is None:
        found = reading.state[key] = sorted(_references(reading, sentence), key=lambda r: r.first)
    assert isinstance(found, list)
    return [r for r in found if first <= r.first < end]


def _references(reading: Reading, sentence: Sentence) -> Iterator[Reference]:
    taken: set[int] = set()
    for name, figure in reading.people.in_sentence(sentence.index):
        taken |= set(range(name.first - _TITLES, name.last + _TITLES))
        if figure.state:
            yield Reference(name.first, name.last, figure.state, figure, "named")
    if not reading.on("officials-by-office"):
        return
    taken |= {o.at for o in reading.offices if o.sentence == sentence.index}
    seen: set[int] = set()
    for m in _words(sentence):
        if m.first in taken or m.last - 1 in taken or m.first in seen or _is_plural(reading, sentence, m):
            continue
        state = _owner(sentence, m)
        if state is not None:
            seen |= set(range(m.first, m.last))
            how = "person" if m.type == "persons" else "office"
            yield Reference(m.first, m.last, state.iso, _holder(reading, sentence, state.iso, m), how)
        elif m.type == "plurals" and m.value in _GUESTS and (guest := last_guest(reading, sentence)) is not None:
            assert guest.state is not None
            yield Reference(m.first, m.last, guest.state, guest, "guest")
        elif m.type == "roles" and (holder := _the(reading, sentence, m)) is not None:
            assert holder.state is not None
            yield Reference(m.first, m.last, holder.state, holder, "the")
    if not reading.on("told-by-state"):
        return
    for first, last, s in citizens(reading.page, sentence):
        if taken.isdisjoint(range(first, last)) and seen.isdisjoint(range(first, last)):
            seen |= set(range(first, last))
            yield Reference(first, last, s.iso, _of_state(reading, sentence, s.iso), "person")


def _words(sentence: Sentence) -> list[Mention]:
    """Words for a person: an office, a rank, a counterpart, a general word."""
    return [
        *(m for m in sentence.of("roles") if m.value != "none" and not m.has("given")),
        *sentence.of("counterparts"),
        *sentence.of("plurals", *_GUESTS),
        *sentence.of("persons", "person"),
        *sentence.of("ranks"),
    ]


def _is_plural(reading: Reading, sentence: Sentence, m: Mention) -> bool:
    """Whether the words mean several: by their line in the lexicon, or by the ending (`generallarla`)."""
    if is_many(sentence, m) or "PL" in m.case.split("/"):
        return True
    if any(b.first < m.first < b.last for b in sentence.of("plurals", "both-ministers")):
        return True  # `iki bakan`
    if m.value in _GUESTS or m.entry.form[-1] != "~":
        return False
    stem = reading.page.matcher.folding.key(m.entry.form[:-1].split()[-1])
    return sentence.tokens[m.last - 1].key[len(stem) :].startswith(reading.page.matcher.plurals)


def is_many(sentence: Sentence, role: Mention) -> bool:
    """Whether the words for an office mean several holders: by their form, or by a number (`dört savunma bakanı`)."""
    numbers = [m for m in sentence.of("dates") if m.value.startswith("number-")]
    return role.has("plural") or any(m.last == role.first for m in numbers if sentence.verb_final)


def _owner(sentence: Sentence, m: Mention) -> StateRef | None:
    """The state whose official it is: within the words, or beside them as an adjective or an owner."""
    for s in sentence.states:
        if s.first in m.inside:
            return s
    for s in sentence.states:
        if s.type == "cities" or not (s.type == "adjectives" or s.is_case("GEN", "NOM")):
            continue
        if s.is_case("LOCKI", "LOC", "DAT", "ABL") and s.type == "states" and not s.is_case("GEN"):
            continue
        end = _body_end(sentence, m)
        between = sentence.tokens[s.last : m.first] if s.last <= m.first else None
        after = sentence.tokens[end : s.first] if s.first >= end else None
        gap = between if between is not None else after
        if gap is None or any(t.text in ",;:،.()–—" for t in gap):
            continue
        owns = s.type == "adjectives" or sentence.verb_final or sentence.tokens[s.last - 1].possessive  # `Peru's`
        owns = owns or (
            sentence.kind == "title" and not between and s.is_case("NOM")
        )  # `Peru defence minister in Lima`
        if between is not None and len(between) <= _BESIDE and owns:
            return s
        if after is not None and not sentence.verb_final and len(after) <= (0 if s.type == "adjectives" else 1):
            return s
    return None


def _body_end(sentence: Sentence, m: Mention) -> int:
    """Where the words for a delegation end: after those for the body that sent it (`the ministry's delegation`)."""
    end = m.last
    if sentence.verb_final or not any(d.first == m.first for d in sentence.of("institutions", "delegation")):
        return end
    for body in sentence.of("institutions", *_SENDERS):
        if end <= body.first <= end + 1:
            end = body.last
    return end


def _the(reading: Reading, sentence: Sentence, m: Mention) -> Figure | None:
    """`The minister`: the one of that office who was named before; of several that of the article's own state."""
    if any(m.first <= g.first < m.last or g.last == m.first for g in sentence.of("plurals", *_GUESTS)):
        return None  # `the guest minister`
    known = [f for f in reading.people.figures if m.value in f.roles and f.last_named(sentence.index - 1) >= 0]
    own = [f for f in known if f.state and f.state == reading.frame.home]
    if len(own) == 1:
        return own[0]
    return known[0] if len(known) == 1 and known[0].state else None


def _holder(reading: Reading, sentence: Sentence, state: str, m: Mention) -> Figure | None:
    """Who of that state held that office when last named; without an office whoever of it was, but for its envoys."""
    known = [f for f in reading.people.figures if f.state == state and (m.type != "roles" or m.value in f.roles)]
    if m.type != "roles":
        known = [f for f in known if not is_posted(f)] or known
        if sentence.kind != "title":
            known = [f for f in known if f.last_named(sentence.index) >= 0]
    return max(known, key=lambda f: f.last_named(sentence.index), default=None)


def _of_state(reading: Reading, sentence: Sentence, state: str) -> Figure | None:
    """The one official of that state whom the sentence or one before it names; None of several."""
    known = [
        f for f in reading.people.figures if f.state == state and not is_posted(f) and f.last_named(sentence.index) >= 0
    ]
    return known[0] if len(known) == 1 else None


def _here(reading: Reading, sentence: Sentence) -> str | None:
    """The state of the town in which something was last told to be, of the two sides; else the article's own."""
    for index in range(sentence.index, max(-1, sentence.index - 1 - _BACK), -1):
        before = reading.page.sentences[index]
        for m in before.of("cities"):
            iso = m.value.partition("|")[0]
            if "LOC" in before.case_of(m).split("/") and iso in reading.frame.default:
                return iso
    return reading.frame.home


def last_guest(reading: Reading, sentence: Sentence) -> Figure | None:
    """The official of another state than the article's own who was named last."""
    home = _here(reading, sentence)
    for index in range(sentence.index, max(-1, sentence.index - 1 - _BACK), -1):
        for figure in reversed(reading.officials(reading.page.sentences[index])):
            if (
                figure.state != home
                and not is_posted(figure)
                and (index < sentence.index or len(reading.officials(sentence)) > 1)
            ):
                return figure
    return None


def is_posted(figure: Figure) -> bool:
    """Whether somebody lives in another state anyway: an ambassador or attaché, and nothing else."""
    return bool(figure.roles) and set(figure.roles) <= BOUND_ABROAD
