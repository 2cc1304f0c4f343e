"""Parameters that pytest fills: those of tests and fixtures, as far as a file tells."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.python.names.functions import Definition, last_name

_TEST = "test"
_FIXTURE, _USE = "fixture", "usefixtures"
_WORD = re.compile(r"[^\W\d]\w*")


def fixture_name(node: Definition) -> str:
    """Return the name by which tests take a fixture; empty for what has no such decorator."""
    for decorator in node.decorator_list:
        if last_name(decorator) == _FIXTURE:
            for keyword in decorator.keywords if isinstance(decorator, ast.Call) else ():
                if keyword.arg == "name":
                    value = keyword.value
                    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
                    return str(value.value) if is_text else ""  # type: ignore[attr-defined]
            return node.name
    return ""


def filled_parameters(node: Definition, filled: frozenset[str]) -> frozenset[str]:
    """Return the parameters for which fixtures are looked for.

    Parameters
    ----------
    node:
        The function.
    filled:
        Parameters that decorators of the class around it fill.
    """
    is_fixture = bool(fixture_name(node))
    if not (is_fixture or node.name.startswith(_TEST)):
        return frozenset()
    arguments = node.args
    required = len(arguments.args) - max(0, len(arguments.defaults))
    plain = arguments.args[: max(0, required)]
    plain += [
        item
        for item, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if default is None
    ]
    names = frozenset(item.arg for item in plain if item.annotation is None)
    return names if is_fixture else names - filled - filled_by(node)


def filled_by(node: Definition | ast.ClassDef) -> frozenset[str]:
    """Return the names that decorators may fill: ``given(x=...)``, ``parametrize("x", ...)``."""
    return frozenset(
        name
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and last_name(decorator) != _USE
        for name in _names(decorator)
    )


def _names(decorator: ast.Call) -> Iterator[str]:
    for keyword in decorator.keywords:
        if keyword.arg:
            yield keyword.arg
    first = [*decorator.args[:1], *(it.value for it in decorator.keywords if it.arg == "argnames")]
    for argument in first:
        parts = argument.elts if isinstance(argument, ast.Tuple | ast.List) else [argument]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield from _WORD.findall(part.value)
