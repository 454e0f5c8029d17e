"""What can go wrong, said to a person: which file, which line, what is the matter, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class ComityError(Exception):
    """Work that cannot go on. Its text is one plain sentence; the command prints it and exits with 2."""


@dataclass(frozen=True, order=True)
class Refusal:
    """One thing that was left out of a build while the rest went on; exit code 1, and a line in the report.

    `file` is as the user named it, `line` counts from 1 (0: the file as a whole), `problem` and `cure` are half
    sentences in plain English.
    """

    file: str
    line: int
    problem: str
    cure: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.problem}; {self.cure}."


def refuse(file: Path | str, line: int, problem: str, cure: str) -> Refusal:
    """Make a `Refusal` whose text can be shown on a terminal: control characters in it are made visible."""
    return Refusal(printable(str(file)), line, printable(problem), printable(cure))


def printable(text: str) -> str:
    """The text with control and format characters (escape sequences, bidi overrides) replaced by `\\xNN` forms."""
    return "".join(c if c.isprintable() or c == " " else ascii(c)[1:-1] for c in text)
