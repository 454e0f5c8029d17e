"""What is round a node: the same as in the whole data, no more than was asked for, also over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest
from comity.errors import ComityError
from comity.network import data, near
from comity.network.excerpt import around
from comity.terms import PREFIXES
from conftest import loaded
from serving import Server, build_of, serving

SAMPLE = Path(__file__).parent / "network" / "sample.trig"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return loaded(SAMPLE)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(build_of(SAMPLE, tmp_path_factory.mktemp("build"))) as running:
        yield running


def asked(server: Server, **arguments: object) -> httpx.Response:
    return httpx.get(f"{server.url}network/around", params=arguments, headers={"Accept": "application/json"})


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_what_is_round_a_node_is_what_the_whole_data_has_there(store: ox.Store, steps: int) -> None:
    whole = data(store)
    for node in whole["nodes"]:
        expected, found = around(whole, node["id"], steps), near(store, node["id"], steps, 1000)
        for part in ("nodes", "facts", "tellings", "quotes", "sources", "matches"):
            assert found[part] == expected[part], (node["id"], part)
        assert found["codes"].items() <= whole["codes"].items()


def test_every_node_says_how_many_neighbours_it_has_in_the_whole_graph(store: ox.Store) -> None:
    whole = data(store)
    for node in whole["nodes"]:
        lines = {(fact["s"], fact["o"]) for fact in whole["facts"] if node["id"] in (fact["s"], fact["o"])}
        neighbours = {end for line in lines for end in line} - {node["id"]}
        assert near(store, node["id"], 1, 1)["degrees"] == {node["id"]: len(neighbours)}


def test_no_more_nodes_come_than_were_asked_for_and_the_rest_is_counted(store: ox.Store) -> None:
    whole = near(store, "state:AZ", 1, 1000)
    few = near(store, "state:AZ", 1, 3)
    assert len(few["nodes"]) == len(few["positions"]) == 3
    assert few["left"] == len(whole["nodes"]) - 3
    assert few["positions"][0] == {"id": "state:AZ", "x": 0, "y": 0}


def test_the_newest_neighbours_stay(tmp_path: Path) -> None:
    said = "".join(
        f'meeting:m{day} a comity:Meeting ; comity:participant state:AZ ; comity:latest "2024-01-{day:02}"^^xsd:date . '
        for day in (17, 3, 25, 9)
    )
    prefixes = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items())
    (tmp_path / "four.trig").write_text(f"{prefixes} graph:a {{ state:AZ a comity:State . {said} }}", encoding="utf-8")
    four = ox.Store()
    four.load(path=str(tmp_path / "four.trig"), format=ox.RdfFormat.TRIG)
    nodes = {node["id"] for node in near(four, "state:AZ", 1, 3)["nodes"]}
    assert nodes == {"state:AZ", "meeting:m25", "meeting:m17"}


def test_a_line_without_a_day_makes_a_neighbour_no_older(tmp_path: Path) -> None:
    prefixes = "".join(f"@prefix {name}: <{iri}> . " for name, iri in PREFIXES.items())
    (tmp_path / "two.trig").write_text(
        f"""{prefixes} graph:a {{ state:AZ a comity:State .
        official:b a comity:Official . official:a a comity:Official .
        office:AZ-x a comity:Office ; comity:ofState state:AZ .
        tenure:b1 a comity:Tenure ; comity:holder official:b ; comity:office office:AZ-x .
        tenure:b2 a comity:Tenure ; comity:holder official:b ; comity:office office:AZ-x ;
          comity:observedUntil "2024-01-02"^^xsd:date .
        tenure:a1 a comity:Tenure ; comity:holder official:a ; comity:office office:AZ-x . }}""",
        encoding="utf-8",
    )
    two = ox.Store()
    two.load(path=str(tmp_path / "two.trig"), format=ox.RdfFormat.TRIG)
    assert {node["id"] for node in near(two, "state:AZ", 1, 2)["nodes"]} == {"state:AZ", "official:b"}


@pytest.mark.parametrize(
    ("node", "steps", "most"),
    [("state:ZZ", 1, 9), ("nonsense", 1, 9), ("", 1, 9), ("state:AZ", 0, 9), ("state:AZ", 4, 9), ("state:AZ", 1, 1001)],
)
def test_what_cannot_be_asked_is_said(store: ox.Store, node: str, steps: int, most: int) -> None:
    with pytest.raises(ComityError):
        near(store, node, steps, most)


def test_the_server_answers_with_the_same_data(server: Server, store: ox.Store) -> None:
    for iri in ("state:AZ", "https://w3id.org/comity/id/state/AZ"):
        answer = asked(server, iri=iri, steps=2)
        assert answer.headers["content-type"] == "application/json"
        assert answer.json() == json.loads(json.dumps(near(store, "state:AZ", 2)))


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ({}, 400, "round which node"),
        ({"iri": "state:ZZ"}, 404, "no node state:ZZ"),
        ({"iri": "<script>"}, 404, "no IRI"),
        ({"iri": "state:AZ", "steps": "4"}, 400, "from 1 to 3"),
        ({"iri": "state:AZ", "steps": "-1"}, 400, "from 1 to 3"),
        ({"iri": "state:AZ", "most": "1001"}, 400, "from 1 to 1,000"),
        ({"iri": "state:AZ", "most": "٣"}, 400, "from 1 to 1,000"),
    ],
)
def test_the_server_says_what_was_wrong_as_json(
    server: Server, arguments: dict[str, Any], status: int, words: str
) -> None:
    answer = asked(server, **arguments)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_a_page_of_a_part_may_fetch_from_its_own_server_and_nowhere_else(server: Server) -> None:
    answer = server.page("/network?focus=state:AZ")
    assert '"expand":"/network/around"' in answer.text
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    assert "connect-src &#39;self&#39;" in answer.text
    assert "state:AZ" in answer.text
    assert server.page("/network?focus=state:ZZ").status_code == 404
