"""Officials over documents: one person is one node, two never are, and a surname proves nothing."""

from __future__ import annotations

from itertools import permutations

from comity.nodes import Local, Node
from comity.resolve import Resolution, resolve
from comity.terms import COMITY, iri
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDFS, Literal
from telling import authority, official

HASANOV = [
    ("az", "Zakir Həsənov"),
    ("ru", "Закир Гасанов"),
    ("kk", "Закир Гасанов"),
    ("en", "Zakir Hasanov"),
    ("ar", "ذاكر حسنوف"),
    ("tr", "Zakir Hasanov"),
]


def people(resolution: Resolution) -> set[str]:
    return {str(name) for name in resolution.iri.values() if "/official/" in name}


def possible(resolution: Resolution) -> list[Node]:
    return [node for node in resolution.nodes if node.type == COMITY.PossibleMatch]


def test_one_minister_in_six_languages_is_one_node_with_the_english_label() -> None:
    nodes = [
        node
        for number, (language, name) in enumerate(HASANOV)
        for node in official(f"d{number}", "p1", (name, language), state="AZ", role="defence-minister")
    ]
    found = resolve(nodes)
    assert people(found) == {str(iri("official", "zakir-hasanov"))}
    label = Literal("Zakir Hasanov", lang="en")
    assert [n.properties for n in found.nodes if n.type == COMITY.Official] == [((RDFS.label, label),)]


def test_brothers_in_name_stay_two() -> None:
    nodes = official("d1", "p1", ("İlham Əliyev", "az"), state="AZ", role="head-of-state")
    nodes += official("d2", "p1", ("Гейдар Алиев", "ru"), state="AZ", role="head-of-state")
    assert len(people(resolve(nodes))) == 2


def test_namesakes_of_two_states_stay_two_and_their_names_say_which() -> None:
    nodes = official("d1", "p1", ("Murat Kaya", "en"), state="TR") + official(
        "d2", "p1", ("Мурат Кая", "ru"), state="KZ"
    )
    assert people(resolve(nodes)) == {str(iri("official", "murat-kaya-tr")), str(iri("official", "murat-kaya-kz"))}


def test_a_person_without_a_state_joins_neither_of_two_namesakes() -> None:
    nodes = official("d1", "p1", ("Murat Kaya", "en"), state="TR")
    nodes += official("d2", "p1", ("Murat Kaya", "en"), state="KZ")
    nodes += official("d3", "p1", ("Мурат Кая", "ru"))
    found = resolve(nodes)
    assert len(people(found)) == 3
    assert possible(found)


def test_surnames_never_merge_across_documents() -> None:
    nodes = official("d1", "p1", ("Həsənov", "az"), state="AZ", role="defence-minister")
    nodes += official("d2", "p1", ("Гасанов", "ru"), state="AZ", role="defence-minister")
    nodes += official("d3", "p1", ("Zakir Həsənov", "az"), state="AZ", role="defence-minister")
    found = resolve(nodes)
    assert len(people(found)) == 3
    assert len(possible(found)) == 2


def test_a_surname_is_the_one_official_whom_the_curator_has_for_that_office() -> None:
    nodes = authority("zakir-hasanov", ("Zakir Hasanov", "en"), state="AZ", role="defence-minister")
    nodes += official("d1", "p1", ("Həsənov", "az"), state="AZ", role="defence-minister")
    nodes += official("d2", "p1", ("Həsənov", "az"), state="AZ", role="ambassador")
    found = resolve(nodes)
    assert found.iri["d1", Local("p1")] == iri("official", "zakir-hasanov")
    assert found.iri["d2", Local("p1")] != iri("official", "zakir-hasanov")


def test_a_surname_that_two_officials_share_is_neither() -> None:
    nodes = authority("zakir-hasanov", ("Zakir Hasanov", "en"), state="AZ", role="defence-minister")
    nodes += official("d1", "p1", ("Rövşən Həsənov", "az"), state="AZ", role="deputy-defence-minister")
    nodes += official("d2", "p1", ("Həsənov", "az"), state="AZ", role="defence-minister")
    found = resolve(nodes)
    assert found.iri["d2", Local("p1")] != iri("official", "zakir-hasanov")
    assert len(possible(found)) >= 2


