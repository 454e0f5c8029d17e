"""Large graphs: a WebGL view where a graphics processor draws, vis-network where none does, the same page otherwise."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from comity.network.kinds import kinds

from tests.browser.conftest import Opened, Opener, drawn, synthetic

pytestmark = pytest.mark.browser
COUNT = 1100


@pytest.fixture(scope="module")
def large() -> str:
    """A page of a few more nodes than vis-network may draw."""
    return drawn(synthetic(COUNT))


def nodes(page: Opened) -> list[dict[str, Any]]:
    return list(page.js("comity.picture.scene().nodes"))


def test_only_pages_of_large_graphs_carry_the_webgl_view(large: str) -> None:
    assert "sigmaView" in large
    assert "var sigmaView" not in drawn(synthetic(100))
    content = re.search(r'id="content"[^>]*>(.*?)</script>', large, re.DOTALL)
    places = re.search(r'id="positions"[^>]*>(.*?)</script>', large, re.DOTALL)
    assert content
    assert places
    assert len(large.encode()) - len(content[1].encode()) - len(places[1].encode()) <= 800_000


def test_every_class_has_a_shape_of_its_own_there_too() -> None:
    script = (files("comity.network") / "page" / "shapes.js").read_text("utf-8")
    listed = re.search(r"SHAPES = (\[.*?\])", script)
    assert listed
    shapes = [kind["shape"] for kind in kinds()["nodes"]]
    assert sorted(json.loads(listed[1])) == sorted(shapes)
    assert len(set(shapes)) == len(shapes)


def test_the_webgl_view_draws_everything_and_breaks_no_rule(opened: Opener, large: str) -> None:
    page = opened(large, "view=network&renderer=webgl")
    page.wait("comity.drawn")
    assert len(nodes(page)) == COUNT
    assert page.tab.is_hidden("#note")
    page.tab.mouse.click(*page.at("state:AA"))
    page.wait("comity.view().node === 'state:AA'")
    assert "State AA" in page.text("#right h2")
    page.tab.click("#m-states")
    assert len(nodes(page)) == 40
    errors = [each for each in page.wrong if "GL Driver" not in each]
    assert (errors, page.forbidden, len(page.asked)) == ([], [], 1)


def test_without_a_graphics_processor_the_most_connected_are_drawn_and_the_page_says_so(
    opened: Opener, large: str
) -> None:
    page = opened(large, "view=network")
    assert len(nodes(page)) == 1000
    assert "1,000 of 1,100 nodes drawn" in page.text("#note")
    page.tab.fill("#q", "State BN")
    page.tab.keyboard.press("Enter")
    assert "state:BN" in {node["id"] for node in nodes(page)}
    assert page.wrong == []
