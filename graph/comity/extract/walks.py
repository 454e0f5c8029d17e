"""Walks from a name to the left and to the right, up to what belongs to nobody's office."""

from __future__ import annotations

from dataclasses import replace

from comity.extract.appointments import (
    appointed_after,
    given_after,
    given_before,
    given_later,
    is_predecessor,
    is_relieved,
    named_as,
    serves_as,
    shares_verb,
)
from comity.extract.appositions import counterpart_after, past_letters, past_relative
from comity.extract.lexicon import read
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.page import Page
from comity.extract.spoken_post import APPOINTING
from comity.extract.tokens import MARK
from comity.extract.vicinity import Reach, Vicinity, is_owner

_JOINS = frozenset(",،–—-(:|")  # marks between a name and its office
_TO_NAME = 2  # other words between an office and its holder
_BEFORE_OFFICE = 3  # words between "acting" and the office
_TAIL = 3  # words that may follow "and" in the name of an office
_AFTER_RANK = frozenset(")–—-:,")


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
        if index.articles and is_predecessor(index, name):
            return reach
        title: Mention | None = None
        at = index.past_bracket(name.first - 1)
        while at >= 0:
            role = index.role_end.get(at)
            dashed = (
                bool(reach.commas) and not reach.unknown
            )  # `Qüvvələri rəisinin – admiral X-in`: all in the genitive
            if role is not None and index.articles and role.has("verb"):
                break  # `X, who heads the Department of Defence Products`: its holder stands before it
            if role is not None and index.sentence.verb_final and is_owner(role) and not dashed:
                break  # `Prezidentin sərəncamı ilə X`: the decree is the president's, X is another
            if role is not None and role.value in APPOINTING and _is_decree(index, role.last):
                break  # `Президент жарлығымен генерал X`
            if role is not None and reach.rank is not None and self._is_of_another(index, role, reach.rank):
                break  # `Указом президента генерал X`
            if role is not None and role.value == "none" and at in index.honorific and not reach.roles:
                title, at = role, role.first - 1
                continue  # `the rector, Professor X`
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
            tail = reach.commas == 1 and reach.unknown <= _TAIL and not index.is_comma(at + 1)
            if tail and index.is_and(at) and _is_strong_end(index, at - 1):
                reach.unknown = 0  # `Minister of Defence and Military Production, General X`
                at -= 1
                continue
            if index.is_and(at) and at - 1 in index.skip and at + 1 in index.skip:
                at -= 1  # `the Committee on Defence and Security X`
                continue
            if index.is_and(at):
                break  # `X, head of the centre, and Colonel Y`, `the guest and Y`
            if at in index.name_end and index.name_end[at].first - 1 in index.in_at:
                at = index.name_end[at].first - 2  # `rector of the academy in Liptovský Mikuláš General X`: a town
                reach.unknown += 1
                continue
            if at in index.name_end or at in index.verb:
                if (given := given_before(index, at)) is not None:
                    reach.roles.append(given)
                    reach.edge = given.first
                break
            token = tokens[at]
            if at in index.link_at and index.is_comma(at - 1) and token.key.startswith(index.conjunctions or "\0"):
                break  # `X, director of cooperation, and for the Italian side Y`
            if token.kind == MARK:
                if token.text in _JOINS:
                    if not (reach.commas or reach.unknown) and (before := past_relative(index, at)) is not None:
                        reach.commas, at = 1, before
                        continue
                    reach.commas += 1
                    if reach.commas > 1 and not reach.rank:
                        break
                    if reach.commas > 2:
                        break
                elif token.text not in ")'’\"»«“”":
                    break
            elif at in index.to_at and reach.unknown and not _is_of_office(index, at + 1):
                break  # `the minister gave the sword to the first of the course, Lieutenant X`
            elif at not in index.link_at:
                reach.unknown += 1
                if reach.unknown > (5 if reach.rank else 2 if not reach.commas else 1):
                    break
            at -= 1
        if title is not None and not any(not r.has("weak") for r in reach.roles):
            reach.roles = [title]
        return reach

    def _is_of_another(self, index: Vicinity, role: Mention, rank: Mention) -> bool:
        """Whether office and rank differ in case, where both show it: the one in the genitive is another's."""
        declined = not (index.sentence.verb_final or self.page.matcher.clitics or index.articles)
        acting = index.sentence.near_cue(role.first, "acting", within=_BEFORE_OFFICE)  # `врио министра генерал X`
        owner = role.is_case("GEN") and not role.is_case("NOM")
        return declined and owner and rank.case == "NOM" and not acting

    def _chain_left(self, index: Vicinity, reach: Reach, at: int) -> int:
        """Further offices of the same person before the first: `first deputy minister - chief of the general staff`."""
        tokens, gap = index.sentence.tokens, 0
        joined = comma = False
        while at >= 0 and gap < 4:
            role = index.role_end.get(at)
            if role is not None:
                beside = not gap and bool(self.page.matcher.clitics)  # Arabic: one office after the other
                if not (joined or beside) or role.value == "none" or role.has("plural") or (role.has("weak") and comma):
                    break
                if index.sentence.verb_final and is_owner(role):
                    break  # `by the president's decree the minister X`
                reach.roles.append(role)
                reach.edge = role.first
                at, gap, joined, comma = role.first - 1, 0, False, False
                continue
            state = index.state_end.get(at)
            if state is not None:
                at = state.first - 1
                continue
            if at in index.name_end or at in index.verb or at in index.guests:
                break  # `the deputy premier and his Italian guest, Minister X`
            if at in index.with_at:
                break  # `the minister conferred with the chief of staff X`
            if at in index.sentence.words_of("service", "which"):
                break  # `the ambassador did not exclude that the minister X ...`
            if at in index.honorific and self.page.matcher.clitics:
                break  # `received the minister of A His Excellency the ambassador X`
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
        at = past_letters(index, index.after_bracket(self._past_home(index, name)))
        # `X commander of Y` without a comma (Arabic), `X komuta ediyor` (a verb that says the office)
        clitics = bool(self.page.matcher.clitics) and not index.joined(at)  # `X and commander Z` is another person
        beside = at in index.role_at and (
            (clitics and not self._opens_name(index, index.role_at[at].last)) or index.role_at[at].has("verb")
        )
        appointed = not beside and index.sentence.verb_final and appointed_after(index, at, self._copulas)
        whole = self._with_home(index, name)
        serves = None if beside or appointed else given_after(index, whole) or serves_as(index, whole)
        named = serves is not None or (not beside and not appointed and named_as(index, name))
        reach.appointed = named
        reach.former = named and is_relieved(index, name)
        appointed = appointed or named
        given = clitics and named_as(index, name)
        if not (beside or appointed) and (
            at >= len(tokens) or tokens[at].kind != MARK or tokens[at].text not in _JOINS
        ):
            return reach
        before = index.past_bracket(name.first - 1)
        retired = index.sentence.words_of("cues", "former")
        while (before in index.honorific or before in retired) and before not in index.rank_end:
            before -= 1  # `Marshal Sheikh X, commander of Y`, `General (retired) X`
        reach.rank = index.rank_end.get(before)
        reach.adjacent = beside
        at = serves if serves is not None else at + (not (beside or appointed))
        behalf = index.sentence.words_of("links", "on-behalf")
        while at < len(tokens) and not index.joined(at):
            if at in behalf and not index.sentence.verb_final:
                break  # `X, representing the commander-in-chief`
            role = index.role_at.get(at)
            if role is not None and not appointed and index.sentence.verb_final and index.is_another(role):
                break  # `X, Kuveyt Büyükelçisi'ni kabul etti`: whom he received
            if at in index.counterpart_at and (partner := counterpart_after(index, at)) is not None:
                reach.counterpart = partner
                break
            if role is not None:
                reach.roles.append(_singular(role) if given else role)
                at = role.last
                if appointed and shares_verb(index, role):
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
            if at in index.name_at or tokens[at].kind == MARK or at in index.and_at:
                break
            if at not in index.link_at and at not in index.skip:
                reach.unknown += 1
                if reach.unknown > 4 or at in index.verb:
                    break
            at += 1
        return reach

    def later(self, index: Vicinity, name: NameSpan) -> Reach | None:
        """The office that a verb gives behind an apposition: `X, up to now attaché in Rome, becomes director of Y`."""
        at = None if index.sentence.verb_final else given_later(index, name)
        if at is None:
            return None
        return Reach(rank=index.rank_end.get(name.first - 1), roles=[index.role_at[at]], appointed=True, edge=at)

    def _with_home(self, index: Vicinity, name: NameSpan) -> NameSpan:
        """The name with `of Myanmar` after it, where it stands."""
        after = name.last + 1
        at = after + (after < len(index.sentence.tokens) and index.sentence.tokens[after].key in index.articles)
        state = index.state_at.get(at) if name.last in index.of_at else None
        return NameSpan(name.sentence, name.first, state.last, name.parts) if state is not None else name

    def _past_home(self, index: Vicinity, name: NameSpan) -> int:
        """Where `of Sweden` ends after a name that an office follows: `Colonel X of Sweden, commander of Y`."""
        tokens, at = index.sentence.tokens, name.last
        if at not in index.of_at:
            return at
        at += 1 + (at + 1 < len(tokens) and tokens[at + 1].key in index.articles)
        state = index.state_at.get(at)
        return state.last if state is not None and state.type == "states" and index.is_comma(state.last) else name.last

    def _opens_name(self, index: Vicinity, at: int) -> bool:
        """Whether a rank or title and a name follow: then the office before them is that person's."""
        tokens = index.sentence.tokens
        ranked = False
        while at < len(tokens) and tokens[at].kind != MARK and not index.joined(at):
            if at in index.name_at:
                following = index.name_at[at].last
                if following in index.role_at and not index.joined(following) and self.page.matcher.clitics:
                    return False  # who has an office after the name needs none before it
                return ranked or at - 1 in index.state_end
            if at in index.rank_at and index.rank_at[at].is_case("LOC", "DAT"):
                return False  # `met General X chief of A with-General Y`
            if at in index.counterpart_at or at in index.with_at:
                return False
            if at in index.rank_at or at in index.honorific:
                ranked = True
            elif not (
                at in index.state_at or at in index.skip or at in index.link_at or at - 1 in index.link_at or ranked
            ):
                return False
            at = index.rank_at[at].last if at in index.rank_at else at + 1
        return False

    def _chain_right(self, index: Vicinity, reach: Reach, at: int) -> None:
        tokens, gap, joined = index.sentence.tokens, 0, False
        behalf = frozenset() if index.sentence.verb_final else index.sentence.words_of("links", "on-behalf")
        while at < len(tokens) and gap < 4:
            if joined and at in behalf:
                return  # `X, chief of staff, representing the commander-in-chief`
            role = index.role_at.get(at)
            if role is not None:
                following = role.last
                joined = joined or (at == reach.roles[-1].last and bool(self.page.matcher.clitics))
                if not joined or role.has("plural") or role.value == "none" or _leads_to_name(index, following):
                    return
                reach.roles.append(role)
                at, gap, joined = following, 0, False
                continue
            if at in index.name_at or at in index.verb or at in index.rank_at:
                return
            if index.joined(at) and index.is_comma(at - 1) and at in index.honorific:
                return  # `..., and His Excellency the ambassador Y`
            if tokens[at].kind == MARK and tokens[at].text not in ",–—-،":
                return
            if tokens[at].kind == MARK or at in index.and_at:
                joined = True
            elif at not in index.link_at and at not in index.state_at and at not in index.skip:
                gap += 1
            at += 1


