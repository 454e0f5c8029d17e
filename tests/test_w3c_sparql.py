"""The W3C's SPARQL suites over HTTP: what fails is what is known to fail, each with its cause.

The suites are not in this tree: COMITY_W3C names a folder with their `sparql11/` and `dawg-data-r2/`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
SUITE = os.environ.get("COMITY_W3C", "")


@pytest.mark.skipif(not SUITE, reason="COMITY_W3C names no folder of the W3C's suites (sparql11/, dawg-data-r2/)")
def test_what_fails_over_http_fails_in_the_engine_for_a_known_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    import w3c_manifest
    import w3c_sparql

    suite = Path(SUITE).resolve()
    known = w3c_sparql.known_causes(BENCHMARKS / "w3c_known.tsv")
    failed: dict[str, set[str]] = {"engine": set(), "HTTP": set()}
    with w3c_sparql.serving(suite) as url:
        asks = {"engine": w3c_sparql.by_engine, "HTTP": w3c_sparql.over_http(url)}
        run = [test for test in w3c_manifest.tests(suite) if not w3c_sparql.apart(test)]
        for test in run:
            for by, ask in asks.items():
                if w3c_sparql.fault(test, ask):
                    failed[by].add(test.name)
    assert len(run) > 700
    assert failed["HTTP"] <= failed["engine"] <= set(known)
    del sys.modules["w3c_manifest"], sys.modules["w3c_sparql"]


def test_every_known_failure_has_a_cause() -> None:
    for line in (BENCHMARKS / "w3c_known.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        name, cause = line.split("\t")
        assert "/" in name
        assert len(cause) > 20
