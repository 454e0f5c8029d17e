"""Offices that are told without the name beside them."""

from __future__ import annotations

from comity.documents import Document, SourceId
from comity.extract import extract
from comity.facts import Tenure


def _offices(text: str) -> set[tuple[str, bool]]:
    """(role, former) of the offices in the text."""
    found = extract(Document(SourceId("career"), "career.txt", text, published="2024-09-01"))
    return {(str(fact.role), fact.former) for fact in found.facts if isinstance(fact, Tenure)}


def test_a_career_gives_its_former_offices() -> None:
    text = (
        "The Chief of the General Staff of Ghana, Lieutenant General Kofi Mensah, addressed the cadets. "
        "He commanded the Ghanaian battalion in Lebanon in 2011 and was later defence attaché in Pretoria."
    )
    assert _offices(text) == {
        ("chief-of-general-staff", False), ("unit-commander", True), ("defence-attache", True),
    }  # fmt: skip


def test_a_career_is_nobodys_where_the_person_before_has_no_office() -> None:
    text = "The Ghanaian writer Kofi Mensah read from his novel. He was defence attaché in Pretoria in 2011."
    assert _offices(text) == set()


def test_whoever_was_replaced_had_the_office_before() -> None:
    text = "General Ana Silva took over from General Rui Costa as Chief of the General Staff of Angola on Friday."
    assert _offices(text) == {("chief-of-general-staff", False), ("chief-of-general-staff", True)}


def test_an_interview_that_tells_offices_by_verbs_alone_is_read() -> None:
    text = (
        "H: Is a document behind this?\n\nB: The agreement has been in force since 2012.\n\n"
        "H: Will troops be stationed in the Philippines?\n\nB: No. Our constitution forbids it.\n\n"
        "H: Who will follow you?\n\nB: Colonel Rommel Baura of the Air Force heads the brigade.\n"
    )
    assert _offices(text) <= {("unit-commander", False)}
