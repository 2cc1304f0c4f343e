"""What a test says of the type of a variable: ``isinstance(x, C)``, ``type(x) is C``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import msgspec


class Test(msgspec.Struct, frozen=True):
    """A subject that is of a type, or of one of a tuple of types."""

    subject: ast.expr
    type: ast.expr


def tests_of(test: ast.expr, *, holds: bool) -> Iterator[Test]:
    """Yield what is certain once a test holds, or does not.

    Parameters
    ----------
    test:
        The expression.
    holds:
        Whether it holds.
    """
    pending = [(test, holds)]
    while pending:
        node, positive = pending.pop()
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                pending.append((operand, not positive))
            case ast.BoolOp(op=operator, values=values):
                if isinstance(operator, ast.And) is positive:
                    pending.extend((item, positive) for item in reversed(values))
            case ast.Call(func=ast.Name(id="isinstance"), args=[subject, type_]) if positive:
                yield Test(subject, type_)
            case ast.Compare(
                left=ast.Call(func=ast.Name(id="type"), args=[subject]),
                ops=[ast.Is() | ast.Eq()],
                comparators=[type_],
            ) if positive:
                yield Test(subject, type_)
