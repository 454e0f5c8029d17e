"""Paraphrases: many short texts that say one kind of fact in the ways in which the press of a language says it.

`articles/paraphrases/<language>.tsv` has the columns `text` and `facts`; a text may state several facts (`; ` between
them) or none (`-`), and a fact that may be found but need not begins with `?`:

    meeting BR FR                                visit KG->OM head=Nurlan Toktosunov
    agreement BR FR memorandum signed            exercise IN LK held Mitra Shakti
    office Juan Pérez CL service-commander vice-admiral former
    deployment UY CD current UN                  cooperation SN TR naval

A ` ¶ ` within a text begins a new paragraph.

Its first line, `# floor <right> <wrong>`, is what was reached: no fewer facts may be right, and no more wrong. A fact
whose head or rank is told otherwise is not right.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from comity.documents import Document, SourceId
from comity.extract import extract
from comity.extract.judge import judge

_FOLDER = Path(__file__).parent / "articles" / "paraphrases"
_FILES = sorted(_FOLDER.glob("*.tsv"))
_BREAK = " ¶ "
_STATE = re.compile(r"[A-Z]{2}")
_STATUS = frozenset({"held", "ongoing", "planned", "current", "past", "signed", "in-force"})


@dataclass
class _Score:
    right: int = 0
    wrong: int = 0
    lines: list[str] = field(default_factory=list)


def _fact(told: str) -> dict[str, Any]:
    """One compact fact as an entry of the annotation."""
    told, _, head = told.partition(" head=")
    kind, *words = told.removeprefix("?").split()
    fact: dict[str, Any] = {"type": kind}
    if told.startswith("?"):
        fact["optional"] = True
    if head:
        fact["head"] = {"text": head, "latin": head}
    if kind == "office":
        at = next(i for i, word in enumerate(words) if _STATE.fullmatch(word))
        person = " ".join(words[:at])
        fact |= {"person": {"text": person, "latin": person}, "state": words[at], "role": words[at + 1]}
        rest = [word for word in words[at + 2 :] if word != "former"]
        return fact | ({"rank": rest[0]} if rest else {}) | ({"former": True} if "former" in words else {})
    if kind == "visit":
        fact["visitor"], fact["host"] = words[0].split("->")
        return fact
    if kind == "deployment":
        at = next(i for i, word in enumerate(words) if word in _STATUS)
        fact |= {"state": words[0], "place": " ".join(words[1:at]), "status": words[at]}
        return fact | ({"organisation": words[at + 1]} if len(words) > at + 1 else {})
    states = list(takewhile(_STATE.fullmatch, words))
    rest = words[len(states) :]
    if kind == "agreement":
        return fact | {"parties": states, "kind": rest[0], "status": rest[1]}
    if kind == "exercise":
        return fact | {"states": states, "status": rest[0]} | ({"name": " ".join(rest[1:])} if rest[1:] else {})
    return fact | {"states": states} | ({"area": rest[0]} if kind == "cooperation" else {})


def score(path: Path) -> _Score:
    """How many facts of the table are read right and wrong, and what fails."""
    total = _Score()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        text, _, told = line.partition("\t")
        text = text.replace(_BREAK, "\n\n")
        facts = [] if told == "-" else [_fact(one) for one in told.split("; ")]
        entry = {"doc": f"{path.stem}:{number}", "lang": path.stem, "facts": facts}
        verdict = judge(entry, extract(Document(SourceId("x"), "x.txt", text, path.stem)))
        unlike = sum(of - ok for slot, (ok, of) in verdict.slots.items() if slot in {"visit.head", "office.rank"})
        total.right += sum(tally.right for tally in verdict.tallies.values()) - unlike
        total.wrong += sum(tally.wrong for tally in verdict.tallies.values())
        if verdict.lines:
            total.lines += [text, *(f"    {one}" for one in verdict.lines)]
    return total


@pytest.mark.parametrize("path", _FILES, ids=[path.stem for path in _FILES])
def test_paraphrases_are_read_as_well_as_before(path: Path) -> None:
    floor = path.read_text(encoding="utf-8").partition("\n")[0].split()
    found = score(path)
    print(f"{path.stem}: {found.right} right, {found.wrong} wrong", *found.lines, sep="\n")
    assert floor[:2] == ["#", "floor"]
    assert found.right >= int(floor[2]), "\n".join(found.lines)
    assert found.wrong <= int(floor[3]), "\n".join(found.lines)
