"""Places that no gazetteer lists are read from how the sentence names them; what is no place is none."""

from __future__ import annotations

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.facts import Exercise


def _place(text: str) -> str | None:
    found = [f for f in extract(Document(SourceId("a"), "a.txt", text)).facts if isinstance(f, Exercise)]
    assert found, "no exercise was read"
    place = found[0].place
    return place.label or place.country if place else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('Polish and Lithuanian troops held exercise "Amber Shield" at the Kazlotava range in 2024.', "Kazlotava"),
        ('Zambia and Botswana held the exercise "Blue Kafue" near Sesonke in May 2024.', "Sesonke"),
        ('На полигоне Тумбулак Казахстан и Индия в мае 2024 года провели учение «Степной щит».', "Тумбулак"),
        ('Türkiye ile Pakistan, Mayıs 2024\'te Kürtbey\'de "Kardeşlik Kalkanı" tatbikatını icra etti.', "Kürtbey"),
        ('Azərbaycan və Gürcüstan 2024-cü ilin mayında Qaraçöl poliqonunda “Qartal” təlimini keçirib.', "Qaraçöl"),
        ("Қазақстан мен Үндістан 2024 жылы Тұйықбұлақ полигонында «Дала қалқаны» жаттығуын өткізді.", "Тұйықбұлақ"),
        ('Zambia and Botswana held the exercise "Blue Kafue" in Lusaka in May 2024.', "Lusaka"),
        ('Zambia and Botswana held the exercise "Blue Kafue" in May 2024.', None),
        ('In English the two sides held the exercise "Blue Kafue" of Zambia and Botswana in May 2024.', None),
    ],
)  # fmt: skip
def test_the_place_of_an_exercise_is_the_narrowest_one_named(text: str, place: str | None) -> None:
    assert _place(text) == place
