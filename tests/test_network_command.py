"""`comity view` and `comity network`, as a person calls them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from comity.command import main

SAMPLE = Path(__file__).parent / "network" / "sample.trig"


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """The exit code of `comity WORDS`."""
    monkeypatch.setattr("sys.argv", ["comity", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def test_view_writes_a_page_that_opens_where_it_was_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = tmp_path / "pair.html"
    assert (
        call(monkeypatch, "view", "--graph", str(SAMPLE), "--relation", "AZ-KZ", "--from", "2021", "-o", str(out)) == 0
    )
    text = out.read_text(encoding="utf-8")
    assert '{"from":"2021","pair":"AZ-KZ"}' in text
    again = tmp_path / "again.html"
    assert call(monkeypatch, "view", "--graph", str(SAMPLE), "--positions", str(out), "-o", str(again)) == 0


def test_view_says_in_one_sentence_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        call(monkeypatch, "view", "--graph", str(SAMPLE), "--focus", "official:nobody", "-o", str(tmp_path / "x")) == 2
    )
    said = capsys.readouterr().err
    assert "official:nobody" in said
    assert "Traceback" not in said
    assert call(monkeypatch, "view", "--graph", str(SAMPLE), "--positions", str(tmp_path / "none.html")) == 2


def test_network_prints_who_is_central_and_what_changed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(monkeypatch, "network", "central", "--graph", str(SAMPLE), "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert (rows[0]["state"], rows[0]["name"], rows[0]["shared"]) == ("state:KZ", "Kazakhstan", "7")
    assert (
        call(monkeypatch, "network", "changes", "--graph", str(SAMPLE), "--years", "2021-2023", "--format", "csv") == 0
    )
    changed = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["change"] for row in changed] == ["+3", "-1"]
    assert call(monkeypatch, "network", "communities", "--graph", str(SAMPLE)) == 0
    assert "Azerbaijan" in capsys.readouterr().out
    assert call(monkeypatch, "network", "changes", "--graph", str(SAMPLE)) == 2
