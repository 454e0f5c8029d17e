"""Offices that are told as over: `the former chief X`, `dismissed the commander X`, `X komutanlıktan ayrıldı`."""

from __future__ import annotations

from typing import Final

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.page import Page
from comity.extract.sentence import Sentence
from comity.extract.spoken_post import APPOINTING
from comity.extract.tokens import MARK

_TO_DISMISSED: Final = 6  # words between a verb of dismissing and the office
_TO_VERB: Final = 3  # words between an office and the verb that ends it


def is_former(page: Page, sentence: Sentence, mention: Mention, name: NameSpan) -> bool:
    """Whether the office that stands beside the name is told as one that its holder has no longer."""
    if mention.has("former"):
        return True
    if (
        sentence.verb_final
        and name.last <= mention.first
        and any(
            mention.last <= m.first <= mention.last + (_TO_VERB if m.type == "events" else 1) and not m.has("noun")
            for m in sentence.of("events", "dismiss") + sentence.of("cues", "past")
        )
    ):
        return True
    if not sentence.verb_final and mention.last <= name.first and _is_dismissed(page, sentence, mention):
        return True
    low, high = min(mention.first, name.first) - 3, max(mention.last, name.last) + 1
    for cue in sentence.of("cues", "former"):
        if low <= cue.first < high and not any(
            t.kind == MARK and t.text in ",;،" for t in sentence.tokens[cue.last : mention.first]
        ):
            return True
    return False


def _is_dismissed(page: Page, sentence: Sentence, role: Mention) -> bool:
    """Whether a verb of dismissing governs the office: `The president dismissed the commander of the army, X`."""
    heads = {i for r in sentence.of("roles", *APPOINTING) for i in range(r.first, r.last)}
    known = sentence.words_of("links") | sentence.words_of("adjectives") | sentence.words_of("successions", "post")
    for verb in sentence.of("events", "dismiss"):
        if verb.has("noun") or not 0 <= role.first - verb.last <= _TO_DISMISSED:
            continue
        between = [i for i in range(verb.last, role.first) if i not in known]
        head = next((i for i in between if i in heads), None)
        if head is not None and not page.matcher.clitics:
            continue  # `was dismissed by the president; the minister X ...`
        if head is None and len(between) > 1:
            continue
        if not any(sentence.tokens[i].kind == MARK for i in between):
            return not sentence.unreal(verb.first) and not sentence.foretold(verb.first)
    return False
