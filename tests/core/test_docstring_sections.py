"""What docstrings of the package say of parameters, results and exceptions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sphinx_kwindex

PACKAGE = Path(sphinx_kwindex.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

SHARED = re.compile(
    r"(?:visit|depart)\w*|on_\w+|analyse_\w+|of_\w+|\w+_keywords"
    r"|process_(?:doc|link)|merge_domaindata|resolve_(?:any_)?xref|parse|discover|doc2path"
)
"""Functions and methods whose signature docutils, Sphinx or a table of functions decides, and
describes: ``ANALYSERS``, ``EXTRACTORS``, the one of what each kind of expression means."""
DECIDED = {"override", "overload", "property", "cached_property"}
"""Decorators of what another class, or nobody, calls with arguments."""
SEVERAL = re.compile(r"(?:dict|Mapping|Callable)\[|tuple\[(?!.*, \.\.\.\]$)")
"""``dict[str, int]``, ``tuple[str, int]``, but not ``tuple[str, ...]``."""


def _identity(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _functions(
    body: list[ast.stmt], *, is_method: bool = False
) -> Iterator[tuple[ast.FunctionDef, int]]:
    """Yield the public functions, each with the number of its arguments but ``self``."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _functions(node.body, is_method=True)
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            names = [item.arg for item in (*node.args.posonlyargs, *node.args.args)]
            names += [item.arg for item in (*node.args.kwonlyargs, node.args.vararg) if item]
            if not DECIDED & {ast.unparse(item).rpartition(".")[2] for item in node.decorator_list}:
                yield node, len(names) - is_method


def _missing(function: ast.FunctionDef, arguments: int) -> Iterator[str]:
    text = ast.get_docstring(function) or ""
    if arguments >= 2 and "Parameters\n---" not in text:
        yield "Parameters"
    if (
        function.returns
        and SEVERAL.match(ast.unparse(function.returns))
        and "Returns\n---" not in text
    ):
        yield "Returns"
    if (
        any(isinstance(node, ast.Raise) and node.exc for node in ast.walk(function))
        and "Raises\n---" not in text
    ):
        yield "Raises"


@pytest.mark.parametrize("path", MODULES, ids=_identity)
def test_functions_say_what_they_take_return_and_raise(path: Path) -> None:
    module = ast.parse(path.read_bytes())
    missing = [
        f"{function.name} (line {function.lineno}): {section}"
        for function, arguments in _functions(module.body)
        if not SHARED.fullmatch(function.name)
        for section in _missing(function, arguments)
    ]
    assert missing == []
