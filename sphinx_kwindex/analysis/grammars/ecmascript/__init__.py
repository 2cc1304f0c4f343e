"""JavaScript and TypeScript."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match
from sphinx_kwindex.analysis.grammars.ecmascript.names import script_names
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
    if match.node.type == "variable_declarator":
        found.documented_from = match.node.parent.start_byte
    yield found


ECMASCRIPT = tuple(
    Grammar(
        language,
        f"tree_sitter_{query}",
        query,
        function,
        is_strict=query == "typescript",  # Flow writes types in files of JavaScript
        lexicon=lexica.ECMASCRIPT,
        refine=_refine,
        names=script_names,
    )
    for language, query, function in (
        ("JavaScript", "javascript", "language"),
        ("JSX", "javascript", "language"),
        ("TypeScript", "typescript", "language_typescript"),
        ("TSX", "typescript", "language_tsx"),
    )
)
