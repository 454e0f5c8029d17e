"""The network page inside a notebook: a frame that may run the page's scripts and no more."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import pyoxigraph as ox

from comity.network.page import page

#: The frame may run the page's scripts, save files and open a source; it may not touch the notebook.
_RIGHTS = "allow-scripts allow-downloads allow-popups allow-modals"


@dataclass(frozen=True, slots=True)
class Frame:
    """A page that a notebook shows when it is the value of a cell. `html` is the page, `height` in pixels."""

    html: str
    height: int = 640

    def _repr_html_(self) -> str:
        return (
            f'<iframe srcdoc="{escape(self.html)}" sandbox="{_RIGHTS}" title="Network" width="100%" '
            f'height="{self.height}" style="border:0"></iframe>'
        )


def show(store: ox.Store, *, height: int = 640, **choices: Any) -> Frame:
    """The network of a graph as the value of a notebook's cell; `choices` are those of `page`."""
    return Frame(page(store, **choices), height)
