"""The W3C's SPARQL 1.0 and 1.1 query suites, by the engine alone and over HTTP against `comity serve`.

    python benchmarks/w3c_sparql.py SUITE      # a folder with sparql11/ and dawg-data-r2/, see w3c_manifest.py

One server with `--plain-default-graph` holds every data file of the suites as a named graph; each test names its data
set by `default-graph-uri` and `named-graph-uri`, so that the protocol is tested with the language. The engine is asked
the same with a store of the test's own. Queries get the address of their file as BASE. Update, entailment and
federation tests are none of a read-only endpoint: they are counted apart. `w3c_known.tsv` says why each failure is one.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import httpx
import pyoxigraph as ox
from w3c_manifest import Answer, Test, by_value, canonical, expected, of_csv, of_engine, same, tests

_ROWS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_BASE: Final = re.compile(r"(?im)^\s*BASE\s*<([^>]*)>")
_FORM: Final = re.compile(r"(?i)\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b")
_APART: Final = {
    "UpdateEvaluationTest": "update",
    "PositiveUpdateSyntaxTest11": "update",
    "NegativeUpdateSyntaxTest11": "update",
    "ProtocolTest": "tests/test_w3c_protocol.py",
    "ServiceDescriptionTest": "tests/test_w3c_protocol.py",
}
OTHER_FORM: Final = "the same values in another form"
#: Asks a test; raises Refused if the query is not taken.
Asker = Callable[[Test, str], Answer]


class Refused(Exception):
    """The query was refused, in these words."""


def apart(test: Test) -> str:
    """Why a test is not run here; nothing if it is."""
    if test.entails or test.name.startswith("entailment/"):
        return "entailment"
    if test.name.startswith(("service/", "syntax-fed/")):
        return "federation"
    return _APART.get(test.kind, "")


def query_of(test: Test) -> str:
    """The query with its file's address as BASE, which one of its own then refines."""
    assert test.query
    text = test.query.read_bytes().decode("utf-8")
    return f"BASE <{test.query.as_uri()}>\n{text}"


def by_engine(test: Test, text: str) -> Answer:
    """Ask pyoxigraph, with a store that holds the test's data alone."""
    store = ox.Store()
    for file in test.data:
        _load(store, file, None)
    named = [*test.graphs, *_from(test, text)]
    for file in named:
        _load(store, file, ox.NamedNode(file.as_uri()))
    try:
        found = store.query(text)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        raise Refused(str(error)) from error
    if test.kind == "CSVResultFormatTest":
        return of_csv((found.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode("utf-8"))
    return of_engine(found)


def _from(test: Test, text: str) -> list[Path]:
    """The files that FROM and FROM NAMED name, where the suite gives no data otherwise."""
    if test.data or test.graphs or not test.query:
        return []
    names = re.findall(r"(?i)\bFROM\s+(?:NAMED\s+)?<([^>]+)>", text)
    files = sorted({test.query.parent / name.rpartition("/")[2] for name in names})
    return [file for file in files if file.is_file()]


def _load(store: ox.Store, file: Path, graph: ox.NamedNode | None) -> None:
    format = ox.RdfFormat.from_extension(file.suffix.lstrip("."))
    store.load(path=str(file), format=format, base_iri=file.as_uri(), to_graph=graph or ox.DefaultGraph())


def over_http(url: str) -> Asker:
    """Ask a server, naming the data set in the request."""
    client = httpx.Client(timeout=60)

    def ask(test: Test, text: str) -> Answer:
        form = _FORM.search(re.sub(r"#[^\n]*|<[^>]*>", "", text))
        is_graph = form is not None and form[1].upper() in ("CONSTRUCT", "DESCRIBE")
        accept = "text/csv" if test.kind == "CSVResultFormatTest" else _TRIPLES if is_graph else _ROWS
        fields: dict[str, str | list[str]] = {"query": text}
        if test.data or test.graphs:
            fields["default-graph-uri"] = [_as_default(file) for file in test.data] or ["urn:nothing"]
            fields["named-graph-uri"] = [file.as_uri() for file in test.graphs]
        answer = client.post(url, data=fields, headers={"Accept": accept})
        if answer.status_code != httpx.codes.OK:
            raise Refused(f"{answer.status_code} {answer.text.strip()}")
        if accept == "text/csv":
            return of_csv(answer.text)
        if is_graph:
            quads = ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)
            return Answer(graph=canonical("".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in quads)))
        return of_engine(ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.JSON))

    return ask


