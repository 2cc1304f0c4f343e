"""C#."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Included

_USING = re.compile(
    r"(?:global\s+)?using\s+(?:static\s+)?(?:unsafe\s+)?(?:(?P<alias>\w+)\s*=\s*)?(?P<path>[\w.]+)"
)


def _imports(match: Match) -> Iterator[Included]:
    node = match.node
    written = _USING.match(match.text(node.start_byte, node.end_byte))
    if written is not None:
        yield Included(written["path"], node.start_byte, alias=written["alias"] or "")


DOTNET = (Grammar("C#", "tree_sitter_c_sharp", "csharp", imports=_imports),)
