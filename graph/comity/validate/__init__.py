"""Validation: does the graph keep what the shapes promise, and is there anything in it that should be looked at?

for finding in check(store):     # SHACL, ontology/shapes.ttl
    print(finding)
for finding in alarms(store):    # what does not fit together over time and sources, ontology/alarms/
    print(finding)
"""

from comity.validate.alarms import alarms
from comity.validate.clashes import clashes
from comity.validate.finding import Finding, Severity
from comity.validate.shapes import check

__all__ = ["Finding", "Severity", "alarms", "check", "clashes"]
