"""Where the data beside the code lies: ontology, queries and seeds, in a checkout or in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    """The folder that holds `ontology`, `queries` and `seeds`."""
    checkout = _PACKAGE.parent.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "ontology").is_dir():
        return checkout
    return _PACKAGE / "resources"


def ontology() -> Path:
    """The folder of comity.ttl, shapes.ttl, vocabularies/ and lexicon/."""
    return _root() / "ontology"


def queries() -> Path:
    """The folder of the named queries, one `.rq` file each."""
    return _root() / "queries"


def seeds() -> Path:
    """The folder of the source articles, with sources.csv and curated/."""
    return _root() / "seeds"
