"""What follows from a small graph, what does not, and why."""

from pathlib import Path

import owlrl
import pyoxigraph as ox
import pytest
import rdflib
from comity import locate
from comity.infer import Prover, closure, explain, infer, rules
from comity.infer.closure import INFERRED
from comity.terms import PREFIXES, curie, expand
from conftest import loaded

SMALL = Path(__file__).parent / "infer" / "small.trig"


@pytest.fixture(scope="module")
def store() -> ox.Store:
    return loaded(SMALL)


@pytest.fixture(scope="module")
def inferred(store: ox.Store) -> set[str]:
    return {text(quad.triple) for quad in infer(store)}


def text(triple: ox.Triple) -> str:
    return " ".join(curie(str(getattr(part, "value", part))) for part in triple)


def triple(said: str) -> ox.Triple:
    return ox.Triple(*(ox.NamedNode(expand(part)) for part in said.split()))


@pytest.mark.parametrize(
    "said",
    [
        "visit:v comity:participant official:ann",
        "state:KZ comity:participatesIn visit:v",
        "visit:v rdf:type sem:Event",
        "official:ann rdf:type foaf:Person",
        "agreement:programme comity:implementedBy agreement:plan",
        "organisation:KZ-brigade comity:partOf organisation:KZ-army",
        "organisation:KZ-army comity:hasPart organisation:KZ-brigade",
        "tenure:ann comity:represents state:KZ",
        "meeting:three comity:inCapacity tenure:ann",
        "state:BY comity:metWith state:RU",
        "state:RU comity:engagedWith state:KZ",
        "state:KZ comity:hasVisited state:BY",
        "state:BY comity:hasReceived state:KZ",
        "state:KZ comity:hasAgreementWith state:BY",
    ],
)
def test_what_follows(inferred: set[str], said: str) -> None:
    assert said in inferred


def test_a_meeting_of_three_belongs_to_three_relations(inferred: set[str]) -> None:
    pairs = {line.split()[2] for line in inferred if line.startswith("meeting:three comity:relation ")}
    assert pairs == {"relation:BY-KZ", "relation:BY-RU", "relation:KZ-RU"}
    assert "relation:BY-KZ rdfs:label Belarus – Kazakhstan" in inferred
    assert "relation:BY-KZ rdfs:label Беларусь – Казахстан" in inferred


def test_no_state_does_anything_with_itself(inferred: set[str]) -> None:
    pairs = [line.split() for line in inferred if line.startswith("state:") and " state:" in line]
    assert pairs
    assert all(one != other for one, _, other in pairs)
    assert not any(" comity:deployedTo " in line for line in inferred)


def test_what_is_only_planned_has_not_been_done(inferred: set[str]) -> None:
    assert "state:KZ comity:exercisedWith state:RU" not in inferred
    assert "exercise:wish comity:relation relation:KZ-RU" in inferred


def test_what_one_source_plans_and_another_tells_has_been_done(inferred: set[str]) -> None:
    assert "state:BY comity:exercisedWith state:KZ" in inferred


def test_nobody_acts_in_a_former_office_or_in_one_that_the_source_does_not_name(inferred: set[str]) -> None:
    acting = {line for line in inferred if " comity:inCapacity " in line}
    assert acting == {"meeting:three comity:inCapacity tenure:ann"}


def test_a_year_counts_only_what_is_certain_to_lie_in_it(inferred: set[str]) -> None:
    counted = {line for line in inferred if line.startswith("relation-year:BY-KZ-") and line[-1].isdigit()}
    assert counted == {
        "relation-year:BY-KZ-2024 comity:year 2024",
        "relation-year:BY-KZ-2024 comity:meetings 1",
        "relation-year:BY-KZ-2024 comity:visits 0",
        "relation-year:BY-KZ-2024 comity:exercises 1",
        "relation-year:BY-KZ-2024 comity:agreements 0",
        "relation-year:BY-KZ-2024 comity:total 2",
        "relation-year:BY-KZ-2024 comity:standing 1",
    }


def test_pairs_with_equal_totals_share_a_place_in_their_year(inferred: set[str]) -> None:
    totals = {line.split()[0]: int(line.split()[2]) for line in inferred if " comity:total " in line}
    pairs = {name: total for name, total in totals.items() if name.startswith("relation-year:")}
    for name, total in pairs.items():
        more = [other for other, n in pairs.items() if other[-4:] == name[-4:] and n > total]
        assert f"{name} comity:standing {len(more) + 1}" in inferred


