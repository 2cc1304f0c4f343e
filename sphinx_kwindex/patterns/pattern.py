"""What a row of the table of patterns is: data, drawn from a small vocabulary of facts."""

from __future__ import annotations

from typing import assert_never

import msgspec

from sphinx_kwindex.records.traits import Construct

_MOST_NAMES = 40
"""Names that the reference lists in full; only the exceptions of Python are more."""


class Derives(msgspec.Struct, frozen=True, tag="derives"):
    """Classes with one of these among their bases, through any number of the repository's own."""

    names: tuple[str, ...]
    directly: bool = False
    """Only classes that name it themselves."""
    has_children: bool = False
    """Only classes that other classes of the repository derive from."""


class MadeBy(msgspec.Struct, frozen=True, tag="made-by"):
    """Classes with one of these as their ``metaclass=``; without names, any but ``others``."""

    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Decorated(msgspec.Struct, frozen=True, tag="decorated"):
    """Definitions with one of these decorators, called or not."""

    names: tuple[str, ...]


class Calls(msgspec.Struct, frozen=True, tag="calls"):
    """Calls of one of these; ``package.Class().method`` is a method of what ``Class`` made."""

    names: tuple[str, ...]


class Defines(msgspec.Struct, frozen=True, tag="defines"):
    """Classes whose body defines all of these names."""

    names: tuple[str, ...]


class ModuleDefines(msgspec.Struct, frozen=True, tag="module-defines"):
    """A function at the top of a module with this name, or one that starts with it."""

    name: str
    is_prefix: bool = False
    in_files: str = ""
    """Only in files of this name."""


class Shows(msgspec.Struct, frozen=True, tag="shows"):
    """Places of a construct of the language."""

    construct: Construct
    unless_decorated: tuple[str, ...] = ()
    """Decorators that make something else of the definition."""
    only_applied: bool = False
    """Only definitions that are applied with ``@`` in the repository, or return such a one."""


class Applied(msgspec.Struct, frozen=True, tag="applied"):
    """Functions and classes that are applied with ``@`` somewhere in the repository."""


Matcher = Derives | MadeBy | Decorated | Calls | Defines | ModuleDefines | Shows | Applied


class Pattern(msgspec.Struct, frozen=True):
    """A row of the table."""

    name: str
    explanation: str
    """One sentence, in Markdown's notation for code, true of every place that matches."""
    url: str
    """Documentation of the language or the library."""
    matchers: tuple[Matcher, ...]
    """A place that any of them matches is an example."""


def named(names: str, lead: str = "") -> tuple[str, ...]:
    """Return the dotted names in a text, with a common beginning.

    Parameters
    ----------
    names:
        Names with spaces between.
    lead:
        What each of them begins with, such as ``"enum."``.
    """
    return tuple(lead + name for name in names.split())


def names_of(matcher: Matcher) -> tuple[str, ...]:
    """Return the dotted names that a matcher looks for."""
    match matcher:
        case Derives() | Decorated() | Calls():
            return matcher.names
        case MadeBy():
            return matcher.names + matcher.others
        case Shows():
            return matcher.unless_decorated
        case Defines() | ModuleDefines() | Applied():
            return ()
        case _:
            assert_never(matcher)


def described(matcher: Matcher) -> str:
    """Return what a matcher asks for, in Markdown; for the reference."""
    all_names = names_of(matcher)
    shown = all_names if len(all_names) <= _MOST_NAMES else all_names[:3]
    names = ", ".join(f"`{name}`" for name in shown)
    if len(shown) < len(all_names):
        names += f" and {len(all_names) - len(shown)} more"
    match matcher:
        case Derives(directly=directly, has_children=has_children):
            rule = "derives directly from" if directly else "derives from"
            return f"{rule} {names}{', with subclasses of its own' if has_children else ''}"
        case MadeBy(others=others):
            return f"made by {'any but ' if others else ''}{names}"
        case Decorated():
            return f"decorated with {names}"
        case Calls():
            return f"calls {names}"
        case Defines():
            return "defines " + " and ".join(f"`{name}`" for name in matcher.names)
        case ModuleDefines():
            where = f"in `{matcher.in_files}`" if matcher.in_files else "at the top of a module"
            return f"defines `{matcher.name}{'*' if matcher.is_prefix else ''}` {where}"
        case Shows():
            unless = f", unless decorated with {names}" if names else ""
            applied = ", applied with `@`" if matcher.only_applied else ""
            return f"construct: {matcher.construct.value}{applied}{unless}"
        case Applied():
            return "a function or class of the repository that is applied with `@`"
