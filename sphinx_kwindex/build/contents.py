"""What a run of the pipeline takes and gives: the sources, and the outcome.

A run looks at the content of every file to tell what changed, and reads it again when it needs it:
all contents of a large repository do not fit into memory.
"""

from __future__ import annotations

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.data_files.earlier import NOTHING_EARLIER, EarlierData
from sphinx_kwindex.discovery import LeftOut, Root
from sphinx_kwindex.disk.reading import SNIFFED_BYTES, TooLargeError, UnreadableError, read_file
from sphinx_kwindex.indexes.files import IndexFile
from sphinx_kwindex.pages.site.additions import Additions
from sphinx_kwindex.records.diagnostics import Diagnostic
from sphinx_kwindex.records.source_files import Access, SourceFile, TextState
from sphinx_kwindex.store.facts import content_key
from sphinx_kwindex.store.page_keys import LastRun
from sphinx_kwindex.store.staging import Manifest


class SourceChangedError(Exception):
    """A file holds something else than when it was looked at.

    Parameters
    ----------
    path:
        Its path in the repository.
    """

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class Content(msgspec.Struct, frozen=True):
    """A file whose content was looked at."""

    source: SourceFile
    size: int
    digest: str
    state: TextState
    """:attr:`TextState.TEXT` where the content was read, whatever it is."""
    problem: str = ""
    kept: bytes | None = None
    """The content, of a file that changes while it is being documented."""

    def read(self) -> bytes:
        """Return the content that was looked at; nothing where it was not read.

        Raises
        ------
        SourceChangedError
            If the file holds something else by now, or cannot be read any more.
        """
        if self.kept is not None:
            return self.kept
        if self.state is not TextState.TEXT:
            return b""
        try:
            data = read_file(self.source.location, self.size)
        except UnreadableError:
            raise SourceChangedError(self.source.path) from None
        if content_key(self.source.telling_name, data) != self.digest:
            raise SourceChangedError(self.source.path)
        return data


class Inputs(msgspec.Struct, frozen=True):
    """Everything that the pages depend on."""

    settings: Settings
    roots: tuple[Root, ...]
    contents: tuple[Content, ...]
    diagnostics: tuple[Diagnostic, ...]
    """What went wrong while the files were listed."""
    additions: Additions
    """What the project adds to its pages."""
    frame: str
    """All of the above but the contents and the functions of the additions, as one hash."""
    fingerprint: str
    """The same with the contents."""
    indexes: tuple[IndexFile, ...] = ()
    """What other tools say of the repository; their contents are part of the frame."""
    earlier: EarlierData = NOTHING_EARLIER
    """The data of an earlier build, whose contents are part of the fingerprint alone."""


class Former(msgspec.Struct, frozen=True):
    """The last run, as this one finds it."""

    run: LastRun
    is_whole: bool
    """Whether all that it staged is still there and true, but for contents that changed."""
    unlisted: tuple[tuple[str, bool], ...] = ()
    """Paths that its pages asked the disk for, with the answers."""


class Outcome(msgspec.Struct, frozen=True):
    """What a run did."""

    manifest: Manifest
    analysed: int
    """Different contents that had to be analysed."""
    cached: int
    """Files whose facts were in the cache."""
    roots: tuple[Root, ...]
    """Where on disk the files are."""
    left_out: tuple[LeftOut, ...] = ()
    """The folders that are not documented because a tool made them."""


def look_at(source: SourceFile, max_size: int, *, keep: bool = False) -> Content:
    """Return what tells the content of a file; one that cannot be read keeps its place.

    Parameters
    ----------
    source:
        The file.
    max_size:
        The most bytes that it may have.
    keep:
        Whether its content is kept, since it may change soon.
    """
    if source.access is Access.OUTSIDE:
        problem = "is a link to a file that is not documented: it is not followed"
        return Content(source, 0, "", TextState.UNREADABLE, problem)
    try:
        data = read_file(source.location, max_size, head=SNIFFED_BYTES)
    except TooLargeError as error:
        state = TextState.BINARY if _is_binary(error.head) else TextState.OVERSIZE
        return Content(source, error.size, f"size {error.size}", state)
    except UnreadableError as error:
        problem = f"cannot be read: {error}"
        return Content(source, 0, str(error), TextState.UNREADABLE, problem)
    digest = content_key(source.telling_name, data)
    if source.access is Access.SENSITIVE:
        if _is_binary(data[:SNIFFED_BYTES]):  # shown by nobody in any case
            return Content(source, len(data), digest, TextState.BINARY)
        problem = "has the name of a file that holds secrets: its content is not shown"
        return Content(source, len(data), digest, TextState.SENSITIVE, problem)
    return Content(source, len(data), digest, TextState.TEXT, kept=data if keep else None)


def _is_binary(head: bytes) -> bool:
    # The package of the analysers loads astroid, which a build with nothing to do need not.
    from sphinx_kwindex.analysis.decoding import is_binary

    return is_binary(head)
