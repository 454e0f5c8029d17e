"""A person's office, as one sentence tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from comity.extract.people import Figure


@dataclass
class Office:
    """A person's office as one sentence tells of it."""

    sentence: int
    figure: Figure
    role: str
    state: str | None
    rank: str | None
    former: bool
    first: int
    last: int
    rule: str
    accredited_to: str | None = None
    weak: bool = False
    at: int = 0  # first token of the role
    at_last: int = 0  # token after its last
    ranks: dict[str, str] = field(default_factory=dict)  # state -> what the rank means in its army, where that differs
