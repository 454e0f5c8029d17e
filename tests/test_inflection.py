"""Names of people are given in the nominative where the text makes it certain, and as they stand where it does not."""

from __future__ import annotations

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.facts import Tenure

CASES = {
    "with whom somebody spoke (kk)": (
        "Қазақстан Қорғаныс министрі Дәурен Қосанов Жаңа Зеландияның Қорғаныс министрі Джудит Коллинспен кездесті.",
        "Джудит Коллинс",
    ),
    "an ending that no name has (kk)": (
        "Қорғаныс министрі Дәурен Қосанов Шри-Ланка Қорғаныс министрі Канчана Банагоданың шақыруымен Коломбоға барды.",
        "Канчана Банагода",
    ),
    "with whom somebody spoke (az)": (
        "Azərbaycanın müdafiə naziri Zakir Həsənov Nigeriyanın müdafiə naziri Danladi Abubakarla görüşüb.",
        "Danladi Abubakar",
    ),
    "the same person without the ending (az)": (
        "Nigeriya Prezidenti Bola Tinubunun qəbulunda müdafiə naziri iştirak edib. Bola Tinubu qonaqları salamlayıb.",
        "Bola Tinubu",
    ),
    "a name that only looks inflected (az)": (
        "Belarusun müdafiə naziri Viktor Xrenin Bakıya səfər edib.",
        "Viktor Xrenin",
    ),
    "a word that a line breaks (ru)": (
        "МИНСК, 5 марта. Министр обороны Белоруссии Виктор Хренин провёл в среду перего-\n"
        "воры с министром обороны Казахстана генерал-полковником Русланом Жаксылы-\n"
        "ковым, который прибыл в республику с официальным визитом. Стороны обсудили\n"
        "подготовку кадров и подписали план двустороннего сотрудничества на год.\n",
        "Руслан Жаксылыков",
    ),
    "all words of a name in the instrumental (ru)": (
        "В Минске министр обороны Белоруссии Виктор Хренин встретился с министром обороны США Ллойдом Остином.",
        "Ллойд Остин",
    ),
    "after a rank in the genitive (ru)": (
        "Хренин принял министра обороны Сирии генерал-лейтенанта Али Аюба и начальника Генштаба Казахстана "
        "генерал-майора Султана Камалетдинова.",
        "Султан Камалетдинов",
    ),
    "a woman after the office of another (ru)": (
        "В Москву прибыла советник министра обороны Казахстана Александра Петрова.",
        "Александра Петрова",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_names_are_led_back_to_the_nominative(case: str) -> None:
    text, name = CASES[case]
    found = extract(Document(SourceId("x"), "x.txt", text, published="2025-03-04"))
    held = {fact.person for fact in found.facts if isinstance(fact, Tenure)}
    assert name in [person.names[0].text for person in found.persons if person.key in held]