def test_the_year_of_a_state_counts_a_meeting_of_three_once(inferred: set[str]) -> None:
    counted = {line for line in inferred if line.startswith("state-year:BY-2024 comity:")}
    assert counted == {
        "state-year:BY-2024 comity:ofState state:BY",
        "state-year:BY-2024 comity:year 2024",
        "state-year:BY-2024 comity:meetings 1",
        "state-year:BY-2024 comity:visits 0",
        "state-year:BY-2024 comity:exercises 1",
        "state-year:BY-2024 comity:exercisePartners 1",
        "state-year:BY-2024 comity:agreements 0",
        "state-year:BY-2024 comity:total 2",
    }


def test_inference_changes_nothing_and_can_be_repeated(store: ox.Store) -> None:
    before = set(store)
    quads = infer(store)
    assert set(store) == before
    assert quads == sorted(quads, key=str)
    assert {quad.graph_name for quad in quads} == {INFERRED}
    assert not {quad.triple for quad in quads} & {quad.triple for quad in before}
    store.bulk_extend(quads)
    try:
        assert infer(store) == quads
    finally:
        for quad in quads:
            store.remove(quad)


def test_the_ontology_alone_gives_what_owl_2_rl_gives(store: ox.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    only = tuple(rule for rule in rules() if rule.name < "20")
    monkeypatch.setattr(closure, "rules", lambda: only)
    ours = {text(quad.triple) for quad in infer(store)} | {text(quad.triple) for quad in store}
    judge = rdflib.Graph().parse(locate.ontology() / "comity.ttl")
    terms = {subject for subject in judge.subjects() if isinstance(subject, rdflib.URIRef)}
    classes = {name for name in judge.subjects(rdflib.RDF.type, rdflib.OWL.Class) if isinstance(name, rdflib.URIRef)}
    for quad in store:
        judge.parse(data=f"{quad.triple} .", format="nt")
    named = {part.value for quad in store for part in quad.triple if isinstance(part, ox.NamedNode)}
    data = {rdflib.URIRef(name) for name in named} - terms
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(judge)
    theirs = {
        f"{curie(str(s))} {curie(str(p))} {curie(str(o))}"
        for s, p, o in judge
        if (s in data or o in data)
        and not str(p).startswith(PREFIXES["owl"])
        and (p != rdflib.RDF.type or o in classes)
        and not (isinstance(s, rdflib.Literal) or isinstance(o, rdflib.BNode))
    }
    axiom = f"graph:inferred {curie(PREFIXES['comity'] + 'origin')}"
    assert {line for line in ours if not line.startswith(axiom)} == theirs


def test_every_inferred_triple_has_a_proof(store: ox.Store) -> None:
    kinds = {}
    for quad in infer(store):
        if quad.subject != INFERRED:
            kinds.setdefault((quad.predicate, quad.object if "type" in quad.predicate.value else None), quad.triple)
    assert len(kinds) > 40
    prover = Prover(store, limit=1)
    for said in kinds.values():
        assert prover.proofs(said), text(said)


def test_a_proof_ends_in_the_words_of_a_source(store: ox.Store) -> None:
    [proof] = explain(store, triple("state:BY comity:metWith state:RU"))[:1]
    assert proof.rule.name == "30-met-with"
    said = {text(premise.triple): premise for premise in proof.premises}
    assert [quotation.exact for quotation in said["meeting:three comity:participant state:BY"].quotations] == [
        "The three ministers met."
    ]
    assert said["state:BY rdf:type comity:State"].graphs == ("reference",)


def test_a_proof_of_a_count_names_what_was_counted(store: ox.Store) -> None:
    [quad] = [q for q in infer(store) if text(q.triple) == "relation-year:BY-KZ-2024 comity:exercises 1"]
    [proof] = explain(store, quad.triple)
    assert "exercise:peak" in {curie(str(premise.triple.subject).strip("<>")) for premise in proof.premises}


def test_what_does_not_follow_has_no_proof(store: ox.Store) -> None:
    assert explain(store, triple("state:KZ comity:exercisedWith state:RU")) == []


def test_every_rule_says_what_it_does() -> None:
    assert [rule.name for rule in rules()] == sorted(rule.name for rule in rules())
    assert all(rule.title[0].isupper() and rule.comment.endswith(".") for rule in rules())
