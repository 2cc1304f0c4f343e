"""Names and constructs that tell patterns: decorators, calls, ``yield``, ``match``, ..."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.heads import HeadNames
from sphinx_kwindex.analysis.python.symbols import definition_line
from sphinx_kwindex.analysis.python.tree import Tree, statements
from sphinx_kwindex.patterns import METHODS
from sphinx_kwindex.records.traits import Construct, Trait, TraitKind

_WRAPS = "functools.wraps"
_ADDING = frozenset({"add", "append"})
"""Methods that put their one argument into a collection."""

Noted = tuple[TraitKind, str, int]


def extract_traits(tree: Tree, bindings: Bindings, names: HeadNames) -> tuple[Trait, ...]:
    """Return the traits of a module, sorted.

    Parameters
    ----------
    tree:
        The module.
    bindings:
        What its names stand for.
    names:
        The same for what is in the heads of definitions.
    """
    grouped: defaultdict[tuple[TraitKind, str], set[int]] = defaultdict(set)
    for noted in (_of_definitions(tree, names), _of_calls(tree, bindings), _of_flow(tree)):
        for kind, name, line in noted:
            grouped[kind, name].add(line)
    for construct, line in _of_shapes(tree, names):
        grouped[TraitKind.CONSTRUCT, construct.value].add(line)
    found = [Trait(kind, name, tuple(sorted(lines))) for (kind, name), lines in grouped.items()]
    found.extend(_values(tree.module, bindings))
    return tuple(sorted(found, key=lambda trait: (trait.kind, trait.name, trait.of)))


def _of_definitions(tree: Tree, names: HeadNames) -> Iterator[Noted]:
    for owner in tree.classes:
        metaclass = owner._metaclass  # noqa: SLF001
        if metaclass is not None:
            yield TraitKind.METACLASS, names.of(metaclass), definition_line(owner)
    for definition in (*tree.classes, *tree.functions):
        for decorator in definition.decorators.nodes if definition.decorators else ():
            if name := names.of(_uncalled(decorator)):
                yield TraitKind.DECORATOR, name, definition_line(definition)


def _of_calls(tree: Tree, bindings: Bindings) -> Iterator[Noted]:
    """Yield the calls of imported names, and of some methods of what such a call made."""
    imported = _imported_names(tree)
    for call in tree.calls:
        if isinstance(call.parent, nodes.Decorators):
            continue
        first = call.func
        is_method = isinstance(first, nodes.Attribute) and first.attrname in METHODS
        while isinstance(first, nodes.Attribute):
            first = first.expr
        if is_method or (isinstance(first, nodes.Name) and first.name in imported):
            name = bindings.path_of(call.func)
            if name:
                yield TraitKind.CALL, name, call.lineno or 1


def _imported_names(tree: Tree) -> set[str]:
    found = {alias or name for node in tree.from_imports for name, alias in node.names}
    for node in tree.imports:
        found.update(alias or name.partition(".")[0] for name, alias in node.names)
    return found


def _of_flow(tree: Tree) -> Iterator[Noted]:
    kind = TraitKind.CONSTRUCT
    yielding = {node.scope() for node in tree.yields}
    for function in tree.functions:
        line = definition_line(function)
        if isinstance(function, nodes.AsyncFunctionDef):
            is_generator = function in yielding
            construct = Construct.ASYNC_GENERATOR if is_generator else Construct.COROUTINE
            yield kind, construct.value, line
        elif function in yielding:
            yield kind, Construct.GENERATOR.value, line
    for statement in tree.async_statements:
        yield kind, Construct.ASYNC_STATEMENT.value, statement.lineno or 1
    for statement in tree.matches:
        yield kind, Construct.MATCH.value, statement.lineno or 1


def _values(module: nodes.Module, bindings: Bindings) -> Iterator[Trait]:
    """Yield what the variables and decorated functions of a module stand for."""
    for name, found in module.locals.items():
        first = found[0]
        if isinstance(first, nodes.AssignName):
            value = bindings.path_of_global(name, module)
        elif isinstance(first, nodes.FunctionDef) and first.decorators and len(found) == 1:
            decorator = bindings.path_of(_uncalled(first.decorators.nodes[0]))
            value = f"{decorator}()" if decorator else ""
        else:
            continue
        if value:
            yield Trait(TraitKind.VALUE, value, (first.lineno or 1,), name)


def _of_shapes(tree: Tree, names: HeadNames) -> Iterator[tuple[Construct, int]]:
    for function in tree.functions:
        if function.name == "__new__" and _keeps_instance(function):
            yield Construct.SINGLETON, definition_line(function.parent.scope())
        if function.decorators and (outer := _wrapped_in(function, names)):
            yield Construct.WRAPPER, definition_line(outer)
    for function, value in _added(tree):
        parameters = _parameters(function)
        if function.name == "__init_subclass__" and parameters[:1] == [value]:
            yield Construct.SUBCLASS_REGISTRY, definition_line(function)
        elif value in parameters and _hands_back(function, value):
            yield Construct.REGISTERING, definition_line(function)


def _keeps_instance(method: nodes.FunctionDef) -> bool:
    """Return whether ``__new__`` sets an attribute of the class and returns that attribute."""
    if not isinstance(method.parent.scope(), nodes.ClassDef):
        return False
    owner = _parameters(method)[:1]
    body = list(statements(method.body))
    kept = {
        target.attrname
        for node in body
        if isinstance(node, nodes.Assign)
        for target in node.targets
        if isinstance(target, nodes.AssignAttr) and _name(target.expr) in owner
    }
    returned = {
        node.value.attrname
        for node in body
        if isinstance(node, nodes.Return)
        and isinstance(node.value, nodes.Attribute)
        and _name(node.value.expr) in owner
    }
    return bool(kept & returned)


def _wrapped_in(function: nodes.FunctionDef, names: HeadNames) -> nodes.FunctionDef | None:
    """Return the function that makes a wrapper of its first parameter, and returns that."""
    outer = function.parent.scope()
    if not isinstance(outer, nodes.FunctionDef) or function.name not in _returned_names(outer):
        return None
    wrapped = _parameters(outer)[:1]
    for decorator in function.decorators.nodes:
        if isinstance(decorator, nodes.Call) and names.of(decorator.func) == _WRAPS:
            is_parameter = decorator.args and _name(decorator.args[0]) in wrapped
            return outer if is_parameter else None
    return None


def _added(tree: Tree) -> Iterator[tuple[nodes.FunctionDef, str]]:
    """Yield the names that functions put into a collection that is not their own."""
    for call in tree.calls:
        function = call.func
        if isinstance(function, nodes.Attribute) and function.attrname in _ADDING:
            yield from _in_function(function.expr, call.args[0] if len(call.args) == 1 else None)
    for subscript in tree.subscripts:
        statement = subscript.parent
        if isinstance(statement, nodes.Assign) and subscript in statement.targets:
            yield from _in_function(subscript.value, statement.value)


def _in_function(
    collection: nodes.NodeNG, value: nodes.NodeNG | None
) -> Iterator[tuple[nodes.FunctionDef, str]]:
    if not isinstance(value, nodes.Name):
        return
    scope = value.scope()
    while isinstance(collection, nodes.Attribute):
        collection = collection.expr
    if isinstance(scope, nodes.FunctionDef) and isinstance(collection, nodes.Name):
        is_parameter = collection.name in _parameters(scope)
        if is_parameter or collection.name not in scope.locals:
            yield scope, value.name


def _hands_back(function: nodes.FunctionDef, value: str) -> bool:
    """Return whether a function returns its parameter, and is no wrapper of another function."""
    if value not in _returned_names(function):
        return False
    outer = function.parent.scope()
    if not isinstance(outer, nodes.FunctionDef):
        return True
    called = {_name(call.func) for call in function.nodes_of_class(nodes.Call)}
    return function.name in _returned_names(outer) and called.isdisjoint(_parameters(outer))


def _parameters(function: nodes.FunctionDef) -> list[str]:
    arguments = function.args
    return [item.name for item in (*(arguments.posonlyargs or ()), *(arguments.args or ()))]


def _returned_names(function: nodes.FunctionDef) -> Iterable[str]:
    return {
        node.value.name
        for node in statements(function.body)
        if isinstance(node, nodes.Return) and isinstance(node.value, nodes.Name)
    }


def _name(node: nodes.NodeNG) -> str:
    return node.name if isinstance(node, nodes.Name) else ""


def _uncalled(decorator: nodes.NodeNG) -> nodes.NodeNG:
    return decorator.func if isinstance(decorator, nodes.Call) else decorator
