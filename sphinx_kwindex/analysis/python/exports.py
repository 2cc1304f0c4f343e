"""``__all__`` as far as it is written in literals, and the ``__main__`` guard."""

from __future__ import annotations

from collections.abc import Sequence

from astroid import nodes

from sphinx_kwindex.analysis.python.tree import statements


def extract_exports(module: nodes.Module) -> tuple[str, ...] | None:
    """Return the names that ``__all__`` lists, None when the module has no literal ``__all__``.

    An assignment, ``+=``, ``.extend([...])`` and ``.append("...")`` are understood; a part that is
    computed (``__all__ += other.__all__``) is left out.
    """
    names: list[str] | None = None
    for node in statements(module.body):
        if isinstance(node, nodes.Assign | nodes.AnnAssign) and _assigns_all(node):
            names = _strings(node.value)
        elif isinstance(node, nodes.AugAssign) and _is_all(node.target):
            names = (names or []) + _strings(node.value)
        elif isinstance(node, nodes.Expr) and isinstance(node.value, nodes.Call):
            names = _called(node.value, names)
    return tuple(dict.fromkeys(names)) if names else None


def main_guard_line(module: nodes.Module) -> int:
    """Return the line of ``if __name__ == "__main__":``, 0 without one."""
    for node in module.body:
        if isinstance(node, nodes.If) and isinstance(node.test, nodes.Compare):
            sides = [node.test.left, *(operand for _, operand in node.test.ops)]
            has_name = any(isinstance(s, nodes.Name) and s.name == "__name__" for s in sides)
            has_main = any(isinstance(s, nodes.Const) and s.value == "__main__" for s in sides)
            if has_name and has_main:
                return int(node.lineno or 1)
    return 0


def _called(call: nodes.Call, names: list[str] | None) -> list[str] | None:
    function = call.func
    if not (isinstance(function, nodes.Attribute) and _is_all(function.expr) and call.args):
        return names
    if function.attrname == "extend":
        return (names or []) + _strings(call.args[0])
    if function.attrname == "append":
        return (names or []) + _constants([call.args[0]])
    return names


def _assigns_all(node: nodes.Assign | nodes.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, nodes.Assign) else [node.target]
    return any(_is_all(target) for target in targets)


def _is_all(node: nodes.NodeNG) -> bool:
    return isinstance(node, nodes.Name | nodes.AssignName) and node.name == "__all__"


def _strings(node: nodes.NodeNG | None) -> list[str]:
    if isinstance(node, nodes.BinOp) and node.op == "+":
        return _strings(node.left) + _strings(node.right)
    if not isinstance(node, nodes.List | nodes.Tuple | nodes.Set):
        return []
    return _constants(node.elts)


def _constants(elements: Sequence[nodes.NodeNG]) -> list[str]:
    return [
        element.value
        for element in elements
        if isinstance(element, nodes.Const) and isinstance(element.value, str)
    ]
