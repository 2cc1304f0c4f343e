"""Annotations: types, also where they are written as strings."""

from __future__ import annotations

import ast
from abc import abstractmethod

from sphinx_kwindex.analysis.python.names.functions import last_name
from sphinx_kwindex.analysis.python.names.places import Place, Places
from sphinx_kwindex.analysis.python.names.walk import Walk
from sphinx_kwindex.records.names import FLOW, SUBSCRIPT, TUPLE, UNKNOWN, Role

_ANNOTATION = int(Role.ANNOTATION)
_LONGEST = 500
_MOST_ARGUMENTS = 6


class AnnotationWalk(Walk):
    """Reads annotations; each gives an expression that stands for a type."""

    @abstractmethod
    def expression(self, node: ast.AST, role: int = 0) -> int:
        """Read an expression.

        Parameters
        ----------
        node:
            The node of the syntax tree.
        role:
            How the name is used there.
        """

    def annotation(self, node: ast.expr) -> int:
        """Read an annotation."""
        match node:
            case ast.Name() | ast.Attribute():
                return self.expression(node, _ANNOTATION)
            case ast.Constant(value=str() as text):
                return self._quoted(node, text)
            case ast.BinOp(op=ast.BitOr()):
                return self._union(node)
            case ast.Subscript():
                return self._generic(node)
            case ast.List():
                return self._several(node.elts)
            case ast.Constant():
                return UNKNOWN
        return self.expression(node)

    def _union(self, node: ast.expr) -> int:
        operands = []
        while isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            operands.append(node.right)
            node = node.left
        found = [self.annotation(item) for item in (node, *reversed(operands))]
        found = [item for item in dict.fromkeys(found) if item]
        if not found or len(found) > _MOST_ARGUMENTS:
            return UNKNOWN
        return found[0] if len(found) == 1 else self.expressions.add(FLOW, *found)

    def _several(self, elements: list[ast.expr]) -> int:
        found = [self.annotation(item) for item in elements]
        return self.expressions.add(TUPLE, *found[:_MOST_ARGUMENTS]) if found else UNKNOWN

    def _generic(self, node: ast.Subscript) -> int:
        base = self.expression(node.value, _ANNOTATION)
        if last_name(node.value) == "Literal":
            self.expression(node.slice)
            return UNKNOWN
        written = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        arguments = [self.annotation(item) for item in written]
        if not base or len(arguments) > _MOST_ARGUMENTS:
            return UNKNOWN
        return self.expressions.add(SUBSCRIPT, base, *arguments)

    def _quoted(self, node: ast.Constant, text: str) -> int:
        """Read an annotation in quotes; its names have places if it is on one line."""
        if len(text) > _LONGEST or "\n" in text:
            return UNKNOWN
        try:
            written = ast.parse(text.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return UNKNOWN
        place = self.places.inside(node, text)
        before, places = len(self.found), self.places
        self.places = Places(text.strip())
        found = self.annotation(written)
        self.places = places
        inner = self.found[before:]
        del self.found[before:]
        if place is not None:
            start = place[0], place[1] + len(text) - len(text.lstrip())
            self.found.extend(_moved(item, start) for item in inner)
        return found


def _moved(occurrence: tuple[int, int, int, int], start: Place) -> tuple[int, int, int, int]:
    _, column, role, expression = occurrence
    return start[0], start[1] + column, role, expression
