"""What stands around the names of a sentence: where offices, ranks, states, titles and links begin and end, and what a
walk from a name to the left or to the right meets before it comes to something that belongs to nobody's office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.extract.lexicon import read
from comity.extract.matcher import Mention
from comity.extract.name_span import NameSpan
from comity.extract.page import Page, Sentence, StateRef
from comity.extract.tokens import MARK

_TO_OFFICE = 7  # words between a name and the office that it is given
_TO_AS = 8  # words between a name and "as"
_JOINS = frozenset(",،–—-(:|")  # marks between a name and its office
_AFTER_RANK = frozenset(")–—-:,")
_TO_VERB = 3  # words between that office and the verb
_TRANSPARENT = frozenset({"institutions", "organisations", "areas", "cities", "regions", "topics"})


@dataclass
class Reach:
    """What a walk from a name met."""

    roles: list[Mention] = field(default_factory=list)
    rank: Mention | None = None
    states: list[StateRef] = field(default_factory=list)
    commas: int = 0
    unknown: int = 0
    edge: int = 0
    counterpart: Mention | None = None
    former: bool = False
    adjacent: bool = False
    appointed: bool = False


class Vicinity:
    """Where in a sentence names, offices, ranks, states and links begin and end."""

    def __init__(
        self,
        sentence: Sentence,
        names: list[NameSpan],
        conjunctions: Sequence[str] = (),
        articles: frozenset[str] = frozenset(),
    ) -> None:
        self.sentence = sentence
        self.articles = articles
        self.states = sentence.states
        self.name_at = {n.first: n for n in names}
        self.name_end = {n.last - 1: n for n in names}
        named = {i for n in names for i in range(n.first, n.last)}
        roles = [r for r in sentence.of("roles") if not (set(range(r.first, r.last)) & named)]
        self.role_at = {r.first: r for r in roles}
        self.role_end = {r.last - 1: r for r in roles}
        ranks = sorted(sentence.of("ranks"), key=lambda r: "|" not in r.value)  # those of all armies last: they stand
        self.rank_at = {r.first: r for r in ranks}
        self.rank_end = {r.last - 1: r for r in ranks}
        within = {i for r in roles for i in range(r.first, r.last)}
        self.state_at = {s.first: s for s in self.states if s.first not in within}
        self.state_end = {s.last - 1: s for s in self.states if s.first not in within}
        self.honorific = {m.first for m in sentence.of("names", "honorific")}
        self.counterpart_at = {c.first for c in sentence.of("counterparts")}
        self.counterpart_end = {c.last - 1: c for c in sentence.of("counterparts")}
        self.link_at = {i for m in sentence.of("links") for i in range(m.first, m.last)}
        self.conjunctions = tuple(conjunctions)
        self.of_at = {m.first for m in sentence.of("links", "of") if m.last == m.first + 1}
        self.and_at = {i for m in sentence.of("links", "and") for i in range(m.first, m.last)}
        self.verb = {i for m in sentence.of("events") if not m.has("noun") for i in range(m.first, m.last)} - within
        self.verb -= {m.first for m in sentence.of("links", "as")}  # `being`: an office before it, its holder after
        self.skip = {
            i
            for m in sentence.mentions
            if (m.type in _TRANSPARENT)
            or (m.type == "names" and m.value == "honorific")
            or (m.type == "cues" and m.value in {"former", "acting", "newly", "current"})
            for i in range(m.first, m.last)
        } - named

    def ranks_by_army(self, rank: Mention | None) -> dict[str, str]:
        """State -> the rank that these words mean in its army, where that differs."""
        found = [
            r.value.split("|")
            for r in self.sentence.of("ranks")
            if rank and (r.first, r.last) == (rank.first, rank.last)
        ]
        return {parts[1]: parts[0] for parts in found if len(parts) == 2}

    def is_owned(self, name: NameSpan) -> bool:
        """Whether `of` or `of the` stands before the name: it is a place or a unit, and nobody's office."""
        tokens = self.sentence.tokens
        before = name.first - 1
        if before >= 0 and tokens[before].key in self.articles:
            before -= 1
        return before in self.of_at and not self.conjunctions

    def is_comma(self, at: int) -> bool:
        """Whether the token is a comma."""
        return at >= 0 and self.sentence.tokens[at].text in ",،"

    def joined(self, at: int) -> bool:
        """Whether a conjunction is written together with the word (Arabic `و`), and not its own first letter."""
        if at >= len(self.sentence.tokens):
            return False
        key = self.sentence.tokens[at].key
        if not key.startswith(self.conjunctions) or len(key) < 4:
            return False
        return not any(m.first == at and key.startswith(m.entry.form.lstrip("=")[:3]) for m in self.sentence.mentions)


