"""What functions that stand in a class of C++ belong to."""

from __future__ import annotations

from sphinx_kwindex.analysis.grammars.declaration import Node

_AROUND = frozenset({"template_declaration", "friend_declaration"})
_FRIEND = "friend_declaration"


def is_friend(node: Node) -> bool:
    """Return whether a function is declared by a class that it is no member of."""
    return node.parent is not None and bool(node.parent.type == _FRIEND)


def is_of_nameless(node: Node) -> bool:
    """Return whether a function is in a class without a name: ``struct { void f(); } one;``."""
    body = node.parent
    while body is not None and body.type in _AROUND:
        body = body.parent
    around = body.parent if body is not None and body.type == "field_declaration_list" else None
    if around is None or around.child_by_field_name("name") is not None:
        return False
    return around.parent is None or around.parent.type != "type_definition"
