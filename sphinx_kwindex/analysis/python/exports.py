"""``__all__`` as far as it is written in literals, and the ``__main__`` guard."""

from __future__ import annotations

from typing import TypeGuard

from astroid import nodes

from sphinx_kwindex.analysis.python.tree import statements

_MOST_REMOVALS = 100
"""Calls of ``remove`` that are followed, each of which looks through the list."""
_COPIES = frozenset({"list", "tuple", "set", "sorted"})


def extract_exports(module: nodes.Module) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Return the names that ``__all__`` lists, and the other lists that it takes in.

    The names are None when the module has no ``__all__``, or none of which a part is understood.

    An assignment, ``+=``, ``.extend([...])``, ``.append("...")`` and ``.remove("...")`` are
    understood.  Of a part that is a list of another module (``__all__ += other.__all__``) the name
    is given as it is written, of one that is computed an empty one.

    Returns
    -------
    names and lists
        The names are None without an ``__all__`` that is understood.
    """
    elements: list[nodes.NodeNG | None] | None = None
    removals = 0
    for node in statements(module.body):
        if isinstance(node, nodes.Assign | nodes.AnnAssign) and _assigns_all(node):
            elements = _elements(node.value) if node.value is not None else None
        elif isinstance(node, nodes.AugAssign) and _is_all(node.target):
            elements = elements if elements is not None else []
            elements += _elements(node.value)
        elif isinstance(node, nodes.Expr) and isinstance(node.value, nodes.Call):
            added = _added_by(node.value)
            if added:
                elements = elements if elements is not None else []
                elements += added
            # One that runs on a condition leaves the name exported otherwise.
            removed = _removed_by(node.value) if node.parent is module else None
            if removed is not None and elements is not None and removals < _MOST_REMOVALS:
                removals += 1
                elements = _without(elements, removed)
    if elements is None:
        return None, ()
    names = [_encodable(item.value) for item in elements if _is_string(item)]
    lists = tuple(dict.fromkeys(_list_name(item) for item in elements if not _is_string(item)))
    return (tuple(dict.fromkeys(names)) if names or not elements else None), lists


def main_guard_line(module: nodes.Module) -> int:
    """Return the line of ``if __name__ == "__main__":``, 0 without one."""
    for node in module.body:
        if isinstance(node, nodes.If) and is_main_test(node.test):
            return int(node.lineno or 1)
    return 0


def is_main_test(test: nodes.NodeNG) -> bool:
    """Return whether a condition is ``__name__ == "__main__"``."""
    if not isinstance(test, nodes.Compare) or [sign for sign, _ in test.ops] != ["=="]:
        return False
    sides = [test.left, *(operand for _, operand in test.ops)]
    has_name = any(isinstance(s, nodes.Name) and s.name == "__name__" for s in sides)
    has_main = any(isinstance(s, nodes.Const) and s.value == "__main__" for s in sides)
    return has_name and has_main


def _added_by(call: nodes.Call) -> list[nodes.NodeNG | None]:
    function = call.func
    if not (isinstance(function, nodes.Attribute) and _is_all(function.expr) and call.args):
        return []
    if function.attrname == "extend":
        return _elements(call.args[0])
    return [call.args[0]] if function.attrname == "append" else []


def _removed_by(call: nodes.Call) -> str | None:
    function = call.func
    if not (isinstance(function, nodes.Attribute) and _is_all(function.expr) and call.args):
        return None
    name = call.args[0]
    return name.value if function.attrname == "remove" and _is_string(name) else None


def _without(elements: list[nodes.NodeNG | None], name: str) -> list[nodes.NodeNG | None]:
    """Return the elements but the first that is the name, as ``list.remove`` leaves them."""
    for position, item in enumerate(elements):
        if _is_string(item) and item.value == name:
            return [*elements[:position], *elements[position + 1 :]]
    return elements


def _assigns_all(node: nodes.Assign | nodes.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, nodes.Assign) else [node.target]
    return any(_is_all(target) for target in targets)


def _is_all(node: nodes.NodeNG) -> bool:
    return isinstance(node, nodes.Name | nodes.AssignName) and node.name == "__all__"


def _elements(node: nodes.NodeNG) -> list[nodes.NodeNG | None]:
    """Return the elements of a list that is written out; None stands for a computed part."""
    if isinstance(node, nodes.BinOp) and node.op == "+":
        return _elements(node.left) + _elements(node.right)
    if isinstance(node, nodes.List | nodes.Tuple | nodes.Set):
        return [item.value if isinstance(item, nodes.Starred) else item for item in node.elts]
    if isinstance(node, nodes.Call) and len(node.args) == 1:
        # `list(a.__all__)` has what is in it.
        is_copy = isinstance(node.func, nodes.Name) and node.func.name in _COPIES
        return _elements(node.args[0]) if is_copy else [None]
    return [node]


def _list_name(node: nodes.NodeNG | None) -> str:
    """Return a name that may be that of a list, as written; empty for anything else."""
    written = node.as_string() if isinstance(node, nodes.Name | nodes.Attribute) else ""
    return _encodable(written) if all(map(str.isidentifier, written.split("."))) else ""


def _is_string(node: nodes.NodeNG | None) -> TypeGuard[nodes.Const]:
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _encodable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
