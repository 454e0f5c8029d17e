"""Agreements: signed, in force, or planned."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from comity.extract.compose.agreement_age import is_old, year_beside
from comity.extract.compose.agreement_links import replaced, year_of
from comity.extract.compose.agreement_parties import parties_of
from comity.extract.compose.agreement_slots import day_before, period, signatories, title
from comity.extract.compose.agreement_state import BESIDE, NEVER, NO_KIND, OPENING, is_draft, is_overlapped, is_past
from comity.extract.compose.agreement_status import status_of, told_of
from comity.extract.compose.agreement_validity import is_used
from comity.extract.compose.draft import Draft, is_civil
from comity.extract.compose.sides import partners
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_FAR = 12  # sentences between a meeting and what was signed there
_FIRST = 3  # tokens of a sentence that opens with the document named right before
_BOTH = 2
_ASKED: Final = frozenset({"question", "cancelled"})  # `he asked about the memorandum`, `its ratification was put off`
_SHORT = 12  # tokens of "It was signed the same day."


def agreements(reading: Reading, meetings: list[Draft]) -> list[Draft]:
    """A draft for each document that the text says is signed, in force or planned."""
    found: dict[tuple[object, ...], Draft] = {}
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or is_civil(reading, sentence):
            continue
        for kind in sentence.of("kinds"):
            if kind.value in NO_KIND or is_overlapped(sentence, kind):
                continue
            if sentence.kind == "title" and not reading.frame.explicit(sentence):
                continue  # `The year of treaties`; the article says whose it is
            draft = _agreement(reading, sentence, kind, meetings, _told_before(found, sentence))
            if draft is None or draft.slots["status"] == "planned" or draft.rules[0] == "agreement-approved":
                draft = _said_next(reading, sentence, kind, meetings) or draft
            if draft is None:
                continue
            for one in _one_by_one(reading, draft, kind):
                _add(found, one)
        old = _replaced(reading, sentence, meetings, _told_before(found, sentence))
        if old is not None:
            _add(found, old)
    return list(found.values())


def _told_before(found: dict[tuple[object, ...], Draft], sentence: Sentence) -> tuple[str, ...] | None:
    """The parties of the document told in the sentence, or in the one before it."""
    near = [d for d in found.values() if 0 <= sentence.index - d.sentence.index <= 1]
    parties = max(near, key=lambda d: (d.sentence.index, d.first)).slots["parties"] if near else None
    assert parties is None or isinstance(parties, tuple)
    return parties


def _replaced(
    reading: Reading, sentence: Sentence, meetings: list[Draft], before: tuple[str, ...] | None
) -> Draft | None:
    """The document that a new one replaces, where the text tells its year: it was signed."""
    kind = replaced(sentence) if reading.on("agreement-replaced") else None
    if kind is None or not sentence.cues(kind.first).isdisjoint({*NEVER, "former"} - {"conditional"}):
        return None
    signed = year_of(sentence, kind)
    named = kind if kind.value not in NO_KIND else _last_named(reading, sentence, kind)
    parties, how = (before, "before") if before else parties_of(reading, sentence, meetings)
    if signed is None or named is None or len(parties) < 2 or not _is_before(reading, signed):
        return None
    draft = _draft(
        reading, sentence, named, parties, "signed", signed, [], None, ("agreement-replaced", f"parties-{how}")
    )
    draft.slots["title"] = None
    return draft


def _last_named(reading: Reading, sentence: Sentence, word: Mention) -> Mention | None:
    """The document for which a general word (`the one of the same name`) stands: the last one named before it."""
    before = [m for m in sentence.of("kinds") if m.last <= word.first and m.value not in NO_KIND]
    if not before and sentence.index:
        before = [m for m in reading.page.sentences[sentence.index - 1].of("kinds") if m.value not in NO_KIND]
    return before[-1] if before else None


def _is_before(reading: Reading, signed: str) -> bool:
    published = reading.page.published
    return published is None or signed < published[: len(signed)]


def _is_of_others(reading: Reading, sentence: Sentence, parties: tuple[str, ...]) -> bool:
    """Whether the sentence names people who sign, and none of them is of the pair that is only inherited."""
    named = [figure for _, figure in reading.people.in_sentence(sentence.index)]
    others = bool(named) and not any(figure.state in parties for figure in named)
    return others and reading.on("people-of-others")


def _one_by_one(reading: Reading, draft: Draft, kind: Mention) -> list[Draft]:
    """`Agreements with A and with B` are one with each; none where it is not said which of the states made them."""
    parties = draft.slots["parties"]
    assert isinstance(parties, tuple)
    named = draft.rules[1] == "parties-named"
    if len(parties) < 3 or not named or not kind.has("plural") or not reading.on("agreements-one-by-one"):
        return [draft]
    pairs = partners(reading, draft.sentence)
    return [replace(draft, slots={**draft.slots, "parties": pair, "signed": None}) for pair in pairs]


def _add(found: dict[tuple[object, ...], Draft], draft: Draft) -> None:
    """Add a document, or what is told anew of a known one."""
    new = draft.slots
    key = (new["parties"], new["kind"], new["period"], new["status"])
    if draft.rules[0] == "agreement-replaced":  # another than the new one of the same kind
        found.setdefault((new["parties"], new["kind"], new["signed"], "replaced"), draft)
        return
    for k, known in found.items():
        old = known.slots
        alike = k[:2] == key[:2] and (k[3] == "planned") >= (new["status"] == "planned")
        alike = alike and {k[3], new["status"]} != {"planned", "in-force"}  # a new one beside the old
        later = known.sentence.kind == "title" or not new["period"]
        if not alike or not (old["period"] == new["period"] or (later and not (old["period"] and new["period"]))):
            continue
        again = draft.sentence.index - known.sentence.index <= 1 and draft.first <= _FIRST and draft.dated_elsewhere
        if old["signed"] == new["signed"] or not new["signed"] or not old["signed"] or again:
            if known.sentence.kind == "title" and old["status"] == "planned" != new["status"]:
                found[k] = draft  # a headline in the present tense, and words for another day beside it
                return
            for slot in ("signed", "period", "signatories"):
                old[slot] = old[slot] or new[slot]
            return
    told = found.get(key)
    if told is None or not (new["signed"] and told.slots["signed"]) or told.sentence.kind == "title":
        found[key] = draft
    elif told.sentence is draft.sentence or not _is_of_signing(draft):
        found[key] = draft if _is_of_signing(draft) else told  # the day since when it counts is not that of its signing
    else:
        found[(*key, new["signed"])] = draft  # two of one kind, told apart by when they were signed


def _is_of_signing(draft: Draft) -> bool:
    """Whether its day is that of its signing: told with that, or standing right beside the document."""
    if draft.rules[0] not in ("agreement-in-force", "agreement-approved"):
        return True
    kind = next((m for m in draft.sentence.of("kinds") if m.first == draft.first), None)
    return kind is not None and year_beside(draft.sentence, kind) == draft.slots["signed"]


def _said_next(reading: Reading, sentence: Sentence, kind: Mention, meetings: list[Draft]) -> Draft | None:
    """`He brought a programme for 2024. It was signed the same day.`, `A draft is ready. It is to be signed in May.`"""
    following = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    if not following:
        return None
    after = following[0]
    open_ = _ASKED if sentence.of("events", "approve") or sentence.cues(kind.first) & {"question"} else frozenset()
    if not sentence.cues(kind.first).isdisjoint({*NEVER, "in-force"} - open_):
        return None
    signs = after.of("events", "sign")
    if not signs or any(m.value not in NO_KIND for m in after.of("kinds")):
        return None
    at = signs[0].first
    cues = after.cues(at)
    if not cues.isdisjoint(NEVER) or is_old(reading, year_beside(sentence, kind)):
        return None
    past = any(is_past(reading, d.value) for d in after.dates if d.has_day or not d.is_years)
    if "planned" in cues and not past and after.near_cue(at, "planned", within=BESIDE):
        status, rule = "planned", "planned-next"
    elif "planned" in cues and not past and at > OPENING:
        return None
    else:
        each = bool(after.of("links", "on-behalf")) and len({f.state for f in reading.officials(after)}) == _BOTH
        near = at <= OPENING or len(after.tokens) <= _SHORT or each or _refers_back(after)
        if signs[0].has("noun") or not near or after.paragraph != sentence.paragraph:
            return None
        if is_draft(sentence, kind) and not _refers_back(after):
            return None  # `They had before them a draft agreement ... They did sign the Declaration`
        status, rule = "signed", "signed-next"
    parties, how = parties_of(reading, sentence, meetings)
    signers = tuple(sorted({figure.state or "" for figure in reading.officials(after)}))
    if len(signers) == _BOTH and status == "signed" and not set(parties) <= set(signers) and reading.on("signed-by"):
        parties, how = signers, "named"
    if len(parties) < 2 or not reading.on(rule):
        return None
    covers = period(sentence, kind)
    signed, signed_by = None, []
    if status == "signed":
        meeting = _meeting(meetings, parties, after)
        days = [d.value for d in after.dates] or [d.value for d in sentence.dates if d.has_day]
        signed = days[0] if days else None
        signed_by = signatories(reading, after, parties, True, meeting)
        if is_old(reading, signed) and after.of("cues", "used", "valid", "in-force") and reading.on("agreement-used"):
            status = "in-force"  # `It was signed in 2011 and it works`
    return _draft(reading, sentence, kind, parties, status, signed, signed_by, covers, (rule, f"parties-{how}"))


def _refers_back(sentence: Sentence) -> bool:
    """Whether it speaks of the document named before: `The document was signed by ...`, `It was signed ...`."""
    return any(not m.has("weak") or m.first <= 1 for m in sentence.of("kinds", "document"))


def _agreement(
    reading: Reading, sentence: Sentence, kind: Mention, meetings: list[Draft], before: tuple[str, ...] | None
) -> Draft | None:
    """What the sentence says of the document; `before` are the parties of the one told right before."""
    told = told_of(reading, sentence, kind)
    stated = status_of(reading, sentence, kind, told) if told is not None else None
    if told is None or stated is None:
        return None
    status, rule = stated
    if not reading.on(rule):
        return None
    parties, how = parties_of(reading, sentence, meetings, before)
    if how == "frame" and status == "signed" and not told.long_signed and _is_of_others(reading, sentence, parties):
        return None
    if len(parties) < 2:
        return None
    if status == "signed" and told.long_signed and "replaced" in told.cues and not sentence.of("cues", "replaces"):
        rule = "agreement-replaced"
    meeting = _meeting(meetings, parties, sentence)
    signed = told.signed
    scene = status == "signed" and meeting is not None and signed is None and reading.on("signed-at-meeting")
    if status == "planned":
        signed = None
    elif told.rests is kind and signed is None:
        signed = year_of(sentence, kind)
    elif scene and meeting is not None:
        signed = meeting.slots["date"]  # type: ignore[assignment]
        if is_old(reading, signed) and is_used(reading, sentence, kind) and reading.on("agreement-used"):
            status, rule = "in-force", "agreement-signed-in-force"
    if status == "signed" and signed is None and told.signs and reading.on("day-told-before"):
        signed = day_before(reading, sentence, told.at)
    signed_by = signatories(reading, sentence, parties, bool(told.signs), meeting) if status == "signed" else []
    draft = _draft(reading, sentence, kind, parties, status, signed, signed_by, told.covers, (rule, f"parties-{how}"))
    draft.dated_elsewhere = scene
    return draft


def _meeting(meetings: list[Draft], parties: tuple[str, ...], sentence: Sentence) -> Draft | None:
    near = (m for m in meetings if m.slots["states"] == parties and abs(m.sentence.index - sentence.index) < _FAR)
    return next(near, None)


def _draft(
    reading: Reading,
    sentence: Sentence,
    kind: Mention,
    parties: tuple[str, ...],
    status: str,
    signed: str | None,
    signed_by: list[Figure],
    covers: Dated | None,
    rules: tuple[str, ...],
) -> Draft:
    slots: dict[str, object] = {
        "parties": parties,
        "kind": kind.value,
        "status": status,
        "signed": signed,
        "signatories": signed_by,
        "period": covers.value.replace("/..", "") if covers else None,
        "title": title(reading, sentence, kind),
    }
    return Draft("agreement", slots, sentence, rules, 0.75, kind.first, kind.last)
