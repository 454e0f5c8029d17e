"""Which words for an area say that states cooperate in it, and which only name what somebody has, trains or does.

A word for an area counts beside a word of talking, agreeing, signing, helping, or of what is done by both; exchanges
of information and experience are done by two anyway. It does not count inside the name of an office or body, as what an
exercise trains, under a denial, or where it is an arm that nobody makes, keeps or hands over.
"""

from __future__ import annotations

from comity.extract.compose.denials import is_denied
from comity.extract.compose.exercise_names import exercise_names
from comity.extract.mention import Mention
from comity.extract.sentence import Sentence, once
from comity.extract.tokens import MARK

_TRIGGERS = frozenset({"discuss", "cooperate", "agree", "sign", "approve", "study", "supply", "topic", "mutual"})
_OF_DOCUMENTS = frozenset({"sign", "approve"})  # Arabic `they signed` is also `they spent`
_IN_FORCE = ("in-force", "valid")
#: Who is taught in these is not said to study: `training of submarine crews`, `of peacekeepers`, `of commandos`.
_TAUGHT_IN = frozenset(
    {"naval", "peacekeeping", "special-operations", "military-medicine", "demining", "cyber-security"}
)
_MUTUAL = frozenset({"intelligence", "experience-exchange"})  # exchanging and sharing is done by two
_IN = frozenset({"LOC", "LOCKI"})
_PHRASE = 2  # words of an area; more say what is done for it: `the preparation of peacekeepers`
_LETTERED = 2  # `a)`, `12.`
_ITEM = frozenset("*•-■●▪◆·►✓")  # a longer dash opens speech
_BODIES = ("ministry", "staff", "embassy", "parliament", "government")


@once
def triggers_of(sentence: Sentence) -> list[Mention]:
    """The words beside which an area may be one of cooperation, none inside the name of a body: `training ship`."""
    bodies = [m for m in sentence.of("institutions", "ships", "school") if m.last - m.first > 1]
    meant = _TRIGGERS if sentence.of("kinds") else _TRIGGERS - _OF_DOCUMENTS
    return [
        e for e in sentence.of("events") if e.value in meant and not any(m.first <= e.first < m.last for m in bodies)
    ]


def is_item(sentence: Sentence) -> bool:
    """Whether it is one of a list: what the line before the list says governs them all."""
    first, *rest = (token.text for token in sentence.tokens)
    return first in _ITEM or (len(first) <= _LETTERED and bool(rest) and rest[0] in ").")


def is_taught(sentence: Sentence, area: Mention) -> bool:
    """Whether it says that somebody studies somewhere."""
    return area.has("self") or (area.value == "military-education" and bool(sentence.of("events", "study")))


def counts(sentence: Sentence, area: Mention, triggers: list[Mention], carried: bool) -> bool:
    """Whether the area is one of cooperation here; `carried`: the sentence before says what all this is about."""
    if area.value == "none":
        return False
    if _is_name(sentence, area) or _reaches_over(sentence, area):
        return False
    titled = not area.has("self") and any(  # a verb makes it speech
        a <= area.first < b and not any(a <= kind.first < b for kind in sentence.of("kinds"))
        for a, b in sentence.quoted
    )
    if titled or _is_content(sentence, area) or _is_service(sentence, area):
        return False
    if is_denied(sentence, area):
        return False
    a, b = sentence.clause(area.first)
    nations = {state.iso for state in sentence.states if a <= state.first < b}
    ours = any(a <= m.first < b for m in [*sentence.of("plurals", "ours"), *sentence.of("service", "ours")])
    between = len(nations) > 1 or (len(nations) == 1 and ours)  # `the Portuguese train our divers`
    if area.has("self") and (between if area.has("weak") else carried or _at_school(sentence, area)):
        return True
    if area.has("thing") and not _is_supplied(sentence, area):
        return False
    if sentence.verb_final and any(e.first == area.last for e in sentence.of("events", "meet")):
        return True  # `bakımını görüştü`: what stands right before the verb was talked about
    if area.has("weak"):
        return any(a <= t.first < b and _is_beside(area, t) for t in triggers) or (carried and is_item(sentence))
    if area.value == "intelligence" and any(a <= m.first < b for m in sentence.of("topics", "press")):
        return False  # shared with reporters
    within = [e for e in sentence.of("events", "mutual") if area.first <= e.first < area.last]
    if area.last - area.first > 1 and (area.value in _MUTUAL or (within and area.value == "military-education")):
        return True
    seen = sentence.of("events", "visit")  # who goes round a hospital has not agreed on anything
    both = [] if seen else sentence.of("plurals", "both-states", "both-sides", "both-ministers", "all-states")
    in_force = bool(sentence.of("kinds")) and not sentence.cues(area.first).isdisjoint(_IN_FORCE)
    beside = [t for t in triggers if _is_beside(area, t) and not (t.value == "study" and _is_cut(sentence, area, t))]
    return bool(beside or both) or carried or in_force


