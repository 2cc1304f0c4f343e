"""Which files use the definitions of a file: by imports, names and attributes."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.references import Certainty
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.shortened import Shortened, shortened

_MOST_FILES = 25
"""That a page names for a definition."""


class UsingFile(msgspec.Struct, frozen=True, array_like=True):
    """A file that uses a definition."""

    path: str
    anchor: str
    """Anchor on its page of the first import that says so, or else of the public function or class
    that has the first such place; empty for the page itself."""


class UsedDefinition(msgspec.Struct, frozen=True, array_like=True):
    """A definition that other files use."""

    symbol: int
    """Its position among the symbols of its file."""
    files: Shortened[UsingFile]
    """Sorted by path, each file once."""
    by_type: Shortened[UsingFile] = Shortened()
    """Those of which only types say so."""

    @property
    def total(self) -> int:
        """The number of all files."""
        return self.files.total + self.by_type.total


def uses_of_files(context: Context) -> Callable[[FileFacts], tuple[UsedDefinition, ...]]:
    """Return what gives the definitions of a file that others use.

    Returns
    -------
    function from the facts of a file to definitions
        In source order.
    """
    return lambda facts: used_definitions(context.project, facts)


def used_definitions(project: Project, facts: FileFacts) -> tuple[UsedDefinition, ...]:
    """Return the definitions of a file that others use, in source order.

    Parameters
    ----------
    project:
        The linked repository.
    facts:
        The file.
    """
    found = []
    for position, symbol in enumerate(facts.analysis.symbols):
        uses = project.uses.get((facts.path, symbol.anchor), ())
        if uses:
            exact, inferred = (
                [UsingFile(use.path, use.anchor) for use in uses if use.certainty is certainty]
                for certainty in Certainty
            )
            first = shortened(exact, _MOST_FILES), shortened(inferred, _MOST_FILES)
            found.append(UsedDefinition(position, *first))
    return tuple(found)


def most_used(
    facts: FileFacts, uses: tuple[UsedDefinition, ...], *, private: bool
) -> list[tuple[Symbol, int]]:
    """Return the definitions of a file that others use, with how many do; most first.

    Parameters
    ----------
    facts:
        The file.
    uses:
        Its definitions that other files use.
    private:
        Whether private ones count.
    """
    counted = [
        (symbol, found.total)
        for found in uses
        for symbol in (facts.analysis.symbols[found.symbol],)
        if private or not symbol.is_private
    ]
    return sorted(counted, key=lambda item: -item[1])
