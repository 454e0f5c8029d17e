"""When and where a meeting or visit was, and who was there: what the sentences around it say."""

from __future__ import annotations

import pytest
from comity.extract.page import read_page


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "On 4 May 2025 she landed in Oslo. The next day she met the minister.", "2025-05-05"),
        ("ru", "4 мая 2025 года он прибыл в Осло. На следующий день состоялась встреча.", "2025-05-05"),
        ("kk", "Министр 2025 жылғы 4 мамырда келді. Ертеңіне кездесу өтті.", "2025-05-05"),
        ("az", "Nazir 4 may 2025-ci ildə Osloya gəlib. Ertəsi gün görüş keçirilib.", "2025-05-05"),
        ("tr", "Bakan 4 Mayıs 2025'te Oslo'ya geldi. Ertesi gün görüşme yapıldı.", "2025-05-05"),
        ("ar", "وصل الوزير في 4 مايو 2025 إلى أوسلو. وفي اليوم التالي عقد اللقاء.", "2025-05-05"),
    ],
)
def test_the_next_day_is_that_after_the_day_last_named(language: str, text: str, value: str) -> None:
    page = read_page(text, language, None)
    assert page.sentences[-1].dates[0].value == value


def test_the_last_day_of_a_visit_is_the_end_of_the_days_named_before() -> None:
    page = read_page("He was in Oslo on 2-4 May 2025. On the last day he met the minister.", "en", None)
    assert [d.value for d in page.sentences[1].dates] == ["2025-05-04"]


def test_the_day_of_an_old_treaty_is_not_the_same_day_of_a_later_paragraph() -> None:
    text = "They met on 3 May 2025.\n\nThe treaty was signed on 28 March 1994.\n\nThe same day he flew home."
    page = read_page(text, "en", "2025-05-05")
    assert [d.value for d in page.sentences[2].dates] == ["2025-05-03"]
