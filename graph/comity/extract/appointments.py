"""Offices that a verb gives: `X was appointed minister`, `appointed X commander`, `X, as the new chief, ...`."""

from __future__ import annotations

from comity.extract.appositions import past_apposition
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.sentence import Sentence
from comity.extract.tokens import MARK
from comity.extract.vicinity import Vicinity, is_owner

_DASHES = frozenset("–—-")
_TO_OFFICE = 7  # words between a name and the office that it is given
_TO_AS = 12  # words between a name and "as"
_TO_GIVEN = 4  # words between a verb of appointing and the name: a rank
_TO_AUXILIARY = 1  # words between the office and the verb that gives it
_TO_VERB = 3  # words between that office and the verb


def given_before(index: Vicinity, at: int) -> Mention | None:
    """`Командующим войсками назначен генерал X`: the office in the instrumental before the verb that ends there."""
    verb = next((e for e in index.sentence.of("events", "appoint") if e.first <= at < e.last), None)
    place = verb.first - 1 if verb else -1
    other = 0
    while place >= 0 and place not in index.role_end:
        state = index.state_end.get(place)
        if state is None and place not in index.skip:
            other += 1  # `вновь назначен`, `был назначен`
            if other > _TO_AUXILIARY or index.sentence.tokens[place].kind == MARK:
                return None
        place = state.first - 1 if state else place - 1
    role = index.role_end.get(place)
    return role if role is not None and _is_instrumental(index, role) else None


def _is_instrumental(index: Vicinity, role: Mention) -> bool:
    """Whether the office, or the head with which it begins (`командиром 5-й бригады`), is in the instrumental."""
    heads = (m for m in index.sentence.of("heads") if m.first == role.first)
    return role.case == "INS" or any(head.case == "INS" for head in heads)


def _is_predicate(index: Vicinity, role: Mention, copulas: tuple[str, ...]) -> bool:
    """`X ... müdafiə naziridir.`: an office with a copula at the end of its clause."""
    tokens = index.sentence.tokens
    closes = role.last >= len(tokens) or tokens[role.last].kind == MARK
    return closes and not role.has("plural") and tokens[role.last - 1].key.endswith(copulas)


def shares_verb(index: Vicinity, role: Mention) -> bool:
    """`X minister, Y ambassador appointed`: a comma ends the office, and the last of the list has the verb."""
    tokens, appoint = index.sentence.tokens, index.sentence.of("events", "appoint")
    name = min((i for i in index.name_at if i > role.last), default=None)
    if name is None or tokens[role.last].text != ",":
        return False
    return any(r.first > name and r.last <= e.first <= r.last + 1 for r in index.role_at.values() for e in appoint)


def appointed_after(index: Vicinity, at: int, copulas: tuple[str, ...]) -> bool:
    """`X ... müdafiə naziri təyin edilib`, `... olub`: the office between a name and its verb."""
    for place in range(at, min(at + _TO_OFFICE, len(index.sentence.tokens))):
        if place in index.name_at or index.sentence.tokens[place].kind == MARK:
            return False
        role = index.role_at.get(place)
        if role is not None and any(m.first == role.last for m in index.sentence.of("links", "on-behalf")):
            return False  # `prezident tərəfindən təyin edilib`: by whom
        if role is not None:
            near = [(e, _TO_VERB) for e in index.sentence.of("events", "appoint", "dismiss")]
            near += [(c, 1) for c in index.sentence.of("cues", "past", "former") if not is_owner(role)]
            near += [(c, 0) for c in index.sentence.of("cues", "planned") if not is_owner(role)]  # `... olacaq`
            said = role.has("verb") or _is_predicate(index, role, copulas) or shares_verb(index, role)
            end = _last_of_chain(index, role).last
            return said or any(end <= m.first <= end + words for m, words in near)
    return False


def _last_of_chain(index: Vicinity, role: Mention) -> Mention:
    """The last of several offices of one person: `X chief of the staff – first deputy minister appointed`."""
    tokens, at = index.sentence.tokens, role.last
    while at < len(tokens) and (at in index.and_at or tokens[at].text in _DASHES or at in index.state_at):
        at = index.state_at[at].last if at in index.state_at else at + 1
        role = index.role_at.get(at, role)
        at = max(at, role.last)
    return role


