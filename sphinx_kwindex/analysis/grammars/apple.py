"""Swift."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match, Node
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.reading import (
    children_of,
    is_in,
    lead_before,
    plain_definition,
    shortened,
)

_IMPORT = re.compile(
    r"\bimport\s+(?:(?P<kind>typealias|struct|class|enum|protocol|let|var|func)\s+)?"
    r"(?P<path>[^\s;]+)\s*;?\s*$"
)
"""``@testable import Tide``, ``public import struct Tide.Gauge`` with ``path`` ``Tide.Gauge``."""
_KEYWORDS = frozenset({"case", "value_binding_pattern"})
_MOST_OF_VALUE = 100

_CODE = frozenset({"computed_property", "willset_didset_block", "lambda_literal"})
"""What may define something for itself: properties and closures."""


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; of several in one statement each has its own type and value."""
    found, name = plain_definition(match), match.first("name")
    if found is None or name is None or not _is_name(match.node, name) or is_in(match.node, _CODE):
        return
    if match.node.type in ("property_declaration", "enum_entry"):
        keyword = next((it for it in children_of(match.node) if it.type in _KEYWORDS), None)
        if keyword is not None:
            found.lead = lead_before(match, keyword.end_byte)
        found.signature = shortened(_declared(match, name), _MOST_OF_VALUE)
    yield found


def _is_name(node: Node, name: Node) -> bool:
    """Return whether what stands where a name does is one, and not a pattern or a parameter."""
    if node.type == "protocol_function_declaration":
        before = ""
        for child in children_of(node):
            if child.start_byte >= name.start_byte:
                break
            before = child.type
        return before == "func"
    return bool(name.type != "wildcard_pattern" and name.text != b"_" and name.text[:1] != b"(")


def _declared(match: Match, name: Node) -> str:
    """Return what is declared of one name: all up to the next comma, or to a body."""
    end = name.end_byte
    if name.type == "pattern":
        return ""  # a part of a tuple
    for child in children_of(match.node, end):
        if child.start_byte >= end and child.type in (",", ";", "computed_property"):
            break
        end = max(end, child.end_byte)
    return match.text(name.end_byte, end)


def _imports(match: Match) -> Iterator[Included]:
    """Yield the module of an import, or what is taken from it."""
    written = _IMPORT.search(match.text(match.node.start_byte, match.node.end_byte))
    if written is None:
        return
    path, form = written["path"].replace("`", ""), written["kind"] or ""
    module, _, name = path.rpartition(".") if form else (path, "", "")
    yield Included(module or name, match.node.start_byte, name if module else "", form=form)


APPLE = (
    Grammar(
        "Swift",
        "tree_sitter_swift",
        "swift",
        lexicon=lexica.SWIFT,
        refine=_refine,
        imports=_imports,
    ),
)
