"""Who holds which office: offices, ranks, states and names that stand together are bound to each other.

From a name the reader walks left, then right, over ranks, states, titles and marks until it meets an office:
`Defence Minister of Qatar, General X` · `X, Defence Minister of Qatar`. Every office is given to one name, the nearest,
in the order of certainty; a plural office (`the ministers of A and B`) to all the names that follow it. Which state it
is of is looked for inside the words of the office, beside them, in the clause, and last in the document's frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.extract.matcher import Mention
from comity.extract.names import NameSpan
from comity.extract.page import Page, Sentence, StateRef
from comity.extract.people import Figure, People
from comity.extract.tokens import MARK

#: Ranks of those who command a unit or ship, and no service.
_OFFICERS_OF_UNITS = frozenset({"colonel", "lieutenant-colonel", "major", "captain"})
_TO_OFFICE = 7  # words between a name and the office that it is given
_TO_VERB = 3  # words between that office and the verb
BOUND_ABROAD = frozenset({"ambassador", "defence-attache"})
_TRANSPARENT = frozenset({"institutions", "organisations", "areas", "cities", "regions", "topics"})


@dataclass
class Office:
    """A person's office as one sentence tells of it."""

    sentence: int
    figure: Figure
    role: str
    state: str | None
    rank: str | None
    former: bool
    first: int
    last: int
    rule: str
    accredited_to: str | None = None
    weak: bool = False
    at: int = 0  # token of the role


@dataclass
class _Reach:
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


