"""Names across scripts: one name is found in whatever letters it is written, two names stay two."""

from __future__ import annotations

import csv
from itertools import combinations
from pathlib import Path

import pytest
from comity import locate
from comity.names import keys, latin, parse, similarity, slug, sounds, tables
from hypothesis import given
from hypothesis import strategies as st

ONE_NAME = [
    ("Руслан Жақсылықов", "Ruslan Jaksılıkov"),
    ("Руслан Жақсылықов", "رسلان جاكسيليكوف"),
    ("Руслан Жақсылықов", "Ruslan Zhaqsylyqov"),
    ("Zakir Həsənov", "Закир Гасанов"),
    ("İlham Əliyev", "Ильхам Алиев"),
    ("Дун Цзюнь", "Dong Jun"),
    ("董军", "Dong Jun"),
    ("Abdülfəttah əs-Sisi", "عبد الفتاح السيسي"),
    ("عزيز نصير زاده", "Aziz Nasirzadeh"),
    ("Сергей Шойгу", "سيرغي شويغو"),
    ("Yaşar Güler", "Яшар Гюлер"),
    ("Tanabe Shohei", "Shohei Tanabe"),
    ("З.Гасанов", "Zakir Həsənov"),
]

TWO_NAMES = [
    ("İlham Əliyev", "Гейдар Алиев"),
    ("Khalid bin Salman", "محمد بن سلمان"),
    ("Даурен Косанов", "Мақсат Қосанов"),
    ("Сергей Шойгу", "Сергей Лавров"),
    ("Murat Sultanov", "Marat Sultanov"),
    ("普京", "Никол Пашинян"),
    ("Rajesh Singh", "Rajnath Singh"),
]


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_one_name_in_two_scripts_is_one_name(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.77


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_namesakes_and_neighbours_stay_apart(one: str, other: str) -> None:
    assert similarity(one, other) < 0.72


@pytest.mark.parametrize(("one", "other"), [pair for pair in ONE_NAME if parse(pair[0]).full])
def test_one_name_is_looked_up_by_a_common_key(one: str, other: str) -> None:
    assert keys(one) & keys(other)


def test_a_surname_alone_never_says_as_much_as_a_name() -> None:
    assert similarity("Жақсылықов", "Ruslan Zhaqsylyqov") <= 0.7


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    assert 0.0 <= similarity(one, other) <= 1.0
    assert similarity(one, other) == similarity(other, one)


@given(st.text("абвгдежзийклмнопрстуфхцчшыэюяқғңөұүіabcdefghijklmnopqrstuvwxyzəğışçöüابتجحخدرسشعغفقكلمنوي", min_size=3))
def test_a_word_is_like_itself(word: str) -> None:
    for reading in sounds.readings(word):
        assert sounds.distance(reading, reading) == 0.0


@given(st.text(max_size=40))
def test_a_slug_is_ascii_that_turtle_writes_without_escapes(text: str) -> None:
    made = slug(text)
    assert made == "" or all(
        part.isalnum() and part.isascii() and part.islower() | part.isdigit() for part in made.split("-")
    )
    assert slug(made) == made


@pytest.mark.parametrize(
    ("name", "language", "spelt"),
    [
        ("Руслан Жақсылықов", "kk", "Ruslan Zhaksylykov"),
        ("Нұрлан Ермекбаев", "kk", "Nurlan Yermekbayev"),
        ("Сергей Лавров", "ru", "Sergei Lavrov"),
        ("Валерий Герасимов", "ru", "Valery Gerasimov"),
        ("Володимир Шевченко", "uk", "Volodymyr Shevchenko"),
        ("Zakir Həsənov", "az", "Zakir Hasanov"),
        ("Elçin Qədirov", "az", "Elchin Gadirov"),
        ("Yaşar Güler", "tr", "Yasar Guler"),
        ("Aıdos Seıitjan", "kk", "Aidos Seiitzhan"),
        ("خالد بن سلمان", "ar", "Khaled Bin Salman"),
    ],
)
def test_the_latin_spelling_is_readable_and_without_marks(name: str, language: str, spelt: str) -> None:
    assert latin(name, language) == spelt


@pytest.mark.parametrize("file", sorted((locate.ontology() / "names").glob("*.tsv")), ids=lambda file: file.name)
def test_every_table_of_names_can_be_read(file: Path) -> None:
    assert list(tables.rows(file.name))


def test_every_letter_stands_for_sounds_that_have_a_weight() -> None:
    for table in ("Cyrl", "Latn", "Arab"):
        for letters, spelt in tables.mapping(f"sounds.{table}.tsv").items():
            assert set(spelt) <= set(sounds.weights()), letters
    for _, _, spelt in tables.rows("pinyin.tsv"):
        assert set(spelt) <= set(sounds.weights())


def test_names_of_one_state_are_told_apart_at_f1_above_095(shared: Path) -> None:
    file = shared / "research" / "name-variants.tsv"
    with file.open(encoding="utf-8", newline="") as rows:
        named = {
            (row["person"], row["state"], row["variant"])
            for row in csv.DictReader(rows, delimiter="\t")
            if parse(row["variant"]).full
        }
    pairs = [(a, b) for a, b in combinations(sorted(named), 2) if a[1] == b[1] and a[2] != b[2]]
    said = [(similarity(a[2], b[2]) >= 0.72, a[0] == b[0]) for a, b in pairs]
    right = sum(yes and true for yes, true in said)
    assert 2 * right / (sum(yes for yes, _ in said) + sum(true for _, true in said)) > 0.95
