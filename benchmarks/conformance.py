"""The W3C suites of the RDF formats, read and written by comity: each file must come back as the same graph.

    apt-get source serd                                   # Debian's source package carries four suites
    python benchmarks/conformance.py serd-0.30.16/test/{TurtleTests,TriGTests,NTriplesTests,NQuadsTests}
    python benchmarks/conformance.py w3c/rdf-xml          # from the sdist of rdflib 6.3.2 (test/data/suites)

Every positive test is read as `comity export` reads it, written in its own format and in the others that can hold it,
and read again; the result must be isomorphic to what the suite expects (for syntax tests: to the first reading). Every
negative test must be refused in a sentence. Failures are listed with what was wrong.
"""

from __future__ import annotations

import argparse
import io
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import rdflib
from comity.assemble.statements import Statement
from comity.errors import ComityError
from comity.export.formats import RDF_FORMATS, WITH_GRAPHS, read_statements, statement
from rdflib.namespace import RDF, Namespace

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
BASES = {
    "TurtleTests": "http://www.w3.org/2013/TurtleTests/",
    "TriGTests": "http://www.w3.org/2013/TriGTests/",
    "NTriplesTests": "http://www.w3.org/2013/N-TriplesTests/",
    "NQuadsTests": "http://www.w3.org/2013/N-QuadsTests/",
    "rdf-xml": "http://www.w3.org/2013/RDFXMLTests/",
}


def canonical(statements: list[Statement]) -> set[str]:
    """The statements with blank nodes named by their place in the graph (RDFC-1.0)."""
    lines = "".join(f"{s.subject} {s.predicate} {s.object} {s.graph} .\n" for s in statements)
    dataset = ox.Dataset(ox.parse(lines, format=ox.RdfFormat.N_QUADS, lenient=True))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def suite_graph(file: Path) -> list[Statement]:
    """The suite's own result; one of them has a character that the engine finds in no IRI, so it is read leniently."""
    kind = ox.RdfFormat.from_extension(file.suffix.removeprefix("."))
    return [statement(quad) for quad in ox.parse(path=str(file), format=kind, lenient=True)]


def rewritten(statements: list[Statement], kind: str, folder: Path) -> list[Statement]:
    """The statements written in a format and read again."""
    out = io.StringIO()
    RDF_FORMATS[kind][1](statements, out)
    file = folder / f"again.{RDF_FORMATS[kind][0]}"
    file.write_text(out.getvalue(), encoding="utf-8", newline="\n")
    return read_statements(file)


def fault(action: Path, expected: Path | None, base: str, negative: bool, scratch: Path) -> str:
    """What is wrong with one test; empty if it passes."""
    try:
        read = read_statements(action, base=base)
    except ComityError as error:
        return "" if negative else f"refused: {error}"
    if negative:
        return "accepted, though it is no good"
    if expected is not None and canonical(read) != canonical(suite_graph(expected)):
        return "read as another graph than the suite's"
    graphs = any(s.graph for s in read)
    for kind in ("turtle", "trig", "ntriples", "nquads", *(["rdfxml"] if action.suffix == ".rdf" else [])):
        if graphs and kind not in WITH_GRAPHS:
            continue
        try:
            again = rewritten(read, kind, scratch)
        except ComityError as error:
            return f"written as {kind} it cannot be read again: {error}"
        if canonical(again) != canonical(read):
            return f"written as {kind} it comes back as another graph"
    return ""


def run(folder: Path, scratch: Path) -> Counter[str]:
    """Run one suite, printing its failures."""
    manifest = rdflib.Graph().parse(folder / "manifest.ttl", publicID=(folder / "manifest.ttl").as_uri())
    base = BASES.get(folder.name, "http://example.org/")
    found: Counter[str] = Counter()
    for test in sorted(set(manifest.subjects(MF.action, None))):
        kind = str(manifest.value(test, RDF.type)).rsplit("#", 1)[-1]
        action = Path(str(manifest.value(test, MF.action)).removeprefix("file://"))
        result = manifest.value(test, MF.result)
        expected = Path(str(result).removeprefix("file://")) if result else None
        wrong = fault(action, expected, base + str(action.relative_to(folder)), "Negative" in kind, scratch)
        found["failed" if wrong else "passed"] += 1
        if wrong:
            print(f"  {folder.name}/{action.relative_to(folder)}: {wrong}")
    return found


def main() -> None:
    import tempfile

    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("suites", type=Path, nargs="+")
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for folder in reader.parse_args().suites:
            found = run(folder.resolve(), Path(scratch))
            print(f"{folder.name}: {found['passed']} passed, {found['failed']} failed")
            total += found
    print(f"all: {total['passed']} passed, {total['failed']} failed")


if __name__ == "__main__":
    main()
