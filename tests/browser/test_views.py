"""One selection in three views: filters compose, the address holds them, time and evidence read right."""

from __future__ import annotations

import re

import pytest

from tests.browser.conftest import Opened, Opener, drawn, made, synthetic

pytestmark = pytest.mark.browser


def facts(page: Opened) -> int:
    found = re.search(r"(\d+) facts?", page.text("#counts"))
    assert found
    return int(found[1])


def tick(page: Opened, value: str) -> None:
    page.tab.click(f'#left input[value="{value}"]')


def left(page: Opened, value: str) -> int:
    """The count that stands beside a choice."""
    return int(
        page.js(
            'v => document.querySelector(`#left input[value="${v}"]`).parentElement.querySelector("i").textContent',
            value,
        )
    )


def test_filters_compose_survive_a_reload_and_are_cleared(opened: Opener, sample: str) -> None:
    page = opened(sample)
    everything = facts(page)
    tick(page, "organisation")
    without = facts(page)
    assert without < everything
    tick(page, "state:AZ")
    both = facts(page)
    assert both < without
    page.tab.fill("#conf", "0.75")
    three = facts(page)
    assert three < both
    page.tab.reload()
    page.wait("window.comity && comity.ready")
    assert facts(page) == three
    page.tab.click("#b-clear")
    assert facts(page) == everything


def test_each_choice_shows_how_many_facts_it_would_leave(opened: Opener, sample: str) -> None:
    page = opened(sample)
    for value in ("state:RU", "area:naval", "status:signed", "source:a1"):
        promised = left(page, value)
        tick(page, value)
        assert facts(page) == promised, value
        page.tab.click("#b-clear")
    promised = facts(page) - left(page, "meeting")
    tick(page, "meeting")
    assert facts(page) == promised


def test_the_time_brush_shows_what_has_no_date_unless_told_otherwise(opened: Opener, sample: str) -> None:
    page = opened(sample, "from=2023&to=2023")
    dated = page.js(
        "comity.data.facts.filter(f => f.spans.some(([a, b]) => a <= '2023-12-31' && b >= '2023-01-01')).length"
    )
    undated = page.js("comity.data.facts.filter(f => !f.spans.length).length")
    assert undated > 0
    assert facts(page) == dated + undated
    assert f"({undated})" in page.text("#undated-text")
    page.tab.click("#undated")
    assert facts(page) == dated
    page.js(
        '(() => { const y = document.getElementById("y0"); y.value = 2010; y.dispatchEvent(new Event("input")); })()'
    )
    assert facts(page) > dated


def test_as_of_a_day_shows_offices_and_agreements_as_they_stood(opened: Opener, sample: str) -> None:
    page = opened(sample, "day=2023-06-01&undated=0&view=table")
    assert page.js("[...document.querySelectorAll('#facts-table tbody tr')].map(r => r.dataset.fact)") == [
        "tenure:zhaqsylyqov", "agreement:programme party state:KZ", "agreement:programme party state:RU",
        "agreement:programme signatory official:sergei-shoigu",
    ]  # fmt: skip
    before = opened(sample, "day=2021-11-09&undated=0&view=table")
    assert before.js("[...document.querySelectorAll('#facts-table tbody tr')].map(r => r.dataset.fact)") == [
        "tenure:shoigu"
    ]


def test_an_office_without_an_end_is_not_certain_after_it_was_last_seen(opened: Opener, sample: str) -> None:
    page = opened(sample, "day=2025-06-01&n=official:ruslan-zhaqsylyqov")
    assert "not certain on that day" in page.text("#right")
    strict = opened(sample, "day=2025-06-01&n=official:ruslan-zhaqsylyqov&undated=0")
    assert "0 facts" in strict.text("#right")


