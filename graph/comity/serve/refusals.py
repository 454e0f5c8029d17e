"""A refusal in the form that its reader wants: a page for a browser, RFC 9457 for who wants JSON, else a line.

The sentence is the same in all three. A page adds what helps a person on: the search with the words of the address in
it, the first page, the questions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Final

import jinja2

from comity.serve.negotiate import HTML, choose

_PLAIN: Final[Mapping[str, tuple[str, ...]]] = {"plain": ("text/plain",)}
_PROBLEM: Final[Mapping[str, tuple[str, ...]]] = {"problem": ("application/problem+json", "application/json")}
#: Status -> what a person calls it.
_NAMES: Final = {
    400: "That could not be read",
    403: "That is not allowed here",
    404: "Not found",
    405: "That cannot be done here",
    406: "Not to be had in that form",
    408: "Too slow",
    413: "Too large",
    414: "Too long",
    415: "Not in that form",
    421: "Not under that name",
    503: "Not now",
}


def refusal(status: int, sentence: str, accept: str, path: str) -> tuple[str, bytes]:
    """Media type and body of the answer with this status, for a client that accepts this, at this path."""
    form = choose(accept, _PLAIN, _PROBLEM, HTML)
    if form == "problem":
        told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": sentence}
        return "application/problem+json", json.dumps(told, ensure_ascii=False).encode() + b"\n"
    if form == "html":
        name = _NAMES.get(status, HTTPStatus(status).phrase)
        words = (
            " ".join(path.rpartition("/")[2].replace("-", " ").split())[:100] if status == HTTPStatus.NOT_FOUND else ""
        )
        page = _template().render(view="refusal", status=status, name=name, sentence=sentence, words=words)
        return "text/html; charset=utf-8", page.encode("utf-8", "replace")
    return "text/plain; charset=utf-8", f"{sentence}\n".encode("utf-8", "replace")


@cache
def _template() -> jinja2.Template:
    """Read at the first refusal, and kept: the server's own process may open files."""
    loader = jinja2.PackageLoader("comity.serve", "pages/templates")
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("refusal.html")
