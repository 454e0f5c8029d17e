"""What the page draws: kinds of node and of line, their classes, colours and shapes, read from page/kinds.json."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import pyoxigraph as ox

from comity import locate
from comity.terms import ONTOLOGY

_SUBCLASS: Final = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


@cache
def kinds() -> dict[str, Any]:
    """The file page/kinds.json: `nodes`, `lines`, `links` and `events` (the kinds that happen or are signed)."""
    parsed: dict[str, Any] = json.loads((files("comity.network") / "page" / "kinds.json").read_text("utf-8"))
    return parsed


@cache
def kind_of_class() -> dict[str, str]:
    """Class IRI -> kind, for the classes of kinds.json and all that the ontology puts below them."""
    found = {ONTOLOGY + entry["class"]: entry["kind"] for entry in [*kinds()["nodes"], *kinds()["lines"]]}
    above = _superclasses(locate.ontology() / "comity.ttl")
    for name in sorted(above):
        if name not in found:
            kind = _nearest(name, above, found)
            if kind:
                found[name] = kind
    return found


def classes(kind: str) -> list[str]:
    """The IRIs of the classes whose instances are of that kind, sorted."""
    return sorted(name for name, of in kind_of_class().items() if of == kind)


def _superclasses(ontology: Path) -> dict[str, list[str]]:
    above: dict[str, list[str]] = {}
    if ontology.is_file():
        for quad in ox.parse(path=str(ontology), format=ox.RdfFormat.TURTLE):
            below, over = quad.subject, quad.object
            if quad.predicate == _SUBCLASS and isinstance(below, ox.NamedNode) and isinstance(over, ox.NamedNode):
                above.setdefault(below.value, []).append(over.value)
    return {name: sorted(parents) for name, parents in above.items()}


def _nearest(name: str, above: dict[str, list[str]], found: dict[str, str]) -> str | None:
    """The kind of the nearest class above that has one, breadth first."""
    level, seen = [name], {name}
    while level:
        for each in level:
            if each in found and each != name:
                return found[each]
        level = sorted({parent for each in level for parent in above.get(each, [])} - seen)
        seen.update(level)
    return None