def _is_owner(role: Mention) -> bool:
    """Whether the office is in the genitive and nothing else: the owner of what follows."""
    return role.is_case("GEN") and not role.is_case("NOM", "PL", "ACC")


class Walks:
    """Walks over the sentences of one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        endings = read(page.matcher.language).lists["suffixes"]
        fold = page.matcher.folding.key
        self._copulas = tuple(fold(form) for slot, form, label in endings if slot == "ki" and not label)

    def left(self, index: Vicinity, name: NameSpan) -> Reach:
        """What a walk to the left of the name meets, up to the office nearest to it and those joined to that."""
        _sentence, tokens = index.sentence, index.sentence.tokens
        reach = Reach(edge=name.first)
        at = name.first - 1
        while at >= 0:
            role = index.role_end.get(at)
            if role is not None and reach.unknown and index.sentence.verb_final and _is_owner(role):
                break  # `Prezidentin sərəncamı ilə X`: the decree is the president's, X is another
            if role is not None:
                outer = index.role_end.get(role.first - 2) if role.first - 1 in index.of_at else None
                role = outer or role
                reach.roles.append(role)
                at = role.first - 1
                reach.edge = role.first
                at = self._chain_left(index, reach, at)
                break
            if at in index.counterpart_end:
                reach.counterpart = index.counterpart_end[at]
                at = reach.counterpart.first - 1
                if at in index.state_end:
                    reach.states.append(index.state_end[at])
                break
            rank = index.rank_end.get(at)
            if rank is not None:
                reach.rank = reach.rank or rank
                if index.joined(rank.first) and index.is_comma(rank.first - 1):
                    break  # `..., wa-the colonel X`: the next of a list
                at = rank.first - 1
                continue
            state = index.state_end.get(at)
            if state is not None:
                reach.states.append(state)
                at = state.first - 1
                continue
            if at in index.skip:
                if index.joined(at) and index.is_comma(at - 1):
                    break
                at -= 1
                continue
            if at in index.name_end or at in index.verb:
                if (given := self._given_before(index, at)) is not None:
                    reach.roles.append(given)
                    reach.edge = given.first
                break
            token = tokens[at]
            if token.kind == MARK:
                if token.text in _JOINS:
                    reach.commas += 1
                    if reach.commas > 1 and not reach.rank:
                        break
                    if reach.commas > 2:
                        break
                elif token.text not in ")'’\"»«“”":
                    break
            elif at not in index.link_at:
                reach.unknown += 1
                if reach.unknown > (5 if reach.rank else 2 if not reach.commas else 1):
                    break
            at -= 1
        return reach

    @staticmethod
    def _given_before(index: Vicinity, at: int) -> Mention | None:
        """`Командующим войсками назначен генерал X`: the office in the instrumental before the verb that ends there."""
        verb = next((e for e in index.sentence.of("events", "appoint") if e.first <= at < e.last), None)
        place = verb.first - 1 if verb else -1
        while place >= 0 and place not in index.role_end:
            state = index.state_end.get(place)
            if state is None and place not in index.skip:
                return None
            place = state.first - 1 if state else place - 1
        role = index.role_end.get(place)
        return role if role is not None and role.case == "INS" else None

    def _chain_left(self, index: Vicinity, reach: Reach, at: int) -> int:
        """Further offices of the same person before the first: `first deputy minister - chief of the general staff`."""
        tokens, gap = index.sentence.tokens, 0
        joined = comma = False
        while at >= 0 and gap < 4:
            role = index.role_end.get(at)
            if role is not None:
                beside = not gap and bool(self.page.matcher.clitics)  # Arabic: one office after the other
                if not (joined or beside) or role.has("plural") or (role.has("weak") and comma):
                    break
                if index.sentence.verb_final and _is_owner(role):
                    break  # `by the president's decree the minister X`
                reach.roles.append(role)
                reach.edge = role.first
                at, gap, joined, comma = role.first - 1, 0, False, False
                continue
            state = index.state_end.get(at)
            if state is not None:
                at = state.first - 1
                continue
            if at in index.name_end or at in index.verb:
                break
            if tokens[at].kind == MARK and tokens[at].text not in ",–—-":
                break
            if (tokens[at].kind == MARK) or at in index.and_at or tokens[at + 1].glued:
                joined = True
                comma = comma or tokens[at].text == ","
            elif at not in index.link_at and at not in index.skip:
                gap += 1
            at -= 1
        return at

    def right(self, index: Vicinity, name: NameSpan) -> Reach:
        """What a walk to the right meets: an office after a comma, after "as", or right beside the name."""
        tokens = index.sentence.tokens
        reach = Reach(edge=name.last)
        at = name.last
        # `X commander of Y` without a comma (Arabic), `X komuta ediyor` (a verb that says the office)
        clitics = bool(self.page.matcher.clitics) and not index.joined(at)  # `X and commander Z` is another person
        beside = at in index.role_at and (
            (clitics and not self._opens_name(index, index.role_at[at].last)) or index.role_at[at].has("verb")
        )
        appointed = not beside and index.sentence.verb_final and self._appointed(index, at)
        serves = None if beside or appointed else self._serves_as(index, name)
        named = serves is not None or (not beside and not appointed and self._named_as(index, name))
        reach.appointed = named
        appointed = appointed or named
        if not (beside or appointed) and (
            at >= len(tokens) or tokens[at].kind != MARK or tokens[at].text not in _JOINS
        ):
            return reach
        before = name.first - 1
        while before in index.honorific and before not in index.rank_end:  # `Marshal Sheikh X, commander of Y`
            before -= 1
        reach.rank = index.rank_end.get(before)
        reach.adjacent = beside
        at = serves if serves is not None else at + (not (beside or appointed))
        while at < len(tokens) and not index.joined(at):
            role = index.role_at.get(at)
            if role is not None:
                reach.roles.append(role)
                at = role.last
                if appointed and self._shares_verb(index, role):
                    reach.adjacent = True  # what follows the comma is another's
                    break
                self._chain_right(index, reach, at)
                break
            rank = index.rank_at.get(at)
            if rank is not None:
                reach.rank = reach.rank or rank
                at = rank.last
                while at < len(tokens) and tokens[at].text in _AFTER_RANK:  # `X (general) - minister of defence`
                    at += 1
                continue
            state = index.state_at.get(at)
            if state is not None:
                reach.states.append(state)
                at = state.last
                continue
            if at in index.name_at or tokens[at].kind == MARK:
                break
            if at not in index.link_at and at not in index.skip:
                reach.unknown += 1
                if reach.unknown > 4 or at in index.verb:
                    break
            at += 1
        return reach

    def _opens_name(self, index: Vicinity, at: int) -> bool:
        """Whether a rank or title and a name follow: then the office before them is that person's."""
        tokens = index.sentence.tokens
        ranked = False
        while at < len(tokens) and tokens[at].kind != MARK and not index.joined(at):
            if at in index.name_at:
                return ranked or at - 1 in index.state_end
            if at in index.counterpart_at:
                return False
            if at in index.rank_at or at in index.honorific:
                ranked = True
            elif not (
                at in index.state_at or at in index.skip or at in index.link_at or at - 1 in index.link_at or ranked
            ):
                return False
            at = index.rank_at[at].last if at in index.rank_at else at + 1
        return False

    def _is_predicate(self, index: Vicinity, role: Mention) -> bool:
        """`X ... müdafiə naziridir.`: an office with a copula at the end of its clause."""
        tokens = index.sentence.tokens
        closes = role.last >= len(tokens) or tokens[role.last].kind == MARK
        return closes and not role.has("plural") and tokens[role.last - 1].key.endswith(self._copulas)

    @staticmethod
    def _shares_verb(index: Vicinity, role: Mention) -> bool:
        """`X minister, Y ambassador appointed`: a comma ends the office, and the last of the list has the verb."""
        tokens, appoint = index.sentence.tokens, index.sentence.of("events", "appoint")
        name = min((i for i in index.name_at if i > role.last), default=None)
        if name is None or tokens[role.last].text != ",":
            return False
        return any(r.first > name and r.last <= e.first <= r.last + 1 for r in index.role_at.values() for e in appoint)

    def _appointed(self, index: Vicinity, at: int) -> bool:
        """`X ... müdafiə naziri təyin edilib`, `... olub`: the office between a name and its verb."""
        for place in range(at, min(at + _TO_OFFICE, len(index.sentence.tokens))):
            if place in index.name_at or index.sentence.tokens[place].kind == MARK:
                return False
            role = index.role_at.get(place)
            if role is not None:
                near = [(e, _TO_VERB) for e in index.sentence.of("events", "appoint", "dismiss")]
                near += [(c, 1) for c in index.sentence.of("cues", "past", "former") if not _is_owner(role)]
                said = role.has("verb") or self._is_predicate(index, role) or self._shares_verb(index, role)
                return said or any(role.last <= m.first <= role.last + words for m, words in near)
        return False

    @staticmethod
    def _serves_as(index: Vicinity, name: NameSpan) -> int | None:
        """`X took the salute as the new commander of the army`: where the office begins; no other name is between."""
        tokens = index.sentence.tokens
        if name.first - 1 not in index.rank_end:
            return None
        changes = index.sentence.of("events", "dismiss")
        start = index.rank_end[name.first - 1].first
        if any(e.last == start for e in changes):
            return None  # `X took over from General Y as commander`
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

    @staticmethod
    def _named_as(index: Vicinity, name: NameSpan) -> bool:
        """`The president appointed X commander of the army`: the office follows its holder."""
        a, _ = index.sentence.clause(name.first)
        before = [
            e
            for e in index.sentence.of("events", "appoint")
            if a <= e.first < name.first and name.first - e.last <= _TO_OFFICE
        ]
        office = any(name.last <= at <= name.last + 2 for at in index.role_at)
        return bool(before) and office

    def _chain_right(self, index: Vicinity, reach: Reach, at: int) -> None:
        tokens, gap, joined = index.sentence.tokens, 0, False
        while at < len(tokens) and gap < 4:
            role = index.role_at.get(at)
            if role is not None:
                following = role.last
                # what is followed by a name is that one's office
                joined = joined or (at == reach.roles[-1].last and bool(self.page.matcher.clitics))
                if (
                    not joined
                    or role.has("plural")
                    or role.value == "none"
                    or any(
                        i in index.name_at and not any(following <= c < i for c in index.counterpart_at)
                        for i in range(following, following + 3)
                    )
                ):
                    return
                reach.roles.append(role)
                at, gap, joined = following, 0, False
                continue
            if at in index.name_at or at in index.verb or at in index.rank_at:
                return
            if tokens[at].kind == MARK and tokens[at].text not in ",–—-،":
                return
            if tokens[at].kind == MARK or at in index.and_at:
                joined = True
            elif at not in index.link_at and at not in index.state_at and at not in index.skip:
                gap += 1
            at += 1
