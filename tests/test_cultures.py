"""Of the sides of an article, the one where a name is usual: claimed only where it is usual with one of them alone."""

from __future__ import annotations

import pytest
from comity.names import tables
from comity.names.cultures import is_usual, usual_among, usual_in
from comity.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("name", "states", "usual"),
    [
        ("Matteo Bellandi", ("LB", "IT"), "IT"),
        ("Маттео Белландини", ("KZ", "IT"), "IT"),
        ("ماتيو بيرتيني", ("QA", "IT"), "IT"),
        ("Giorgi Lomidze", ("AZ", "GE"), "GE"),
        ("Гиоргий Ломидзе", ("AZ", "GE"), "GE"),
        ("Армен Саркисян", ("AM", "IR", "IN"), "AM"),
        ("Nguyen Van Hai", ("VN", "RU"), "VN"),
        ("Нгуен Ван Хай", ("VN", "RU"), "VN"),
        ("Park Sung-min", ("KR", "TR"), "KR"),
        ("Bambang Hartanto", ("AE", "ID"), "ID"),
        ("Shafiqul Islam", ("LK", "BD"), "BD"),
        ("Nimal Wickramasinghe", ("LK", "BD"), "LK"),
        ("Marko Petrović", ("RS", "EG"), "RS"),
        ("ماركو بيتروفيتش", ("RS", "EG"), "RS"),
        ("Bauyrzhan Seitkali", ("KZ", "TR"), "KZ"),
        ("Cüneyt Karabulut", ("SO", "TR"), "TR"),
        ("يشار غولر", ("QA", "TR"), "TR"),  # as Arabic writes a Turkish name
        ("راجنات سينغ", ("AM", "IN"), "IN"),
        ("Qustavo Fernandes", ("AZ", "BR"), "BR"),  # as Azerbaijani writes a Brazilian one
        ("Ләхагвасүрэн Батбаяр", ("MN", "KZ"), "MN"),
    ],
)
def test_a_name_tells_two_sides_apart(name: str, states: tuple[str, ...], usual: str) -> None:
    assert usual_in(tuple(name.split()), states) == usual


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("Ahmed Hassan", ("EG", "SD")),  # usual on both sides
        ("Sergei Ivanov", ("RU", "BY")),
        ("Ruslan Akhmetov", ("KZ", "RU")),
        ("Xqzw Vbnm", ("KZ", "RU")),  # usual nowhere
        ("Matteo Bellandi", ("IT",)),  # nothing to tell apart
        ("Matteo Bellandi", ()),
        ("", ("KZ", "IT")),
    ],
)
def test_where_both_or_none_fit_it_is_silent(name: str, states: tuple[str, ...]) -> None:
    assert usual_in(tuple(name.split()), states) is None


def test_those_it_fits_are_told_from_those_it_does_not() -> None:
    assert usual_among(("Hisham", "Abdel", "Latif"), ("EG", "DZ", "RU")) == {"EG", "DZ"}
    assert usual_among(("Nurlan", "Yeszhanov"), ("QA", "SA")) == frozenset()  # usual, and with none of them
    assert usual_among(("Xqzw", "Vbnm"), ("QA", "SA")) is None  # unknown


def test_a_name_is_surely_usual_only_far_more_than_with_the_others() -> None:
    assert is_usual(("Nurlan", "Yeszhanov"), "KZ", ("QA", "SA"))
    assert not is_usual(("Nurlan", "Asanov"), "KZ", ("KG", "SA"))
    assert not is_usual(("Ahmed", "Hasan"), "TR", ("QA", "SA"))


def test_the_table_names_states_that_exist_and_cultures_with_states() -> None:
    rows = list(tables.rows("cultures.tsv"))
    known = {row[0] for row in rows if row[1] == "states"}
    assert known == {row[0] for row in rows}
    codes = {code for _, kind, forms in rows if kind == "states" for code in forms.split()}
    assert codes <= set(vocabulary().states)
    assert {kind for _, kind, _ in rows} <= {"states", "given", "family", "ending", "beginning"}
