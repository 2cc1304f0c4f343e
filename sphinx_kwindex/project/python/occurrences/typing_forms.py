"""What the names of ``typing`` and ``collections`` say of the type that they are part of."""

from __future__ import annotations

from sphinx_kwindex.project.python.occurrences.values import Kind

_MODULES = (
    "builtins.",
    "typing.",
    "typing_extensions.",
    "collections.abc.",
    "collections.",
    "contextlib.",
    "dataclasses.",
    "asyncio.",
    "concurrent.futures.",
    "weakref.",
    "types.",
    "functools.",
    "contextvars.",
    "copy.",
    "heapq.",
    "itertools.",
)

_TRANSPARENT = ("Annotated", "ClassVar", "Final", "InitVar", "NotRequired", "Optional")
_FURTHER_TRANSPARENT = ("ReadOnly", "Required", "TypeGuard", "Union")
_ITERABLE = (
    *("AbstractSet", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Collection"),
    *("Container", "Deque", "FrozenSet", "Generator", "Iterable", "Iterator", "KeysView", "List"),
    *("MutableSequence", "MutableSet", "Reversible", "Sequence", "Set", "ValuesView", "deque"),
    *("frozenset", "list", "set"),
)
_MAPPING = (
    *("ChainMap", "ContextVar", "DefaultDict", "Dict", "Mapping", "MappingProxyType"),
    *("MutableMapping", "OrderedDict", "WeakKeyDictionary", "WeakValueDictionary"),
    *("defaultdict", "dict"),
)
_AWAITABLE = ("Awaitable", "Coroutine", "Future", "Task")
_CONTEXT = (
    *("AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextManager"),
    "ContextManager",
)

TRANSPARENT = "transparent"
TYPE = "type"

_FORMS: dict[str, Kind | str] = {
    **dict.fromkeys((*_TRANSPARENT, *_FURTHER_TRANSPARENT), TRANSPARENT),
    **dict.fromkeys(_ITERABLE, Kind.LIST),
    **dict.fromkeys(_MAPPING, Kind.DICT),
    **dict.fromkeys(_AWAITABLE, Kind.AWAITABLE),
    **dict.fromkeys(_CONTEXT, Kind.CONTEXT),
    "tuple": Kind.TUPLE,
    "Tuple": Kind.TUPLE,
    "Callable": Kind.CALLABLE,
    "type": TYPE,
    "Type": TYPE,
    "Self": Kind.SELF_TYPE,
}


def known_name(dotted: str) -> str:
    """Return the last part of a name of the standard library that says something, or nothing."""
    for module in _MODULES:
        if dotted.startswith(module):
            name = dotted[len(module) :]
            return name if "." not in name else ""
    return ""


def form_of(dotted: str) -> Kind | str | None:
    """Return what a type with this name is; None if nothing is known of it."""
    return _FORMS.get(known_name(dotted))
