"""What the head of a definition says: decorators, bases, parameters, and which variant it is.

A part of :mod:`sphinx_kwindex.records.analysis`.  The text that pages show of a head is for people;
whoever needs to know something of it reads these values.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

import msgspec


class ParameterKind(IntEnum):
    """How an argument reaches a parameter; numbers, since there are many in the facts."""

    POSITIONAL_ONLY = 0
    POSITIONAL_OR_KEYWORD = 1
    VARIADIC_POSITIONAL = 2
    """``*args``."""
    KEYWORD_ONLY = 3
    VARIADIC_KEYWORD = 4
    """``**kwargs``."""


class Parameter(msgspec.Struct, frozen=True, array_like=True):
    """A parameter of a callable."""

    name: str
    kind: ParameterKind
    has_default: bool


class Hints(msgspec.Struct, frozen=True, array_like=True):
    """Annotations in a signature: those of parameters but the instance or class, and the result."""

    written: int
    possible: int


class Argument(msgspec.Struct, frozen=True, array_like=True):
    """An argument in a call whose value is written in place."""

    name: str
    """The keyword, empty for a positional argument."""
    value: bool | str | tuple[str, ...] | None
    """A truth value, a text, or a list or tuple of texts; None for anything else."""


class Decorator(msgspec.Struct, frozen=True, array_like=True):
    """A decorator of a definition."""

    name: str
    """The dotted name that is applied or called, empty if it is no name."""
    text: str = ""
    """All of it as written, without the ``@``, cut where it is long; empty if it is the name."""
    arguments: tuple[Argument, ...] = ()
    """Of a call: the keywords, and the first positional argument."""
    path: str = ""
    """What is applied or called, as a :class:`~sphinx_kwindex.records.traits.Trait` names it; empty
    if that is not certain."""

    @property
    def written(self) -> str:
        """The decorator as pages show it, without the ``@``."""
        return self.text or self.name

    @property
    def last_name(self) -> str:
        """The last part of its name."""
        return self.name.rpartition(".")[2]

    def value_of(self, name: str) -> bool | str | tuple[str, ...] | None:
        """Return the value of a keyword argument, None if it is not given or not known."""
        return next((item.value for item in self.arguments if item.name == name), None)


class Base(msgspec.Struct, frozen=True, array_like=True):
    """A base class, or a keyword, in the head of a class."""

    name: str
    """The dotted name without what is in brackets, empty for anything but a name."""
    text: str = ""
    """All of it as written, cut where it is long; empty if it is the name."""
    path: str = ""
    """What it stands for, as a :class:`~sphinx_kwindex.records.traits.Trait` names it; empty if
    that is not certain."""

    @property
    def written(self) -> str:
        """The base as pages show it."""
        return self.text or self.name


class Variant(StrEnum):
    """What tells a definition from another of the same name; the value is what pages show."""

    OVERLOAD = "overload"
    GETTER = "getter"
    SETTER = "setter"
    DELETER = "deleter"
    DECLARATION = "declaration"
    """Of what is defined elsewhere, or further below."""
    IMPLEMENTATION = "implementation"
    """Of what is declared elsewhere, or further above."""
    PURE_VIRTUAL = "pure virtual"
    DELETED = "deleted"
    DEFAULTED = "defaulted"
    SPECIALISATION = "specialisation"
    """Of a template, for some arguments."""

    @property
    def is_accessor(self) -> bool:
        """Whether it is one of the functions that make a property."""
        return self in _ACCESSORS

    @property
    def is_bodiless(self) -> bool:
        """Whether it is a function in C++ without a body."""
        return self in _BODILESS


_ACCESSORS = frozenset({Variant.GETTER, Variant.SETTER, Variant.DELETER})
_BODILESS = frozenset(
    {Variant.DECLARATION, Variant.PURE_VIRTUAL, Variant.DELETED, Variant.DEFAULTED}
)
