"""The network page: one HTML file that asks nothing of anybody.

pyvis assembles it (its vis-network library, its Jinja environment and template call) with our own template, styles
and scripts from page/: pyvis' own template is neither offline nor safe against hostile text. Scripts are plain files,
joined in one function; a Content-Security-Policy with their hashes forbids everything else. Data stands in script
elements of type application/json, which no browser runs; above `COMPRESS` bytes it is compressed (gzip, base64) and
the page unpacks it. Positions are computed here, never in the browser.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import pyoxigraph as ox

from comity.errors import ComityError
from comity.network.analysis import shared, summary
from comity.network.data import Record, as_json, data
from comity.network.excerpt import around, of_pair
from comity.network.kinds import kinds
from comity.network.layout import Positions, positions, state_positions
from comity.network.titles import title as node_title
from comity.network.titles import wrapped
from comity.terms import ID, ONTOLOGY, PREFIXES, VOCABULARY, curie

#: The languages of the interface, each a file page/labels/LANGUAGE.json.
LANGUAGES: Final = ("en", "ru", "kk", "ar", "az", "tr")
#: Data of more bytes than this stands compressed in the page.
COMPRESS: Final = 5_000_000
#: Pages with more nodes than this carry the WebGL view beside vis-network.
WEBGL: Final = 1_000
#: Before the name of a state in earlier positions: its place in the view of pairs.
STATES: Final = "states: "
#: The scripts of the page, in the order in which they are joined.
SCRIPTS: Final = (
    "start", "dom", "words", "data", "fold", "view", "filters", "states", "marks", "moving", "picture",
    "scene", "time", "facets", "analysis", "panel", "table", "search", "export", "keys", "main",
)  # fmt: skip
_TEMPLATE: Final = "viewer.html.j2"
_OWN_SERVER: Final = "connect-src 'self'; "
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "multiselect": False, "tooltipDelay": 1_000_000, "keyboard": False},
    "edges": {"smooth": False},
}


def page(
    store: ox.Store,
    *,
    title: str = "",
    positions: Mapping[str, Sequence[float]] | None = None,
    relation: str | None = None,
    focus: str | None = None,
    since: str | None = None,
    until: str | None = None,
    language: str = "en",
    only: bool = False,
) -> str:
    """The whole HTML page of the graph in the store; the same graph and choices give the same characters.

    Without a `title` it has one in the language that the reader chooses. `positions` are those of an earlier page
    (`earlier_positions` reads them). `relation` ("BY-KZ"), `focus` (an IRI or CURIE), `since` and `until` (a year or
    day) choose what is shown at first; the page holds all of the graph in any case, unless `only` leaves nothing but
    the pair, or what is within two steps of the node. `language` is that of the interface at first. Raises
    `ComityError` for a choice that the graph does not have.
    """
    if language not in LANGUAGES:
        raise ComityError(f"The page has no labels in {language!r}; choose one of {', '.join(LANGUAGES)}.")
    choice, content = _choice(relation, focus, since, until), data(store)
    _check(content, choice)
    return render(
        _part(content, choice) if only else content, title=title, earlier=positions, language=language, choice=choice
    )


def render(
    content: Record,
    *,
    title: str = "",
    earlier: Mapping[str, Sequence[float]] | None = None,
    language: str = "en",
    choice: Mapping[str, str] | None = None,
    expand: str = "",
) -> str:
    """The page of data that `comity.network.data` made (or anything of that contract).

    `expand` is the address, on the page's own server, from which it may fetch what is round a node; a page in a file
    has none and can fetch nothing.
    """
    placed = _positions(content, earlier, language)
    chosen = {**(choice or {}), **({"expand": expand} if expand else {})}
    return _assemble(content, placed, title, language, chosen)


def _check(content: Record, choice: Mapping[str, str]) -> None:
    known = {node["id"] for node in content["nodes"]}
    for wanted in ("n", "pair"):
        for name in _named(wanted, choice.get(wanted, "")):
            if name not in known:
                raise ComityError(f"The graph has no node {name}; `comity query` lists what it has.")


def _part(content: Record, choice: Mapping[str, str]) -> Record:
    if "n" in choice:
        return around(content, choice["n"])
    if "pair" in choice:
        return of_pair(content, *_named("pair", choice["pair"]))
    raise ComityError("A page of a part of the graph needs to know of which; name a relation or a focus.")


def earlier_positions(text: str, name: str) -> dict[str, list[float]]:
    """The positions in an earlier page, or in a JSON file {node: [x, y]}; `name` is the file's, for the error.

    Those of the view of pairs have `STATES` before the state's name.
    """
    try:
        nodes, states = (_block(text, block) for block in ("positions", "state-positions"))
        if nodes is None:
            nodes = [{"id": node, "x": x, "y": y} for node, (x, y) in json.loads(text).items()]
        found = {str(node["id"]): [float(node["x"]), float(node["y"])] for node in nodes}
        return found | {STATES + str(state): [float(x), float(y)] for state, (x, y) in (states or {}).items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ComityError(f"{name} holds no positions; give a network.html that comity wrote.") from error


def _block(text: str, name: str) -> Any:
    """What stands in a data block of a page, or None."""
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', text, re.DOTALL)
    return json.loads(found[1]) if found else None


def _choice(relation: str | None, focus: str | None, since: str | None, until: str | None) -> dict[str, str]:
    """What is shown at first, in the words of the page's URL fragment."""
    choice = {}
    if relation:
        codes = sorted(relation.removeprefix("relation:").removeprefix(PREFIXES["relation"]).upper().split("-"))
        if len(codes) != 2:
            raise ComityError(f"{relation!r} names no pair of states; write it as BY-KZ.")
        choice["pair"] = "-".join(codes)
    if focus:
        choice["n"] = curie(focus)
        choice["steps"] = "1"
    for key, value in (("from", since), ("to", until)):
        if value:
            if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
                raise ComityError(f"{value!r} is no year, month or day; write it as 2024 or 2024-04-25.")
            choice[key] = value
    return choice


