"""Extraction reads articles in six languages, states only what they state, and quotes exactly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from comity.dates import bounds
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.extract.compose.draft import capital_of
from comity.extract.endings import combine
from comity.extract.language import detect
from comity.extract.lexicon import folders, read
from comity.extract.page import read_page
from comity.extract.script import Folding
from comity.extract.tokens import tokenize
from comity.facts import Extraction, Meeting, Tenure, Visit, encode
from comity.locate import ontology, seeds

CORPUS = Path(__file__).parents[1].parent / "shared" / "corpus" / "dev"


def read_text(text: str, published: str | None = "2025-06-27") -> Extraction:
    return extract(Document(SourceId("x"), "x.txt", text, published=published))


def kinds(found: Extraction) -> set[str]:
    return {type(fact).__name__ for fact in found.facts}


MEETINGS = {
    "en": "Defence Minister of Kazakhstan Ruslan Zhaksylykov met Defence Minister of Qatar Khalid Al Attiyah in Doha.",
    "ru": "Министр обороны Казахстана Руслан Жаксылыков встретился с министром обороны Катара Халидом Аль-Атыей.",
    "kk": "Қазақстан Қорғаныс министрі Руслан Жақсылықов Дохада Катар Қорғаныс министрі Халид әл-Атиямен кездесті.",
    "az": "Qazaxıstanın müdafiə naziri Ruslan Jaksılıkov Dohada Qətərin müdafiə naziri Xalid Əl-Atiyyə ilə görüşüb.",
    "tr": "Kazakistan Savunma Bakanı Ruslan Jaksılıkov, Doha'da Katar Savunma Bakanı Halid el-Atiyye ile görüştü.",
    "ar": "التقى وزير الدفاع الكازاخستاني رسلان جاكسيليكوف في الدوحة وزير الدفاع القطري خالد العطية.",
}


@pytest.mark.parametrize("language", sorted(MEETINGS))
def test_a_meeting_of_two_ministers_is_read_in_each_language(language: str) -> None:
    found = read_text(MEETINGS[language])
    assert found.language == language
    meetings = [fact for fact in found.facts if isinstance(fact, Meeting)]
    assert [fact.states for fact in meetings] == [("KZ", "QA")]
    offices = {(fact.state, fact.role) for fact in found.facts if isinstance(fact, Tenure)}
    assert offices == {("KZ", "defence-minister"), ("QA", "defence-minister")}


@pytest.mark.parametrize(
    "text",
    [
        "The ministry denied that the Minister of Defence of Qatar will visit Kazakhstan.",
        "The President of Tajikistan may visit Doha before New Year with a military delegation.",
        "Министр обороны Катара не поедет в Казахстан, сообщили в военном ведомстве.",
    ],
)
def test_what_is_denied_or_only_possible_is_no_visit(text: str) -> None:
    assert "Visit" not in kinds(read_text(text))


def test_teasers_of_other_articles_give_no_facts() -> None:
    text = (
        MEETINGS["en"]
        + "\n\nREAD ALSO\n→ President of Poland Andrzej Duda arrived in Baku\n→ Fencers take bronze in Doha\n"
    )
    assert kinds(read_text(text)) == kinds(read_text(MEETINGS["en"]))


def test_every_quotation_is_the_texts_own_slice() -> None:
    for path in sorted(seeds().glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found = extract(Document(SourceId(path.stem), path.name, text))
        assert found.facts
        for fact in found.facts:
            for quote in fact.quotes:
                assert text[quote.start : quote.end] == quote.exact


def test_the_same_article_gives_the_same_bytes() -> None:
    text = (seeds() / "002_2825537b1a03e9ed.txt").read_text(encoding="utf-8")
    document = Document(SourceId("x"), "x.txt", text, published="2024-04-25")
    assert encode(extract(document)) == encode(extract(document))


def test_a_language_without_a_lexicon_gives_no_facts() -> None:
    found = extract(Document(SourceId("x"), "x.txt", "国防部长访问了阿斯塔纳。", language="zh"))
    assert found.facts == ()


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("They met on 25–26 June in Oslo.", "2025-06-27", "2025-06-25/2025-06-26"),
        ("It was held from August 1 to 13, 2022.", None, "2022-08-01/2022-08-13"),
        ("It took place from 30 September to 13 October.", "2025-06-27", "2024-09-30/2024-10-13"),
        ("They met yesterday in Oslo.", "2025-03-01", "2025-02-28"),
        ("Встреча прошла 25 апреля 2024 года в Астане.", None, "2024-04-25"),
        ("Отряд был в порту с 14 по 18 марта 2025 года.", None, "2025-03-14/2025-03-18"),
        ("Құжат 2024 жылғы 25 сәуірде жасалды.", None, "2024-04-25"),
        ("Sənəd 2005-ci ildə imzalanıb.", None, "2005"),
        ("Belge 12 Ağustos 2025'te imzalandı.", None, "2025-08-12"),
        ("وقّع الجانبان الوثيقة في 6 مايو/أيار 2022 في آستانا.", None, "2022-05-06"),
        ("جرى ذلك في ١٨ تشرين الأول ٢٠٢٤ في بيروت.", None, "2024-10-18"),
    ],
)
def test_dates_of_all_languages_become_edtf(text: str, published: str | None, value: str) -> None:
    language = detect(text)
    assert language is not None
    page = read_page(text, language, published)
    assert value in [dated.value for sentence in page.sentences for dated in sentence.dates]


def test_without_a_day_of_publication_yesterday_is_no_date() -> None:
    page = read_page("They met yesterday in Oslo.", "en", None)
    assert [dated for sentence in page.sentences for dated in sentence.dates] == []


def test_look_alikes_broken_words_and_both_kazakh_alphabets_are_one_word() -> None:
    russian, kazakh = Folding("ru"), Folding("kk-Latn")
    assert russian.key("Чикoвани") == "чиковани"
    assert russian.disguised(russian.key("Hyp")) == "нур"
    assert [t.key for t in tokenize("ми-\n  нистр обороны", russian.key)] == ["министр", "обороны"]
    assert kazakh.key("qorǵanys") == kazakh.key("qorğanys") == kazakh.key("қорғаныс")


def test_all_combinations_of_endings_are_made_from_the_slots() -> None:
    endings = combine(
        {"plural": [("lar", "PL")], "possessive": [("ı", "")], "case": [("nın", "GEN")], "ki": [("dakı", "LOCKI")]}
    )
    assert endings["larının"] == "GEN"
    assert endings["dakı"] == "LOCKI"


@pytest.mark.parametrize("language", folders())
def test_every_lexicon_can_be_read_and_knows_its_states(language: str) -> None:
    words = read(language)
    if language in MEETINGS:
        assert len({entry.value for entry in words.entries if entry.type == "states"}) > 190
        assert capital_of(language, "KZ").label == "Astana"


def test_every_rule_of_a_lexicon_line_names_a_value_that_the_vocabularies_know() -> None:
    roles = {p.stem: p.read_text(encoding="utf-8") for p in (ontology() / "vocabularies").glob("*.ttl")}
    if not roles:
        pytest.skip("no vocabularies")
    everything = "\n".join(roles.values())
    for language in folders():
        for entry in read(language).entries:
            if entry.type in {"roles", "ranks", "areas", "kinds"} and entry.value.partition("|")[0] != "none":
                assert f":{entry.value.partition('|')[0]}" in everything, (language, entry)


def test_no_file_of_the_lexicon_says_a_thing_twice() -> None:
    for file in sorted((ontology() / "lexicon").glob("*/*.tsv")):
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        assert sorted(set(lines)) == sorted(lines), file.name


def test_the_visitor_is_told_from_the_host_by_the_cases() -> None:
    found = read_text("Министр обороны Китая Дун Цзюнь прибыл с официальным визитом в Астану.")
    assert [(f.visitor, f.host) for f in found.facts if isinstance(f, Visit)] == [("CN", "KZ")]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the annotated articles are not here")
def test_quotations_are_exact_in_all_annotated_articles() -> None:
    for gold in sorted(CORPUS.glob("*/gold.json")):
        for entry in json.loads(gold.read_text(encoding="utf-8")):
            text = (gold.parent / entry["doc"]).read_bytes().decode("utf-8")
            found = extract(Document(SourceId("x"), entry["doc"], text, published=entry.get("published")))
            assert all(text[q.start : q.end] == q.exact for fact in found.facts for q in fact.quotes)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Defence ministers of Chile and Peru met in Lima from 28 to 16 March 1956.", "2024-05-05"),
        ("In June 2024 Chile's minister came to Lima. On the 31st of this month he met that of Peru.", "2024-07-05"),
        ("Министры обороны Чили и Перу встретились 30.02.2024–01.02.2024 в Лиме.", None),
    ],
)
def test_times_that_cannot_be_give_no_date_and_stop_nothing(text: str, published: str | None) -> None:
    found = extract(Document(SourceId("x"), "x.txt", text, published=published))
    for date in [fact.date for fact in found.facts if isinstance(fact, Meeting | Visit) and fact.date]:
        assert bounds(date).earliest
