"""What is said of a language once: its grammar, its queries, and what a query cannot say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

import msgspec

from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.binding_records import Binding
from sphinx_kwindex.symbol_kinds import SymbolKind

Node: TypeAlias = Any
"""A node of a syntax tree; :mod:`tree_sitter` is there only with the extra."""


class Match(msgspec.Struct):
    """What one pattern of a query matched."""

    kind: SymbolKind
    node: Node
    captures: Mapping[str, list[Node]]
    source: bytes

    def first(self, name: str) -> Node | None:
        """Return the first node of a capture, None without one."""
        nodes = self.captures.get(name)
        return nodes[0] if nodes else None

    def text(self, start: int, end: int) -> str:
        """Return a piece of the source on one line."""
        return " ".join(self.source[start:end].decode("utf-8", "replace").split())


class Prepared(msgspec.Struct):
    """A source as the grammar shall read it, with what was read from it before."""

    code: bytes
    """As long as the source, with the same lines."""
    comments: tuple[tuple[int, int], ...] = ()
    found: tuple[Found, ...] = ()
    included: tuple[Included, ...] = ()
    bindings: tuple[Binding, ...] = ()


C_DOCUMENTATION = re.compile(r"/\*[*!](?![*/<])|//[/!](?![/<])")
"""Documentation in most languages with braces; ``/**<`` is of what is before it."""
ANY_COMMENT = re.compile(r"")
"""Documentation where any comment above a definition is."""


Refine = Callable[[Match], Iterable[Found]]


class Grammar(msgspec.Struct, frozen=True):
    """A language that is read by a grammar."""

    language: str
    """Name of the file type, as :mod:`sphinx_kwindex.analysis.languages` gives it."""
    module: str
    """Python module of the grammar."""
    query: str
    """Stem of the file of queries."""
    function: str = "language"
    """Function of the module that returns the language."""
    separator: str = "."
    """What stands between a name and its scope."""
    member_separator: str = ""
    """What stands between a name and its class, where that is something else."""
    is_strict: bool = True
    """Whether what the grammar does not know is an error: there are neither macros nor dialects."""
    documentation: re.Pattern[str] = C_DOCUMENTATION
    """What a comment starts with that is documentation of what follows."""
    prepare: Callable[[bytes], Prepared] | None = None
    """Makes of a source what the grammar can read."""
    refine: Refine | None = None
    """Reads a definition where a name in a query is not enough."""
    imports: Callable[[Match], Iterable[Included]] | None = None
    """Reads what ``@import`` matched; by default the text of it, without quotes."""
