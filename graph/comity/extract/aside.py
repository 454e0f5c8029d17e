"""States that a sentence names and that do nothing in it: whose border, press or language, with whom talks are."""

from __future__ import annotations

from comity.extract.sentence import Sentence, StateRef


def is_border(sentence: Sentence, s: StateRef) -> bool:
    """Whether only its border or coast is meant: `the Afghan border`, `the border with Libya`; not that of two."""
    return _is_beside(sentence, s, "border") and not any(
        s.first in (o.last, o.last + 1) or o.first in (s.last, s.last + 1) for o in sentence.states if o is not s
    )


def is_press(sentence: Sentence, s: StateRef) -> bool:
    """Whether only its press is meant: `the Iranian press`."""
    return _is_beside(sentence, s, "press")


def is_language(sentence: Sentence, s: StateRef) -> bool:
    """`courses of English language`: the language is no state."""
    if s.type != "adjectives":
        return False
    return any(m.first == s.last or m.last == s.first for m in sentence.of("links", "language"))


def _is_beside(sentence: Sentence, s: StateRef, link: str) -> bool:
    links = sentence.of("links", link)  # mostly there is none
    return bool(links) and any(m.first == s.last or s.first - 1 <= m.last <= s.first for m in links)


def is_partner(sentence: Sentence, s: StateRef) -> bool:
    """Whether it is the side with which talks are held: `переговоры с литовской стороной вёл министр X`."""
    for m in sentence.of("links", "partner"):
        if m.first == s.last or (m.last == s.first and sentence.conjunctions):
            first, last = min(m.first, s.first), max(m.last, s.last)
            joins = (last,) if sentence.verb_final else (first - 1, first - 2)
            if m.is_case("COM") or any(w.first in joins or w.last - 1 in joins for w in sentence.of("links", "with")):
                return True
    return False
