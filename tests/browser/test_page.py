"""What the page is: offline, safe by policy, whole, and as large as it should be."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from comity.network.data import data
from comity.network.kinds import classes, kinds

from tests.browser.conftest import SAMPLE, Opener, drawn, load, made, synthetic

pytestmark = pytest.mark.browser
QUERIES = files("comity.network") / "queries"
#: Painted pixels of the picture.
PAINTED = """(() => { const c = document.querySelector("#picture canvas");
  const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n; })()"""


def test_the_page_asks_for_nothing_but_itself_and_nothing_goes_wrong(opened: Opener, seeds: str) -> None:
    page = opened(seeds)
    for view in ("states", "table", "network"):
        page.tab.click(f"#m-{view}")
    assert len(page.asked) == 1
    assert page.wrong == []
    assert page.forbidden == []


def test_the_policy_forbids_everything_that_has_no_hash(seeds: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', seeds)
    assert policy
    assert "default-src &#39;none&#39;" in policy[1]
    for word in ("unsafe-inline", "unsafe-eval", "http", "connect-src"):
        assert word not in policy[1]


@pytest.mark.parametrize("graph", ["sample", "seeds"])
def test_the_page_shows_as_many_nodes_and_facts_as_sparql_counts(
    opened: Opener, graph: str, sample: str, seeds: str, seeds_store: ox.Store
) -> None:
    store, html = (load(SAMPLE), sample) if graph == "sample" else (seeds_store, seeds)
    nodes, facts = count_nodes(store), one(store, (QUERIES / "count-facts.rq").read_text("utf-8"))
    page = opened(html)
    assert page.text("#counts") == f"{nodes} nodes · {facts} facts"
    assert page.js("comity.picture.scene().nodes.length") == nodes
    page.tab.click("#m-table")
    assert page.js('document.querySelectorAll("#facts-table tbody tr").length') == facts


def count_nodes(store: ox.Store) -> int:
    names = " ".join(f"<{name}>" for entry in kinds()["nodes"] for name in classes(entry["kind"]))
    return one(store, (QUERIES / "count-nodes.rq").read_text("utf-8").replace("comity:State", names))


def one(store: ox.Store, query: str) -> int:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return int(next(iter(found))[0].value)  # type: ignore[union-attr]


def test_every_quotation_is_the_stored_one_character_for_character(
    opened: Opener, seeds: str, seeds_store: ox.Store
) -> None:
    stored = {
        quad.object.value
        for quad in seeds_store.quads_for_pattern(None, ox.NamedNode("http://www.w3.org/ns/oa#exact"), None)
    }
    page = opened(seeds, "view=table")
    assert set(page.js('[...document.querySelectorAll("#facts-table q")].map(q => q.textContent)')) <= stored
    held = set(page.js("comity.data.quotes.map(quote => quote.text)"))
    assert held == {quote["text"] for quote in data(seeds_store)["quotes"]} <= stored
    for node in page.js("comity.data.nodes.map(node => node.id)")[::9]:
        page.js("id => comity.select(id)", node)
        assert set(page.js('[...document.querySelectorAll("#right blockquote")].map(q => q.textContent)')) <= stored


def test_two_facts_between_the_same_two_are_two_lines_and_both_can_be_clicked(opened: Opener, sample: str) -> None:
    page = opened(sample)
    lines = page.js(
        "comity.picture.edges.get().filter(e => e.from === 'official:sergei-shoigu' && e.to === 'state:RU')"
        ".map(e => e.id)"
    )
    assert lines == ["tenure:shoigu", "tenure:shoigu-2"]
    middles = page.js(
        """ids => { const net = comity.picture.net;
           const r = document.getElementById("picture").getBoundingClientRect();
           const middle = id => net.canvasToDOM(net.body.edges[id].edgeType.getPoint(0.5));
           return ids.map(middle).map(p => [p.x + r.left, p.y + r.top]); }""",
        lines,
    )
    chosen = []
    for x, y in middles:
        page.tab.mouse.click(x, y)
        page.tab.wait_for_timeout(50)
        chosen.append(page.js("comity.view().fact"))
        page.tab.keyboard.press("Escape")
    assert chosen == lines


@pytest.mark.parametrize("count", [100, 1000])
def test_the_picture_is_painted(opened: Opener, count: int) -> None:
    page = opened(drawn(synthetic(count)), "view=network")
    page.wait("comity.drawn")
    assert page.js(PAINTED) > 5000


def test_a_map_that_is_dragged_shows_what_it_shows_at_rest(opened: Opener) -> None:
    page = opened(drawn(synthetic(100)), "view=network")
    still = page.js(PAINTED)
    x, y = page.at("state:AA")
    page.tab.mouse.move(450, 500)
    page.tab.mouse.down()
    for step in range(1, 9):
        page.tab.mouse.move(450 + 5 * step, 500)
    dragged = page.js(PAINTED)
    page.tab.mouse.up()
    page.tab.wait_for_timeout(300)
    assert abs(dragged - page.js(PAINTED)) < 0.05 * still
    assert page.at("state:AA") != (x, y)


def test_the_file_is_small_beside_its_data(seeds: str, seeds_store: ox.Store) -> None:
    content = re.search(r'id="content"[^>]*>(.*?)</script>', seeds, re.DOTALL)
    places = re.search(r'id="positions"[^>]*>(.*?)</script>', seeds, re.DOTALL)
    assert content
    assert places
    fixed = len(seeds.encode()) - len(content[1].encode()) - len(places[1].encode())
    assert fixed <= 600_000
    parsed = json.loads(content[1])
    quotes = len(json.dumps(parsed["quotes"], ensure_ascii=False).encode())
    assert (len(content[1].encode()) - quotes) / len(parsed["facts"]) <= 600


def test_a_picture_of_each_size_is_kept_for_people_to_look_at(
    opened: Opener, seeds: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("pictures")
    for width in (390, 768, 1440):
        opened(seeds, width=width).tab.screenshot(path=str(folder / f"network-{width}.png"))
    assert all((folder / f"network-{width}.png").stat().st_size > 10_000 for width in (390, 768, 1440))


EDGE_CASES = {
    "nothing": made([], []),
    "one node": made([{"id": "official:a", "kind": "official", "label": {"en": "A"}}], []),
    "one state": made([{"id": "state:KZ", "kind": "state", "code": "KZ", "label": {"en": "Kazakhstan"}}], []),
    "no dates": made(
        [
            {"id": "meeting:m", "kind": "meeting", "states": ["state:KZ"]},
            {"id": "state:KZ", "kind": "state", "code": "KZ"},
        ],
        [{"id": "f", "kind": "meeting", "s": "meeting:m", "p": "participant", "o": "state:KZ"}],
    ),
    "a line to itself": made(
        [{"id": "state:KZ", "kind": "state", "code": "KZ"}],
        [{"id": "f", "kind": "cooperation", "s": "state:KZ", "p": "cooperation", "o": "state:KZ"}],
    ),
}


@pytest.mark.parametrize("case", EDGE_CASES)
def test_a_graph_with_next_to_nothing_opens_and_says_so(opened: Opener, case: str) -> None:
    page = opened(drawn(EDGE_CASES[case]))
    for view in ("states", "table", "network"):
        page.tab.click(f"#m-{view}")
    assert page.wrong == []
    assert page.text("#counts")
    if case == "nothing":
        assert "nothing in this graph" in page.text("#note")


def test_the_choices_of_the_command_are_what_the_page_opens_with(opened: Opener) -> None:
    from comity.network import page as make

    store = load(SAMPLE)
    pair = opened(make(store, relation="kz-az"))
    assert pair.js("comity.view().pair") == "AZ-KZ"
    assert "Azerbaijan – Kazakhstan" in pair.text("#crumb")
    focus = opened(
        make(store, focus="https://w3id.org/comity/id/official/sergei-shoigu", since="2020", until="2022-05")
    )
    view = focus.js("({...comity.view()})")
    assert (view["node"], view["steps"], view["from"], view["until"]) == (
        "official:sergei-shoigu",
        1,
        "2020",
        "2022-05",
    )


def test_data_above_five_megabytes_is_compressed_and_read_all_the_same(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = __import__("comity.network.page", fromlist=["COMPRESS"])
    monkeypatch.setattr(module, "COMPRESS", 1000)
    html = drawn(synthetic(60))
    assert 'data-encoding="gzip">H4s' in html
    page = opened(html)
    assert page.js("comity.data.nodes.length") == 60
    assert page.wrong == []
    assert page.forbidden == []


def test_earlier_positions_are_read_from_an_earlier_page(tmp_path: Path, sample: str) -> None:
    from comity.network import earlier_positions
    from comity.network import page as make

    before = earlier_positions(sample, "network.html")
    moved = {**before, "state:KZ": [777.0, -333.0]}
    after = earlier_positions(make(load(SAMPLE), title="Sample", positions=moved), "network.html")
    assert after == moved


def test_a_notebook_shows_the_page_in_a_frame_that_cannot_touch_it(chromium: Any, sample: str) -> None:
    from comity.network import show

    frame = show(load(SAMPLE), title="Sample", height=500)
    assert frame.html == sample
    tab = chromium.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.set_content(f"<!doctype html><h1>Notebook</h1>{frame._repr_html_()}")
    inner = tab.frames[1]
    for _ in range(100):
        if inner.evaluate("Boolean(window.comity && comity.ready)"):
            break
        tab.wait_for_timeout(50)
    inner.click("#m-table")
    assert inner.evaluate('document.querySelectorAll("#facts-table tbody tr").length') == 24
    assert wrong == []
    tab.close()
