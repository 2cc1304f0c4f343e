"""What the names of a module stand for, as far as the module itself tells.

The answer is a dotted path from an import, with ``()`` for a call: after ``import logging as l``
and ``log = l.getLogger(__name__)`` the name ``log`` is ``logging.getLogger()``.  The path of a
relative import starts with its dots, that of a class or function of the module with a colon.  A
name with bindings that differ, or with one that is not understood, has no answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from astroid import nodes

from sphinx_kwindex.analysis.python.tree import Tree

_DEEPEST = 12
"""Steps that are followed through names, attributes and calls."""

_MOST_BINDINGS = 200
"""Of a name, all of which are looked at wherever it is read; one with more has no answer."""

_SAME = {
    "importlib_metadata": "importlib.metadata",
    "tomli": "tomllib",
    "typing_extensions": "typing",
}
"""Packages that stand in for another one of the same interface."""


class Bindings:
    """The bindings of one module."""

    def __init__(self, tree: Tree) -> None:
        self._from_imports: defaultdict[tuple[nodes.NodeNG, str], list[nodes.NodeNG]] = defaultdict(
            list
        )
        for statement in tree.from_imports:
            for name, alias in statement.names:
                self._from_imports[statement.scope(), alias or name].append(statement)
        self._attributes: defaultdict[tuple[nodes.NodeNG, str], list[nodes.NodeNG]] = defaultdict(
            list
        )
        for target in tree.set_attributes:
            owner = self._class_of_receiver(target.expr)
            if owner is not None:
                self._attributes[owner, target.attrname].append(target)
        self._paths: dict[tuple[nodes.NodeNG, str, int], str] = {}
        """By scope, name and the number of bindings: in a class body these get more."""

    def path_of_global(self, name: str, module: nodes.Module) -> str:
        """Return what a name of the module stands for where nothing hides it.

        Parameters
        ----------
        name:
            The name.
        module:
            The module that holds it.
        """
        found = _some(
            module, module.locals.get(name, ()), self._from_imports.get((module, name), ())
        )
        return self._common_path(module, found, name, 0)

    def path_of(self, node: nodes.NodeNG | None, depth: int = 0) -> str:
        """Return what an expression stands for, empty if that is not certain.

        Parameters
        ----------
        node:
            The expression.
        depth:
            How many steps it took to get here; after too many, nothing is certain.
        """
        if depth > _DEEPEST:
            return ""
        if isinstance(node, nodes.Name):
            return self._path_of_name(node, depth)
        if isinstance(node, nodes.Attribute):
            base = self.path_of(node.expr, depth + 1)
            return f"{base}.{node.attrname}" if base else self._path_of_attribute(node, depth)
        if isinstance(node, nodes.Call):
            base = self.path_of(node.func, depth + 1)
            return f"{base}()" if base else ""
        return ""

    def text_of(self, node: nodes.NodeNG | None) -> str:
        """Return the string that an expression is: a literal, or a name that is always one."""
        if isinstance(node, nodes.Name):
            values = {self._text_of_binding(found) for found in self.bindings_of(node)[1]}
            return values.pop() if len(values) == 1 else ""
        if isinstance(node, nodes.Const) and isinstance(node.value, str):
            return node.value
        return ""

    def bindings_of(self, name: nodes.Name) -> tuple[nodes.NodeNG | None, list[nodes.NodeNG]]:
        """Return the scope that binds a name, with the nodes that do; none for a builtin.

        Returns
        -------
        scope and nodes
            The scope is None for a builtin.
        """
        scope = name.scope()
        if isinstance(scope, nodes.ClassDef) and _is_in_header(name, scope):
            scope = scope.parent.scope()
        start = scope
        while True:
            if scope is start or not isinstance(scope, nodes.ClassDef):
                found = _some(
                    scope,
                    scope.locals.get(name.name, ()),
                    self._from_imports.get((scope, name.name), ()),
                )
                if isinstance(scope, nodes.ClassDef):
                    # The body of a class runs line by line, and looks outside until then; what
                    # Python itself puts there, like ``__module__``, is on no line.
                    found = [item for item in found if item.lineno and item.lineno < name.lineno]
                if found:
                    return scope, found
            if scope.parent is None:
                return None, []
            scope = scope.parent.scope()

    def _path_of_name(self, name: nodes.Name, depth: int) -> str:
        scope, found = self.bindings_of(name)
        return self._common_path(scope, found, name.name, depth) if scope else ""

    def _path_of_attribute(self, node: nodes.Attribute, depth: int) -> str:
        """Return what ``self.name`` stands for in a method, by what its class assigns to it."""
        owner = self._class_of_receiver(node.expr)
        if owner is None:
            return ""
        found = _some(
            owner,
            owner.locals.get(node.attrname, ()),
            self._attributes.get((owner, node.attrname), ()),
        )
        return self._common_path(owner, found, node.attrname, depth, is_attribute=True)

    def _common_path(
        self,
        scope: nodes.NodeNG,
        found: Sequence[nodes.NodeNG],
        name: str,
        depth: int,
        *,
        is_attribute: bool = False,
    ) -> str:
        key = (scope, f".{name}" if is_attribute else name, len(found))
        if key not in self._paths:
            # A name that is bound to itself has no answer, not an endless one.
            self._paths[key] = ""
            paths = {
                self._path_of_binding(binding, name, depth + 1)
                for binding in found
                if not says_nothing(binding)
            }
            self._paths[key] = paths.pop() if len(paths) == 1 else ""
        return self._paths[key]

    def _path_of_binding(self, binding: nodes.NodeNG, name: str, depth: int) -> str:
        if isinstance(binding, nodes.Import):
            return _imported(binding, name)
        if isinstance(binding, nodes.ImportFrom):
            return _imported_from(binding, name)
        if isinstance(binding, nodes.ClassDef | nodes.FunctionDef):
            return f":{qualname_of(binding)}"
        statement = binding.parent
        # What is assigned to is not looked for among all targets: there may be thousands.
        if isinstance(statement, nodes.Assign) and binding is not statement.value:
            return self.path_of(statement.value, depth)
        if isinstance(statement, nodes.AnnAssign):
            value = self.path_of(statement.value, depth)
            return value or self._instance_of(statement.annotation, depth)
        if isinstance(statement, nodes.Arguments):
            return self._instance_of(_annotation(statement, binding), depth)
        return ""

    def _instance_of(self, annotation: nodes.NodeNG | None, depth: int) -> str:
        if isinstance(annotation, nodes.BinOp) and _is_none(annotation.right):
            annotation = annotation.left
        path = self.path_of(annotation, depth)
        return f"{path}()" if path else ""

    def _text_of_binding(self, binding: nodes.NodeNG) -> str:
        statement = binding.parent
        if isinstance(statement, nodes.Assign) and binding is statement.value:
            return ""
        if not isinstance(statement, nodes.Assign | nodes.AnnAssign):
            return ""
        value = statement.value
        is_text = isinstance(value, nodes.Const) and isinstance(value.value, str)
        return value.value if is_text else ""

    def _class_of_receiver(self, node: nodes.NodeNG) -> nodes.ClassDef | None:
        """Return the class in whose method ``node`` is the first parameter."""
        if not isinstance(node, nodes.Name):
            return None
        method, found = self.bindings_of(node)
        if not isinstance(method, nodes.FunctionDef) or len(found) != 1:
            return None
        parameters = [*(method.args.posonlyargs or ()), *(method.args.args or ())]
        if not parameters or found[0] is not parameters[0]:
            return None
        owner = method.parent.scope()
        return owner if isinstance(owner, nodes.ClassDef) and not _is_static(method) else None


def _some(
    scope: nodes.NodeNG, first: Iterable[nodes.NodeNG], second: Iterable[nodes.NodeNG]
) -> list[nodes.NodeNG]:
    """Return bindings; of too many some, and the module, which is a binding without an answer."""
    found = list(islice(chain(first, second), _MOST_BINDINGS + 1))
    return [*found[:-1], scope.root()] if len(found) > _MOST_BINDINGS else found


def qualname_of(node: nodes.ClassDef | nodes.FunctionDef) -> str:
    """Return the name of a definition with its enclosing scopes."""
    name = str(node.name)
    scope = node.parent.scope()
    while not isinstance(scope, nodes.Module):
        if isinstance(scope, nodes.ClassDef):
            name = f"{scope.name}.{name}"
        elif isinstance(scope, nodes.FunctionDef):
            name = f"{scope.name}.<locals>.{name}"
        scope = scope.parent.scope()
    return name


def _is_in_header(name: nodes.NodeNG, owner: nodes.ClassDef) -> bool:
    """Return whether a name stands among the bases of a class, where its body is unknown."""
    child = name
    while child.parent is not owner:
        child = child.parent
    return child in owner.bases or child in owner.keywords or child is owner._metaclass  # noqa: SLF001


def _imported(statement: nodes.Import, name: str) -> str:
    for module, alias in statement.names:
        if alias == name:
            return _canonical(module)
        if not alias and module.partition(".")[0] == name:
            return _canonical(name)
    return ""


def _imported_from(statement: nodes.ImportFrom, name: str) -> str:
    dots = "." * (statement.level or 0)
    for imported, alias in statement.names:
        if (alias or imported) == name:
            module = f"{statement.modname}." if statement.modname else ""
            return f"{dots}{module}{imported}" if dots else _canonical(f"{module}{imported}")
    return ""


def _canonical(path: str) -> str:
    first, dot, rest = path.partition(".")
    return f"{_SAME.get(first, first)}{dot}{rest}"


def says_nothing(binding: nodes.NodeNG) -> bool:
    """Return whether a binding is no other meaning of a name: ``x = None``, ``del x``."""
    if isinstance(binding, nodes.DelName):
        return True
    statement = binding.parent
    if not isinstance(statement, nodes.Assign | nodes.AnnAssign):
        return False
    is_empty_table = isinstance(statement.value, nodes.Dict) and not statement.value.items
    return _is_none(statement.value) or is_empty_table


def _is_none(node: nodes.NodeNG | None) -> bool:
    return isinstance(node, nodes.Const) and node.value is None


def _is_static(method: nodes.FunctionDef) -> bool:
    decorators = method.decorators.nodes if method.decorators else ()
    return any(isinstance(item, nodes.Name) and item.name == "staticmethod" for item in decorators)


def _annotation(arguments: nodes.Arguments, parameter: nodes.NodeNG) -> nodes.NodeNG | None:
    for names, written in (
        (arguments.posonlyargs, arguments.posonlyargs_annotations),
        (arguments.args, arguments.annotations),
        (arguments.kwonlyargs, arguments.kwonlyargs_annotations),
    ):
        for name, annotation in zip(names or (), written or (), strict=False):
            if name is parameter:
                return annotation
    return None
