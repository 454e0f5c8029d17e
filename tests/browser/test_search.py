"""The search finds a person in any script and spelling, and is a proper combobox."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Opened, Opener, drawn, made

pytestmark = pytest.mark.browser


def found(page: Opened, text: str) -> list[str]:
    return list(page.js("text => comity.find(text).map(node => node.id)", text))


@pytest.mark.parametrize(
    ("texts", "who"),
    [
        (["Шойгу", "шойгу", "shoigu", "Shoygu", "سيرغي شويغو", "شويغو", "Şoyqu", "SHOIGU"], "official:sergei-shoigu"),
        (["Həsənov", "Hasanov", "Hesenov", "hasan", "Гасанов"], "official:zakir-hasanov"),
        (["Жақсылықов", "жаксылыков", "zhaqsylyqov", "Jaksılıkov", "Zhaksylykov"], "official:ruslan-zhaqsylyqov"),
        (["Қазақстан", "казакстан", "كازاخستان", "KZ", "kazakh"], "state:KZ"),
        (["أذربيجان", "اذربيجان", "azer"], "state:AZ"),
        (["xezri", "Xəzri"], "exercise:khazri"),
    ],
)
def test_a_name_is_found_in_every_script_and_spelling(opened: Opener, sample: str, texts: list[str], who: str) -> None:
    page = opened(sample)
    missed = [text for text in texts if who not in found(page, text)[:3]]
    assert missed == []


def test_a_name_that_only_sounds_alike_is_found_too(opened: Opener) -> None:
    people = {
        "official:a": "Шойгу",
        "official:b": "Həsənov",
        "official:c": "Мурат Бектанов",
        "official:d": "Xi Jinping",
    }
    page = opened(
        drawn(made([{"id": each, "kind": "official", "label": {"": text}} for each, text in people.items()], []))
    )
    assert found(page, "شويغو") == ["official:a"]
    assert found(page, "حسنوف") == ["official:b"]
    assert found(page, "بيكتانوف") == ["official:c"]
    assert found(page, "nobody") == []


def test_arrows_and_enter_pick_and_the_combobox_says_what_is_marked(opened: Opener, sample: str) -> None:
    page = opened(sample)
    page.tab.keyboard.press("/")
    page.tab.keyboard.type("za")
    assert page.tab.get_attribute("#q", "aria-expanded") == "true"
    assert page.tab.get_attribute("#q", "aria-activedescendant") == "hit-0"
    page.tab.keyboard.press("ArrowDown")
    assert page.tab.get_attribute("#q", "aria-activedescendant") == "hit-1"
    assert page.tab.get_attribute("#hit-1", "aria-selected") == "true"
    marked = page.tab.get_attribute("#hit-1", "data-id")
    page.tab.keyboard.press("Enter")
    assert page.js("comity.view().node") == marked
    assert page.tab.get_attribute("#q", "aria-expanded") == "false"


def test_what_is_filtered_away_is_found_and_shown(opened: Opener, sample: str) -> None:
    page = opened(sample, "off=official")
    page.tab.fill("#q", "Shoigu")
    page.tab.keyboard.press("Enter")
    assert page.text("#right h2") == "Sergei Shoigu"
    assert page.js("comity.view().off.size") == 0
