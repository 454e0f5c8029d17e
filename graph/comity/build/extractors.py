"""The extractors that `--extractor` names, where they run, and in which order their work comes back.

Whether articles are read in this process, in several, or on the machines of a Dask cluster, each is read alone, and
what was found comes back in the order of the documents: the same bytes from one process and from a hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Final

from comity.build.cache import Cache
from comity.documents import Document
from comity.errors import ComityError
from comity.facts import Extraction, decode, encode

Extractor = Callable[[Document], Extraction]
NAMES: Final = ("rules", "llm", "none")
#: Articles that travel to a worker process at a time: enough that the way costs little, few enough to stop soon.
_CHUNK: Final = 16


def extractor(name: str) -> Extractor | None:
    """The extractor of that name; None for `none`. Raises `ComityError` for another name."""
    if name == "none":
        return None
    if name == "rules":
        from comity.extract import extract  # here, since reading the lexicon is work that `none` can do without

        return extract
    if name == "llm":
        from comity.extract.llm import from_environment

        return from_environment()
    raise ComityError(f"{name!r} is no extractor; choose one of {', '.join(NAMES)}")


def extractions(
    documents: Sequence[Document],
    name: str,
    *,
    cache: Cache | None = None,
    jobs: int = 1,
    scheduler: str | None = None,
) -> Iterator[Extraction]:
    """What the extractor finds in each document, in their order.

    With `cache`, what was found before is not read again. `jobs` processes share the rest, or the workers of the Dask
    `scheduler` at that address (`tcp://host:8786`).
    """
    if extractor(name) is None:
        return
    kept = {document.id: cache.get(name, document) if cache else None for document in documents}
    waiting = [document for document in documents if kept[document.id] is None]
    fresh = _run(waiting, name, jobs, scheduler)
    for document in documents:
        found = kept.pop(document.id)
        if found is None:
            found = next(fresh)
            if cache:
                cache.put(name, document, found)
        yield found


def _run(documents: Sequence[Document], name: str, jobs: int, scheduler: str | None) -> Iterator[Extraction]:
    work = partial(_extracted, name)
    if not documents:
        return
    if scheduler:
        from comity.build.cluster import on_cluster

        yield from map(decode, on_cluster(work, documents, scheduler))
    elif jobs > 1:
        with ProcessPoolExecutor(jobs) as pool:
            try:
                yield from map(decode, pool.map(work, documents, chunksize=_CHUNK))
            finally:
                pool.shutdown(cancel_futures=True)
    else:
        for document in documents:
            yield decode(work(document))


def _extracted(name: str, document: Document) -> bytes:
    """What one extractor finds in one document, in the form in which it travels."""
    run = extractor(name)
    if run is None:
        raise ComityError(f"the extractor {name!r} reads nothing")
    return encode(run(document))
