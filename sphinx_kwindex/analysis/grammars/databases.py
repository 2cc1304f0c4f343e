"""SQL."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.analysis.grammars.declaration import ANY_COMMENT, Grammar, Match
from sphinx_kwindex.analysis.grammars.found import Found
from sphinx_kwindex.analysis.grammars.reading import plain_definition

_QUOTES = '"`[] '


def _refine(match: Match) -> Iterator[Found]:
    """Yield a definition; its schema is its scope."""
    found = plain_definition(match)
    if found is not None:
        scope, _, name = found.name.rpartition(".")
        found.scope, found.name = scope.strip(_QUOTES), name.strip(_QUOTES)
        found.encloses = False
        yield found


DATABASES = (
    Grammar(
        "SQL",
        "tree_sitter_sql",
        "sql",
        is_strict=False,  # there are as many dialects as databases
        documentation=ANY_COMMENT,
        refine=_refine,
    ),
)
