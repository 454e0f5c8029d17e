"""Everybody can use the page: by keyboard alone, on a phone, in Arabic, in the dark, with a screen reader."""

from __future__ import annotations

import json
from importlib.resources import files
from importlib.util import find_spec

import pytest
from comity.network import page as make
from comity.network.page import LANGUAGES

from tests.browser.conftest import SAMPLE, Opened, Opener, load
from tests.conftest import missing

pytestmark = pytest.mark.browser


def judged(page: Opened) -> list[str]:
    """What axe-core finds against WCAG 2.2 AA and its good practice."""
    if not find_spec("axe_playwright_python"):
        missing("axe-core is not installed")
    page.tab.add_init_script((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    page.tab.reload()
    page.wait("window.comity && comity.ready && window.axe")
    found = page.js(
        """axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
           .then(r => r.violations)
           .then(all => all.map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).slice(0, 4).join(", ")))"""
    )
    return list(found)


@pytest.mark.parametrize(
    ("fragment", "choices"),
    [
        ("", {}),
        ("n=meeting:baku", {"color_scheme": "dark"}),
        ("view=states&pair=AZ-KZ", {}),
        ("view=table", {"color_scheme": "dark"}),
        ("view=table&lang=ar", {"width": 390, "height": 844}),
    ],
)
def test_axe_finds_nothing_against_wcag_22_aa(
    opened: Opener, sample: str, fragment: str, choices: dict[str, str]
) -> None:
    assert judged(opened(sample, fragment, **choices)) == []


def test_everything_is_done_by_keyboard(opened: Opener, sample: str) -> None:
    page = opened(sample)
    keys = page.tab.keyboard
    keys.press("/")
    keys.type("shoigu")
    keys.press("Enter")
    assert page.js("comity.view().node") == "official:sergei-shoigu"
    assert page.js("document.activeElement.id") == "picture"
    keys.press("ArrowRight")
    first = page.js("comity.view().node")
    keys.press("ArrowRight")
    assert {first, page.js("comity.view().node")} == {"agreement:programme", "state:RU"}
    keys.press("f")
    assert page.js("comity.view().steps") == 1
    keys.press("2")
    assert page.js("comity.view().steps") == 2
    keys.press("Enter")
    assert page.js("document.activeElement.id") == "right"
    for key in ("Escape", "Escape"):
        keys.press(key)
    assert page.js("comity.view().node") is None


def test_tab_reaches_every_control_and_shows_where_it_is(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=meeting:baku")
    wanted = set(
        page.js("""[...document.querySelectorAll("button, input, select, summary, a[href], #picture")]
        .filter(e => e.checkVisibility() && !e.disabled).map((e, i) => e.dataset.mark = String(i))""")
    )
    reached, unmarked = set(), []
    for _ in range(len(wanted) + 25):
        page.tab.keyboard.press("Tab")
        mark, outline = page.js(
            "[document.activeElement.dataset.mark, getComputedStyle(document.activeElement).outlineStyle]"
        )
        if mark:
            reached.add(mark)
            if outline == "none":
                unmarked.append(mark)
    assert wanted - reached == set()
    assert unmarked == []


def test_every_control_has_a_name(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=meeting:baku")
    assert (
        page.js("""[...document.querySelectorAll("button, input, select")]
        .filter(e => !(e.labels && e.labels.length && e.labels[0].textContent.trim())
        && !e.getAttribute("aria-label") && !e.textContent.trim()).map(e => e.outerHTML)""")
        == []
    )


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_width_scrolls_sideways_and_details_are_reached(opened: Opener, seeds: str, width: int) -> None:
    page = opened(seeds, "n=state:KZ", width=width, height=844)
    assert page.js("document.documentElement.scrollWidth") <= width
    assert page.tab.is_visible("#right h2")
    for view in ("states", "table"):
        page.tab.click(f"#m-{view}")
        assert page.js("document.documentElement.scrollWidth") <= width
    if width < 1000:
        page.tab.click("#b-filters")
        assert page.tab.is_visible("#left")
        page.tab.click("#b-close")
        assert not page.tab.is_visible("#left")


def test_the_colour_scheme_and_the_wish_for_less_motion_are_obeyed(opened: Opener, sample: str) -> None:
    dark = opened(sample, color_scheme="dark")
    light = opened(sample, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    assert dark.js(ground) != light.js(ground)
    light.tab.click("#b-theme")
    assert dark.js(ground) == light.js(ground)
    assert (
        light.js("""(() => { const net = comity.picture.net; let moved = null; const old = net.moveTo;
        net.moveTo = o => { moved = o.animation; };
        document.getElementById("z-fit").click(); net.moveTo = old; return moved; })()""")
        is False
    )


def test_the_whole_page_turns_round_for_arabic(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=official:sergei-shoigu")
    page.tab.select_option("#language", "ar")
    assert page.js("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    left, right = (
        page.js(f"document.getElementById('{side}').getBoundingClientRect().x") for side in ("left", "right")
    )
    assert left > right
    assert page.text("#m-states") == "الدول"
    assert "lang=ar" in page.tab.url
    page.tab.select_option("#language", "en")
    assert page.js("document.documentElement.dir") == "ltr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_opens_in_each_language_with_no_word_left_in_another(opened: Opener, language: str) -> None:
    page = opened(make(load(SAMPLE), title="Sample", language=language), "n=meeting:baku")
    words = json.loads((files("comity.network") / "page" / "labels" / f"{language}.json").read_text("utf-8"))
    assert page.js("document.documentElement.lang") == language
    assert page.text("#m-table") == words["table"]
    assert page.text("#b-focus") == words["focus"]
    assert page.js('document.getElementById("q").placeholder') == words["searchHint"]
    assert page.wrong == []


def test_a_page_without_a_title_of_its_own_has_one_in_the_language_of_the_reader(opened: Opener) -> None:
    page = opened(make(load(SAMPLE), language="kk"))
    assert page.text("h1") == page.tab.title() == "Екіжақты әскери байланыстар"
    page.tab.select_option("#language", "tr")
    assert page.text("h1") == page.tab.title() == "İkili askerî ilişkiler"
    own = opened(make(load(SAMPLE), title="Kazakhstan"))
    own.tab.select_option("#language", "tr")
    assert own.text("h1") == own.tab.title() == "Kazakhstan"


def test_print_leaves_the_picture_and_the_facts(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=meeting:baku")
    page.tab.emulate_media(media="print")
    assert not page.tab.is_visible("#left")
    assert not page.tab.is_visible("#q")
    assert page.tab.is_visible("#right blockquote")
    assert page.tab.is_visible("#picture")
