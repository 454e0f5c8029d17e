"""What a worker shows: the pages, and descriptions in RDF, by the name of the view."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import jinja2
import pyoxigraph as ox

from comity.errors import ComityError
from comity.handbook import handbook
from comity.locate import ontology
from comity.network.kinds import kinds
from comity.serve.explore import Explorer, bounds
from comity.serve.labels import Labels, address, language_name, language_names, of_terms, plural, term_label
from comity.serve.linked import description, kind_word, portrait
from comity.serve.pair import CHARTED, pair
from comity.serve.service import service, void, written
from comity.serve.told import facts
from comity.serve.wire import BadRequestError, Head, Page
from comity.store.explain import known_terms, unknown_terms
from comity.store.graph import KnowledgeGraph
from comity.store.guard import QueryRefused, admit
from comity.store.named import named_queries
from comity.store.search import SearchIndex
from comity.store.terms import Iri
from comity.terms import CODE_LISTS, ID, ONTOLOGY, PREFIXES, VOCABULARY, curie

_HTML: Final = "text/html; charset=utf-8"
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi", "ug", "sd"})
_COUNTS: Final = """SELECT ?class (COUNT(DISTINCT ?x) AS ?n) { VALUES ?class { comity:Meeting comity:Visit
  comity:Exercise comity:Agreement comity:Official comity:BilateralRelation comity:Source comity:Evidence }
  ?x a ?class } GROUP BY ?class"""
_PAIRS: Final = """SELECT ?pair (COUNT(DISTINCT ?fact) AS ?n) { ?fact comity:relation ?pair ; comity:evidence ?any }
  GROUP BY ?pair ORDER BY DESC(?n) ?pair LIMIT 30"""
_LATEST: Final = """SELECT ?fact (MAX(?day) AS ?when) { ?fact comity:earliest ?day ; comity:evidence ?any }
  GROUP BY ?fact ORDER BY DESC(?when) ?fact LIMIT 6"""

#: Kinds of entity that the network draws.
_DRAWN: Final = frozenset(entry["kind"] for entry in kinds()["nodes"])

View = Callable[["Views", Page], tuple[Head, bytes]]


class Views:
    """All views of one graph. Made before workers are forked: all that is read from files is read here."""

    def __init__(self, graph: KnowledgeGraph, *, union: bool = True, network: Path | None = None) -> None:
        """`network` is the network page of the build, if it was written."""
        self._graph = graph
        self._union = union
        self._index: SearchIndex | None = None
        self._templates = jinja2.Environment(
            loader=jinja2.PackageLoader("comity.serve", "pages/templates"), autoescape=True,
            undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._templates.globals.update(
            address=address, curie=curie, term_label=term_label, direction=direction,
            language_name=language_name, plural=plural, kind_word=kind_word,
            drawn=_DRAWN, is_iri=lambda value: isinstance(value, Iri), charted=CHARTED, ontology_base=ONTOLOGY,
        )  # fmt: skip
        for name in self._templates.list_templates():
            self._templates.get_template(name)
        self._ontology = list(ox.parse(path=str(ontology() / "comity.ttl"), format=ox.RdfFormat.TURTLE))
        self._words = json.dumps(completions(), ensure_ascii=False)
        self._explorer = Explorer(graph, network)
        self._handbook = handbook().encode()
        self._examples = _runnable(graph)
        language_names()

    def search_in(self, index: SearchIndex) -> None:
        """Search in this index; each worker opens its own."""
        self._index = index

    def render(self, page: Page) -> tuple[Head, bytes]:
        """The page, written. Raises ComityError for what the graph does not know."""
        return _VIEWS[page.view](self, page)

    def _html(self, template: str, page: Page, labels: Labels, **values: Any) -> tuple[Head, bytes]:
        told = self._templates.get_template(template).render(labels=labels, view=page.view, base=page.base, **values)
        return Head(200, _HTML), told.encode("utf-8")

    def home(self, page: Page) -> tuple[Head, bytes]:
        """The first page: what there is, the busiest pairs, the latest facts."""
        labels = Labels(self._graph)
        counts = {row["class"].rpartition("#")[2]: row.n for row in self._graph.query(_COUNTS)}
        pairs = self._graph.query(_PAIRS).rows
        labels.learn(row.pair for row in pairs)
        latest = facts(self._graph, [row.fact for row in self._graph.query(_LATEST)], labels)[::-1]
        return self._html("home.html", page, labels, counts=counts, pairs=pairs, latest=latest)

    def search(self, page: Page) -> tuple[Head, bytes]:
        """Hits of a search by name or passage."""
        asked = page.arguments.get("q", "").strip()[:200]
        hits = self._index.search(asked, limit=50) if asked and self._index else []
        labels = Labels(self._graph)
        labels.learn(hit.iri for hit in hits)
        return self._html("search.html", page, labels, asked=asked, hits=hits)

    def queries(self, page: Page) -> tuple[Head, bytes]:
        """The named queries."""
        return self._html("queries.html", page, Labels(self._graph), queries=self._examples)

    def query(self, page: Page) -> tuple[Head, bytes]:
        """The query page."""
        return self._html(
            "query.html", page, Labels(self._graph), examples=self._examples, words=self._words,
            prefixes=json.dumps(PREFIXES), asked=page.arguments.get("query", ""),
        )  # fmt: skip

    def entity(self, page: Page) -> tuple[Head, bytes]:
        """An entity of the graph."""
        name = page.arguments["name"]
        if name.startswith("relation/") and page.format == "html":
            page.arguments["name"] = name.removeprefix("relation/")
            return self.relation(page)
        return self._entity(page, ID + name)

    def concept(self, page: Page) -> tuple[Head, bytes]:
        """A code of a code list."""
        return self._entity(page, VOCABULARY + page.arguments["name"])

    def _entity(self, page: Page, iri: str) -> tuple[Head, bytes]:
        if page.format != "html":
            media, body = written(description(self._graph, iri), page.format)
            return Head(200, media), body
        labels = Labels(self._graph)
        number = page.arguments.get("page", "1")
        shown = portrait(self._graph, iri, labels, int(number) if number.isdigit() and 0 < int(number) < 10**6 else 1)
        return self._html("entity.html", page, labels, entity=shown)

    def relation(self, page: Page) -> tuple[Head, bytes]:
        """The relation of two states."""
        if page.format != "html":
            return self._entity(page, f"{ID}relation/{page.arguments['name']}")
        labels = Labels(self._graph)
        return self._html("relation.html", page, labels, pair=pair(self._graph, page.arguments["name"], labels))

    def ontology(self, page: Page) -> tuple[Head, bytes]:
        """The ontology: to read, or in RDF."""
        if page.format != "html":
            triples = [quad.triple for quad in self._ontology]
            media, body = written(triples, page.format)
            return Head(200, media), body
        kinds: dict[str, set[str]] = {}
        for quad in self._ontology:
            if quad.predicate.value == PREFIXES["rdf"] + "type" and isinstance(quad.object, ox.NamedNode):
                kinds.setdefault(quad.object.value.rpartition("#")[2], set()).add(getattr(quad.subject, "value", ""))
        parts = {
            "Classes": kinds.get("Class", set()),
            "Properties between things": kinds.get("ObjectProperty", set()),
            "Properties with values": kinds.get("DatatypeProperty", set()) | kinds.get("AnnotationProperty", set()),
        }
        listed = {
            title: [(iri, *of_terms().get(iri, ("", ""))) for iri in sorted(iris) if iri.startswith(ONTOLOGY)]
            for title, iris in parts.items()
        }
        return self._html("ontology.html", page, Labels(self._graph), parts=listed)

    def handbook(self, page: Page) -> tuple[Head, bytes]:
        """The ontology explained, as the build writes it."""
        return Head(200, _HTML), self._handbook

    def network(self, page: Page) -> tuple[Head, bytes]:
        """The network, to explore: whole, or what is round a node."""
        if "focus" in page.arguments:
            shown = self._explorer.part(page.arguments["focus"], bounds(page.arguments)[0])
        else:
            shown = self._explorer.whole() if "all" in page.arguments else self._explorer.opening()
        return Head(200, _HTML), shown

    def around(self, page: Page) -> tuple[Head, bytes]:
        """What is round a node, for a page of the network that grows."""
        if not page.arguments.get("iri"):
            raise BadRequestError("say round which node: /network/around?iri=state:KZ")
        shown = self._explorer.around(page.arguments["iri"], *bounds(page.arguments))
        return Head(200, "application/json"), shown

    def why(self, page: Page) -> tuple[Head, bytes]:
        """Which names of a query do not exist, for the query page when an answer is empty."""
        try:
            notes = unknown_terms(admit(page.arguments.get("query", "")))
        except QueryRefused as error:
            raise BadRequestError(str(error)) from error
        return Head(200, "application/json"), json.dumps({"unknown": notes}, ensure_ascii=False).encode()

    def service(self, page: Page) -> tuple[Head, bytes]:
        """The description of the endpoint."""
        media, body = written(service(page.base, union=self._union), page.format)
        return Head(200, media), body

    def void(self, page: Page) -> tuple[Head, bytes]:
        """The description of the data."""
        media, body = written(void(self._graph, page.base), page.format)
        return Head(200, media), body


_VIEWS: Final[dict[str, View]] = {
    "home": Views.home,
    "search": Views.search,
    "queries": Views.queries,
    "query": Views.query,
    "entity": Views.entity,
    "concept": Views.concept,
    "relation": Views.relation,
    "ontology": Views.ontology,
    "handbook": Views.handbook,
    "network": Views.network,
    "around": Views.around,
    "why": Views.why,
    "service": Views.service,
    "void": Views.void,
}


def direction(language: str) -> str:
    """The direction of writing of a language, for `dir`."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "auto"


def completions() -> list[list[str]]:
    """The terms that the query page completes: CURIE and what it means."""
    prefixes = (ONTOLOGY, *(PREFIXES[codes] for codes in CODE_LISTS))
    return [[curie(iri), of_terms().get(iri, ("", ""))[0]] for iri in sorted(known_terms()) if iri.startswith(prefixes)]


def _runnable(graph: KnowledgeGraph) -> list[dict[str, Any]]:
    """The named queries with the text that their examples run."""
    made = []
    for query in named_queries().values():
        try:
            text = graph.text_of(query, dict(query.example_values()))
        except ComityError:
            continue  # an example that this graph cannot fill
        made.append({"name": query.name, "title": query.title, "question": query.question, "text": _without_head(text)})
    return made


def _without_head(text: str) -> str:
    lines = text.splitlines()
    return "\n".join(
        line for line in lines if not line.startswith(("# title:", "# question:", "# param:", "# example:"))
    )
