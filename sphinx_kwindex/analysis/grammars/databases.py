"""SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import ANY_COMMENT, Grammar, Match, Prepared
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import plain_definition, unquoted

_BRACKETS = re.compile(rb"(?<![\w\])\"`])\[([A-Za-z_][\w $]{0,200})\]")
"""``[dbo]`` of SQL Server, but neither ``a[1]`` nor ``ARRAY[x]``."""


def _prepare(source: bytes, _most: int) -> Prepared:
    """Write names in brackets in the quotes of the standard, which the grammar knows."""
    return Prepared(_BRACKETS.sub(rb'"\1"', source))


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; its schema is its scope."""
    found, written = plain_definition(match), match.first("name")
    if found is None or written is None:
        return
    parts = [written.child_by_field_name(field) for field in ("database", "schema", "name")]
    names = [unquoted(match.text(part.start_byte, part.end_byte)) for part in parts if part]
    if names:
        found.scope, found.name = ".".join(names[:-1]), names[-1]
    found.encloses = False
    yield found


DATABASES = (
    Grammar(
        "SQL",
        "tree_sitter_sql",
        "sql",
        is_strict=False,  # there are as many dialects as databases
        documentation=ANY_COMMENT,
        prepare=_prepare,
        refine=_refine,
    ),
)
