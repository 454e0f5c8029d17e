"""From the facts of one document to nodes: what a fact names is there, and nothing that it does not say."""

from __future__ import annotations

from comity.assemble import tell
from comity.facts import Deployment, Extraction, Name, Person, Place, Quote, Tenure
from comity.nodes import Local, Node
from comity.terms import COMITY, iri
from conftest import document
from rdflib import Literal

ARTICLE = document("Botswana had troops in Mozambique.", language="en", published="2025-03-01")
QUOTE = (Quote(0, 34, "Botswana had troops in Mozambique."),)


def told(*facts: object, persons: tuple[Person, ...] = ()) -> list[Node]:
    made = Extraction(ARTICLE.id, ARTICLE.sha256, "rules", "en", persons, facts)  # type: ignore[arg-type]
    return tell(made, ARTICLE)


def deployment(organisation: str) -> Deployment:
    return Deployment(
        key="d1", quotes=QUOTE, state="BW", place=Place(country="MZ"), status="past", organisation=organisation
    )


def test_an_organisation_that_no_vocabulary_has_is_declared_by_its_acronym() -> None:
    [made] = [node for node in told(deployment("XYZ")) if node.key == iri("organisation", "XYZ")]
    assert made.type == COMITY.InternationalOrganisation


def test_an_organisation_of_the_vocabularies_is_not_declared_again() -> None:
    assert [node.key for node in told(deployment("UN"))] == [Local("d1")]


def test_a_person_whom_no_fact_names_is_left_out() -> None:
    nobody = Person("p1", (Name("Kgosi Nobody", "en"),))
    assert [node.key for node in told(deployment("UN"), persons=(nobody,))] == [Local("d1")]


def test_a_former_office_is_not_seen_on_the_day_of_publication() -> None:
    person = Person("p1", (Name("Placid Segokgo", "en"),), "BW")
    tenure = Tenure(key="o1", quotes=QUOTE, person="p1", state="BW", role="defence-minister", former=True, until="2024")
    [node] = [node for node in told(tenure, persons=(person,)) if node.type == COMITY.Tenure]
    assert node.values(COMITY.observedFrom) == []
    assert node.values(COMITY.former) == [Literal("true", datatype=Literal(True).datatype)]
    assert [str(value) for value in node.values(COMITY.validUntil)] == ["2024-12-31"]
