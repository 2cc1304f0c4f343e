"""Files as they are found: where they lie, and whether they can be read as text."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from sphinx_kwindex.paths import folder_of, name_of
from sphinx_kwindex.records.testing_paths import is_below_tests


class TextState(StrEnum):
    """What became of the attempt to read a file as text."""

    TEXT = "text"
    """The file is text and its content is known."""
    BINARY = "binary"
    """The file holds data, not text."""
    UNDECODABLE = "undecodable"
    """The file looks like text, but not in the encoding that it should have."""
    UNREADABLE = "unreadable"
    """The file system refused to hand over the content."""
    OVERSIZE = "oversize"
    """The file is larger than ``kwindex_max_file_size``."""
    SENSITIVE = "sensitive"
    """The file holds secrets, by its name or by a line of it; its content is not shown."""


class Access(StrEnum):
    """What the place of a file says about reading it."""

    FREE = "free"
    """Nothing: it is read, and shown if no line of it is a secret."""
    CLEARED = "cleared"
    """The options say that it holds no secret, whatever its name and its lines."""
    SENSITIVE = "sensitive"
    """Its name is one of files that hold secrets."""
    OUTSIDE = "outside"
    """It is a link to a file that is not documented itself."""


_TELLING_FOLDERS = frozenset({"requirements", "constraints"})
"""Folders whose files are of one type, whatever their names."""
BELOW_TESTS = "tests/"
"""What the telling names of files below a folder of tests begin with."""
CLEARED = "cleared/"
"""What the telling names of files begin with that hold no secret, as the options say."""


class SourceFile(msgspec.Struct, frozen=True):
    """A file of the documented repository, found on disk and not yet read."""

    path: str
    """Path in the repository, with ``/`` on every system; what pages show."""
    location: str
    """Absolute path on this machine; for reading and for warnings, never for a page."""
    access: Access = Access.FREE
    is_link: bool = False

    @property
    def name(self) -> str:
        """The last part of the path."""
        return name_of(self.path)

    @property
    def telling_name(self) -> str:
        """What of the path tells facts: the last part, with its folder where that tells the type.

        :data:`BELOW_TESTS` stands before it where the content is perhaps one of tests, and before
        that :data:`CLEARED` where lines that look like secrets are none.
        """
        last = name_of(self.folder)
        telling = f"{last}/{self.name}" if last in _TELLING_FOLDERS else self.name
        if is_below_tests(self.path):
            telling = f"{BELOW_TESTS}{telling}"
        return f"{CLEARED}{telling}" if self.access is Access.CLEARED else telling

    @property
    def folder(self) -> str:
        """Path of the folder that holds the file; empty for the top."""
        return folder_of(self.path)
