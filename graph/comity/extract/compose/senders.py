"""Who sends troops: the state beside the word for them, the subject of the clause, `our`, or who was told of before.

The nearest evidence decides: the clause of the place first, then the sentence, then what the article told before. A
unit in which or beside which they serve (`in the Indian battalion`) is not theirs.
"""

from __future__ import annotations

import itertools
from typing import Final

from comity.extract.compose.postings import Post, coordinated, is_origin, listed
from comity.extract.compose.service_time import governing
from comity.extract.compose.troops import antecedent, troops_in
from comity.extract.mention import Mention
from comity.extract.page import CLOSING, OPENING
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK

_DASHES: Final = "–—-"
_AFTER: Final = 1  # tokens between the word for troops and their state
_INSIDE: Final = "-–'’"  # marks that stand inside a name
_OF_HOST: Final = 3  # tokens between "within" and the unit
_BEFORE: Final = 3  # tokens between a state and the word for its troops
_DATELINE: Final = frozenset("–—-:(.,/")
_ASKED: Final = 3  # questions of an interview
_AND: Final = 2  # tokens of ", and"
_SAID: Final = 3  # sentences before a quotation in which its speaker is named

Senders = tuple[list[str], str]
_NOBODY: Final[Senders] = ([], "")


def senders_of(reading: Reading, sentence: Sentence, post: Post, told: list[str]) -> Senders:
    """The states that send the troops at that place, and the rule that found them; `told` are those told of before."""
    if post.owner is not None:
        return [post.owner], "unit-stationed" if post.stationed else "sender-beside-troops"
    own = [
        s
        for s in sentence.states
        if (s.type != "cities" or _is_government(sentence, s))
        and s.first != post.at
        and s.iso != post.place.country
        and not _is_place(sentence, s)
    ]
    hosts: set[str] = set()
    start = antecedent(sentence, post.first)
    inside = [s for s in own if start <= s.first < post.last]
    for states, a, b in ((inside, start, post.last), (own, 0, len(sentence.tokens))):
        if _our_troops(sentence, a, b) and reading.on("our-men"):
            return _ours(reading, sentence, post, states)
        found, beside = _beside(sentence, post, states, a, b)
        hosts |= beside
        if found and reading.on("sender-beside-troops"):
            return found, "sender-beside-troops"
        if _says_ours(sentence, a, b) and reading.on("our-men"):
            return _ours(reading, sentence, post, states)
        both = [m for m in sentence.of("plurals", "both-states") if a <= m.first < b]
        if both and reading.on("both-send"):
            return list(reading.frame.current.get(sentence.index, reading.frame.default)), "both-send"
        others = [s for s in states if s.iso not in hosts]
        if named := _named(sentence, others):
            return named, "sender-named" if states is inside else "sender-named-wider"
        if others:
            break
        if states is inside and hosts and not told:
            return sorted(hosts), "sender-of-unit"
    distinct = {s.iso for s in own} - hosts
    if told and not distinct and reading.on("sender-told-before"):
        return told, "sender-told-before"
    main = reading.frame.main
    if main is None or (distinct and main not in distinct) or not _may_be_main(sentence, start, post.last):
        return _NOBODY
    return [main], "sender-main"


def _may_be_main(sentence: Sentence, a: int, b: int) -> bool:
    """Whether tokens[a:b] tell of troops, so that they may be those of the state whom the article is about.

    Not where they name only those of an organisation (`I served at the headquarters of the UN forces`) or a group that
    may be any, and, without a word for troops, nobody in office, who travels for other reasons.
    """
    troops = [m for m in troops_in(sentence, a, b) if m.type != "events"]
    offices = [r for r in sentence.of("roles") if not r.has("verb")] + sentence.of("ranks")
    offices += sentence.of("institutions", "delegation")
    if not troops:
        return not any(a <= m.first < b for m in offices)
    ships = sentence.of("institutions", "ships") + sentence.of("service", "ships")
    if any(a <= m.first < b for m in ships) and not sentence.of("organisations"):
        return False  # their crew, who called at a port
    ends = {m.last for m in sentence.of("organisations")}
    return any(not m.has("weak") and (m.value == "men" or m.first not in ends) for m in troops)


def _is_government(sentence: Sentence, s: StateRef) -> bool:
    """`Warsaw keeps a company in X`: a capital that is no place."""
    after = {t.text for t in sentence.tokens[s.last : s.last + _SAID]}
    dateline = s.first == 0 and bool(after & _DATELINE)
    return set(s.case.split("/")) <= {"NOM", "GEN"} and not dateline


def _our_troops(sentence: Sentence, a: int, b: int) -> bool:
    """Whether a word for troops says that they are ours."""
    ours = sentence.of("service", "ours") + sentence.of("plurals", "ours", "our-country")
    troops = troops_in(sentence, a, b)
    return any(a <= m.first < b and any(m.first <= t.first <= m.last for t in troops) for m in ours)


