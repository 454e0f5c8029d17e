"""Reading articles on the machines of a Dask cluster: documents go out, unresolved facts come back.

Documents share nothing before they are resolved, so a worker that dies costs only what it was reading: Dask gives that
to another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from comity.documents import Document
from comity.errors import ComityError

#: Documents under way at a time; the rest wait here, so that the scheduler's memory does not grow with the corpus.
_WINDOW: Final = 1024


def on_cluster(work: Callable[[Document], bytes], documents: Sequence[Document], scheduler: str) -> Iterator[bytes]:
    """The result of `work` for each document, in their order, computed by the workers of the scheduler.

    Raises `ComityError` if Dask is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ComityError("--scheduler needs Dask; install it with: pip install 'comity[dask]'") from error
    try:
        client = Client(scheduler, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise ComityError(f"no Dask scheduler answers at {scheduler}; start one, or leave out --scheduler") from error
    with client:
        for start in range(0, len(documents), _WINDOW):
            window = documents[start : start + _WINDOW]
            futures = client.map(work, window, pure=False, retries=3)
            for future in futures:
                yield future.result()
