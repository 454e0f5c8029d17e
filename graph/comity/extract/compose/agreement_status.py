"""Whether a document is signed, in force or planned, from all that its sentence says of it.

First what is told is gathered (`told_of`): the words of its signing, its day, and the cues, of which those are taken
away that are said of something else. Then the status is read from it (`status_of`), the surer evidence first.
"""

from __future__ import annotations

from dataclasses import dataclass

from comity.extract.compose.agreement_age import (
    is_before_parliament,
    is_looked_back_on,
    is_old,
    is_relied_on,
    says_which,
    year_beside,
)
from comity.extract.compose.agreement_links import basis, documents, in_same_clause, replaced, signs_of
from comity.extract.compose.agreement_plans import is_drafted, is_running
from comity.extract.compose.agreement_slots import PERIODIC, period, signing
from comity.extract.compose.agreement_state import (
    NEVER,
    apart,
    is_another,
    is_denied_elsewhere,
    is_draft,
    is_past,
    is_put_off,
    is_ready,
    is_to_come,
    is_under,
)
from comity.extract.compose.agreement_validity import is_used, is_valid
from comity.extract.compose.draft import is_military
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence


@dataclass
class Told:
    """What a sentence tells of a document."""

    signs: list[Mention]  # the words of its signing
    at: int  # the token of the nearest of them, else of the document
    covers: Dated | None
    signed: str | None  # its day, as far as the sentence gives it
    done: bool  # it was signed before the article
    long_signed: bool  # the same, or nobody knows when the article was written
    rests: Mention | None  # the document of the sentence on which another rests
    cues: set[str]


def told_of(reading: Reading, sentence: Sentence, kind: Mention) -> Told | None:
    """What is told of the document; nothing where it is replaced by another, or the telling is taken back."""
    if kind is replaced(sentence) and reading.on("agreement-replaced"):
        return None
    signs = _signs(reading, sentence, kind)
    if signs and sentence.of("exercises", "exercise") and _is_inner_plan(sentence, kind):
        return None
    at = min(signs, key=lambda e: abs(e.first - kind.first)).first if signs else kind.first
    covers = period(sentence, kind)
    signed = _told_back(reading, sentence, kind, signs, signing(sentence, at, covers))
    done = bool(signs) and is_past(reading, signed) and reading.on("signed-long-ago")
    long_signed = done or (reading.page.published is None and signed is not None)
    rests = basis(sentence) if reading.on("basis-of-another") else None
    told = Told(signs, at, covers, signed, done, long_signed, rests, set())
    told.cues = _cues(reading, sentence, kind, told)
    if not told.cues.isdisjoint(NEVER) and not (long_signed and is_denied_elsewhere(sentence, kind, at)):
        return None
    if signs and signs[0].value == "issue" and "planned" in told.cues:
        return None
    if "planned" in told.cues and _is_purpose(sentence, kind) and reading.on("plan-of-another"):
        return None
    return told


def _told_back(
    reading: Reading, sentence: Sentence, kind: Mention, signs: list[Mention], signed: str | None
) -> str | None:
    """The day of a signing that only says which document is meant: without its year it is the last such day.

    `The memorandum signed on 15 August is expected to pass parliament`: what is to come is not the signing.
    """
    if signed is None or not signs or not is_to_come(reading, signed) or not says_which(sentence, kind, signs[0]):
        return signed
    told = [d for d in sentence.dates if d.value == signed and d.how in ("day", "month")]
    yearless = any(all(t.key != signed[:4] for t in sentence.tokens[d.first : d.last]) for d in told)
    if not yearless or any(apart(c, signs[0]) < 1 for c in sentence.of("cues", "planned")):
        return signed
    return f"{int(signed[:4]) - 1}{signed[4:]}"


def _is_inner_plan(sentence: Sentence, kind: Mention) -> bool:
    """Whether it may be any plan of a staff, not one between states: one word and no years that it covers."""
    return kind.value in PERIODIC and kind.last - kind.first == 1 and period(sentence, kind) is None


def _is_purpose(sentence: Sentence, kind: Mention) -> bool:
    """Whether it is only what another document is to carry out: `a plan for the implementation of the programme`."""
    carried = any(
        m.first == kind.last if sentence.verb_final else 0 <= kind.first - m.last <= 1
        for m in sentence.of("cues", "in-force")
    )
    others = (d for d in documents(sentence) if d is not kind)
    return carried and any(in_same_clause(sentence, d.first, kind.first) for d in others)


