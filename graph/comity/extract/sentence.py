"""A sentence as it is read: tokens, what the lexicon knows of them, states, clauses and the cues that govern them.

What is asked of it again and again is made once and remembered, until a mention is taken out (`forget`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar, cast

from comity.extract.clauses import clauses_of
from comity.extract.dating import Dated
from comity.extract.mention import Mention, labels
from comity.extract.tokens import MARK, Token

PLACES: Final = ("states", "adjectives", "cities")
LISTED: Final = ("states", "cities", "regions", "towns")
_ASKING: Final = frozenset("?؟")
_MARKS: Final = 1  # marks in a clause that is nothing but its predicate
_SINGLE: Final = 2  # a type and one value
_GOVERNED: Final = 4  # words after a participle that belong to it
#: Cues that take a statement back or leave it open.
UNREAL: Final = frozenset(
    {"negation", "denial", "rumour", "modal", "wish", "conditional", "question", "cancelled", "invitation"}
)
_NOWHERE: Final[frozenset[int]] = frozenset()
_PLACED: Final = frozenset({"LOC", "DAT", "ABL"})

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True)
class StateRef:
    """A state named at tokens[first:last]: by its name, its adjective, or its capital."""

    first: int
    last: int
    iso: str
    case: str
    type: str
    place: str = ""  # the English label of the city

    def is_case(self, *asked: str) -> bool:
        """Whether it may be in one of these cases."""
        return not labels(self.case).isdisjoint(asked)

    @property
    def is_goal(self) -> bool:
        """Whether it is surely where somebody goes or is: `to X`, `in X`."""
        return self.is_case("DAT", "LOC") and not self.is_case("GEN", "NOM")


@dataclass
class Sentence:
    """One sentence; `tokens[i]` count from its beginning."""

    index: int
    kind: str
    paragraph: int
    tokens: list[Token]
    mentions: list[Mention]
    verb_final: bool
    dates: list[Dated] = field(default_factory=list)
    days: int | None = None  # how many days it says that something lasts
    quoted: list[tuple[int, int]] = field(default_factory=list)
    conjunctions: tuple[str, ...] = ()  # those that are written together with the next word
    by_type: dict[str, list[Mention]] = field(init=False)  # the mentions of each type, in order
    _asked: dict[tuple[str, ...], list[Mention]] = field(init=False)  # the same, and those of each type and value
    _covered: dict[tuple[str, ...], frozenset[int]] = field(default_factory=dict)
    # what is made of the mentions when it is asked for, and made again where one of them is taken out
    _towns: list[Mention] | None = None
    _states: list[StateRef] | None = None
    _clauses: list[tuple[int, int]] | None = None
    _scopes: list[tuple[str, int, int]] | None = None
    _plans: list[tuple[int, int]] | None = None
    remembered: dict[tuple[object, ...], object] = field(default_factory=dict)  # what `once` keeps

    def __post_init__(self) -> None:
        self.keep(self.mentions)

    def keep(self, mentions: list[Mention]) -> None:
        """Let these be its mentions."""
        self.mentions = mentions
        by_type: dict[str, list[Mention]] = {}
        asked: dict[tuple[str, ...], list[Mention]] = {}
        for mention in mentions:
            type_ = mention.type
            found = by_type.get(type_)
            if found is None:
                by_type[type_] = asked[type_,] = [mention]
            else:
                found.append(mention)
            valued = asked.get((type_, mention.value))
            if valued is None:
                asked[type_, mention.value] = [mention]
            else:
                valued.append(mention)
        self.by_type, self._asked = by_type, asked
        self._covered.clear()
        self.remembered.clear()
        self._towns = self._states = self._clauses = self._scopes = self._plans = None

    def forget(self, first: int, last: int, *types: str) -> None:
        """Drop the mentions of these types within tokens[first:last]: they turned out to be part of something else."""
        kept = [m for m in self.mentions if not (m.type in types and first <= m.first and m.last <= last)]
        if len(kept) < len(self.mentions):
            self.keep(kept)

    def of(self, *asked: str) -> list[Mention]:
        """The mentions of a type, and of one of these values if any are given: `of("events", "meet", "visit")`.

        Asked some thousand times of each article, mostly in vain: so one look-up answers all but several values.
        """
        found = self._asked.get(asked)
        if found is not None:
            return found
        if len(asked) <= _SINGLE:
            return []
        values = asked[1:]
        found = self._asked[asked] = [m for m in self.by_type.get(asked[0], ()) if m.value in values]
        return found

    def words_of(self, *asked: str) -> frozenset[int]:
        """The tokens that such mentions (as for `of`) cover."""
        if asked[0] not in self.by_type:
            return _NOWHERE
        kept = self._covered.get(asked)
        if kept is None:
            kept = self._covered[asked] = frozenset(i for m in self.of(*asked) for i in range(m.first, m.last))
        return kept

    @property
    def towns(self) -> list[Mention]:
        """The towns named here: those that the lexicon knows well, and those of the gazetteer that are nothing else."""
        if self._towns is None:
            self._towns = self._find_towns()
        return self._towns

    def _find_towns(self) -> list[Mention]:
        found = self.by_type.get("cities", [])
        listed = self.by_type.get("towns")
        if not listed:
            return found
        taken = {i for m in self.mentions if m.type != "towns" and m.type != "names" for i in range(m.first, m.last)}
        more = [m for m in listed if m.first not in taken]
        return sorted([*found, *more], key=lambda m: m.first) if more else found

    @property
    def states(self) -> list[StateRef]:
        """The states named here, in order; a capital stands for its state."""
        if self._states is None:
            self._states = self._find_states()
        return self._states

    def _find_states(self) -> list[StateRef]:
        found = []
        for type_ in PLACES:
            for m in self.by_type.get(type_, ()):
                iso, _, label = m.value.partition("|")
                if type_ != "cities" or m.has("capital"):
                    found.append(StateRef(m.first, m.last, iso, self.case_of(m), type_, label))
        named = {s.first for s in found}  # BAE: in Turkish the Emirates, and no ship of Ecuador
        for m in self.by_type.get("institutions", ()):  # the Pacific Fleet, the Bundeswehr
            if m.entry.flags.get("state") and m.first not in named:
                found.append(StateRef(m.first, m.last, m.entry.flags["state"], "NOM", "adjectives"))
        found.sort(key=lambda s: (s.first, s.last, s.iso))
        return found

    def case_of(self, m: Mention) -> str:
        """The case of a mention: its ending, else the preposition before it."""
        case = m.case or "NOM"
        if self.tokens[m.last - 1].possessive:
            return case  # `talks with Lithuania's minister`: the preposition is that of what it owns
        for link in self.of("links", "town", "within"):
            town = link.value == "town" and m.type in LISTED and "LOCKI" not in case
            part = link.value == "within" and "GEN" in case.split("/") and not link.is_case("NOM", "ACC", "GEN")
            if link.first == m.last and self.verb_final and (town or part):  # `Алта қаласына`, `Mozambikin şimalında`
                return link.case
            if link.last == m.first and town and not self.verb_final:  # `at the port of Mombasa`
                return self.case_of(link)
            if link.last == m.first and link.value == "within" and "GEN" in case.split("/") and not self.verb_final:
                whole = self.case_of(link)  # `на территории Сирии`: the country is where its territory is
                return whole if whole in _PLACED else case
        for link in () if self.verb_final else self.by_type.get("links", ()):  # there they stand behind their noun
            if link.last == m.first or (link.last == m.first - 1 and self.tokens[link.last].key in {"the", "a"}):
                if link.value == "into-or-in":
                    return "LOC" if "LOC" in case.split("/") else "DAT"
                label = {"to": "DAT", "in": "LOC", "from": "ABL", "with": "COM", "of": "GEN"}.get(link.value)
                if label and (case in {"NOM", "", "PL"} or link.value != "of"):
                    return label
        if case == "NOM" and m.type in LISTED and self.tokens[m.first].key.startswith(self.conjunctions or "\0"):
            for other in self.mentions:  # `in A and B`, where the conjunction is written together with B
                if other.last == m.first and other.type in LISTED:
                    return self.case_of(other)
        return case

    @property
    def clauses(self) -> list[tuple[int, int]]:
        """Its clauses, in order."""
        if self._clauses is None:
            self._clauses = self._find_clauses()
        return self._clauses

    def _find_clauses(self) -> list[tuple[int, int]]:
        return clauses_of(self.tokens, self.mentions, self.quoted, self.verb_final)

    def clause(self, i: int) -> tuple[int, int]:
        """The clause of token i."""
        for a, b in self.clauses:
            if a <= i < b:
                return a, b
        return 0, len(self.tokens)

    def _cues(self) -> list[tuple[str, int, int]]:
        """The cues and the tokens that each governs."""
        if self._scopes is None:
            self._scopes = self._find_scopes()
        return self._scopes

    def _find_scopes(self) -> list[tuple[str, int, int]]:
        found = []
        if self.tokens[-1].text in _ASKING or (len(self.tokens) > 1 and self.tokens[-2].text in _ASKING):
            found.append(("question", 0, len(self.tokens)))
        terms = [
            m
            for type_ in ("areas", "kinds")
            for m in self.by_type.get(type_, ())
            if m.last - m.first > 1 and " .. " not in m.entry.form
        ]
        for m in self.by_type.get("cues", ()):
            if any(t.first <= m.first and m.last <= t.last and t.last - t.first > m.last - m.first for t in terms):
                continue  # `aircraft without a pilot`, `letter of intent`
            a, b = self.clause(m.first)
            if m.has("verb") and m.value == "cancelled" and b - a <= m.last - m.first + _MARKS:
                a = self.clause(a - 1)[0] if a else a  # `the talks, listed in the programme, were put off`
            if m.has("sentence"):
                a, b = 0, len(self.tokens)
            elif m.has("next"):
                b = len(self.tokens)
            elif m.has("before"):
                b = m.last
            elif m.has("after"):
                a = m.first
            elif m.has("final") and not self._closes(m.last):
                a, b = m.first, min(b, m.last + _GOVERNED)  # a participle: `düzenlenecek tatbikat`
            elif m.value == "planned" and self.verb_final:
                a = self._joint(a, m.first)
            found.append((m.value, a, b))
        return found

    def _joint(self, a: int, i: int) -> int:
        """Where the words begin that a plan at token i governs, from token a: after `konuştu ve` they are others."""
        verbs = {m.last for m in self.by_type.get("events", ()) if not m.has("noun")}
        joints = [m for m in self.by_type.get("links", ()) if m.value == "and" and a < m.first < i]
        return max((m.last for m in joints if m.first in verbs), default=a)

    def _closes(self, i: int) -> bool:
        """Whether a verb that ends before token i closes its clause: a mark, a conjunction or nothing follows."""
        return (
            i >= len(self.tokens)
            or self.tokens[i].kind == MARK
            or any(link.first == i for link in self.by_type.get("links", ()) if link.value == "and")
        )

    def cues(self, i: int) -> set[str]:
        """The cues in whose scope token i lies."""
        return {value for value, a, b in self._cues() if a <= i < b}

    @property
    def plans(self) -> list[tuple[int, int]]:
        """The scopes of words for planning, those left out that are dates."""
        if self._plans is None:
            self._plans = self._find_plans()
        return self._plans

    def _find_plans(self) -> list[tuple[int, int]]:
        if not self.of("cues", "planned"):
            return []
        times = {at for m in self.by_type.get("dates", ()) for at in range(m.first, m.last)}
        if all(m.first in times for m in self.of("cues", "planned")):
            return []
        return [(a, b) for value, a, b in self._cues() if value == "planned"]

    def foretold(self, i: int) -> bool:
        """Whether what token i says is planned: by a word that says so, not only by a date to come ("tomorrow")."""
        return any(a <= i < b for a, b in self.plans)

    def unreal(self, i: int) -> bool:
        """Whether what token i says is denied, wished, rumoured or otherwise not stated."""
        return not UNREAL.isdisjoint(self.cues(i))

    def near_cue(self, i: int, *values: str, within: int = 6) -> bool:
        """Whether such a cue stands in the clause of token i and not farther than `within` tokens."""
        a, b = self.clause(i)
        return any(
            m.value in values and a <= m.first < b and min(abs(m.first - i), abs(m.last - 1 - i)) <= within
            for m in self.by_type.get("cues", ())
        )

    @property
    def start(self) -> int:
        """Where it begins in the file."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the file."""
        return self.tokens[-1].end


def once(ask: Callable[Concatenate[Sentence, _P], _T]) -> Callable[Concatenate[Sentence, _P], _T]:
    """Let a sentence remember the answer of a function that many ask of it, until its mentions change.

    Who gets a list must leave it as it is.
    """

    @wraps(ask)
    def answer(sentence: Sentence, /, *rest: _P.args, **named: _P.kwargs) -> _T:
        key = (ask, *rest, *named.values())
        if key not in sentence.remembered:
            sentence.remembered[key] = ask(sentence, *rest, **named)
        return cast(_T, sentence.remembered[key])

    return answer
