"""Offices told by their parts: a head and the body it heads, so that no list need name every brigade and directorate.

heads.tsv has the heads (commander, chief, deputy head, rector), bodies.tsv what they may head (a unit, a branch of the
forces, a department, a school); shared/posts.tsv says which office the two make. How they stand together depends on the
grammar that the lexicon shows: in a verb-final language the body stands right before its head (`tugay komutanı`); with
an article the body ends what follows "of", or stands before (`head of the training directorate`, `brigade commander`);
with clitics it follows at once (`مدير إدارة`); else it is the first noun after it, in the genitive or instrumental
(`начальник главного управления`). A deputy beside an office makes it that of the deputy. Longer forms that the lexicon
knows as offices stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from comity.extract.lexicon import Entry, read
from comity.extract.matcher import Matcher
from comity.extract.mention import Mention
from comity.extract.tokens import MARK, Token

_FAR: Final = 6  # words between a head and its body
_NEAR: Final = 7  # words around it in which a body that may be civil needs a word of defence
_DEFENCE: Final = frozenset({"institutions", "areas", "organisations", "ranks"})
_STOPS: Final = frozenset({"ranks", "counterparts"})
_TIMES: Final = frozenset({"former", "newly", "acting", "current"})
_AWAY: Final = frozenset({"LOC", "DAT", "ABL", "LOCKI"})
_DEPUTY: Final = "deputy-of"
_COMMAND: Final = "unit-commander"


def with_posts(tokens: Sequence[Token], mentions: list[Mention], words: Matcher, verb_final: bool) -> list[Mention]:
    """The mentions, with the offices that heads and bodies among them make."""
    heads = [m for m in mentions if m.type == "heads"]
    verbs = [m for m in mentions if m.type == "roles" and m.has("verb") and m.value == _COMMAND] if verb_final else []
    if not heads and not verbs:
        return mentions
    reader = _Reader(tokens, mentions, words, verb_final)
    for verb in verbs:
        reader.govern(verb)
    for head in heads:
        if head.value != _DEPUTY and (body := reader.body(head)) is not None:
            reader.add(head, body)
    for head in heads:
        if head.value == _DEPUTY:
            reader.deputise(head)
        elif head.value == "deputy" and verb_final:
            reader.prolong(head)
    return sorted(
        [m for m in mentions if m.type != "roles"] + reader.roles, key=lambda m: (m.first, -m.last, m.type, m.value)
    )


@cache
def roles_of(language: str) -> dict[tuple[str, str], str]:
    """(head, body) -> role, for the heads and bodies of that language."""
    return {(head, body): role for head, body, role in read(language).lists["posts"]}


def _is_prefix(m: Mention) -> bool:
    """Whether it is the prefix of a navy's ships."""
    return m.value == "ships" and "state" in m.entry.flags


