"""How sure a fact is: the share of right facts among those that its weakest rule made in annotated articles.

The shares are ontology/lexicon/shared/rule-precision.tsv, counted when articles were read for the first time, so that
they hold for texts that nobody tuned the rules to; a rule that was seldom seen leans towards the prior.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from comity.extract.compose.draft import Draft
from comity.extract.script import table

_PRIOR: Final = 0.75
_WEIGHT: Final = 8  # facts that the prior counts for


def confidence(draft: Draft) -> float:
    """0 to 1, two decimals."""
    shares = [_share(f"{draft.type}:{rule}" if rule.startswith("parties-") else rule) for rule in draft.rules]
    return round(min(shares, default=_PRIOR), 2)


@cache
def _share(rule: str) -> float:
    right, _, of = table("rule-precision").get(rule, "0\t0").partition("\t")
    return (int(right) + _PRIOR * _WEIGHT) / (int(of) + _WEIGHT)