def _ours(reading: Reading, sentence: Sentence, post: Post, states: list[StateRef]) -> Senders:
    speaker = _speaker(reading, sentence, post)
    with_them = [s.iso for s in states if _is_companion(sentence, s)]
    return (list(dict.fromkeys([speaker, *with_them])), "our-men") if speaker else _NOBODY


def _is_place(sentence: Sentence, s: StateRef) -> bool:
    located = s.is_goal or (s.is_case("LOC", "LOCKI") and not s.is_case("GEN")) or coordinated(sentence, s.last)
    return s.type == "states" and located and not is_origin(sentence, s)


def _beside(sentence: Sentence, post: Post, states: list[StateRef], a: int, b: int) -> tuple[list[str], set[str]]:
    """The states beside a word for troops in tokens[a:b], and those beside a unit in which others serve."""
    pairs = [
        (s, m)
        for m in troops_in(sentence, a, b)
        for s in states
        if (
            m.first - _BEFORE <= s.last - 1 < m.first
            or (not sentence.verb_final and m.last <= s.first <= m.last + _AFTER)
        )
        and all(
            t.kind != MARK or t.text in _INSIDE for t in sentence.tokens[min(s.last, m.last) : max(s.first, m.first)]
        )
    ]
    hosts = {s.iso for s, m in pairs if _is_host(sentence, s, m)}
    beside = [s for s, m in pairs if s.iso not in hosts]
    if not beside:
        return [], hosts
    beside = _subjects(sentence, beside, pairs) or beside
    verb = governing(sentence, post)
    if verb is not None and not sentence.verb_final and not sentence.conjunctions:  # the subject stands first
        beside = [s for s in beside if s.first < verb.first] or beside
    after = [s for s in beside if verb is not None and s.first > verb.first]
    if sentence.conjunctions and len(after) == len(beside):  # the verb comes first, then who does it
        nearest = min(beside, key=lambda s: s.first)
    else:
        nearest = min(beside, key=lambda s: (abs(s.first - post.at), s.first))
    row = [s for s in listed(sentence, nearest) if s in states]
    row += _with_their_own(sentence, row, [(s, m) for s, m in pairs if s.iso not in hosts])
    return list(dict.fromkeys(s.iso for s in row)), hosts


def _subjects(sentence: Sentence, states: list[StateRef], pairs: list[tuple[StateRef, Mention]]) -> list[StateRef]:
    """Where cases are endings, those whose troops are no object: `canadian instructors train Ukrainian soldiers`."""
    if not sentence.verb_final:
        return states
    objects = {s for s, m in pairs if m.case and not {"NOM", "PL", "GEN"} & set(m.case.split("/"))}
    return [s for s in states if s not in objects]


def _with_their_own(sentence: Sentence, row: list[StateRef], pairs: list[tuple[StateRef, Mention]]) -> list[StateRef]:
    """`Russian instructors and Italian soldiers`: each state with its own word for troops, an `and` between them."""
    found: list[StateRef] = []
    links = {i for m in sentence.of("links", "and") for i in range(m.first, m.last)}
    ends = [(min(s.first, m.first), max(s.last, m.last), s) for s, m in pairs]
    mine = [(a, b) for a, b, s in ends if s in row]
    for a, b, s in ends:
        for c, d in mine:
            first, last = (d, a) if d <= a else (b, c)
            between = range(first, last)
            joined = all(i in links or sentence.tokens[i].text in ",،" for i in between)
            clitic = first == last and sentence.tokens[max(a, c)].key.startswith(sentence.conjunctions or "\0")
            if s not in row and 0 <= last - first <= _AND and joined and (first < last or clitic):
                found.append(s)
    return found


def _is_host(sentence: Sentence, s: StateRef, unit: Mention) -> bool:
    """Whether it is a unit in or beside which others serve."""
    first, last = min(s.first, unit.first), max(s.last, unit.last)
    if any(first <= m.first < last for m in sentence.of("organisations")):
        return False  # `Poland in the NATO battle group`
    if sentence.verb_final and sentence.case_of(unit) in {"LOC", "LOCKI"}:
        return True
    return any(
        0 <= m.first - last < _OF_HOST if sentence.verb_final else 0 <= first - m.last < _OF_HOST
        for m in sentence.of("service", "part")
    )


def _is_companion(sentence: Sentence, s: StateRef) -> bool:
    """Whether it is a state together with whose men others serve: `with Senegal and Nigeria`."""
    row = listed(sentence, s)
    first, last = row[0].first, row[-1].last
    words = sentence.of("service", "beside")
    if sentence.verb_final:
        return s.is_case("COM", "INS") or any(0 <= m.first - last < _OF_HOST for m in words)
    return any(0 <= first - m.last < _OF_HOST for m in words)


