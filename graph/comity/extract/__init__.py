"""Reads an article: its facts, each with the passage that states it.

    read -> normalise -> language -> segment -> mentions -> names -> frame -> compose -> ground

1. `language` finds the language, `segment` the sentences of the article proper, `sections` the notes of a digest.
2. `tokens` and `script` cut words and fold their spellings; `matcher` finds the lexicon's forms with their cases.
3. `dating` reads dates, `page` clauses and the cues (denied, planned, former) that govern them.
4. `names`, `people` and `offices` find who is who; `frame` who the sides are.
5. `compose` makes facts by named rules, `ground` ties each to its passage.

The words are data (ontology/lexicon, docs/lexicon.md); no module knows a language.

>>> from comity.documents import Document, SourceId
>>> text = "Defence Minister of Qatar Khalid Al Attiyah met Defence Minister of Kazakhstan Ruslan Zhaksylykov in Doha."
>>> [fact.states for fact in extract(Document(SourceId("x"), "x.txt", text, "en")).facts if fact.key == "meeting-1"]
[('KZ', 'QA')]
"""

from __future__ import annotations

import gc

from comity.documents import Document
from comity.extract.compose import compose
from comity.extract.ground import EXTRACTOR, ground
from comity.extract.language import detect
from comity.extract.page import read_page
from comity.extract.reading import read_people
from comity.extract.sections import join, sections
from comity.facts import Extraction

__all__ = ["EXTRACTOR", "extract"]


def extract(document: Document, without: frozenset[str] = frozenset()) -> Extraction:
    """All facts of one document. `without` names rules to leave out (for measuring what each earns).

    A document in a language that has no lexicon gives an extraction without facts.

    Nearly all that is made of an article goes when it is read, and by itself: the garbage collector, whose rounds
    would take a twelfth of the time and find nothing, waits until then.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _extract(document, without)
    finally:
        if collecting:
            gc.enable()


def _extract(document: Document, without: frozenset[str]) -> Extraction:
    language = detect(document.text, document.language)
    if language is None:
        return Extraction(document.id, document.sha256, EXTRACTOR, document.language or "und", (), ())
    page = read_page(document.text, language, document.published)
    notes = [page] if "sections" in without else sections(page)
    readings = [read_people(note, without) for note in notes]
    join(readings)
    return ground(document, page.language, [draft for reading in readings for draft in compose(reading)])