def _is_strong_end(index: Vicinity, at: int) -> bool:
    """Whether an office ends there, and not a bare head."""
    role = index.role_end.get(at)
    return role is not None and not role.has("weak") and not role.has("plural")


def _is_of_office(index: Vicinity, at: int) -> bool:
    """Whether what stands there may be part of the words of an office: a state, a body, another office."""
    return at in index.state_at or at in index.skip or at in index.role_at


def _leads_to_name(index: Vicinity, at: int) -> bool:
    """Whether a name follows, after states, ranks and titles at most: the office before is that person's."""
    steps = 0
    while at < len(index.sentence.tokens) and steps < _TO_NAME:
        if at in index.counterpart_at:
            return False
        if at in index.name_at:
            following = index.name_at[at].last  # `X deputy head minister of defence His Excellency Y ambassador`
            return not (index.conjunctions and following in index.role_at and not index.joined(following))
        if at in index.state_at or at in index.rank_at:
            at = (index.state_at.get(at) or index.rank_at[at]).last
            continue
        steps += at not in index.skip
        at += 1
    return False


def _singular(role: Mention) -> Mention:
    """The office of one: after the name of who is appointed `رئيسا` is the accusative, and not the dual."""
    if "plural" not in role.entry.flags:
        return role
    flags = {flag: value for flag, value in role.entry.flags.items() if flag != "plural"}
    return Mention(
        role.first, role.last, role.type, role.value, role.case, replace(role.entry, flags=flags), role.inside
    )


def _is_decree(index: Vicinity, at: int) -> bool:
    """Whether a word for a decree, or another paper that is no agreement, stands there."""
    return index.sentence.verb_final and any(m.first == at for m in index.sentence.of("kinds", "none"))
