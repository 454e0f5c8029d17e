"""Extraction from Kazakh (in three alphabets), Azerbaijani, Turkish, and Uzbek, which needed words only.

The articles and sentences are this project's own, about states and people that no rule was made for.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from comity import facts as kinds
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.extract.judge import Tally, judge
from comity.extract.language import detect
from comity.extract.matcher import matcher
from comity.extract.people import alike
from comity.facts import AnyFact, Extraction

ARTICLES = Path(__file__).parent / "articles"
LANGUAGES = ("kk", "az", "tr", "uz")
#: Kazakh Cyrillic, and its letters in the Latin alphabets of 2018-2019 and 2021.
CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
ALPHABET_2019 = re.findall(
    r"\S+",
    "a á b v g ǵ d e o j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh shch . y i . e ıý ıa",
)
ALPHABET_2021 = re.findall(
    r"\S+",
    "a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ch ş ştş . y ı . e iu ia",
)


def article(name: str, text: str | None = None, published: str | None = None) -> Extraction:
    body = text if text is not None else (ARTICLES / name).read_text(encoding="utf-8")
    return extract(Document(SourceId(name), name, body, published=published))


def gold() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((ARTICLES / "gold.json").read_text(encoding="utf-8"))
    return entries


def rows(name: str) -> list[list[str]]:
    lines = (ARTICLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def score(entries: list[dict[str, Any]]) -> tuple[Tally, int]:
    total, fallen = Tally(), 0
    for entry in entries:
        verdict = judge(entry, article(entry["doc"], published=entry["published"]))
        fallen += verdict.fallen
        for tally in verdict.tallies.values():
            total.add(tally)
    return total, fallen


@pytest.mark.parametrize("language", [*LANGUAGES, "kk-Latn"])
def test_every_line_of_the_lexicon_can_be_read(language: str) -> None:
    assert matcher(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_own_articles_are_read_with_few_errors_and_no_trap(language: str) -> None:
    total, fallen = score([entry for entry in gold() if entry["lang"] == language])
    assert total.precision >= 0.85
    assert total.f1 >= 0.75
    assert fallen == 0


@pytest.mark.parametrize("language", ["kk", "az", "tr"])
def test_offices_are_bound_to_their_holders(language: str) -> None:
    wanted, right, extra = 0, 0, 0
    for lang, sentence, *offices in rows("turkic-offices.tsv"):
        if lang != language:
            continue
        found = extract(Document(SourceId("x"), "x.txt", sentence, language=lang))
        names = {person.key: person.names[0].text for person in found.persons}
        told = [(names[f.person], f.role, f.state) for f in found.facts if isinstance(f, kinds.Tenure)]
        for office in offices:
            name, role, state, _ = office.split("|")
            wanted += 1
            hit = [t for t in told if t[1:] == (role, state) and alike(t[0].split()[-1], name.split()[-1])]
            right += bool(hit)
            for t in hit[:1]:
                told.remove(t)
        extra += len(told)
    assert right / wanted >= 0.9
    assert extra / wanted <= 0.1


@pytest.mark.parametrize("language", ["kk", "az", "tr"])
def test_events_are_found_in_the_words_of_the_press(language: str) -> None:
    wanted, right = 0, 0
    for lang, published, sentence, *codes in rows("turkic-events.tsv"):
        if lang != language:
            continue
        document = Document(SourceId("x"), "x.txt", sentence, language=lang, published=published)
        told = Counter(code(fact) for fact in extract(document).facts)
        for expected in codes:
            if expected.startswith("!"):
                assert not [t for t in told if t.startswith(expected[1:])]
                continue
            wanted += 1
            right += bool(told[expected])
            told[expected] -= 1
    assert right / wanted >= 0.8


def code(fact: AnyFact) -> str:
    match fact:
        case kinds.Meeting():
            return "M:" + "+".join(sorted(fact.states))
        case kinds.Visit():
            return f"V:{fact.visitor}>{fact.host}"
        case kinds.Agreement():
            return "A:" + "+".join(sorted(fact.parties)) + f"|{fact.kind}|{fact.status}"
        case kinds.Exercise():
            return f"E:{fact.name.text if fact.name else ''}|{fact.status}"
        case kinds.Deployment():
            return f"D:{fact.state}>{fact.place.country or fact.place.label}|{fact.status}"
        case kinds.Cooperation():
            return "C:" + "+".join(sorted(fact.states)) + f"|{fact.area}"
    return "office"


def romanized(text: str, alphabet: list[str]) -> str:
    letters = {c: "" if latin == "." else latin for c, latin in zip(CYRILLIC, alphabet, strict=True)}
    letters |= {c.upper(): latin.capitalize() for c, latin in letters.items()}
    return "".join(letters.get(c, c) for c in text)


@pytest.mark.parametrize("alphabet", [ALPHABET_2019, ALPHABET_2021], ids=["2019", "2021"])
def test_kazakh_in_latin_script_tells_the_same_facts(alphabet: list[str]) -> None:
    text = (ARTICLES / "kk-2.txt").read_text(encoding="utf-8")
    latin = romanized(text, alphabet)
    assert detect(latin) == "kk-Latn"
    cyrillic = Counter(code(fact) for fact in article("kk-2.txt", published="2024-04-12").facts)
    told = Counter(code(fact) for fact in article("kk-2.txt", latin, "2024-04-12").facts)
    shared = sum((cyrillic & told).values())
    assert shared >= 0.8 * sum(cyrillic.values())


def test_the_language_is_known_by_its_letters() -> None:
    assert detect("Oʻzbekiston Mudofaa vazirligi delegatsiyasi Qirgʻizistonga tashrif buyurdi.") == "uz"
    assert detect("Азәрбајҹанын мүдафиә назири ҝенерал-полковник Бакыда гонағы гәбул едиб.") == "az"
    assert detect("Қазақстанның қорғаныс министрі қонақтарды қабылдады.") == "kk"


def test_evidence_is_exact_in_every_alphabet() -> None:
    for entry in gold():
        text = (ARTICLES / entry["doc"]).read_text(encoding="utf-8")
        for fact in article(entry["doc"], published=entry["published"]).facts:
            for quote in fact.quotes:
                assert text[quote.start : quote.end] == quote.exact
