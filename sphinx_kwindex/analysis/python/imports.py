"""Import statements, wherever they stand, with the circumstances under which they run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from astroid import nodes

from sphinx_kwindex.analysis.python.exports import is_main_test
from sphinx_kwindex.analysis.python.tree import statements
from sphinx_kwindex.records.imports import Import

_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})


def extract_imports(module: nodes.Module) -> tuple[Import, ...]:
    """Return the imports of a module in source order, one for each bound name."""
    found = [imported for body in _bodies(module) for imported in _of_body(body)]
    return tuple(sorted(found, key=lambda imported: imported.line))


def _bodies(module: nodes.Module) -> Iterator[Sequence[nodes.NodeNG]]:
    """Yield the body of the module and of every class and function in it."""
    pending: list[Sequence[nodes.NodeNG]] = [module.body]
    while pending:
        body = pending.pop()
        yield body
        pending.extend(
            node.body
            for node in statements(body)
            if isinstance(node, nodes.FunctionDef | nodes.ClassDef)
        )


def _of_body(body: Sequence[nodes.NodeNG]) -> Iterator[Import]:
    for node in statements(body):
        if isinstance(node, nodes.Import | nodes.ImportFrom):
            yield from _of_statement(node)


def _of_statement(node: nodes.Import | nodes.ImportFrom) -> Iterator[Import]:
    circumstances = _circumstances(node)
    is_from = isinstance(node, nodes.ImportFrom)
    for name, alias in node.names:
        yield Import(
            module=node.modname if is_from else name,
            level=(node.level or 0) if is_from else 0,
            name=name if is_from else "",
            alias=alias or "",
            line=node.lineno or 1,
            **circumstances,
        )


def _circumstances(node: nodes.NodeNG) -> dict[str, Any]:
    """Return the fields of the record that say when the statement runs."""
    found: dict[str, Any] = dict.fromkeys(
        ("type_checking", "optional", "deferred", "as_program"), False
    )
    child, parent = node, node.parent
    while parent is not None:
        if isinstance(parent, nodes.If) and child in parent.body:
            found["type_checking"] |= _tests_type_checking(parent.test)
            found["as_program"] |= is_main_test(parent.test)
        elif isinstance(parent, nodes.If) and child in parent.orelse:
            test = parent.test
            is_negated = isinstance(test, nodes.UnaryOp) and test.op == "not"
            found["type_checking"] |= is_negated and _tests_type_checking(test.operand)
        elif isinstance(parent, nodes.With) and child in parent.body:
            found["optional"] |= any(_suppresses(manager) for manager, _ in parent.items)
        elif isinstance(parent, nodes.Try) and child in parent.body:
            found["optional"] |= any(_handles_import_error(handler) for handler in parent.handlers)
        elif isinstance(parent, nodes.ExceptHandler):
            found["optional"] |= _handles_import_error(parent)
        elif isinstance(parent, nodes.FunctionDef):
            found["deferred"] = True
        child, parent = parent, parent.parent
    return found


def _tests_type_checking(test: nodes.NodeNG) -> bool:
    name = test.attrname if isinstance(test, nodes.Attribute) else getattr(test, "name", "")
    return name == "TYPE_CHECKING"


def _handles_import_error(handler: nodes.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    caught = handler.type.elts if isinstance(handler.type, nodes.Tuple) else [handler.type]
    return _holds_import_error(caught)


def _suppresses(manager: nodes.NodeNG) -> bool:
    """Return whether a context manager is ``contextlib.suppress`` of a missing module."""
    if not isinstance(manager, nodes.Call):
        return False
    name = getattr(manager.func, "attrname", "") or getattr(manager.func, "name", "")
    return name == "suppress" and _holds_import_error(manager.args)


def _holds_import_error(names: Iterable[nodes.NodeNG]) -> bool:
    return any(isinstance(name, nodes.Name) and name.name in _IMPORT_ERRORS for name in names)
