"""Offices told apart from the name, as interviews and portraits do.

    Tamás Torma: "..."  (the headline), and below it: The ambassador of Hungary answers ...
    Anna Holm smiles when she is asked. The Danish defence attaché in Riga has heard it before.

The office is that of the first sentences, if it stands there without a name; or it opens the sentence after the one
that names the article's first person, alone and without an office.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.page import OPENING, Page
from comity.extract.sentence import Sentence

_BESIDE = 3  # words after an office in which its holder would be named
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


def introduced(
    page: Page, names: Mapping[int, Sequence[NameSpan]], bound: set[tuple[int, int]]
) -> tuple[NameSpan, Sentence, Mention] | None:
    """(the first person named, the sentence right after, the office with its state that opens it); None if unlike."""
    first = next((s for s in page.sentences if s.kind == "body" and names[s.index]), None)
    if first is None or first.index + 1 >= len(page.sentences) or len(names[first.index]) > 1:
        return None
    name, following = names[first.index][0], page.sentences[first.index + 1]
    beside = any(r.first <= name.last + _BESIDE and name.first <= r.last + _BESIDE for r in first.of("roles"))
    if not name.full or beside or following.kind != "body":
        return None
    for role in following.of("roles"):
        plain = role.value != "none" and not any(role.has(flag) for flag in ("plural", "weak", "verb", "given"))
        opens = all(_is_of_office(following, i) for i in range(role.first))
        named = any(n.first <= role.last + _BESIDE for n in names[following.index])
        if plain and opens and not named and (following.index, role.first) not in bound:
            return name, following, role
        return None
    return None


def _is_of_office(sentence: Sentence, i: int) -> bool:
    """Whether the word before an office is an article or a state."""
    return any(s.first <= i < s.last for s in sentence.states) or i in sentence.words_of("links", "article")


def _speaks(sentence: Sentence, name: NameSpan) -> bool:
    """Whether a colon or a quotation follows the name."""
    after = {token.text for token in sentence.tokens[name.last : name.last + 2]}
    return ":" in after or not after.isdisjoint(OPENING - {"("})
