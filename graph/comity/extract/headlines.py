"""Offices of those whom a headline names: `Tamás Torma: "..."`, and below it `The ambassador of Hungary answers ...`.

Interviews and portraits are told so. The office is that of the first sentences, if it stands there without a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.page import OPENING, Page
from comity.extract.sentence import Sentence

_HEAD = 4  # sentences in which the headline and the office below it stand


def headline(
    page: Page, names: Mapping[int, Sequence[NameSpan]], bound: set[tuple[int, int]]
) -> tuple[NameSpan, Sentence, Mention] | None:
    """(the name, the sentence of the office, its words), if an article begins so; `bound` offices have names."""
    head = page.sentences[:_HEAD]
    for sentence in head:
        if sentence.kind == "title" and len(names[sentence.index]) == 1:
            name = names[sentence.index][0]
            if not (name.full and _speaks(sentence, name)) or any(sentence.of("roles")):
                return None
            below = [s for s in head if s.index > sentence.index and not names[s.index]]
            for following in below:
                for role in following.of("roles"):
                    plain = role.value != "none" and not role.has("plural") and not role.has("weak")
                    if plain and (following.index, role.first) not in bound:
                        return name, following, role
            return None
    return None


def _speaks(sentence: Sentence, name: NameSpan) -> bool:
    """Whether a colon or a quotation follows the name."""
    after = {token.text for token in sentence.tokens[name.last : name.last + 2]}
    return ":" in after or not after.isdisjoint(OPENING - {"("})
