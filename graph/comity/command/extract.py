"""`comity extract FILE`: an article in the terminal with what was found in it, or its facts as lines of JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from comity.documents import Document, SourceId
from comity.errors import ComityError, printable
from comity.extract import extract as read_facts
from comity.facts import AnyFact, Extraction, Name, Place, encode

#: One style a type of fact; the text that states a fact is underlined, names are bold.
STYLES: Final = {
    "Meeting": "cyan", "Visit": "green", "Agreement": "magenta", "Exercise": "yellow", "Tenure": "blue",
    "Deployment": "red", "Cooperation": "bright_black",
}  # fmt: skip
_SHOWN_APART: Final = frozenset({"key", "quotes", "confidence", "rules"})


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="extract", epilog="Example: comity extract article.txt --published 2025-02-06 --explain")(extract)


def extract(
    file: Annotated[Path, typer.Argument(help="An article: a text file in UTF-8.")],
    language: Annotated[
        str | None, typer.Option("--language", help="Its language (kk, az, ru, ar, en, tr), else found out.")
    ] = None,
    published: Annotated[str | None, typer.Option("--published", help="Its day of publication, as 2025-02-06.")] = None,
    format: Annotated[str, typer.Option("--format", help="text or jsonl (one line: the extraction).")] = "text",
    explain: Annotated[
        bool, typer.Option("--explain", help="Say which rules made each fact, and from which words.")
    ] = False,
) -> None:
    """Show the facts of one article, each with the passage that states it."""
    if format not in {"text", "jsonl"}:
        raise ComityError(f"--format {format!r} is not known; use text or jsonl")
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise ComityError(f"{file} cannot be read ({error.strerror}); give the path of an article") from error
    except UnicodeDecodeError as error:
        raise ComityError(f"{file} is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    found = read_facts(Document(SourceId(file.stem), file.name, text, language=language, published=published))
    if format == "jsonl":
        typer.echo(encode(found).decode("utf-8"))
        return
    console = Console(highlight=False, markup=False, soft_wrap=True)
    console.print(highlighted(text, found))
    console.print()
    for fact in found.facts:
        console.print(
            Text(f"{type(fact).__name__.lower():12}", style=STYLES[type(fact).__name__]) + Text(described(fact, found))
        )
        if explain:
            passage = printable(" ".join(fact.quotes[0].exact.split()))
            console.print(
                f"    rules {', '.join(fact.rules)}; confidence {fact.confidence:.2f}; "
                f"{fact.quotes[0].start}-{fact.quotes[0].end}"
            )
            console.print(f"    {passage}")
    for refused in found.refused:
        console.print(f"refused     {refused.what}: {refused.why}")


def highlighted(text: str, found: Extraction) -> Text:
    """The text, with the passages underlined in the colour of the first fact that they state, and names bold."""
    shown = Text("".join(c if c == "\n" else printable(c) if not c.isprintable() else c for c in text))
    if len(shown.plain) != len(text):  # control characters were made visible: offsets no longer hold
        return shown
    for fact in reversed(found.facts):
        for quote in fact.quotes:
            shown.stylize(f"underline {STYLES[type(fact).__name__]}", quote.start, quote.end)
    for person in found.persons:
        for name in person.names:
            for start in _places(text, name.text):
                shown.stylize("bold", start, start + len(name.text))
    return shown


def _places(text: str, part: str) -> list[int]:
    found, at = [], text.find(part)
    while at >= 0:
        found.append(at)
        at = text.find(part, at + 1)
    return found


def described(fact: AnyFact, found: Extraction) -> str:
    """Its slots in one line, people by name."""
    names = {p.key: p.names[0].text for p in found.persons if p.names}
    parts = []
    for slot in fact.__struct_fields__:
        value = getattr(fact, slot)
        if slot in _SHOWN_APART or value in (None, (), False):
            continue
        if slot in {"officials", "signatories"}:
            value = ", ".join(names.get(key, key) for key in value)
        elif slot in {"person", "head"}:
            value = names.get(value, value)
        elif isinstance(value, Place):
            value = ", ".join(part for part in (value.label, value.country) if part)
        elif isinstance(value, Name):
            value = value.text
        elif isinstance(value, tuple):
            value = "-".join(value)
        parts.append(slot if value is True else f"{slot} {printable(str(value))}")
    return " · ".join(parts)
