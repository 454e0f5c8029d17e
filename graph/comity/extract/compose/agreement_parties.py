"""Between whom a document is: what `sides` finds, and where that is too weak to claim.

1. One state that is named makes it with the one whom it just met, in whichever article.
2. A pair that is only inherited is left aside where the article's own state is none of it, and where it is not the
   article's pair and a third state was named since the pair was: then it is the third state's business as well.
3. One state alone makes it with whom the article speaks for, if anybody knows who that is; its troops' host before all.
4. Where nothing is found the parties are those of the document told right before.
"""

from __future__ import annotations

from comity.extract.compose.agreement_state import NO_KIND
from comity.extract.compose.draft import Draft
from comity.extract.compose.sides import is_far, sides
from comity.extract.frame import Frame
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_RECENT = 5  # sentences in which both of a pair were named that is still meant
_PASSING = 2  # the weight of a state that is named once
_LATELY = 4  # sentences between a meeting and what is told of one who was there

_PAIR = 2
_HEADING = 4  # tokens of `* France.`
_ASKING = "?؟"

Parties = tuple[tuple[str, ...], str]


def parties_of(
    reading: Reading, sentence: Sentence, meetings: list[Draft], before: tuple[str, ...] | None = None
) -> Parties:
    """The parties, sorted, and how they were found; `before` are those of the document told right before."""
    parties, how = sides(reading, sentence, meetings)
    if how == "one-named" and reading.on("party-just-met"):
        met = _just_met(reading, sentence, meetings)
        if met is not None:
            return met, "met"
    if how == "named" and reading.on("both-sides-of-clause"):
        both = _both_meant(reading, sentence)
        if both is not None and both != parties:
            return both, "frame"
    if how in ("frame", "none") and reading.on("partner-asked-about"):
        asked = _asked_about(reading, sentence)
        if asked is not None:
            return asked, "asked"
    if how == "frame" and parties != reading.frame.default and reading.on("parties-of-talks"):
        talks = _of_talks(reading, sentence, meetings)
        if talks is not None:
            return talks, "met"
    if how in ("one-named", "frame"):
        posted = _posted(reading, sentence)
        if posted is not None and reading.on("party-posted"):
            return posted, "named"
    known = parties == reading.frame.default or not is_far(reading, sentence, parties, how)
    if how == "one-named" and not known and reading.on("partner-unknown"):
        parties, how = (), "none"
    if how == "frame" and len(parties) > 1 and _is_doubtful(reading, sentence, parties):
        parties, how = (), "none"
    if len(parties) < 2 and before is not None and reading.on("parties-told-before"):
        return before, "before"
    if len(parties) < 2 and reading.on("parties-of-paragraph"):
        pair = _of_paragraph(reading, sentence)
        if pair is not None:
            return pair, "paragraph"
    return parties, how


def _is_of_two(frame: Frame, parties: tuple[str, ...]) -> bool:
    """Whether the article is about these two only: a third state is named no more than in passing."""
    return all(weight <= _PASSING or iso in parties for iso, weight in frame.weights.items())


def _just_met(reading: Reading, sentence: Sentence, meetings: list[Draft]) -> tuple[str, ...] | None:
    """The two states of the last meeting told, where the one that the sentence names is one of them."""
    named = set(reading.frame.explicit(sentence))
    lately = [m for m in meetings if 0 <= sentence.index - m.sentence.index <= _LATELY]
    last = max(lately, key=lambda m: (m.sentence.index, m.first), default=None)
    states = last.slots["states"] if last is not None else ()
    assert isinstance(states, tuple)
    return states if len(states) == 2 and named <= set(states) else None


def _asked_about(reading: Reading, sentence: Sentence) -> tuple[str, ...] | None:
    """The article's own state and the one that a question, a heading or a document right before is about.

    `How do things stand with A? The agreement of 2019 is in force`, `A deputy asked of the memorandum with A`.
    """
    speaker = reading.frame.speaker
    if sentence.index == 0 or speaker is None or set(reading.frame.explicit(sentence)) - {speaker}:
        return None
    before = reading.page.sentences[sentence.index - 1]
    beside = {m.last for m in before.of("links", "with")}
    capitals = [s.iso for s in before.states if s.type == "cities" and s.first in beside]  # `ties with Baku`
    others = [iso for iso in dict.fromkeys([*reading.frame.explicit(before), *capitals]) if iso != speaker]
    if before.kind == "header" or len(others) != 1:
        return None
    if before.tokens[-1].text in _ASKING or len(before.tokens) <= _HEADING or _is_partner(before, others[0]):
        return tuple(sorted((speaker, others[0])))
    return None


