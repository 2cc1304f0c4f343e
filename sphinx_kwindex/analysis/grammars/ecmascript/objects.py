"""Methods of object literals, and functions that are assigned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sphinx_kwindex.analysis.grammars.declaration import Match, Node
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import shown_head, unquoted
from sphinx_kwindex.records.symbol_kinds import SymbolKind

FUNCTIONS = frozenset({"arrow_function", "function_expression", "generator_function"})
_TYPED = frozenset({"as_expression", "satisfies_expression", "parenthesized_expression",
                    "await_expression", "type_assertion", "non_null_expression"})  # fmt: skip
_DEEPEST = 20
"""Objects in objects whose methods are listed."""


class _Place(NamedTuple):
    """Where a method belongs, and what it is there."""

    scope: str
    kind: SymbolKind


def objects_in(value: Node) -> tuple[Node, ...]:
    """Return the object literals that a value is, or that it is made from: ``define({...})``."""
    while value.type in _TYPED and value.named_child_count:
        value = value.named_child(0)
    if value.type == "object":
        return (value,)
    passed = value.child_by_field_name("arguments") if value.type == "call_expression" else None
    if passed is None:
        return ()
    return tuple(node for node in passed.named_children if node.type == "object")


def members(
    match: Match,
    objects: Iterable[Node],
    scope: str,
    kind: SymbolKind = SymbolKind.METHOD,
) -> Iterator[Found]:
    """Yield the methods of object literals, and of those within.

    Parameters
    ----------
    match:
        The program.
    objects:
        Object literals.
    scope:
        The name that they belong to, where that does not enclose them.
    kind:
        What their methods are.
    """
    waiting = [(one, scope, 0) for one in objects]
    while waiting:
        one, around, depth = waiting.pop()
        for member in one.named_children:
            if member.type == "method_definition":
                key = member.child_by_field_name("name")
                yield from _method(match, member, key, member, _Place(around, kind))
            elif member.type == "pair":
                key = member.child_by_field_name("key")
                value = member.child_by_field_name("value")
                if key is None or value is None:
                    continue
                if value.type in FUNCTIONS:
                    yield from _method(match, member, key, value, _Place(around, kind))
                elif depth < _DEEPEST:
                    inner = ".".join(part for part in (around, _name(match, key)) if part)
                    waiting += [(found, inner, depth + 1) for found in objects_in(value)]


def assigned_function(
    match: Match, value: Node, name: Node, whole: Node, scope: str = ""
) -> Iterator[Found]:
    """Yield a function or class under the name that it is assigned to.

    Parameters
    ----------
    match:
        The program.
    value:
        The function or class.
    name:
        The name.
    whole:
        All of the assignment.
    scope:
        What the name belongs to.
    """
    body = value.child_by_field_name("body")
    if body is None:
        return
    kind = SymbolKind.CLASS if value.type == "class" else SymbolKind.FUNCTION
    yield Found(
        kind=kind,
        name=_name(match, name),
        start=min(whole.start_byte, name.start_byte),
        end=max(whole.end_byte, value.end_byte),
        scope=scope,
        lead=match.text(whole.start_byte, name.start_byte),
        signature=shown_head(match, name.end_byte, body.start_byte),
        shows_scope=False,
        name_start=name.start_byte,
    )


def _method(
    match: Match, member: Node, name: Node | None, function: Node, place: _Place
) -> Iterator[Found]:
    body = function.child_by_field_name("body")
    if name is None or body is None:
        return
    yield Found(
        kind=place.kind,
        name=_name(match, name),
        start=member.start_byte,
        end=member.end_byte,
        scope=place.scope,
        lead=match.text(member.start_byte, name.start_byte),
        signature=shown_head(match, name.end_byte, body.start_byte),
        name_start=name.start_byte,
    )


def _name(match: Match, name: Node) -> str:
    written = match.text(name.start_byte, name.end_byte)
    return unquoted(written) if name.type == "string" else written
