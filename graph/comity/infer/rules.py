"""The rules: one SPARQL CONSTRUCT a file in ontology/rules/, read in the order of their names.

Rules numbered below 50 are run together until nothing new follows; then those from 50 on, which count what follows,
once, and the others again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from comity import locate
from comity.errors import ComityError

_HEAD: Final = re.compile(r"# title: (?P<title>.+)\n# (?P<comment>.+)\n")
_CONSTRUCT: Final = re.compile(r"^CONSTRUCT\b", re.MULTILINE)
_COUNTING: Final = "50"


@dataclass(frozen=True)
class Rule:
    """One rule: its file's name without `.rq`, what it says in a sentence, a remark, and the CONSTRUCT."""

    name: str
    title: str
    comment: str
    text: str

    @property
    def counts(self) -> bool:
        """Whether it counts what follows by others, and so has to wait for them."""
        return self.name >= _COUNTING

    @property
    def update(self) -> str:
        """The rule as an update that adds what follows to the default graph."""
        return _CONSTRUCT.sub("INSERT", self.text, count=1)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in their order. Raises `ComityError` for a file without a head or a CONSTRUCT at a line's start."""
    found = []
    for file in sorted((locate.ontology() / "rules").glob("*.rq")):
        text = file.read_text(encoding="utf-8")
        head = _HEAD.match(text)
        if not head or len(_CONSTRUCT.findall(text)) != 1 or not file.name[0].isdigit():
            raise ComityError(
                f"{file} is no rule; name it by a number, begin it with '# title: ...' and a line of comment, and "
                "write one CONSTRUCT at the start of a line"
            )
        found.append(Rule(file.stem, head["title"], head["comment"], text))
    return tuple(found)
