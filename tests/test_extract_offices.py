"""Whose office it is and which: offices made of head and body, and the state of those that stand without one."""

from __future__ import annotations

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.facts import Tenure


def _offices(text: str, language: str) -> set[tuple[str, str, str]]:
    """(name, role, state) of the offices in the text."""
    found = extract(Document(SourceId("offices"), "offices.txt", text, language, published="2025-02-02"))
    names = {person.key: person.names[0].text for person in found.persons}
    return {(names[fact.person], str(fact.role), fact.state) for fact in found.facts if isinstance(fact, Tenure)}


@pytest.mark.parametrize(
    ("language", "text", "office"),
    [
        ("en", "Colonel Peter Wanjala, head of the Kenyan Peace Support Training Centre, signed it.",
         ("Peter Wanjala", "department-head", "KE")),
        ("ru", "Командир 4-й бригады быстрого развёртывания Чехии полковник Ян Кржиж принял гостей.",
         ("Ян Кржиж", "unit-commander", "CZ")),
        ("tr", "Portekiz 2. Süvari Alayı Komutanı Albay Rui Mendes brifing verdi.",
         ("Rui Mendes", "unit-commander", "PT")),
        ("az", "Çilinin 3-cü dağ briqadasının komandiri polkovnik Pablo Rohas qonaqları qarşılayıb.",
         ("Pablo Rohas", "unit-commander", "CL")),
        ("kk", "Чилидің үшінші тау бригадасының командирі полковник Пабло Рохас қонақтарды қарсы алды.",
         ("Пабло Рохас", "unit-commander", "CL")),
        ("ar", "استقبل مدير مديرية التعاون العسكري التشيلي العقيد بابلو روخاس الوفد.",
         ("بابلو روخاس", "department-head", "CL")),
        ("tr", "Savunma Sanayii Başkanlığı (SSB) Başkanı Haluk Görgün Türkiye'den geldi.",
         ("Haluk Görgün", "other", "TR")),
    ],
)  # fmt: skip
def test_an_office_is_told_by_its_head_and_what_it_heads(
    language: str, text: str, office: tuple[str, str, str]
) -> None:
    assert _offices(text, language) == {office}


def test_a_guest_is_not_of_the_state_to_which_he_is_invited() -> None:
    text = (
        "ANKARA (AA) - İspanya Genelkurmay Başkanı Oramiral Teodoro Lopez Ankara'da Milli Savunma Bakanı Yaşar Güler "
        "ile görüştü.\n\nSavunma Bakanı Margarita Robles'in mayısta Türkiye'ye davetli olduğu bildirildi."
    )
    assert ("Margarita Robles", "defence-minister", "ES") in _offices(text, "tr")


def test_in_an_interview_our_minister_is_that_of_who_answers() -> None:
    text = (
        "Tamaş Torma: “Bir ruhda danışırıq”\n\nMacarıstanın Azərbaycandakı səfiri suallarımızı cavablandırır\n\n"
        "– Nə baş verir?\n\n– Müdafiə nazirimiz Kriştof Salay gəldi.\n\n– Bəs sonra?\n\n"
        "– Yeni hərbi attaşemiz polkovnik Laslo Kereşteş işə başlayır."
    )
    assert _offices(text, "az") == {
        ("Tamaş Torma", "ambassador", "HU"),
        ("Kriştof Salay", "defence-minister", "HU"),
        ("Laslo Kereşteş", "defence-attache", "HU"),
    }


def test_the_state_before_the_arm_and_rank_of_an_official_is_his() -> None:
    text = "U.S. Air Force Brig. Gen. Tom Miller, deputy director of strategy, signed the text in Montevideo, Uruguay."
    assert _offices(text, "en") == {("Tom Miller", "other", "US")}


def test_whom_somebody_informs_is_no_office_of_his() -> None:
    text = "Nijerya Görev Gücü Komutanı Tümgeneral Godwin Mutkut, bakanlara bilgi verdi."
    assert _offices(text, "tr") == {("Godwin Mutkut", "unit-commander", "NG")}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("kk", "Кувейттің Астанадағы әскери атташесі полковник Юсуф ар-Рашиди келді.", "Юсуф ар-Рашиди"),
        ("ru", "Министр обороны Таджикистана генерал-полковник Шерали Мирзо принял делегацию.", "Шерали Мирзо"),
        ("ar", "وصلت وزيرة الدفاع الإسبانية مرغريتا روبليس صباح اليوم إلى بيروت.", "مرغريتا روبليس"),
        ("az", "Azərbaycanın müdafiə naziri Zakir Həsənov Əbu-Dabiyə gedib.", "Zakir Həsənov"),
    ],
)
def test_a_name_ends_where_a_time_or_a_town_begins(language: str, text: str, name: str) -> None:
    assert {found for found, _, _ in _offices(text, language)} == {name}
