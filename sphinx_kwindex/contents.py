"""What a run of the pipeline takes and gives: the sources, read once, and the outcome."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sphinx_kwindex.cache import content_key
from sphinx_kwindex.config import Settings
from sphinx_kwindex.diagnostics import Diagnostic
from sphinx_kwindex.discovery import Root
from sphinx_kwindex.pages.additions import Additions
from sphinx_kwindex.source_files import SourceFile, TextState
from sphinx_kwindex.staging import Manifest


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


def read_content(source: SourceFile, max_size: int) -> Content:
    """Read a file; one that is too large or cannot be read keeps its place without content."""
    location = Path(source.location)
    try:
        size = location.stat().st_size
        if size > max_size:
            state = TextState.BINARY if _is_binary(location) else TextState.OVERSIZE
            return Content(source, b"", size, f"size {size}", state)
        data = location.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Content(source, b"", 0, reason, TextState.UNREADABLE, f"cannot be read: {reason}")
    return Content(source, data, len(data), content_key(source.telling_name, data), TextState.TEXT)


def _is_binary(location: Path) -> bool:
    # The package of the analysers loads astroid, which a build with nothing to do need not.
    from sphinx_kwindex.analysis.decoding import SNIFFED_BYTES, is_binary

    with location.open("rb") as stream:
        return is_binary(stream.read(SNIFFED_BYTES))