def _named(key: str, value: str) -> Iterator[str]:
    if key == "pair" and value:
        yield from (f"state:{code}" for code in value.split("-"))
    elif value:
        yield value


def _positions(content: Record, earlier: Mapping[str, Sequence[float]] | None, language: str) -> dict[str, Positions]:
    """Positions of all nodes, and of the states in the view of pairs."""
    size = {entry["kind"]: entry["size"] for entry in kinds()["nodes"]}
    boxes = {}
    for node in content["nodes"]:
        rows, disc = wrapped(node_title(node, language)), 2 * size[node["kind"]]
        wide, high = (12.0, 30.0) if node["kind"] == "state" else (7.4, 17.0)
        boxes[node["id"]] = (max(disc, wide * max(map(len, rows))) + 10, disc + high * len(rows) + 8)
    states = [node["id"] for node in content["nodes"] if node["kind"] == "state"]
    lines = [(fact["s"], fact["o"]) for fact in content["facts"]]
    return {
        "nodes": positions(boxes, lines, states, earlier),
        "states": state_positions(states, shared(content), _of_states(earlier)),
    }


def _of_states(earlier: Mapping[str, Sequence[float]] | None) -> dict[str, Sequence[float]]:
    return {name.removeprefix(STATES): place for name, place in (earlier or {}).items() if name.startswith(STATES)}


