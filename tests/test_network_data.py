"""The data contract: what the graph holds reaches the page whole, once, in one order, and safely."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from comity.errors import ComityError
from comity.network import data, earlier_positions, graph, page
from comity.network.analysis import centrality, changes, communities, shared
from comity.network.data import as_json
from comity.network.page import LANGUAGES
from conftest import loaded

SAMPLE = Path(__file__).parent / "network" / "sample.trig"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return loaded(SAMPLE)


@pytest.fixture(scope="module")
def content(store: ox.Store) -> dict[str, Any]:
    return data(store)


def fact(content: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in content["facts"] if each["id"] == name)


def node(content: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in content["nodes"] if each["id"] == name)


def told(content: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [content["tellings"][i] for i in fact(content, name)["t"]]


def test_what_two_graphs_tell_is_one_fact_with_two_tellings(content: dict[str, Any]) -> None:
    tellings = told(content, "meeting:baku participant state:AZ")
    assert [telling["graph"] for telling in tellings] == ["b1", "curated/b1"]
    assert [telling["confidence"] for telling in tellings] == [0.9, 1.0]


def test_a_visitor_is_not_a_participant_a_second_time(content: dict[str, Any]) -> None:
    visit = [each["p"] for each in content["facts"] if each["s"] == "visit:baku"]
    assert sorted(visit) == ["head", "host", "visitor"]


def test_an_office_is_a_line_from_the_person_to_the_state(content: dict[str, Any]) -> None:
    office = fact(content, "tenure:shoigu")
    assert (office["s"], office["o"], office["role"]) == ("official:sergei-shoigu", "state:RU", "role:defence-minister")
    assert told(content, "tenure:shoigu")[0]["rank"] == "rank:colonel-general"


def test_a_cooperation_is_a_line_between_two_states(content: dict[str, Any]) -> None:
    naval = fact(content, "cooperation:naval")
    assert (naval["s"], naval["o"]) == ("state:AZ", "state:KZ")
    assert told(content, "cooperation:naval")[0]["areas"] == ["area:naval"]
    assert content["codes"]["area:naval"] == {"en": "naval cooperation"}


def test_what_was_only_inferred_is_no_fact(content: dict[str, Any]) -> None:
    assert not any(each["id"].endswith("participant official:ruslan-zhaqsylyqov") and "visit" in each["id"]
                   for each in content["facts"])  # fmt: skip
    assert not any("relation" in each["s"] for each in content["facts"])


def test_a_line_to_what_has_no_class_is_left_out_and_the_page_is_drawn() -> None:
    unclassed = ox.Store()
    unclassed.load(path=str(Path(__file__).parent / "infer" / "small.trig"), format=ox.RdfFormat.TRIG)
    found = data(unclassed)
    names = {each["id"] for each in found["nodes"]}
    assert "official:ann" not in names
    assert found["facts"]
    assert all({each["s"], each["o"]} <= names for each in found["facts"])
    assert "</html>" in page(unclassed)


def test_every_quotation_keeps_its_place_and_its_language(content: dict[str, Any]) -> None:
    quote = content["quotes"][told(content, "agreement:programme party state:KZ")[0]["quotes"][0]]
    assert (quote["source"], quote["start"], quote["end"], quote["language"]) == ("source:a1", 40, 111, "ar")
    assert quote["text"].startswith("تم اليوم")


def test_a_fact_from_elsewhere_says_from_where_and_that_it_is_not_checked(content: dict[str, Any]) -> None:
    telling = told(content, "agreement:elsewhere party state:KZ")[0]
    assert (telling["elsewhere"], telling["checked"]) == (["https://example.org/treaty"], False)


def test_names_in_all_languages_are_kept_for_the_search(content: dict[str, Any]) -> None:
    shoigu = node(content, "official:sergei-shoigu")
    assert shoigu["label"] == {"en": "Sergei Shoigu"}
    assert ["Сергей Шойгу", "ru"] in shoigu["alt"]
    assert node(content, "organisation:UN")["kind"] == "organisation"


def test_the_order_of_the_input_changes_nothing(store: ox.Store) -> None:
    turned = ox.Store()
    turned.extend(sorted(store, key=str, reverse=True))
    assert page(turned, title="A") == page(store, title="A")


def test_json_in_a_script_element_cannot_end_it() -> None:
    hostile = {"a": "</script><!-- & \u2028 \ud800"}
    text = as_json(hostile)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"a": "</script><!-- & \u2028 ?"}


@pytest.mark.parametrize(
    ("choice", "problem"),
    [
        ({"relation": "KZ"}, "no pair"),
        ({"relation": "KZ-XX"}, "no node state:XX"),
        ({"focus": "official:nobody"}, "no node official:nobody"),
        ({"since": "last year"}, "no year"),
        ({"language": "xx"}, "no labels"),
    ],
)
def test_a_choice_that_the_graph_does_not_have_is_refused(
    store: ox.Store, choice: dict[str, str], problem: str
) -> None:
    with pytest.raises(ComityError, match=problem):
        page(store, **choice)  # type: ignore[arg-type]


def test_a_store_without_named_graphs_is_one_that_tells_everything(store: ox.Store) -> None:
    plain = ox.Store()
    plain.extend(
        ox.Quad(quad.subject, quad.predicate, quad.object)
        for quad in store
        if str(quad.graph_name.value).endswith("/a1")
    )
    found = data(plain)
    assert found["facts"]
    assert {telling["graph"] for telling in found["tellings"]} == {"whole"}


def test_a_file_without_positions_is_refused() -> None:
    with pytest.raises(ComityError, match="holds no positions"):
        earlier_positions("no page", "notes.txt")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    folder = Path(__file__).parent.parent / "graph" / "comity" / "network" / "page" / "labels"
    english = json.loads((folder / "en.json").read_text("utf-8"))
    words = json.loads((folder / f"{language}.json").read_text("utf-8"))
    assert words.keys() == english.keys()
    for group in ("kinds", "links", "languages"):
        assert words[group].keys() == english[group].keys()
    for key, value in words.items():
        if isinstance(english[key], dict) and "other" in english[key]:
            assert "other" in value
        elif isinstance(value, str):
            assert set(_slots(value)) == set(_slots(english[key])), key


def _slots(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


def test_the_networkx_graph_has_the_same_facts_and_only_plain_attributes(
    store: ox.Store, content: dict[str, Any]
) -> None:
    made = graph(store)
    assert made.number_of_nodes() == len(content["nodes"])
    assert made.number_of_edges() == len(content["facts"])
    values = [value for _, attributes in made.nodes(data=True) for value in attributes.values()]
    values += [value for *_, attributes in made.edges(data=True) for value in attributes.values()]
    assert {type(value) for value in values} <= {str, float, int}
    office = made["official:sergei-shoigu"]["state:RU"]["tenure:shoigu"]
    assert (office["role"], office["observedFrom"], office["sources"]) == (
        "role:defence-minister",
        "2021-11-09",
        "source:a1",
    )


def test_analysis_counts_what_pairs_share(content: dict[str, Any]) -> None:
    assert shared(content) == {("state:AZ", "state:KZ"): 6, ("state:KZ", "state:RU"): 1}
    assert centrality(content)[0].state == "state:KZ"
    assert centrality(content)[0].between == 1.0
    assert communities(content)[0][0] == "state:AZ"
    found = changes(content, 2021, 2023)
    assert [(change.states, change.before, change.after) for change in found] == [
        (("state:AZ", "state:KZ"), 0, 3), (("state:KZ", "state:RU"), 1, 0),
    ]  # fmt: skip


def test_a_part_of_the_data_is_whole_in_itself(content: dict[str, Any]) -> None:
    from comity.network.excerpt import around, of_pair

    pair = of_pair(content, "state:AZ", "state:KZ")
    names = {each["id"] for each in pair["nodes"]}
    assert {"meeting:baku", "official:zakir-hasanov", "place:baku"} < names
    assert not names & {"state:RU", "agreement:programme", "deployment:lb"}
    assert [source["id"] for source in pair["sources"]] == ["source:b1"]
    for each in pair["facts"]:
        for telling in (pair["tellings"][i] for i in each["t"]):
            assert telling["of"] in {each["s"], each["id"]}
            assert all(pair["quotes"][i]["source"] == "source:b1" for i in telling["quotes"])
    near = around(content, "official:zakir-hasanov", steps=1)
    assert {each["id"] for each in near["nodes"]} == {"official:zakir-hasanov", "meeting:baku"}
    assert len(around(content, "state:KZ", steps=3, most=5)["nodes"]) == 5


def test_a_page_of_a_part_needs_to_know_of_which(store: ox.Store) -> None:
    assert len(page(store, relation="AZ-KZ", only=True)) < len(page(store, relation="AZ-KZ"))
    with pytest.raises(ComityError, match="name a relation"):
        page(store, only=True)
