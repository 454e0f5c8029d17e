"""Exports: the graph in the formats of other tools, the same bytes for the same facts."""

from comity.export.turtle import write_trig, write_turtle

__all__ = ["write_trig", "write_turtle"]