def status_of(reading: Reading, sentence: Sentence, kind: Mention, told: Told) -> tuple[str, str] | None:
    """The status and the rule that found it; sets the day of `told` where the status changes it."""
    cues = told.cues
    if told.signs and ("planned" not in cues or told.done):
        return _signed(reading, sentence, kind, told)
    if told.signs or ("planned" in cues and "not-in-force" not in cues and sentence.of("events", "sign", "approve")):
        return "planned", "agreement-planned"
    if "in-force" not in cues and is_draft(sentence, kind):
        return "planned", "agreement-draft"
    if "in-force" not in cues and is_ready(sentence, kind):
        return "planned", "agreement-ready"
    if "in-force" in cues and not cues & {"not-in-force", "replaced", "not-yet"} and sentence.tokens[-1].text != ":":
        return "in-force", "agreement-in-force"
    if "planned" not in cues and _is_voted(reading, sentence, kind):
        if is_before_parliament(reading, sentence) or len(documents(sentence)) > 1:
            told.signed = None  # it is the day of the vote, or of what it changes
        return "signed", "agreement-approved"
    if is_running(reading, sentence, kind, told.covers, cues):
        return "in-force", "agreement-running"
    if is_drafted(sentence, kind, told.covers, cues):
        return "planned", "agreement-drafted"
    if _is_called_by_year(reading, sentence, kind, cues):
        told.signed = year_beside(sentence, kind)
        return "in-force", "agreement-of-year"
    return None


def _signed(reading: Reading, sentence: Sentence, kind: Mention, told: Told) -> tuple[str, str]:
    """Of a document that is signed, whether it is only that, or in force."""
    if "in-force" in told.cues and not told.cues & {"not-in-force", "replaced"}:
        return "in-force", "agreement-signed-in-force"
    old = is_old(reading, told.signed) and reading.on("agreement-looked-back-on")
    if old and is_looked_back_on(reading, sentence, kind, told.signs, told.cues):
        return "in-force", "agreement-looked-back-on"
    return "signed", "agreement-signed"


def _cues(reading: Reading, sentence: Sentence, kind: Mention, told: Told) -> set[str]:
    """The cues that are said of this document and its signing."""
    signs, at, signed = told.signs, told.at, told.signed
    cues = sentence.cues(kind.first) | (sentence.cues(at) if signs else set())
    if signs and is_to_come(reading, signed) and reading.on("signed-on-day-to-come"):
        cues = cues | {"planned"}
    elif signs and "planned" in cues and not is_put_off(sentence, at) and reading.on("planned-beside-signing"):
        cues = cues - {"planned"}
    if is_another(sentence, kind, "in-force") and reading.on("basis-is-another"):
        cues = cues - {"in-force"}
    if is_valid(reading, sentence, kind, bool(signs) and not told.long_signed) and reading.on("valid-still"):
        cues = cues | {"in-force"}
    if told.rests is kind:
        cues = cues | {"in-force"}
    elif told.rests is not None:
        cues = cues - {"in-force"}
    if told.long_signed and reading.on("agreement-used") and is_used(reading, sentence, kind):
        aged = reading.page.published is None or is_old(reading, signed)
        cues = cues - {"modal"} | ({"in-force"} if aged else set())  # `the memorandum of 2003 makes it possible`
    if not signs and "modal" in cues and is_under(sentence, kind):
        cues = cues - {"modal"}  # `under the agreement they may use the base`
    if signs and "planned" in cues and sentence.of("topics", "draft"):
        cues = cues - {"modal"}  # `the draft is ready and will be signed`
    if replaced(sentence) not in (None, kind):
        cues = cues - {"replaced"}  # it is the one that replaces
    return cues


def _is_voted(reading: Reading, sentence: Sentence, kind: Mention) -> bool:
    """Whether its clause says that it was approved; what deputies adopt is, too."""
    deputies = is_before_parliament(reading, sentence) and is_military(sentence)
    adopted = deputies and reading.on("adopted-in-parliament")
    votes = sentence.of("events", "approve", "issue") if adopted else sentence.of("events", "approve")
    a, b = sentence.clause(kind.first)
    if _is_inner_plan(sentence, kind):
        return False
    if any(d is not kind and a <= d.first < b for d in documents(sentence)) and is_old(
        reading, year_beside(sentence, kind)
    ):
        return False  # `they passed the protocol on amendments to the 2009 agreement`
    return any(a <= e.first < b and not e.has("noun") for e in votes)


def _is_called_by_year(reading: Reading, sentence: Sentence, kind: Mention, cues: set[str]) -> bool:
    """Whether an old document is named by its year only, and still counts."""
    if sentence.kind == "title" or not reading.on("agreement-of-year") or "planned" in cues:
        return False
    year = year_beside(sentence, kind)
    counts = is_relied_on(sentence, kind) or bool(sentence.of("cues", "used", "still"))
    return counts and is_old(reading, year) and is_looked_back_on(reading, sentence, kind, [], cues)


def _signs(reading: Reading, sentence: Sentence, kind: Mention) -> list[Mention]:
    """What may be said of the signing of this document; for a joint statement also that it was published or adopted."""
    if reading.on("signing-of-its-document"):
        signs = signs_of(sentence, kind)
    else:
        a, b = sentence.clause(kind.first)
        signs = [e for e in sentence.of("events", "sign") if a <= e.first < b] or sentence.of("events", "sign")
    if signs or kind.value != "statement" or not reading.on("statement-issued"):
        return signs
    a, b = sentence.clause(kind.first)
    joint = any(apart(m, kind) <= 1 for m in sentence.of("cues", "jointly"))
    return [e for e in sentence.of("events", "issue") if a <= e.first < b] if joint else []
