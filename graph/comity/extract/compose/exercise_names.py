"""Where the names of exercises stand: in quotation marks beside a word for exercise, after or around that word in
capitals (`Exercise Steppe Eagle`, `Arctic Challenge Exercise 2023`, `the KAZIND drills`), or in capitals with a number.

Without that word: a quoted name that ends in a year, beside a word for training, or where troops of states are told of
that it brought together; and the editions of a series that the article names elsewhere.
"""

from __future__ import annotations

from comity.extract.compose.exercise_series import Stem, editions, is_dated_name, is_roman, is_short_year
from comity.extract.mention import Mention
from comity.extract.sentence import Sentence, once
from comity.extract.tokens import MARK, NUMBER, WORD, Token

_NEAR = 5  # tokens between a quoted name and the word
_SHOUTED = 4  # letters of a name in capitals, more than an abbreviation has
_TRANSLATED = 4  # tokens between a name and its translation in brackets
_BESIDE = 2  # tokens between a quoted name and a word for training
_HAPPENS = ("hold", "begin", "end", "take-part", "host")
#: Types whose words end an unquoted name.
_ENDS_NAME = ("states", "adjectives", "cities", "roles", "dates", "organisations", "institutions", "ranks", "links")


@once
def exercise_names(
    sentence: Sentence, known: bool, told_before: bool = False, stems: frozenset[Stem] = frozenset()
) -> list[tuple[int, int]]:
    """The names as tokens[first:last], in order.

    `known`: the article is about exercises, so that a quoted name that begins or is held needs no word beside it;
    `told_before`: the sentence before is about one, so that `It is called "X"` names it; `stems`: series that the
    article names.
    """
    words = sentence.of("exercises", "exercise")
    series = sentence.of("exercises", "series-name")
    dated = [(a, b) for a, b in sentence.quoted if is_dated_name(sentence.tokens, a, b)]
    if not (words or known or series or dated or sentence.of("exercises", "training")):
        return []
    naming = sentence.of("exercises", "named") if told_before else []
    found = _quoted(sentence, words + naming, known)
    found += [span for span in editions(sentence, stems) if not _overlaps(found, *span)]
    found += [
        (a, b)
        for a, b in dated
        if not _overlaps(found, a, b) and _is_name(sentence, a, b) and _brings_together(sentence, a, b)
    ]
    for word in words:
        found += [span for span in _around(sentence, word) if not _overlaps(found, *span)]
    numbered = _numbered(sentence) + (_shouted(sentence) if words or known else [])
    found += [span for span in numbered if not _overlaps(found + sentence.quoted, span[1] - 1, span[1])]
    for m in series:
        last = _with_number(sentence.tokens, m.last)
        if not _overlaps(found, m.first, last) and (known or last > m.last):
            found.append((m.first, last))
    return sorted(found)


def _with_number(tokens: list[Token], last: int) -> int:
    """The end of a name together with the year or number of the edition right after it."""
    if last < len(tokens) and (tokens[last].kind == NUMBER or is_roman(tokens[last].text)):
        return last + 1
    return last


def _quoted(sentence: Sentence, words: list[Mention], known: bool) -> list[tuple[int, int]]:
    tokens, others = sentence.tokens, sentence.of("exercises", "none")
    found: list[tuple[int, int]] = []
    trainings, said = sentence.of("exercises", "training"), sentence.of("exercises", "said")
    for a, b in sentence.quoted:
        told = sentence.verb_final and any(w.first == b + 1 for w in words)  # `gemilerin katıldığı "X" tatbikatı`
        beside = told or any(w.last == a - 1 for w in words)
        if not _is_name(sentence, a, b, beside) or (_near(others, a, b, 2) and not beside):
            continue
        if found and a > 2 and tokens[a - 2].text == "(" and found[-1][1] >= a - 4:
            continue  # the same name in another language
        if (
            a
            and tokens[a - 1].text == "("
            and not any(
                m.last <= a and a - m.last <= _NEAR and not any(m.last <= x.first < a for x in others) for m in words
            )
        ):
            continue  # in brackets after the word itself, not the name of a ship
        if not beside and any(m.last == a - 1 or m.first == b + 1 for m in said):
            continue  # `he described talk of drills as "Premature"`
        numbered = tokens[b - 1].kind == NUMBER or is_roman(tokens[b - 1].text)
        happens = bool(words) or (known and bool(sentence.of("events", *_HAPPENS)))
        drilled = numbered and _near(trainings, a, b, _BESIDE)
        if _near(words, a, _end_of_translation(sentence, b), _NEAR) or (numbered and happens) or drilled:
            found.append((a, b))
    return found


