"""Forms of the lexicon that are written once for many: `(chief|head) of (:services)`.

A line whose value is `:NAME` gives a list its name, for the lines of the same file that follow it; several such lines
make one list longer. In a form a bracket stands for each of its alternatives in turn, and an empty one for nothing.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

_BRACKET: Final = re.compile(r"\(([^()]*)\)")


class Alternatives:
    """The named lists of one file, and the forms that they stand for."""

    def __init__(self) -> None:
        self._lists: dict[str, list[str]] = {}

    def name(self, value: str, form: str) -> None:
        """Note a list: `value` is its name with the colon."""
        self._lists.setdefault(value, []).extend(self._options(form))

    def expand(self, form: str) -> list[str]:
        """The forms for which this one stands, itself if it has no bracket.

        Raises KeyError with the name of a list that no line before gives.

        >>> Alternatives().expand("(first |)deputy (chief|head) of staff")[0]
        'first deputy chief of staff'
        """
        pieces = _BRACKET.split(form)
        if len(pieces) == 1:
            return [form]
        choices = [self._options(piece) if number % 2 else [piece] for number, piece in enumerate(pieces)]
        return [" ".join("".join(chosen).split()) for chosen in itertools.product(*choices)]

    def _options(self, text: str) -> list[str]:
        options: list[str] = []
        for option in text.split("|"):
            options += self._lists[option.strip()] if option.strip().startswith(":") else [option]
        return options
