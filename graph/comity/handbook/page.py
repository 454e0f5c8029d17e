"""The handbook as a page of HTML that stands alone, and the reference of the docs as Markdown, from one content."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from comity.handbook.content import LANGUAGES, read
from comity.handbook.diagram import diagram

_TEMPLATES: Final = Path(__file__).parent / "templates"


def handbook() -> str:
    """The page: intro, diagram, classes, properties, code lists, rules, alarms, questions. It needs no other file."""
    book = read()
    return (
        _environment()
        .get_template("handbook.html")
        .render(book=book, diagram=Markup(diagram(book)), languages=LANGUAGES)
    )


def reference() -> str:
    """The same content as Markdown: docs/ontology-reference.md, which a test holds to it."""
    return _environment().get_template("reference.md").render(book=read())


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
