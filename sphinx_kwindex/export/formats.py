"""The formats, by name, and what their files are called.

A build with nothing to do asks for the names alone: what writes a format is loaded when it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_kwindex.build.exporting import Repository

FILE_NAMES: Mapping[str, str] = MappingProxyType({"ctags": "tags", "scip": "index.scip"})
"""The usual name of the file of each format."""


def write_export(name: str, repository: Repository) -> bytes:
    """Return what a repository is in a format.

    Parameters
    ----------
    name:
        A name of :data:`FILE_NAMES`.
    repository:
        The repository.

    Raises
    ------
    KeyError
        If there is no such format.
    SourceChangedError
        If a file changed since it was looked at.
    """
    if name == "ctags":
        from sphinx_kwindex.export.ctags import ctags_of

        return ctags_of(repository)
    if name == "scip":
        from sphinx_kwindex.export.scip.index import scip_of

        return scip_of(repository)
    raise KeyError(name)