def _of_talks(reading: Reading, sentence: Sentence, meetings: list[Draft]) -> tuple[str, ...] | None:
    """The two states of the last meeting, where the document is told as what came of it."""
    if not sentence.of("events", "meet") or reading.frame.explicit(sentence):
        return None
    before = [m for m in meetings if 0 <= sentence.index - m.sentence.index <= _LATELY]
    states = max(before, key=lambda m: (m.sentence.index, m.first)).slots["states"] if before else ()
    assert isinstance(states, tuple)
    return states if len(states) == len(reading.frame.default) else None


def _of_paragraph(reading: Reading, sentence: Sentence) -> tuple[str, ...] | None:
    """The only two states that the paragraph has told of until here, be it as a place: an item of a digest.

    Whoever is named beside the document may be of another state: then it is not known whose it is.
    """
    if sentence.of("ranks") or reading.people.in_sentence(sentence.index):
        return None
    speaker, told = reading.frame.speaker, set()
    for before in reading.page.sentences[: sentence.index + 1]:
        if before.paragraph == sentence.paragraph and before.kind != "header":
            told |= {s.iso for s in before.states} | set(reading.frame.explicit(before))
    return tuple(sorted(told)) if len(told) == _PAIR and (speaker is None or speaker in told) else None


def _is_partner(sentence: Sentence, iso: str) -> bool:
    """Whether the sentence speaks of a document with this state."""
    if not any(m.value not in NO_KIND for m in sentence.of("kinds")):
        return False
    beside = {m.last for m in sentence.of("links", "with")}
    return any(s.iso == iso and (s.first in beside or s.is_case("COM", "INS")) for s in sentence.states)


def _both_meant(reading: Reading, sentence: Sentence) -> tuple[str, ...] | None:
    """The pair spoken of, where `the two sides` make the document, and a later clause names a stranger."""
    frame = reading.frame
    before = frame.current.get(sentence.index, frame.default)
    for m in sentence.of("plurals", "both-states", "both-sides"):
        a, b = sentence.clause(m.first)
        documents = [d for d in sentence.of("kinds") if a <= d.first < b]
        if not documents or len(before) != 2:
            continue
        until = set(frame.explicit(sentence, 0, b))
        later = set(frame.explicit(sentence, b)) - until
        if len(until) == 1 and until < set(before) and later and not later & set(before):
            return before
    return None


def _posted(reading: Reading, sentence: Sentence) -> tuple[str, ...] | None:
    """The one state named and that in which its men are: `the base of A in B stands under the accord`.

    Where it is known for whom the article speaks, only a posting is told so; else it is the only partner in sight.
    """
    if not sentence.of("events", "deploy") and reading.frame.speaker is not None:
        return None
    named = set(reading.frame.explicit(sentence))
    places = {s.iso for s in sentence.states if s.type == "states" and s.iso not in named}
    return tuple(sorted(named | places)) if len(named) == len(places) == 1 else None


def _is_doubtful(reading: Reading, sentence: Sentence, parties: tuple[str, ...]) -> bool:
    frame = reading.frame
    if frame.speaker is not None and frame.speaker not in parties and reading.on("pair-without-speaker"):
        return True
    if not reading.on("stale-pair") or (parties == frame.default and frame.speaker is not None):
        return False
    named = [set(frame.explicit(s)) for s in reading.page.sentences[: sentence.index + 1]]
    if frame.speaker is None:
        seats = [{s.iso for s in t.states if s.type == "cities"} for t in reading.page.sentences[: sentence.index + 1]]
        together = any(set(parties) <= a | b for a, b in zip(named, seats, strict=True))
        if parties != frame.default and not together:
            return True  # a third state, and whichever of the two sides the article names more
        lately = set().union(*named[-_RECENT:])
        if not set(parties) <= lately and not _is_of_two(frame, parties):
            return True  # nobody's article, and one of the pair is long forgotten
    last = [max((i for i, states in enumerate(named) if iso in states), default=0) for iso in parties]
    since = set().union(*named[max(last) :])
    return bool(since - set(parties))
