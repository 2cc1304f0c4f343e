"""Documents that lie outside the source directory.

Sphinx has no public way to add a document that is no file under the source directory
(https://github.com/sphinx-doc/sphinx/issues/1139).  A subclass of its ``Project`` adds ours: their
docnames join the discovered ones, and their absolute path leads to the staged text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.project import Project

from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.sphinx_ext.warnings import warn
from sphinx_kwindex.store.staging import SUFFIX, StagingArea


class VirtualProject(Project):
    """A project with the staged pages among its documents."""

    def __init__(
        self,
        real: Project,
        area: StagingArea,
        docnames: Iterable[str],
        unread: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__(real.srcdir, real.source_suffix)
        self.restore(real)
        self._area = area
        self._staged = frozenset(docnames)
        self._unread = unread
        self.changed_hands: frozenset[str] = frozenset()
        """Documents that were generated in the last build and are the user's now, or vice versa."""

    def __getstate__(self) -> dict[str, object]:
        """Leave the staged docnames out: the environment, pickled often, holds this object."""
        return {**self.__dict__, "_staged": frozenset(), "_unread": frozenset()}

    def is_staged(self, docname: str) -> bool:
        """Return whether a document is a generated page."""
        return docname in self._staged

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find the documents under the source directory, and add the staged ones."""
        before = frozenset(self._docname_to_path)
        own = super().discover(exclude_paths, include_paths)
        self._forget_staged_files()
        self.changed_hands = self._staged & (before ^ own)
        for docname in sorted(own & self._staged):
            warn(
                DiagnosticCode.DOCNAME_COLLISION,
                "the document has the name of a generated page, which is left out; "
                "rename it, or set kwindex_docname_prefix to another path",
                location=docname,
            )
        self._staged -= own
        self.docnames |= self._staged - self._unread
        return self.docnames

    def admit_unread(self) -> None:
        """Add the pages that another build reads, once Sphinx has chosen what it reads itself."""
        # A new set: the one that was there may be the set of what is to be read.
        self.docnames = self.docnames | (self._staged & self._unread)

    def _forget_staged_files(self) -> None:
        """Drop the staged files that lie under the source directory, as its ``_build`` may.

        They are documents by their suffix; their docnames are the generated ones, not their paths.
        """
        found = [path for path in self._path_to_docname if path.suffix == SUFFIX]
        for path in found:
            docname = self._path_to_docname.pop(path)
            del self._docname_to_path[docname]
            self.docnames.discard(docname)

    def doc2path(self, docname: str, absolute: bool) -> Any:
        """Return the staged file of a generated page, or its name below the source directory.

        The path of the file begins with the source directory, and climbs from there: others open
        it, but also ask for the part of it below that directory.
        """
        if docname not in self._staged:
            return super().doc2path(docname, absolute)
        return (
            self._pages / f"{docname}{SUFFIX}" if absolute else type(self.srcdir)(docname + SUFFIX)
        )

    @cached_property
    def _pages(self) -> Any:
        """The folder of the staged pages; Sphinx asks for the path of each several times."""
        folder = self._area.pages
        try:
            return self.srcdir / os.path.relpath(folder, self.srcdir)
        except ValueError:  # another drive
            return type(self.srcdir)(folder)

    def path2doc(self, filename: str | os.PathLike[str]) -> str | None:
        """Return the docname of a file, also of a staged one."""
        docname = self._area.docname_of(Path(os.path.normpath(filename)))
        return docname if docname in self._staged else super().path2doc(filename)


def is_generated(app: Sphinx, docname: str) -> bool:
    """Return whether a document is one of ours.

    Parameters
    ----------
    app:
        The application.
    docname:
        Any document.
    """
    project = app.project
    return isinstance(project, VirtualProject) and project.is_staged(docname)
