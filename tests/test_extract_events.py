"""When and where a meeting or visit was, and who was there: what the sentences around it say."""

from __future__ import annotations

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.extract.lexicon import read
from comity.extract.page import read_page
from comity.facts import Extraction, Meeting, Visit


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


def facts_of(text: str, language: str, published: str | None = "2025-05-10") -> Extraction:
    return extract(Document(SourceId("x"), "x.txt", text, language, published=published))


def meetings_of(text: str, language: str) -> list[tuple[tuple[str, ...], str | None, str | None]]:
    found = [f for f in facts_of(text, language).facts if isinstance(f, Meeting)]
    return [(m.states, m.date, m.place.label if m.place else None) for m in found]


def visits_of(
    text: str, language: str, published: str | None = "2025-05-10"
) -> list[tuple[str, str, str | None, str | None]]:
    found = [f for f in facts_of(text, language, published).facts if isinstance(f, Visit)]
    return [(v.visitor, v.host, v.date, v.place.label if v.place else None) for v in found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Defence Minister of Serbia Milan Petrovic arrived in Baku on 4 May. "
            "The guest was received by Defence Minister of Azerbaijan Zakir Hasanov.",
        ),
        (
            "ru",
            "Министр обороны Сербии Милан Петрович прибыл в Баку 4 мая. "
            "Гостя принял министр обороны Азербайджана Закир Гасанов.",
        ),
        (
            "az",
            "Serbiyanın müdafiə naziri Milan Petroviç mayın 4-də Bakıya gəlib. "
            "Qonağı Azərbaycanın müdafiə naziri Zakir Həsənov qəbul edib.",
        ),
        (
            "tr",
            "Sırbistan Savunma Bakanı Milan Petroviç 4 Mayıs'ta Bakü'ye geldi. "
            "Konuğu Azerbaycan Savunma Bakanı Zakir Hasanov kabul etti.",
        ),
    ],
)
def test_a_guest_is_the_official_of_another_state_named_last(language: str, text: str) -> None:
    assert meetings_of(text, language) == [(("AZ", "RS"), "2025-05-04", "Baku")]
    assert visits_of(text, language) == [("RS", "AZ", "2025-05-04", "Baku")]


def test_who_met_is_not_claimed_where_the_text_does_not_say_it() -> None:
    text = "Defence Minister of Serbia Milan Petrovic spoke at the meeting of the cabinet on 4 May."
    assert meetings_of(text, "en") == []


def test_a_visit_dated_after_the_publication_has_not_happened() -> None:
    text = "Defence Minister of Serbia Milan Petrovic arrives in Baku on 14 May 2025."
    assert visits_of(text, "en") == []
    assert visits_of(text, "en", "2025-05-20") == [("RS", "AZ", "2025-05-14", "Baku")]


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        (
            "en",
            "On 4 May Defence Minister of Serbia Milan Petrovic arrived in Baku on a three-day visit.",
            "2025-05-04/2025-05-06",
        ),
        (
            "ru",
            "4 мая министр обороны Сербии Милан Петрович прибыл в Баку с трёхдневным визитом.",
            "2025-05-04/2025-05-06",
        ),
        (
            "en",
            "Defence Minister of Serbia Milan Petrovic arrived in Baku on 4 May. The visit ended on 7 May.",
            "2025-05-04/2025-05-07",
        ),
    ],
)
def test_a_visit_lasts_from_the_arrival_to_the_departure(language: str, text: str, days: str) -> None:
    assert [visit[2] for visit in visits_of(text, language)] == [days]


def test_a_ship_is_of_the_navy_whose_prefix_it_bears() -> None:
    text = "The frigate HMS Spey of the Royal Navy was in Asia. HMS Spey docked at Busan on 4 May 2025."
    assert visits_of(text, "en") == [("GB", "KR", "2025-05-04", "Busan")]


def test_a_town_before_its_state_is_where_a_visit_went_though_no_list_has_it() -> None:
    text = "The Indian frigate Talwar docked at the port of Kilindi, Kenya, on 4 May 2025."
    assert visits_of(text, "en") == [("IN", "KE", "2025-05-04", "Kilindi")]


def test_a_name_is_no_town() -> None:
    text = "Chief of the General Staff of Serbia General Milan Petrovic arrived in our country on 4 May 2025."
    found = visits_of("ANKARA (AA) - " + text, "en")
    assert "Milan" not in {visit[3] for visit in found}


def test_two_meetings_of_one_sentence_have_each_their_day() -> None:
    text = (
        "Заместитель министра обороны России Юнус-бек Евкуров посетил Африку. 27 мая он, Юнус-бек Евкуров, беседовал "
        "с министром обороны Мали Садио Камарой, на следующий день – с министром обороны Нигера Салифу Моди."
    )
    found = [f for f in facts_of(text, "ru", "2024-05-31").facts if isinstance(f, Meeting)]
    assert {(m.states, m.date) for m in found} == {(("ML", "RU"), "2024-05-27"), (("NE", "RU"), "2024-05-28")}


def test_every_spelling_of_the_gazetteer_leads_to_one_town() -> None:
    for language in ("en", "ru", "kk", "az", "tr", "ar"):
        forms = [e.form for e in read(language).entries if e.type == "towns"]
        assert len(forms) > 1500
        assert len(forms) == len(set(forms))
