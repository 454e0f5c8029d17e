"""Parts of an article under the names of states: one article of several parts, or a digest of notes."""

from __future__ import annotations

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.facts import Agreement, Meeting, Tenure

_COMMITTEE = {
    "en": """Committee looks at defence papers

Oslo Courier - Tuesday 4 March 2025

Defence Minister Ida Berg defended the accord with Iceland in the committee today.

* Finland. The agreement on air space, signed in Tromso on 5 May 2021, has been in force since July 2021.

* Denmark. A protocol on joint patrols was signed on 3 March 2024, Berg said.

* Estonia. Talks continue.
""",
    "ru": """Комитет рассмотрел документы

Осло, 4 марта 2025 года

Министр обороны Норвегии Ида Берг отстаивала в комитете договорённость с Исландией.

Финляндия. Соглашение о воздушном пространстве, подписанное в Тромсё 5 мая 2021 года, действует с июля 2021 года.

Дания. Протокол о совместном патрулировании подписан 3 марта 2024 года, сказала Берг.

Эстония. Переговоры продолжаются.
""",
}


def _facts(text: str, language: str) -> list[object]:
    return list(extract(Document(SourceId("x"), "x.txt", text, language, published="2025-03-04")).facts)


@pytest.mark.parametrize("language", _COMMITTEE)
def test_what_stands_under_the_name_of_a_state_is_of_it_and_of_the_articles_own(language: str) -> None:
    found = {(f.kind, f.parties) for f in _facts(_COMMITTEE[language], language) if isinstance(f, Agreement)}
    assert found == {("agreement", ("FI", "NO")), ("protocol", ("DK", "NO"))}


def test_the_paper_of_a_town_and_its_day_show_whose_minister_is_meant() -> None:
    offices = [f for f in _facts(_COMMITTEE["en"], "en") if isinstance(f, Tenure)]
    assert [(f.state, f.role) for f in offices] == [("NO", "defence-minister")]


def test_notes_of_a_digest_do_not_share_their_people() -> None:
    text = """The week in defence

LIMA. Defence Minister Ana Soto of Peru met her Chilean counterpart Luis Rey.

RIGA. Latvian Defence Minister Janis Ozols hosted Lithuania's Defence Minister Jonas Kazlauskas.

ACCRA. The chief of the Ghana Army, General Kofi Mensah, opened a course.
"""
    met = {f.states for f in _facts(text, "en") if isinstance(f, Meeting)}
    assert met == {("CL", "PE"), ("LT", "LV")}


def test_who_is_named_in_full_before_the_parts_is_the_same_in_them() -> None:
    text = """One general, three capitals

General Cem Aydin, the Turkish chief of general staff, toured the Gulf on Tuesday.

KUWAIT
Aydin met the Kuwaiti Chief of General Staff, Lieutenant General Badr Salem.

BAHRAIN
The Bahraini commander-in-chief, Lieutenant General Rashid Nasser, received Aydin at noon.

QATAR
Aydin then had talks with Qatar's defence minister, Khalid Saoud.
"""
    met = {f.states for f in _facts(text, "en") if isinstance(f, Meeting)}
    assert met == {("KW", "TR"), ("BH", "TR"), ("QA", "TR")}
