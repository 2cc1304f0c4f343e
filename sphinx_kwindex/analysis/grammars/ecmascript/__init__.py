"""JavaScript and TypeScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match, Node, Prepared
from sphinx_kwindex.analysis.grammars.ecmascript.names import script_names
from sphinx_kwindex.analysis.grammars.ecmascript.statements import module_level
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import plain_definition

_NEWER = re.compile(
    rb"(?<![\w$.#@])using(?=[ \t]+[A-Za-z_$][\w$]*[ \t]*(?:[:=,;]|of\b))"
    rb"|(?<=\bimport )type(?=[ \t]+[A-Za-z_$][\w$]*[ \t]*=)"
    rb"|\bexport(?=[ \t]+import[ \t]+[\w$]+[ \t]*=[ \t]*require\b)"
)
"""``using file = open();``, ``type`` of ``import type Gauge = Tide.Gauge``, and the first word of
``export import fs = require("fs")``."""
_AWAIT = re.compile(rb"\bawait(?=[ \t]+const\b)")


_NAMING = frozenset({"assignment_expression", "export_statement", "variable_declarator"})
"""What may give a name to a class that is a value."""


def _prepare(source: bytes, _most: int) -> Prepared:
    """Return TypeScript without words that its grammar does not know yet."""
    code = _NEWER.sub(
        lambda match: b"const" if match[0] == b"using" else b" " * len(match[0]), source
    )
    if code != source:
        code = _AWAIT.sub(b"     ", code)
    return Prepared(code)


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; of a whole program what its statements bind."""
    if match.node.type == "program":
        yield from module_level(match)
        return
    found = plain_definition(match)
    if found is None or _is_of_nameless(match.node):
        return
    name = match.first("name")
    if name is not None and name.type == "computed_property_name":
        found.name = match.text(name.start_byte, name.end_byte)
    if match.node.type == "variable_declarator":
        found.documented_from = match.node.parent.start_byte
    yield found


def _is_of_nameless(node: Node) -> bool:
    """Return whether something is a member of a class that has no name: ``f(class { m() {} })``."""
    body = node.parent
    around = body.parent if body is not None and body.type == "class_body" else None
    if around is None or around.type != "class":
        return False
    return around.parent is None or around.parent.type not in _NAMING


ECMASCRIPT = tuple(
    Grammar(
        language,
        f"tree_sitter_{query}",
        query,
        function,
        is_strict=query == "typescript",  # Flow writes types in files of JavaScript
        lexicon=lexica.ECMASCRIPT,
        prepare=_prepare if query == "typescript" else None,
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
