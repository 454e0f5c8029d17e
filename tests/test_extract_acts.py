"""Agreements, exercises and deployments: what is claimed of them, and when nothing is."""

from __future__ import annotations

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.extract.lexicon import folders, read
from comity.facts import Agreement, Deployment, Exercise


def facts(text: str, published: str | None = "2025-06-27") -> list[object]:
    return list(extract(Document(SourceId("x"), "x.txt", text, published=published)).facts)


def agreements(text: str) -> list[tuple[tuple[str, ...], str, str | None]]:
    return [(f.parties, f.kind, f.status) for f in facts(text) if isinstance(f, Agreement)]


DRAFTS = {
    "en": "Kenya and Poland are preparing a memorandum on demining. It is to be signed in Warsaw in September.",
    "ru": "Кения и Польша готовят меморандум о разминировании. Документ планируется подписать в сентябре.",
    "az": "Keniya və Polşa minatəmizləmə haqqında memorandumun layihəsini nəzərdən keçirib. "
    "Sənədin sentyabrda imzalanması nəzərdə tutulur.",
}


@pytest.mark.parametrize("language", sorted(DRAFTS))
def test_a_document_whose_signing_the_next_sentence_puts_off_is_planned(language: str) -> None:
    assert agreements(DRAFTS[language]) == [(("KE", "PL"), "memorandum", "planned")]


def test_what_was_signed_long_ago_and_never_ratified_stays_signed() -> None:
    text = "The agreement of Chile and Peru on ports, signed on 27 January 2018, was never taken up by Congress."
    assert agreements(text) == [(("CL", "PE"), "agreement", "signed")]


def test_a_document_signed_years_ago_that_still_applies_is_in_force() -> None:
    text = "The memorandum that Latvia and Georgia signed in 2019 is still valid."
    assert agreements(text) == [(("GE", "LV"), "memorandum", "in-force")]


def test_agreements_with_two_partners_are_one_with_each() -> None:
    text = "The Philippines has visiting forces agreements in force with Japan and with Australia."
    assert [parties for parties, _, _ in agreements(text)] == [("AU", "PH"), ("JP", "PH")]


def test_the_years_that_a_plan_covers_are_no_day_of_signing() -> None:
    text = "On 5 June 2025 Oman and India signed a plan of military cooperation for 2026-2028 in Muscat."
    found = [f for f in facts(text) if isinstance(f, Agreement)]
    assert [(f.signed, f.period) for f in found] == [("2025-06-05", "2026/2028")]


def test_what_somebody_said_about_an_exercise_is_not_its_name() -> None:
    text = "“Cold tests people before it tests machines,” said the Norwegian general at the exercise in Finland."
    assert not [f for f in facts(text) if isinstance(f, Exercise)]


def test_the_next_sentence_may_name_an_exercise() -> None:
    text = "Togo and Benin hold an exercise at sea. It is called “Blue Heron” and began on 25 June 2025."
    assert [f.name.text for f in facts(text) if isinstance(f, Exercise) and f.name] == ["Blue Heron"]


def test_soldiers_from_several_states_in_a_mission_are_sent_by_each() -> None:
    text = "Soldiers from Uganda, Kenya and Djibouti serve in the AUSSOM mission in Somalia."
    found = [f for f in facts(text) if isinstance(f, Deployment)]
    assert {(f.state, f.place.country, f.organisation, f.status) for f in found} == {
        (sender, "SO", "AU", "current") for sender in ("UG", "KE", "DJ")
    }


def test_an_ambassador_is_no_deployment() -> None:
    text = "Colonel Felipe Undurraga has served as the defence attaché of Chile in Turkey since 2012 with the UN staff."
    assert not [f for f in facts(text) if isinstance(f, Deployment)]


@pytest.mark.parametrize("language", folders())
def test_missions_are_known_by_their_acronyms_in_every_language(language: str) -> None:
    places = {e.form: e.value for e in read(language).entries if e.type == "organisations"}
    assert places["UNMISS~"] == "UN|SS"
    assert places["=UNMIS"] == "UN|SD"