def test_quotations_have_their_language_and_direction(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=agreement:programme")
    arabic = 'document.querySelector("#right blockquote")'
    assert page.js(f"[{arabic}.lang, getComputedStyle({arabic}).direction]") == ["ar", "rtl"]
    page.js('comity.select("meeting:baku")')
    assert page.js(f"[{arabic}.lang, getComputedStyle({arabic}).direction]") == ["az", "ltr"]
    assert page.js('document.querySelectorAll("#right .src bdi").length') > 0


def test_one_sentence_with_several_facts_stands_once(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=agreement:programme")
    assert page.js('document.querySelectorAll("#right blockquote").length') == 1
    assert page.js('document.querySelectorAll("#right [data-fact]").length') == 3


def test_links_to_sources_open_elsewhere_without_a_trace(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=meeting:baku")
    assert page.js('[...document.querySelectorAll("#right a[target]")].map(a => [a.href, a.rel])')[0] == [
        "https://example.org/b1", "noopener noreferrer",
    ]  # fmt: skip


def test_the_states_view_counts_shared_events_under_the_filters(opened: Opener, sample: str) -> None:
    page = opened(sample, "view=states")
    lines = page.js("Object.fromEntries(comity.picture.scene().lines.map(l => [l.id, [l.label, l.width]]))")
    assert {pair: label for pair, (label, _) in lines.items()} == {"AZ-KZ": "6", "KZ-RU": "1"}
    assert lines["AZ-KZ"][1] > lines["KZ-RU"][1]
    assert all(node["kind"] == "state" for node in page.js("comity.picture.scene().nodes"))
    tick(page, "cooperation")
    assert page.js("comity.picture.scene().lines.find(l => l.id === 'AZ-KZ').label") == "4"


def test_a_pair_opens_on_what_it_shares_and_no_third_state(opened: Opener, sample: str) -> None:
    page = opened(sample, "view=states&pair=AZ-KZ")
    assert "Azerbaijan – Kazakhstan" in page.text("#right h2")
    page.tab.click("#b-open")
    ids = set(page.js("comity.picture.scene().nodes.map(node => node.id)"))
    assert {"state:AZ", "state:KZ", "meeting:baku", "visit:baku", "exercise:khazri"} <= ids
    assert not ids & {"state:RU", "state:LB", "agreement:programme", "deployment:lb"}


def test_a_part_of_a_large_map_is_drawn_close_together_and_no_mark_covers_another(opened: Opener) -> None:
    page = opened(drawn(synthetic(900)), "n=state:AA&steps=1")
    places = [(node["x"], node["y"]) for node in page.js("comity.picture.scene().nodes")]
    assert len(places) > 10
    assert min(max(abs(a[0] - b[0]), abs(a[1] - b[1])) for i, a in enumerate(places) for b in places[i + 1 :]) > 20
    wide, high = (max(each) - min(each) for each in zip(*places, strict=True))
    assert max(wide, high) < 200 * len(places) ** 0.5


def test_a_chosen_pair_stands_out_among_all_pairs(opened: Opener) -> None:
    page = opened(drawn(synthetic(900)), "view=states&pair=AA-AB")
    lines = {line["id"]: line for line in page.js("comity.picture.scene().lines")}
    all_pairs = opened(drawn(synthetic(900)), "view=states").js("comity.picture.scene().lines")
    assert lines["AA-AB"]["width"] >= 5
    assert all(lines[line["id"]]["strength"] < line["strength"] for line in all_pairs if line["id"] != "AA-AB")
    chosen = {node["id"] for node in page.js("comity.picture.scene().nodes") if node["chosen"]}
    assert chosen == {"state:AA", "state:AB"}


def test_the_address_holds_the_selection_and_unknown_names_in_it_are_ignored(opened: Opener, sample: str) -> None:
    page = opened(sample)
    page.js('comity.select("official:zakir-hasanov")')
    assert "n=official%3Azakir-hasanov" in page.tab.url
    page.tab.reload()
    page.wait("window.comity && comity.ready")
    assert page.text("#right h2") == "Zakir Hasanov"
    odd = opened(
        sample,
        "n=official:nobody&pair=XX-YY&off=nonsense&state=state:XX&conf=7&view=odd&steps=9&from=then&day=now&lang=xx&path=x&f=y",
    )
    assert odd.wrong == []
    assert odd.text("#counts") == opened(sample).text("#counts") or odd.js("comity.view().conf") == 0.95


def test_focus_by_steps_and_the_path_between_two(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=official:zakir-hasanov&steps=1")
    one = set(page.js("comity.picture.scene().nodes.map(node => node.id)"))
    assert one == {"official:zakir-hasanov", "meeting:baku"}
    page.tab.focus("#picture")
    page.tab.keyboard.press("2")
    two = set(page.js("comity.picture.scene().nodes.map(node => node.id)"))
    assert {"state:AZ", "state:KZ", "official:ruslan-zhaqsylyqov", "place:baku"} < two
    path = opened(sample, "n=official:zakir-hasanov&path=state:RU")
    assert path.js("comity.picture.scene().nodes.map(node => node.id)") == [
        "agreement:programme", "meeting:baku", "official:zakir-hasanov", "state:KZ", "state:RU",
    ]  # fmt: skip
    assert "4 steps" in path.text("#right")


def test_the_table_sorts_and_says_how(opened: Opener, sample: str) -> None:
    page = opened(sample, "view=table")
    dates = page.js("[...document.querySelectorAll('#facts-table tbody td:first-child')].map(d => d.textContent)")
    dated = [date for date in dates if date]
    assert dated == sorted(dated, reverse=True)
    assert dates == dated + [""] * (len(dates) - len(dated))
    page.tab.click('#facts-table th button:text("Subject")')
    assert page.js("document.querySelector('th[aria-sort]').textContent").startswith("Subject")
    names = page.js("[...document.querySelectorAll('#facts-table tbody td:nth-child(2)')].map(d => d.textContent)")
    assert names == page.js("names => names.toSorted(new Intl.Collator('en', {numeric: true}).compare)", names)


def test_exports_hold_the_facts_shown(opened: Opener, sample: str) -> None:
    import csv
    import io

    import pyoxigraph as ox

    page = opened(sample, "area=area:naval")
    turtle = page.js("comity.turtle()")
    triples = {(str(q.subject), str(q.predicate)) for q in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    naval = "<https://w3id.org/comity/id/cooperation/naval>"
    assert (naval, "<https://w3id.org/comity/ontology#participant>") in triples
    assert not any("meeting" in subject for subject, _ in triples)
    rows = list(csv.DictReader(io.StringIO(page.js("comity.csv()").removeprefix("\ufeff"))))
    assert [row["id"] for row in rows] == ["cooperation:naval"]
    assert rows[0]["evidence"] == "“Xəzri-2023” təlimi keçirilib."
    for button, name in (
        ("#x-png", "network.png"),
        ("#x-svg", "network.svg"),
        ("#x-csv", "facts.csv"),
        ("#x-ttl", "facts.ttl"),
    ):
        page.tab.click("#menu summary")
        with page.tab.expect_download() as download:
            page.tab.click(button)
        assert download.value.suggested_filename == name
    assert page.wrong == []
    assert page.forbidden == []


def test_above_four_hundred_nodes_the_states_come_first_and_never_more_than_a_thousand_are_drawn(
    opened: Opener,
) -> None:
    page = opened(drawn(synthetic(1000)))
    assert page.js("comity.view().mode") == "states"
    assert len(page.js("comity.picture.scene().nodes")) == 40
    page.tab.click("#m-network")
    assert page.js("comity.picture.scene().nodes.length") <= 1000
    small = opened(drawn(synthetic(60)))
    assert small.js("comity.view().mode") == "network"


def test_a_click_on_the_map_selects_and_shift_click_shows_the_path(opened: Opener, sample: str) -> None:
    page = opened(sample)
    page.tab.mouse.click(*page.at("official:zakir-hasanov"))
    page.wait("comity.view().node === 'official:zakir-hasanov'")
    page.tab.keyboard.down("Shift")
    page.tab.mouse.click(*page.at("state:RU"))
    page.tab.keyboard.up("Shift")
    page.wait("comity.view().path === 'state:RU'")
    assert "Zakir Hasanov → Russia" in page.text("#right h2")


def test_what_may_be_one_is_said_of_both(opened: Opener, sample: str) -> None:
    page = opened(sample, "n=official:r-zhaksylykov")
    assert "May be the same as Ruslan Zhaqsylyqov" in page.text("#right")


def test_a_fact_without_a_quotation_says_where_it_is_stated(opened: Opener) -> None:
    nodes = [
        {"id": "agreement:a", "kind": "agreement", "states": ["state:KZ"]},
        {"id": "state:KZ", "kind": "state", "code": "KZ"},
    ]
    fact = {"id": "f", "kind": "agreement", "s": "agreement:a", "p": "party", "o": "state:KZ", "t": [0]}
    telling = {
        "graph": "g",
        "of": "agreement:a",
        "quotes": [],
        "elsewhere": ["https://example.org/treaty"],
        "checked": False,
    }
    page = opened(drawn(made(nodes, [fact], tellings=[telling])), "n=agreement:a")
    assert "not checked" in page.text("#right")
    assert page.js('document.querySelector("#right .src a").href') == "https://example.org/treaty"