def _says_ours(sentence: Sentence, a: int, b: int) -> bool:
    words = sentence.of("plurals", "ours", "our-country") + sentence.of("service", "ours", "we")
    return any(a <= m.first < b for m in words)


def _named(sentence: Sentence, states: list[StateRef]) -> list[str]:
    """The one state named, or all where they follow each other in a row."""
    states = list({s.first: s for s in states}.values())
    distinct = list(dict.fromkeys(s.iso for s in states))
    if len(distinct) == 1 or (len(states) == len(distinct) and _is_row(sentence, states)):
        return distinct
    return []


def _is_row(sentence: Sentence, states: list[StateRef]) -> bool:
    """Whether the states follow each other, with nothing but `and` and commas between them."""
    links = {i for m in sentence.of("links", "and", "article") for i in range(m.first, m.last)}
    return len(states) > 1 and all(
        i in links or sentence.tokens[i].text in ",،"
        for a, b in itertools.pairwise(states)
        for i in range(a.last, b.first)
    )


def _speaker(reading: Reading, sentence: Sentence, post: Post) -> str | None:
    """Whose `our men` are: those of the official named with the words, or right before or after them.

    The guest's, where a guest says so; the article's own, where nobody is quoted.
    """
    said = reading.officials(sentence)
    if len({f.state for f in said}) == 1:
        return said[0].state
    if not _is_quoted(sentence, post) or _is_answer(reading, sentence):
        return reading.frame.home
    if (told := _told_by(sentence)) is not None:
        return told
    following = reading.page.sentences[sentence.index + 1 : sentence.index + 2]
    if any(near.of("plurals", "guest") for near in (sentence, *following)):
        home = reading.frame.speaker
        guest = {f.state for s in reading.page.sentences for f in reading.officials(s)} - {home, None}
        pair = [iso for iso in reading.frame.default if iso != home]
        return pair[0] if len(pair) == 1 else guest.pop() if len(guest) == 1 else None
    if held := _by_office(reading, sentence):
        return held
    sentences = reading.page.sentences
    around = [*sentences[sentence.index + 1 : sentence.index + 2], *reversed(sentences[: sentence.index])]
    for near in around[: _SAID + 1]:
        states = {f.state for f in reading.officials(near)}
        if len(states) == 1:
            return states.pop()
        if states:
            return None
    return None


def _told_by(sentence: Sentence) -> str | None:
    """`said the Georgian minister of defence`: the one state beside an office that nobody bears by name."""
    beside = {
        s.iso
        for r in sentence.of("roles")
        if r.value != "none"
        for s in sentence.states
        if 0 <= r.first - s.last <= 1 or 0 <= s.first - r.last <= 1 or s.first in r.inside
    }
    return beside.pop() if len(beside) == 1 else None


def _is_answer(reading: Reading, sentence: Sentence) -> bool:
    """Whether it is an answer in an interview with somebody whose state is known: he speaks from his home."""
    if reading.frame.answers or reading.frame.speaker is None:
        return False
    sentences = reading.page.sentences
    opens = next(s for s in sentences if s.paragraph == sentence.paragraph)
    asked = sum(s.tokens[-1].text in "?؟" for s in sentences if s.kind != "header")
    return asked >= _ASKED and opens.tokens[0].text in _DASHES


def _by_office(reading: Reading, sentence: Sentence) -> str | None:
    """`said the admiral`: the state of the only one before who has that rank or office."""
    ranks = {m.value.partition("|")[0] for m in sentence.of("ranks")}
    roles = {m.value for m in sentence.of("roles") if m.value != "none"}
    states = {
        f.state
        for f in reading.people.figures
        if f.state and f.last_named(sentence.index) >= 0 and (f.rank in ranks or roles & set(f.roles))
    }
    return states.pop() if len(states) == 1 else None


def _is_quoted(sentence: Sentence, post: Post) -> bool:
    """Whether the place stands in speech: after a dash or an opening mark, or before a closing one."""
    if sentence.tokens[0].text in _DASHES or sentence.tokens[0].text in OPENING:
        return True
    if _depth(sentence, 0, post.at) > 0:
        return True
    if any(a.text in ",،" and b.text in _DASHES for a, b in itertools.pairwise(sentence.tokens[post.at :])):
        return True  # `..., – said the admiral`
    return _depth(sentence, post.at, len(sentence.tokens)) < 0


def _depth(sentence: Sentence, a: int, b: int) -> int:
    """How many quotations more begin than end in tokens[a:b]; a mark that does both by turns begins one first."""
    depth = 0
    for token in sentence.tokens[a:b]:
        if token.text in OPENING - {"("} and not (token.text in CLOSING and depth > 0):
            depth += 1
        elif token.text in CLOSING - {")"}:
            depth -= 1
    return depth