class _Reader:
    """The heads and bodies of one sentence; token indices throughout."""

    def __init__(self, tokens: Sequence[Token], mentions: list[Mention], words: Matcher, verb_final: bool) -> None:
        self.tokens = tokens
        self.words = words
        self.verb_final = verb_final
        self.posts = roles_of(words.language)
        self.roles = [m for m in mentions if m.type == "roles"]
        self.body_at = {m.first: m for m in mentions if m.type == "institutions" and _is_prefix(m)}  # INS, HMS
        self.body_at |= {m.first: m for m in mentions if m.type == "bodies"}
        self.body_end = {m.last: m for m in mentions if m.type == "bodies"}
        self.link_at = {i: m for m in mentions if m.type == "links" for i in range(m.first, m.last)}
        self.stops = {
            i
            for m in mentions
            if m.type in _STOPS
            or (m.type == "events" and not m.has("noun") and not tokens[m.first].capital)
            or m.value == "honorific"
            for i in range(m.first, m.last)
        }
        self.times = {i for m in mentions if m.type == "cues" and m.value in _TIMES for i in range(m.first, m.last)}
        self.states = [m for m in mentions if m.type in {"states", "adjectives"}]
        self.state_end = {m.first: m.last for m in self.states}
        self.defence = {
            i
            for m in mentions
            if m.type in _DEFENCE or (m.type == "topics" and m.value == "military")
            for i in range(m.first, m.last)
        }

    def body(self, head: Mention) -> Mention | None:
        """What it heads."""
        if self.verb_final:
            return self._before(head)
        if self.words.clitics:
            found = self.body_at.get(head.last)
            return None if found is None or (self._has_article(head) and not found.is_case("DAT")) else found
        if head.has("verb"):  # `X, who commands the frigate`
            return self._first_from(head.last)
        if self.words.articles:
            return self._after_of(head) or self._before(head)
        return self._in_genitive(head)

    def _has_article(self, head: Mention) -> bool:
        """`القائد اللواء X`: what has the article heads nothing that follows; the word after it is a rank."""
        return self.tokens[head.last - 1].key.startswith(tuple(self.words.clitics.articles))

    def _before(self, head: Mention) -> Mention | None:
        at = head.first
        while at and at - 1 in self.times:
            at -= 1
        if at > 2 and self.tokens[at - 1].text == ")":  # `Savunma Sanayii Başkanlığı (SSB) Başkanı`
            opened = next((i for i in range(at - 2, max(0, at - 4), -1) if self.tokens[i].text == "("), None)
            at = opened if opened is not None else at
        found = self.body_end.get(at)
        return None if found is None or set(found.case.split("/")) <= _AWAY else found

    def _after_of(self, head: Mention) -> Mention | None:
        link = self.link_at.get(head.last)
        return None if link is None or link.value != "of" else self._first_from(link.last)

    def _first_from(self, start: int) -> Mention | None:
        """The body that ends the words from `start` on."""
        found: Mention | None = None
        at = start
        while at < min(len(self.tokens), start + _FAR + 1):
            token = self.tokens[at]
            if at in self.state_end:  # `commander of the Republic of Fiji Navy`
                at = self.state_end[at]
                continue
            linked = at in self.link_at and token.key not in self.words.articles
            if linked or at in self.stops or (token.kind == MARK and token.text != "-"):
                break
            body = self.body_at.get(at)
            if body is not None:
                found, at = body, body.last
                continue
            if found is not None and not token.capital:
                break
            at += 1
        return found

    def _in_genitive(self, head: Mention) -> Mention | None:
        for at in range(head.last, min(len(self.tokens), head.last + _FAR)):
            body = self.body_at.get(at)
            if body is not None and body.is_case("GEN", "INS"):
                return body
            mark = self.tokens[at].kind == MARK and self.tokens[at].text != "-"
            if mark or at in self.link_at or at in self.stops:
                return None
        return None

    def add(self, head: Mention, body: Mention) -> None:
        """Note the office of that head and body, unless the lexicon knows one that says more."""
        role = self.posts.get((head.value, body.value))
        first, last = min(head.first, body.first), self._joined(max(head.last, body.last), head, role)
        if role is None or (body.has("weak") and not self._military(first, last)):
            return
        self._put(first, last, role, head)

    def _joined(self, last: int, head: Mention, role: str | None) -> int:
        """The end of a post whose holder heads two bodies: `командующий ВВС и войсками ПВО`."""
        link = self.link_at.get(last)
        more = self.body_at.get(link.last) if link is not None and link.value == "and" else None
        if self.verb_final or more is None or self.posts.get((head.value, more.value)) != role:
            return last
        return more.last if more.is_case("GEN", "INS") or self.words.articles else last

    def _military(self, first: int, last: int) -> bool:
        return any(i in self.defence for i in range(first - _NEAR, last + _NEAR))

    def govern(self, verb: Mention) -> None:
        """`Quru Qoşunlarına komandanlıq edən`: what a verb of commanding governs right before it."""
        body = self.body_end.get(verb.first)
        role = self.posts.get(("commander", body.value)) if body is not None and not body.has("weak") else None
        if body is not None and role is not None and role != verb.value:
            self.roles.remove(verb)
            self._put(body.first, verb.last, role, verb)

    def deputise(self, head: Mention) -> None:
        """`the deputy` beside an office makes it the deputy's."""
        for role in self.roles:
            beside = role.last == head.first if self.verb_final else role.first == head.last
            made = self.posts.get((_DEPUTY, role.value))
            if beside and made is not None and not role.has("plural"):
                self._put(min(head.first, role.first), max(head.last, role.last), made, head)
                return

    def prolong(self, head: Mention) -> None:
        """`Бас штабы бастығының орынбасары`: a deputy's words begin within those of the office above him."""
        for role in self.roles:
            made = self.posts.get((_DEPUTY, role.value))
            if made is not None and role.first < head.first < role.last < head.last and not role.has("plural"):
                self._put(role.first, head.last, made, head)
                return

    def _put(self, first: int, last: int, role: str, head: Mention) -> None:
        for known in self.roles:
            if known.first < last and first < known.last:
                within = first <= known.first and known.last <= last and (known.first, known.last) != (first, last)
                if not (within or known.has("weak")):
                    return
        self.roles = [r for r in self.roles if not (r.first < last and first < r.last)]
        inside = tuple(s.first for s in self.states if first <= s.first < last)
        flags = {flag: "" for flag in ("plural", "verb", "given", "former") if head.has(flag)}
        if head.case == "PL":
            flags["plural"] = ""
        entry = Entry("roles", role, " ".join(t.key for t in self.tokens[first:last]), flags)
        self.roles.append(Mention(first, last, "roles", role, head.case, entry, inside))
