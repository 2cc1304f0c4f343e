"""What the names mean that a Python file writes in docstrings, as bases, and in ``__all__``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

import msgspec

from sphinx_kwindex.blocks.walk import passage_texts
from sphinx_kwindex.project import Project
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import FileFacts, Symbol
from sphinx_kwindex.records.docstrings import Passage
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.context import Context


class MeantName(msgspec.Struct, frozen=True, array_like=True):
    """A name that leads to a definition."""

    owner: str
    """Qualified name of the class where it is written; empty at module level."""
    written: str
    """The dotted name, without the brackets of a call."""
    definition: DefinitionReference


class Names(msgspec.Struct, frozen=True):
    """The names of a file that mean definitions of the repository."""

    meant: tuple[MeantName, ...] = ()
    """Those that lead somewhere, each once for each class, in source order."""
    exceptions: tuple[str, ...] = ()
    """Anchors of the classes that are exceptions because of their bases in other files."""


def names_of_files(context: Context) -> Callable[[FileFacts], Names]:
    """Relate each file to what the names in it mean.

    Returns
    -------
    function from the facts of a file to the meaning of its names
    """
    project, private = context.project, context.settings.private
    return lambda facts: names_in(project, facts, private=private)


def names_in(project: Project, facts: FileFacts, *, private: bool) -> Names:
    """Return what the names in a file mean.

    Parameters
    ----------
    project:
        The linked repository.
    facts:
        The file.
    private:
        Whether pages show private definitions.
    """
    if not facts.is_python:
        return Names()
    written = dict.fromkeys(_written(facts, private=private))
    found = (_meant(project, facts.path, owner, name) for owner, name in written)
    exceptions = (
        symbol.anchor
        for symbol in facts.analysis.symbols
        if project.kind_of(facts.path, symbol) is not symbol.kind
    )
    return Names(tuple(name for name in found if name is not None), tuple(exceptions))


def owner_of(symbol: Symbol) -> str:
    """Return the class in which the names in a docstring are looked for first."""
    if symbol.is_local:
        return ""
    return symbol.qualname if symbol.is_class else symbol.qualname.rpartition(".")[0]


def _written(facts: FileFacts, *, private: bool) -> Iterator[tuple[str, str]]:
    """Yield names, each with the class where it is written."""
    analysis = facts.analysis
    for name in _in_docstring((), analysis.docstring):
        yield "", name
    for name in analysis.exports or ():
        yield "", name
    for symbol in analysis.symbols:
        if symbol.is_private and not private:
            continue
        for base in symbol.bases:
            yield "", base.name
        owner = owner_of(symbol)
        for name in _in_docstring(symbol.summary, symbol.docstring):
            yield owner, name


def _in_docstring(summary: Text, body: Iterable[Passage]) -> Iterator[str]:
    for text in chain((summary,), passage_texts(body)):
        for span in text:
            if span.name:
                yield span.name


def _meant(project: Project, path: str, owner: str, name: str) -> MeantName | None:
    for candidate in (f"{owner}.{name}", name) if owner else (name,):
        definition = project.resolver.definition_of(candidate, path)
        if definition is not None:
            return MeantName(owner, name, definition.reference)
    return None