class OfficeReader:
    """Reads the offices of a page, sentence after sentence."""

    def __init__(self, page: Page, people: People, off: frozenset[str]) -> None:
        self.page = page
        self.people = people
        self.off = off
        self.offices: list[Office] = []
        self.plural_role: str | None = None

    # ------------------------------------------------------------ one sentence
    def read(self, sentence: Sentence, names: list[NameSpan]) -> None:
        """Bind the offices of a sentence to its names."""
        index = _Index(sentence, names, self.page.matcher.clitics.conjunctions)
        bound: dict[tuple[int, int], tuple[float, NameSpan, _Reach, str]] = {}
        options: list[tuple[float, NameSpan, _Reach, str]] = []
        for name in names:
            left = self._walk_left(index, name)
            right = self._walk_right(index, name)
            if len(name.parts) == 1 and self.people.known(name.parts) is None and (left.unknown or left.commas):
                left = _Reach()  # a single strange word is a name only right beside an office
            if left.roles or left.counterpart:
                score = 3.0 if not left.commas and left.unknown <= 1 else 2.4 if left.rank and left.commas < 2 and left.unknown < 4 else 1.6
                options.append((score - 0.05 * left.unknown, name, left, "office-before-name"))
            if right.roles and not (left.roles and all(r.value == "none" for r in right.roles)):
                score = 3.1 if right.adjacent else 2.0
                options.append((score - 0.1 * right.unknown, name, right, "office-after-name"))
        options.sort(key=lambda o: (-o[0], o[1].first))
        served: set[int] = set()
        used: set[int] = set()
        for score, name, reach, rule in options:
            roles = [r for r in reach.roles if r.first not in used or r.has("plural")]
            if rule in self.off or (not roles and not reach.counterpart) or (name.first in served and score < 1.9):
                continue
            served.add(name.first)
            used.update(r.first for r in roles if not r.has("plural"))
            bound[name.first, len(bound)] = (score, name, reach, rule)
            reach.roles = roles
        chosen = sorted(bound.values(), key=lambda b: b[1].first)
        self._bind(sentence, index, names, chosen)
        for role in sentence.of("roles"):
            if role.has("plural") and role.value != "none":
                self.plural_role = role.value

    def _bind(
        self,
        sentence: Sentence,
        index: _Index,
        names: list[NameSpan],
        chosen: list[tuple[float, NameSpan, _Reach, str]],
    ) -> None:
        singular = [c for c in chosen if not any(r.has("plural") for r in c[2].roles)]
        self._zip(sentence, index, names, {c[1].first for c in singular})
        for _, name, reach, rule in singular:
            roles = [(r.value, r) for r in reach.roles]
            if not roles and reach.counterpart is not None and "counterpart" not in self.off:
                if reach.unknown <= 1 and reach.commas <= 1:
                    self._counterpart(sentence, index, name, reach)
                continue
            if any(value == "none" for value, _ in roles):
                continue
            held = []
            for value, mention in roles:
                role = self._strong(value) if mention.has("weak") else value
                held.append(self._hold(sentence, index, name, reach, role, mention, rule))
            beside = [o.state for o in held if o.state and "+" not in o.rule]
            for office in held if beside else ():  # two offices of one person are of one state
                if "+" in office.rule:
                    office.state, office.rule = beside[0], rule
        self._without_office(sentence, index, names, chosen)

    def _strong(self, weak: str) -> str:
        """The office that a bare head (`minister`) stands for: the last one named that begins so."""
        if weak == "defence-minister" and self.plural_role in {"defence-minister", "foreign-minister"}:
            return self.plural_role
        return weak

    def _hold(
        self, sentence: Sentence, index: _Index, name: NameSpan, reach: _Reach, role: str, mention: Mention, rule: str
    ) -> Office:
        state, accredited, how = self._state(sentence, index, name, reach, mention, role)
        figure = self.people.add(name)
        figure.spoken_for = True
        rank = _rank(reach.rank, state)
        if role == "service-commander" and mention.has("weak") and rank in _OFFICERS_OF_UNITS:
            role = "unit-commander"
        former = self._former(sentence, mention, name, reach)
        first, last = min(mention.first, name.first), max(mention.last, name.last)
        office = Office(
            sentence.index, figure, role, state, rank, former, first, last, rule, accredited, mention.has("weak"), mention.first
        )
        office.rule = rule if how == "beside" else f"{rule}+{how}"
        self.offices.append(office)
        return office

    def _without_office(
        self, sentence: Sentence, index: _Index, names: list[NameSpan], chosen: list[tuple[float, NameSpan, _Reach, str]]
    ) -> None:
        """Names whose office is that of another: the predecessor, and the ministers listed with their states in brackets."""
        served = {c[1].first for c in chosen if not any(r.has("plural") for r in c[2].roles)}
        for name in names:
            if name.first in served or not name.full or self.people.known(name.parts):
                continue
            rank = index.rank_end.get(name.first - 1)
            state = self._after_name(index, name) or self._from_before(index, name)
            plural = next((r.value for r in sentence.of("roles") if r.has("plural") and r.value != "none"), self.plural_role)
            if state is not None and plural and "listed-with-state" not in self.off:
                self._add(sentence, name, plural, state.iso, rank, False, "listed-with-state")
                continue
            here = [o for o in self.offices if o.sentence == sentence.index and not o.former]
            dismissed = [
                e for e in sentence.of("events", "dismiss") if name.first - 8 <= e.first < name.first
                or (sentence.verb_final and name.last <= e.first <= name.last + 4)
            ]
            if here and dismissed and "predecessor" not in self.off:
                office = here[0]
                if not any(office.at < n.first < name.first and n.first != name.first and n.parts not in office.figure.spellings for n in names):
                    self._add(sentence, name, office.role, office.state, rank, True, "predecessor")

    def _add(
        self, sentence: Sentence, name: NameSpan, role: str, state: str | None, rank: Mention | None, former: bool, rule: str
    ) -> None:
        figure = self.people.add(name)
        self.offices.append(
            Office(sentence.index, figure, role, state, _rank(rank, state), former, name.first, name.last, rule, at=name.first)
        )

    def _former(self, sentence: Sentence, mention: Mention, name: NameSpan, reach: _Reach) -> bool:
        if mention.has("former"):
            return True
        if sentence.verb_final and name.last <= mention.first and any(
            mention.last <= e.first <= mention.last + _TO_VERB for e in sentence.of("events", "dismiss")
        ):
            return True
        low, high = min(mention.first, name.first) - 3, max(mention.last, name.last) + 1
        for cue in sentence.of("cues", "former"):
            if low <= cue.first < high and not any(
                t.kind == MARK and t.text in ",;،" for t in sentence.tokens[cue.last : mention.first]
            ):
                return True
        return False

    # ------------------------------------------------------------ whose office
    def _state(
        self, sentence: Sentence, index: _Index, name: NameSpan, reach: _Reach, role: Mention, code: str
    ) -> tuple[str | None, str | None, str]:
        """(state, state accredited to, how it was found)."""
        tokens = sentence.tokens
        abroad = code in BOUND_ABROAD
        accredited: str | None = None
        if "state" in role.entry.flags and role.entry.flags["state"]:
            return role.entry.flags["state"], None, "beside"
        inside = [s for s in sentence.states if s.first in role.inside]
        near: list[StateRef] = list(inside)
        if not inside and "state-after-name" not in self.off and (after := self._after_name(index, name)):
            return after.iso, None, "state-after-name"
        # to the right of the office: `of Qatar`, `Казахстана`
        at, steps = role.last, 0
        while at < len(tokens) and steps < 5:
            state = index.state_at.get(at)
            if state is not None:
                near.append(state)
                at = state.last
                continue
            token = tokens[at]
            if at in index.name_at or at in index.role_at or at in index.rank_at or at in index.counterpart_at or (token.kind == MARK):
                break
            steps += 0 if at in index.link_at else 1
            at += 1
        if not [s for s in near if self._owns(s, abroad)]:
            at, steps = role.first - 1, 0
            while at >= 0 and steps < 6:
                state = index.state_end.get(at)
                if state is not None:
                    near.append(state)
                    at = state.first - 1
                    if self._owns(state, abroad):
                        break
                    continue
                if at in index.name_end or at in index.verb or (tokens[at].kind == MARK and tokens[at].text in ",;:،(") or at in index.role_end:
                    break
                steps += 1
                at -= 1
        owners = [s for s in near if self._owns(s, abroad)]
        if not owners and not abroad:  # `Gürcüstandan müdafiə naziri X`: who came from there
            owners = [s for s in near if s.is_case("ABL") and role.first - 1 <= s.last <= role.first]
        if abroad:
            hosts = [s for s in near if not self._owns(s, abroad)]
            accredited = hosts[0].iso if hosts else None
            if len(owners) > 1 and accredited is None:
                accredited = owners[1].iso
        if owners:
            return owners[0].iso, accredited, "beside"
        for state in index.states:
            if min(role.first, name.first) <= state.first < max(role.last, name.last) and self._owns(state, abroad):
                return state.iso, accredited, "beside"
        if (same := self._listed_with(sentence, index, role)) and not abroad:
            return same, accredited, "state-of-list"
        before = [s for s in index.states if s.last <= min(role.first, name.first) and self._owns(s, abroad)]
        if abroad:
            before = [s for s in before if s.iso != accredited]
        before = [s for s in before if not self._of_another(sentence, s, role)]
        if self.page.matcher.clitics:  # adjectives go with every noun: only the side that is spoken for counts
            before = [s for s in before if self._leads_to(sentence, s, role)]
        if before and "state-of-clause" not in self.off:
            a, _ = sentence.clause(role.first)
            same_clause = [s for s in before if s.first >= a]
            if same_clause or role.has("weak"):
                return (same_clause or before)[-1].iso, accredited, "state-of-clause"
            return before[-1].iso, accredited, "state-of-clause"
        return None, accredited, "state-of-frame"

    def _listed_with(self, sentence: Sentence, index: _Index, role: Mention) -> str | None:
        """The state of the official before, when this one is joined to him: `the minister of Qatar X and the chief of staff Y`."""
        if "state-of-list" in self.off:
            return None
        at = role.first
        if not index.joined(at):
            at -= 1
            while at >= 0 and (at in index.rank_end or at in index.honorific):
                at -= 1
            if at not in index.and_at:
                return None
        ended = [
            o for o in self.offices
            if o.sentence == sentence.index and o.last == at and "+" not in o.rule and o.role not in BOUND_ABROAD
        ]
        return ended[-1].state if ended else None

    def _leads_to(self, sentence: Sentence, state: StateRef, role: Mention) -> bool:
        """Whether the state's side or delegation is what the office stands for: `for the Jordanian side`, `headed by`."""
        spoken = any(state.first - 3 <= m.first <= state.first for m in sentence.of("links", "on-behalf"))
        led = any(state.last <= e.first < role.first for e in sentence.of("events", "lead"))
        return spoken or led or (role.value == "head-of-state" and state.type != "adjectives")

    def _of_another(self, sentence: Sentence, state: StateRef, role: Mention) -> bool:
        """Whether the state is that of somebody else, whom the holder of this office met or received."""
        others = [o for o in self.offices if o.sentence == sentence.index and o.state == state.iso and o.at < role.first]
        return any(
            other.last <= event.first < role.first and event.value in {"receive", "meet"} and not event.has("noun")
            for other in others for event in sentence.of("events")
        )

    @staticmethod
    def _from_before(index: _Index, name: NameSpan) -> StateRef | None:
        """`Almanya'dan X, Fransa'dan Y`: the state that he came from, right before the name or its rank."""
        rank = index.rank_end.get(name.first - 1)
        state = index.state_end.get((rank.first if rank else name.first) - 1)
        if state is None or not index.sentence.verb_final or not state.is_case("ABL"):
            return None
        return state if any(r.has("plural") for r in index.sentence.of("roles")) else None

    @staticmethod
    def _after_name(index: _Index, name: NameSpan) -> StateRef | None:
        """`Minister Gram for Norway`, `General X (Kyrgyzstan)`, `Minister Asif of Pakistan`: that state."""
        tokens = index.sentence.tokens
        for state in index.states:
            if state.type == "adjectives" or not name.last < state.first <= name.last + 2:
                continue
            between = tokens[name.last : state.first]
            if between[-1].text == "(" and state.last < len(tokens) and tokens[state.last].text == ")":
                return state
            links = [m for m in index.sentence.of("links") if m.first == name.last and m.last in (state.first, state.first - 1)]
            if any(m.value in {"on-behalf", "of"} for m in links):
                return state
        return None

    @staticmethod
    def _owns(state: StateRef, abroad: bool) -> bool:
        if state.type == "cities" and abroad:
            return False
        if state.type == "adjectives":
            return True
        away = ("DAT", "LOC", "LOCKI", "ABL") if abroad else ("DAT", "LOCKI", "ABL", "COM")
        labels = state.case.split("/")
        return "GEN" in labels or "NOM" in labels or not any(label in away for label in labels)

    # ------------------------------------------------------------ plural and counterpart
    def _zip(self, sentence: Sentence, index: _Index, names: list[NameSpan], served: set[int]) -> None:
        """`the ministers of defence of A and B, X and Y`: as many names as states, in the same order."""
        plurals = [r for r in sentence.of("roles") if r.has("plural") and r.value != "none"]
        if not plurals or "zip" in self.off:
            return
        for number, role in enumerate(plurals):
            end = plurals[number + 1].first if number + 1 < len(plurals) else len(sentence.tokens)
            row = [n for n in names if role.last <= n.first < end and n.first not in served]
            row = _contiguous(sentence, index, row, role.last)
            states = _states_around(sentence, index, role, row)
            if not row or not states:
                continue
            between = [
                [s for s in states if (row[i - 1].last if i else -1) <= s.first < n.first] for i, n in enumerate(row)
            ]
            after = [s for s in index.states if s.first >= row[-1].last][: len(row)]
            if len(row) >= 2 and all(between):
                pairs = [(n, near[-1].iso) for n, near in zip(row, between, strict=True)]
            else:
                distinct = list(dict.fromkeys(s.iso for s in states))
                if len(distinct) != len(row):
                    distinct = list(dict.fromkeys(s.iso for s in after))
                if len(distinct) != len(row) or len(row) < 2:
                    continue
                pairs = list(zip(row, distinct, strict=True))
            for name, iso in pairs:
                figure = self.people.add(name)
                rank = index.rank_end.get(name.first - 1)
                self.offices.append(
                    Office(sentence.index, figure, role.value, iso, _rank(rank, iso), bool(role.has("former")) or
                           sentence.near_cue(role.first, "former", within=4),
                           min(role.first, name.first), max(role.last, name.last), "zip", at=role.first)
                )
                served.add(name.first)

    def _counterpart(self, sentence: Sentence, index: _Index, name: NameSpan, reach: _Reach) -> None:
        """`his Turkish counterpart X`: the office of the one just spoken of, on the other side."""
        known = self.people.known(name.parts)
        if known is not None and known.spoken_for:
            return
        others = [o for o in self.offices if o.figure is not known]
        here = [o for o in others if o.sentence == sentence.index and o.at < name.first]
        if not others:
            return
        last = here[-1] if here else max(others, key=lambda o: (o.figure.last_named(sentence.index), o.sentence))
        role = last.role
        assert reach.counterpart is not None
        near = [s for s in reach.states if s.type in {"adjectives", "states"}]
        beside = [s for s in index.states if reach.counterpart.first - 3 <= s.first <= reach.counterpart.last + 3]
        state = (near or beside)[0].iso if (near or beside) else None
        figure = self.people.add(name)
        self.offices.append(
            Office(sentence.index, figure, role, state, _rank(reach.rank, state), False,
                   min(reach.counterpart.first, name.first), max(reach.counterpart.last, name.last),
                   "counterpart", at=reach.counterpart.first)
        )

    # ------------------------------------------------------------ walks
    def _walk_left(self, index: _Index, name: NameSpan) -> _Reach:
        sentence, tokens = index.sentence, index.sentence.tokens
        reach = _Reach(edge=name.first)
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
                at = rank.first - 1
                continue
            state = index.state_end.get(at)
            if state is not None:
                reach.states.append(state)
                at = state.first - 1
                continue
            if at in index.skip:
                at -= 1
                continue
            if at in index.name_end or at in index.verb:
                break
            token = tokens[at]
            if token.kind == MARK:
                if token.text in ",،–—-(":
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

    def _chain_left(self, index: _Index, reach: _Reach, at: int) -> int:
        """Further offices of the same person before the first: `first deputy minister - chief of the general staff`."""
        tokens, gap = index.sentence.tokens, 0
        joined = comma = False
        while at >= 0 and gap < 4:
            role = index.role_end.get(at)
            if role is not None:
                if not joined or role.has("plural") or (role.has("weak") and comma):
                    break
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

    def _walk_right(self, index: _Index, name: NameSpan) -> _Reach:
        tokens = index.sentence.tokens
        reach = _Reach(edge=name.last)
        at = name.last
        # `X commander of Y` without a comma (Arabic), `X komuta ediyor` (a verb that says the office)
        clitics = bool(self.page.matcher.clitics) and not index.joined(at)  # `X and commander Z` is another person
        beside = at in index.role_at and (
            (clitics and not self._opens_name(index, index.role_at[at].last)) or index.role_at[at].has("verb")
        )
        appointed = not beside and index.sentence.verb_final and self._appointed(index, at)
        if not (beside or appointed) and (at >= len(tokens) or tokens[at].kind != MARK or tokens[at].text not in ",،–—-("):
            return reach
        reach.rank = index.rank_end.get(name.first - 1)
        reach.adjacent = beside
        at += not (beside or appointed)
        while at < len(tokens) and not index.joined(at):
            role = index.role_at.get(at)
            if role is not None:
                reach.roles.append(role)
                at = role.last
                self._chain_right(index, reach, at)
                break
            rank = index.rank_at.get(at)
            if rank is not None:
                reach.rank = reach.rank or rank
                at = rank.last
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

    def _opens_name(self, index: _Index, at: int) -> bool:
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
            elif not (at in index.state_at or at in index.skip or at in index.link_at or at - 1 in index.link_at or ranked):
                return False
            at = index.rank_at[at].last if at in index.rank_at else at + 1
        return False

    @staticmethod
    def _appointed(index: _Index, at: int) -> bool:
        """`X ... müdafiə naziri təyin edilib`: the office between a name and the verb that gives or takes it."""
        for place in range(at, min(at + _TO_OFFICE, len(index.sentence.tokens))):
            if place in index.name_at or index.sentence.tokens[place].kind == MARK:
                return False
            role = index.role_at.get(place)
            if role is not None:
                events = index.sentence.of("events", "appoint", "dismiss")
                return any(role.last <= e.first <= role.last + _TO_VERB for e in events)
        return False

    def _chain_right(self, index: _Index, reach: _Reach, at: int) -> None:
        tokens, gap, joined = index.sentence.tokens, 0, False
        while at < len(tokens) and gap < 4:
            role = index.role_at.get(at)
            if role is not None:
                following = role.last
                # what is followed by a name is that one's office
                joined = joined or (at == reach.roles[-1].last and bool(self.page.matcher.clitics))
                if not joined or role.has("plural") or role.value == "none" or any(
                    i in index.name_at and not any(following <= c < i for c in index.counterpart_at)
                    for i in range(following, following + 3)
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


class _Index:
    """Where in a sentence names, offices, ranks, states and links begin and end."""

    def __init__(self, sentence: Sentence, names: list[NameSpan], conjunctions: Sequence[str] = ()) -> None:
        self.sentence = sentence
        self.states = sentence.states
        self.name_at = {n.first: n for n in names}
        self.name_end = {n.last - 1: n for n in names}
        named = {i for n in names for i in range(n.first, n.last)}
        roles = [r for r in sentence.of("roles") if not (set(range(r.first, r.last)) & named)]
        self.role_at = {r.first: r for r in roles}
        self.role_end = {r.last - 1: r for r in roles}
        self.rank_at = {r.first: r for r in sentence.of("ranks")}
        self.rank_end = {r.last - 1: r for r in sentence.of("ranks")}
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
        self.skip = {
            i
            for m in sentence.mentions
            if (m.type in _TRANSPARENT) or (m.type == "names" and m.value == "honorific")
            or (m.type == "cues" and m.value in {"former", "acting", "newly", "current"})
            for i in range(m.first, m.last)
        } - named


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


def _rank(mention: Mention | None, state: str | None) -> str | None:
    if mention is None:
        return None
    value = mention.value.split("|")[0]
    return None if value == "none" else value


def _contiguous(sentence: Sentence, index: _Index, row: list[NameSpan], start: int) -> list[NameSpan]:
    """The names of a list: between them only ranks, states, titles, links and few other words."""
    kept: list[NameSpan] = []
    at = start
    for name in row:
        strange = sum(
            1
            for i in range(at, name.first)
            if sentence.tokens[i].kind != MARK
            and not any(m.first <= i < m.last and m.type in {"ranks", "states", "adjectives", "links", "names", "cities", "institutions"}
                        for m in sentence.mentions)
        )
        if strange > 4 or any(i in index.verb for i in range(at, name.first)) and kept:
            break
        kept.append(name)
        at = name.last
    return kept


def _states_around(sentence: Sentence, index: _Index, role: Mention, row: list[NameSpan]) -> list[StateRef]:
    """The states of a plural office: inside its words, after it, else before it."""
    end = row[-1].first if row else len(sentence.tokens)
    found = [s for s in index.states if role.first <= s.first < end]
    if found:
        return found
    return [s for s in index.states if s.last <= role.first]
