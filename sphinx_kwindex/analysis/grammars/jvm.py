"""Java and Kotlin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Included

_IMPORT = re.compile(
    r"import\s+(?P<static>static\s+)?(?P<path>[\w.`$]+?)(?P<star>\s*\.\s*\*)?"
    r"(?:\s+as\s+(?P<alias>\w+))?\s*;?\s*$"
)


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


JVM = (
    Grammar("Java", "tree_sitter_java", "java", imports=_imports),
    Grammar("Kotlin", "tree_sitter_kotlin", "kotlin", imports=_imports),
)