def _is_name(sentence: Sentence, a: int, b: int, beside: bool = False) -> bool:
    """Whether the quotation may be a name, and is neither speech nor the name of a ship or training ground.

    `beside`: a word for exercise stands right beside it, so that a comma and a dash after it say nothing.
    """
    tokens = sentence.tokens
    if not _like_a_name(tokens[a]) or _is_ground(sentence, a, b):
        return False
    return beside or not _is_said(tokens, a, b)


def _brings_together(sentence: Sentence, a: int, b: int) -> bool:
    """Whether troops of states are told of beside the name, and nothing that bears such names and is no exercise."""
    if sentence.of("exercises", "none", "ground") or sentence.of("kinds") or sentence.of("areas", "military-technical"):
        return False
    troops = sentence.of("institutions", "forces", "unit", "ships") or sentence.of("topics", "military")
    states = {s.iso for s in sentence.states if s.type != "cities"}
    return bool(troops) and (len(states) > 1 or bool(sentence.of("plurals", "both-states", "both-sides", "all-states")))


def _end_of_translation(sentence: Sentence, b: int) -> int:
    """Where a name ends that another language's follows in brackets: `"X" ("Y") drills`."""
    tokens = sentence.tokens
    for c, d in sentence.quoted:
        if c > b and any(tokens[i].text == "(" for i in range(b, c)) and c - b <= _TRANSLATED:
            return d + 1
    return b


def _is_said(tokens: list[Token], a: int, b: int) -> bool:
    """Whether the quotation is speech: `"Cold tests people", he said`, `he said: "Cold tests people"`."""
    closes = b + 1 >= len(tokens) or tokens[b + 1].text in ",.–—-"
    if tokens[b - 1].text in ",.!?…،؟" or (a > 1 and tokens[a - 2].text == ":" and closes):
        return True
    return b + 2 < len(tokens) and tokens[b + 1].text == "," and tokens[b + 2].text in "–—-"


def _is_ground(sentence: Sentence, a: int, b: int) -> bool:
    """Whether the quoted name is that of a training ground, base, ship or unit: its kind stands right beside it."""
    kinds = sentence.of("exercises", "ground") + sentence.of("institutions", "unit", "ships", "school")
    if sentence.verb_final:  # `«Оңтүстік» қолбасшылығы`
        kinds = kinds + sentence.of("bodies", "service", "branch", "division")
    return any(m.first == b + 1 if sentence.verb_final else m.last == a - 1 for m in kinds)


def _around(sentence: Sentence, word: Mention) -> list[tuple[int, int]]:
    tokens = sentence.tokens
    if all(t.text.isupper() for t in tokens if t.kind == WORD and t.text[:1].upper() != t.text[:1].lower()):
        return []  # a heading in capitals
    ends = {
        i
        for type_ in _ENDS_NAME
        for m in sentence.of(type_)
        for i in range(m.first, m.last)
        if m.type != "dates" or m.value.startswith(("month-", "weekday-"))  # Spring Storm
    }
    if (called := _called(sentence, word, ends)) is not None:
        return [called]
    last = word.last
    while last < len(tokens) and _in_name(tokens, last, ends, opened=last > word.last):
        last += 1
    first = word.first
    while first > 0 and tokens[first - 1].capital and first - 1 not in ends and _beside(tokens, first - 1):
        first -= 1
    year = last > word.last and tokens[last - 1].kind == NUMBER
    if year and first < word.first and tokens[word.first].capital:
        return [(first, last)]  # Arctic Challenge Exercise 2023
    if last > word.last and tokens[word.last].capital and not sentence.verb_final:
        return [(word.last, last)]
    if word.last < len(tokens) and tokens[word.last].text == ",":  # `a drill, Kamandag 8, wound up`
        after = word.last + 1
        while after < len(tokens) and _in_name(tokens, after, ends, opened=after > word.last + 1, short=True):
            after += 1
        numbered = tokens[after - 1].kind == NUMBER or is_roman(tokens[after - 1].text)
        if after > word.last + 2 and numbered and after < len(tokens) and tokens[after].text in ",.":
            return [(word.last + 1, after)]
    if sentence.verb_final and tokens[word.first].capital and first < word.first:
        stops = {m.first for m in sentence.of("names", "stop")}
        if not any(i in stops for i in range(first, word.first)):
            return [(first, word.first)]  # Anadolu Kartalı Tatbikatı
    shouted = [i for i in range(first, word.first) if tokens[i].text.isupper() and len(tokens[i].text) > 3]
    if shouted and shouted[-1] == word.first - 1:
        return [(shouted[0], word.first)]  # the KAZIND drills
    after = word.last
    while after < len(tokens) and after in ends:
        after += 1
    if word.last < after < len(tokens) and not tokens[word.first].text.isascii() and _is_latin_acronym(tokens[after]):
        return [(after, after + 1)]  # `учение ВМС Ирана и России CASAREX`: in another script
    return []


