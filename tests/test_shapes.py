"""What the shapes find, in small graphs that are good or have one fault, and that the judge finds the same."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
from comity import locate
from comity.infer import infer
from comity.terms import curie
from comity.validate import check
from comity.validate.engine import results
from comity.validate.view import view
from conftest import loaded
from rdflib.namespace import SH

CASES = sorted((Path(__file__).parent / "shapes").glob("*.trig"), key=lambda file: file.name)


def expected(case: Path) -> list[tuple[str, str]]:
    heads = [line.removeprefix("# finds: ") for line in case.read_text("utf-8").splitlines() if "# finds: " in line]
    return sorted((head.split(" ", 1)[0], head.split(" ", 1)[1]) for head in heads)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_shapes_find_the_fault_and_nothing_else(case: Path) -> None:
    found = sorted((curie(finding.focus), finding.message) for finding in check(loaded(case)))
    assert [focus for focus, _ in found] == [focus for focus, _ in expected(case)]
    for (_, message), (_, start) in zip(found, expected(case), strict=True):
        assert message.startswith(start)


def test_the_judge_finds_the_same() -> None:
    shapes = rdflib.Graph().parse(locate.ontology() / "shapes.ttl")
    for case in CASES:
        text = view(loaded(case))
        data = rdflib.Graph().parse(data=text, format="nt")
        _, report, _ = pyshacl.validate(data, shacl_graph=shapes, allow_warnings=True)
        assert isinstance(report, rdflib.Graph)
        judged = sorted(
            (
                str(report.value(result, SH.focusNode)),
                str(report.value(result, SH.sourceConstraintComponent)).rpartition("#")[2],
                str(report.value(result, SH.resultMessage)),
            )
            for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
        )
        ours = sorted((result.focus, result.component, result.message) for result in results(text))
        assert ours == judged, case.name


def test_a_finding_names_the_telling_and_its_passage() -> None:
    [finding] = check(loaded(Path(__file__).parent / "shapes" / "one-telling-unsound.trig"))
    assert finding.graphs == ("b",)
    assert [quotation.exact for quotation in finding.quotations] == ["Қ-аза"]


def test_what_is_inferred_conforms_too() -> None:
    store = loaded(Path(__file__).parent / "shapes" / "good.trig")
    store.bulk_extend(infer(store))
    assert check(store) == []