def _assemble(content: Record, placed: dict[str, Positions], title: str, language: str, choice: dict[str, str]) -> str:
    # pyvis brings IPython with it, which takes a second: only who makes a page pays for it.
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup
    from pyvis.network import Network

    labels, first = {each: _labels(each) for each in LANGUAGES}, {language, "en"}
    large = len(content["nodes"]) > WEBGL
    libraries = [_vis(), *([_text("vendor/sigma.js")] if large else [])]
    more = (*(("shapes", "webgl") if large else ()), *(("expand",) if "expand" in choice else ()))
    scripts = [*libraries, _script(more)]
    style = _style()
    packed, encoding = _packed(as_json({**content, "analysis": summary(content)}))
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    network.nodes = [{"id": name, "x": x, "y": y} for name, (x, y) in placed["nodes"].items()]
    network.set_options(json.dumps(_OPTIONS))
    template = DictLoader({_TEMPLATE: _text(_TEMPLATE)})
    environment = Environment(loader=template, autoescape=True, undefined=StrictUndefined)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True, "separators": (",", ":")}
    environment.globals.update(
        csp=_policy(scripts, style, fetches="expand" in choice),
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        language=language,
        direction=labels[language]["direction"],
        words=labels[language],
        labels=Markup(as_json({each: labels[each] for each in first})),
        other_labels=Markup(_compressed(as_json({each: labels[each] for each in LANGUAGES if each not in first}))),
        kinds=Markup(as_json(kinds())),
        state_positions=Markup(as_json(placed["states"])),
        choice=Markup(as_json(choice)),
        namespaces=Markup(as_json({"ontology": ONTOLOGY, "id": ID, "vocabulary": VOCABULARY, "prefixes": PREFIXES})),
        content=Markup(packed),
        encoding=encoding,
        languages=[(each, labels[each]["name"]) for each in LANGUAGES],
        title=(title or labels[language]["title"]).encode("utf-8", "replace").decode("utf-8"),
        titled=bool(title),
    )
    network.templateEnv = environment
    network.path = _TEMPLATE
    return str(network.generate_html())


@cache
def _text(name: str) -> str:
    return (files("comity.network") / "page" / name).read_text("utf-8")


@cache
def _labels(language: str) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(_text(f"labels/{language}.json"))
    return parsed


@cache
def _vis() -> str:
    """vis-network as pyvis ships it. The map's address goes; not line by line, as a string of it holds U+2028."""
    library = files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return re.sub(r"\n//# sourceMappingURL=[^\n]*", "", library.read_text("utf-8"))


@cache
def _script(more: tuple[str, ...]) -> str:
    """Our scripts in one function, without indentation and comment lines; `more` are those that few pages need."""
    names = [*SCRIPTS[:-1], *more, SCRIPTS[-1]]
    joined = "\n".join(_text(f"{name}.js") for name in names)
    lines = [line.strip() for line in joined.split("\n")]
    kept = [line for line in lines if line and not line.startswith("//")]
    return "\n".join(['(() => { "use strict";', *kept, "})();"])


@cache
def _style() -> str:
    """Our styles without comments, and the one rule of vis-network's that is needed."""
    ours = re.sub(r"/\*.*?\*/", "", _text("viewer.css"), flags=re.DOTALL)
    lines = [line.strip() for line in ours.split("\n")]
    return "div.vis-network{position:relative;overflow:hidden}\n" + "\n".join(line for line in lines if line)


def _packed(text: str) -> tuple[str, str]:
    """The data as it stands in the page: as it is, or as base64 of gzip with no time in its head."""
    if len(text) <= COMPRESS:
        return text, "json"
    return _compressed(text), "gzip"


def _compressed(text: str) -> str:
    packed = bytearray(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    packed[9] = 255  # "unknown operating system": versions of Python write different ones
    return base64.b64encode(packed).decode("ascii")


def _policy(scripts: Sequence[str], style: str, *, fetches: bool) -> str:
    """A policy that lets these scripts and this style run, and nothing be fetched, but from the page's own server."""
    for script in scripts:
        if "</script" in script.lower() or "<!--" in script:
            raise ComityError("A script of the page would end its own element; mend the files in network/page.")
    digests = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {digests}; style-src {_digest(style)}; img-src data: blob:; "
        f"{_OWN_SERVER if fetches else ''}base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"