def _is_beside(area: Mention, trigger: Mention) -> bool:
    """Whether the word is no part of the area itself; between two words of it stands what is done by both."""
    between = " .. " in area.entry.form and area.first < trigger.first and trigger.last < area.last
    outside = trigger.first < area.first or trigger.first >= area.last
    return outside or (between and trigger.value in {"mutual", "cooperate"})


def _is_cut(sentence: Sentence, area: Mention, trigger: Mention) -> bool:
    """Whether a comma stands between an area and a word for teaching: somebody else is taught there."""
    a, b = min(area.last, trigger.last), max(area.first, trigger.first)
    return any(t.kind == MARK and t.text in ",،" for t in sentence.tokens[a:b])


def _is_name(sentence: Sentence, area: Mention) -> bool:
    """Whether it is part of the name of an office, a body, a rank or an exercise."""
    covering = [*sentence.of("roles"), *sentence.of("organisations"), *sentence.of("institutions", *_BODIES)]
    if any(m.first <= area.first and area.last <= m.last for m in covering):
        return True
    for m in sentence.of("areas"):
        if m.value == "none" and m.first <= area.first < m.last:
            return True
        inside = m.first <= area.first and area.last <= m.last and m.last - m.first > area.last - area.first
        if inside and m.value != area.value and area.has("weak") and area.last - area.first == 1:
            return True  # `training` in `training of officers`
        joined = inside and any(m.first <= link.first < m.last for link in sentence.of("links", "and"))
        if inside and not joined and area.value == "military-education" and m.value in _TAUGHT_IN:
            return True
        if inside and area.value == "military-technical" and m.value == "logistics":
            return True  # `modernisation` in `modernisation of the air base`
        if area.value == "combat-training" and m.value == "military-education" and _is_theirs(sentence, area, m):
            return True
    if area.value != "military-education" and _is_of_school(sentence, area):
        return True
    bodies = sentence.of("bodies", "department")
    if sentence.verb_final:  # `Barışı Destekleme Dairesi Başkanı`
        headed = {m.first for m in sentence.of("heads")}
        bodied = any(m.first == area.last and m.last in headed for m in bodies)
    else:
        taught = {i for m in sentence.of("areas") for i in range(m.first, m.last)}
        of = sentence.words_of("links", "of")  # `heads the Department of Combat Training`
        ends = (area.first, area.first - 1) if area.first - 1 in of else (area.first,)
        bodied = any(m.last in ends and m.first not in taught for m in bodies)
    joined = bool(sentence.conjunctions)  # Arabic has ranks such as `lieutenant general of special forces`
    ranked = joined and any(m.last == area.first for m in sentence.of("ranks"))
    called = area.value == "combat-training" and any(area.last in (a, a - 1) for a, _ in sentence.quoted)
    return bodied or ranked or called


def _is_service(sentence: Sentence, area: Mention) -> bool:
    """Whether it says that peacekeepers serve or served in a mission, and of no talks, agreement or training."""
    if area.value != "peacekeeping" or area.has("self") or area.last - area.first > _PHRASE:
        return False
    a, b = sentence.clause(area.first)
    serve = [*sentence.of("events", "deploy"), *sentence.of("service", "now", "then")]
    told = sentence.of("events", "discuss", "agree", "sign", "approve", "cooperate", "mutual", "study")
    return any(a <= m.first < b for m in serve) and not any(a <= e.first < b for e in told)


def _is_theirs(sentence: Sentence, area: Mention, taught: Mention) -> bool:
    """Whether the same words say who is trained together: `the joint training of pilots` is no combat training."""
    across = taught.first < area.last and area.first < taught.last
    more = taught.first < area.first or taught.last > area.last
    return (
        across and more and any(area.first <= e.first < area.last for e in sentence.of("events", "mutual", "cooperate"))
    )


