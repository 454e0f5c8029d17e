"""A page that a server gave grows where somebody asks; a page in a file asks nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from comity.network import data
from comity.network.excerpt import around
from serving import Server, build_of, serving

from tests.browser.conftest import SAMPLE, WATCH, Opened, Opener, load

pytestmark = pytest.mark.browser
PLACES = "Object.fromEntries(comity.picture.scene().nodes.map(n => [n.id, comity.picture.place(n.id)]))"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(build_of(SAMPLE, tmp_path_factory.mktemp("build"))) as running:
        yield running


@contextmanager
def part(chromium: Any, server: Server) -> Iterator[Opened]:
    """The part round a person, as the server's page."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = Opened(context.new_page())
    page.tab.add_init_script(WATCH)
    page.tab.on("request", lambda request: page.asked.append(request.url))
    page.tab.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.tab.goto(f"{server.url}network?focus=official:zakir-hasanov&steps=1")
    page.wait("window.comity && comity.ready")
    yield page
    context.close()


@pytest.fixture
def served(chromium: Any, server: Server) -> Iterator[Opened]:
    with part(chromium, server) as page:
        yield page


def nodes(page: Opened) -> set[str]:
    return set(page.js("comity.data.nodes.map(node => node.id)"))


def test_more_neighbours_come_and_what_is_there_keeps_its_place(served: Opened, server: Server) -> None:
    first = nodes(served)
    assert first == {"official:zakir-hasanov", "meeting:baku"}
    served.js("comity.select('meeting:baku')")
    before = served.js(PLACES)
    missing = len(around(data(load(SAMPLE)), "meeting:baku", 1)["nodes"]) - len(first)
    assert served.text("#b-expand") == f"Show more neighbours (+{missing})"
    served.tab.click("#b-expand")
    served.wait("comity.data.nodes.length > 2")
    served.wait("comity.view().steps === 0")
    assert f"{missing} nodes added" in served.text("#note")
    after = served.js(PLACES)
    assert len(after) == len(first) + missing
    assert {name: after[name] for name in before} == before
    assert len({tuple(place.values()) for place in after.values()}) == len(after)
    assert served.tab.query_selector("#b-expand") is None
    assert [url.split("?")[0] for url in served.asked[1:]] == [f"{server.url}network/around"]
    assert (served.wrong, served.forbidden) == ([], [])


def test_the_page_grows_by_keyboard_to_the_whole_graph_and_says_the_same_of_it(served: Opened) -> None:
    whole = data(load(SAMPLE))
    linked = {end for fact in whole["facts"] for end in (fact["s"], fact["o"])}
    for _ in range(20):
        open_ended = served.js("comity.missing()")
        if not open_ended:
            break
        count = len(nodes(served))
        served.js("id => comity.select(id)", open_ended)
        served.tab.keyboard.press("e")
        served.wait(f"comity.data.nodes.length > {count} || comity.missing() !== '{open_ended}'")
    reached = nodes(served)
    assert len(reached) > 8
    assert reached <= linked
    held = {fact["id"] for fact in whole["facts"] if {fact["s"], fact["o"]} <= reached}
    assert set(served.js("comity.data.facts.map(fact => fact.id)")) == held
    quotes = {fact["id"]: said(whole, fact) for fact in whole["facts"] if fact["id"] in held}
    shown = served.js(
        "Object.fromEntries(comity.data.facts.map(f => [f.id, f.told.flatMap(t => t.quotes)"
        ".map(i => comity.data.quotes[i].text).sort()]))"
    )
    assert shown == quotes
    served.tab.click("#m-states")
    assert served.wrong == []


def said(content: dict[str, Any], fact: dict[str, Any]) -> list[str]:
    return sorted(content["quotes"][i]["text"] for t in fact["t"] for i in content["tellings"][t]["quotes"])


def test_a_link_to_a_node_that_is_not_in_the_part_fetches_it(served: Opened) -> None:
    served.tab.goto(served.tab.url.split("#")[0] + "#n=state%3ARU")
    served.wait("comity.view().node === 'state:RU'")
    assert served.text("#right h2") == "Russia"
    served.tab.reload()
    served.wait("window.comity && comity.ready")
    assert served.text("#right h2") == "Russia"


def test_what_cannot_be_fetched_is_said_in_a_sentence(chromium: Any, tmp_path: Path) -> None:
    with ExitStack() as open_pages:
        with serving(build_of(SAMPLE, tmp_path)) as server:
            page = open_pages.enter_context(part(chromium, server))
            page.js("comity.select('meeting:baku')")
        page.tab.keyboard.press("e")
        page.wait("document.getElementById('note').textContent.includes('could not be fetched')")
        assert page.tab.is_enabled("#b-expand")
        assert nodes(page) == {"official:zakir-hasanov", "meeting:baku"}
        assert page.wrong == []


def test_a_page_in_a_file_asks_nobody(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=meeting:baku")
    page.tab.keyboard.press("e")
    page.tab.wait_for_timeout(200)
    assert page.tab.query_selector("#b-expand") is None
    assert not page.tab.is_visible("#hint-expand")
    assert len(page.asked) == 1
    assert (page.wrong, page.forbidden) == ([], [])
