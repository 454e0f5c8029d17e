"""Where a visit went: the state and the town to which the words of an event lead, the surest words first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from comity.extract.compose.draft import capital_of, place_in
from comity.extract.compose.scene import scenes_of, seats
from comity.extract.mention import Mention
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence
from comity.facts import Place

_OWNER: Final = 2  # words between the capital and its state
_COMMAS: Final = frozenset(",،(")
_PORT: Final = 3  # words between a state and its port
_LEFT: Final = 5  # words between a verb of leaving and the town
_TOLD: Final = 3  # sentences in which a port was named
_LED: Final = 5  # words between those who lead, a delegation and where it went
_NAME: Final = 4  # tokens of a ship's name between its marks
_MEANT: Final = 2  # sentences before `there` that name the town


class Destination(NamedTuple):
    """The state visited, the town if it is known, and the rule."""

    host: str
    place: Place | None
    rule: str


def sends(reading: Reading, sentence: Sentence, event: Mention) -> Iterator[Destination]:
    """Where a delegation went whose head is told: `headed a delegation to Windhoek`."""
    a, b = sentence.clause(event.first)
    for d in sentence.of("institutions", "delegation"):
        far = min(abs(d.first - event.last), abs(event.first - d.last)) > _LED
        others = any(min(d.first, event.last) <= e.first < max(d.first, event.first) for e in sentence.of("events"))
        if not a <= d.first < b or (far and (others or sentence.verb_final)):
            continue
        for m in sentence.towns:
            if 0 <= m.first - d.last <= _LED and "DAT" in sentence.case_of(m).split("/"):
                iso, place = _place(m)
                yield Destination(iso, place, "delegation-led-to")
        for s in sentence.states:
            if 0 <= s.first - d.last <= _LED and s.type == "states" and s.is_goal and s.is_case("DAT"):
                yield Destination(s.iso, None, "delegation-led-to")


class Trip(NamedTuple):
    """An event of travel within tokens[first:last] of a sentence."""

    reading: Reading
    sentence: Sentence
    event: Mention
    first: int
    last: int

    def spans(self, m: Mention) -> bool:
        """Whether the mention begins in the trip's words."""
        return self.first <= m.first < self.last

    def behind(self, at: int) -> bool:
        """Whether token `at` stands where a goal does not: before the event, unless verbs are last."""
        return not self.sentence.verb_final and at < self.event.first

    def owned(self, at: int) -> bool:
        """Whether a state at token `at` is the owner of an office or body right before it (`أركان الجيش لموزمبيق`)."""
        if self.sentence.verb_final or not self.reading.page.matcher.clitics:
            return False
        return any(m.last == at for type_ in ("roles", "institutions") for m in self.sentence.of(type_))

    def ship(self, m: Mention) -> bool:
        """Whether a town is only the name of a ship: `the “Oral” and the “Semey” dropped anchor`."""
        quoted = any(a <= m.first < b and b - a <= _NAME for a, b in self.sentence.quoted)
        return quoted and bool(self.sentence.of("institutions", "ships"))

    def cited(self, m: Mention) -> bool:
        """Whether a capital is only the source of what is told: `citing Delhi`."""
        words = self.sentence.of("links", "citing")
        if self.sentence.verb_final:
            return any(0 <= w.first - m.last <= 1 for w in words)
        return any(0 <= m.first - w.last <= 1 for w in words)

    def case(self, m: Mention) -> set[str]:
        """The cases that the mention may be in."""
        return set(self.sentence.case_of(m).split("/"))


def destinations(reading: Reading, sentence: Sentence, event: Mention) -> Iterator[Destination]:
    """Where the event may lead, the surest first: by the words of its clause, else by those of its sentence."""
    a, b = sentence.clause(event.first)
    spans = [(a, b)]
    if len(sentence.clauses) > 1 and not event.has("weak") and reading.on("destination-in-sentence"):
        spans.append((0, len(sentence.tokens)))
    for first, last in spans:
        trip = Trip(reading, sentence, event, first, last)
        for way in _WAYS:
            found = next((d for d in way(trip) if reading.on(d.rule)), None)
            if found is not None:
                yield found


def _town(trip: Trip) -> Iterator[Destination]:
    """To or in a town; to it only, where the verb may mean that something took place (`өтті`, `keçən`)."""
    taken = seats(trip.sentence)
    held = trip.event.value == "arrive" and any(e.first == trip.event.first for e in trip.sentence.of("events", "hold"))
    towns = []
    for m in trip.sentence.towns:
        case = trip.case(m)
        called = trip.event.value == "port-call" and m.first == trip.event.last  # `a visit to the port of Dakar`
        to = case & ({"DAT"} if held else {"DAT", "LOC"}) and not case & {"GEN", "NOM"}
        next_port = any(
            e.last in (m.first, m.first - 1) for e in trip.sentence.of("events", "depart")
        )  # `sailed for X`
        other = next_port or trip.owned(m.first) or trip.cited(m) or trip.ship(m)
        if trip.spans(m) and m.first not in taken and (called or to) and not other:
            towns.append((not called, trip.behind(m.first), "DAT" not in case, m.first, m))
    if towns:
        iso, place = _place(min(towns, key=lambda t: t[:4])[4])
        yield Destination(iso, place, "visit-to-town")


