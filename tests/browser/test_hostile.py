"""Hostile names, titles, quotations, identifiers and addresses are text, in every view."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from tests.browser.conftest import Opener, drawn, made

pytestmark = pytest.mark.browser
SCRIPT = (
    '<img src=x onerror="window.PWN=1"><script>window.PWN=2</script></script><script>window.PWN=3</script>'
    " <!-- href=javascript:window.PWN=4 {{7*7}} ${window.PWN=5} \u2028\u2029"
)
OVERRIDE = "\u202egnp.exe\u202c\u2066 \u0007 name"
LONG = "Ж" * 10_000
ADDRESSES = ["javascript:window.PWN=7", "data:text/html,<script>window.PWN=8</script>"]
LONE = "half a \ud800 pair"


def hostile() -> dict[str, object]:
    """Every kind of hostile text in every place of the data."""
    nodes = [
        {
            "id": 'official:"><script>window.PWN=6</script>',
            "kind": "official",
            "label": {"en": SCRIPT},
            "alt": [[SCRIPT, '"><b']],
        },
        {"id": "official:long", "kind": "official", "label": {"en": LONG}},
        {"id": "official:lone", "kind": "official", "label": {"en": LONE}},
        {"id": "official:override", "kind": "official", "label": {"ar": OVERRIDE}, "alt": [[OVERRIDE, "ar"]]},
        {"id": "state:KZ", "kind": "state", "code": "KZ", "label": {"en": SCRIPT}},
    ]
    facts = [
        {"id": f"tenure:{i}<script>", "kind": "tenure", "s": node["id"], "p": "tenure", "o": "state:KZ", "role": SCRIPT,
         "office": SCRIPT, "t": [i]}
        for i, node in enumerate(nodes[:4])
    ]  # fmt: skip
    texts = [SCRIPT, LONG, LONE, OVERRIDE]
    content = made(
        nodes,
        facts,
        tellings=[{"graph": SCRIPT, "of": SCRIPT, "quotes": [i], "date": SCRIPT, "status": SCRIPT} for i in range(3)]
        + [{"graph": "g", "of": "x", "quotes": [], "elsewhere": ADDRESSES}],
        quotes=[{"source": "source:s", "start": 0, "end": 1, "text": text, "language": '"><b'} for text in texts],
        sources=[{"id": "source:s", "url": "javascript:window.PWN=9",
                  **dict.fromkeys(("file", "title", "publisher", "language", "date"), SCRIPT)}],
        codes={SCRIPT: {"en": SCRIPT}},
    )  # fmt: skip
    return content


def test_hostile_text_is_shown_as_text_and_runs_nothing(opened: Opener) -> None:
    page = opened(drawn(hostile()))
    for node in page.js("comity.data.nodes.map(node => node.id)"):
        page.js("id => comity.select(id, {move: true})", node)
        page.tab.wait_for_timeout(60)
        page.tab.mouse.move(*page.at(node))
        page.tab.wait_for_timeout(60)
        page.tab.mouse.click(*page.at(node))
    page.js("id => comity.select(id)", 'official:"><script>window.PWN=6</script>')
    assert "<img src=x" in page.text("#right h2")
    page.tab.click("#m-table")
    assert "<script>window.PWN=2</script>" in page.text("#facts-table")
    page.tab.click("#m-states")
    page.tab.click("#m-network")
    page.tab.fill("#q", "img")
    page.tab.wait_for_timeout(50)
    assert "<img src=x" in page.text("#hits")
    assert page.js("window.PWN === undefined")
    assert page.js('document.querySelectorAll("img, #right script, #hits script, #facts-table script").length') == 0
    assert page.js('[...document.querySelectorAll("a[href]")].every(a => /^(https?|file):/.test(a.href))')
    assert (page.wrong, page.forbidden, len(page.asked)) == ([], [], 1)


def test_directional_overrides_cannot_make_a_name_look_like_another(opened: Opener) -> None:
    page = opened(drawn(hostile()), "n=official:override")
    assert "\u202e" not in page.text("#right h2")
    assert "gnp.exe" in page.text("#right h2")


def test_exports_of_hostile_text_are_whole(opened: Opener) -> None:
    import pyoxigraph as ox

    page = opened(drawn(hostile()))
    turtle, csv = page.js("comity.turtle()"), page.js("comity.csv()")
    quads = list(ox.parse(turtle.encode("utf-8", "surrogatepass"), format=ox.RdfFormat.TURTLE))
    assert any(getattr(quad.object, "value", "") == SCRIPT for quad in quads)
    assert '""><script>' in csv
    svg = page.js("comity.svg()")
    assert (
        page.js(
            'svg => new DOMParser().parseFromString(svg, "image/svg+xml")'
            '.querySelectorAll("script, parsererror").length',
            svg,
        )
        == 0
    )


def test_a_hostile_heading_is_text(opened: Opener) -> None:
    from comity.network import render

    page = opened(render(made([], []), title="</title><script>window.PWN=1</script>" + SCRIPT + LONE))
    assert "</title><script>" in page.text("h1")
    assert page.js("window.PWN === undefined")
    assert page.forbidden == []


def test_no_script_of_ours_writes_html() -> None:
    folder = files("comity.network") / "page"
    for file in folder.iterdir():
        if file.name.endswith(".js"):
            text = file.read_text("utf-8")
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text
            ), file.name
            assert len(text.splitlines()) < 300, file.name
