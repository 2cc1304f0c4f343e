"""Which names of an extension module a Python file uses, and where it does first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.bindings import Binding
from sphinx_kwindex.records.imports import Import, Reference

_OPERATORS = "torch.ops."

NamedBindings = Mapping[str, tuple[str, Binding]]
"""Bindings and their files by the names that Python has for them."""


class NativeUse(msgspec.Struct, frozen=True):
    """A name from C or C++ that a Python file uses."""

    path: str
    """The Python file."""
    line: int
    written: str
    """The name as Python sees it."""
    source: str
    """The file in C or C++."""
    binding: Binding

    @property
    def sort_key(self) -> tuple[str, str, int]:
        """By name, then by file and line."""
        return self.written, self.path, self.line


class FoundModule(msgspec.Struct, frozen=True):
    """An import that may mean an extension module."""

    place: str
    """The folder of its package."""
    module: str
    """Its own name."""
    before: tuple[str, ...]
    """What comes before that in the import."""
    rest: tuple[str, ...]
    """What follows it."""


def uses_in(
    facts: FileFacts,
    natives: Mapping[int, FoundModule],
    exported: Mapping[str, NamedBindings],
    operators: NamedBindings,
) -> Iterator[NativeUse]:
    """Yield the first use of each name, sorted by name.

    Parameters
    ----------
    facts:
        The Python file.
    natives:
        The extension modules that its imports go through, by the position of the import.
    exported:
        What each extension module defines.
    operators:
        The operators of PyTorch that the repository declares.
    """
    first: dict[str, NativeUse] = {}
    for names, dotted, line in _named(facts, natives, exported, operators):
        written = _longest_known(dotted, names)
        if written and (written not in first or line < first[written].line):
            source, binding = names[written]
            first[written] = NativeUse(facts.path, line, written, source, binding)
    yield from sorted(first.values(), key=lambda use: use.sort_key)


def _named(
    facts: FileFacts,
    natives: Mapping[int, FoundModule],
    exported: Mapping[str, NamedBindings],
    operators: NamedBindings,
) -> Iterator[tuple[NamedBindings, str, int]]:
    """Yield what a file names, with its line and the names among which to look for it."""
    statements = facts.analysis.imports
    for position, found in natives.items():
        dotted = ".".join((found.module, *(part for part in found.rest if part != "*")))
        yield exported[found.module], dotted, statements[position].line
    for item in facts.analysis.references:
        statement = statements[item.imported]
        if item.imported in natives:
            found = natives[item.imported]
            used = _below_module(statement, found, item)
            if used is not None:
                yield exported[found.module], ".".join((found.module, *used)), item.line
        elif operators and not statement.level:
            dotted = f"{statement.bound_path}.{item.attributes}"
            if dotted.startswith(_OPERATORS):
                yield operators, dotted, item.line


def _longest_known(dotted: str, names: NamedBindings) -> str:
    """Return as much of a dotted name as is known, from its start on."""
    while dotted not in names and dotted:
        dotted = dotted.rpartition(".")[0]
    return dotted


def _below_module(statement: Import, found: FoundModule, item: Reference) -> tuple[str, ...] | None:
    """Return what a use of an import names of the module; None if it names something else."""
    attributes = tuple(part for part in item.attributes.split(".") if part)
    if not statement.binds_top:
        return (*found.rest, *attributes)
    # ``import a.b._ext`` binds ``a``, so that the module is named again.
    through = (*found.before, found.module)[1:]
    if attributes[: len(through)] != through:
        return None
    return attributes[len(through) :]
