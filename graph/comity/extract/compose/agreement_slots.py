"""What an agreement covers, when and by whom it was signed, and what it is called: the slots beside parties and kind.

A run of years (`for 2024-2026`) is the time that the document covers and never the day of its signing; a single year is
that only beside a plan or programme. Who signed is named in the sentence of the signing, in the one after it (`X put
his name to it for Norway`), or met there where the text says no more than that the ministers signed.
"""

from __future__ import annotations

from comity.extract.compose.draft import Draft
from comity.extract.dating import Dated
from comity.extract.mention import Mention
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.facts import Name

PERIODIC = frozenset({"plan", "programme"})
_COVERS = 14  # tokens between a document and the years that it covers
_TITLE = 3  # tokens between the word for the document and its quoted title
_BEFORE = 2  # sentences before a signing in which he who signs is named
_WITNESSES = frozenset(
    {"ambassador", "head-of-state", "defence-attache"}
)  # present at a signing, seldom those who sign


def period(sentence: Sentence, kind: Mention) -> Dated | None:
    """The years that the document covers."""
    years = [_and_next(sentence, d) for d in sentence.dates if d.is_years and abs(d.first - kind.first) < _COVERS]
    runs = [d for d in years if _is_run(d)]
    if runs:
        return min(runs, key=lambda d: abs(d.first - kind.first))
    return min(years, key=lambda d: abs(d.first - kind.first)) if years and kind.value in PERIODIC else None


def _and_next(sentence: Sentence, dated: Dated) -> Dated:
    """`2026 and 2027` as the run that it is."""
    after = sentence.tokens[dated.last : dated.last + 2]
    joined = any(m.value == "and" and m.first == dated.last for m in sentence.of("links"))
    follows = len(after) > 1 and after[1].key.isdigit() and dated.value.isdigit()
    if not joined or not follows or int(after[1].key) != int(dated.value) + 1:
        return dated
    return Dated(dated.first, dated.last + 2, f"{dated.value}/{after[1].key}", "years")


def _is_run(dated: Dated) -> bool:
    begin, _, end = dated.value.partition("/")
    return len(begin) == 4 and len(end) == 4 and end != ".."


def signing(sentence: Sentence, at: int, covers: Dated | None) -> str | None:
    """When token `at`, the verb of signing, says that it was signed."""
    a, b = sentence.clause(at)
    near = [
        d
        for d in sentence.dates
        if a <= d.first < b and not _is_covered(d, covers) and not _is_run(d) and not _is_end(sentence, d)
    ]
    if sentence.verb_final:  # what follows the verb is told of another: `imzalayıb və bu günlərdə çatdırılır`
        near = [d for d in near if d.first < at] or near
    date = min(near, key=lambda d: abs(d.first - at)) if near else None
    return date.value.replace("/..", "") if date else None


def day_before(reading: Reading, sentence: Sentence, at: int) -> str | None:
    """The day that the sentence right before tells, where a verb of signing goes on with the story and names none."""
    verb = any(e.first == at and not e.has("noun") and not e.has("participle") for e in sentence.of("events", "sign"))
    if not verb or sentence.dates or not sentence.index:
        return None
    before = reading.page.sentences[sentence.index - 1]
    days = {d.value for d in before.dates if not d.is_years and "/" not in d.value}
    if before.paragraph != sentence.paragraph or len(days) != 1 or before.plans:
        return None
    return days.pop()


def _is_covered(dated: Dated, covers: Dated | None) -> bool:
    """Whether it is (part of) the time that the document covers."""
    return covers is not None and covers.first <= dated.first < covers.last


def _is_end(sentence: Sentence, dated: Dated) -> bool:
    """Whether it is until when the document counts: `signed until 2042`, `2042-ci ilədək`."""
    return any(dated.first - 1 <= m.first <= dated.last for m in sentence.of("dates", "until"))


def signatories(
    reading: Reading, sentence: Sentence, parties: tuple[str, ...], signs: bool, meeting: Draft | None
) -> list[Figure]:
    """Who signed, as far as the text names them."""
    here = [f for f in reading.officials(sentence) if f.state in parties]
    signers = [f for f in here if not _WITNESSES & set(f.roles[:1])]
    if len({f.state for f in signers}) > 1:
        return signers
    if len({f.state for f in here}) > 1 or not signs:
        return here
    following = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    if following and _tells_who(following[0], parties, reading) and reading.on("signed-by"):
        later = [f for f in reading.officials(following[0]) if f.state in parties and f not in here]
        return [*here, *later]
    if meeting is not None and reading.on("signed-at-meeting"):
        present: list[Figure] = meeting.slots["officials"]  # type: ignore[assignment]
        if not here and _is_of_both(sentence):
            return _principals(sentence, present)
        if len(here) == 1 and not _is_with_counterpart(
            sentence
        ):  # `he and X signed`: of those who met, who is of the other state and holds the same office
            return [*here, *(f for f in present if f.state != here[0].state and set(f.roles[:1]) & set(here[0].roles))]
    if (len(here) == 1 and _is_with_counterpart(sentence)) or (not here and sentence.of("persons", "both")):
        return _with_last_named(reading, sentence, parties, here)
    return here


def _is_with_counterpart(sentence: Sentence) -> bool:
    """Whether somebody signs with his counterpart: `there he and his colleague X signed a memorandum`."""
    return bool(sentence.of("counterparts", "counterpart"))


def _with_last_named(
    reading: Reading, sentence: Sentence, parties: tuple[str, ...], here: list[Figure]
) -> list[Figure]:
    """Those who sign, the one whom the sentence names and of each other party who was named last before it."""
    found = {f.state: f for f in here}
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _BEFORE), -1):
        for figure in reading.officials(reading.page.sentences[index]):
            if figure.state in parties and not _WITNESSES & set(figure.roles[:1]):
                found.setdefault(figure.state, figure)
    return list(found.values()) if len(found) == len(parties) else here


def _tells_who(sentence: Sentence, parties: tuple[str, ...], reading: Reading) -> bool:
    """Whether the sentence after a signing says who signed: `X did so for Norway, Y for Sweden`."""
    if any(m.value not in ("none", "document") for m in sentence.of("kinds")):
        return False
    if sentence.of("events", "sign"):
        return True
    sides = {f.state for f in reading.officials(sentence)} & set(parties)
    return len(sides) > 1 and bool(sentence.of("links", "on-behalf"))


def _is_of_both(sentence: Sentence) -> bool:
    """Whether the words for who signed are several: `the ministers`, `the two commanders`, `both of them`."""
    several = sentence.of("plurals") or sentence.of("persons", "both")
    return bool(several) or any(m.has("plural") for m in sentence.of("roles"))


def _principals(sentence: Sentence, present: list[Figure]) -> list[Figure]:
    """Of those who met, who held the office that the words name, else one of each state, no witnesses."""
    those = [f for f in present if not _WITNESSES & set(f.roles[:1])]
    offices = {m.value for m in sentence.of("roles") if m.has("plural")}
    named = [f for f in those if offices & set(f.roles)]
    if len({f.state for f in named}) > 1:
        return named
    return list({f.state: f for f in reversed(those)}.values())[::-1]


def title(reading: Reading, sentence: Sentence, kind: Mention) -> Name | None:
    """The quoted name right after the word for the document."""
    tokens = sentence.tokens
    for a, b in sentence.quoted:
        if tokens[a - 1].text != "(" and (0 < a - kind.last <= _TITLE or 0 < kind.first - b <= _TITLE):
            text = reading.page.text[tokens[a].start : tokens[b - 1].end]
            return Name(text, reading.page.language)
    return None
