"""Names of people in running text: spans of tokens that have the shape of a name.

In scripts with capitals a name is a row of capitalised words that the lexicon does not know otherwise, with particles
(`bin`, `al`, `de`) and initials between them. Scripts without capitals have a way of their own (bare_names.py).
"""

from __future__ import annotations

import re
from typing import Final

from comity.extract.bare_names import without_capitals
from comity.extract.name_span import KNOWN, NameSpan, name_words
from comity.extract.page import Page
from comity.extract.sentence import Sentence
from comity.extract.tokens import NUMBER, WORD, Token

#: Those of them whose single words may be spelt like a name (`Arzu`, `Barış`): capitalised beside a name they are one.
_SOFT: Final = frozenset(
    {"cues", "events", "topics", "links", "areas", "exercises", "kinds", "plurals", "counterparts"}
)
_RANGE: Final = frozenset({"from", "to", "since", "until", "between", "year"})
_APOSTROPHE: Final = re.compile(r"['’ʼ‘`´](?=[^\W\d_]+$)(?![A-ZА-ЯƏÖÜÇŞĞİ])")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏə]")
_LONGEST: Final = 5
_ADJECTIVAL: Final = (4, 5)  # letters of the endings of `-dakı`, `-ndakı`


def find_names(page: Page, sentence: Sentence) -> list[NameSpan]:
    """The names in a sentence, in order."""
    if page.language in {"ar", "fa"}:
        return without_capitals(page, sentence)
    found = _with_capitals(sentence, page.matcher.articles)
    return [n for n in found if not _is_locative(page, sentence, n)] if sentence.verb_final else found


def _is_locative(page: Page, sentence: Sentence, name: NameSpan) -> bool:
    """`the minister visited the Tartudakı brigade`: a single strange word with the ending of a place is no person."""
    if name.last - name.first > 1:
        return False
    token = sentence.tokens[name.first]
    stem = _before_apostrophe(token.text)
    if stem != token.text:
        return page.matcher.is_locative_ending(page.matcher.folding.key(token.text[len(stem) + 1 :]))
    return any(page.matcher.is_locative_ending(token.key[-size:]) for size in _ADJECTIVAL if len(token.key) > size + 2)


def _initial(tokens: list[Token], i: int) -> bool:
    """Whether tokens[i] is an initial: one capital and a full stop."""
    token = tokens[i]
    return token.capital and len(token.text) <= 2 and i + 1 < len(tokens) and tokens[i + 1].text == "."


def _with_capitals(sentence: Sentence, articles: frozenset[str]) -> list[NameSpan]:
    tokens = sentence.tokens
    places = {m.first for m in sentence.of("cities") if m.last - m.first == 1 and m.case == "NOM"}
    cities = {i for m in sentence.of("cities") if m.last - m.first > 1 for i in range(m.first, m.last)}  # `Əbu-Dabi`
    bodies = {m.first for m in sentence.of("institutions") + sentence.of("bodies")}
    blocked, given, particles, honorifics = name_words(sentence)
    soft = _like_names(sentence)
    blocked |= {
        i
        for m in sentence.of("events") + sentence.of("cues")
        for i in range(m.first, m.last)
        if m.last - m.first > 1 and ".." not in m.entry.form
    }  # `Vətənə qayıdıb`
    towns = set() if sentence.verb_final else {m.first for m in sentence.of("cities") if m.last - m.first == 1}
    blocked |= _names_of_ships(sentence) | _of_other_script(tokens)
    stops = {m.first for m in sentence.of("names", "stop") if m.last - m.first == 1 and m.case == "NOM"}  # `Kim Son Ho`
    stops -= {i for m in sentence.mentions if m.type in KNOWN - _SOFT for i in range(m.first, m.last)}
    given -= {m.first for m in sentence.of("roles") if m.last - m.first > 2}  # `Pedro Gomez Deniz Kuvvetleri Komutanı`
    months = {m.first for m in sentence.of("dates") if m.last - m.first == 1 and m.value.startswith("month-")}
    found: list[NameSpan] = []
    i = 0
    while i < len(tokens):
        start = i
        parts: list[str] = []
        last = i
        while i < len(tokens) and len(parts) < _LONGEST + 1:
            token = tokens[i]
            if parts and i in cities:
                break
            if _initial(tokens, i) and i not in honorifics:
                parts.append(token.text + ".")
                i += 2
                last = i
            elif i in honorifics and not parts:
                break
            elif (
                token.kind == WORD
                and token.capital
                and (
                    i not in blocked
                    or (i in given and (parts or _name_follows(tokens, i, blocked)))
                    or (i in months and _month_as_name(tokens, i, parts, blocked))
                    or (i in towns and parts and tokens[i - 1].kind == WORD)  # `Eduardo Lima`
                    or (i in soft and (parts or _name_follows(tokens, i, blocked)))
                    or (i in stops and parts and _name_follows(tokens, i, blocked))
                    or (i in places and len(parts) > 1 and _is_closed(sentence, i + 1))
                )
            ):
                if len(parts) > 1 and _is_acronym(token.text) and not any(map(_is_acronym, parts)):
                    break
                stem = _before_apostrophe(token.unbroken) if sentence.verb_final else token.unbroken
                if parts and token.glued and not parts[-1].endswith("."):
                    parts[-1] += "-" + stem
                else:
                    parts.append(stem)
                i += 1
                last = i
                if token.possessive or stem != token.unbroken:
                    break
            elif (
                i in particles
                and (parts or token.capital)
                and i + 1 < len(tokens)
                and (tokens[i + 1].capital or i + 1 in particles)
            ):
                parts.append(token.text)
                i += 1
            elif parts and token.glued and token.kind == WORD and len(token.text) > 1 and tokens[i - 1].kind == WORD:
                stem = _before_apostrophe(token.unbroken) if sentence.verb_final else token.unbroken
                parts[-1] += "-" + stem  # Dong-hyun, Myung-soo'nun
                i += 1
                last = i
            else:
                break
        # `the Gurkha Rifles`, `Революционных вооружённых сил`
        thing = (start > 0 and tokens[start - 1].key in articles) or (len(parts) == 1 and last in bodies)
        if parts and any(len(p) > 2 for p in parts) and not thing and not _shouted(parts):
            found.append(NameSpan(sentence.index, start, last, tuple(parts)))
        i = max(i, start + 1)
    return found


