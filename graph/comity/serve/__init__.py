"""The server: a SPARQL 1.1 endpoint that one bad query cannot take down, and the pages of the graph.

The process that speaks HTTP evaluates nothing. A nursery loads the graph and forks workers that share its memory; each
request has a worker to itself, which is killed at the deadline or when its client leaves.
"""

from comity.serve.running import serve
from comity.serve.settings import Settings, default_memory, default_workers

__all__ = ["Settings", "default_memory", "default_workers", "serve"]
