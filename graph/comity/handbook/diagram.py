"""The diagram of the handbook: the main classes as boxes, the main properties between them as arrows, as one SVG.

Which boxes and arrows there are is data (ontology/diagram.tsv); how they are called comes from the ontology.
"""

from __future__ import annotations

from html import escape

from comity import locate
from comity.handbook.content import Handbook

_WIDTH, _HEIGHT, _ACROSS, _DOWN, _MARGIN = 150, 44, 270, 130, 24
Point = tuple[float, float]


def rows(kind: str) -> list[list[str]]:
    """The rows of diagram.tsv of a kind, `box` or `arrow`, without that word."""
    text = (locate.ontology() / "diagram.tsv").read_text(encoding="utf-8")
    cells = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return [row[1:] for row in cells if row[0] == kind]


def diagram(book: Handbook) -> str:
    """The SVG, without any reference to the outside."""
    places = {name: (_MARGIN + int(x) * _ACROSS, _MARGIN + int(y) * _DOWN) for name, x, y in rows("box")}
    labels = {term.name: term.labels["en"] for term in (*book.classes, *book.properties)}
    width = max(x for x, _ in places.values()) + _WIDTH + _MARGIN
    height = max(y for _, y in places.values()) + _HEIGHT + _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        'aria-label="The main classes and the properties between them">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z"/></marker></defs>',
    ]
    for start, name, end in rows("arrow"):
        label = labels.get(name.removeprefix("comity:"), "source")
        parts.append(_arrow(places[start], places[end], label))
    for name, (x, y) in places.items():
        parts.append(
            f'<a href="#{name}"><rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>'
            f'<text class="box" x="{x + _WIDTH // 2}" y="{y + _HEIGHT // 2 + 5}">{escape(labels[name])}</text></a>'
        )
    return "\n".join([*parts, "</svg>"])


def _arrow(start: Point, end: Point, label: str) -> str:
    (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" marker-end="url(#tip)"/>'
        f'<text class="arrow" x="{(x1 + x2) / 2:.0f}" y="{(y1 + y2) / 2 + 4:.0f}">{escape(label)}</text>'
    )


def _edge(box: Point, towards: Point) -> Point:
    """Where the line from the middle of a box to the middle of another leaves it."""
    across, down = towards[0] - box[0], towards[1] - box[1]
    wide = _WIDTH / 2 / abs(across) if across else float("inf")
    high = _HEIGHT / 2 / abs(down) if down else float("inf")
    scale = min(wide, high)
    return box[0] + _WIDTH / 2 + across * scale, box[1] + _HEIGHT / 2 + down * scale
