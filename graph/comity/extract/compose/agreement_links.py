"""How the documents of one sentence hang together: which was signed, which rests on which, which replaces which.

1. A verb of signing belongs to the document of its clause; to one of another clause only where its own has none.
2. What another document or the work rests on is in force; what is told of it (its participle, its year) is not of the
   document that rests on it: `The plan rests on the agreement concluded in 2009`.
3. What a new document replaces was signed once; it is told only where its year is.
"""

from __future__ import annotations

from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.sentence import Sentence

_BESIDE = 5  # tokens between a document and its year
_OBJECT = 12  # tokens between a verb and the document that is its object
_PARTICIPLE = 8  # tokens between a document and the verb of its signing
_NONE = "none"
_UNNAMED = frozenset({_NONE, "document"})


def documents(sentence: Sentence) -> list[Mention]:
    """The documents that the sentence names by their kind, each once."""
    found = [m for m in sentence.of("kinds") if m.value not in _UNNAMED]
    return [m for m in found if not any(m.first < o.first < m.last or o.first < m.first < o.last for o in found)]


def signs_of(sentence: Sentence, kind: Mention) -> list[Mention]:
    """The verbs and nouns of signing that may be said of this document."""
    a, b = sentence.clause(kind.first)
    others = [d for d in documents(sentence) if d is not kind]
    signs = [e for e in sentence.of("events", "sign") if not _is_of_object(sentence, kind, e)]
    here = [e for e in signs if a <= e.first < b]
    if sentence.verb_final:  # `bu plan 2018'de imzalanan anlaşmaya göre ...`: its participle is another's
        here = [e for e in here if not any(kind.last <= e.first and e.last <= d.first < b for d in others)]
        here = [e for e in here if not any(e.last <= d.first and d.last <= kind.first for d in others)]
    if here:
        return here
    return [e for e in signs if not any(in_same_clause(sentence, e.first, d.first) for d in others)]


def basis(sentence: Sentence) -> Mention | None:
    """The document on which something rests."""
    return _object(sentence, "rests", documents(sentence))


def replaced(sentence: Sentence) -> Mention | None:
    """The document that another replaces, be it told by a general word."""
    words = [m for m in sentence.of("kinds") if m.value != _NONE and not m.has("weak")]
    return _object(sentence, "replaces", words)


def year_of(sentence: Sentence, kind: Mention) -> str | None:
    """When it was signed: the date of a verb of signing near it, or the one that stands beside it."""
    near = [d for d in sentence.dates if _gap(d.first, d.last, kind) <= _BESIDE]
    for sign in sentence.of("events", "sign"):
        if _gap(sign.first, sign.last, kind) <= _PARTICIPLE:
            near += [d for d in sentence.dates if _gap(d.first, d.last, sign) <= _BESIDE]
    return _value(min(near, key=lambda d: _gap(d.first, d.last, kind))) if near else None


def _object(sentence: Sentence, cue: str, words: list[Mention]) -> Mention | None:
    for verb in sentence.of("cues", cue):
        if sentence.verb_final:
            before = [m for m in words if 0 <= verb.first - m.last <= _OBJECT]
            if before:
                return max(before, key=lambda m: m.first)
        else:
            after = sorted((m for m in words if 0 <= m.first - verb.last <= _OBJECT), key=lambda m: m.first)
            subject = len(after) > 1 and after[0].first == verb.last  # the verb first, as in Arabic
            if after:
                return after[1] if subject else after[0]
    return None


def _is_of_object(sentence: Sentence, kind: Mention, sign: Mention) -> bool:
    """Whether the signing is that of another document on which this one rests, or that it replaces."""
    for cue in ("rests", "replaces"):
        for verb in sentence.of("cues", cue):
            of = basis(sentence) if cue == "rests" else replaced(sentence)
            if of is None or of is kind:
                continue
            if (kind.last <= sign.first < verb.first) if sentence.verb_final else sign.first >= verb.first:
                return True
    return False


def in_same_clause(sentence: Sentence, i: int, j: int) -> bool:
    """Whether tokens i and j stand in one clause."""
    return sentence.clause(i) == sentence.clause(j)


def _gap(first: int, last: int, m: Mention) -> int:
    return max(first - m.last, m.first - last, 0)


def _value(date: Dated) -> str:
    return date.value.replace("/..", "")
