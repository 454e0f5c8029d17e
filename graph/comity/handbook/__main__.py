"""`python -m comity.handbook > docs/ontology-reference.md` writes the reference of the docs anew."""

import sys

from comity.handbook import reference

sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
sys.stdout.write(reference())
