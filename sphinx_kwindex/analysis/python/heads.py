"""Decorators, base classes and parameters as values; as text they are written by ``signatures``."""

from __future__ import annotations

import builtins
from collections.abc import Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.signatures import shown, written_parameters
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.records.signatures import Argument, Base, Decorator, Parameter

_MOST_ATTRIBUTES = 20
"""Attributes of attributes; what is longer is no name that anybody looks up."""
_LONGEST_TEXT = 200
_MOST_TEXTS = 20
"""In a list; a longer one is data."""


def dotted_name(node: nodes.NodeNG, most_attributes: int = _MOST_ATTRIBUTES) -> str:
    """Return an expression that is a name with a few attributes, empty for any other.

    Parameters
    ----------
    node:
        The expression.
    most_attributes:
        The most attributes that it may have.
    """
    parts: list[str] = []
    while isinstance(node, nodes.Attribute) and len(parts) < most_attributes:
        parts.append(node.attrname)
        node = node.expr
    return ".".join((node.name, *reversed(parts))) if isinstance(node, nodes.Name) else ""


def head_name(node: nodes.NodeNG) -> str:
    """Return the name of ``Name[...]`` without what is in brackets, empty for no name."""
    return dotted_name(node.value if isinstance(node, nodes.Subscript) else node)


def truth_of(node: nodes.NodeNG | None) -> bool | None:
    """Return the value of True and False, None of anything else."""
    value = node.value if isinstance(node, nodes.Const) else None
    return value if isinstance(value, bool) else None


class HeadNames:
    """What the names of decorators and base classes stand for, builtins included."""

    def __init__(self, tree: Tree, bindings: Bindings) -> None:
        self._bindings = bindings
        self._has_stars = any(name == "*" for node in tree.from_imports for name, _ in node.names)

    def of(self, node: nodes.NodeNG) -> str:
        """Return the dotted name of an expression, as traits have it; empty if it has none."""
        if isinstance(node, nodes.Subscript):
            node = node.value
        first, rest = node, ""
        while isinstance(first, nodes.Attribute):
            first, rest = first.expr, f".{first.attrname}{rest}"
        if not isinstance(first, nodes.Name):
            return ""
        scope, found = self._bindings.bindings_of(first)
        if scope is None:
            if self._has_stars:
                return f":{first.name}{rest}"
            return f"builtins.{first.name}{rest}" if hasattr(builtins, first.name) else ""
        runs_on_loading = not isinstance(first.frame(), nodes.FunctionDef)
        if runs_on_loading and all(item.lineno > first.lineno for item in found):
            return ""  # what comes later in the module means nothing yet
        return self._bindings.path_of(node)


def parameters_of(node: nodes.FunctionDef) -> tuple[Parameter, ...]:
    """Return the parameters of a function."""
    return tuple(
        Parameter(item.name, item.kind, item.default is not None)
        for item in written_parameters(node.args)
    )


def bases_of(node: nodes.ClassDef, names: HeadNames) -> tuple[Base, ...]:
    """Return the base classes and keywords of a class; astroid keeps the metaclass apart.

    Parameters
    ----------
    node:
        The class.
    names:
        What names in heads stand for.
    """
    keywords = [(keyword.arg, keyword.value) for keyword in node.keywords]
    metaclass = node._metaclass  # noqa: SLF001
    if metaclass is not None:
        keywords.insert(0, ("metaclass", metaclass))
    return (
        *(_base(base, names) for base in node.bases),
        *(
            Base("", f"{name}={shown(value)}" if name else f"**{shown(value)}")
            for name, value in keywords
        ),
    )


def decorators_of(
    node: nodes.ClassDef | nodes.FunctionDef, names: HeadNames
) -> tuple[Decorator, ...]:
    """Return the decorators of a definition, the outermost first.

    Parameters
    ----------
    node:
        The definition.
    names:
        What names in heads stand for.
    """
    written = node.decorators.nodes if node.decorators else ()
    return tuple(_decorator(item, names) for item in written)


def _base(node: nodes.NodeNG, names: HeadNames) -> Base:
    name = head_name(node)
    return Base(name, _text(node, name), names.of(node))


def _decorator(node: nodes.NodeNG, names: HeadNames) -> Decorator:
    is_call = isinstance(node, nodes.Call)
    applied = node.func if is_call else node
    name = dotted_name(applied)
    arguments = tuple(_arguments(node)) if is_call else ()
    return Decorator(name, _text(node, name), arguments, names.of(applied) if name else "")


def _text(node: nodes.NodeNG, name: str) -> str:
    """Return an expression as written, empty if that is its name."""
    text = shown(node)
    return "" if text == name else text


def _arguments(call: nodes.Call) -> Iterator[Argument]:
    for argument in call.args[:1]:
        yield Argument("", _value(argument))
    for keyword in call.keywords:
        if keyword.arg:
            yield Argument(keyword.arg, _value(keyword.value))


def _value(node: nodes.NodeNG) -> bool | str | tuple[str, ...] | None:
    if isinstance(node, nodes.Const):
        return node.value if _is_short_text(node) else truth_of(node)
    elements = node.elts if isinstance(node, nodes.List | nodes.Tuple) else ()
    if 0 < len(elements) <= _MOST_TEXTS and all(map(_is_short_text, elements)):
        return tuple(element.value for element in elements)
    return None


def _is_short_text(node: nodes.NodeNG) -> bool:
    is_text = isinstance(node, nodes.Const) and isinstance(node.value, str)
    return is_text and len(node.value) <= _LONGEST_TEXT and node.value.isprintable()
