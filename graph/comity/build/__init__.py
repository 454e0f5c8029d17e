"""The build: from folders of articles and curated facts to a graph in a folder, the whole way of the data.

    articles -> documents -> facts -> nodes -> resolved nodes -> statements -> store, inference -> files

Each stage knows the one before it by its data only; here is the one place that knows their order.
"""

from __future__ import annotations

import filecmp
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from msgspec import structs

from comity import locate
from comity.assemble import Statement, assemble, load, tell
from comity.build.cache import Cache
from comity.build.extractors import extractions
from comity.build.report import Report, report
from comity.build.switch import replacing
from comity.curate import Curated, curate
from comity.curate.lines import Lines, write_lines
from comity.documents import Document
from comity.errors import ComityError
from comity.export import write_trig, write_turtle
from comity.facts import Extraction
from comity.handbook import handbook
from comity.infer import infer
from comity.network import earlier_positions, page
from comity.nodes import Local, Node
from comity.read import read
from comity.release import checksums, describe
from comity.resolve import Resolution, resolve
from comity.store.saving import write_store

__all__ = ["SURE", "Report", "build"]

#: An extracted fact stays whose weakest rule was right in two of three first readings.
SURE: Final = 0.67

#: Called with what is being done, how many are done and how many there are (0: not known).
Progress = Callable[[str, int, int], None]


def build(
    paths: Sequence[Path] = (),
    *,
    output: Path = Path("build"),
    curated: Path | None = None,
    with_curated: bool = True,
    extractor: str = "rules",
    cache: Path | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
    min_confidence: float = SURE,
    positions: Path | None = None,
    progress: Progress = lambda what, done, of: None,
) -> Report:
    """Build the graph of the articles below `paths` (the seeds, if none is given) into the folder `output`.

    Curated facts are those of `curated`, else of the `curated/` folder in each path, unless `with_curated` is false.
    `cache` is a folder that keeps extractions between builds; `jobs` processes, or the Dask `scheduler` at an address,
    read the articles; extracted facts below `min_confidence` (0 to 1) are left out and counted; `positions` is the
    network page of an earlier build, whose map the new one keeps.
    Raises `ComityError` if a path does not exist or `output` is not a folder of ours; what is wrong within the files
    is in the report's `refusals`, and the rest is built. The former build stays whole until the new one is.
    """
    reading = read(paths or [locate.seeds()])
    documents: dict[str, Document] = {document.id: document for document in reading.documents}
    files = _curated_files(curated, reading.curated) if with_curated else []
    written = curate(files, documents)
    found: list[Extraction] = []
    unsure = 0
    kept = Cache(cache) if cache else None
    for each in extractions(reading.documents, extractor, cache=kept, jobs=jobs, scheduler=scheduler):
        sure = _sure(each, min_confidence)
        unsure += len(each.facts) - len(sure.facts)
        found.append(sure)
        progress("reading articles", len(found), len(reading.documents))
    progress("resolving who and what is meant", 0, 0)
    nodes: list[Node] = [*written.nodes]
    for extraction in found:
        nodes += tell(extraction, documents[extraction.source])
    resolution = resolve(nodes)
    languages: dict[str, str] = {extraction.source: extraction.language for extraction in found}
    languages |= {document.id: document.language for document in reading.documents if document.language}
    statements = assemble([*nodes, *resolution.nodes], resolution.iri, reading.documents, languages)
    progress("drawing conclusions", 0, 0)
    store = load(statements)
    statements = sorted({*statements, *_inferred(store)})
    told = report(reading.documents, found, nodes, languages, [*reading.refusals, *written.refusals], unsure)
    with replacing(output) as folder:
        progress("writing", 0, 0)
        write_lines(_lines(written, resolution), folder)
        _write(folder, statements, store, told, positions)
        unchanged = _same(folder / "graph.trig", output / "graph.trig")
    return replace(told, unchanged=unchanged)


def _curated_files(folder: Path | None, beside: Sequence[Path]) -> list[Path]:
    if folder is None:
        return list(beside)
    if not folder.is_dir():
        raise ComityError(f"{folder} is no folder; name the folder of your curated .ttl files with --curated")
    return sorted(folder.glob("*.ttl"))


def _sure(extraction: Extraction, least: float) -> Extraction:
    """The extraction without the facts that it is less sure of."""
    return structs.replace(extraction, facts=tuple(fact for fact in extraction.facts if fact.confidence >= least))


def _inferred(store: ox.Store) -> list[Statement]:
    """What the rules conclude; it is added to the store too."""
    quads = infer(store)
    store.bulk_extend(quads)
    return [Statement(str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)) for q in quads]


def _lines(written: Curated, resolution: Resolution) -> Lines:
    """Where the curated nodes are written, under the names that resolution gave them."""
    return {
        (graph, str(resolution.iri[graph, key] if isinstance(key, Local) else key)): line
        for (graph, key), line in written.lines.items()
    }


def _write(
    folder: Path, statements: Sequence[Statement], store: ox.Store, told: Report, positions: Path | None
) -> None:
    with (folder / "graph.ttl").open("w", encoding="utf-8", newline="\n") as out:
        write_turtle(statements, out)
    with (folder / "graph.trig").open("w", encoding="utf-8", newline="\n") as out:
        write_trig(statements, out)
    kept = earlier_positions(positions.read_text(encoding="utf-8"), str(positions)) if positions else None
    _text(folder / "network.html", page(store, positions=kept))
    _text(folder / "report.md", told.as_markdown())
    _text(folder / "report.json", told.as_json())
    _text(folder / "ontology.html", handbook())
    _text(folder / "dataset.ttl", describe(statements))
    _text(folder / "SHA256SUMS", checksums(folder))
    write_store(store, folder / "store")


def _same(one: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def _text(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
