"""The modules that can be compiled (hatch_build.py) hold nothing that mypyc cannot read, or reads wrongly.

That the compiled package finds the same facts is shown by benchmarks/compiled.py: compiling takes minutes.
"""

from __future__ import annotations

import ast

import pytest
from conftest import ROOT

import hatch_build

GENERATORS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
SOURCES = [ROOT / "graph" / module for module in hatch_build.modules(ROOT / "graph")]
TREES = {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}


def names(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}


def captured(lambda_: ast.Lambda) -> set[str]:
    return names(lambda_.body) - {a.arg for a in lambda_.args.args}


@pytest.mark.parametrize("path", TREES)
def test_no_lambda_uses_the_variable_of_a_generator_around_it(path: str) -> None:
    for made in (n for n in ast.walk(TREES[path]) if isinstance(n, GENERATORS)):
        variables = set().union(*(names(part.target) for part in made.generators))
        for lambda_ in (n for n in ast.walk(made) if isinstance(n, ast.Lambda)):
            assert not captured(lambda_) & variables, f"line {lambda_.lineno}: write a function instead"


@pytest.mark.parametrize("path", TREES)
def test_membership_is_asked_of_no_display_with_a_star(path: str) -> None:
    for compare in (n for n in ast.walk(TREES[path]) if isinstance(n, ast.Compare)):
        for display in (c for c in compare.comparators if isinstance(c, ast.Tuple | ast.List | ast.Set)):
            starred = any(isinstance(e, ast.Starred) for e in display.elts)
            assert not starred, f"line {compare.lineno}: make the set first, and ask it then"


@pytest.mark.parametrize("path", TREES)
def test_no_class_has_cached_properties(path: str) -> None:
    assert "cached_property" not in names(TREES[path]), "a compiled class has no dictionary to keep them in"


@pytest.mark.parametrize("path", TREES)
def test_no_class_is_a_struct_of_msgspec(path: str) -> None:
    assert "msgspec" not in names(TREES[path]), "compiled, it is neither frozen nor quick: write a plain or data class"


def test_the_parts_that_read_no_article_stay_as_they_are() -> None:
    left_out = ("graph/comity/extract/llm/", "graph/comity/extract/judge.py")
    assert TREES
    assert not [path for path in TREES if path.startswith(left_out)]
