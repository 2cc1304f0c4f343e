"""What a package passes on from other files, and which packages pass on what a file defines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
from msgspec.structs import replace

from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.project.python.public_api import Reexport
from sphinx_kwindex.records.analysis import FileFacts, is_private_name
from sphinx_kwindex.relations.context import Context


class OfferedName(msgspec.Struct, frozen=True):
    """A name that a package takes from another file and offers as its own."""

    package: str
    """Path of the ``__init__``."""
    name: str
    line: int
    """Where the package imports it; 0 in what is said to the file that it is from, since the lines
    of the package move without that."""
    source: str
    """The file that it is from: that of the definition, where one is known."""
    definition: DefinitionReference | None

    @property
    def is_private(self) -> bool:
        """Whether the name or the definition is private by convention."""
        named = self.definition is not None and self.definition.is_private
        return named or is_private_name(self.name)


class PublicNames(msgspec.Struct, frozen=True):
    """Both directions, sorted by name in each package."""

    passed_on: tuple[OfferedName, ...] = ()
    """What the file, an ``__init__``, passes on from others."""
    offered: tuple[OfferedName, ...] = ()
    """What of the file any ``__init__`` passes on."""


def public_names_of_files(context: Context) -> Callable[[FileFacts], PublicNames]:
    """Relate each file to what packages offer of it, and to what it offers as a package.

    Returns
    -------
    function from the facts of a file to its public names
        As far as the options show them.
    """
    project = context.project

    def shown(found: Iterable[Reexport]) -> tuple[OfferedName, ...]:
        names = (_offered(item) for item in found)
        return tuple(name for name in names if context.settings.private or not name.is_private)

    return lambda facts: PublicNames(
        shown(project.reexports.get(facts.path, ())),
        shown(replace(item, line=0) for item in project.offered.get(facts.path, ())),
    )


def _offered(item: Reexport) -> OfferedName:
    definition = item.definition.reference if item.definition is not None else None
    return OfferedName(item.path, item.name, item.line, item.source, definition)
