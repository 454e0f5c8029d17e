"""Who led a delegation, told by rank and name alone: `во главе с генерал-майором X`, `Tuğgeneral X başkanlığındaki`.

Such a person has no office in the article and so is no official of it; the words for leading right beside the rank and
the name say enough for the head of a visit.
"""

from __future__ import annotations

from typing import Final

from comity.extract.inflection import nominative
from comity.extract.mention import Mention
from comity.extract.name_span import NameSpan
from comity.extract.names import find_names
from comity.extract.people import Figure
from comity.extract.reading import Reading
from comity.extract.sentence import Sentence

_BESIDE: Final = 2  # words between "led by" and the rank


def leader(reading: Reading, sentence: Sentence) -> Figure | None:
    """Whom the sentence names with a rank, right beside a word for leading."""
    verbs = sentence.of("events", "lead")
    if not verbs or not reading.on("leader-by-rank"):
        return None
    ranks = {r.last: r for r in sentence.of("ranks")}
    for name in find_names(reading.page, sentence):
        rank = ranks.get(name.first)
        if rank is not None and any(_leads(sentence, verb, rank, name) for verb in verbs):
            known = reading.people.at(sentence.index, name.first)
            figure = known or reading.people.add(name)
            if known is None:
                figure.spellings = [nominative(parts, reading.page.matcher) for parts in figure.spellings]
            return figure
    return None


def _leads(sentence: Sentence, verb: Mention, rank: Mention, name: NameSpan) -> bool:
    if sentence.verb_final:
        return 0 <= verb.first - name.last <= 1
    return 0 <= rank.first - verb.last <= _BESIDE
