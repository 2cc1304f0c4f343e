"""C#."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match, Node, Prepared
from sphinx_kwindex.analysis.grammars.dotnet_directives import without_directives
from sphinx_kwindex.analysis.grammars.dotnet_extensions import without_extension_blocks
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.reading import modifiers_before, plain_definition

_USING = re.compile(
    r"(?:global\s+)?using\s+(?:static\s+)?(?:unsafe\s+)?(?:(?P<alias>\w+)\s*=\s*)?(?P<path>[\w.]+)"
)
"""``global using static Tide.Gauges``."""

_OPERATORS = frozenset({"operator_declaration", "conversion_operator_declaration"})


def _prepare(source: bytes, _most: int) -> Prepared:
    prepared = without_directives(source)
    prepared.code = without_extension_blocks(prepared.code)
    return prepared


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; an operator has the type or sign that it is for in its name."""
    found = plain_definition(match)
    field = match.first("field")
    if found is None or (field is not None and not _is_constant(match, field)):
        return
    parameters = match.node.child_by_field_name("parameters")
    if match.node.type in _OPERATORS and parameters is not None:
        found.name = match.text(found.name_start, parameters.start_byte)
    elif match.node.type == "destructor_declaration":
        found.name = f"~{found.name}"
        found.lead = found.lead.rstrip("~ ")
    # Anything else is a method without a type, or newer syntax with brackets.
    found.only_in_own_class = match.node.type == "constructor_declaration"
    yield found


def _is_constant(match: Match, field: Node) -> bool:
    """Return whether the modifiers of a field say that it never changes."""
    type_ = match.first("lead")
    end = type_.start_byte if type_ is not None else field.end_byte
    words = modifiers_before(match, field.start_byte, end)
    return "const" in words or {"static", "readonly"} <= words


def _imports(match: Match) -> Iterator[Included]:
    node = match.node
    written = _USING.match(match.text(node.start_byte, node.end_byte))
    if written is not None:
        yield Included(written["path"], node.start_byte, alias=written["alias"] or "")


DOTNET = (
    Grammar(
        "C#",
        "tree_sitter_c_sharp",
        "csharp",
        lexicon=lexica.CSHARP,
        prepare=_prepare,
        refine=_refine,
        imports=_imports,
    ),
)
