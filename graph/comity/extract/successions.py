"""Who took an office over from whom, and who held it before: told by words for it, in one sentence or over two.

    X was replaced by Y · X handed the post over to Y · X'in yerine Y atandı · his predecessor, General Y
    Before him the post was held by Y · Lieutenant General Y, who holds the same post in Sierra Leone

The words are those of successions.tsv. Each tells whom it governs (by its case, or by standing right before the name)
and who its subject is. The office is the one that the sentence tells beside the word, else that of one of the two, else
the one last spoken of. Where more than one office may be meant, or what is told is denied, planned or only thought of,
nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.office import Office
from comity.extract.page import Page
from comity.extract.people import Figure, People
from comity.extract.persons_case import Person, persons_of
from comity.extract.sentence import UNREAL, Sentence
from comity.extract.spoken_post import APPOINTING, SUCCESSION, Post, Posts, one_statement
from comity.extract.tokens import MARK
from comity.extract.vicinity import Vicinity

_WORDS: Final = ("replace", "yield", "instead", "predecessor", "successor", "held", "same", "leaves")
_BESIDE: Final = 3  # words between a word for the predecessor and the name
_GOVERNED: Final = 8  # words between a verb and the name that it governs, where no case shows it
_SEVERAL: Final = 2  # posts
_AFTER: Final = 7  # words between "in place of X" and who is appointed
_ASIDE: Final = (3, 6)  # words before and after who holds the same office, and the state where


def read_successions(
    page: Page, people: People, offices: list[Office], names: Mapping[int, Sequence[NameSpan]], off: frozenset[str]
) -> None:
    """Add to `offices` what the page's words for successions tell, and note there who is no longer in office."""
    posts = Posts(page, people, offices, names, off)
    for sentence in page.sentences:
        if sentence.kind == "header":
            continue
        for word in sentence.of("successions", *_WORDS):
            if word.has("given") and not sentence.of("events", "appoint", "dismiss"):
                continue  # `in place of General X Colonel Y attended`
            if not _is_unreal(sentence, word) and not _is_to_come(sentence, word):
                _Telling(posts, sentence, word).read()


def _is_unreal(sentence: Sentence, word: Mention) -> bool:
    """Whether it is denied or only thought of, by other words than its own (`instead of` is a negation elsewhere)."""
    _, end = sentence.clause(word.first)
    others = [c for c in sentence.of("cues", *UNREAL) if not word.first <= c.first < word.last and c.first < end]
    asked = sentence.tokens[-1].text in "?؟"
    return sentence.unreal(word.first) and (bool(others) or asked)


def _is_to_come(sentence: Sentence, word: Mention) -> bool:
    """Whether it is planned; a word for appointing that may also mean to plan (`təyin olunub`) does not say so."""
    appoints = {i for e in sentence.of("events", "appoint") for i in range(e.first, e.last)}
    plans = [c for c in sentence.of("cues", "planned") if c.first not in appoints]
    return bool(plans) and sentence.foretold(word.first)


