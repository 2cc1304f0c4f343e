"""Java and Kotlin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.kotlin import prepare
from sphinx_kwindex.analysis.grammars.reading import (
    is_in,
    modifiers_before,
    plain_definition,
    shortened,
)
from sphinx_kwindex.records.symbol_kinds import SymbolKind

_IMPORT = re.compile(
    r"import\s+(?P<static>static\s+)?(?P<path>[\w.`$]+?)(?P<star>\s*\.\s*\*)?"
    r"(?:\s+as\s+(?P<alias>\w+))?\s*;?\s*$"
)
"""``import org.tide.Gauge as G``."""

_REQUIRES = "requires_module_directive"
_WITHOUT_NAME = frozenset({"object_creation_expression"})
"""A class that only one expression uses: ``new Runnable() { ... }``."""
_PUNCTUATION = " {;\n"


def _imports(match: Match) -> Iterator[Included]:
    node = match.node
    if node.parent is not None and node.parent.type == _REQUIRES:
        yield Included(match.text(*node.byte_range), node.start_byte, form="requires")
        return
    written = _IMPORT.match(match.text(node.start_byte, node.end_byte))
    if written is None:
        return
    path, form = written["path"].replace("`", ""), "static" if written["static"] else ""
    if written["star"]:
        yield Included(path, node.start_byte, "*", form=form)
        return
    package, _, name = path.rpartition(".")
    yield Included(package or name, node.start_byte, name if package else "",
                   written["alias"] or "", form)  # fmt: skip


def _java_definition(match: Match) -> Iterator[Found]:
    """Yield a definition; a field is one if its modifiers say that it never changes."""
    type_ = match.first("upto")
    if type_ is not None and match.node.type == "field_declaration":
        words = modifiers_before(match, match.node.start_byte, type_.start_byte)
        if not {"static", "final"} <= words:
            return
    found = plain_definition(match)
    if found is not None and not is_in(match.node, _WITHOUT_NAME):
        if match.node.type == "module_declaration":
            found.signature = shortened("; ".join(_directives(match)))
        elif match.node.type == "enum_constant":
            found.encloses = match.node.child_by_field_name("body") is not None
        yield found


def _directives(match: Match) -> Iterator[str]:
    """Yield what a module says of its packages and services; what it requires is imported."""
    body = match.node.child_by_field_name("body")
    for directive in body.named_children if body is not None else ():
        if directive.type.endswith("_directive") and directive.type != _REQUIRES:
            yield match.text(*directive.byte_range).rstrip(_PUNCTUATION)


def _kotlin_definition(match: Match) -> Iterator[Found]:
    """Yield a definition, without the quotes in the path of a package."""
    found = plain_definition(match)
    if found is not None:
        found.name = found.name.replace("`", "")
        if found.kind is SymbolKind.ENUMERATOR:
            found.encloses = match.first("body") is not None
        if found.lead.endswith("("):  # of several names that are declared at once
            found.lead, found.signature = found.lead[:-1].rstrip(), ""
        elif found.lead.endswith(","):
            found.lead, found.signature = found.lead.partition("(")[0].rstrip(), ""
        yield found


JVM = (
    Grammar(
        "Java",
        "tree_sitter_java",
        "java",
        lexicon=lexica.JAVA,
        refine=_java_definition,
        imports=_imports,
    ),
    Grammar(
        "Kotlin",
        "tree_sitter_kotlin",
        "kotlin",
        lexicon=lexica.KOTLIN,
        prepare=prepare,
        refine=_kotlin_definition,
        imports=_imports,
    ),
)
