"""Two clocks: what held on a day, and what could have been known on a day."""

from __future__ import annotations

from pathlib import Path

import comity
import pytest
from comity.errors import ComityError


def test_what_was_told_later_was_not_known(curated_build: Path) -> None:
    graph = comity.open(curated_build)
    then = graph.known_on("2022-01-01")
    assert {row.agreement.curie for row in graph.agreements_in_force("2024-06-01")} == {
        "agreement:AZ-KZ-plan-2024",
        "agreement:CN-KZ-plan-2024",
        "agreement:KZ-RU-programme-2022-2024",
    }
    assert {row.agreement.curie for row in then.agreements_in_force("2024-06-01")} == {
        "agreement:KZ-RU-programme-2022-2024"
    }


def test_a_source_without_a_day_is_left_out_and_named(curated_build: Path) -> None:
    then = comity.open(curated_build).known_on("2030-01-01")
    assert then.undated_sources == ("000_da1ebc802e698c0d",)
    assert not then.query("SELECT ?x { ?x comity:participant state:BY }")


def test_conclusions_are_drawn_anew_from_what_was_known(curated_build: Path) -> None:
    then = comity.open(curated_build).known_on("2022-01-01")
    assert [row.other.curie for row in then.query("SELECT ?other { state:KZ comity:metWith ?other }")] == ["state:RU"]


def test_every_fact_that_was_known_has_evidence_that_was_public(curated_build: Path) -> None:
    then = comity.open(curated_build).known_on("2023-12-31")
    late = then.query(
        "SELECT ?fact { ?fact comity:evidence/oa:hasSource/comity:latest ?day FILTER(?day > '2023-12-31'^^xsd:date) }"
    )
    assert not late
    assert then.query("SELECT ?fact { ?fact comity:evidence ?e }")


@pytest.mark.parametrize(
    ("day", "held"),
    [("2021-11-09", {"yes"}), ("2021-11-08", {"unknown"}), ("2030-01-01", {"unknown"})],
)
def test_an_office_is_only_known_to_be_held_on_days_on_which_it_is_seen(
    curated_build: Path, day: str, held: set[str]
) -> None:
    rows = comity.open(curated_build).office_holders("RU", "defence-minister", on=day)
    assert {row.held for row in rows} == held


def test_a_day_that_is_none_is_said_in_a_sentence(curated_build: Path) -> None:
    with pytest.raises(ComityError, match="'June' is no day; write it as 2022-06-01"):
        comity.open(curated_build).known_on("June")