def fault(test: Test, ask: Asker) -> str:
    """What is wrong with a test; nothing if it passes."""
    try:
        text = query_of(test)
    except UnicodeDecodeError:
        return "" if test.kind.startswith("Negative") else "the query is not UTF-8"
    try:
        got = ask(test, text)
    except Refused as error:
        return "" if test.kind.startswith("Negative") else f"refused: {' '.join(str(error).split())}"
    if test.kind.startswith("Negative"):
        return "accepted, though it is no good"
    if test.result is None:
        return ""
    wanted = expected(test.result)
    if same(wanted, got, lax=test.lax):
        return ""
    return OTHER_FORM if same(by_value(wanted), by_value(got), lax=test.lax) else "another answer"


@contextlib.contextmanager
def serving(suite: Path) -> Iterator[str]:
    """A server of all data files of the suite, each a named graph; gives the endpoint's address."""
    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store()
        files = {file for test in tests(suite) if not apart(test) for file in (*test.data, *test.graphs)}
        files |= {file for test in tests(suite) if test.query and not apart(test) for file in _named_by(test)}
        for file in sorted(files):
            for name in (file.as_uri(), _as_default(file)):
                _load(store, file, ox.NamedNode(name))
        data = Path(folder) / "suite.nq"
        store.dump(str(data), format=ox.RdfFormat.N_QUADS)
        command = [
            sys.executable,
            "-m",
            "comity",
            "serve",
            "--graph",
            str(data),
            "--port",
            "0",
            "--plain-default-graph",
        ]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        assert process.stderr
        found = re.search(r"http://\S+:\d+/", process.stderr.readline())
        try:
            assert found, "the server did not start"
            yield f"{found.group()}sparql"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(20)
            process.stderr.close()


def _as_default(file: Path) -> str:
    """The graph that stands for the file as a default graph: its blank nodes are others than those of the named one."""
    return f"{file.as_uri()}#default"


def _named_by(test: Test) -> list[Path]:
    try:
        return _from(test, query_of(test))
    except UnicodeDecodeError:
        return []


def known_causes(file: Path) -> dict[str, str]:
    """Test -> why it fails, from the table of failures that are understood."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("suite", type=Path)
    reader.add_argument("--known", type=Path, default=Path(__file__).parent / "w3c_known.tsv")
    told = reader.parse_args()
    suite = told.suite.resolve()
    causes = known_causes(told.known) if told.known.is_file() else {}
    counts: dict[str, Counter[str]] = {"engine": Counter(), "HTTP": Counter()}
    others: Counter[str] = Counter()
    with serving(suite) as url:
        askers: dict[str, Asker] = {"engine": by_engine, "HTTP": over_http(url)}
        for test in tests(suite):
            if why := apart(test):
                others[why] += 1
                continue
            for by, ask in askers.items():
                wrong = fault(test, ask)
                counts[by]["failed" if wrong else "passed"] += 1
                counts[by][f"{test.kind} {'failed' if wrong else 'passed'}"] += 1
                if wrong:
                    print(f"{by}\t{test.name}\t{wrong[:150]}\t{causes.get(test.name, 'NOT KNOWN')}")
    for by, found in counts.items():
        print(f"{by}: {found['passed']} passed, {found['failed']} failed;", dict(sorted(found.items())))
    print("not run here:", dict(sorted(others.items())))


if __name__ == "__main__":
    main()
