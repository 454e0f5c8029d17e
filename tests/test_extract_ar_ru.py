"""Claims about reading Arabic and Russian: names, offices, dates and whole articles written for the tests.

The articles of tests/articles were written for this purpose; their events are partly invented.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.extract.judge import Tally, judge
from comity.extract.page import read_page
from comity.facts import Extraction, Tenure

ARTICLES = Path(__file__).parent / "articles"


def read(text: str, language: str, published: str = "2024-05-14") -> Extraction:
    return extract(Document(SourceId("x"), "x.txt", text, language, published=published))


def offices(text: str, language: str) -> set[tuple[str, str, str]]:
    extraction = read(text, language)
    names = {person.key: person.names[0].text for person in extraction.persons}
    return {(names[f.person], f.state, f.role) for f in extraction.facts if isinstance(f, Tenure)}


def dates(text: str, language: str, published: str = "2024-05-14") -> list[str]:
    return [dated.value for s in read_page(text, language, published).sentences for dated in s.dates]


# ---------------------------------------------------------------- Arabic names and offices
def test_an_arabic_office_may_follow_its_holder_without_a_comma() -> None:
    text = "استقبل الفريق أول مبارك السهلي قائد القوات البحرية القطرية ضيفه في الدوحة."
    assert offices(text, "ar") == {("مبارك السهلي", "QA", "service-commander")}


def test_a_written_together_conjunction_begins_another_person_of_the_same_state() -> None:
    text = "أجرى الضيف محادثات في لندن مع وزير الدفاع البريطاني جون هيلي ورئيس أركان الدفاع الأدميرال توني راداكين."
    assert offices(text, "ar") == {
        ("جون هيلي", "GB", "defence-minister"),
        ("توني راداكين", "GB", "chief-of-general-staff"),
    }


def test_ministers_listed_after_a_plural_office_are_matched_with_their_states() -> None:
    text = "اجتمع وزراء دفاع مصر وقبرص واليونان، الفريق أول محمد زكي وفاسيليس بالماس ونيكوس ديندياس، في نيقوسيا أمس."
    assert offices(text, "ar") == {
        ("محمد زكي", "EG", "defence-minister"),
        ("فاسيليس بالماس", "CY", "defence-minister"),
        ("نيكوس ديندياس", "GR", "defence-minister"),
    }


def test_who_speaks_for_a_side_is_of_that_side() -> None:
    text = (
        "ترأس الجانب العماني الفريق الركن بحري عبدالله بن خميس الرئيسي رئيس أركان قوات السلطان المسلحة، "
        "فيما ترأس الجانب الإيراني اللواء محمد باقري رئيس هيئة الأركان العامة للقوات المسلحة."
    )
    assert {(state, role) for _, state, role in offices(text, "ar")} == {
        ("OM", "chief-of-general-staff"),
        ("IR", "chief-of-general-staff"),
    }


def test_a_college_that_bears_a_name_is_nobody() -> None:
    assert offices("تخرج الضباط العراقيون في مركز الملك عبد الله الثاني لتدريب العمليات الخاصة.", "ar") == set()


def test_a_deputy_of_the_foreign_minister_is_no_foreign_minister() -> None:
    assert ("ميخائيل بوغدانوف", "RU", "foreign-minister") not in offices(
        "التقى قائد الجيش السوداني عبد الفتاح البرهان نائب وزير الخارجية الروسي ميخائيل بوغدانوف.", "ar"
    )


@pytest.mark.parametrize(
    ("state", "rank"), [("الكازاخستاني", "colonel-general"), ("السعودي", "general"), ("الأذربيجاني", "colonel-general")]
)
def test_one_arabic_rank_is_another_rank_in_another_army(state: str, rank: str) -> None:
    extraction = read(f"وصل وزير الدفاع {state} الفريق أول كريم حيدروف إلى مسقط.", "ar")
    assert [f.rank for f in extraction.facts if isinstance(f, Tenure)] == [rank]


# ---------------------------------------------------------------- Russian offices
@pytest.mark.parametrize(
    "form",
    [
        "министр обороны Сербии", "министра обороны Сербии", "министром обороны Сербии",
        "главе оборонного ведомства Сербии", "главу Минобороны Сербии", "сербскому министру обороны",
    ],
)  # fmt: skip
def test_a_russian_office_is_known_in_every_case(form: str) -> None:
    found = offices(f"В Белграде {form} Братислав Гашич сделал заявление.", "ru")
    assert {(state, role) for _, state, role in found} == {("RS", "defence-minister")}


def test_an_ambassador_is_of_the_state_that_sent_him() -> None:
    text = "Посол КНР в Таджикистане Го Чжицзюнь и военный атташе старший полковник Ван Лэй посетили институт."
    found = offices(text, "ru")
    assert {(state, role) for _, state, role in found} == {("CN", "ambassador"), ("CN", "defence-attache")}


def test_a_former_minister_is_told_as_former() -> None:
    extraction = read("Бывший министр обороны Армении Давид Тоноян не стал комментировать визит.", "ru")
    assert [(f.role, f.former) for f in extraction.facts if isinstance(f, Tenure)] == [("defence-minister", True)]


# ---------------------------------------------------------------- dates
@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("كانون الثاني", 1), ("جانفي", 1), ("شباط", 2), ("فيفري", 2), ("آذار", 3), ("نيسان", 4), ("أفريل", 4),
        ("أيار", 5), ("ماي", 5), ("حزيران", 6), ("جوان", 6), ("تموز", 7), ("جويلية", 7), ("يوليوز", 7),
        ("آب", 8), ("أوت", 8), ("غشت", 8), ("أيلول", 9), ("شتنبر", 9),
        ("تشرين الأول", 10), ("تشرين الثاني", 11), ("نونبر", 11), ("كانون الأول", 12),
        ("دجنبر", 12), ("نوفمبر/تشرين الثاني", 11), ("يونيو/حزيران", 6),
    ],
)  # fmt: skip
def test_every_arabic_name_of_a_month_is_read(written: str, month: int) -> None:
    assert f"2021-{month:02}-09" in dates(f"وصل الوفد إلى دمشق في 9 {written} 2021 صباحا.", "ar")


def test_arabic_digits_are_digits() -> None:
    assert dates("انطلق التمرين في ١٨ أكتوبر ٢٠٢٤ في مسقط.", "ar") == ["2024-10-18"]


def test_a_hijri_date_is_left_out_and_never_misread() -> None:
    found = dates("استقبل الوزير ضيفه في 3 رجب 1445 بالرياض.", "ar")
    assert not [value for value in found if value.startswith("1445")]


@pytest.mark.parametrize(
    ("written", "value"), [("15–16 мая 2025 года", "2025-05-15/2025-05-16"), ("в июне 2023 года", "2023-06")]
)
def test_russian_ranges_and_months_are_read(written: str, value: str) -> None:
    assert value in dates(f"Учение прошло {written} на полигоне.", "ru")


# ---------------------------------------------------------------- what is not said
def test_above_all_is_no_negation() -> None:
    text = "بحث وزير الدفاع التونسي عماد مميش مع نظيره الإيطالي غيدو كروسيتو سبل التعاون، لا سيما أمن الحدود."
    assert any(getattr(f, "area", None) == "border-security" for f in read(text, "ar").facts)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "نفت وزارة الدفاع المصرية ما تردد عن توقيع اتفاقية دفاعية مع إريتريا."),
        ("ar", "أكدت الوزارة أن زيارة وزير الدفاع الليبي عبد السلام الزوبي إلى روما أُلغيت."),
        ("ru", "Минобороны Грузии опровергло сообщения о подписании соглашения с Ираном."),
        ("ru", "Министр обороны Сербии Братислав Гашич не исключил, что посетит Минск, но приглашение не направлено."),
    ],
)
def test_what_is_denied_or_called_off_is_no_fact(language: str, text: str) -> None:
    assert [type(f).__name__ for f in read(text, language).facts if not isinstance(f, Tenure)] == []


# ---------------------------------------------------------------- whole articles
@pytest.mark.parametrize("language", ["ar", "ru"])
def test_articles_written_for_the_tests_are_read_well(language: str) -> None:
    total = Tally()
    for entry in json.loads((ARTICLES / f"{language}-gold.json").read_text(encoding="utf-8")):
        path = ARTICLES / entry["doc"]
        document = Document(
            SourceId(path.stem), path.name, path.read_text(encoding="utf-8"), language, published=entry["published"]
        )
        extraction = extract(document)
        for fact in extraction.facts:
            for quote in fact.quotes:
                assert document.text[quote.start : quote.end] == quote.exact
        for tally in judge(entry, extraction).tallies.values():
            total.add(tally)
    assert total.precision >= 0.85
    assert total.recall >= 0.7