def test_an_initial_and_a_surname_join_the_holder_of_the_same_office() -> None:
    nodes = official("d1", "p1", ("Ruslan Jaksılıkov", "az"), state="KZ", role="defence-minister")
    nodes += official("d2", "p1", ("Р.Жақсылықов", "kk"), state="KZ", role="defence-minister")
    nodes += official("d3", "p1", ("М.Жақсылықов", "kk"), state="KZ", role="defence-minister")
    found = resolve(nodes)
    assert found.iri["d1", Local("p1")] == found.iri["d2", Local("p1")] != found.iri["d3", Local("p1")]


def test_an_iri_that_a_curator_gave_is_kept() -> None:
    nodes = authority("the-minister", ("Zakir Hasanov", "en"), state="AZ", role="defence-minister")
    nodes += official("d1", "p1", ("Закир Гасанов", "ru"), state="AZ", role="defence-minister")
    found = resolve(nodes)
    assert people(found) == {str(iri("official", "the-minister"))}
    assert not [node for node in found.nodes if node.type == COMITY.Official]


def test_two_officials_of_the_curator_are_never_merged_but_reported() -> None:
    nodes = authority("zakir-hasanov", ("Zakir Hasanov", "en"), state="AZ", role="defence-minister")
    nodes += authority("zakir-gasanov", ("Закир Гасанов", "ru"), state="AZ", role="defence-minister")
    [match] = possible(resolve(nodes))
    assert set(match.values(COMITY.candidate)) == {iri("official", "zakir-hasanov"), iri("official", "zakir-gasanov")}


def test_a_chain_of_spellings_does_not_bridge_two_officials_of_the_curator() -> None:
    nodes = authority("marat-sultanov", ("Marat Sultanov", "en"), state="KZ", role="ambassador")
    nodes += authority("murat-sultanov", ("Murat Sultanov", "en"), state="KZ", role="unit-commander")
    nodes += official("d1", "p1", ("Мрат Султанов", "ru"), state="KZ")
    found = resolve(nodes)
    assert len({iri("official", "marat-sultanov"), iri("official", "murat-sultanov"), *found.iri.values()}) >= 2


def test_a_document_more_of_other_people_changes_no_name() -> None:
    nodes = official("d2", "p1", ("Zakir Həsənov", "az"), state="AZ")
    before = resolve(nodes).iri["d2", Local("p1")]
    more = official("d1", "p1", ("Андрей Коваленок", "ru"), state="BY") + official(
        "d9", "p1", ("李明", "zh"), state="CN"
    )
    assert resolve(more + nodes).iri["d2", Local("p1")] == before


NODES = [
    node
    for number, (language, name, state) in enumerate(
        [
            ("az", "Zakir Həsənov", "AZ"),
            ("ru", "Закир Гасанов", "AZ"),
            ("az", "Həsənov", "AZ"),
            ("ru", "Мурат Кая", ""),
            ("tr", "Murat Kaya", "TR"),
            ("en", "Murat Kaya", "KZ"),
            ("ru", "З. Гасанов", "AZ"),
            ("ar", "ذاكر حسنوف", ""),
        ]
    )
    for node in official(f"d{number}", "p1", (name, language), state=state, role="defence-minister" if state else "")
]


@settings(max_examples=40, deadline=None)
@given(st.permutations(NODES))
def test_the_order_of_the_nodes_does_not_matter(shuffled: list[Node]) -> None:
    expected, found = resolve(NODES), resolve(shuffled)
    assert dict(found.iri) == dict(expected.iri)
    assert found.nodes == expected.nodes


def test_every_local_person_gets_a_name_whatever_it_is_called() -> None:
    for names in permutations([("", "en"), ("…", "en"), ("Ø", "en")], 1):
        nodes = official("d1", "p1", *names)
        assert resolve(nodes).iri["d1", Local("p1")].startswith(str(iri("official", "")))
