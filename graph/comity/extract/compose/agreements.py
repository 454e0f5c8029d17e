"""Agreements: signed, in force, or planned."""

from __future__ import annotations

from dataclasses import replace

from comity.extract.compose.agreement_slots import period, signatories, signing, title
from comity.extract.compose.draft import Draft, is_civil
from comity.extract.compose.sides import partners, sides
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")
_NO_KIND = ("none", "document")
_SIGNED_WILL = 3  # tokens between the verb of signing and what puts it off: `will be signed`
_DRAFT = 2  # tokens between a document and the word for its draft
_OPENING = 6  # tokens with which a sentence begins: `Signing it, the minister said ...`
_BESIDE = 3  # tokens between a signing and its denial
_FAR = 12  # sentences between a meeting and what was signed there
_SHORT = 12  # tokens of "It was signed the same day."


def agreements(reading: Reading, meetings: list[Draft]) -> list[Draft]:
    """A draft for each document that the text says is signed, in force or planned."""
    found: dict[tuple[object, ...], Draft] = {}
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or is_civil(reading, sentence):
            continue
        for kind in sentence.of("kinds"):
            if kind.value in _NO_KIND or _overlapped(sentence, kind):
                continue
            draft = _agreement(reading, sentence, kind, meetings)
            if draft is None or draft.slots["status"] == "planned" or draft.rules[0] == "agreement-approved":
                draft = _said_next(reading, sentence, kind, meetings) or draft
            if draft is None:
                continue
            for one in _one_by_one(reading, draft, kind):
                _add(found, one)
    return list(found.values())


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
    for k, known in found.items():
        old = known.slots
        alike = k[:2] == key[:2] and (k[3] == "planned") >= (new["status"] == "planned")
        later = known.sentence.kind == "title" or not new["period"]
        if not alike or not (old["period"] == new["period"] or (later and not (old["period"] and new["period"]))):
            continue
        if old["signed"] == new["signed"] or not new["signed"] or not old["signed"]:
            for slot in ("signed", "period", "signatories"):
                old[slot] = old[slot] or new[slot]
            return
    found[key] = draft


def _said_next(reading: Reading, sentence: Sentence, kind: Mention, meetings: list[Draft]) -> Draft | None:
    """`He brought a programme for 2024. It was signed the same day.`, `A draft is ready. It is to be signed in May.`"""
    following = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    if not following or not sentence.cues(kind.first).isdisjoint({*_NEVER, "in-force"}):
        return None
    after = following[0]
    signs = after.of("events", "sign")
    if not signs or any(m.value not in _NO_KIND for m in after.of("kinds")):
        return None
    at = signs[0].first
    cues = after.cues(at)
    if not cues.isdisjoint(_NEVER):
        return None
    if "planned" in cues and after.near_cue(at, "planned", within=_BESIDE):
        status, rule = "planned", "planned-next"
    elif "planned" in cues and at > _OPENING:
        return None
    else:
        near = at <= _OPENING or len(after.tokens) <= _SHORT or _refers_back(after)
        if signs[0].has("noun") or not near or after.paragraph != sentence.paragraph:
            return None
        status, rule = "signed", "signed-next"
    parties, how = sides(reading, sentence, meetings)
    if len(parties) < 2 or not reading.on(rule):
        return None
    covers = period(sentence, kind)
    signed, signed_by = None, []
    if status == "signed":
        meeting = _meeting(meetings, parties, after)
        days = [d.value for d in after.dates] or [d.value for d in sentence.dates if d.has_day]
        signed = days[0] if days else None
        signed_by = signatories(reading, after, parties, True, meeting)
    return _draft(reading, sentence, kind, parties, status, signed, signed_by, covers, (rule, f"parties-{how}"))


def _refers_back(sentence: Sentence) -> bool:
    """Whether it speaks of the document named before: `The document was signed by ...`, `It was signed ...`."""
    return any(not m.has("weak") or m.first <= 1 for m in sentence.of("kinds", "document"))


def _overlapped(sentence: Sentence, kind: Mention) -> bool:
    for other in sentence.of("kinds"):  # `a declaration on the roadmap of the brigade` is one document
        if (
            other is not kind
            and 0 < kind.first - other.last <= 2
            and any(link.first == other.last for link in sentence.of("links", "of", "in"))
        ):
            return True
    return any(m.value == "none" and m.first <= kind.first < m.last for m in sentence.of("kinds")) or any(
        r.first <= kind.first < r.last for r in sentence.of("roles")
    )


def _is_another(sentence: Sentence, kind: Mention, cue: str) -> bool:
    """Whether what is in force is another document of the sentence: `they signed a plan under the agreement`."""
    others = [m for m in sentence.of("kinds") if m.value not in _NO_KIND and not _overlapped(sentence, m)]
    bases = sentence.of("cues", cue)
    if len(others) < 2 or not bases:
        return False
    return all(min(_subjects(others, c), key=lambda m: _apart(m, c)) is not kind for c in bases)


def _subjects(documents: list[Mention], cue: Mention) -> list[Mention]:
    """The documents that a cue may be said of: of those before it, if it is a verb."""
    verb = cue.has("verb") or cue.value == "valid"
    before = [m for m in documents if m.last <= cue.first] if verb else []
    return before or documents


