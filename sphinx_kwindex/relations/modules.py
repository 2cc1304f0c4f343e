"""What a Python file is called where it is imported."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.context import Context


class Module(msgspec.Struct, frozen=True, array_like=True):
    """A Python file as a module."""

    name: str
    """Dotted."""
    package: str
    """Dotted name of the package around it, its own for a package; empty for a lone module."""


def modules_of_files(context: Context) -> Callable[[FileFacts], Module | None]:
    """Return what gives the module that a file is; None for scripts and other files."""
    modules = context.project.modules

    def of(facts: FileFacts) -> Module | None:
        if not facts.is_python or not modules.is_importable(facts.path):
            return None
        return Module(modules.dotted_name(facts.path), modules.package_of(facts.path))

    return of
