"""The data of a site or repository, found on disk and opened when they are asked for."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import msgspec

from sphinx_kwindex.data_files.sorted_lines import SortedLines, UnreadableDataError
from sphinx_kwindex.disk.reading import UnreadableError, is_file, read_file
from sphinx_kwindex.records.data_lines import (
    FORMAT,
    MANIFEST,
    FileLine,
    Manifest,
    MessageLine,
    SymbolLine,
    UseLine,
)

_MOST_BYTES = 1_000_000
_PLACES = (
    ".",
    "_kwindex/data",
    "_build/html/_kwindex/data",
    "build/html/_kwindex/data",
    "docs/_build/html/_kwindex/data",
    "docs/build/html/_kwindex/data",
)
"""Where data lie below the folder of a site, of its sources, or of a repository."""


class Data:
    """The data in a folder.

    Parameters
    ----------
    folder:
        The folder that holds the manifest.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = folder / MANIFEST
        try:
            manifest = msgspec.json.decode(read_file(path, _MOST_BYTES), type=Manifest)
        except (UnreadableError, msgspec.DecodeError, RecursionError) as error:
            raise UnreadableDataError(f"{path} cannot be read: {error}") from None
        if manifest.format != FORMAT:
            raise UnreadableDataError(
                f"{path} is of format {manifest.format}, and this version reads {FORMAT}: "
                "build the site again"
            )
        self.hashes = manifest.files
        """What the manifest says of each file, by its name."""
        self.version = manifest.version
        """The version of sphinx-kwindex that wrote them."""
        self.release = manifest.release
        """What the documentation called the state of the repository."""

    @cached_property
    def symbols(self) -> SortedLines[SymbolLine]:
        """The definitions, by name."""
        return SortedLines(self.path_of("symbols"), SymbolLine)

    @cached_property
    def uses(self) -> SortedLines[UseLine]:
        """The uses, by the id of what is used."""
        return SortedLines(self.path_of("uses"), UseLine)

    @cached_property
    def files(self) -> SortedLines[FileLine]:
        """The files, by path."""
        return SortedLines(self.path_of("files"), FileLine)

    @cached_property
    def messages(self) -> SortedLines[MessageLine]:
        """The error messages, by text."""
        return SortedLines(self.path_of("messages"), MessageLine)

    def path_of(self, name: str) -> Path:
        """Return the file of a kind of data.

        Raises
        ------
        UnreadableDataError
            If there is none.
        """
        file = f"{name}.jsonl"
        if file not in self.hashes:
            raise UnreadableDataError(
                f"{self.folder} has no {file}: add '{name}' to kwindex_exports and build the site "
                "again"
            )
        return self.folder / file


def find_data(folder: Path) -> Data:
    """Return the data in a folder, or in the places below it where a build leaves them.

    Parameters
    ----------
    folder:
        The folder of the data, of a site, of the sources of one, or of a repository.

    Raises
    ------
    UnreadableDataError
        If there are none, or they cannot be read.
    """
    for place in _PLACES:
        if is_file(folder / place / MANIFEST):
            return Data(folder / place)
    raise UnreadableDataError(
        f"there are no data below {folder}: build the site with kwindex_exports = "
        "['files', 'messages', 'symbols', 'uses'], or run "
        "`python -m sphinx_kwindex.export files messages symbols uses -o FOLDER`"
    )
