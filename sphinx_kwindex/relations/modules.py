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
    is_importable: bool
    """Whether it has the name of a module; a script without suffix does not."""


def modules_of_files(context: Context) -> Callable[[FileFacts], Module | None]:
    """Return the relation of a Python file to its package.

    Returns
    -------
    function from the facts of a file to the module that it is
        None for files of other languages.
    """
    modules = context.project.modules

    def of(facts: FileFacts) -> Module | None:
        if not facts.is_python:
            return None
        path = facts.path
        return Module(
            modules.dotted_name(path), modules.package_of(path), modules.is_importable(path)
        )

    return of
