"""JavaScript and TypeScript."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match
from sphinx_kwindex.analysis.grammars.ecmascript.statements import module_level
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import plain_definition


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; of a whole program what its statements bind."""
    if match.node.type == "program":
        yield from module_level(match)
        return
    found = plain_definition(match)
    if found is None:
        return
    name = match.first("name")
    if name is not None and name.type == "computed_property_name":
        found.name = match.text(name.start_byte, name.end_byte)
    yield found


ECMASCRIPT = (
    # Flow writes types in files of JavaScript.
    Grammar("JavaScript", "tree_sitter_javascript", "javascript", is_strict=False, refine=_refine),
    Grammar("JSX", "tree_sitter_javascript", "javascript", is_strict=False, refine=_refine),
    Grammar(
        "TypeScript", "tree_sitter_typescript", "typescript", "language_typescript", refine=_refine
    ),
    Grammar("TSX", "tree_sitter_typescript", "typescript", "language_tsx", refine=_refine),
)
