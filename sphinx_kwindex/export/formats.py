"""The formats, by name, and what their files are called.

A build with nothing to do asks for the names alone: what writes a format is loaded when it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_kwindex.build.exporting import Repository

FILE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ctags": "tags",
        "files": "files.jsonl",
        "messages": "messages.jsonl",
        "scip": "index.scip",
        "symbols": "symbols.jsonl",
        "uses": "uses.jsonl",
    }
)
"""The usual name of the file of each format."""


_PACKAGE = "sphinx_kwindex.export"
_WRITERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ctags": (f"{_PACKAGE}.ctags", "ctags_of"),
        "files": (f"{_PACKAGE}.data.files", "files_of"),
        "messages": (f"{_PACKAGE}.data.files", "messages_of"),
        "scip": (f"{_PACKAGE}.scip.index", "scip_of"),
        "symbols": (f"{_PACKAGE}.data.symbols", "symbols_of"),
        "uses": (f"{_PACKAGE}.data.uses", "uses_of"),
    }
)


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
    # What writes a format is loaded when it is.
    module, function = _WRITERS[name]
    write: Callable[[Repository], bytes] = getattr(import_module(module), function)
    return write(repository)
