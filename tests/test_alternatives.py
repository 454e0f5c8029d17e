"""Forms of the lexicon that are written once for many."""

from __future__ import annotations

import pytest
from comity.extract.alternatives import Alternatives


def test_a_bracket_stands_for_each_of_its_alternatives() -> None:
    assert Alternatives().expand("(chief|head) of (general|) staff") == [
        "chief of general staff", "chief of staff", "head of general staff", "head of staff",
    ]  # fmt: skip


def test_a_named_list_may_grow_over_several_lines() -> None:
    lists = Alternatives()
    lists.name(":forces", "army|navy")
    lists.name(":forces", "air force")
    assert lists.expand("(:forces|fleet) chief") == ["army chief", "navy chief", "air force chief", "fleet chief"]


def test_a_list_that_no_line_names_is_an_error() -> None:
    with pytest.raises(KeyError, match=":forces"):
        Alternatives().expand("chief of (:forces)")
