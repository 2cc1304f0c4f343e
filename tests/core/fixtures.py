"""What the fixtures of these tests are called with, and what they return."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from sphinx_kwindex.build.contents import Outcome
from sphinx_kwindex.limits import DEFAULT_LIMITS, Limits
from sphinx_kwindex.pages.site.plan import Plan
from sphinx_kwindex.project import Project, ProjectMetadata
from sphinx_kwindex.records.analysis import Analysis

Tree = Mapping[str, str | bytes]
"""Contents of files by their paths."""


class WriteTree(Protocol):
    """Writes files; a name that ends with a slash is an empty folder."""

    def __call__(self, files: Tree) -> Path: ...


class Find(Protocol):
    """Writes files and returns the paths that discovery lists, options as keywords."""

    def __call__(self, files: Tree, **options: object) -> list[str]: ...


class AnalysePython(Protocol):
    """Analyses Python source."""

    def __call__(self, source: str | bytes, name: str = "m.py") -> Analysis: ...


class Link(Protocol):
    """Links files given as a mapping of path to content."""

    def __call__(
        self,
        files: Tree,
        tops: Mapping[str, str] | None = None,
        metadata: Mapping[str, ProjectMetadata] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Project: ...


class Planned(Protocol):
    """Plans the pages of files given as a mapping of path to content, options as keywords."""

    def __call__(self, files: Tree, **options: object) -> Plan: ...


class Build(Protocol):
    """Runs the whole pipeline on a folder."""

    def __call__(
        self, root: Path, *, state: str = "state", jobs: int = 1, **options: object
    ) -> Outcome: ...


class Staged(Protocol):
    """Returns the text of the staged pages by docname."""

    def __call__(self, state: str = "state") -> dict[str, str]: ...
