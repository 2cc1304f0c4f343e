"""What a file shows of the language and the libraries it is written with, noted without a verdict.

A trait says which name is where: a metaclass, a decorator, a call; or which construct of the
language.  Which pattern that is an example of, the table of patterns decides later, so that a new
row of it needs no new facts.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class TraitKind(StrEnum):
    """What is at the lines of a trait."""

    METACLASS = "metaclass"
    """A class with this metaclass; the name is empty if that is not known."""
    DECORATOR = "decorator"
    """A definition with this decorator, called or not; the line is that of ``def``."""
    CALL = "call"
    """A call."""
    VALUE = "value"
    """A name of the module that stands for another name, or for what a call of one returns."""
    CONSTRUCT = "construct"
    """A construct of the language: the value of a :class:`Construct`."""


class Construct(StrEnum):
    """Constructs that no name tells."""

    GENERATOR = "generator"
    """A function with ``yield``."""
    ASYNC_GENERATOR = "async generator"
    """An ``async def`` with ``yield``."""
    COROUTINE = "coroutine"
    """An ``async def`` without ``yield``."""
    ASYNC_STATEMENT = "async statement"
    """``async for`` and ``async with``."""
    MATCH = "match"
    """A ``match`` statement."""
    SINGLETON = "singleton"
    """A class whose ``__new__`` keeps an object on the class and returns that."""
    WRAPPER = "wrapper"
    """A function that returns a function made with ``functools.wraps`` from its parameter."""
    REGISTERING = "registering"
    """A function that adds its parameter to a collection and returns it; if it is in another
    function, that one returns it and it calls nothing that the other was given."""
    SUBCLASS_REGISTRY = "subclass registry"
    """An ``__init_subclass__`` that adds the subclass to a collection."""


class Trait(msgspec.Struct, frozen=True, array_like=True):
    """A name, or a construct, with the lines where it is."""

    kind: TraitKind
    name: str
    """``package.name`` from an absolute import, with leading dots from a relative one, with a
    leading colon for what the module itself defines, ``builtins.name`` for a builtin; ``()``
    stands for a call."""
    lines: tuple[int, ...]
    """Sorted."""
    of: str = ""
    """The name in the module that has this value."""
