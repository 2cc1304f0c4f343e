"""What a run of the pipeline takes and gives: the sources, read once, and the outcome."""

from __future__ import annotations

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import LeftOut, Root
from sphinx_kwindex.disk.reading import SNIFFED_BYTES, TooLargeError, UnreadableError, read_file
from sphinx_kwindex.pages.site.additions import Additions
from sphinx_kwindex.records.diagnostics import Diagnostic
from sphinx_kwindex.records.source_files import SourceFile, TextState
from sphinx_kwindex.store.facts import content_key
from sphinx_kwindex.store.staging import Manifest


class Content(msgspec.Struct, frozen=True):
    """A file with its content."""

    source: SourceFile
    data: bytes
    size: int
    digest: str
    state: TextState
    """:attr:`TextState.TEXT` where the content was read, whatever it is."""
    problem: str = ""


class Inputs(msgspec.Struct, frozen=True):
    """Everything that the pages depend on."""

    settings: Settings
    roots: tuple[Root, ...]
    contents: tuple[Content, ...]
    diagnostics: tuple[Diagnostic, ...]
    """What went wrong while the files were listed."""
    additions: Additions
    """What the project adds to its pages."""
    fingerprint: str
    """All of the above but the additions as one hash."""


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


def read_content(source: SourceFile, max_size: int) -> Content:
    """Read a file; one that is too large or cannot be read keeps its place without content."""
    try:
        data = read_file(source.location, max_size, head=SNIFFED_BYTES)
    except TooLargeError as error:
        state = TextState.BINARY if _is_binary(error.head) else TextState.OVERSIZE
        return Content(source, b"", error.size, f"size {error.size}", state)
    except UnreadableError as error:
        problem = f"cannot be read: {error}"
        return Content(source, b"", 0, str(error), TextState.UNREADABLE, problem)
    return Content(source, data, len(data), content_key(source.telling_name, data), TextState.TEXT)


def _is_binary(head: bytes) -> bool:
    # The package of the analysers loads astroid, which a build with nothing to do need not.
    from sphinx_kwindex.analysis.decoding import is_binary

    return is_binary(head)
