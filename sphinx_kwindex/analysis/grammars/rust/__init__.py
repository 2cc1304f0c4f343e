"""Rust."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.reading import (
    is_in,
    plain_definition,
    plain_scope,
    shown_value,
)
from sphinx_kwindex.analysis.grammars.rust.macros import pieces_of
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_DOCUMENTATION = re.compile(r"///(?!/)|/\*\*(?![*/])")
_USE = re.compile(r"(?:pub\s*(?:\([^)]*\))?\s*)?use\s+(?P<tree>.*);$")
"""``pub(crate) use tide::{read, Gauge};``."""
_TOKEN = re.compile(r"[{},]|\s+as\s+\w+|[^{},\s]+")
_MOST_NAMES = 500
_WORD = re.compile(rb"[a-z]+")
_OF_ENUM = frozenset({"enum_item", "enum_variant"})
_WITH_SEMICOLON = frozenset({"const_item", "static_item", "type_item"})

_CODE = frozenset({"block"})
"""What may define something for itself: the body of a function, or of a value."""


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; the last one in a macro may end without a semicolon."""
    found = plain_definition(match)
    if found is None or is_in(match.node, _CODE):
        return
    if match.node.type in _OF_ENUM:
        yield _of_flags(match, found)
        return
    end = match.node.end_byte - 1
    if match.node.type in _WITH_SEMICOLON and match.source[end : end + 1] != b";":
        found.end = end
        found.signature = shown_value(match, found.name_start + len(found.name.encode()), end)
    yield found


def _of_flags(match: Match, found: Found) -> Found:
    """Return a part of an enum as what it is in the source, where macros have flags for enums."""
    node = match.node if match.node.type == "enum_item" else match.node.parent.parent
    keyword = next((child for child in node.children if child.type == "enum"), None)
    start = node.start_byte if keyword is None else keyword.start_byte
    word = _WORD.match(match.source, start)
    if word is None or word[0] == b"enum":
        return found
    if match.node.type == "enum_variant":
        found.kind, found.lead = SymbolKind.CONSTANT, "const"
    elif word[0] == b"impl":
        return plain_scope(match) or found
    else:
        found.kind = SymbolKind.STRUCT
    return found


def _imports(match: Match) -> Iterator[Included]:
    """Yield each path of a ``use``, the file of a ``mod`` without a body, or a crate."""
    node = match.node
    if node.type == "mod_item":
        name = node.child_by_field_name("name")
        if name is not None:
            yield Included(match.text(name.start_byte, name.end_byte), node.start_byte, form="mod")
        return
    if node.type == "extern_crate_declaration":
        yield from _crate(match)
        return
    written = _USE.match(match.text(node.start_byte, node.end_byte))
    if written is not None:
        for path, alias in _paths(written["tree"]):
            yield Included(path, node.start_byte, alias=alias, form="use")


def _crate(match: Match) -> Iterator[Included]:
    """Yield the crate of ``extern crate alloc as a;``; ``self`` is the crate of the file."""
    node = match.node
    name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
    if name is None or name.type != "identifier":
        return
    crate = match.text(name.start_byte, name.end_byte)
    if crate != "self":
        shown = match.text(alias.start_byte, alias.end_byte) if alias is not None else ""
        yield Included(crate, node.start_byte, alias=shown, form="use")


def _paths(tree: str) -> Iterator[tuple[str, str]]:
    """Yield the paths of ``a::{b, c as d, e::{self, f}}`` with their aliases."""
    leads = [""]
    path = alias = ""
    for position, piece in enumerate(_TOKEN.findall(f"{tree},")):
        if position > _MOST_NAMES:
            return
        if piece == "{":
            leads.append(leads[-1] + path)
            path = ""
        elif piece in ",}":
            if path:
                yield (leads[-1] + path).removesuffix("::self"), alias
            path = alias = ""
            if piece == "}" and len(leads) > 1:
                leads.pop()
        elif piece.lstrip().startswith("as ") or " as " in piece:
            alias = piece.split()[-1]
        else:
            path += piece


RUST = (
    Grammar(
        "Rust",
        "tree_sitter_rust",
        "rust",
        separator="::",
        lexicon=lexica.RUST,
        documentation=_DOCUMENTATION,
        is_markdown=True,
        refine=_refine,
        imports=_imports,
        embedded=pieces_of,
    ),
)
