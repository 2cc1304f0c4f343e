"""Facts of files that are given as text and lie nowhere on disk."""

from __future__ import annotations

import textwrap

from sphinx_kwindex.analysis import analyse
from sphinx_kwindex.limits import DEFAULT_LIMITS, Limits
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.source_files import SourceFile
from tests.core.fixtures import Tree


def facts_of(path: str, content: str | bytes, *, limits: Limits = DEFAULT_LIMITS) -> FileFacts:
    """Return the facts of a file.

    Parameters
    ----------
    path:
        Its path in the repository.
    content:
        What is in it; text may be indented.
    limits:
        How much of it is read.
    """
    data = textwrap.dedent(content).encode() if isinstance(content, str) else content
    source = SourceFile(path, f"/nowhere/{path}")
    analysis = analyse(source.telling_name, data, limits)
    return FileFacts(source, len(data), f"digest of {path}", analysis)


def facts_by_path(files: Tree) -> dict[str, FileFacts]:
    """Return the facts of files by path."""
    return {path: facts_of(path, content) for path, content in files.items()}
