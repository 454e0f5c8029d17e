"""EDTF and its bounds."""

from __future__ import annotations

import datetime

import pytest
from comity.dates import Bounds, DateError, bounds

day = datetime.date


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2024-04-25", day(2024, 4, 25), day(2024, 4, 25)),
        ("2024-02", day(2024, 2, 1), day(2024, 2, 29)),
        ("2024", day(2024, 1, 1), day(2024, 12, 31)),
        ("2022/2024", day(2022, 1, 1), day(2024, 12, 31)),
        ("2024-10-01/2024-10-09", day(2024, 10, 1), day(2024, 10, 9)),
        ("2014/..", day(2014, 1, 1), None),
        ("../2020-05", None, day(2020, 5, 31)),
    ],
)
def test_a_date_is_bounded_by_its_first_and_last_day(edtf: str, earliest: day | None, latest: day | None) -> None:
    assert bounds(edtf) == Bounds(earliest, latest)


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13", "2024-02-30", "25.04.2024", "2025/2024"])
def test_what_is_no_date_is_refused_in_a_plain_sentence(text: str) -> None:
    with pytest.raises(DateError, match=r"is no date in EDTF|ends before it begins"):
        bounds(text)


def test_an_open_side_overlaps_everything_on_that_side() -> None:
    assert bounds("2014/..").overlaps(bounds("2024-04-25"))
    assert not bounds("2014/..").overlaps(bounds("2013"))
