"""Configuration keys that a file reads, by literal, from TOML or INI."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.occurrences.family import Family
from sphinx_kwindex.analysis.python.occurrences.literals import encodable
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.records.occurrences import Occurrence, OccurrenceKind

_TOML = frozenset(
    {"tomllib.load()", "tomllib.loads()", "toml.load()", "toml.loads()", "rtoml.load()",
     "rtoml.loads()", "tomlkit.load()", "tomlkit.loads()", "tomlkit.parse()"}
)  # fmt: skip
_INI = frozenset(
    f"configparser.{name}()" for name in ("ConfigParser", "RawConfigParser", "SafeConfigParser")
)
_READERS = frozenset({"get", "getint", "getfloat", "getboolean", "has_option"})
_GET = "get"
_DEEPEST = 12
_Keys = tuple[str, ...]


def _keys(tree: Tree, bindings: Bindings) -> Iterator[Occurrence]:
    """Yield the keys, each with the tables that it is in."""
    for subscript in tree.subscripts:
        if subscript.ctx.name == "Load" and not _is_part(subscript):
            yield from _occurrence(subscript, _read(subscript, bindings))
    for call in tree.calls:
        function = call.func
        if not isinstance(function, nodes.Attribute) or function.attrname not in _READERS:
            continue
        if len(call.args) > 1 and bindings.path_of(function.expr) in _INI:
            found = tuple(bindings.text_of(argument) for argument in call.args[:2])
            yield from _occurrence(call, found if all(found) else ())
        elif not _is_part(call):
            yield from _occurrence(call, _read(call, bindings))


def _read(node: nodes.NodeNG, bindings: Bindings) -> _Keys:
    """Return the keys of a whole look-up; a section of an INI file alone is no key."""
    found = _path(node, bindings, 0)
    if found is None:
        return ()
    is_ini, keys = found
    return () if is_ini and len(keys) < 2 else keys


def _path(node: nodes.NodeNG, bindings: Bindings, depth: int) -> tuple[bool, _Keys] | None:
    """Return the keys that lead to an expression, and whether from INI; None for anything else."""
    if depth > _DEEPEST:
        return None
    if isinstance(node, nodes.Name):
        _, found = bindings.bindings_of(node)
        values = [binding.parent.value for binding in found if _is_assigned(binding)]
        values = [value for value in values if not _is_empty(value)]
        if len(values) != 1 or any(not _is_assigned(binding) for binding in found):
            return None
        return _path(values[0], bindings, depth + 1)
    path = bindings.path_of(node)
    if path in _TOML or path in _INI:
        return path in _INI, ()
    base, key = _look_up(node)
    if base is None:
        return None
    before = _path(base, bindings, depth + 1)
    text = bindings.text_of(key)
    return (before[0], (*before[1], text)) if before is not None and text else None


def _look_up(node: nodes.NodeNG) -> tuple[nodes.NodeNG | None, nodes.NodeNG | None]:
    """Return what is looked into, and by which key."""
    if isinstance(node, nodes.Subscript):
        return node.value, node.slice
    if isinstance(node, nodes.Call) and node.args and _last_name(node.func) in _READERS:
        return node.func.expr, node.args[0]
    return None, None


def _last_name(node: nodes.NodeNG) -> str:
    return node.attrname if isinstance(node, nodes.Attribute) else ""


def _is_part(node: nodes.NodeNG) -> bool:
    """Return whether a look-up is the beginning of a longer one."""
    parent = node.parent
    if isinstance(parent, nodes.Subscript) and parent.value is node:
        return isinstance(parent.slice, nodes.Const)
    if not isinstance(parent, nodes.Attribute) or parent.attrname != _GET:
        return False
    return isinstance(parent.parent, nodes.Call) and parent.parent.func is parent


def _is_assigned(binding: nodes.NodeNG) -> bool:
    statement = binding.parent
    if isinstance(statement, nodes.Assign):
        return binding in statement.targets
    return isinstance(statement, nodes.AnnAssign) and statement.value is not None


def _is_empty(value: nodes.NodeNG) -> bool:
    if isinstance(value, nodes.Dict):
        return not value.items
    return isinstance(value, nodes.Const) and value.value is None


def _occurrence(node: nodes.NodeNG, keys: _Keys) -> Iterator[Occurrence]:
    if keys:
        name = encodable(" ".join(".".join(keys).split()))
        yield Occurrence(OccurrenceKind.CONFIGURATION_KEY, name, node.lineno or 1)


CONFIGURATION = Family(
    _keys, frozenset({"configparser", "rtoml", "toml", "tomli", "tomlkit", "tomllib"})
)
