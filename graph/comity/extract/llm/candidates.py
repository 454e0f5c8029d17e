"""What a model is asked for: candidates of facts, each slot with the words that it was read from.

The same types give the JSON schema that is sent and the check of what comes back.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec


class Slot(msgspec.Struct, frozen=True):
    """A value, and the words of the article that say it, copied letter by letter."""

    value: str
    surface: str


class Figure(msgspec.Struct, frozen=True):
    """A person as named in the article, with what the article says of their office."""

    surface: str
    latin: str = ""
    state: Slot | None = None
    role: str | None = None
    rank: str | None = None


class Candidate(msgspec.Struct, frozen=True):
    """One fact that the model believes the article states. Slots that the type does not have stay empty."""

    type: Literal["meeting", "visit", "agreement", "exercise", "office", "deployment", "cooperation"]
    quote: str
    polarity: Literal["stated", "planned", "denied", "wished"]
    states: list[Slot] = []  # visit: the visitor first, then the host; deployment: who sends
    persons: list[Figure] = []  # visit: the head; agreement: those who signed; office: who holds it
    date: Slot | None = None
    period: Slot | None = None
    place: Slot | None = None
    name: str | None = None  # of an exercise, or the title of an agreement, as in the article
    kind: str | None = None
    status: str | None = None
    area: str | None = None
    organisation: str | None = None
    former: bool = False


class Answer(msgspec.Struct, frozen=True):
    """All candidates of one article."""

    facts: list[Candidate]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    return msgspec.json.schema(Answer)
