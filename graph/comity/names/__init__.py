"""Names of persons in every script: how they sound, how alike two of them are, how they are written in Latin letters.

What reads articles and what resolves persons over all of them share this room; it knows neither. The tables are data
(ontology/names/).
"""

from __future__ import annotations

from comity.names.likeness import Parsed, keys, parse, similarity, word_keys
from comity.names.spelling import latin, slug

__all__ = ["Parsed", "keys", "latin", "parse", "similarity", "slug", "word_keys"]
