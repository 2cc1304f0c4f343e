"""Go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import ANY_COMMENT, Grammar, Match, Node
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.reading import is_in, plain_definition, shown_value
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_RECEIVER = re.compile(r"(\w+)\s*(?:\[[^\]]*\])?\s*\)$")
_EXAMPLE = re.compile(r"Example(?:[^a-z]|$)")
_OUTPUT = re.compile(rb"(?m)^[ \t]*//[ \t]*(?i:unordered )?(?i:output):")
"""``// Output: 3``: see https://pkg.go.dev/testing#hdr-Examples."""
_TEST_PACKAGE = re.compile(rb"(?m)^package[ \t]+\w+_test\b")
_MOST_BYTES_OF_HEAD = 10_000
_MOST_BEFORE_BRACKET = 5
"""``const``, and comments between it and ``(``."""
_DECLARATIONS = frozenset({"const_declaration", "var_declaration", "type_declaration"})
_CODE = frozenset({"block"})
"""What may define something for itself: the body of a function."""
_SPECIFICATIONS = frozenset({"const_spec", "var_spec"})


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; a method belongs to the type of its receiver."""
    found = plain_definition(match)
    if found is None or is_in(match.node, _CODE):
        return
    found.group = _group(match.node)
    if match.node.type in _SPECIFICATIONS:
        yield from _declared(match, found)
        return
    receiver = match.first("receiver")
    if receiver is not None:
        written = _RECEIVER.search(match.text(receiver.start_byte, receiver.end_byte))
        found.scope, found.shows_scope = (written[1] if written else ""), False
    elif found.kind is SymbolKind.FUNCTION and _is_example(match, found):
        found.kind = SymbolKind.TEST
    if found.name != "_":
        yield found


def _declared(match: Match, found: Found) -> Iterator[Found]:
    """Yield each of the names that are declared together, with its own type and value.

    A call may give the values of all names; nothing is said of its parts.
    """
    node = match.node
    names = [one for one in node.children_by_field_name("name") if one.is_named]
    type_, values = node.child_by_field_name("type"), node.child_by_field_name("value")
    given = values.named_children if values is not None else []
    given = [one for one in given if one.type != "comment"]
    shown = shown_value(match, type_.start_byte, type_.end_byte) if type_ is not None else ""
    for position, name in enumerate(names):
        signature = shown
        if len(names) == 1:
            signature = shown_value(match, name.end_byte, node.end_byte)
        elif len(given) == len(names):
            value = given[position]
            signature = f"{shown} = {shown_value(match, value.start_byte, value.end_byte)}"
        own = match.text(name.start_byte, name.end_byte)
        if own != "_":
            yield replace(found, name=own, signature=signature.strip(), name_start=name.start_byte)


def _group(node: Node) -> int:
    """Return where ``const (``, ``var (`` or ``type (`` around a declaration begins, -1 without."""
    if node.type == "var_spec" and node.parent.type == "var_spec_list":
        node = node.parent
    declaration = node if node.type in _DECLARATIONS else node.parent
    # Not all of its children, which are as many as the names that are declared in it.
    places = range(min(declaration.child_count, _MOST_BEFORE_BRACKET))
    is_group = declaration.type in _DECLARATIONS and any(
        declaration.child(place).type in {"(", "var_spec_list"} for place in places
    )
    return int(declaration.start_byte) if is_group else -1


def _is_example(match: Match, found: Found) -> bool:
    """Return whether a function is an example that the tests compare with its output, or run."""
    if not _EXAMPLE.match(found.name) or found.signature != "()":
        return False
    body = match.node.child_by_field_name("body")
    if _TEST_PACKAGE.search(match.source, 0, _MOST_BYTES_OF_HEAD) is not None:
        return True
    return body is not None and bool(_OUTPUT.search(match.source, body.start_byte, body.end_byte))


def _imports(match: Match) -> Iterator[Included]:
    path = match.node.child_by_field_name("path")
    name = match.node.child_by_field_name("name")
    if path is not None:
        alias = match.text(name.start_byte, name.end_byte) if name is not None else ""
        written = match.text(path.start_byte, path.end_byte).strip('"`')
        yield Included(written, match.node.start_byte, alias=alias)


GO = (
    Grammar(
        "Go",
        "tree_sitter_go",
        "go",
        lexicon=lexica.GO,
        documentation=ANY_COMMENT,
        refine=_refine,
        imports=_imports,
    ),
)
