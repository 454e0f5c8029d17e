"""Validation: does the graph keep what the shapes promise, and is there anything in it that should be looked at?

for finding in check(store):    # SHACL, ontology/shapes.ttl
    print(finding)
"""

from comity.validate.finding import Finding, Severity
from comity.validate.shapes import check

__all__ = ["Finding", "Severity", "check"]
