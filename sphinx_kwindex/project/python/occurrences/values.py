"""What an expression may stand for: modules, classes, functions, instances, and containers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a value is."""

    MODULE = 0
    """A file of the repository."""
    EXTERNAL = 1
    """Something from elsewhere, by its dotted name."""
    CLASS = 2
    INSTANCE = 3
    FUNCTION = 4
    SUPER = 5
    """What ``super()`` gives: the attributes of what comes after a class."""
    SELF_TYPE = 6
    """``typing.Self``."""
    ALIAS = 7
    """A type that is made of others: ``Optional[A]``."""
    VARIABLE = 8
    """A type variable with a bound."""
    LIST = 9
    """Anything to loop over, with one kind of elements."""
    DICT = 10
    """Values, then keys."""
    TUPLE = 11
    AWAITABLE = 12
    CALLABLE = 13
    """Something to call, with what that returns."""
    CONTEXT = 14
    """Something for ``with``, with what that binds."""
    METHOD = 15
    """A method of a container, by its name."""


class Value(NamedTuple):
    """One thing that an expression may stand for."""

    kind: Kind
    path: str = ""
    """The file, or a name."""
    number: int = -1
    """Of a class, function or expression in the tables of the file; of what is made of others, how
    many there are in all."""
    parts: tuple[tuple[Value, ...], ...] = ()
    """What it is made of, each with all that it may be."""
    receiver: tuple[Value, ...] = ()
    """Of a method: what it is called on."""
    is_self: bool = False
    """Whether it is ``self`` or ``cls``, which in a class that derives from it is that class."""


Values = tuple[Value, ...]

MOST_VALUES = 3
"""With more, there is no telling."""

_MOST_NESTED = 20
"""Lists of lists, tuples of dictionaries and the like in one value."""


class Known(NamedTuple):
    """What an expression stands for, as far as that is known."""

    values: Values = ()
    is_exact: bool = False
    """Whether scopes and imports alone say so, not types."""


NOTHING = Known()


class Target(NamedTuple):
    """What a place names: a definition, or with an empty name the file itself."""

    path: str
    qualname: str
    """With an empty path: the dotted name of something from elsewhere."""


class Named(NamedTuple):
    """The targets of a place."""

    targets: tuple[Target, ...] = ()
    is_exact: bool = False


UNNAMED = Named()


def named_outside(dotted: str) -> Named:
    """Return what names something from elsewhere, nothing for what Python itself binds."""
    if dotted.startswith((".", "builtins.")):
        return UNNAMED
    return Named((Target("", dotted),), is_exact=True)


def here_first(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return the targets in the repository; those from elsewhere only if there are no others."""
    distinct_targets = tuple(dict.fromkeys(targets))
    return tuple(target for target in distinct_targets if target.path) or distinct_targets


def distinct(values: Iterable[Value]) -> Values:
    """Return values without those that are there twice; none if there are too many."""
    found = tuple(dict.fromkeys(values))
    return found if len(found) <= MOST_VALUES else ()


def made_of(kind: Kind, *parts: Values) -> Value:
    """Return something that is made of others; of nothing where these are too many.

    Parameters
    ----------
    kind:
        What it is.
    parts:
        What each of its parts may be.
    """
    size = 1 + sum(max(value.number, 1) for part in parts for value in part if value.parts)
    if size > _MOST_NESTED:
        return Value(kind, "", 1, tuple(() for _ in parts))
    return Value(kind, "", size, parts)


def is_empty(value: Value) -> bool:
    """Return whether something is made of others of which nothing is known: ``[]``."""
    return value.kind in (Kind.LIST, Kind.DICT, Kind.TUPLE) and not any(value.parts)


def as_receiver(values: Iterable[Value], receiver: Values) -> Values:
    """Return values with the receiver of a method in the place of ``self``.

    Parameters
    ----------
    values:
        What a method returns, or an attribute holds.
    receiver:
        What the method or attribute is taken of.
    """
    found: list[Value] = []
    for value in values:
        if value.kind is Kind.SELF_TYPE or (value.is_self and receiver):
            is_class = value.kind is Kind.CLASS
            found += (_same_kind(item, is_class=is_class) for item in receiver)
        elif value.parts:
            parts = tuple(as_receiver(part, receiver) for part in value.parts)
            found.append(value._replace(parts=parts))
        else:
            found.append(value)
    return distinct(found)


def _same_kind(receiver: Value, *, is_class: bool) -> Value:
    if receiver.kind in (Kind.CLASS, Kind.INSTANCE):
        return receiver._replace(kind=Kind.CLASS if is_class else Kind.INSTANCE)
    return receiver


def instance_of(value: Value) -> Value:
    """Return an instance of a class."""
    return value._replace(kind=Kind.INSTANCE)