class _Telling:
    """One word for a succession in its sentence."""

    def __init__(self, posts: Posts, sentence: Sentence, word: Mention) -> None:
        self.posts = posts
        self.sentence = sentence
        self.word = word
        self.final = sentence.verb_final
        self.index = Vicinity(sentence, posts.names[sentence.index], posts.page.matcher)
        self.persons = [p for p in persons_of(posts.page, self.index, posts.people) if not self._appoints(p)]

    def read(self) -> None:
        """Claim what the word tells."""
        value = self.word.value
        if value in {"replace", "yield"}:
            self._replaced(value == "yield")
        elif value in {"predecessor", "successor"}:
            self._beside(value == "successor")
        elif value == "instead":
            self._instead()
        elif value == "leaves":
            self._left()
        elif value == "held":
            self._held()
        else:
            self._same()

    # ------------------------------------------------------------ the kinds of words
    def _replaced(self, yields: bool) -> None:
        """`X replaced Y`, `X handed over to Y`: who is governed, who did it, and which office it was."""
        governed = self._governed()
        if governed is None and self.final and self._case == "GEN":
            self._instead()  # `yerine X atandı`: in the place of who is spoken of
            return
        if governed is None or (self.word.has("weak") and not self._names_post()):
            self._took(yields)
            return
        subject = self._subject(governed)
        old, new = (subject, governed) if yields else (governed, subject)
        post = self.posts.unbound(self.index, self.word.first)
        if post is None and len({r.value for r in self.posts.free(self.index, self.word.first)}) > 1:
            return  # which of them is meant is not told
        figures = [f for f in (self._figure(old), self._figure(new)) if f is not None]
        for figure in figures:
            post = post or self.posts.told_here(figure, self.sentence, self.word.first)
        if subject is None:
            figures = [f for f in (self._spoken_of(governed), *figures) if f is not None]
        for figure in figures:
            post = post or self.posts.of_figure(figure, self.sentence)
        if post is not None:
            self._claim(old, post, True)
            self._claim(new, post, False)

    def _took(self, yields: bool) -> None:
        """`X took command of the army`: the office that a form for it tells, where nobody else is named."""
        a, b = self.sentence.clause(self.word.first)
        post = self.posts.unbound(self.index, self.word.first)
        who = [p for p in self.persons if a <= p.first < b and p.may_be("NOM")]
        if post is None or len(who) != 1 or not any(a <= r.first < b and r.has("given") for r in self._roles()):
            return
        self._claim(who[0], post, yields)

    def _beside(self, succeeds: bool) -> None:
        """`his predecessor, General X`, `Y's successor X`: the office of who is spoken of, or named as its owner."""
        after, before = self._after(), self._before()
        owner: Person | None = None
        if before and self._owns(before[-1]):
            owner = before[-1]
        elif not self.final and len(after) > 1 and self._is_owner_after(after[0]):
            owner, after = after[0], after[1:]
        bearer = after[0] if after and self._is_near(self.word.last, after[0].first) else None
        aside = before[-1] if before and before[-1] is not owner else None
        if bearer is None and aside is not None and self._is_near(aside.name.last, self.word.first):
            bearer = aside  # `X, his predecessor, ...`
        if bearer is None:
            return
        whose = self.posts.who_answers() if self.word.has("self") else self._figure(owner)
        possessed = self.word.first > 0 and self.sentence.tokens[self.word.first - 1].possessive
        if whose is None and (owner is not None or possessed or self._are_several(bearer)):
            return
        whose = whose or self._spoken_of(bearer)
        if whose is self._figure(bearer):
            return
        post = self.posts.of_figure(whose, self.sentence, former=succeeds and owner is not None)
        if post is not None:
            self._claim(bearer, post, not succeeds)

    def _instead(self) -> None:
        """`X was appointed in his place`: who is named after the word, or before; the office of who was spoken of."""
        after = [p for p in self._after() if p.first - self.word.last <= _AFTER]
        before = self._before()
        stands = after and one_statement(self.sentence, self.word.last, after[0].first)
        new = after[0] if stands else before[-1] if before else None
        if new is None:
            return
        post = self.posts.unbound(self.index, self.word.first)
        if post is None and len({r.value for r in self.posts.free(self.index, self.word.first)}) > 1:
            return  # which of them he was given is not told
        named = {s.iso for s in self.index.states if s.type != "cities"}
        if post is None:
            post = self._last_told(new) or self._last_told(new, former=True)
            if post is not None and named and post.state not in named:
                return  # the sentence tells of another state
        if post is not None:
            self._claim(new, post, False)

    def _left(self) -> None:
        """`X was relieved of the post of chief`, `X left the post`: who, and the office told here or before."""
        before = [p for p in self._before() if one_statement(self.sentence, p.name.last, self.word.first)]
        after = [p for p in self._after() if self._is_near(self.word.last, p.first)]
        who = before[-1] if before else after[0] if after and not self.final else None
        if who is None:
            return
        figure = self._figure(who)
        told = {
            Post(o.role, o.state) for o in self.posts.offices if o.figure is figure and self._is_here(o) and o.state
        }
        post = self.posts.unbound(self.index, self.word.first)
        post = post or (told.pop() if len(told) == 1 else None if told else self._last_told(who))
        if post is not None:
            self._claim(who, post, True)

    def _held(self) -> None:
        """`Before him the post was held by X`, `X, who held that position until March`."""
        bearer = self._bearer()
        post = self._last_told(bearer)
        if bearer is not None and post is not None:
            self._claim(bearer, post, True)

    def _same(self) -> None:
        """`X, who holds the same post in Sierra Leone`: the office of the other, and the state named here."""
        bearer = self._bearer()
        told = self._last_told(bearer)
        if bearer is None or told is None:
            return
        a, b = sorted((bearer.first, self.word.first))
        near = {
            s.iso
            for s in self.index.states
            if s.iso != told.state and a - _ASIDE[0] <= s.first < b + _ASIDE[1] and not self._in_office(s.first)
        }
        if len(near) == 1:
            self._claim(bearer, Post(told.role, near.pop()), False)
        elif not near and self._ended():
            self._claim(bearer, told, True)

    # ------------------------------------------------------------ who
    @property
    def _case(self) -> str | None:
        return self.word.entry.flags.get("case")

    def _before(self) -> list[Person]:
        return [p for p in self.persons if p.name.last <= self.word.first]

    def _after(self) -> list[Person]:
        return [p for p in self.persons if p.first >= self.word.last]

    def _governed(self) -> Person | None:
        """Whom the word governs: by the case that it asks for, else the name that follows it."""
        cases = self._case.split("/") if self._case else []
        end = self.word.last if self.final else self.word.first  # a gap may be between its words
        before = [p for p in self.persons if p.name.last <= end and one_statement(self.sentence, p.name.last, end)]
        after = [p for p in self._after() if one_statement(self.sentence, self.word.last, p.first)]
        if self.final:
            if self._case == "GEN":
                before = [p for p in before if 0 <= self.word.first - p.name.last <= 1]
            return next((p for p in reversed(before) if p.may_be(*cases)), None)
        if cases:
            return next((p for p in after if p.is_case(*cases)), None)
        if not after or after[0].first - self.word.last > _GOVERNED:
            return None
        if before and after[0].is_case("NOM") and before[-1].may_be("ACC", "GEN"):
            return before[-1]  # `адмирала X сменил контр-адмирал Y`
        stands_first = after[0].first == self.word.last and self.word.first <= _BESIDE
        if self.posts.page.matcher.clitics and len(after) > 1 and stands_first:
            return after[1]  # the verb stands first, then who, then whom
        return after[0] if self._is_near(self.word.last, after[0].first) else None

    def _subject(self, governed: Person) -> Person | None:
        """Who took over or handed over, where the word governs the other."""
        others = [p for p in self.persons if p is not governed]
        others = [p for p in others if one_statement(self.sentence, *sorted((p.name.last, self.word.first)))]
        before = [p for p in others if p.name.last <= self.word.first]
        after = [p for p in others if p.first >= self.word.last]
        source = [p for p in after if p.is_case("ABL")]
        if source and self.word.value == "yield":
            return source[0]  # `command passed from X to Y`
        if self.final:
            later = [p for p in after if p.first - self.word.last <= _AFTER and self._case == "GEN"]
            between = [p for p in before if p.first >= governed.name.last]
            free = later[:1] or [p for p in (between or before)[-1:] if p.may_be("NOM")]
            return free[0] if free else None
        if governed.name.last <= self.word.first:
            return after[0] if after else None
        if self.posts.page.matcher.clitics and not before:
            return after[0] if after and after[0].first < governed.first else None
        if not before and self._case == "GEN":
            before = [p for p in after if p is not governed and p.may_be("NOM")]  # `вместо X назначен Y`
        return before[-1] if before else None

    def _bearer(self) -> Person | None:
        """Who held it: named within the words, right after them (`held by X`, a participle's noun), or before."""
        inside = [p for p in self.persons if self.word.first < p.first < self.word.last]
        after = [p for p in self._after() if self._is_near(self.word.last, p.first)]
        before = [p for p in self._before() if one_statement(self.sentence, p.name.last, self.word.first, 1)]
        if inside:
            return inside[0]
        if self.word.has("after") or (after and self.final and after[0].first == self.word.last):
            return after[0] if after else None
        if self.final:
            return before[-1] if before else None
        return after[0] if after and not before else before[-1] if before else None

    def _owns(self, person: Person) -> bool:
        """`Petri's successor`, `Kovac'ın selefi`: the name right before the word, as its owner."""
        possessive = self.sentence.tokens[person.name.last - 1].possessive
        return self.word.first == person.name.last and (possessive or (self.final and person.may_be("GEN")))

    def _is_owner_after(self, person: Person) -> bool:
        """`the predecessor of X, Y`: a name right after the word, of whom it is."""
        gap = person.first - self.word.last
        linked = gap == 1 and self.word.last in self.index.of_at
        return linked or (gap == 0 and person.is_case("GEN") and not self.index.articles)

    def _spoken_of(self, but: Person | None) -> Figure | None:
        return self.posts.spoken_of(self.sentence, self._named_before(), self._figure(but))

    def _named_before(self) -> list[Figure | None]:
        """Who is named in the sentence before the word, by a surname only too."""
        here = self.posts.people.in_sentence(self.sentence.index)
        return [figure for name, figure in here if name.last <= self.word.first]

    def _are_several(self, but: Person) -> bool:
        """Whether officials of different posts are named before the word, and none right before it."""
        before = [(n, f) for n, f in self.posts.people.in_sentence(self.sentence.index) if n.last <= self.word.first]
        held = [(n, post) for n, f in before if (post := self.posts.of_figure(f, self.sentence)) is not None]
        if len({post for _, post in held}) < _SEVERAL:
            return False
        told = self.sentence.words_of("links", "and") | self.sentence.words_of("names", "stop")
        return any(i not in told for i in range(max(n.last for n, _ in held), self.word.first))

    def _last_told(self, but: Person | None, former: bool = False) -> Post | None:
        own = self._figure(but)
        held = {self.posts.of_figure(f, self.sentence) for f in self._named_before() if f is not own} - {None}
        if len(held) == 1:
            return held.pop()  # `before Collins the post was held by X`
        return self.posts.last_told(self.sentence, self.word.first, own, former)

    def _figure(self, person: Person | None) -> Figure | None:
        if person is None:
            return None
        people = self.posts.people
        return people.at(self.sentence.index, person.name.first) or people.known(person.name.parts)

    def _appoints(self, person: Person) -> bool:
        """Whether it is the head of a state or government, by whom others are appointed."""
        figure = self._figure(person)
        return any(o.figure is figure and o.role in APPOINTING for o in self.posts.offices)

    # ------------------------------------------------------------ what is claimed
    def _claim(self, person: Person | None, post: Post, former: bool) -> None:
        if person is None:
            return
        figure = self.posts.people.add(person.name)
        for office in self.posts.offices:
            if office.figure is figure and office.role == post.role and self._is_here(office):
                office.former = former
                return
        if figure.state is not None and figure.state != post.state:
            return
        figure.state = post.state
        if post.role not in figure.roles and not former:
            figure.roles.append(post.role)
        rank = self.index.rank_in(post.state, person.rank) or figure.rank
        figure.rank = figure.rank or rank
        first = min(person.name.first, self.word.first)
        last = max(person.name.last, self.word.last)
        at, at_last = self.word.first, self.word.last
        self.posts.offices.append(
            Office(
                self.sentence.index,
                figure,
                post.role,
                post.state,
                rank,
                former,
                first,
                last,
                SUCCESSION,
                at=at,
                at_last=at_last,
            )
        )

    # ------------------------------------------------------------ where
    def _is_here(self, office: Office) -> bool:
        return office.sentence == self.sentence.index

    def _names_post(self) -> bool:
        """Whether the clause names an office as what is handed over."""
        a, b = self.sentence.clause(self.word.first)
        told = any(a <= m.first < b for m in self.sentence.of("successions", "post"))
        return told or any(a <= r.first < b and r.has("given") for r in self._roles())

    def _roles(self) -> list[Mention]:
        return list(self.index.role_at.values())

    def _ended(self) -> bool:
        """Whether the clause says until when it was held, or that it was before."""
        a, b = self.sentence.clause(self.word.first)
        told = self.sentence.of("dates", "until") + self.sentence.of("cues", "past", "former")
        told = told + self.sentence.of("successions", "ago")
        return self.word.has("former") or any(a <= m.first < b for m in told)

    def _is_near(self, a: int, b: int) -> bool:
        """Whether between two tokens stand only words that belong to an office or name, a comma and few others."""
        if not one_statement(self.sentence, a, b):
            return False
        known = {i for t in ("roles", "ranks", "cues") for m in self.sentence.of(t) for i in range(m.first, m.last)}
        known |= self.index.skip | self.index.link_at | set(self.index.state_at)
        return sum(i not in known and self.sentence.tokens[i].kind != MARK for i in range(a, b)) <= _BESIDE

    def _in_office(self, at: int) -> bool:
        return any(self._is_here(o) and o.rule != SUCCESSION and o.first <= at < o.last for o in self.posts.offices)
