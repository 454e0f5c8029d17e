"""The code lists: every code, in six languages, each label once; all states; organisations with their acronyms."""

import importlib.util
import re
from pathlib import Path

import pytest
import rdflib
from comity import locate
from comity.terms import COMITY, ID, VOCABULARY
from rdflib import RDF, RDFS, SKOS, URIRef

LANGUAGES = {"en", "kk", "az", "ru", "ar", "tr"}
FILES = {"role": "roles", "rank": "ranks", "area": "areas", "kind": "kinds", "status": "statuses", "origin": "origins"}
FOLDER = locate.ontology() / "vocabularies"


def read(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / f"{name}.ttl")


@pytest.mark.parametrize("scheme", FILES)
def test_every_code_is_labelled_once_in_every_language(scheme: str) -> None:
    graph = read(FILES[scheme])
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    labels: dict[tuple[str, str], rdflib.term.Node] = {}
    for concept in concepts:
        found = list(graph.objects(concept, SKOS.prefLabel))
        assert sorted(label.language for label in found) == sorted(LANGUAGES), concept
        for label in found:
            assert labels.setdefault((label.language, str(label)), concept) == concept
        [definition] = graph.objects(concept, SKOS.definition)
        assert definition.language == "en"
        assert (concept, SKOS.inScheme, URIRef(VOCABULARY + scheme)) in graph


@pytest.mark.parametrize("scheme", FILES)
def test_broader_terms_are_of_the_same_list_and_lead_to_a_top(scheme: str) -> None:
    graph = read(FILES[scheme])
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    for concept in concepts:
        above = list(graph.transitive_objects(concept, SKOS.broader))
        assert set(above) <= concepts
        assert concept not in above[1:]


def test_the_codes_are_those_of_the_annotators(shared: Path) -> None:
    text = (shared / "corpus" / "GOLD.md").read_text(encoding="utf-8")
    for scheme in ("kind", "role", "rank", "area"):
        [paragraph] = re.findall(rf"^`{scheme}`[: (].*?(?=\n\n)", text, re.MULTILINE | re.DOTALL)
        codes = set(re.findall(r"`([a-z-]+)`", paragraph.split(":", 1)[1])) - {"aviation-lieutenant-general", "office"}
        known = {str(concept).rpartition("/")[2] for concept in read(FILES[scheme]).subjects(RDF.type, SKOS.Concept)}
        assert codes <= known, codes - known
    assert len(codes) == 19


def test_every_role_says_whether_it_has_a_single_holder() -> None:
    graph = read("roles")
    said = {role: value.value for role, _, value in graph.triples((None, COMITY.singleHolder, None))}
    single = {str(role).rpartition("/")[2] for role, value in said.items() if value}
    assert single == {
        "head-of-state", "head-of-government", "defence-minister", "chief-of-general-staff", "foreign-minister",
        "security-council-secretary",
    }  # fmt: skip
    assert set(said) == set(graph.subjects(RDF.type, SKOS.Concept))


def test_ranks_stand_in_the_order_of_their_nato_codes() -> None:
    graph = read("ranks")
    ranks = [rank for rank in graph.subjects(RDF.type, SKOS.Concept) if (rank, SKOS.broader, None) in graph]
    assert all((rank, COMITY.seniority, None) in graph for rank in ranks)
    coded = [
        (int(str(code).removeprefix("OF-")), int(graph.value(rank, COMITY.seniority)))
        for rank in ranks
        for code in graph.objects(rank, SKOS.notation)
    ]
    for code, seniority in coded:
        assert all(seniority > lower for other, lower in coded if other < code)


def test_all_states_have_their_codes_and_six_names() -> None:
    graph = read("states")
    states = set(graph.subjects(RDF.type, COMITY.State))
    assert len(states) == 249
    for state in states:
        assert str(state) == f"{ID}state/{graph.value(state, COMITY.iso2)}"
        assert sorted(label.language for label in graph.objects(state, RDFS.label)) == sorted(LANGUAGES)
    for language in LANGUAGES:
        names = [str(name) for name in graph.objects(None, RDFS.label) if name.language == language]
        assert len(set(names)) == len(names)


def test_the_file_of_states_is_what_its_program_makes() -> None:
    pytest.importorskip("babel")
    pytest.importorskip("pycountry")
    spec = importlib.util.spec_from_file_location("generate_states", locate.ontology() / "generate_states.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.turtle() == (FOLDER / "states.ttl").read_text(encoding="utf-8")


def test_organisations_have_full_names_in_six_languages_and_known_wholes() -> None:
    graph = read("organisations")
    organisations = set(graph.subjects(RDF.type, COMITY.InternationalOrganisation))
    assert len(organisations) > 35
    for organisation in organisations:
        assert sorted(label.language for label in graph.objects(organisation, RDFS.label)) == sorted(LANGUAGES)
        assert set(graph.objects(organisation, COMITY.partOf)) <= organisations
