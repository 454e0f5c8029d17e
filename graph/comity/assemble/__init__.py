"""Assembly: tellings become statements in named graphs, one graph a document and one a curated file."""

from comity.assemble.statements import Statement, assemble, load
from comity.assemble.tellings import tell

__all__ = ["Statement", "assemble", "load", "tell"]
