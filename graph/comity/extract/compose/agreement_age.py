"""Documents looked back on: signed long ago, and named because they still count.

Who speaks of a document of another year by a participle or a relative clause (`the accord signed in 2011`) says which
one he means, not that it was signed: it is what is lived by. It is none where it began what is over (`it all began with
the protocol signed in 1993`), was replaced, is not in force, or is only now put to the vote in parliament. A verb of
its own (`in 1996 they signed a protocol`) tells a story, and nothing of today.
"""

from __future__ import annotations

import datetime
from typing import Final

from comity.dates import bounds
from comity.extract.compose.agreement_links import documents
from comity.extract.compose.agreement_slots import PERIODIC
from comity.extract.compose.agreement_state import NEVER, NO_KIND
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_OLD: Final = 270  # days
_UNDER: Final = 3  # tokens between `under` and the document
_CALLED: Final = 3  # tokens between a year and the document called by it: `the 2011 technical air agreement`
_REACH: Final = 14  # tokens between a document and what is said of its signing
_OVER: Final = frozenset({*NEVER, "replaced", "not-in-force", "not-yet"} - {"modal"})
_HEAD: Final = 4  # sentences in which an article says what it is about


def is_old(reading: Reading, signed: str | None) -> bool:
    """Whether it was surely signed the better part of a year before the article.

    Where nobody knows when that was written, a year alone is another than its own: who means this year names no year.
    """
    if signed is None:
        return False
    if reading.page.published is None and len(signed) == len("2011"):
        return True
    last, now = bounds(signed).latest, bounds(_written(reading)).earliest
    return last is not None and now is not None and now - last > datetime.timedelta(_OLD)


def _written(reading: Reading) -> str | None:
    """When the article was written: its date, else the last one that it tells of anything that was not to come."""
    if reading.page.published is not None:
        return reading.page.published
    told = reading.state.get("written")
    if not isinstance(told, str):
        past = [d for s in reading.page.sentences if not s.plans for d in s.dates if "/" not in d.value]
        told = reading.state["written"] = max((d.value for d in past), default="")
    return told or None


def is_looked_back_on(
    reading: Reading, sentence: Sentence, kind: Mention, signs: list[Mention], cues: set[str]
) -> bool:
    """Whether an old document is meant that still counts, by how its signing or its year is told."""
    if not _OVER.isdisjoint(cues) or is_before_parliament(reading, sentence):
        return False
    if len(documents(sentence)) == 1 and (sentence.of("cues", "replaced") or sentence.of("topics", "ended")):
        return False
    sign = min(signs, key=lambda e: abs(e.first - kind.first)) if signs else kind
    if _is_relied_on_next(reading, sentence, kind):
        return True
    if _is_beginning(sentence, kind, sign):
        return False
    if is_relied_on(sentence, kind):
        return True
    return kind.value != "contract" and (sign is kind or says_which(sentence, kind, sign))


def is_relied_on(sentence: Sentence, kind: Mention) -> bool:
    """Whether something is done under it: `under the contract`, `келісімшарт бойынша`."""
    words = sentence.of("topics", "under")
    if sentence.verb_final:
        return any(0 <= m.first - kind.last <= 1 for m in words)
    return any(0 <= kind.first - m.last <= _UNDER for m in words)


def _is_relied_on_next(reading: Reading, sentence: Sentence, kind: Mention) -> bool:
    """Whether the next sentence says that something is done under it: `Under this contract the ships are built now`."""
    following = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    if not following or following[0].paragraph != sentence.paragraph or following[0].of("events", "sign"):
        return False
    words = [m for m in following[0].of("kinds") if m.value in (kind.value, "document") and not m.has("weak")]
    return any(is_relied_on(following[0], m) and _OVER.isdisjoint(following[0].cues(m.first)) for m in words)


def year_beside(sentence: Sentence, kind: Mention) -> str | None:
    """The year or day by which a document is called: `the technical agreement of 2011`, `the 2009 treaty`."""
    if kind.value in PERIODIC or kind.has("plural"):
        return None
    for date in sentence.dates:
        after = 0 <= date.first - kind.last <= 1 and not sentence.verb_final
        beside = after or 0 <= kind.first - date.last <= _CALLED
        if beside and "/" not in date.value and date.how != "relative":
            return date.value
    return None


def says_which(sentence: Sentence, kind: Mention, sign: Mention) -> bool:
    """Whether a word of signing only says which document is meant."""
    if sentence.verb_final:
        a, _ = sentence.clause(kind.first)
        between = [m for m in sentence.of("kinds") if sign.last <= m.first < kind.first and m.value not in NO_KIND]
        return not sign.has("noun") and a <= sign.first and sign.last <= kind.first and not between
    if sign.last <= kind.first:  # `подписанный в 2011 году договор`
        return sign.has("participle") and sign.has("noun") and sign.last > kind.first - _REACH
    if not 0 <= sign.first - kind.last <= _REACH:
        return False
    between = [m for m in sentence.of("events") if kind.last <= m.first < sign.first and not m.has("noun")]
    if between or any(kind.last <= m.first < sign.first for m in sentence.of("kinds") if m.value not in NO_KIND):
        return False
    if any(kind.last <= m.first < sign.first for m in sentence.of("service", "which")):
        return True
    return sign.has("participle")


def _is_beginning(sentence: Sentence, kind: Mention, sign: Mention) -> bool:
    """Whether it is told as the beginning of a story: `it all began with the protocol signed in 1993`."""
    a, b = sentence.clause(kind.first)
    c, d = sentence.clause(sign.first)
    return any(min(a, c) <= e.first < max(b, d) for e in sentence.of("events", "begin"))


def is_before_parliament(reading: Reading, sentence: Sentence) -> bool:
    """Whether the article is about what parliament votes on, in its first sentences or in this paragraph."""
    told = reading.state.get("parliament")
    if not isinstance(told, frozenset):
        told = reading.state["parliament"] = frozenset(
            s.paragraph if s.index >= _HEAD else -1 for s in reading.page.sentences if _votes(s)
        )
    return -1 in told or sentence.paragraph in told


def _votes(sentence: Sentence) -> bool:
    return bool(sentence.of("institutions", "parliament") and sentence.of("events", "approve", "sign"))
