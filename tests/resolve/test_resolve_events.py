"""Events over documents: one event told in four scripts is one node; two events are never bridged."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from comity.nodes import Local, Node
from comity.resolve import Resolution, resolve
from comity.terms import COMITY, iri
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import event, official

EVENTS = Path(__file__).with_name("events.json")


def ministers(graph: str, kazakh: tuple[str, str], other: tuple[str, str], state: str) -> list[Node]:
    return official(graph, "kz", kazakh, state="KZ", role="defence-minister") + official(
        graph, "other", other, state=state, role="defence-minister"
    )


def names(resolution: Resolution, kind: str) -> set[str]:
    return {str(name) for name in resolution.iri.values() if f"/{kind}/" in name}


def matches(resolution: Resolution) -> list[Node]:
    return [node for node in resolution.nodes if node.type == COMITY.PossibleMatch]


def meeting(graph: str, date: str = "", people: tuple[str, ...] = ("kz", "other"), **more: Any) -> list[Node]:
    return event(graph, "Meeting", states="CN KZ", people=people, date=date, **more)


FOUR_SCRIPTS = [
    *ministers("d1", ("Руслан Жақсылықов", "kk"), ("Дун Цзюнь", "kk"), "CN"),
    *meeting("d1", "2024-04-25"),
    *ministers("d2", ("Ruslan Jaksılıkov", "az"), ("Dun Tszyun", "az"), "CN"),
    *meeting("d2", "2024-04"),
    *ministers("d3", ("رسلان جاكسيليكوف", "ar"), ("دونغ جيون", "ar"), "CN"),
    *meeting("d3", "2024-04-25"),
    *ministers("d4", ("Руслан Жаксылыков", "ru"), ("董军", "zh"), "CN"),
    *meeting("d4", "2024"),
]


def test_one_meeting_told_in_four_scripts_is_one_node() -> None:
    assert names(resolve(FOUR_SCRIPTS), "meeting") == {str(iri("meeting", "d1-0"))}


def test_two_meetings_of_the_same_ministers_are_not_bridged_by_an_undated_telling() -> None:
    nodes = []
    for graph, date in (("d1", "2024-04-25"), ("d2", "2025-05-01"), ("d3", "")):
        nodes += ministers(graph, ("Руслан Жақсылықов", "kk"), ("Дун Цзюнь", "kk"), "CN")
        nodes += meeting(graph, date, place="Astana:KZ")
    found = resolve(nodes)
    assert len(names(found, "meeting")) == 3
    assert len(matches(found)) == 2


def test_an_undated_telling_joins_the_one_meeting_with_its_people_and_place() -> None:
    nodes = []
    for graph, date in (("d1", "2024-04-25"), ("d3", "")):
        nodes += ministers(graph, ("Руслан Жақсылықов", "kk"), ("Дун Цзюнь", "kk"), "CN")
        nodes += meeting(graph, date, place="Astana:KZ")
    assert len(names(resolve(nodes), "meeting")) == 1


def test_the_parties_alone_make_nothing_one_event() -> None:
    found = resolve(meeting("d1", "", ()) + meeting("d2", "", ()) + meeting("d3", "2024", ()))
    assert len(names(found, "meeting")) == 3
    assert not matches(found)


def test_ministers_and_chiefs_of_staff_who_meet_on_one_day_meet_twice() -> None:
    nodes = ministers("d1", ("Руслан Жақсылықов", "kk"), ("Дун Цзюнь", "kk"), "CN") + meeting("d1", "2024-04-25")
    nodes += ministers("d2", ("Султан Камалетдинов", "ru"), ("Ли Шанфу", "ru"), "CN") + meeting("d2", "2024-04-25")
    nodes += meeting("d3", "2024-04-25", ())
    found = resolve(nodes)
    assert len(names(found, "meeting")) == 3  # the third tells neither from the other
    assert len(matches(found)) == 2


def test_a_visit_and_its_return_are_two() -> None:
    nodes = event("d1", "Visit", visitor="KZ", host="CN", date="2024-04-25")
    nodes += event("d2", "Visit", visitor="CN", host="KZ", date="2024-04-25")
    assert len(names(resolve(nodes), "visit")) == 2


def test_an_exercise_is_known_by_its_name_in_any_script_and_its_year() -> None:
    nodes = event("d1", "Exercise", states="BY KZ", name=("Бауырластық шыңы", "kk"), date="2024")
    nodes += event("d2", "Exercise", states="BY KZ", name=("Bauyrlastyq shyny-2024", "en"))
    nodes += event("d3", "Exercise", states="BY KZ", name=("Бауырластық шыңы-2023", "kk"))
    assert names(resolve(nodes), "exercise") == {
        str(iri("exercise", "bauyrlastyq-shyny-2024")),
        str(iri("exercise", "bauyrlastyk-shyngy-2023")),
    }


def test_a_translated_name_needs_the_days_of_the_exercise() -> None:
    days = "2024-10-01/2024-10-09"
    nodes = event("d1", "Exercise", states="BY KZ", name=("Орман бауырластығы", "kk"), date=days)
    nodes += event("d2", "Exercise", states="BY KZ", name=("Forest Brotherhood", "en"), date=days)
    assert len(names(resolve(nodes), "exercise")) == 1
    nodes = event("d1", "Exercise", states="BY KZ", name=("Орман бауырластығы", "kk"), date="2024")
    nodes += event("d2", "Exercise", states="BY KZ", name=("Forest Brotherhood", "en"), date="2024")
    assert len(names(resolve(nodes), "exercise")) == 2


def test_an_agreement_is_known_by_parties_kind_and_period() -> None:
    nodes = event("d1", "Agreement", states="AZ KZ", code_="plan", period="2024", date="2023-10-06")
    nodes += event("d2", "Agreement", states="KZ AZ", code_="plan", period="2024")
    nodes += event("d3", "Agreement", states="KZ AZ", code_="plan", period="2025")
    nodes += event("d4", "Agreement", states="KZ AZ", code_="memorandum", period="2024")
    assert names(resolve(nodes), "agreement") == {
        str(iri("agreement", "AZ-KZ-plan-2024")),
        str(iri("agreement", "AZ-KZ-plan-2025")),
        str(iri("agreement", "AZ-KZ-memorandum-2024")),
    }


def test_two_agreements_signed_on_one_day_under_two_titles_are_two() -> None:
    nodes = []
    for graph, title in (("d1", "Протокол о военной медицине"), ("d2", "Протокол о передаче техники")):
        nodes += event(graph, "Agreement", states="AZ KZ", code_="protocol", date="2023-10-06", name=(title, "ru"))
    assert len(names(resolve(nodes), "agreement")) == 2


def test_deployments_of_two_organisations_to_one_country_are_two() -> None:
    nodes = event("d1", "Deployment", states="KZ", place="LB", organisation="UN")
    nodes += event("d2", "Deployment", states="KZ", place="LB", date="2018/..", organisation="UN")
    nodes += event("d3", "Deployment", states="KZ", place="LB", organisation="CSTO")
    assert names(resolve(nodes), "deployment") == {
        str(iri("deployment", "KZ-LB-UN")),
        str(iri("deployment", "KZ-LB-CSTO")),
    }


def test_curated_and_extracted_tellings_of_one_passage_meet_in_the_curators_node() -> None:
    nodes = meeting("article", "", (), start=100)
    nodes += event("curated/article", "Meeting", iri("meeting", "mine"), states="CN KZ", start=105, source="article")
    assert resolve(nodes).iri["article", Local("e1")] == iri("meeting", "mine")


def test_two_events_of_one_document_are_two_as_the_document_told_them_apart() -> None:
    nodes = meeting("d1", "2024-04-25", (), key="e1") + meeting("d1", "2024-04-25", (), key="e2", start=90)
    assert len(names(resolve(nodes), "meeting")) == 2


def test_two_iris_of_curators_are_not_merged_but_reported() -> None:
    nodes = event("curated/a", "Meeting", iri("meeting", "a"), states="CN KZ", date="2024-04-25")
    nodes += event("curated/b", "Meeting", iri("meeting", "b"), states="CN KZ", date="2024-04-25")
    [match] = matches(resolve(nodes))
    assert set(match.values(COMITY.candidate)) == {iri("meeting", "a"), iri("meeting", "b")}


def test_places_of_one_name_in_two_countries_are_two() -> None:
    nodes = meeting("d1", "2024-01-01", (), place="Brest:BY") + meeting("d2", "2024-02-01", (), place="Brest:FR")
    assert names(resolve(nodes), "place") == {str(iri("place", "brest-by")), str(iri("place", "brest-fr"))}


def test_unrelated_documents_change_no_name() -> None:
    before = resolve(FOUR_SCRIPTS)
    more = event("d0", "Exercise", states="AZ TR", name=("Anadolu Anka", "tr"), date="2022")
    more += event("d0", "Meeting", "m9", states="AZ TR", date="2022-02-02", start=70)
    after = resolve(more + FOUR_SCRIPTS)
    assert {key: after.iri[key] for key in before.iri} == dict(before.iri)


@settings(max_examples=30, deadline=None)
@given(st.permutations(FOUR_SCRIPTS))
def test_the_order_of_the_nodes_does_not_matter(shuffled: list[Node]) -> None:
    assert dict(resolve(shuffled).iri) == dict(resolve(FOUR_SCRIPTS).iri)


def told() -> tuple[list[Node], dict[tuple[str, Local], int]]:
    """The nodes of events.json, and the event to which each telling belongs."""
    page = json.loads(EVENTS.read_text(encoding="utf-8"))
    nodes: list[Node] = []
    truth: dict[tuple[str, Local], int] = {}
    for number, tellings in enumerate(page["events"]):
        for telling in tellings:
            graph, kind = telling["doc"], telling["type"].capitalize()
            spelt = [*telling.get("officials", ()), *([telling["head"]] if "head" in telling else [])]
            for text, key in zip(spelt, telling.get("of", ()), strict=True):
                known = page["persons"][key]
                nodes += official(graph, key, (text, telling["lang"]), state=known["state"], role=known["role"])
            slots = {slot: telling.get(slot, "") for slot in ("visitor", "host", "place", "period", "organisation")}
            title = telling.get("name") or telling.get("title")
            nodes += event(
                graph,
                kind,
                states=" ".join(telling.get("states", ())) or telling.get("sender", ""),
                head=telling["of"][0] if "head" in telling else "",
                people=telling.get("of", ()) if "head" not in telling else (),
                date=telling.get("date", telling.get("signed", "")),
                name=(title, telling["lang"]) if title else None,
                code_=telling.get("kind", ""),
                **slots,
            )
            truth[graph, Local("e1")] = number
    return nodes, truth


def b_cubed(truth: dict[tuple[str, Local], int], found: Resolution) -> tuple[float, float]:
    """Precision and recall (Bagga and Baldwin 1998): of each telling, how pure and how whole its node is."""
    gold, made = defaultdict(set), defaultdict(set)
    for telling, number in truth.items():
        gold[number].add(telling)
        made[found.iri[telling]].add(telling)
    both = [(len(made[found.iri[t]] & gold[n]), len(made[found.iri[t]]), len(gold[n])) for t, n in truth.items()]
    return sum(a / b for a, b, _ in both) / len(both), sum(a / c for a, _, c in both) / len(both)


def test_fifty_events_told_in_two_to_four_languages_are_found_again() -> None:
    nodes, truth = told()
    precision, recall = b_cubed(truth, resolve(nodes))
    assert precision >= 0.97
    assert recall >= 0.9
