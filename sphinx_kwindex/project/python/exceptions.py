"""Classes that are exceptions because a base class in another place is one."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_kwindex.project.python.classes import Class, ClassGraph
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.symbol_kinds import SymbolKind


def find_exceptions(files: Iterable[FileFacts], classes: ClassGraph) -> frozenset[Class]:
    """Return every class that derives from an exception class.

    A base from outside the repository is no evidence, whatever its name.

    Parameters
    ----------
    files:
        The Python files.
    classes:
        Their classes, with their bases.
    """
    known = {
        (facts.path, symbol.anchor)
        for facts in files
        for symbol in facts.analysis.symbols
        if symbol.kind is SymbolKind.EXCEPTION
    }
    return classes.with_derived(known)
