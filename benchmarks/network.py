"""How soon the network page shows a picture, and how smoothly it moves, beside pyvis' own page of the same graph.

    python benchmarks/network.py [--nodes 500 1000 10000] [--wait 240] [--runs 3]

Both pages are written from one made graph (states, and meetings of two of them) and opened in the same Chromium, one
after the other in the same run: ours by `comity.network.render`, pyvis' by its defaults with the library in the page.
First picture: from the beginning of the navigation to the first moment at which half a hundredth of the picture is
painted and nothing lies over it (pyvis covers its picture with a bar while it lays out). A page that has none within
`--wait` seconds is given as "more than", and so is the ratio, which is then a lower bound. Ours is measured in the view
that it opens with and, above 400 nodes, in the network view too. Dragged: a pointer moves the map round, one step a
frame, for three seconds and at least 15 frames. The main thread's share is the processor time of its tasks a frame,
told by the browser, so that other work on the machine does not count. All drawn anew: the same where every frame
draws everything, lines and labels too. Above 1,000 nodes both are those of the WebGL view, drawn by software where
there is no graphics processor. Figures of ours are medians of `--runs`, pyvis' page is opened once; `load` is the
machine's before and after, as other work makes all of them worse.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from comity.network import render

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
#: Set up before the page's scripts: says the time of the first frame in which the picture is painted and uncovered.
#: Library and page differ only in where the picture is and what may cover it.
WATCH = """
(function seek() {
  const bar = document.getElementById("loadingBar"), look = bar && getComputedStyle(bar);
  const shut = look && look.display !== "none" && look.opacity !== "0";
  for (const canvas of document.querySelectorAll("canvas")) {
    if (shut || !canvas.width || !canvas.offsetParent) continue;
    const small = document.createElement("canvas"); small.width = 400; small.height = 300;
    const pen = small.getContext("2d", { willReadFrequently: true }); pen.drawImage(canvas, 0, 0, 400, 300);
    const data = pen.getImageData(0, 0, 400, 300).data; let n = 0;
    for (let i = 3; i < data.length; i += 4) n += data[i] > 0;
    if (n > 600 && document.readyState !== "loading") { console.log("first picture " + performance.now()); return; }
  }
  setTimeout(seek, 30);
})();
"""
#: Moves the map one step a frame, for at least `seconds` and `frames`, and tells how many frames there were and how
#: long they took: dragged by a pointer, or (`whole`) with everything drawn anew in every frame.
FRAMES = """([seconds, frames, whole]) => new Promise(done => {
  const { net, sigma } = comity.picture, map = net ? net.canvas.frame.canvas : sigma.getCanvases().mouse;
  const box = map.getBoundingClientRect(), middle = { x: box.width / 2, y: box.height / 2 };
  while (net && net.getNodeAt(middle)) middle.x += 3;
  const tell = (kind, x, y) => { for (const [Made, name] of [[PointerEvent, "pointer"], [MouseEvent, "mouse"]])
    map.dispatchEvent(new Made(name + kind, { bubbles: true, clientX: box.x + x, clientY: box.y + y, button: 0,
      buttons: 1, pointerId: 1, isPrimary: true, pointerType: "mouse" })); };
  if (!whole) tell("down", middle.x, middle.y);
  const begun = performance.now(); let n = 0;
  (function frame(now) {
    const turn = (now - begun) / 400, x = Math.sin(turn), y = 1 - Math.cos(turn);
    if (!whole) tell("move", middle.x + 250 * x, middle.y + 150 * y);
    else if (net) net.redraw();
    else sigma.getCamera().setState({ x: 0.5 + x / 8, y: 0.5 + y / 8 });
    if (now - begun < 1000 * seconds || n < frames) { n++; requestAnimationFrame(frame); return; }
    if (!whole) tell("up", middle.x, middle.y);
    done([n, (now - begun) / 1000]);
  })(begun); })"""


def graph(count: int) -> dict[str, Any]:
    """States, a fifth of the root of `count`, and meetings of two of them: about two lines a node."""
    chance = random.Random(7)
    states = [f"state:{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(max(20, int(count**0.5 * 1.6)))]
    nodes: list[dict[str, Any]] = [
        {"id": name, "kind": "state", "code": name[-2:], "label": {"en": f"State {name[-2:]}"}} for name in states
    ]
    facts, tellings, quotes = [], [], []
    for i in range(count - len(states)):
        pair = sorted({states[min(chance.randrange(len(states)), chance.randrange(len(states)))] for _ in range(2)})
        name, day = f"meeting:m{i:05}", f"{1990 + i % 35}-05-01"
        nodes.append({"id": name, "kind": "meeting", "states": pair})
        tellings.append(
            {"graph": "g", "of": name, "quotes": [i], "date": day, "from": day, "to": day, "confidence": 0.9}
        )
        quotes.append(
            {"source": "source:s", "start": i, "end": i + 40, "text": f"Встреча делегаций номер {i}.", "language": "ru"}
        )
        facts += [{"id": f"{name} participant {state}", "kind": "meeting", "s": name, "p": "participant", "o": state,
                   "t": [i]} for state in pair]  # fmt: skip
    sources = [{"id": "source:s", "language": "ru", "file": "s.txt"}]
    return {"nodes": sorted(nodes, key=lambda n: str(n["id"])), "facts": sorted(facts, key=lambda f: str(f["id"])),
            "tellings": tellings, "quotes": quotes, "sources": sources, "matches": [], "codes": {}}  # fmt: skip


def pyvis_page(content: dict[str, Any]) -> str:
    """The page that pyvis makes of the same nodes and lines when nobody tells it anything."""
    from pyvis.network import Network

    made = Network(directed=True, cdn_resources="in_line", height="900px", width="100%")
    for node in content["nodes"]:
        made.nodes.append({"id": node["id"], "label": node["id"], "shape": "dot", "color": "#97c2fc"})
    made.node_ids = [node["id"] for node in content["nodes"]]
    made.edges = [{"from": fact["s"], "to": fact["o"], "arrows": "to"} for fact in content["facts"]]
    return str(made.generate_html())


def first_picture(browser: Any, file: Path, fragment: str, wait: float) -> float | None:
    """Seconds to the first picture, or None within `wait`."""
    from playwright.sync_api import TimeoutError

    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    tab = context.new_page()
    tab.set_default_timeout(wait * 1000)
    tab.add_init_script(WATCH)
    found: float | None = None
    try:
        # A page that blocks its tab answers nothing: the waiting is done here, not in it.
        with tab.expect_console_message(lambda said: said.text.startswith("first picture ")) as heard:
            tab.goto(file.as_uri() + fragment, wait_until="commit")
        found = float(heard.value.text.removeprefix("first picture "))
    except TimeoutError:
        print(f"  (none within {wait:.0f} s)", file=sys.stderr)
    context.close()
    return found / 1000 if found is not None else None


def moving(browser: Any, file: Path, fragment: str, whole: bool) -> tuple[float, float]:
    """Frames a second while the map is moved, and milliseconds of the main thread's work a frame."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    tab = context.new_page()
    tab.set_default_timeout(180_000)
    tab.goto(file.as_uri() + fragment)
    for _ in range(600):
        if tab.evaluate("Boolean(window.comity && comity.ready)"):
            break
        tab.wait_for_timeout(100)
    session = context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = settled(tab, session)
    frames, seconds = tab.evaluate(FRAMES, [3, 15, whole])
    spent = busy(session) - before
    context.close()
    return frames / seconds, 1000 * spent / frames


