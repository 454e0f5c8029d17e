"""Entities in RDF/XML: a small file must not become a huge one, nor fetch another.

The parser expands entities without a limit, so a file of 2 kB can take all memory ("billion laughs"). RDF/XML in use
declares entities for namespaces only; an entity that names others or lies outside the file is refused, and the text
that all entities together would grow to is bounded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from comity.errors import ComityError

_DECLARATION: Final = re.compile(rb"<!ENTITY\s+(%\s+)?([^\s>]+)\s+(?:\"([^\"]*)\"|'([^']*)'|(SYSTEM|PUBLIC))")
_LARGEST_GROWTH: Final = 64 * 1024 * 1024


def refuse_entity_bomb(file: Path) -> None:
    """Raise `ComityError` if the RDF/XML file has entities that name others, lie elsewhere, or grow beyond 64 MB."""
    if file.suffix.lower() not in (".rdf", ".owl", ".xml"):
        return
    content = file.read_bytes()
    growth = 0
    for declared in _DECLARATION.finditer(content):
        parameter, name, double, single, outside = declared.groups()
        value = double if double is not None else single or b""
        line = content.count(b"\n", 0, declared.start()) + 1
        if outside or parameter or re.search(rb"&(?!#)|%", value):
            raise ComityError(f"{file}, line {line}: an entity names another or lies outside; write its text instead")
        growth += len(value) * content.count(b"&" + name + b";")
    if growth > _LARGEST_GROWTH:
        raise ComityError(f"{file}: its entities would grow to {growth:,} bytes; write their text instead")
