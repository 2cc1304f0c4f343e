"""Go."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import ANY_COMMENT, Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Found, Included
from sphinx_kwindex.analysis.grammars.reading import plain_definition

_RECEIVER = re.compile(r"(\w+)\s*(?:\[[^\]]*\])?\s*\)$")


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; a method belongs to the type of its receiver."""
    found = plain_definition(match)
    if found is None or found.name == "_":
        return
    receiver = match.first("receiver")
    if receiver is not None:
        written = _RECEIVER.search(match.text(receiver.start_byte, receiver.end_byte))
        found.scope, found.shows_scope = (written[1] if written else ""), False
    yield found


def _imports(match: Match) -> Iterator[Included]:
    path = match.node.child_by_field_name("path")
    name = match.node.child_by_field_name("name")
    if path is not None:
        alias = match.text(name.start_byte, name.end_byte) if name is not None else ""
        written = match.text(path.start_byte, path.end_byte).strip('"`')
        yield Included(written, match.node.start_byte, alias=alias)


GO = (
    Grammar(
        "Go", "tree_sitter_go", "go", documentation=ANY_COMMENT, refine=_refine, imports=_imports
    ),
)