def settled(tab: Any, session: Any) -> float:
    """What `busy` tells once the page has drawn itself, made its search index, and has nothing more to do."""
    tab.wait_for_timeout(1500)
    before = busy(session)
    for _ in range(60):
        tab.wait_for_timeout(700)
        now = busy(session)
        if now - before < 0.01:
            return now
        before = now
    return before


def busy(session: Any) -> float:
    """Seconds of processor time that tasks of the page's main thread have taken so far."""
    metrics = {entry["name"]: entry["value"] for entry in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def told(seconds: float | None, wait: float) -> str:
    return f"{seconds:.2f} s" if seconds is not None else f"more than {wait:.0f} s"


def ratio(ours: float | None, theirs: float | None, wait: float) -> str:
    if ours is None:
        return "-"
    return f"{theirs / ours:.0f} times" if theirs is not None else f"more than {wait / ours:.0f} times"


def measured(browser: Any, page: Path, large: bool, runs: int, wait: float) -> list[float | None]:
    """Medians over so many runs: seconds to the first picture as the page opens and in the network view; frames a
    second and milliseconds a frame when dragged; milliseconds a frame with everything drawn anew."""
    view = "#view=network"
    moved = view + "&renderer=webgl" if large else view
    rows = [
        (
            first_picture(browser, page, "", wait),
            first_picture(browser, page, view, wait),
            *moving(browser, page, moved, whole=False),
            moving(browser, page, moved, whole=True)[1],
        )
        for _ in range(runs)
    ]
    columns = zip(*rows, strict=True)
    return [None if None in column else statistics.median(filter(None, column)) for column in columns]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print a table in Markdown."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, nargs="+", default=[500, 1000, 10000])
    parser.add_argument("--wait", type=float, default=240)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--skip-pyvis", action="store_true")
    chosen = parser.parse_args(arguments)
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    print(
        "| nodes | lines | kB | page opens | network view | pyvis | sooner | dragged | main thread a frame "
        "| all drawn anew | load |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        for count in chosen.nodes:
            content, load = graph(count), os.getloadavg()[0]
            ours, theirs = Path(folder) / f"ours{count}.html", Path(folder) / f"pyvis{count}.html"
            ours.write_text(render(content, title=f"{count} nodes"), encoding="utf-8", newline="\n")
            theirs.write_text(pyvis_page(content), encoding="utf-8", newline="\n")
            browser = driver.chromium.launch(executable_path=program, args=FLAGS)
            opens, network, frames, work, anew = measured(browser, ours, count > 1000, chosen.runs, chosen.wait)
            browser.close()
            print(f"  ({count} nodes in the network view: {told(network, chosen.wait)})", file=sys.stderr)
            sooner = theirs_told = "-"
            if not chosen.skip_pyvis:
                browser = driver.chromium.launch(executable_path=program, args=FLAGS)
                other = first_picture(browser, theirs, "", chosen.wait)
                browser.close()
                theirs_told, sooner = told(other, chosen.wait), ratio(network, other, chosen.wait)
            print(
                f"| {count} | {len(content['facts'])} | {ours.stat().st_size // 1000} | {told(opens, chosen.wait)} "
                f"| {told(network, chosen.wait)} | {theirs_told} | {sooner} | {frames:.0f} fps | {work:.1f} ms "
                f"| {anew:.1f} ms | {load:.1f} to {os.getloadavg()[0]:.1f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
