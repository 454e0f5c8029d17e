"""Whether a document is said to count still: in its sentence, or right after it.

1. A word that says that it is in force (`valid`: `is still in force`, `the legal basis`) speaks of the document of its
   sentence, or at the opening of the next one of that named right before.
2. Of an old document less is enough, wherever it stands in the sentence or in the next one that refers back to it: that
   something is done under it still, that it works, that nobody needs another.
"""

from __future__ import annotations

from typing import Final

from comity.extract.compose.agreement_state import NEVER, NO_KIND, OPENING, is_another
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_USED: Final = ("used", "in-force", "valid", "still")
_OVER: Final = frozenset({*NEVER, "replaced", "not-in-force", "not-yet"} - {"modal"})
_BESIDE: Final = 1  # tokens between `under` and a pronoun


def is_valid(reading: Reading, sentence: Sentence, kind: Mention, fresh: bool) -> bool:
    """Whether it is said to be in force: in its sentence, or in the next one, which names no other document.

    What was only just signed (`fresh`) is not what the next sentence calls the basis of today's work.
    """
    if sentence.of("cues", "valid"):
        return not is_another(sentence, kind, "valid")
    after = _next(reading, sentence, kind)
    if after is None or (fresh and not _names(after, kind)):
        return False
    valid = after.of("cues", "valid")
    return bool(valid) and valid[0].first <= OPENING and after.cues(valid[0].first).isdisjoint(NEVER)


def is_used(reading: Reading, sentence: Sentence, kind: Mention) -> bool:
    """Whether an old document is said to be used: by a word of its sentence, or of the next that refers back to it."""
    if sentence.of("cues", "used"):
        return True
    here = [m for m in sentence.of("cues", *_USED) if _stands(sentence, m)]
    if any(not is_another(sentence, kind, m.value) for m in here):
        return True
    after = _next(reading, sentence, kind)
    if after is None or not (_names(after, kind) or _refers_back(after)):
        return False
    return any(_stands(after, m) for m in after.of("cues", *_USED)) and not after.of("topics", "ended")


def _stands(sentence: Sentence, cue: Mention) -> bool:
    """Whether what it says is neither denied nor over."""
    return sentence.cues(cue.first).isdisjoint(_OVER)


def _next(reading: Reading, sentence: Sentence, kind: Mention) -> Sentence | None:
    """The next sentence of the paragraph, where it tells of no signing and of no document of another kind."""
    following = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    if not following or following[0].paragraph != sentence.paragraph or following[0].of("events", "sign"):
        return None
    named = {m.value for m in following[0].of("kinds")} - {*NO_KIND}
    return following[0] if not named or named == {kind.value} else None


def _names(sentence: Sentence, kind: Mention) -> bool:
    return any(m.value == kind.value for m in sentence.of("kinds"))


def _refers_back(sentence: Sentence) -> bool:
    """Whether it means a document named before: by a general word, a pronoun at its opening or right after `under`."""
    under = [m.last for m in sentence.of("topics", "under")]
    for m in sentence.of("kinds", "document"):
        if not m.has("weak") or m.first <= OPENING or any(0 <= m.first - last < _BESIDE for last in under):
            return True
    return False
