"""The embedded store and its questions: open a graph, ask it in SPARQL, get rows with Python's values.

    graph = open_graph("build")
    for row in graph.query("SELECT ?x ?name { ?x a comity:Official ; rdfs:label ?name }"):
        print(row.name)

A graph is a build directory, any RDF file, or the address of a SPARQL endpoint: the questions are the same.
"""

from comity.store.graph import KnowledgeGraph, open_graph
from comity.store.guard import QueryRefused
from comity.store.named import NamedQuery, named_queries
from comity.store.result import Result, Row
from comity.store.saving import write_store
from comity.store.terms import Iri, Text

__all__ = [
    "Iri", "KnowledgeGraph", "NamedQuery", "QueryRefused", "Result", "Row", "Text", "named_queries", "open_graph",
    "write_store",
]  # fmt: skip
