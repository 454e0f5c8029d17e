"""What stands around the names of a sentence: where offices, ranks, states, titles and links begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from comity.extract.matcher import Matcher
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.sentence import Sentence, StateRef
from comity.extract.tokens import MARK

_BRACKET = 5  # tokens of a short remark in brackets
#: Offices told by a bare head where it stands alone, and what may follow such a head without completing it.
_BARE = frozenset({"head-of-state", "defence-minister"})
_OF_HEADS = frozenset({"roles", "ranks", "names", "counterparts", "institutions", "cues"})
#: Between a name and its office they say nothing of whose it is.
_TRANSPARENT = (
    ("institutions",), ("organisations",), ("areas",), ("cities",), ("regions",), ("topics",), ("names", "honorific"),
    ("cues", "former", "acting", "newly", "current"),
)  # fmt: skip


#: Words of successions.tsv beside which an office may be told as what is taken over, handed over or left.
_TAKEN = ("replace", "yield", "instead", "leaves")


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
        names: Sequence[NameSpan],
        matcher: Matcher,
    ) -> None:
        self.sentence = sentence
        self.articles = matcher.articles
        self.name_at = {n.first: n for n in names}
        self.name_end = {n.last - 1: n for n in names}
        named = {i for n in names for i in range(n.first, n.last)}
        self.states = [s for s in sentence.states if s.first not in named]  # `Каиров` is of no Cairo
        changes = sentence.of("events", "appoint", "dismiss") + sentence.of("successions", *_TAKEN)
        roles = [
            r
            for r in sentence.of("roles")
            if not (set(range(r.first, r.last)) & named) and (changes or not r.has("given"))
        ]
        roles = [r for r in roles if not (r.value == "head-of-state" and _is_epithet(sentence, r))]
        if sentence.conjunctions:
            roles = [r for r in roles if not (r.has("weak") and _is_of_thing(sentence, r, matcher))]
        roles.sort(key=lambda r: (r.first, r.last, len(r.entry.form)))  # of two forms the one of more words stands
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
        for state in self.states:  # an adjective that is one of a state only beside the counterpart takes both words
            if state.first in self.counterpart_at and state.last - state.first > 1:
                self.counterpart_end[state.last - 1] = self.counterpart_end[state.first]
        self.guests = sentence.words_of("plurals", "guest", "host")
        self.link_at = sentence.words_of("links")
        self.conjunctions = tuple(matcher.clitics.conjunctions)
        self.of_at = {m.first for m in sentence.of("links", "of") if m.last == m.first + 1}
        self.in_at = sentence.words_of("links", "in", "into-or-in")
        self.as_at = {m.first for m in sentence.of("links", "as")}
        self.to_at = {m.first for m in sentence.of("links", "to")}
        self.with_at = {m.first for m in sentence.of("links", "with")}
        self.and_at = sentence.words_of("links", "and")
        verbs = {i for m in sentence.of("events") if not m.has("noun") for i in range(m.first, m.last)}
        self.verb = verbs - within - self.as_at  # `being`: an office before it, its holder after
        self.skip = frozenset().union(*(sentence.words_of(*asked) for asked in _TRANSPARENT)) - named
        tokens = sentence.tokens
        self.skip |= {  # `Prof. X`
            i + 1 for i in (*self.honorific, *self.rank_end) if i + 1 < len(tokens) and tokens[i + 1].text == "."
        }

    def ranks_by_army(self, rank: Mention | None) -> dict[str, str]:
        """State -> the rank that these words mean in its army, where that differs."""
        found = [
            r.value.split("|")
            for r in self.sentence.of("ranks")
            if rank and (r.first, r.last) == (rank.first, rank.last)
        ]
        return {parts[1]: parts[0] for parts in found if len(parts) == 2}

    def rank_in(self, army: str | None, rank: Mention | None) -> str | None:
        """What the words of a rank mean in the army of that state."""
        return self.ranks_by_army(rank).get(army or "") or (rank.plain_rank if rank else None)

    def is_owned(self, name: NameSpan) -> bool:
        """Whether `of` or `of the` stands before the name: it is a place or a unit, and nobody's office."""
        tokens = self.sentence.tokens
        before = name.first - 1
        if before >= 0 and tokens[before].key in self.articles:
            before -= 1
        return before in self.of_at and not self.conjunctions

    def is_place(self, name: NameSpan) -> bool:
        """Whether a preposition of place stands right before the name: `the college in Karen`."""
        return any(m.last == name.first for m in self.sentence.of("links", "in", "into-or-in"))

    def past_bracket(self, at: int) -> int:
        """The token before a bracket that ends at `at`: `Gen. (Res.) X`; else `at` itself."""
        tokens = self.sentence.tokens
        if at < 0 or tokens[at].text != ")":
            return at
        opened = next((i for i in range(at - 1, max(-1, at - _BRACKET), -1) if tokens[i].text == "("), at + 1)
        return opened - 1

    def after_bracket(self, at: int) -> int:
        """The token after a bracket that opens at `at` and tells no office (`X (retired), chief of Y`); else `at`."""
        tokens = self.sentence.tokens
        if at >= len(tokens) or tokens[at].text != "(":
            return at
        closed = next((i for i in range(at + 1, min(len(tokens), at + _BRACKET)) if tokens[i].text == ")"), at - 1)
        told = {*self.role_at, *self.name_at, *self.state_at, *self.rank_at}
        return at if told & set(range(at, closed)) else closed + 1

    def is_comma(self, at: int) -> bool:
        """Whether the token is a comma."""
        return 0 <= at < len(self.sentence.tokens) and self.sentence.tokens[at].text in ",،"

    def is_and(self, at: int) -> bool:
        """Whether the token is a conjunction, and no mark."""
        return at in self.and_at and self.sentence.tokens[at].kind != MARK

    def follows_name(self, role: Mention) -> bool:
        """Whether an office stands right after a name and its comma: it is that person's (`X, the ambassador of A`)."""
        at = role.first - 1
        while at > 0 and (self.sentence.tokens[at].key in self.articles or at in self.state_end):
            at = self.state_end[at].first - 1 if at in self.state_end else at - 1
        return self.is_comma(at) and at - 1 in self.name_end

    def is_another(self, role: Mention) -> bool:
        """Whether an office after a name is no apposition: a verb acts upon it, or it is the partner (`X ile`)."""
        acted = role.is_case("ACC", "DAT", "COM", "ABL", "LOC") and not role.is_case("NOM", "PL", "GEN")
        return acted or any(m.first == role.last for m in self.sentence.of("links", "with"))

    def joined(self, at: int) -> bool:
        """Whether a conjunction is written together with the word (Arabic `و`), and not its own first letter."""
        if at >= len(self.sentence.tokens):
            return False
        key = self.sentence.tokens[at].key
        if not key.startswith(self.conjunctions) or len(key) < 4:
            return False
        return not any(m.first == at and key.startswith(m.entry.form.lstrip("=")[:3]) for m in self.sentence.mentions)


