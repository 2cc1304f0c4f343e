"""Java and Kotlin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars import lexica
from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.kotlin import prepare
from sphinx_kwindex.analysis.grammars.reading import modifiers_before, plain_definition

_IMPORT = re.compile(
    r"import\s+(?P<static>static\s+)?(?P<path>[\w.`$]+?)(?P<star>\s*\.\s*\*)?"
    r"(?:\s+as\s+(?P<alias>\w+))?\s*;?\s*$"
)
"""``import org.tide.Gauge as G``."""


def _imports(match: Match) -> Iterator[Included]:
    node = match.node
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
    if found is not None:
        yield found


def _kotlin_definition(match: Match) -> Iterator[Found]:
    """Yield a definition, without the quotes in the path of a package."""
    found = plain_definition(match)
    if found is not None:
        found.name = found.name.replace("`", "")
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