def _of_other_script(tokens: list[Token]) -> set[int]:
    """Latin words in a Cyrillic sentence: brands, ships, titles, and nobody's name."""
    latin = {i for i, token in enumerate(tokens) if token.kind == WORD and _LATIN.match(token.text)}
    return latin if 2 * len(latin) < sum(token.kind == WORD for token in tokens) else set()


def _names_of_ships(sentence: Sentence) -> set[int]:
    """The capitalised words after the prefix of a navy: `INS Tarkash`."""
    tokens = sentence.tokens
    found: set[int] = set()
    for m in sentence.of("institutions", "ships"):
        at = m.last
        while m.entry.flags.get("state") and at < len(tokens) and tokens[at].capital:
            found.add(at)
            at += 1
    return found


def _like_names(sentence: Sentence) -> set[int]:
    """Capitalised words within the sentence that the lexicon knows only as words of some action, topic or cue."""
    tokens = sentence.tokens
    soft = {
        m.first
        for m in sentence.mentions
        if m.last - m.first == 1 and (m.type in _SOFT or (m.type == "dates" and m.value in _RANGE))
    }
    hard = {
        i
        for m in sentence.mentions
        for i in range(m.first, m.last)
        if (m.type in KNOWN and m.type not in _SOFT and m.value not in _RANGE)
        or (m.type == "names" and m.value == "stop")
        or m.last - m.first > 1
    }
    heads = {  # `General Sultan Kamaletdinov`
        m.first
        for m in sentence.of("roles")
        if m.has("weak")
        and m.last - m.first == 1
        and _name_follows(tokens, m.first, hard)
        and any(r.last == m.first for r in sentence.of("ranks"))
    }
    return heads | {
        i for i in soft - hard if i and tokens[i].capital and not tokens[i].glued and tokens[i - 1].kind == WORD
    }


def _name_follows(tokens: list[Token], i: int, blocked: set[int]) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].capital and i + 1 not in blocked


def _is_closed(sentence: Sentence, i: int) -> bool:
    """Whether a verb or the end comes there: what stands before it ends the name, and is no place (`Freitas Lima`)."""
    tokens = sentence.tokens
    if i >= len(tokens) or tokens[i].text in ".!?":
        return True
    return any(m.first == i and not m.has("noun") for m in sentence.of("events"))


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word.isupper()


def _before_apostrophe(text: str) -> str:
    """`Kosanov'u` is `Kosanov` with an ending; `D'Addario` is one word."""
    match = _APOSTROPHE.search(text)
    return text[: match.start()] if match else text


def _month_as_name(tokens: list[Token], i: int, parts: list[str], blocked: set[int]) -> bool:
    """`Kasım-Jomart`, `Dong Jun`, `Martin Ojeda`: a month beside a name, and no number beside it."""
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and following.glued and following.capital and not parts:
        return True
    if following and following.kind == NUMBER:
        return False
    return bool(parts) or (i > 0 and tokens[i - 1].kind == WORD and _name_follows(tokens, i, blocked))


def _shouted(parts: list[str]) -> bool:
    """Whether all is in capitals: an acronym or a headline."""
    return all(p.isupper() and len(p) > 2 for p in parts) or (len(parts) == 1 and parts[0].isupper())