def serves_as(index: Vicinity, name: NameSpan) -> int | None:
    """`X took the salute as the new commander of the army`: where the office begins; no other name is between."""
    tokens = index.sentence.tokens
    changes = index.sentence.of("events", "dismiss")
    moved = changes + index.sentence.of("events", "appoint")
    if name.first - 1 not in index.rank_end and not any(name.last <= e.first <= name.last + 1 for e in moved):
        return None
    relieved = any(name.last <= e.first <= name.last + 1 for e in changes)
    for link in index.sentence.of("links", "as"):
        between = sum(name.last <= at < link.first for at in index.name_at)
        if not name.last < link.first <= name.last + _TO_AS or between > relieved:
            continue
        at = link.last
        while at < len(tokens) and (tokens[at].key in index.articles or at in index.skip or at in index.state_at):
            at += 1
        if at in index.role_at:
            return at
    return None


def is_relieved(index: Vicinity, name: NameSpan) -> bool:
    """`The president relieved General X of his duties as commander`: the verb stands right before rank or name."""
    rank = index.rank_end.get(name.first - 1)
    start = rank.first if rank else name.first
    return any(e.last == start and not e.has("noun") for e in index.sentence.of("events", "dismiss"))


def is_predecessor(index: Vicinity, name: NameSpan) -> bool:
    """`X took over as commander from General Y`: a preposition of origin before rank or name, a verb of appointing."""
    rank = index.rank_end.get(name.first - 1)
    start = rank.first if rank else name.first
    a, _ = index.sentence.clause(name.first)
    origin = any(link.last == start for link in index.sentence.of("links", "from"))
    return origin and any(a <= e.first < start and not e.has("noun") for e in index.sentence.of("events", "appoint"))


def given_after(index: Vicinity, name: NameSpan) -> int | None:
    """`X назначен начальником штаба`, `X was named chief of staff`: where the office begins after the verb.

    In the instrumental, where the language has cases.
    """
    return _given_from(index, name.last)


def given_later(index: Vicinity, name: NameSpan) -> int | None:
    """`X, up to now attaché in Rome, becomes director of Y`: the same after what two commas enclose behind the name."""
    start = past_apposition(index, name)
    return _given_from(index, start) if start > name.last else None


def _given_from(index: Vicinity, start: int) -> int | None:
    tokens = index.sentence.tokens
    verb = next((e for e in index.sentence.of("events", "appoint") if 0 <= e.first - start <= 1), None)
    if verb is None or verb.has("noun"):
        return None
    for at in range(verb.last, min(verb.last + _TO_VERB, len(tokens))):
        role = index.role_at.get(at)
        if role is not None:
            told = _is_instrumental(index, role) or bool(index.articles)
            return at if told and not role.has("plural") else None
        strange = index.articles and not (
            tokens[at].key in index.articles or at in index.skip or at in index.state_at or at in index.as_at
        )  # `was sworn in by the president`
        if at in index.name_at or tokens[at].kind == MARK or strange:
            return None
    return None


def named_as(index: Vicinity, name: NameSpan) -> bool:
    """`The president appointed X commander of the army`: the office follows its holder."""
    a, _ = index.sentence.clause(name.first)
    before = [
        e
        for e in index.sentence.of("events", "appoint")
        if a <= e.first < name.first and name.first - e.last <= _TO_OFFICE
    ]
    if is_relieved(index, name) and name.last in index.as_at:
        return name.last + 1 in index.role_at  # `dismissed General X as minister`
    office = any(name.last <= at <= name.last + 2 for at in index.role_at)
    return bool(before) and office


def is_unreal(sentence: Sentence, name: NameSpan, role: Mention) -> bool:
    """Whether the office is told as given to whom it is not: the word for appointing is denied or
    only thought of."""
    told = [
        e for e in sentence.of("events", "appoint") if 0 <= name.first - e.last <= _TO_GIVEN and name.last <= role.first
    ]
    return any(sentence.unreal(e.first) for e in told)


def appoints(sentence: Sentence, roles: list[Mention]) -> bool:
    """Whether an office is that of whoever appoints or dismisses: the verb stands right before it."""
    changes = sentence.of("events", "appoint", "dismiss")
    return any(e.last == r.first and not e.has("noun") for r in roles for e in changes)