def is_owner(role: Mention) -> bool:
    """Whether the office is in the genitive and nothing else: the owner of what follows."""
    return role.is_case("GEN") and not role.is_case("NOM", "PL", "ACC")


def _is_of_thing(sentence: Sentence, role: Mention, matcher: Matcher) -> bool:
    """`رئيس اللجنة`, `وزير الصحة`: a bare head without the article, followed by a noun with it that is no state.

    It heads that thing, and is neither a head of state nor a minister of defence.
    """
    articles = tuple(matcher.clitics.articles)
    if role.value not in _BARE or role.last >= len(sentence.tokens):
        return False
    if sentence.tokens[role.last - 1].key.startswith(articles) or not sentence.tokens[role.last].key.startswith(
        articles
    ):
        return False
    known = [m for m in sentence.mentions if m.first == role.last and m.type in _OF_HEADS]
    return not known and not any(s.first == role.last for s in sentence.states)


def _is_epithet(sentence: Sentence, role: Mention) -> bool:
    """`Mərakeş Kral Hərbi Dəniz Qüvvələrinin müfəttişi`: the king whose forces these are is part of their name.

    So is he in `штаб Вооружённых сил султана Омана`.
    """
    if not sentence.verb_final and not sentence.conjunctions:
        forces = any(m.last == role.first for m in sentence.of("institutions", "forces"))
        owned = role.is_case("GEN") and not role.is_case("NOM")
        return forces and owned and any(s.first == role.last for s in sentence.states)
    return sentence.verb_final and any(r.first == role.last for r in sentence.of("roles"))
