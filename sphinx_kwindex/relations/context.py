"""What a relation may look at, and what a relation is."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.insights.findings import Findings
from sphinx_kwindex.insights.patterns import Match
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.change_records import NOTHING_KNOWN, KnownChanges
from sphinx_kwindex.relations.definitions import Definitions
from sphinx_kwindex.relations.documentation import FileDocumentation
from sphinx_kwindex.relations.tests.known import KnownTests


class Context(msgspec.Struct, frozen=True):
    """The linked repository, with what was asked about it."""

    project: Project
    settings: Settings
    findings: Findings
    """What rules match in the files."""
    patterns: Callable[[FileFacts], tuple[Match, ...]]
    """Returns the patterns of a file with their places; none where no page shows them."""
    tests: KnownTests
    documentation: Callable[[FileFacts], FileDocumentation | None]
    """Returns what is documented in a file; None where nothing is public, or no page shows it."""
    definitions: Definitions
    """Finds the definition that a name means, the file itself for an empty one."""
    reads: Callable[[FileFacts], bytes]
    """Returns the key of what the relations of use read for a file."""
    exists: Callable[[str], bool]
    """Returns whether a path is on disk, for files that are not documented."""
    changes: KnownChanges = NOTHING_KNOWN
    """What changed since an earlier build."""


class Relation(msgspec.Struct, frozen=True):
    """Something that holds between a file and others.

    Preparing looks at the repository once; the function that it returns is then asked for each
    file, so that the records of all files need never be in memory together.
    """

    name: str
    """The field of :class:`~sphinx_kwindex.relations.FileRelations` that it fills."""
    prepare: Callable[[Context], Callable[[FileFacts], object]]
    is_of_use: bool = False
    """Whether it reads nothing but what :attr:`Context.reads` has a key for.  Then a file is not
    asked for again as long as its key is the same; of any other relation, the record is the key."""