def _is_of_school(sentence: Sentence, area: Mention) -> bool:
    """Whether it is what a school is of: `naval academy`, `теңіз академиясы`, `institute of military medicine`."""
    if area.last - area.first > 1:
        return False
    schools = [*sentence.of("institutions", "school"), *sentence.of("bodies", "school")]
    if any(m.first == area.last for m in schools):
        return True
    return bool(sentence.conjunctions) and any(m.last == area.first for m in schools)  # an adjective follows


def _reaches_over(sentence: Sentence, area: Mention) -> bool:
    """Whether two words of it enclose another area, or the second is another verb's (`ele aldı`, and not `aldı`).

    In `exchange of information and doctors` no doctors are exchanged.
    """
    if " .. " not in area.entry.form:
        return False
    if any(area.first < e.first < area.last - 1 < e.last for e in sentence.of("events", "discuss", "agree")):
        return True
    inner = [
        m
        for m in sentence.of("areas")
        if m.value not in (area.value, "none")
        and not (m.value == "military-education" and area.value in _TAUGHT_IN)
        and not (m.value == "combat-training" and area.value == "military-education" and _is_theirs(sentence, m, area))
        and area.first <= m.first
        and m.last <= area.last
        and 1 < m.last - m.first < area.last - area.first
    ]
    arms = area.value == "military-technical"  # `gemileri limanda yakıt aldı`: they took fuel
    return any(arms or (m.last == area.last if sentence.verb_final else m.first == area.first) for m in inner)


def _at_school(sentence: Sentence, area: Mention) -> bool:
    """Whether who studies does so at a school, in a town or abroad, or as a cadet: others read prayers and reports."""
    pupils = any(area.first <= m.first < area.last for m in sentence.of("topics", "military"))  # `trains the soldiers`
    if area.value != "military-education" or pupils:
        return True
    others = [m for m in sentence.of("areas", area.value) if m is not area and not area.first <= m.first < area.last]
    a, b = sentence.clause(area.first)
    where = [*sentence.of("institutions", "school"), *sentence.of("bodies", "school")]
    where += [town for town in sentence.towns if sentence.case_of(town) in _IN]
    nations = {s.iso for s in sentence.states if s.type != "cities"}
    return bool(others or any(a <= m.first < b for m in where)) or len(nations) > 1


def _is_supplied(sentence: Sentence, thing: Mention) -> bool:
    """Whether arms are made, kept or handed over in the clause: others are aimed at, shot down, or give data."""
    a, b = sentence.clause(thing.first)
    told = sentence.of("events", "supply", "make") + [
        m
        for m in sentence.of("areas", thing.value)
        if not m.has("thing") and m.last - m.first > 1 and not _reaches_over(sentence, m)
    ]
    return any(a <= m.first < b for m in told)


def _is_settled(sentence: Sentence, first: int, last: int) -> bool:
    """Whether tokens[first:last] tell of talks or agreements, or of what is done by both."""
    told = sentence.of("events", "discuss", "agree", "sign", "approve", "cooperate", "mutual", "study", "supply")
    return any(first <= e.first < last for e in told) or bool(sentence.of("kinds"))


def _is_content(sentence: Sentence, area: Mention) -> bool:
    """Whether the area is what an exercise of the same clause trains, or that exercise itself."""
    if any(
        kind.last == area.first or (sentence.verb_final and area.last == kind.first) for kind in sentence.of("kinds")
    ):
        return False  # `the plan of joint training`
    a, b = sentence.clause(area.first)
    discussed = any(a <= e.first < b for e in sentence.of("events", "discuss", "agree"))
    by_name = not discussed and bool(exercise_names(sentence, known=False))
    bare = not sentence.quoted and not sentence.dates and not by_name
    subjects = [
        m for m in sentence.of("areas", "combat-training") if bare
    ]  # joint exercises as something to talk about
    drills = [
        m
        for m in sentence.of("exercises", "exercise")
        if a <= m.first < b and not m.has("series") and not any(s.first <= m.first < s.last for s in subjects)
    ]
    if not drills and area.value != "combat-training" and not _is_settled(sentence, a, b):
        drills = [m for m in sentence.of("exercises", "exercise") if not m.has("series")]
    if not drills:
        return False
    if area.value == "combat-training":
        named = [
            first
            for first, _ in sentence.quoted
            if not sentence.tokens[first].text[:1].islower()
            and sentence.tokens[first - 1].text != "("
            and a <= first < b
        ]
        return bool(named) or by_name or (not discussed and any(a <= d.first < b for d in sentence.dates))
    return not discussed
