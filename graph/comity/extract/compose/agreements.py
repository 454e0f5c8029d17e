"""Agreements: signed, in force, or planned."""

from __future__ import annotations

from comity.extract.compose.agreement_slots import period, signatories, signing, title
from comity.extract.compose.draft import Draft, is_civil
from comity.extract.dating import Dated
from comity.extract.matcher import Mention
from comity.extract.page import Sentence
from comity.extract.reading import Reading

_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")
_SHORT = 12  # tokens of "It was signed the same day."


def agreements(reading: Reading, meetings: list[Draft]) -> list[Draft]:
    """A draft for each document that the text says is signed, in force or planned."""
    found: dict[tuple[object, ...], Draft] = {}
    for sentence in reading.page.sentences:
        if sentence.kind == "header" or is_civil(reading, sentence):
            continue
        for kind in sentence.of("kinds"):
            if kind.value == "none" or _overlapped(sentence, kind):
                continue
            draft = _agreement(reading, sentence, kind, meetings) or _signed_next(reading, sentence, kind)
            if draft is None:
                continue
            key = (draft.slots["parties"], draft.slots["kind"], draft.slots["period"], draft.slots["status"])
            same = [
                d
                for k, d in found.items()
                if k[:2] == key[:2]
                and (d.slots["period"] == draft.slots["period"] or not draft.slots["period"])
                and (d.slots["signed"] == draft.slots["signed"] or not draft.slots["signed"] or not d.slots["signed"])
            ]
            if same:
                known = same[0]
                known.slots["signed"] = known.slots["signed"] or draft.slots["signed"]
                continue
            found[key] = draft
    return list(found.values())


def _signed_next(reading: Reading, sentence: Sentence, kind: Mention) -> Draft | None:
    """`He brought a programme for 2024. It was signed the same day.`"""
    following = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    if (
        not following
        or not reading.on("signed-next")
        or not sentence.cues(kind.first).isdisjoint({*_NEVER, "in-force", "planned"})
    ):
        return None
    after = following[0]
    signs = [e for e in after.of("events", "sign") if not e.has("noun")]
    if after.paragraph != sentence.paragraph or len(after.tokens) > _SHORT or after.of("kinds") or not signs:
        return None
    parties, how = reading.frame.parties(sentence)
    if len(parties) < 2 or not after.cues(signs[0].first).isdisjoint({*_NEVER, "planned"}):
        return None
    covers = period(sentence, kind)
    days = [d.value for d in after.dates]
    return Draft(
        "agreement",
        {
            "parties": parties,
            "kind": kind.value,
            "status": "signed",
            "signed": days[0] if days else None,
            "signatories": [],
            "period": _years(covers),
            "title": title(reading, sentence, kind),
        },
        sentence,
        ("signed-next", f"parties-{how}"),
        0.7,
        kind.first,
        kind.last,
    )


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


def _basis_is_another(sentence: Sentence, kind: Mention) -> bool:
    """Whether what is in force is another document of the sentence: `they signed a plan under the agreement`."""
    others = [m for m in sentence.of("kinds") if m.value != "none" and not _overlapped(sentence, m)]
    bases = sentence.of("cues", "in-force")
    if len(others) < 2 or not bases:
        return False
    return all(min(_subjects(others, cue), key=lambda m: _apart(m, cue)) is not kind for cue in bases)


def _subjects(documents: list[Mention], cue: Mention) -> list[Mention]:
    """The documents that a cue may be said of: of those before it, if it is a verb."""
    before = [m for m in documents if m.last <= cue.first] if cue.has("verb") else []
    return before or documents


def _apart(a: Mention, b: Mention) -> int:
    """Tokens between two mentions; none where they overlap."""
    return max(b.first - a.last, a.first - b.last, 0)


def _agreement(reading: Reading, sentence: Sentence, kind: Mention, meetings: list[Draft]) -> Draft | None:
    cues = sentence.cues(kind.first)
    a, b = sentence.clause(kind.first)
    signs = [e for e in sentence.of("events", "sign") if a <= e.first < b] or sentence.of("events", "sign")
    at = min(signs, key=lambda e: abs(e.first - kind.first)).first if signs else kind.first
    cues = cues | (sentence.cues(at) if signs else set())
    if _basis_is_another(sentence, kind) and reading.on("basis-is-another"):
        cues = cues - {"in-force"}
    if not cues.isdisjoint(_NEVER):
        return None
    if signs and "planned" not in cues:
        status, rule = "signed", "agreement-signed"
        if "in-force" in cues and not cues & {"not-in-force", "replaced"}:
            status, rule = "in-force", "agreement-signed-in-force"
    elif signs or ("planned" in cues and sentence.of("events", "sign", "approve")):
        status, rule = "planned", "agreement-planned"
    elif "in-force" in cues and not cues & {"not-in-force", "replaced", "not-yet"}:
        status, rule = "in-force", "agreement-in-force"
    else:
        return None
    if not reading.on(rule):
        return None
    parties, how = reading.frame.parties(sentence)
    if len(parties) < 2:
        return None
    covers = period(sentence, kind)
    signed = None if status == "planned" else signing(sentence, at, covers)
    meeting = next(
        (m for m in meetings if m.slots["states"] == parties and abs(m.sentence.index - sentence.index) < 12), None
    )
    if status == "signed" and meeting is not None and signed is None and reading.on("signed-at-meeting"):
        signed = meeting.slots["date"]  # type: ignore[assignment]
    signed_by = signatories(reading, sentence, parties, bool(signs), meeting) if status == "signed" else []
    return Draft(
        "agreement",
        {
            "parties": parties,
            "kind": kind.value,
            "status": status,
            "signed": signed,
            "signatories": signed_by,
            "period": _years(covers),
            "title": title(reading, sentence, kind),
        },
        sentence,
        (rule, f"parties-{how}"),
        0.75,
        kind.first,
        kind.last,
    )


def _years(covers: Dated | None) -> str | None:
    return covers.value.replace("/..", "") if covers else None
