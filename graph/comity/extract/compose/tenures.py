"""Offices: from the offices that were bound to names, one draft for each person, state and role."""

from __future__ import annotations

from comity.extract.compose.draft import Draft
from comity.extract.reading import Reading


def tenures(reading: Reading) -> list[Draft]:
    """One draft for each office of each person; a present and a former one are two."""
    found: dict[tuple[str, str, str], Draft] = {}
    for office in reading.offices:
        state = office.state or office.figure.state
        if (
            state is None
            or office.role == "none"
            or (office.rule.endswith("state-of-frame") and not reading.on("state-of-frame"))
        ):
            continue
        key = (office.figure.key, state, office.role)
        known = found.get(key)
        if known is not None:
            known.slots["rank"] = known.slots["rank"] or office.rank
            continue
        sentence = reading.page.sentences[office.sentence]
        confidence = 0.95 if "+" not in office.rule else 0.8
        found[key] = Draft(
            "office",
            {
                "person": office.figure,
                "state": state,
                "role": office.role,
                "rank": office.rank,
                "former": office.former,
                "accredited_to": office.accredited_to,
            },
            sentence,
            tuple(office.rule.split("+")),
            confidence,
            office.first,
            office.last,
        )
    return list(found.values())
