"""comity: a knowledge graph of bilateral military relations; every fact leads to the sentence that states it."""

__version__ = "0.1.0"
