"""What the entry points that a project declares lead to."""

from __future__ import annotations

import re

import msgspec

from sphinx_kwindex.project.python.imports import Definition, ImportResolver
from sphinx_kwindex.project.python.modules import ModuleIndex
from sphinx_kwindex.records.declared import EntryPoint
from sphinx_kwindex.records.imports import Import

_OBJECT = re.compile(r"\s*(?P<module>[\w.]+)\s*(?::\s*(?P<name>[\w.]+)\s*)?(?:\[[^\]]*\]\s*)?\Z")


class LinkedEntryPoint(msgspec.Struct, frozen=True):
    """An entry point with what it means in the repository."""

    declared: EntryPoint
    target: str | None
    """The file of the module that it names; None if that is not in the repository."""
    definition: Definition | None

    @property
    def path(self) -> str:
        """The file that declares it."""
        return self.declared.path


def link_entry_point(
    declared: EntryPoint, modules: ModuleIndex, resolver: ImportResolver
) -> LinkedEntryPoint:
    """Find what an entry point names, as an import in the same place would.

    Parameters
    ----------
    declared:
        The entry point.
    modules:
        The modules of the repository.
    resolver:
        Follows names from file to file.
    """
    path = declared.path
    found = _OBJECT.match(declared.value)
    target = modules.resolve(found["module"], path) if found else None
    definition = None
    if found and target is not None and found["name"]:
        head, _, rest = found["name"].partition(".")
        statement = Import(found["module"], 0, head, "", declared.line)
        definition = resolver.resolve(statement, path).definition
        if rest:
            definition = resolver.definition_of(found["name"], target)
    return LinkedEntryPoint(declared, target, definition)
