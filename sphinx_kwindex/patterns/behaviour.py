"""Patterns of functions, of control flow, and of what outlives a call."""

from __future__ import annotations

from sphinx_kwindex.patterns.pattern import (
    Applied,
    Calls,
    Decorated,
    Defines,
    Derives,
    Pattern,
    Shows,
    named,
)
from sphinx_kwindex.records.traits import Construct

_LIBRARY = "https://docs.python.org/3/library/"
_REFERENCE = "https://docs.python.org/3/reference/"
_CONTEXT_MANAGER = "contextlib.contextmanager"
_ASYNC_CONTEXT_MANAGER = "contextlib.asynccontextmanager"
_FIXTURES = ("pytest.fixture", "pytest_asyncio.fixture")
_YIELDS_ONCE = (_CONTEXT_MANAGER, _ASYNC_CONTEXT_MANAGER, *_FIXTURES)

BEHAVIOUR = (
    Pattern(
        "Decorator",
        "Defined here and applied to definitions with `@`, or a function that returns a wrapper of "
        "the function it is given, made with `functools.wraps`.",
        "https://docs.python.org/3/glossary.html#term-decorator",
        (Applied(), Shows(Construct.WRAPPER)),
    ),
    Pattern(
        "Function with overloads",
        "`@overload` declares a signature for type checkers.",
        f"{_LIBRARY}typing.html#typing.overload",
        (Decorated(("typing.overload",)),),
    ),
    Pattern(
        "Single dispatch",
        "Chooses the implementation by the type of the first argument.",
        f"{_LIBRARY}functools.html#functools.singledispatch",
        (Decorated(named("singledispatch singledispatchmethod", "functools.")),),
    ),
    Pattern(
        "Cached function",
        "Keeps what it returned for given arguments, and returns that again.",
        f"{_LIBRARY}functools.html#functools.lru_cache",
        (Decorated(named("cache lru_cache", "functools.")),),
    ),
    Pattern(
        "Partial application",
        "Fixes arguments of a function in advance.",
        f"{_LIBRARY}functools.html#functools.partial",
        (Calls(named("partial partialmethod", "functools.")),),
    ),
    Pattern(
        "Context manager",
        "Goes with `with`: what comes before `yield`, or in `__enter__`, runs before the block, "
        "the rest after it.",
        f"{_REFERENCE}datamodel.html#context-managers",
        (Defines(("__enter__", "__exit__")), Decorated((_CONTEXT_MANAGER,))),
    ),
    Pattern(
        "Asynchronous context manager",
        "Goes with `async with`: it can wait before the block and after it.",
        f"{_REFERENCE}datamodel.html#asynchronous-context-managers",
        (Defines(("__aenter__", "__aexit__")), Decorated((_ASYNC_CONTEXT_MANAGER,))),
    ),
    Pattern(
        "Iterator",
        "A class that defines `__iter__` and `__next__`.",
        f"{_LIBRARY}stdtypes.html#iterator-types",
        (Defines(("__iter__", "__next__")),),
    ),
    Pattern(
        "Asynchronous iterator",
        "A class that defines `__aiter__` and `__anext__`, for `async for`.",
        f"{_REFERENCE}datamodel.html#asynchronous-iterators",
        (Defines(("__aiter__", "__anext__")),),
    ),
    Pattern(
        "Generator",
        "A function with `yield`: its body runs step by step, as far as it is asked to go on.",
        "https://docs.python.org/3/glossary.html#term-generator",
        (Shows(Construct.GENERATOR, unless_decorated=_YIELDS_ONCE),),
    ),
    Pattern(
        "Asynchronous generator",
        "An `async def` with `yield`: its body runs step by step, and can wait in between.",
        "https://docs.python.org/3/glossary.html#term-asynchronous-generator",
        (Shows(Construct.ASYNC_GENERATOR, unless_decorated=_YIELDS_ONCE),),
    ),
    Pattern(
        "Coroutine",
        "An `async def`: its body can wait, while other work goes on.",
        f"{_REFERENCE}compound_stmts.html#coroutines",
        (Shows(Construct.COROUTINE),),
    ),
    Pattern(
        "Awaitable class",
        "`__await__` lets `await` take its instances.",
        f"{_REFERENCE}datamodel.html#awaitable-objects",
        (Defines(("__await__",)),),
    ),
    Pattern(
        "Asynchronous loops and blocks",
        "`async for` and `async with` can wait at each step, or before and after the block.",
        f"{_REFERENCE}compound_stmts.html#the-async-for-statement",
        (Shows(Construct.ASYNC_STATEMENT),),
    ),
    Pattern(
        "Task",
        "Has coroutines, or other awaitables, run beside each other.",
        f"{_LIBRARY}asyncio-task.html",
        (Calls(named("create_task ensure_future gather TaskGroup", "asyncio.")),),
    ),
    Pattern(
        "Structural pattern matching",
        "`match` chooses a branch by the shape of a value.",
        f"{_REFERENCE}compound_stmts.html#the-match-statement",
        (Shows(Construct.MATCH),),
    ),
    Pattern(
        "Context variable",
        "A value that each thread and each asynchronous task has for itself.",
        f"{_LIBRARY}contextvars.html",
        (Calls(("contextvars.ContextVar",)),),
    ),
    Pattern(
        "Thread-local data",
        "Attributes that each thread has for itself.",
        f"{_LIBRARY}threading.html#thread-local-data",
        (Calls(("threading.local",)), Derives(("threading.local",))),
    ),
    Pattern(
        "Weak reference",
        "Refers to an object without keeping it alive.",
        f"{_LIBRARY}weakref.html",
        (
            Calls(
                named(
                    "ref proxy WeakMethod WeakSet WeakKeyDictionary WeakValueDictionary",
                    "weakref.",
                )
            ),
        ),
    ),
    Pattern(
        "Exit handler",
        "Registers a function to run when the interpreter ends.",
        f"{_LIBRARY}atexit.html",
        (Calls(("atexit.register",)), Decorated(("atexit.register",))),
    ),
    Pattern(
        "Plugins from entry points",
        "Looks up what installed packages offer as entry points.",
        "https://packaging.python.org/en/latest/specifications/entry-points/",
        (
            Calls(
                (
                    "importlib.metadata.entry_points",
                    "pkg_resources.iter_entry_points",
                )
            ),
        ),
    ),
    Pattern(
        "Plugin hook",
        "Declares or implements a hook of pluggy, or makes the manager that calls the hooks.",
        "https://pluggy.readthedocs.io/en/stable/",
        (
            Decorated(named("HookspecMarker() HookimplMarker()", "pluggy.")),
            Calls(("pluggy.PluginManager",)),
        ),
    ),
)
"""In the order in which pages list them."""
