"""Environment variables that a file reads or sets, by ``os`` and by libraries for settings."""

from __future__ import annotations

from collections.abc import Iterator

from astroid import nodes

from sphinx_kwindex.analysis.python.bindings import Bindings
from sphinx_kwindex.analysis.python.occurrences.family import Family
from sphinx_kwindex.analysis.python.occurrences.literals import encodable
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.records.occurrences import Occurrence, OccurrenceKind

_ENVIRON = "os.environ"
_FUNCTIONS = frozenset(
    {"os.getenv", "os.putenv", "os.unsetenv", "decouple.config",
     *(f"{_ENVIRON}.{method}" for method in ("get", "pop", "setdefault", "__getitem__"))}
)  # fmt: skip
_READERS = ("environs.Env()", "environs.FileAwareEnv()", "environ.Env()")
_CALLABLE_READERS = frozenset({*_READERS, "starlette.config.Config()", "decouple.AutoConfig()"})
_READ_AS = frozenset(
    {"bool", "bytes", "cache", "cache_url", "date", "datetime", "db", "db_url", "decimal", "dict",
     "email", "email_url", "enum", "float", "get_value", "int", "json", "list", "log_level",
     "path", "search_url", "str", "time", "timedelta", "tuple", "url", "uuid"}
)  # fmt: skip
_ATTRIBUTES = frozenset({*_READ_AS, "Field", *(path.rpartition(".")[2] for path in _FUNCTIONS)})
"""What the calls end with; looking only at these saves most of the time."""
_PREFIXES = "prefixed"
"""Method of a reader that changes the names it is asked for."""
_PREFIX_OPTIONS = frozenset({"prefix", "env_prefix"})
_SETTINGS = frozenset({"pydantic_settings.BaseSettings", "pydantic.BaseSettings"})
_FIELD = "pydantic.Field"
_ALIASES = ("validation_alias", "alias")


def _environment(tree: Tree, bindings: Bindings) -> Iterator[Occurrence]:
    """Yield the variables."""
    prefixed = any(_adds_prefix(call, bindings) for call in tree.calls)
    for call in tree.calls:
        node = _variable(call, bindings, prefixed=prefixed)
        yield from _occurrence(call, bindings.text_of(node))
    for subscript in tree.subscripts:
        if bindings.path_of(subscript.value) == _ENVIRON:
            yield from _occurrence(subscript, bindings.text_of(subscript.slice))
    for comparison in tree.comparisons:
        operator, operand = comparison.ops[-1]
        if operator in ("in", "not in") and bindings.path_of(operand) == _ENVIRON:
            left = comparison.left if len(comparison.ops) == 1 else comparison.ops[-2][1]
            yield from _occurrence(comparison, bindings.text_of(left))


def _variable(call: nodes.Call, bindings: Bindings, *, prefixed: bool) -> nodes.NodeNG | None:
    """Return the argument of a call that names a variable."""
    if isinstance(call.func, nodes.Attribute) and call.func.attrname not in _ATTRIBUTES:
        return None
    path = bindings.path_of(call.func)
    if not path:
        return None
    if path == _FIELD:
        return _alias(call, bindings)
    reader, _, method = path.rpartition(".")
    reads = (
        path in _FUNCTIONS
        or (not prefixed and path in _CALLABLE_READERS)
        or (not prefixed and reader in _READERS and method in _READ_AS)
    )
    if not reads:
        return None
    named = [word.value for word in call.keywords if word.arg in ("key", "name", "var")]
    return next(iter((*call.args[:1], *named)), None)


def _alias(call: nodes.Call, bindings: Bindings) -> nodes.NodeNG | None:
    """Return the name that pydantic looks up for a field of a class of settings."""
    owner = call.scope()
    if not isinstance(owner, nodes.ClassDef):
        return None
    if not any(bindings.path_of(base) in _SETTINGS for base in owner.bases):
        return None
    given = {word.arg: word.value for word in call.keywords}
    return next((given[name] for name in _ALIASES if name in given), None)


def _adds_prefix(call: nodes.Call, bindings: Bindings) -> bool:
    """Return whether a call makes the variables of a reader longer than what it is asked for."""
    if isinstance(call.func, nodes.Attribute) and call.func.attrname == _PREFIXES:
        return True
    return (
        any(word.arg in _PREFIX_OPTIONS for word in call.keywords)
        and bindings.path_of(call) in _CALLABLE_READERS
    )


def _occurrence(node: nodes.NodeNG, name: str) -> Iterator[Occurrence]:
    if name.strip():
        kind = OccurrenceKind.ENVIRONMENT_VARIABLE
        yield Occurrence(kind, encodable(" ".join(name.split())), node.lineno or 1)


ENVIRONMENT = Family(
    _environment,
    frozenset(
        {"decouple", "environ", "environs", "os", "pydantic", "pydantic_settings", "starlette"}
    ),
)
