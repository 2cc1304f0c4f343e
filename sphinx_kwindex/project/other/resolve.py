"""What a resolver of imports is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.imports import Import

Repository = Mapping[str, FileFacts]
"""All files by path."""

Resolve = Callable[[Import, FileFacts], Collection[str] | None]
"""Takes an import and the file it is in; returns the files that it means, or None if it means
one of several or too many to name."""
