"""What classes of JavaScript and TypeScript extend."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_kwindex.analysis.grammars.declaration import Node

_NAMED = frozenset({"class_declaration", "abstract_class_declaration"})
_NAMING = frozenset({"variable_declarator", "export_statement"})
"""What gives a class a name that is an expression: ``const A = class extends B {}``."""


def is_extended(above: Sequence[Node]) -> bool:
    """Return whether an expression is what a class with a name extends.

    Parameters
    ----------
    above:
        The nodes around it, the outermost first.
    """
    # TypeScript has one node more than JavaScript.
    kinds = [node.type for node in above[-4:]]
    if kinds and kinds[-1] == "extends_clause":
        kinds.pop()
    if len(kinds) < 3 or kinds[-1] != "class_heritage":
        return False
    is_named = kinds[-2] in _NAMED or (kinds[-2] == "class" and kinds[-3] in _NAMING)
    return is_named and all(node.type != "class_static_block" for node in above)
