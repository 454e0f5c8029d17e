"""Who holds which office: offices, ranks, states and names that stand together are bound to each other.

From a name the reader walks left, then right, over ranks, states, titles and marks until it meets an office:
`Defence Minister of Qatar, General X` · `X, Defence Minister of Qatar`. Every office is given to one name, the nearest,
in the order of certainty; a plural office (`the ministers of A and B`) to all the names that follow it. Which state it
is of is looked for inside the words of the office, beside them, in the clause, and last in the document's frame.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from comity.extract.appointments import appoints, is_predecessor, is_unreal
from comity.extract.commanders import commanders
from comity.extract.dismissals import is_former
from comity.extract.headlines import headline, introduced
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.ownership import BOUND_ABROAD, Ownership
from comity.extract.page import Page
from comity.extract.people import Figure, People
from comity.extract.rows import contiguous, is_row, states_around, with_comma
from comity.extract.sentence import Sentence, StateRef
from comity.extract.spoken_post import APPOINTING
from comity.extract.vicinity import Reach, Vicinity
from comity.extract.walks import Walks

#: Ranks of those who command a unit or ship, and no service.
_OFFICERS_OF_UNITS = frozenset({"colonel", "lieutenant-colonel", "major", "captain"})
#: Who has the supreme command by his office, and what it is taken for.
_HAVE_COMMAND = frozenset({"head-of-state", "head-of-government", "defence-minister"})
_COMMANDS = frozenset({"chief-of-general-staff", "service-commander"})
_ALIKE = 2  # offices of a list that are the same
_BESIDE = 4  # words between "in place of" and the name: a rank
#: `X, minister of A, ... General Y`: an office right after a name and its comma is nearer to it than to the next name.
_RIGHT_AFTER = 2.36
_IN_ROW = 2.45
_LATER = 2.6


class OfficeReader:
    """Reads the offices of a page, sentence after sentence."""

    def __init__(self, page: Page, people: People, off: frozenset[str]) -> None:
        self.page = page
        self.people = people
        self.off = off
        self.offices: list[Office] = []
        self.walks = Walks(page)
        self.ownership = Ownership(page, self.offices, off)
        self.plural_role: str | None = None
        self.plural_states: frozenset[str] = frozenset()  # those named where it was told

    # ------------------------------------------------------------ one sentence
    def read(self, sentence: Sentence, names: list[NameSpan]) -> None:
        """Bind the offices of a sentence to its names."""
        if names:
            self._read(sentence, names)
        for role in sentence.of("roles"):
            if role.has("plural") and role.value != "none":
                self.plural_role = role.value
                self.plural_states = frozenset(s.iso for s in sentence.states) or self.plural_states

    def _read(self, sentence: Sentence, names: list[NameSpan]) -> None:
        index = Vicinity(sentence, names, self.page.matcher)
        bound: dict[tuple[int, int], tuple[float, NameSpan, Reach, str]] = {}
        options: list[tuple[float, NameSpan, Reach, str]] = []
        beside = set[int]()  # where offices begin that stand right after a name
        for name in names:
            left = self.walks.left(index, name)
            right = self.walks.right(index, name)
            titled = name.first - 1 in index.honorific  # `Lord X`
            strange = len(name.parts) == 1 and not titled and self.people.known(name.parts) is None
            goes_on = strange and _goes_on(index, name, left)
            if (strange and (left.unknown or left.commas or index.is_place(name))) or index.is_owned(name) or goes_on:
                left = Reach()  # a single strange word is a name only right beside an office, and no name after "of"
            if strange and not right.adjacent and not right.appointed and index.rank_end.get(name.first - 1) is None:
                right = Reach()  # `in Batken, the commander of ...`
            if appoints(sentence, left.roles) and (right.roles if right.adjacent else _is_ranked_head(left)):
                left = Reach()  # `the president appointed General X chief`, where the verb stands first
            if beside and left.roles and left.roles[0].first in beside:
                left = Reach()  # `General X chief of A today General Y director of B`: the chief is X
            if left.roles or left.counterpart:
                score = (
                    3.0
                    if not left.commas and left.unknown <= 1
                    else 2.4
                    if left.rank and left.commas < 2 and left.unknown < 4
                    else 1.6
                )
                options.append((score - 0.05 * left.unknown, name, left, "office-before-name"))
            left.roles = left.roles[:1] + [r for r in left.roles[1:] if not index.follows_name(r)]
            sure = left.roles and not left.commas and left.unknown <= 1 and not all(r.has("weak") for r in left.roles)
            if sure and right.adjacent and not any(r.has("verb") for r in right.roles):
                right = Reach()  # `the chief of staff X the ambassador Y`: the second office is the next one's
            if (right.roles or right.counterpart) and not (left.roles and all(r.value == "none" for r in right.roles)):
                if right.adjacent:
                    beside |= {r.first for r in right.roles}
                score = 3.1 if right.adjacent else 2.0 if right.unknown else _RIGHT_AFTER
                options.append(
                    (score - 0.1 * right.unknown, name, right, "appointed" if right.appointed else "office-after-name")
                )
            if sentence.of("events", "appoint") and (later := self.walks.later(index, name)) is not None:
                options.append((_LATER, name, later, "appointed-later"))
        if is_row(names, options):
            options = [(max(o[0], _IN_ROW) if with_comma(o) else o[0], *o[1:]) for o in options]
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
        if "commander" not in self.off:
            for name, unit in commanders(self.page, sentence, index, names):
                if not any(o.sentence == sentence.index and name in o.figure.places for o in self.offices):
                    reach = Reach(rank=index.rank_end.get(name.first - 1))
                    self._hold(sentence, index, name, reach, unit.value, unit, "commander")

    def _bind(
        self,
        sentence: Sentence,
        index: Vicinity,
        names: list[NameSpan],
        chosen: list[tuple[float, NameSpan, Reach, str]],
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
            roles = _without_command(sentence, roles)
            for value, mention in roles:
                if is_unreal(sentence, name, mention):
                    continue  # `denied that General X had been appointed ambassador`
                if self._contradicts(sentence, index, name, reach, mention):
                    continue  # `his counterpart, the chief of A, the chief of B X`
                role = self._strong(value) if mention.has("weak") else value
                held.append(self._hold(sentence, index, name, reach, role, mention, rule))
            beside = [o.state for o in held if o.state and "+" not in o.rule]
            for office in held if beside else ():  # two offices of one person are of one state
                if "+" in office.rule:
                    office.state, office.rule = beside[0], rule
        self._without_office(sentence, index, names, chosen)

    def read_headline(self, names: Mapping[int, Sequence[NameSpan]]) -> None:
        """Bind the office below a headline to the name in it."""
        bound = {(o.sentence, o.at) for o in self.offices}
        found = headline(self.page, names, bound)
        told = "headline"
        if found is None:
            found, told = introduced(self.page, names, bound), "introduced"
        if found is None or told in self.off:
            return
        name, sentence, role = found
        index = Vicinity(sentence, [], self.page.matcher)
        place = NameSpan(sentence.index, role.last, role.last, name.parts)
        state, accredited, how = self.ownership.state(sentence, index, place, Reach(), role, role.value)
        if told == "introduced" and (
            how not in {"beside", "state-after-name"} or self.people.known(name.parts) is not None
        ):
            return
        office = self._add(sentence, place, role.value, state, None, False, told, role)
        office.accredited_to = accredited
        self.people.place(office.figure, name)

    def _contradicts(self, sentence: Sentence, index: Vicinity, name: NameSpan, reach: Reach, mention: Mention) -> bool:
        """Whether a further office of a chain is surely of another state than the one nearest to the name."""
        nearest = reach.roles[0]
        if mention is nearest or {mention.value, nearest.value} & BOUND_ABROAD:
            return False
        told = [self.ownership.state(sentence, index, name, reach, m, m.value) for m in (nearest, mention)]
        return all(how == "beside" and state for state, _, how in told) and told[0][0] != told[1][0]

    def _strong(self, weak: str) -> str:
        """The office that a bare head (`minister`) stands for: the last one named that begins so."""
        if weak == "defence-minister" and self.plural_role in {"defence-minister", "foreign-minister"}:
            return self.plural_role
        return weak

    def _hold(
        self, sentence: Sentence, index: Vicinity, name: NameSpan, reach: Reach, role: str, mention: Mention, rule: str
    ) -> Office:
        state, accredited, how = self.ownership.state(sentence, index, name, reach, mention, role)
        rank = reach.rank.plain_rank if reach.rank else None
        if reach.rank is not None:
            role = mention.entry.flags.get("ranked", role)
        if role == "service-commander" and mention.has("weak") and rank in _OFFICERS_OF_UNITS:
            role = "unit-commander"
        former = reach.former or is_former(self.page, sentence, mention, name)
        office = self._add(sentence, name, role, state, reach.rank, former, rule, mention)
        office.figure.spoken_for = True
        office.accredited_to, office.weak = accredited, mention.has("weak")
        office.ranks = index.ranks_by_army(reach.rank)
        office.rule = rule if how == "beside" else f"{rule}+{how}"
        return office

    def _without_office(
        self,
        sentence: Sentence,
        index: Vicinity,
        names: list[NameSpan],
        chosen: list[tuple[float, NameSpan, Reach, str]],
    ) -> None:
        """Names whose office is that of another: the predecessor, ministers listed with their states in brackets."""
        served = {c[1].first for c in chosen if not any(r.has("plural") for r in c[2].roles)}
        for name in names:
            if name.first in served or not name.full or self.people.known(name.parts):
                continue
            rank = index.rank_end.get(name.first - 1)
            state = self.ownership.after_name(index, name) or self.ownership.from_before(index, name)
            state = state or self._of_those_told(index, name)
            plural = next(
                (r.value for r in sentence.of("roles") if r.has("plural") and r.value != "none"),
                self._told_alike(sentence, name) or self.plural_role,
            )
            if state is not None and plural and "listed-with-state" not in self.off:
                self._add(sentence, name, plural, state.iso, rank, False, "listed-with-state")
                continue
            here = [
                o
                for o in self.offices
                if o.sentence == sentence.index and not o.former and (o.at < name.first or not sentence.verb_final)
            ] or [
                o
                for o in self.offices
                if o.sentence == sentence.index - 1 and not o.former and o.rule.startswith("appointed")
            ]
            dismissed = [
                e
                for e in sentence.of("events", "dismiss")
                if name.first - 8 <= e.first < name.first
                or (sentence.verb_final and name.last <= e.first <= name.last + 4)
            ]
            replaced = bool(index.articles) and is_predecessor(index, name)
            if here and (dismissed or replaced) and "predecessor" not in self.off:
                given = [o for o in here if o.role not in APPOINTING]
                if not given:
                    continue  # `the president dismissed General X`
                office = max((o for o in given if o.at < name.first), key=_at, default=given[0])
                if not any(
                    office.at < n.first < name.first and n.parts not in office.figure.spellings for n in names
                ):  # `the minister appointed General X in place of General Y`: Y was no minister
                    self._add(sentence, name, office.role, office.state, rank, True, "predecessor")

    def _told_alike(self, sentence: Sentence, name: NameSpan) -> str | None:
        """The office of all who stand before in a list: `the minister of A X, the minister of B Y, from C Z`."""
        roles = [o.role for o in self.offices if o.sentence == sentence.index and o.at < name.first]
        return roles[0] if len(roles) >= _ALIKE and len(set(roles)) == 1 else None

    def _of_those_told(self, index: Vicinity, name: NameSpan) -> StateRef | None:
        """`Uzbekistan's General X`, after the ministers of Uzbekistan and others: the owner right before the name."""
        rank = index.rank_end.get(name.first - 1)
        state = index.state_end.get((rank.first if rank else name.first) - 1)
        if state is None or not index.sentence.tokens[state.last - 1].possessive:
            return None
        told = any(o.role == self.plural_role and o.state == state.iso for o in self.offices)
        return state if state.iso in self.plural_states and not told else None

    def _add(
        self,
        sentence: Sentence,
        name: NameSpan,
        role: str,
        state: str | None,
        rank: Mention | None,
        former: bool,
        rule: str,
        said_by: Mention | None = None,
    ) -> Office:
        """Note that the name's bearer holds the office; `said_by` are its words, if it has any beside the name."""
        first, last = (said_by.first, said_by.last) if said_by else (name.first, name.last)
        office = Office(
            sentence.index,
            self.people.add(name),
            role,
            state,
            rank.plain_rank if rank else None,
            former,
            min(first, name.first),
            max(last, name.last),
            rule,
            at=first,
            at_last=last,
        )
        self.offices.append(office)
        return office

    # ------------------------------------------------------------ plural and counterpart
    def _zip(self, sentence: Sentence, index: Vicinity, names: list[NameSpan], served: set[int]) -> None:
        """`the ministers of defence of A and B, X and Y`: as many names as states, in the same order."""
        plurals = [r for r in sentence.of("roles") if r.has("plural") and r.value != "none"]
        if not plurals or "zip" in self.off:
            return
        for number, role in enumerate(plurals):
            end = plurals[number + 1].first if number + 1 < len(plurals) else len(sentence.tokens)
            row = [n for n in names if role.last <= n.first < end and n.first not in served]
            row = contiguous(sentence, index, row, role.last)
            states = states_around(sentence, index, role, row)
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
                former = bool(role.has("former")) or sentence.near_cue(role.first, "former", within=4)
                self._add(sentence, name, role.value, iso, index.rank_end.get(name.first - 1), former, "zip", role)
                served.add(name.first)

    def _counterpart(self, sentence: Sentence, index: Vicinity, name: NameSpan, reach: Reach) -> None:
        """`his Turkish counterpart X`: the office of the one just spoken of, on the other side."""
        known = self.people.known(name.parts)
        if known is not None and known.spoken_for:
            return
        assert reach.counterpart is not None
        here, last, role = self._spoken_of(sentence, known, name.first, reach.counterpart)
        near = [s for s in reach.states if s.type in {"adjectives", "states"}]
        beside = [s for s in index.states if reach.counterpart.first - 3 <= s.first <= reach.counterpart.last + 3]
        state = (near or beside)[0].iso if (near or beside) else None
        if role is None and self.plural_role and state in self.plural_states:
            role = self.plural_role  # of `the ministers of A and B`, told before
        if role is None:
            return
        abroad = {s.iso for s in index.states if last and s.iso != last.state and s.is_case("DAT", "LOC", "NOM")}
        visited = any(e.last <= reach.counterpart.first for e in sentence.of("events", "visit", "arrive"))
        if state is None and here and visited and len(abroad) == 1:
            state = abroad.pop()  # `visited Moscow, where he met his counterpart`
        there = {s.iso for s in index.states if s.first < name.first and s.is_goal and s.is_case("LOC")}
        if state is None and len(there) == 1 and last is not None and last.state not in there:
            state = there.pop()  # `in Ankara the chief of staff and his counterpart, General X, presided`
        self._add(sentence, name, role, state, reach.rank, False, "counterpart", reach.counterpart)

    def _spoken_of(
        self, sentence: Sentence, known: Figure | None, end: int, counterpart: Mention
    ) -> tuple[bool, Office | None, str | None]:
        """Whose counterpart it is: whether named in this sentence, the office, and its role."""
        others = [o for o in self.offices if o.figure is not known]
        here = [o for o in others if o.sentence == sentence.index and o.at < end]
        latest = sorted(others, key=lambda o: (-o.figure.last_named(sentence.index), -o.sentence))
        last = here[-1] if here else latest[0] if latest else None
        if last is not None and last.role == "other":  # `deputy prime minister and minister of defence`
            last = next((o for o in others if o.figure is last.figure and o.role != "other" and not o.former), last)
        told = [r for r in sentence.of("roles") if r.last <= counterpart.first and not r.has("plural")]
        if not here and last is not None and last.role == "other":
            last = None  # the counterpart of a spokesman named before is hardly meant
        if not here and told and not told[-1].has("weak") and told[-1].value != "none":
            return False, last, told[-1].value  # `the new chief of staff received his Romanian counterpart`
        return bool(here), last, last.role if last else None


def _goes_on(index: Vicinity, name: NameSpan, reach: Reach) -> bool:
    """`Director of Defence Diplomacy`: a strange word after a head and "of" is what he heads."""
    if not reach.roles or not index.articles or name.first - 1 in index.rank_end:
        return False
    return any(reach.roles[0].last <= i < name.first for i in index.of_at)


def _is_ranked_head(reach: Reach) -> bool:
    """Whether a rank stands between the office of a head of state and the name: it is another's name."""
    return reach.rank is not None and reach.roles[0].value in APPOINTING


def _at(office: Office) -> int:
    return office.at


def _without_command(sentence: Sentence, roles: list[tuple[str, Mention]]) -> list[tuple[str, Mention]]:
    """The offices of one person without the supreme command that a head of state or minister has by his office."""
    if not any(value in _HAVE_COMMAND for value, _ in roles):
        return roles
    heads = {m.first for m in sentence.of("heads", "commander")}
    return [(v, m) for v, m in roles if not (v in _COMMANDS and heads & set(range(m.first, m.last)))] or roles
