"""Known holders of the highest offices tell the sides of an article apart, in every script, and state nothing else."""

from __future__ import annotations

from collections import Counter

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.extract.lexicon import read
from comity.facts import Tenure
from comity.names import parse, tables
from comity.names.office_holders import state_of_holder


def _states_of_offices(text: str) -> dict[str, str]:
    found = extract(Document(SourceId("a"), "a.txt", text))
    names = {person.key: person.names[0].text for person in found.persons}
    return {names[fact.person]: fact.state for fact in found.facts if isinstance(fact, Tenure)}


def test_the_table_names_full_names_once() -> None:
    rows = list(tables.rows("office-holders.tsv"))
    states = [state for state, _ in rows]
    assert states == sorted(set(states))
    assert set(states) <= {entry.value for entry in read("en").entries if entry.type == "states"}
    names = Counter(name for _, listed in rows for name in listed.split("; "))
    assert [name for name, times in names.items() if times > 1] == []
    assert [name for name in names if not parse(name).full] == []


@pytest.mark.parametrize(
    "name", ["Zakir Həsənov", "Закир Гасанов", "ذاكر حسنوف", "Zakir Hasanov", "Закир Ғасанов", "Zakir Hasanof"]
)
def test_a_name_is_known_in_every_script(name: str) -> None:
    assert state_of_holder(tuple(name.split()), ("AZ", "TR", "KZ")) == "AZ"


@pytest.mark.parametrize("name", ["Гасанов", "З. Гасанов", "Hasan Zakir", "Закир Гулиев", "Ali Hasan"])
def test_half_a_name_or_another_one_is_nobody(name: str) -> None:
    assert state_of_holder(tuple(name.split()), ("AZ", "TR", "SO")) is None


def test_an_office_without_a_state_is_of_the_state_of_its_known_holder() -> None:
    text = "Azerbaijan and Turkey reviewed their plans in Ankara. Chief of the General Staff Karim Valiyev spoke first."
    assert _states_of_offices(text) == {"Karim Valiyev": "AZ"}


def test_the_state_beside_an_office_goes_before() -> None:
    text = "Azerbaijan and Turkey reviewed their plans. Turkish Chief of the General Staff Karim Valiyev spoke first."
    assert _states_of_offices(text) == {"Karim Valiyev": "TR"}
