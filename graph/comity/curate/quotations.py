"""Finding a quotation in its article: exactly once, or the curator says which by the words before or after it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from comity.documents import Document
from comity.nodes import Passage


class QuotationError(ValueError):
    """A quotation that does not lead to one place in the article; `args` are the problem and the cure."""


def find(exact: str, document: Document, prefix: str | None = None, suffix: str | None = None) -> Passage:
    """The passage of the document that reads exactly so. Raises `QuotationError` if there is none, or not only one.

    `prefix` and `suffix` (Web Annotation's oa:prefix and oa:suffix) are the text right before and after; white space
    between them and the quotation does not matter.
    """
    if not exact.strip():
        raise QuotationError("the quotation is empty", "quote the words that state the fact")
    places = list(_places(exact, document.text))
    if not places:
        raise QuotationError(f"the quotation {_short(exact)} is not in {document.file}", _cure(exact, document.text))
    fitting = [start for start in places if _fits(document.text, start, start + len(exact), prefix, suffix)]
    if not fitting:
        raise QuotationError(
            f"the quotation {_short(exact)} is in {document.file}, but not after {_short(prefix or '')}"
            + (f" and before {_short(suffix)}" if suffix else ""),
            "copy oa:prefix from the words right before the quotation",
        )
    if len(fitting) > 1:
        raise QuotationError(
            f"the quotation {_short(exact)} is in {document.file} {len(fitting)} times",
            "quote more, or say which by oa:prefix, the words right before it",
        )
    return Passage(document.id, fitting[0], fitting[0] + len(exact), exact)


def _places(exact: str, text: str) -> Iterator[int]:
    start = text.find(exact)
    while start >= 0:
        yield start
        start = text.find(exact, start + 1)


def _fits(text: str, start: int, end: int, prefix: str | None, suffix: str | None) -> bool:
    before, after = text[:start], text[end:]
    return (not prefix or before.endswith(prefix) or before.rstrip().endswith(prefix.rstrip())) and (
        not suffix or after.startswith(suffix) or after.lstrip().startswith(suffix.lstrip())
    )


def _cure(exact: str, text: str) -> str:
    if _folded(exact) in _folded(text):
        return "its letters are there, but spaces, line breaks or accents differ: copy it from the file itself"
    return "copy it from the article, letter by letter"


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _short(text: str) -> str:
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"
