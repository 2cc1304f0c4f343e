"""What the engine has found before it is nested and named: values with byte offsets."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.records.signatures import Variant
from sphinx_kwindex.records.symbol_kinds import SymbolKind


class Found(msgspec.Struct):
    """A definition at a place in the source."""

    kind: SymbolKind
    name: str
    start: int
    """First byte of the definition."""
    end: int
    """The byte after the last one."""
    scope: str = ""
    """What the definition itself says of where it belongs: ``A::B`` of ``void A::B::f() {}``."""
    lead: str = ""
    """What comes before the name, on one line."""
    signature: str = ""
    """What stands after the name, on one line."""
    variant: Variant | None = None
    specialised: str = ""
    """Of a specialisation of a template: the arguments that it is for."""
    scoped: bool = True
    """Whether the definitions around it are its scope; macros have none."""
    whole_file: bool = False
    """Whether what follows in the file belongs to it: a package."""
    transparent: bool = False
    """Whether it only gives its scope to what it encloses: ``impl`` of Rust."""
    shows_scope: bool = True
    """Whether pages name the scope, which is not to be seen in the lead."""
    documented_from: int = -1
    """Where documentation ends at the latest, -1 if that is ``start``: before decorators."""
    group: int = -1
    """Where the group begins that it is declared in with others, which may have a comment."""
    encloses: bool = True
    """Whether what lies within its bytes belongs to it."""
    only_in_own_class: bool = False
    """Whether it counts only in a class of its name: a constructor, or else a macro."""
    outside_classes: bool = False
    """Whether it counts only outside classes: a variable, or else a field."""
    is_outermost: bool = False
    """Whether nothing around it is its scope: ``class ::Gauge`` in a module of Ruby."""
    is_friend: bool = False
    """Whether it belongs to what is around the class that it stands in: a friend of C++."""
    name_start: int = -1
    """First byte of the name, -1 if that is ``start``; its line is that of the definition."""


class Included(msgspec.Struct):
    """An import or include at a place in the source."""

    written: str
    """The module or path."""
    start: int
    name: str = ""
    """The single name that is taken from it."""
    alias: str = ""
    form: str = ""
    """How it is written, where that decides where to look."""