def _apart(a: Mention, b: Mention) -> int:
    """Tokens between two mentions; none where they overlap."""
    return max(b.first - a.last, a.first - b.last, 0)


def _agreement(reading: Reading, sentence: Sentence, kind: Mention, meetings: list[Draft]) -> Draft | None:
    a, b = sentence.clause(kind.first)
    signs = [e for e in sentence.of("events", "sign") if a <= e.first < b] or sentence.of("events", "sign")
    at = min(signs, key=lambda e: abs(e.first - kind.first)).first if signs else kind.first
    covers = period(sentence, kind)
    signed = signing(sentence, at, covers)
    done = bool(signs) and _is_past(reading, signed) and reading.on("signed-long-ago")
    cues = sentence.cues(kind.first) | (sentence.cues(at) if signs else set())
    if signs and _is_to_come(reading, signed) and reading.on("signed-on-day-to-come"):
        cues = cues | {"planned"}
    elif signs and "planned" in cues and not _put_off(sentence, at) and reading.on("planned-beside-signing"):
        cues = cues - {"planned"}
    if _is_another(sentence, kind, "in-force") and reading.on("basis-is-another"):
        cues = cues - {"in-force"}
    if _is_valid(reading, sentence, kind, bool(signs) and not done) and reading.on("valid-still"):
        cues = cues | {"in-force"}
    if not cues.isdisjoint(_NEVER) and not (done and _denied_elsewhere(sentence, kind, at)):
        return None
    if signs and ("planned" not in cues or done):
        status, rule = "signed", "agreement-signed"
        if "in-force" in cues and not cues & {"not-in-force", "replaced"}:
            status, rule = "in-force", "agreement-signed-in-force"
    elif signs or ("planned" in cues and sentence.of("events", "sign", "approve")):
        status, rule = "planned", "agreement-planned"
    elif "in-force" not in cues and _is_draft(sentence, kind):
        status, rule = "planned", "agreement-draft"
    elif "in-force" in cues and not cues & {"not-in-force", "replaced", "not-yet"}:
        status, rule = "in-force", "agreement-in-force"
    elif "planned" not in cues and any(
        a <= e.first < b and not e.has("noun") for e in sentence.of("events", "approve")
    ):
        status, rule = "signed", "agreement-approved"
    else:
        return None
    if not reading.on(rule):
        return None
    parties, how = sides(reading, sentence, meetings)
    if len(parties) < 2:
        return None
    meeting = _meeting(meetings, parties, sentence)
    if status == "planned":
        signed = None
    elif status == "signed" and meeting is not None and signed is None and reading.on("signed-at-meeting"):
        signed = meeting.slots["date"]  # type: ignore[assignment]
    signed_by = signatories(reading, sentence, parties, bool(signs), meeting) if status == "signed" else []
    return _draft(reading, sentence, kind, parties, status, signed, signed_by, covers, (rule, f"parties-{how}"))


def _put_off(sentence: Sentence, at: int) -> bool:
    """Whether a word for what is to come governs the verb of signing: it stands before it, or right beside it."""
    a, b = sentence.clause(at)
    noun = any(e.first == at and e.has("noun") for e in sentence.of("events", "sign"))
    return any(
        a <= c.first < b and (c.first <= at + _SIGNED_WILL or noun or c.has("sentence") or sentence.verb_final)
        for c in sentence.of("cues", "planned")
    )


def _is_draft(sentence: Sentence, kind: Mention) -> bool:
    """Whether the text speaks of its draft, which is talked about or made ready."""
    near = [d for d in sentence.of("topics", "draft") if _apart(d, kind) <= _DRAFT and d.first != kind.first]
    return bool(near) and bool(sentence.of("events", "discuss", "agree") or "planned" in sentence.cues(kind.first))


def _is_past(reading: Reading, signed: str | None) -> bool:
    """Whether the day of signing was before that of publication; a year alone, before that year."""
    published = reading.page.published
    return signed is not None and published is not None and signed < published[: len(signed)]


def _is_to_come(reading: Reading, signed: str | None) -> bool:
    """Whether the day of signing is after that of publication."""
    published = reading.page.published
    return signed is not None and published is not None and signed > published[: len(signed)]


def _denied_elsewhere(sentence: Sentence, kind: Mention, at: int) -> bool:
    """Whether no denial stands beside the signing itself: `the treaty signed in 1998 was never ratified`."""
    first, last = min(kind.first, at) - _BESIDE, max(kind.last, at) + _BESIDE
    return not any(m.value in _NEVER and first <= m.first < last for m in sentence.of("cues"))


def _is_valid(reading: Reading, sentence: Sentence, kind: Mention, fresh: bool) -> bool:
    """Whether it is said to be in force: in its sentence, or in the next one, which names no other document.

    What was only just signed (`fresh`) is not what the next sentence calls the basis of today's work.
    """
    if sentence.of("cues", "valid"):
        return not _is_another(sentence, kind, "valid")
    following = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    if not following or following[0].paragraph != sentence.paragraph or following[0].of("events", "sign"):
        return False
    named = {m.value for m in following[0].of("kinds")} - {*_NO_KIND}
    if (named and named != {kind.value}) or (fresh and not named):
        return False
    valid = following[0].of("cues", "valid")
    return bool(valid) and valid[0].first <= _OPENING and following[0].cues(valid[0].first).isdisjoint(_NEVER)


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
