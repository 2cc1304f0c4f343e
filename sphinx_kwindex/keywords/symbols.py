"""Keywords from definitions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sphinx_kwindex.keywords.keyword import Keyword, brief
from sphinx_kwindex.keywords.kinds import KeywordKind
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.tests.tests import fixture_name
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.signatures import Variant


def symbol_keywords(project: Project, facts: FileFacts, *, private: bool) -> Iterator[Keyword]:
    """Yield a keyword for each definition in code; a note tells those of one name apart."""
    seen: Counter[str] = Counter()
    for symbol in facts.analysis.symbols:
        if symbol.kind.is_part or (symbol.is_private and not private):
            continue
        if symbol.kind.is_namespace and symbol.qualname in seen:
            continue
        # A declaration takes no number from what it declares.
        seen[symbol.qualname] += symbol.variant in (None, Variant.OVERLOAD)
        kind = _testing_kind(project, facts.path, symbol)
        yield Keyword(
            name=symbol.name,
            qualname=symbol.qualname,
            kind=kind or KeywordKind.of_symbol(project.kind_of(facts.path, symbol)),
            path=facts.path,
            anchor=symbol.anchor,
            note=_note(symbol, kind, seen[symbol.qualname]),
            variant=symbol.variant,
            summary=brief(symbol.summary),
        )


def _note(symbol: Symbol, kind: KeywordKind | None, count: int) -> str:
    """Return what tells a definition from those before it that have its name."""
    if kind is KeywordKind.FIXTURE and fixture_name(symbol) != symbol.name:
        return f"taken as {fixture_name(symbol)}"
    if symbol.variant is Variant.OVERLOAD:
        return f"{symbol.note} {count}"
    return symbol.note or (f"definition {count}" if count > 1 else "")


def _testing_kind(project: Project, path: str, symbol: Symbol) -> KeywordKind | None:
    """Return the kind of a function that is for tests, None for any other definition."""
    if project.tests.is_fixture(path, symbol):
        return KeywordKind.FIXTURE
    return KeywordKind.TEST if project.tests.is_test(path, symbol) else None
