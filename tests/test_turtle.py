"""Turtle and TriG for people: what is written is what was said, and the same bytes every time."""

from __future__ import annotations

import io
import random

import pyoxigraph as ox
from comity.assemble.statements import Statement
from comity.export import write_trig, write_turtle
from comity.terms import COMITY, ID
from hypothesis import given
from hypothesis import strategies as st


def statement(subject: str, predicate: str, value: object, graph: str = "g") -> Statement:
    return Statement(f"<{ID}graph/{graph}>", f"<{ID}{subject}>", f"<{COMITY}{predicate}>", str(value))


def written(statements: list[Statement]) -> str:
    out = io.StringIO()
    write_turtle(statements, out)
    return out.getvalue()


texts = st.text(st.characters(blacklist_categories=("Cs",)), max_size=40)
literals = st.one_of(
    texts.map(ox.Literal),
    texts.map(lambda text: ox.Literal(text, language="ar")),
    st.sampled_from(["1.50", "01", "true", "1", "-.5", "x", "+3"]).flatmap(
        lambda form: st.sampled_from(["decimal", "integer", "boolean", "date"]).map(
            lambda kind: ox.Literal(form, datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{kind}"))
        )
    ),
)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("pq"), literals, st.sampled_from("gh")), max_size=12))
def test_trig_read_back_is_the_same_statements(told: list[tuple[str, str, ox.Literal, str]]) -> None:
    statements = [statement(f"place/{s}", p, value, g) for s, p, value, g in told]
    out = io.StringIO()
    write_trig(statements, out)
    back = {
        Statement(str(q.graph_name), str(q.subject), str(q.predicate), str(q.object))
        for q in ox.parse(out.getvalue(), format=ox.RdfFormat.TRIG)
    }
    assert back == set(statements)


def test_the_order_of_the_statements_does_not_matter() -> None:
    statements = [statement(f"place/{n}", "country", f"<{ID}state/KZ>") for n in range(20)]
    shuffled = statements[:]
    random.Random(1).shuffle(shuffled)
    assert written(statements) == written(shuffled)


def test_one_more_fact_changes_no_other_line() -> None:
    statements = [statement(f"place/{n}", "country", f"<{ID}state/KZ>") for n in range(9)]
    before, after = written(statements).splitlines(), written([*statements, statement("place/45", "p", '"x"')])
    assert [line for line in before if line not in after.splitlines()] == []


def test_names_are_short_and_slashes_in_them_are_escaped() -> None:
    text = written([statement("evidence/002/1-2", "country", f"<{ID}state/KZ>")])
    assert "evidence:002\\/1-2 comity:country state:KZ .\n" in text
