"""What the decorators of a function say of what a call of it returns."""

from __future__ import annotations

import ast

from sphinx_kwindex.records.names import FunctionFlag

Definition = ast.FunctionDef | ast.AsyncFunctionDef

_FLAGS = {
    "property": FunctionFlag.PROPERTY,
    "cached_property": FunctionFlag.PROPERTY,
    "abstractproperty": FunctionFlag.PROPERTY,
    "staticmethod": FunctionFlag.STATIC,
    "abstractstaticmethod": FunctionFlag.STATIC,
    "classmethod": FunctionFlag.OF_CLASS,
    "abstractclassmethod": FunctionFlag.OF_CLASS,
    "overload": FunctionFlag.OVERLOAD,
    "setter": FunctionFlag.ACCESSOR,
    "deleter": FunctionFlag.ACCESSOR,
    "getter": FunctionFlag.PROPERTY,
    "contextmanager": FunctionFlag.CONTEXT,
    "asynccontextmanager": FunctionFlag.CONTEXT,
}

_TRANSPARENT = frozenset(
    {*_FLAGS, "abstractmethod", "cache", "deprecated", "final", "lru_cache", "override", "wraps"}
)


def flags_of(node: Definition) -> FunctionFlag:
    """Return the flags of a function, as far as its head tells."""
    flags = FunctionFlag.PLAIN
    if isinstance(node, ast.AsyncFunctionDef):
        flags |= FunctionFlag.ASYNC
    for decorator in node.decorator_list:
        flags |= _FLAGS.get(last_name(decorator), FunctionFlag.PLAIN)
        if not is_transparent(decorator):
            flags |= FunctionFlag.OPAQUE
    return flags


def is_transparent(decorator: ast.expr) -> bool:
    """Return whether a call of the function returns what its head says all the same."""
    return last_name(decorator) in _TRANSPARENT


def last_name(node: ast.expr) -> str:
    """Return the last part of a name, also of one that is called; empty for no name."""
    if isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
