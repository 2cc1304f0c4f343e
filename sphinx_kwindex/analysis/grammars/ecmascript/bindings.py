"""The names that a pattern binds: ``const { a, b: renamed, ...rest } = x``."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import Node

_NAMES = frozenset({"identifier", "type_identifier", "shorthand_property_identifier_pattern"})


def bound_names(pattern: Node) -> Iterator[Node]:
    """Yield the names that a pattern binds, in source order."""
    waiting = [pattern]
    while waiting:
        node = waiting.pop()
        if node.type in _NAMES:
            yield node
        elif node.type in {"object_assignment_pattern", "assignment_pattern"}:
            waiting += [node.named_child(0)]  # the rest is the default
        elif node.type == "pair_pattern":
            value = node.child_by_field_name("value")
            waiting += [value] if value is not None else []
        elif node.type in {"object_pattern", "array_pattern", "rest_pattern"}:
            waiting += reversed(node.named_children)
