"""A real Chromium without a network, and pages opened in it that remember what they asked for and what went wrong."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from comity.network import page, render

SAMPLE = Path(__file__).resolve().parent.parent / "network" / "sample.trig"
#: Counts what the policy forbade, from before the page's own scripts run.
WATCH = """window.FORBIDDEN = [];
document.addEventListener("securitypolicyviolation", e => FORBIDDEN.push(e.violatedDirective + " " + e.blockedURI));"""


@dataclass
class Opened:
    """A page in the browser: `js` runs an expression in it, `asked` are its requests, `wrong` its errors."""

    tab: Any
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def js(self, expression: str, argument: object = None) -> Any:
        return self.tab.evaluate(expression, argument)

    def text(self, selector: str) -> str:
        return str(self.tab.inner_text(selector))

    def wait(self, expression: str) -> None:
        """Wait until the expression holds; the page's policy forbids the browser driver's own waiting."""
        for _ in range(200):
            if self.js(f"Boolean({expression})"):
                return
            self.tab.wait_for_timeout(50)
        raise AssertionError(f"{expression} did not come true within ten seconds")

    @property
    def forbidden(self) -> list[str]:
        return list(self.js("FORBIDDEN"))

    def at(self, node: str) -> tuple[float, float]:
        """Where a node is on the screen."""
        x, y = self.js(
            """id => { const p = comity.picture.onScreen(id);
                       const r = document.getElementById("picture").getBoundingClientRect();
                       return [p.x + r.left, p.y + r.top]; }""",
            node,
        )
        return x, y


Opener = Callable[..., Opened]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Opens a page: `opened(html, "view=table", width=390)`; all of them are closed at the end of the test."""
    contexts = []

    def open_page(html: str, fragment: str = "", width: int = 1440, height: int = 900, **choices: Any) -> Opened:
        file = tmp_path / f"page{len(contexts)}.html"
        file.write_text(html, encoding="utf-8", newline="\n")
        choices = {"reduced_motion": "reduce", "offline": True, "accept_downloads": True, **choices}
        context = chromium.new_context(viewport={"width": width, "height": height}, **choices)
        contexts.append(context)
        found = Opened(context.new_page())
        found.tab.add_init_script(WATCH)
        found.tab.on("request", lambda request: found.asked.append(request.url))
        found.tab.on("pageerror", lambda error: found.wrong.append(str(error)))
        found.tab.on("console", lambda said: found.wrong.append(said.text) if said.type == "error" else None)
        found.tab.goto(file.as_uri() + (f"#{fragment}" if fragment else ""))
        found.wait("window.comity && comity.ready")
        return found

    yield open_page
    for context in contexts:
        context.close()


def load(path: Path) -> ox.Store:
    """The graph of a TriG file."""
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="session")
def sample() -> str:
    """The page of the small sample graph."""
    return page(load(SAMPLE), title="Sample")


@pytest.fixture(scope="session")
def seeds_store(curated_build: Path) -> ox.Store:
    """The graph of the five seed articles, by hand."""
    return load(curated_build / "graph.trig")


@pytest.fixture(scope="session")
def seeds(seeds_store: ox.Store) -> str:
    """The page of the seeds."""
    return page(seeds_store, title="Military relations of Kazakhstan")


def made(nodes: list[dict[str, Any]], facts: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    """Page data from nodes and facts alone, each fact with one telling and one quotation unless it says otherwise."""
    content: dict[str, Any] = {"nodes": nodes, "facts": facts, "tellings": [], "quotes": [], "sources": [],
                               "matches": [], "codes": {}, **more}  # fmt: skip
    if not content["tellings"]:
        content["sources"] = content["sources"] or [{"id": "source:s", "language": "en", "file": "s.txt"}]
        for i, fact in enumerate(facts):
            content["tellings"].append({"graph": "g", "of": fact["s"], "quotes": [i], **fact.pop("told", {})})
            content["quotes"].append({"source": "source:s", "start": i, "end": i + 1, "text": f"Sentence {i}.",
                                      "language": "en"})  # fmt: skip
            fact["t"] = [i]
    return content


def synthetic(count: int) -> dict[str, Any]:
    """A graph of `count` nodes: 40 states and meetings between two of them, about two lines a node."""
    states = [{"id": f"state:{chr(65 + i // 26)}{chr(65 + i % 26)}", "kind": "state"} for i in range(min(40, count))]
    for state in states:
        state.update(code=state["id"][-2:], label={"en": f"State {state['id'][-2:]}"})  # type: ignore[call-overload]
    nodes: list[dict[str, Any]] = list(states)
    facts = []
    chance = random.Random(1)
    for i in range(count - len(states)):
        pair = [states[min(chance.randrange(40), chance.randrange(40)) % len(states)]["id"] for _ in range(2)]
        nodes.append({"id": f"meeting:m{i:05}", "kind": "meeting", "states": sorted(set(pair))})
        for state in sorted(set(pair)):
            name = f"meeting:m{i:05} participant {state}"
            day = f"{2000 + i % 25}-01-01"
            told = {"date": day[:4], "from": day, "to": day, "confidence": 0.9}
            facts.append({"id": name, "kind": "meeting", "s": f"meeting:m{i:05}", "p": "participant", "o": state,
                          "told": told})  # fmt: skip
    return made(sorted(nodes, key=lambda node: node["id"]), sorted(facts, key=lambda fact: fact["id"]))


def drawn(content: dict[str, Any], **choices: Any) -> str:
    """The page of made data."""
    return render(content, title="Made", **choices)
