"""Which files import the definitions of a file, by their names or with all names of a module."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.relations.context import Context


class ImportingFile(msgspec.Struct, frozen=True, array_like=True):
    """A file that imports a definition."""

    path: str
    anchor: str
    """Anchor of the first such import on its page."""


class ImportedDefinition(msgspec.Struct, frozen=True, array_like=True):
    """A definition that other files import."""

    symbol: int
    """Its position among the symbols of its file."""
    files: tuple[ImportingFile, ...]
    """Sorted by path, each file once."""


def uses_of_files(context: Context) -> Callable[[FileFacts], tuple[ImportedDefinition, ...]]:
    """Relate each file to its definitions that others import.

    Returns
    -------
    function from the facts of a file to these definitions
        In source order.
    """
    return lambda facts: imported_definitions(context.project, facts)


def imported_definitions(project: Project, facts: FileFacts) -> tuple[ImportedDefinition, ...]:
    """Return the definitions of a file that others import, in source order.

    Parameters
    ----------
    project:
        The linked repository.
    facts:
        The file.
    """
    found = []
    for position, symbol in enumerate(facts.analysis.symbols):
        first: dict[str, str] = {}
        for use in project.uses.get((facts.path, symbol.anchor), ()):
            first.setdefault(use.path, use.anchor)
        if first:
            files = (ImportingFile(path, anchor) for path, anchor in sorted(first.items()))
            found.append(ImportedDefinition(position, tuple(files)))
    return tuple(found)


def most_imported(
    facts: FileFacts, uses: tuple[ImportedDefinition, ...], *, private: bool
) -> list[tuple[Symbol, int]]:
    """Return the definitions of a file that others import, with how many do; most first.

    Parameters
    ----------
    facts:
        The file.
    uses:
        Its definitions that other files import.
    private:
        Whether private ones count.
    """
    counted = [
        (symbol, len(found.files))
        for found in uses
        for symbol in (facts.analysis.symbols[found.symbol],)
        if private or not symbol.is_private
    ]
    return sorted(counted, key=lambda item: -item[1])
