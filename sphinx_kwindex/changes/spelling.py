"""Annotations that are written in another way and mean the same, as after an upgrade."""

from __future__ import annotations

import ast
import warnings

from sphinx_kwindex.changes.comparing import Changed

_LONGEST = 10_000
"""Characters of a signature that is looked at."""
_BUILT_IN = {
    name.capitalize() if name != "frozenset" else "FrozenSet": name
    for name in ("dict", "frozenset", "list", "set", "tuple", "type")
}
"""What ``typing`` calls the types of Python itself."""
_MODULES = frozenset({"t", "typing"})


def is_respelled(changed: Changed) -> bool:
    """Return whether a definition of Python has the same head, but for how types are written."""
    before, now = changed.before, changed.after
    if before.bases != now.bases or changed.is_more or changed.is_less or now.name == now.qualname:
        return False
    plain = _plain(before.signature)
    return bool(plain) and plain == _plain(now.signature)


def _plain(signature: str) -> str:
    """Return a signature with its annotations in one way of writing; empty if it is none."""
    if len(signature) > _LONGEST:
        return ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            function = ast.parse(f"def f{signature}: pass").body[0]
            if not isinstance(function, ast.FunctionDef):
                return ""
            return ast.unparse(_Signature().visit(function))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""


class _Signature(ast.NodeTransformer):
    """Writes the annotations of a function in one way, and leaves defaults alone."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Write that of a parameter."""
        if node.annotation is not None:
            node.annotation = _Annotation().visit(node.annotation)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Write that of the result, and those of the parameters."""
        self.visit(node.args)
        if node.returns is not None:
            node.returns = _Annotation().visit(node.returns)
        return node


class _Annotation(ast.NodeTransformer):
    """Writes an annotation without quotes and old names."""

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Read what is in quotes."""
        if not isinstance(node.value, str):
            return node
        inner: ast.expr = self.visit(ast.parse(node.value.strip(), mode="eval").body)
        return inner

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """Give a type its name in Python itself."""
        return ast.Name(_BUILT_IN.get(node.id, node.id))

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        """Leave out the name of the module ``typing``."""
        if isinstance(node.value, ast.Name) and node.value.id in _MODULES:
            return self.visit_Name(ast.Name(node.attr))
        self.generic_visit(node)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Write unions with strokes, and leave the words in ``Literal`` alone."""
        base = self.visit(node.value)
        name = base.id if isinstance(base, ast.Name) else ""
        if name == "Literal":
            return ast.Subscript(base, node.slice)
        parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name == "Optional" and len(parts) == 1:
            return ast.BinOp(self.visit(parts[0]), ast.BitOr(), ast.Constant(None))
        if name == "Union" and parts:
            union: ast.expr = self.visit(parts[0])
            for part in parts[1:]:
                union = ast.BinOp(union, ast.BitOr(), self.visit(part))
            return union
        return ast.Subscript(base, self.visit(node.slice))
