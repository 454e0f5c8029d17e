"""Deployments: forces of a state serve abroad, alone or in a mission."""

from __future__ import annotations

from comity.extract.compose.draft import Draft, date_near
from comity.extract.page import Sentence
from comity.extract.reading import Reading
from comity.facts import Place

_NEVER = ("negation", "denial", "rumour", "wish", "conditional", "question", "modal", "cancelled")


def deployments(reading: Reading) -> list[Draft]:
    """A draft for each sender and place."""
    found: dict[tuple[str, object, str], Draft] = {}
    for sentence in reading.page.sentences:
        if sentence.kind != "body":
            continue
        events = sentence.of("events", "deploy", "withdraw")
        for event in events[:1]:
            if not sentence.cues(event.first).isdisjoint(_NEVER):
                continue
            for draft in _deployed(reading, sentence, event.first, event.value):
                key = (str(draft.slots["state"]), draft.slots["place"], str(draft.slots["status"]))
                found.setdefault(key, draft)
    return list(found.values())


def _deployed(reading: Reading, sentence: Sentence, at: int, event: str) -> list[Draft]:
    organisations = sentence.of("organisations")
    if not organisations and not sentence.of("institutions", "unit", "forces"):
        return []
    places: list[tuple[int, Place]] = []
    for s in sentence.states:
        if s.type == "states" and s.is_case("LOC", "LOCKI", "DAT", "ABL"):
            places.append((s.first, Place(country=s.iso)))
    for m in sentence.of("regions"):
        label, _, iso = m.value.partition("|")
        places.append((m.first, Place(country=iso) if iso else Place(label=label)))
    for m in organisations:
        _, bar, where = m.value.partition("|")
        if bar and not places:
            places.append((m.first, Place(country=where) if len(where) == 2 else Place(label=where)))
    if not places:
        return []
    located = {p.country for _, p in places}
    senders = [iso for iso in reading.frame.explicit(sentence) if iso not in located]
    if not senders and reading.frame.main and reading.frame.main not in located:
        senders = [reading.frame.main]
    if not senders:
        return []
    cues = sentence.cues(at)
    date = date_near(sentence, at)
    status = "current"
    if event == "withdraw" or (cues & {"past", "former"} and not cues & {"current", "ongoing"}):
        status = "past"
    if "planned" in cues:
        status = "planned"
    organisation = organisations[0].value.split("|")[0] if organisations else None
    return [
        Draft("deployment", {"state": senders[0], "place": place, "status": status, "organisation": organisation,
                             "date": date.value if date else None}, sentence, ("deployed",), 0.7, at, at + 1)
        for _, place in places[:3]
    ]
