"""Everything that the pages of a folder show, as one record.

Only the keyword index stands apart: it is large, and other pages than its own show nothing of it
but the number of entries.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from sphinx_kwindex.analysis.inline import marked_up
from sphinx_kwindex.blocks.sentences import shortened, unlinked
from sphinx_kwindex.project import Folder, Project
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.cycles import Step, home_of, way_round
from sphinx_kwindex.relations.documentation import Coverage
from sphinx_kwindex.relations.folders.index_records import IndexFigures
from sphinx_kwindex.relations.folders.parts import Part, parts_of_folders
from sphinx_kwindex.relations.folders.summaries import FileSummary
from sphinx_kwindex.relations.folders.totals import (
    FolderStatistics,
    FolderTotals,
    KeyFile,
    PatternTotal,
    add_up,
)
from sphinx_kwindex.relations.folders.tree import FolderTree
from sphinx_kwindex.relations.tests.folders import FolderTests, tests_of_folders

_MOST_MEMBERS = 12
_SPEAKING_FILES = (
    "__init__.py", "README.md", "README.rst", "README.txt", "README", "__init__.pyi"
)  # fmt: skip
"""The files that speak for their folder, the first that says something wins."""


class DeclaredWords(msgspec.Struct, frozen=True, array_like=True):
    """What the metadata of a repository says that it is."""

    words: Text
    path: str
    """The file that says so; empty where it is not documented."""


class FolderWords(msgspec.Struct, frozen=True, array_like=True):
    """What a file says for its folder."""

    path: str
    summary: Text
    paragraphs: tuple[Text, ...]


class Subfolder(msgspec.Struct, frozen=True):
    """A folder as the pages of the one around it show it, which may be several levels above."""

    path: str
    words: Text
    """One sentence; empty without."""
    files: int
    lines: int
    keywords: int
    """Names of it and all below, without imports."""
    has_own_keywords_only: bool
    """Whether these are from the files directly in it alone."""
    coverage: Coverage


class FolderCycle(msgspec.Struct, frozen=True):
    """An import cycle with a file below the folder."""

    size: int
    files: tuple[str, ...]
    """All of them in the folder that is their home, else the first."""
    home: str
    """The innermost folder that holds all of them."""
    way_round: tuple[Step, ...]
    """A shortest way from the first file back to it."""


class FolderView(msgspec.Struct, frozen=True):
    """A folder with all that its index and the page about it show."""

    path: str
    """Empty for the top."""
    depth: int
    """How many folders with pages it is in, itself counted; 0 for the top."""
    is_listed: bool
    """Whether tables of contents list it."""
    lists_folders: bool
    """Whether they list its subfolders."""
    subfolders: tuple[Subfolder, ...]
    """Directly in it, or in folders that hold nothing else; sorted."""
    files: tuple[FileSummary, ...]
    """Directly in it, sorted."""
    statistics: FolderStatistics
    keywords: int
    """Names of it and all below, without imports: one name in several files is one."""
    has_own_keywords_only: bool
    """Whether these are from the files directly in it alone."""
    keys: tuple[str, ...]
    """Of the pages that its keyword index is split over."""
    declared: DeclaredWords | None
    """What the metadata says of the whole repository, at the top."""
    words: FolderWords | None
    key_files: tuple[KeyFile, ...]
    parts: tuple[Part, ...]
    """What directly in it imports each other."""
    cycles: tuple[FolderCycle, ...]
    patterns: tuple[PatternTotal, ...]
    """Of it and all below; none where one file alone has any."""
    coverage: Coverage
    tests: FolderTests
    """Of it and all below."""
    lists: tuple[IndexFigures, ...] = ()
    """Of the lists of the repository, at the top."""
    deeper: tuple[str, ...] = ()
    """All folders below one at the depth :data:`DEEPEST_LISTED`, each before those in it."""

    def below(self, path: str) -> str:
        """Return the path of what is below the folder, as it is seen from there."""
        return path.removeprefix(f"{self.path}/") if self.path else path


def folder_views(
    context: Context,
    files: Mapping[str, FileSummary],
    indexes: Mapping[str, IndexFigures],
    chains: Mapping[str, str],
) -> dict[str, FolderView]:
    """Return the view of each folder with pages.

    Parameters
    ----------
    context:
        The linked repository.
    files:
        The summary of each file, by its path.
    indexes:
        What is shown of the keyword index of each folder with pages, by its path.
    chains:
        The folders without pages, each with the one that stands for it.

    Returns
    -------
    mapping from paths of folders to views
        In sorted order.
    """
    project = context.project
    folders = project.folders
    tree = FolderTree(folders, chains, context.settings)
    cycles = _Cycles(project)
    totals = add_up(folders, files, cycles.position_of)
    words = {path: _words(folder) for path, folder in folders.items()}
    parts = parts_of_folders(project)
    tests = tests_of_folders(context)

    return {
        path: FolderView(
            path=path,
            depth=tree.depths[path],
            is_listed=path in tree.listed,
            lists_folders=path in tree.listing,
            subfolders=tuple(
                _subfolder(path, words[path], totals[path], indexes[path]) for path in below
            ),
            files=tuple(files[facts.path] for facts in folders[path].files),
            statistics=totals[path].statistics,
            keywords=indexes[path].entries,
            has_own_keywords_only=indexes[path].has_own_only,
            keys=indexes[path].keys,
            declared=None if path else _declared(project),
            words=words[path],
            key_files=totals[path].key_files,
            parts=parts.get(path, ()),
            cycles=cycles.seen_from(path, totals[path]),
            patterns=totals[path].patterns if totals[path].with_patterns > 1 else (),
            coverage=totals[path].coverage,
            tests=tests[path],
            deeper=tree.deeper(path),
        )
        for path, below in tree.subfolders.items()
    }


def _subfolder(
    path: str, words: FolderWords | None, totals: FolderTotals, index: IndexFigures
) -> Subfolder:
    return Subfolder(
        path,
        words=shortened(words.summary) if words is not None else (),
        files=totals.statistics.files,
        lines=totals.statistics.lines,
        keywords=index.entries,
        has_own_keywords_only=index.has_own_only,
        coverage=totals.coverage,
    )


class _Cycles:
    """The import cycles of a repository, sorted, each with its home and a way round."""

    def __init__(self, project: Project) -> None:
        self._all = sorted(set(project.graph.cycles.values()))
        self._positions = {
            path: position for position, members in enumerate(self._all) for path in members
        }
        self._found = [
            FolderCycle(
                size=len(members),
                files=members[:_MOST_MEMBERS],
                home=home_of(members),
                way_round=way_round(project, members[0]),
            )
            for members in self._all
        ]

    def position_of(self, path: str) -> int | None:
        """Return the position of the cycle that a file is part of."""
        return self._positions.get(path)

    def seen_from(self, folder: str, totals: FolderTotals) -> tuple[FolderCycle, ...]:
        """Return the cycles of a folder; the one that is their home shows all files."""
        return tuple(
            msgspec.structs.replace(found, files=self._all[position])
            if found.home == folder
            else found
            for position in totals.cycles
            for found in (self._found[position],)
        )


def _declared(project: Project) -> DeclaredWords | None:
    said = project.metadata
    if not said.description:
        return None
    return DeclaredWords(
        marked_up(said.description), said.path if said.path in project.files else ""
    )


def _words(folder: Folder) -> FolderWords | None:
    by_name = {facts.source.name: facts for facts in folder.files}
    for name in _SPEAKING_FILES:
        facts = by_name.get(name)
        if facts is not None and facts.analysis.prose is not None:
            said = facts.analysis.prose
            paragraphs = tuple(map(unlinked, said.paragraphs))
            return FolderWords(facts.path, unlinked(said.summary), paragraphs)
    return None
