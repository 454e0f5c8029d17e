"""The handbook of the ontology: what every class, property, code, rule and alarm means, as one page for people.

html = handbook()   # a page that stands alone; `comity build` writes it as ontology.html
"""

from comity.handbook.page import handbook, reference

__all__ = ["handbook", "reference"]
