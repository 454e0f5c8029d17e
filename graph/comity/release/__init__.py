"""Releases: what changed between two graphs, what a graph is and where it comes from, and that its files are whole."""

from comity.release.description import checksums, describe
from comity.release.difference import Change, Difference, diff

__all__ = ["Change", "Difference", "checksums", "describe", "diff"]