def _of_state(trip: Trip) -> Iterator[Destination]:
    """`docked at the port of Mombasa, Kenya`: a town that the lexicon does not know, and its state."""
    sentence, tokens = trip.sentence, trip.sentence.tokens
    for s in sentence.states:
        at = s.first - 2
        if s.type != "states" or not trip.first < at < trip.last or tokens[at + 1].text not in _COMMAS:
            continue
        while at > trip.first and tokens[at].capital and tokens[at - 1].capital:
            at -= 1
        places = [m for m in sentence.of("links", "to", "in", "into-or-in", "of") if at - _OWNER <= m.last <= at]
        if tokens[at].capital and places and trip.event.first < s.first and not sentence.of("roles"):
            words = sentence.tokens[at : s.first - 1]
            label = " ".join(t.text for t in words)
            yield Destination(s.iso, Place(label, s.iso, trip.reading.page.language), "visit-to-town-of-state")


def _our_country(trip: Trip) -> Iterator[Destination]:
    """To our country; it is the object of the verb too (`ülkemizi ziyaret etti`, `يزور المملكة`)."""
    home = trip.reading.frame.home
    if not home:
        return
    for m in trip.sentence.of("plurals", "our-country"):
        beside = not trip.event.has("noun") and (m.last == trip.event.first or trip.event.last == m.first)
        goal = trip.case(m) & {"LOC", "DAT"} or (beside and "GEN" not in trip.case(m))
        if trip.spans(m) and goal:
            yield Destination(home, place_in(trip.sentence, trip.first, trip.last), "visit-to-our-country")


def _capital(trip: Trip) -> Iterator[Destination]:
    """To the capital of the state beside it."""
    language = trip.reading.page.language
    for m in trip.sentence.of("plurals", "capital"):
        if not trip.spans(m):
            continue
        owners = [
            s
            for s in trip.sentence.states
            if s.type != "cities" and m.first - _OWNER <= s.first <= m.last + _OWNER and not s.is_case("LOCKI")
        ]
        if owners:
            yield Destination(owners[0].iso, capital_of(language, owners[0].iso), "visit-to-capital")


def _land(trip: Trip) -> Iterator[Destination]:
    """To the land of a state: `қырғыз жеріне`, `на киргизскую землю`."""
    for m in trip.sentence.of("plurals", "land"):
        owners = [s for s in trip.sentence.states if s.last == m.first and s.type != "cities"]
        if trip.spans(m) and owners and not trip.behind(m.first):
            yield Destination(owners[0].iso, place_in(trip.sentence, trip.first, trip.last), "visit-to-land")


def _object(trip: Trip) -> Iterator[Destination]:
    """`visited Laos`, `reached Dhaka`, `Laos'u ziyaret etti`."""
    if trip.event.has("noun") or trip.event.has("weak") or trip.event.value not in {"visit", "arrive"}:
        return
    if trip.event.value == "arrive" and trip.event.last - trip.event.first > 1:
        return  # `left for Addis Ababa`
    for s in trip.sentence.states:
        final = trip.sentence.verb_final
        beside = (s.first == trip.event.last and not final) or (s.last == trip.event.first and s.is_case("ACC"))
        if beside and trip.first <= s.first < trip.last and s.type != "adjectives":
            town = capital_of(trip.reading.page.language, s.iso) if s.type == "cities" else None
            yield Destination(s.iso, town, "visit-object")


def _compound(trip: Trip) -> Iterator[Destination]:
    """`Zimbabve ziyaretini tamamladı`, `Tahran ziyareti`: the state or town right before the noun that it completes."""
    if not trip.sentence.verb_final or trip.event.value != "visit":
        return
    for s in trip.sentence.states:
        if s.last == trip.event.first and s.type != "adjectives" and s.is_case("NOM") and not s.is_case("GEN"):
            town = Place(s.place, s.iso) if s.type == "cities" else None
            yield Destination(s.iso, town, "visit-compound")


def _state(trip: Trip) -> Iterator[Destination]:
    """To or in a state."""
    for s in sorted(trip.sentence.states, key=lambda s: (trip.behind(s.first), s.first)):
        if trip.first <= s.first < trip.last and s.type == "states" and s.is_goal and not trip.owned(s.first):
            yield Destination(s.iso, place_in(trip.sentence, trip.first, trip.last), "visit-to-state")


