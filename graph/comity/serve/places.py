"""What is where on the server: the view of each path, the forms that it comes in, and what its page may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from comity.serve.answers import RequestError
from comity.serve.negotiate import GRAPH_TYPES, HTML, choose

#: The network page is one self-contained file: its scripts and styles stand in it.
_NETWORK_POLICY: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
    "connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
)
_HANDBOOK_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
_JSON: Final[Mapping[str, tuple[str, ...]]] = {"json": ("application/json",)}
_LONGEST_PATH: Final = 1000

Forms = tuple[Mapping[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A view, the forms it comes in (the first is what a client gets that takes anything), and its policy."""

    view: str
    forms: Forms = (HTML,)
    policy: str = ""


_PLACES: Final = {
    "/": Place("home"),
    "/search": Place("search"),
    "/queries": Place("queries"),
    "/network": Place("network", policy=_NETWORK_POLICY),
    "/network/around": Place("around", (_JSON,)),
    "/why": Place("why", (_JSON,)),
    "/ontology": Place("ontology", (HTML, GRAPH_TYPES)),
    "/ontology/handbook": Place("handbook", policy=_HANDBOOK_POLICY),
    "/.well-known/void": Place("void", (GRAPH_TYPES,)),
}
#: Beginning of a path -> its place; what follows is the view's `name`.
_BELOW: Final = {
    "/relation/": Place("relation", (HTML, GRAPH_TYPES)),
    "/id/": Place("entity", (HTML, GRAPH_TYPES)),
    "/vocabulary/": Place("concept", (HTML, GRAPH_TYPES)),
}


def place_of(path: str) -> tuple[Place, str]:
    """The place of a path, and the name of what it is about. Raises RequestError if there is none."""
    if len(path) > _LONGEST_PATH:
        raise RequestError(414, "the path is too long")
    if path in _PLACES:
        return _PLACES[path], ""
    for beginning, place in _BELOW.items():
        if path.startswith(beginning) and len(path) > len(beginning):
            return place, path[len(beginning) :]
    raise RequestError(404, "there is no such page; begin at /")


def form_of(place: Place, accept: str, wanted: str | None) -> str:
    """The form in which the place answers. Raises RequestError if none is accepted."""
    if wanted is not None and any(wanted in forms for forms in place.forms):
        return wanted
    if place.forms == (GRAPH_TYPES,) and choose(accept, HTML, GRAPH_TYPES) == "html":
        return "turtle"  # a browser is shown the description as text
    chosen = choose(accept, *place.forms)
    if chosen is None:
        known = " or ".join(types[0] for forms in place.forms for types in list(forms.values())[:2])
        raise RequestError(406, f"this page has no form of a type that you accept; take {known}")
    return chosen
