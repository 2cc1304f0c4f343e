"""What assignments define: constants, variables, attributes, type aliases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.heads import head_name
from sphinx_kwindex.analysis.python.signatures import shown, type_parameters
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_CONSTANT_NAME = re.compile(r"_*[A-Z][A-Z0-9_]*$")


def data_kind(node: nodes.NodeNG, name: str, *, in_class: bool) -> SymbolKind:
    """Return the kind of what a statement assigns.

    Parameters
    ----------
    node:
        The statement.
    name:
        What it assigns.
    in_class:
        Whether it is in the body of a class.
    """
    if isinstance(node, nodes.TypeAlias):
        return SymbolKind.TYPE_ALIAS
    annotation = head_name(node.annotation) if isinstance(node, nodes.AnnAssign) else ""
    last = annotation.rpartition(".")[2]
    if last == "TypeAlias":
        return SymbolKind.TYPE_ALIAS
    if in_class:
        return SymbolKind.ATTRIBUTE
    if last == "Final" or _CONSTANT_NAME.match(name):
        return SymbolKind.CONSTANT
    return SymbolKind.VARIABLE


def targets_of(node: nodes.NodeNG) -> Iterator[tuple[nodes.NodeNG, str]]:
    """Yield what a statement assigns, with ``: annotation = value`` as far as it is written."""
    if isinstance(node, nodes.Assign):
        for target in node.targets:
            if isinstance(target, nodes.Tuple | nodes.List | nodes.Starred):
                yield from ((inner, "") for inner in _unpacked(target))
            else:
                yield target, f" = {shown(node.value)}"
    elif isinstance(node, nodes.AnnAssign):
        value = f" = {shown(node.value)}" if node.value is not None else ""
        yield node.target, f": {shown(node.annotation)}{value}"
    elif isinstance(node, nodes.TypeAlias):
        yield node.name, f"{type_parameters(node)} = {shown(node.value)}"


def _unpacked(target: nodes.NodeNG) -> Iterator[nodes.NodeNG]:
    if isinstance(target, nodes.Tuple | nodes.List):
        for element in target.elts:
            yield from _unpacked(element)
    elif isinstance(target, nodes.Starred):
        yield from _unpacked(target.value)
    else:
        yield target