def _called(sentence: Sentence, word: Mention, ends: set[int]) -> tuple[int, int] | None:
    """`the drills, codenamed Bright Star` · `Komodo 2025, a naval exercise`."""
    tokens = sentence.tokens
    start = word.last + (word.last < len(tokens) and tokens[word.last].text == ",")
    naming = next((m for m in sentence.of("exercises", "named") if m.first == start), None)
    if naming is not None and not sentence.verb_final:
        last = naming.last
        while last < len(tokens) and _in_name(tokens, last, ends, opened=last > naming.last, short=True):
            last += 1
        return (naming.last, last) if last > naming.last else None
    comma = next((i for i in range(word.first - 1, max(0, word.first - _NEAR), -1) if tokens[i].kind == MARK), 0)
    if not comma or tokens[comma].text != "," or tokens[comma - 1].kind != NUMBER or sentence.verb_final:
        return None
    first = comma - 1
    while first > 0 and tokens[first - 1].capital and first - 1 not in ends:
        first -= 1
    return (first, comma) if first < comma - 1 else None


def _is_latin_acronym(token: Token) -> bool:
    return token.text.isascii() and token.text.isupper() and len(token.text) > 3


def _in_name(tokens: list[Token], i: int, ends: set[int], opened: bool, short: bool = False) -> bool:
    token = tokens[i]
    if token.kind == MARK or (i in ends and not (token.kind == NUMBER and len(token.key) == 4)):
        return False
    if token.kind == NUMBER:
        return len(token.key) == 4 or token.glued or (short and opened and len(token.key) <= 2)
    return token.capital or (opened and token.glued)


def _numbered(sentence: Sentence) -> list[tuple[int, int]]:
    """`KAZIND-2024`, `AL NAJAH-V`: capitals, a hyphen, a number."""
    tokens, found = sentence.tokens, []
    for i in range(1, len(tokens)):
        token, before = tokens[i], tokens[i - 1]
        if not token.glued or before.kind != WORD:
            continue
        year = token.kind == NUMBER and len(token.key) == 4
        short = (token.kind == NUMBER and len(token.key) == 2) or is_roman(token.text)
        if not year and not (short and before.text.isupper() and len(before.text) > 3):
            continue
        start = i - 1
        while start > 0 and tokens[start - 1].capital and _beside(tokens, start - 1):
            start -= 1
        if tokens[start].capital and not any(m.last == start for m in sentence.of("exercises", "none", "ground")):
            found.append((start, i + 1))
    return found


def _shouted(sentence: Sentence) -> list[tuple[int, int]]:
    """`a drill to look back on: POLAR STAR 2023`: words in capitals before a year, two before two figures."""
    tokens, found = sentence.tokens, []
    for i in range(1, len(tokens)):
        if tokens[i].kind != NUMBER:
            continue
        start = i
        while start > 0 and tokens[start - 1].text.isupper() and _beside(tokens, start - 1):
            start -= 1
        letters = sum(len(t.text) for t in tokens[start:i])
        year = len(tokens[i].key) == 4 and tokens[i].key.startswith("20") and bool(sentence.of("exercises", "exercise"))
        short = len(tokens[i].key) == 2 and i - start > 1 and start > 0 and not tokens[start - 1].text.isupper()
        if letters > _SHOUTED and (year or (short and is_short_year(tokens[i]))):
            found.append((start, i + 1))
    return found


def _beside(tokens: list[Token], i: int) -> bool:
    return tokens[i + 1].start - tokens[i].end <= 1


def _near(mentions: list[Mention], a: int, b: int, within: int) -> bool:
    return any(0 <= m.first - b <= within or 0 <= a - m.last <= within for m in mentions)


def _overlaps(spans: list[tuple[int, int]], a: int, b: int) -> bool:
    return any(x < b and a < y for x, y in spans)


def _like_a_name(first: Token) -> bool:
    """Whether a quotation that begins so may be a name: in scripts with capitals it begins with one."""
    return first.kind == WORD and (first.text[:1].isupper() or not first.text[:1].islower())
