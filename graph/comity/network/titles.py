"""Titles of nodes, for tables, exports and the room that the layout leaves; the page makes its own per language."""

from __future__ import annotations

from typing import Any


def title(node: dict[str, Any], language: str = "en") -> str:
    """The node's name in that language, else in English, else any; events without one are named by kind and states."""
    label: dict[str, str] = node.get("label", {})
    for wanted in (language, "en", ""):
        if wanted in label:
            return label[wanted]
    if label:
        return label[min(label)]
    if node.get("alt"):
        return str(node["alt"][0][0])
    states = "–".join(state.partition(":")[2] for state in node.get("states", ()))
    kind = str(node["kind"]).capitalize()
    if states:
        return f"{kind} {states}"
    return node.get("code") or str(node["id"]).partition(":")[2].replace("-", " ") or str(node["id"])


def wrapped(text: str, width: int = 18, lines: int = 3) -> list[str]:
    """The text in at most `lines` lines of about `width` characters; what is cut ends in an ellipsis."""
    rows = [""]
    for word in text.split():
        if rows[-1] and len(rows[-1]) + len(word) + 1 > width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    rows = [row if len(row) <= width + 8 else row[: width + 7] + "…" for row in rows]
    return rows if len(rows) <= lines else [*rows[: lines - 1], rows[lines - 1] + "…"]
