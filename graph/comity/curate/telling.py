"""From what a page says to nodes: facts with their passages, entities with their names."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import DCTERMS, RDF, XSD, Literal, URIRef

from comity.curate.checking import Names
from comity.curate.quotations import QuotationError, find
from comity.curate.turtle import Written
from comity.dates import DateError
from comity.documents import Document
from comity.errors import Refusal, refuse
from comity.nodes import Local, Node, Passage, Value, in_order
from comity.terms import COMITY, ID, OA, curie
from comity.times import observed, time_properties
from comity.vocabulary import vocabulary

Properties = list[tuple[URIRef, Value]]


class _FaultError(ValueError):
    """Why a node is refused: problem, cure, and clues by which its line is found."""

    def __init__(self, problem: str, cure: str, *clues: str) -> None:
        super().__init__(problem)
        self.problem, self.cure, self.clues = problem, cure, clues


def tell(page: Written, names: Names, documents: Mapping[str, Document]) -> tuple[list[Node], list[Refusal]]:
    """The nodes of one page, and what was refused on it. A node with a fault is refused whole; the others stay."""
    parts = _parts(page)
    nodes: list[Node] = []
    refusals: list[Refusal] = []
    for subject, properties in page.subjects.items():
        if subject in parts:
            continue
        try:
            nodes.append(_node(page, subject, properties, names, documents))
        except _FaultError as fault:
            refusals.append(refuse(page.file, page.line(subject, *fault.clues), fault.problem, fault.cure))
    return nodes, refusals


def _parts(page: Written) -> set[URIRef | Local]:
    """Evidence and selectors: they belong to their fact and are no nodes of their own."""
    parts: set[URIRef | Local] = set()
    for properties in page.subjects.values():
        for predicate, value in properties:
            if predicate in (COMITY.evidence, OA.hasSelector) and not isinstance(value, Literal):
                parts.add(value)
    return parts


def _node(
    page: Written,
    subject: URIRef | Local,
    properties: Properties,
    names: Names,
    documents: Mapping[str, Document],
) -> Node:
    for predicate, value in properties:
        if predicate == COMITY.evidence:
            continue
        if fault := names.fault(predicate, value):
            raise _FaultError(*fault, curie(value) if isinstance(value, URIRef) else curie(predicate), curie(predicate))
    kind = _class(subject, properties)
    passages = tuple(
        _passage(page, value, names, documents) for predicate, value in properties if predicate == COMITY.evidence
    )
    said = [(p, v) for p, v in properties if p != COMITY.evidence and (p, v) != (RDF.type, kind)]
    if vocabulary().is_fact(kind):
        said += _of_fact(page, said, passages, documents, kind)
    return Node(page.graph, subject, kind, tuple(sorted(set(said), key=in_order)), passages)


def _class(subject: URIRef | Local, properties: Properties) -> URIRef:
    types = [value for predicate, value in properties if predicate == RDF.type and isinstance(value, URIRef)]
    known = vocabulary()
    if not types and isinstance(subject, URIRef):
        types = [
            URIRef(value.value)
            for predicate, value in known.statements.get(str(subject), ())
            if predicate == str(RDF.type) and hasattr(value, "value")
        ]
    ours = [name for name in types if str(name) in known.classes]
    if not ours:
        name = curie(subject) if isinstance(subject, URIRef) else "a node without a name"
        clues = [str(value)[:40] for _, value in properties if isinstance(value, Literal)]
        raise _FaultError(f"{name} has no class", "say what it is: 'a comity:Visit', 'a comity:Place', …", *clues)
    return max(ours, key=lambda name: (len(known.superclasses[str(name)]), name))


def _passage(page: Written, evidence: Value, names: Names, documents: Mapping[str, Document]) -> Passage:
    if isinstance(evidence, Literal):
        raise _FaultError(
            "comity:evidence has a text", "write [ oa:hasSource … ; oa:hasSelector [ oa:exact … ] ]", str(evidence)[:40]
        )
    said = page.subjects.get(evidence, [])
    source = next((value for predicate, value in said if predicate == OA.hasSource), None)
    selector = next((value for predicate, value in said if predicate == OA.hasSelector), None)
    quoted = page.subjects.get(selector, []) if isinstance(selector, URIRef | Local) else []
    texts = {predicate: str(value) for predicate, value in quoted if isinstance(value, Literal)}
    exact = texts.get(OA.exact, "")
    if not isinstance(source, URIRef) or not exact:
        raise _FaultError(
            "evidence lacks its source or its quotation",
            'write [ oa:hasSource source:… ; oa:hasSelector [ oa:exact "…" ] ]',
            exact[:40],
            "comity:evidence",
        )
    if fault := names.fault(OA.hasSource, source):
        raise _FaultError(*fault, curie(source))
    document = documents[source.removeprefix(f"{ID}source/")]
    try:
        return find(exact, document, texts.get(OA.prefix), texts.get(OA.suffix))
    except QuotationError as error:
        raise _FaultError(*error.args, exact.splitlines()[0][:40], exact[:12]) from error


def _of_fact(
    page: Written, said: Properties, passages: tuple[Passage, ...], documents: Mapping[str, Document], kind: URIRef
) -> Properties:
    """What follows for a fact: the bounds of its dates, how sure it is, and whether it was checked at all."""
    elsewhere = any(predicate == DCTERMS.source for predicate, _ in said)
    if not passages and not elsewhere:
        raise _FaultError(
            "a fact has neither a quotation nor a dcterms:source",
            "add comity:evidence with the words that state it",
            *(str(value)[:40] for _, value in said if isinstance(value, Literal)),
            *(curie(value) for _, value in said if isinstance(value, URIRef)),
        )
    added: Properties = []
    try:
        added += time_properties(said, kind)
    except DateError as error:
        dates = [str(value) for predicate, value in said if predicate in (COMITY.date, COMITY.period)]
        raise _FaultError(str(error), "write it in EDTF, or leave it out", *dates) from error
    present = {predicate for predicate, _ in said}
    if COMITY.confidence not in present:
        added.append((COMITY.confidence, Literal("1.0", datatype=XSD.decimal, normalize=False)))
    if not passages:
        added.append((COMITY.checked, Literal("false", datatype=XSD.boolean, normalize=False)))
    if COMITY.observedFrom not in present:
        sources = [documents[passage.source] for passage in passages]
        added += observed(kind, [document.published for document in sources if document.published], said)
    return added
