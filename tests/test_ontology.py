"""The ontology checks itself: nothing without a name, a definition, a place; nothing used that is not declared."""

import re

import pytest
import rdflib
from comity import locate
from comity.terms import ONTOLOGY, PREFIXES
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.collection import Collection

LANGUAGES = {"en", "kk", "az", "ru", "ar", "tr"}
SCHEMA = rdflib.Namespace(PREFIXES["schema"])
XSD_DATES = re.compile(r"\^\^xsd:(date|gYear)|rdfs:range xsd:(date|gYear)")
#: Properties that nobody reads from the other end: of codes and days, of what is inferred, of one telling only.
ONE_WAY = {
    "ofState", "country", "accreditedTo", "represents", "organisation", "place", "evidence", "candidate", "inCapacity",
    "deployedTo",
}  # fmt: skip


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(locate.ontology() / "comity.ttl").parse(locate.ontology() / "labels.ttl")


def ours(ontology: rdflib.Graph, *kinds: URIRef) -> list[URIRef]:
    found = {term for kind in kinds for term in ontology.subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef) and term.startswith(ONTOLOGY))


def local(term: rdflib.term.Node) -> str:
    return str(term).removeprefix(ONTOLOGY)


def test_every_term_has_a_label_in_every_language_and_a_definition(ontology: rdflib.Graph) -> None:
    terms = ours(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    assert len(terms) > 90
    for term in terms:
        labels = list(ontology.objects(term, RDFS.label))
        assert {label.language for label in labels} == LANGUAGES, local(term)
        assert len(labels) == len(LANGUAGES), local(term)
        [definition] = ontology.objects(term, SKOS.definition)
        assert definition.language == "en"
        assert definition.endswith("."), local(term)


def test_no_two_classes_and_no_two_properties_have_one_label(ontology: rdflib.Graph) -> None:
    for kinds in ((OWL.Class,), (OWL.ObjectProperty, OWL.DatatypeProperty)):
        labels = [ontology.value(term, RDFS.label) for term in ours(ontology, *kinds)]
        english = [
            str(label)
            for term in ours(ontology, *kinds)
            for label in ontology.objects(term, RDFS.label)
            if label.language == "en"
        ]
        assert len(set(english)) == len(english) == len(labels)


def test_every_property_says_of_what_and_to_what(ontology: rdflib.Graph) -> None:
    for term in ours(ontology, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert (term, RDFS.domain, None) in ontology or (term, SCHEMA.domainIncludes, None) in ontology, local(term)
    for term in ours(ontology, OWL.ObjectProperty):
        assert (term, RDFS.range, None) in ontology or (term, SCHEMA.rangeIncludes, None) in ontology, local(term)


def test_every_relation_can_be_read_from_either_end(ontology: rdflib.Graph) -> None:
    concepts = set(ontology.subjects(RDFS.subClassOf, SKOS.Concept))
    for term in ours(ontology, OWL.ObjectProperty):
        both = (
            (term, OWL.inverseOf, None) in ontology
            or (None, OWL.inverseOf, term) in ontology
            or (term, RDF.type, OWL.SymmetricProperty) in ontology
            or (term, RDFS.subPropertyOf, URIRef(ONTOLOGY + "participant")) in ontology
        )
        of_code = ontology.value(term, RDFS.range) in concepts
        assert both or of_code or local(term) in ONE_WAY, local(term)


def test_every_class_has_its_place_in_the_hierarchy_and_among_the_disjoint(ontology: rdflib.Graph) -> None:
    disjoint = set()
    for axiom in ontology.subjects(RDF.type, OWL.AllDisjointClasses):
        members = ontology.value(axiom, OWL.members)
        assert members is not None
        disjoint |= set(Collection(ontology, members))
    for term in ours(ontology, OWL.Class):
        above = set(ontology.transitive_objects(term, RDFS.subClassOf)) - {term}
        assert term not in above
        assert disjoint & ({term} | above) or local(term) in {"Actor", "Location", "Fact"}, local(term)


def test_every_term_used_is_declared(ontology: rdflib.Graph) -> None:
    declared = set(ontology.subjects(RDF.type, None))
    for subject, predicate, value in ontology:
        names = [value] if predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, OWL.inverseOf) else []
        for name in [*names, *([] if isinstance(subject, rdflib.BNode) else [subject])]:
            assert isinstance(name, rdflib.BNode) or name in declared, name


@pytest.mark.parametrize("folder", ["rules", "alarms", "competency", "."])
def test_rules_alarms_and_shapes_use_declared_terms_only(ontology: rdflib.Graph, folder: str) -> None:
    declared = {local(term) for term in ours(ontology, OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)}
    files = [*(locate.ontology() / folder).glob("*.rq")] or [locate.ontology() / "shapes.ttl"]
    for file in [*files, locate.ontology() / "shapes.ttl"]:
        used = set(re.findall(r"\bcomity:([A-Za-z][A-Za-z0-9]*)", file.read_text(encoding="utf-8")))
        assert used <= declared, (file.name, used - declared)


def test_owl_2_dl_no_term_is_of_two_kinds(ontology: rdflib.Graph) -> None:
    kinds = [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty]
    sets = [set(ontology.subjects(RDF.type, kind)) for kind in kinds]
    for at, one in enumerate(sets):
        for other in sets[at + 1 :]:
            assert not one & other


def test_owl_2_dl_only_simple_properties_are_counted_or_irreflexive(ontology: rdflib.Graph) -> None:
    composite = set(ontology.subjects(RDF.type, OWL.TransitiveProperty))
    composite |= set(ontology.subjects(OWL.propertyChainAxiom, None))
    above = {name for term in composite for name in ontology.transitive_objects(term, RDFS.subPropertyOf)}
    above |= {name for term in above for name in ontology.objects(term, OWL.inverseOf)}
    counted = {ontology.value(node, OWL.onProperty) for node in ontology.subjects(OWL.maxCardinality, None)}
    counted |= set(ontology.subjects(RDF.type, OWL.IrreflexiveProperty))
    counted |= set(ontology.subjects(RDF.type, OWL.FunctionalProperty))
    counted |= set(ontology.subjects(OWL.propertyDisjointWith, None))
    assert not counted & above


def test_owl_2_dl_has_no_days() -> None:
    assert not XSD_DATES.search((locate.ontology() / "comity.ttl").read_text(encoding="utf-8"))


def test_what_belongs_to_a_telling_is_never_functional(ontology: rdflib.Graph) -> None:
    functional = {local(term) for term in ontology.subjects(RDF.type, OWL.FunctionalProperty)}
    assert functional == {"iso2", "iso3", "sha256", "singleHolder", "seniority"}


def test_the_alignments_name_terms_of_known_vocabularies(ontology: rdflib.Graph) -> None:
    known = tuple(PREFIXES.values())
    for predicate in (SKOS.closeMatch, SKOS.exactMatch, RDFS.subClassOf, RDFS.subPropertyOf):
        for term in ontology.objects(None, predicate):
            assert isinstance(term, rdflib.BNode) or str(term).startswith(known), term
    aligned = [term for term in ours(ontology, OWL.Class) if any(
        not str(other).startswith(ONTOLOGY) and not isinstance(other, rdflib.BNode)
        for predicate in (RDFS.subClassOf, SKOS.closeMatch)
        for above in ontology.transitive_objects(term, RDFS.subClassOf)
        for other in ontology.objects(above, predicate)
    )]  # fmt: skip
    assert len(aligned) > 30


def test_every_class_has_a_shape(ontology: rdflib.Graph) -> None:
    shapes = rdflib.Graph().parse(locate.ontology() / "shapes.ttl")
    aimed = set(shapes.objects(None, URIRef(PREFIXES["sh"] + "targetClass")))
    for term in ours(ontology, OWL.Class):
        above = set(ontology.transitive_objects(term, RDFS.subClassOf))
        below = set(ontology.transitive_subjects(RDFS.subClassOf, term))
        assert aimed & (above | below), local(term)


def test_it_loads_in_owlready() -> None:
    import io

    import owlready2

    text = rdflib.Graph().parse(locate.ontology() / "comity.ttl").serialize(format="nt", encoding="utf-8")
    loaded = owlready2.World().get_ontology(ONTOLOGY).load(fileobj=io.BytesIO(text))
    assert {item.name for item in loaded.classes()} >= {"Meeting", "Agreement", "Tenure"}
