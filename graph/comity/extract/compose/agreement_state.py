"""What the words say of the state of a document: put off, drafted, ready, past, denied.

A cue counts for the document that it stands nearest to; a word for what is to come only where it governs the signing.
"""

from __future__ import annotations

from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")
NO_KIND = ("none", "document")
_SIGNED_WILL = 3  # tokens between the verb of signing and what puts it off: `will be signed`
_DRAFT = 2  # tokens between a document and the word for its draft
OPENING = 6  # tokens with which a sentence begins: `Signing it, the minister said ...`
BESIDE = 3  # tokens between a signing and its denial
_UNDER = 5  # tokens between `under` and the document
_DRAWN_UP = ("treaty", "agreement", "memorandum", "protocol")


def is_overlapped(sentence: Sentence, kind: Mention) -> bool:
    """Whether the word is part of another document's name, of an office, or of what is no document."""
    for other in sentence.of("kinds"):  # `a declaration on the roadmap of the brigade` is one document
        if (
            other is not kind
            and not other.has("weak")
            and 0 < kind.first - other.last <= 2
            and any(link.first == other.last for link in sentence.of("links", "of", "in"))
        ):
            return True
    return any(m.value == "none" and m.first <= kind.first < m.last for m in sentence.of("kinds")) or any(
        r.first <= kind.first < r.last for r in sentence.of("roles")
    )


def is_another(sentence: Sentence, kind: Mention, cue: str) -> bool:
    """Whether what is in force is another document of the sentence: `they signed a plan under the agreement`."""
    named = [m for m in sentence.of("kinds") if m.value not in NO_KIND and not is_overlapped(sentence, m)]
    others = [m for m in named if m is kind or not _is_again(m, kind)]
    bases = sentence.of("cues", cue)
    if len(others) < 2 or not bases:
        return False
    return all(_subject(others, base) is not kind for base in bases)


def _is_again(m: Mention, kind: Mention) -> bool:
    """Whether it is the same document, named again in short: `the cooperation plan is signed; the plan covers ...`."""
    return m.value == kind.value and m.first > kind.last and m.last - m.first == 1 < kind.last - kind.first


def _subject(documents: list[Mention], cue: Mention) -> Mention:
    """The document that a cue is said of: the nearest, of those before it if it is a verb."""
    verb = cue.has("verb") or cue.value == "valid"
    before = [m for m in documents if m.last <= cue.first] if verb else []
    return min(before or documents, key=lambda m: apart(m, cue))


def apart(a: Mention, b: Mention) -> int:
    """Tokens between two mentions; none where they overlap."""
    return max(b.first - a.last, a.first - b.last, 0)


def is_ready(sentence: Sentence, kind: Mention) -> bool:
    """Whether the document is said to be ready, or soon to be: `the text is ready`, `work on it will be finished`."""
    a, b = sentence.clause(kind.first)
    ready = any(a <= m.first < b for m in sentence.of("cues", "ready"))
    return ready and kind.value in _DRAWN_UP and not kind.has("plural") and not sentence.of("events", "sign")


def is_under(sentence: Sentence, kind: Mention) -> bool:
    """Whether a word that says `under`, `in force` stands right beside the document."""
    return any(apart(m, kind) <= _UNDER for m in sentence.of("cues", "in-force"))


def is_put_off(sentence: Sentence, at: int) -> bool:
    """Whether a word for what is to come governs the verb of signing: it stands before it, or right beside it."""
    a, b = sentence.clause(at)
    noun = any(e.first == at and e.has("noun") for e in sentence.of("events", "sign"))
    return any(
        a <= c.first < b and (c.first <= at + _SIGNED_WILL or noun or c.has("sentence") or sentence.verb_final)
        for c in sentence.of("cues", "planned")
    )


def is_draft(sentence: Sentence, kind: Mention) -> bool:
    """Whether the text speaks of its draft, and not of a vote on it or its withdrawal."""
    near = [d for d in sentence.of("topics", "draft") if apart(d, kind) <= _DRAFT and d.first != kind.first]
    return bool(near) and not sentence.of("events", "approve") and not sentence.of("topics", "ended")


def is_past(reading: Reading, signed: str | None) -> bool:
    """Whether the day of signing was before that of publication; a year alone, before that year."""
    published = reading.page.published
    return signed is not None and published is not None and signed < published[: len(signed)]


def is_to_come(reading: Reading, signed: str | None) -> bool:
    """Whether the day of signing is after that of publication."""
    published = reading.page.published
    return signed is not None and published is not None and signed > published[: len(signed)]


def is_denied_elsewhere(sentence: Sentence, kind: Mention, at: int) -> bool:
    """Whether no denial stands beside the signing itself: `the treaty signed in 1998 was never ratified`."""
    first, last = min(kind.first, at) - BESIDE, max(kind.last, at) + BESIDE
    return not any(m.value in NEVER and first <= m.first < last for m in sentence.of("cues"))
