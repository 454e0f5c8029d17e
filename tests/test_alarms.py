"""What the alarms find in small graphs where something does not fit together, and where it does after all."""

from pathlib import Path

import pytest
from comity.terms import curie
from comity.validate import Severity, alarms
from comity.validate.alarms import all_alarms
from conftest import loaded

CASES = sorted((Path(__file__).parent / "alarms").glob("*.trig"), key=lambda file: file.name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_alarm_says_what_does_not_fit_and_nothing_else(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    expected = [line.removeprefix("# finds: ") for line in text.splitlines() if line.startswith("# finds: ")]
    found = alarms(loaded(case))
    assert sorted(f"{curie(finding.focus)} {finding.message}" for finding in found) == sorted(expected)
    assert {finding.check for finding in found} <= {case.stem}


def test_every_alarm_has_a_graph_that_raises_it() -> None:
    assert {alarm.name for alarm in all_alarms()} == {case.stem for case in CASES if "quiet" not in case.stem}


def test_an_alarm_names_the_sources_and_their_words() -> None:
    [finding] = alarms(loaded(Path(__file__).parent / "alarms" / "rank-down.trig"))
    assert finding.severity is Severity.warning
    assert finding.graphs == ("a", "b")
    assert [(quotation.file, quotation.exact) for quotation in finding.quotations] == [
        ("a.txt", "words of a"),
        ("b.txt", "words of b"),
    ]
    assert finding.where == "a.txt, b.txt"
