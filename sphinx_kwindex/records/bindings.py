"""What one language gives to another: names of C and C++ for Python, libraries that Python loads.

A part of its own of :mod:`sphinx_kwindex.records.analysis`: frozen values, compact in the cache.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sphinx_kwindex.records.named_places import named_anchor


class BindingKind(StrEnum):
    """What Python sees of a name that C or C++ gives to it."""

    MODULE = "module"
    FUNCTION = "function"
    CLASS = "class"
    MEMBER = "member"
    ENTRY = "function or method"
    """An entry of a table of which the source does not say whose it is."""
    OPERATOR = "operator"
    KERNEL = "kernel"
    """An implementation of an operator that is declared elsewhere."""


class Binding(msgspec.Struct, frozen=True, array_like=True):
    """A name that a source in C or C++ gives to Python."""

    kind: BindingKind
    module: str
    """Dotted, as the source writes it; empty if the source does not say."""
    name: str
    """Below the module, with the class before a member; empty for the module itself."""
    line: int
    function: str = ""
    """What implements it, as written, where that is a plain name."""

    @property
    def dotted(self) -> str:
        """The name with its module, as far as that is known."""
        return ".".join(part for part in (self.module, self.name) if part)

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its file: at its line, but named without it."""
        return named_anchor("binding", self.dotted)


class Load(msgspec.Struct, frozen=True, array_like=True):
    """A library that Python loads or builds by a name in a literal."""

    by: str
    """The function, by its full name."""
    name: str
    line: int
