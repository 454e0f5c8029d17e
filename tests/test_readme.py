"""The README and the docs say what is so: their queries run, their commands exist, their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import comity
import pytest
from comity.command import ORDER
from conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_ten_lines_of_sparql_work_when_pasted(curated_build: Path) -> None:
    [query] = re.findall(r"<<'SPARQL'\n(.*?)\nSPARQL\n", README, re.DOTALL)
    assert len(query.splitlines()) <= 12
    rows = list(comity.open(curated_build).query(query))
    met = {(row.one, row.other) for row in rows}
    assert ("Dong Jun", "Ruslan Zhaqsylyqov") in {(str(one), str(other)) for one, other in met}
    assert len(rows) == len({tuple(map(str, row)) for row in rows})


def test_the_named_query_of_the_readme_runs(curated_build: Path) -> None:
    name, pair = re.findall(r"comity query ([a-z-]+) --set pair=([A-Z-]+)", README)[0]
    assert list(comity.open(curated_build).query(name, pair=pair))


def test_every_command_that_is_named_exists() -> None:
    commands = {path.stem for path in (ROOT / "graph" / "comity" / "command").glob("[a-z]*.py")}
    named = set(re.findall(r"comity ([a-z]+)", " ".join(re.findall(r"`([^`]*)`", README))))
    assert named <= commands
    assert set(ORDER) == commands


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target
