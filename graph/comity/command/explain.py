"""`comity explain`: why the graph has an inferred triple."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import pyoxigraph as ox
import typer
from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from comity.errors import ComityError, printable
from comity.infer import Premise, Proof, Quotation
from comity.infer import explain as proofs
from comity.store.whole import whole
from comity.terms import curie, expand

#: Columns for a tree that nobody reads on a terminal.
_WIDTH = 160


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="explain", epilog="Example: comity explain state:KZ comity:metWith state:CN")(explain)


def explain(
    triple: Annotated[
        list[str], typer.Argument(metavar="TRIPLE", help="Subject, predicate and object; a is rdf:type.")
    ],
    graph: Annotated[Path, typer.Option(help="A build's folder, or any RDF file.")] = Path("build"),
    endpoint: Annotated[str | None, typer.Option(metavar="URL", help="Ask the graph of this endpoint.")] = None,
    most: Annotated[int, typer.Option(min=1, help="Show at most so many ways in which it follows.")] = 5,
) -> None:
    """Show why a triple follows: the rule, what it rests on, and the sentences of the sources at the end."""
    asked = _triple(" ".join(triple))
    store = whole(graph, endpoint)
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _WIDTH)
    stated = list(store.quads_for_pattern(asked.subject, asked.predicate, asked.object, None))
    told = sorted({curie(str(quad.graph_name).strip("<>")) for quad in stated} - {"graph:inferred"})
    if told:
        console.print(Text(f"{_words(asked)} is stated in {', '.join(map(printable, told))}."))
    found = proofs(store, asked)
    for proof in found[:most]:
        console.print(_tree(proof, set()))
    if len(found) > most:
        print(f"comity: {len(found) - most} more ways; --most {len(found)} shows all", file=sys.stderr)
    if not found and not told:
        print(f"comity: {printable(_words(asked))} is not in this graph and does not follow from it", file=sys.stderr)
        raise typer.Exit(1)


def _triple(text: str) -> ox.Triple:
    """The triple that was asked for. Raises `ComityError` if it is none."""
    parts = text.strip().removesuffix(" .").split(maxsplit=2)
    if len(parts) != 3:
        raise ComityError(f"{printable(text)!r} is no triple; write it like: state:KZ comity:metWith state:CN")
    subject, predicate, value = parts
    return ox.Triple(_name(subject), _name("rdf:type" if predicate == "a" else predicate), _value(value))


def _name(text: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(expand(text.removeprefix("<").removesuffix(">")))
    except ValueError as error:
        raise ComityError(
            f"{printable(text)!r} is no name of a node; write it like state:KZ or as a whole IRI"
        ) from error


def _value(text: str) -> ox.NamedNode | ox.Literal:
    if text.lstrip("-").isdigit():
        return ox.Literal(int(text))
    if not text.startswith('"'):
        return _name(text)
    words, _, rest = text[1:].rpartition('"')
    if rest.startswith("@"):
        return ox.Literal(words, language=rest[1:])
    return ox.Literal(words, datatype=_name(rest[2:])) if rest.startswith("^^") else ox.Literal(words)


def _tree(proof: Proof, shown: set[Quotation]) -> Tree:
    """The proof as a tree; a quotation that was `shown` further up is not repeated."""
    tree = Tree(Text(f"{_words(proof.triple)}\n  follows by {proof.rule.name}: {proof.rule.title}"))
    for premise in proof.premises:
        tree.add(_branch(premise, shown))
    return tree


def _branch(premise: Premise, shown: set[Quotation]) -> Tree:
    if premise.proof:
        return _tree(premise.proof, shown)
    if not premise.graphs:
        return Tree(Text(f"{_words(premise.triple)}\n  by the ontology"))
    branch = Tree(Text(f"{_words(premise.triple)}\n  stated in {', '.join(map(printable, premise.graphs))}"))
    for quotation in premise.quotations:
        if quotation not in shown:
            branch.add(Text(printable(str(quotation))))
    shown.update(premise.quotations)
    return branch


def _words(triple: ox.Triple) -> str:
    parts = (triple.subject, triple.predicate, triple.object)
    return " ".join(printable(curie(part.value) if isinstance(part, ox.NamedNode) else str(part)) for part in parts)