def _port(trip: Trip) -> Iterator[Destination]:
    """Ships at a town that is no capital; in a port of a state."""
    if not trip.sentence.of("institutions", "ships") and trip.event.value != "port-call":
        return
    for m in trip.sentence.towns:
        if not m.has("capital") and trip.spans(m) and not trip.case(m) & {"ABL"} and not trip.ship(m):
            iso, place = _place(m)
            yield Destination(iso, place, "ships-in-port")
    ships = {m.first for m in trip.sentence.of("institutions", "ships")}
    for m in [*(g for g in trip.sentence.of("exercises", "ground") if g.first not in ships), trip.event]:
        for s in trip.sentence.states:
            before = trip.sentence.verb_final and m.first - _PORT <= s.last <= m.first
            after = not trip.sentence.verb_final and m.last <= s.first <= m.last + _PORT
            after = after and (m is trip.event or bool(trip.case(m) & {"LOC", "DAT"}))  # `Корабль ВМС Индии` is none
            before = before and not any(
                s.last <= ship.first < m.last for ship in trip.sentence.of("institutions", "ships")
            )
            if trip.event.value == "port-call" and s.type != "cities" and s.is_case("GEN") and (before or after):
                yield Destination(s.iso, None, "ships-in-port")


def _last_port(trip: Trip) -> Iterator[Destination]:
    """`The ships lay alongside from 4 to 7 October`: in the port of which the sentences right before speak."""
    towns = [m for m in trip.sentence.towns if not trip.cited(m)]
    if trip.event.value != "port-call" or not trip.sentence.of("institutions", "ships") or towns:
        return
    at = trip.sentence.index
    for before in reversed(trip.reading.page.sentences[max(0, at - _TOLD) : at]):
        kinds = [i for m in before.of("links", "town") for i in (m.first - 1, m.last)]
        calls = before.of("events", "port-call")
        for m in before.towns:
            beside = m.first in kinds or m.last - 1 in kinds
            if beside or (calls and set(before.case_of(m).split("/")) & {"LOC", "DAT"}):
                iso, place = _place(m)
                yield Destination(iso, place, "ships-in-last-port")


def _there(trip: Trip) -> Iterator[Destination]:
    """`He flew there on Monday`, `a patrol ship came to the harbour`: the town or state of which was just spoken."""
    for m in trip.sentence.of("plurals", "thither"):
        named = any(t.first == m.last for t in trip.sentence.towns)
        if not trip.spans(m) or named or trip.event.value not in {"visit", "arrive", "port-call"}:
            continue
        if trip.sentence.verb_final and m.first >= trip.event.last:
            continue  # `having visited the command post, was told of the work done there`
        meant = meant_by_there(trip.reading, trip.sentence, m.first)
        if meant is not None and meant.country is not None:
            yield Destination(meant.country, meant, "visit-there")
        return


def meant_by_there(reading: Reading, sentence: Sentence, at: int) -> Place | None:
    """The place that `there` at token `at` means: the last town or state named before it, else that of the scene."""
    for index in range(sentence.index, max(-1, sentence.index - 1 - _MEANT), -1):
        before = reading.page.sentences[index]
        if index < sentence.index and scenes_of(reading).is_past(before):
            continue
        end = at if index == sentence.index else len(before.tokens)
        taken = seats(before)
        towns = [m for m in before.towns if m.last <= end and m.first not in taken]
        placed = [m for m in towns if {"LOC", "DAT"} & set(before.case_of(m).split("/"))] or towns
        if placed and index < sentence.index:
            return _place(placed[-1])[1]
        if placed and placed[-1] in towns and {"LOC", "DAT"} & set(before.case_of(placed[-1]).split("/")):
            return _place(placed[-1])[1]
        lands = [s for s in before.states if s.type == "states" and s.last <= end and s.is_case("LOC", "DAT", "NOM")]
        if lands and index < sentence.index and not before.of("roles"):
            return Place(country=lands[-1].iso)
    return scenes_of(reading).at(sentence).town


def _back_from(trip: Trip) -> Iterator[Destination]:
    """`returned from Paris after a visit`, `is back from Paris, where he was a guest`."""
    guest = trip.sentence.of("events", "depart") and trip.sentence.of("plurals", "guest")
    if not guest and not trip.sentence.of("events", "visit", "port-call"):
        return
    for m in trip.sentence.towns:
        if trip.spans(m) and ("ABL" in trip.case(m) or _is_left(trip, m)):
            iso, place = _place(m)
            yield Destination(iso, place, "back-from-visit")


def _is_left(trip: Trip, m: Mention) -> bool:
    """Whether a town is what somebody left: `покинули в воскресенье Маскат`, `Maskatı tərk edib`."""
    for e in trip.sentence.of("events", "depart"):
        if trip.sentence.verb_final:
            if e.first == m.last and "ACC" in trip.case(m):
                return True
        elif e.last <= m.first <= e.last + _LEFT and trip.case(m) <= {"NOM", "ACC", "GEN"}:
            return not e.has("noun")
    return False


def _place(m: Mention) -> tuple[str, Place]:
    iso, _, label = m.value.partition("|")
    return iso, Place(label=label, country=iso)


_WAYS: Final[tuple[Callable[[Trip], Iterator[Destination]], ...]] = (
    _town, _of_state, _our_country, _capital, _land, _object, _compound, _state, _port, _last_port, _back_from,
    _there,
)  # fmt: skip
