"""Everything that the pages of a folder show, as one record.

Only the keyword index stands apart: it is large, and other pages than its own show nothing of it
but the number of entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from sphinx_kwindex.analysis.inline import marked_up
from sphinx_kwindex.blocks.sentences import shortened, unlinked
from sphinx_kwindex.project import Folder, Project
from sphinx_kwindex.records.docstrings import Passage
from sphinx_kwindex.records.text import Text
from sphinx_kwindex.relations.change_records import ChangesInShort
from sphinx_kwindex.relations.context import Context
from sphinx_kwindex.relations.documentation import Coverage
from sphinx_kwindex.relations.folders.beginnings import (
    Beginnings,
    bears_name,
    beginnings_of,
    top_packages,
)
from sphinx_kwindex.relations.folders.cycles import FolderCycle, FolderCycles
from sphinx_kwindex.relations.folders.index_records import IndexFigures
from sphinx_kwindex.relations.folders.parts import Part, parts_of_folders
from sphinx_kwindex.relations.folders.summaries import FileSummary, UsedName
from sphinx_kwindex.relations.folders.tiles import Tiles, tiles_of_folders
from sphinx_kwindex.relations.folders.totals import (
    FolderStatistics,
    FolderTotals,
    KeyFile,
    PatternTotal,
    add_up,
    in_round_figures,
)
from sphinx_kwindex.relations.folders.tree import FolderTree
from sphinx_kwindex.relations.tests.folders import FolderTests, tests_of_folders

_MOST_USED = 4
"""Of a folder in the table of the one around it."""
_LITTLE = 10
"""Less code than this part of all lines is no more than what tests and documents bring along."""
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


class Readme(msgspec.Struct, frozen=True, array_like=True):
    """The file that is to be read first, whole."""

    path: str
    passages: tuple[Passage, ...]


class Subfolder(msgspec.Struct, frozen=True):
    """A folder as the pages of the one around it show it, which may be several levels above."""

    path: str
    words: Text
    """One sentence; empty without."""
    files: int
    lines: int
    """Rounded, of a large one."""
    coverage: Coverage
    used: tuple[UsedName, ...] = ()
    """The definitions of it and all below that most files use."""
    is_product: bool = False
    """Whether more than a little below is code that is neither a test nor an example."""
    test_files: int = 0
    """Below it."""


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
    """In round figures, of a large one."""
    keywords: int
    """Names of it and all below, without imports: one name in several files is one."""
    has_own_keywords_only: bool
    """Whether these are from the files directly in it alone."""
    keys: tuple[str, ...]
    """Of the pages that its keyword index is split over."""
    declared: DeclaredWords | None
    """What the metadata says of the whole repository, at the top."""
    """Of its own folder too, if the package that has the name of the project says nothing."""
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
    used: tuple[UsedName, ...] = ()
    """The definitions of it and all below that most files use, most first."""
    tiles: Tiles = Tiles()
    """The code below as boxes."""
    beginnings: Beginnings = Beginnings()
    """Where a reader begins, at the top."""
    readme: Readme | None = None
    """What is to be read first, at the top."""
    changes: ChangesInShort | None = None
    """What changed since an earlier build, at the top."""
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
    project, folders = context.project, context.project.folders
    tree = FolderTree(folders, chains, context.settings)
    cycles = FolderCycles(project)
    totals = add_up(folders, files, cycles.position_of)
    words = {path: _words(folder) for path, folder in folders.items()}
    parts, tests = parts_of_folders(project), tests_of_folders(context)
    tiles = tiles_of_folders(folders, files)
    declared = {path: _declared(project) for path in _named_packages(project, totals, words)}
    views = {
        path: FolderView(
            path=path,
            depth=tree.depths[path],
            is_listed=path in tree.listed,
            lists_folders=path in tree.listing,
            subfolders=tuple(_subfolder(p, words[p], totals[p], tests[p]) for p in below),
            files=tuple(files[facts.path] for facts in folders[path].files),
            statistics=in_round_figures(totals[path].statistics),
            keywords=indexes[path].entries,
            has_own_keywords_only=indexes[path].has_own_only,
            keys=indexes[path].keys,
            declared=declared.get(path),
            words=words[path],
            key_files=totals[path].key_files,
            parts=parts.get(path, ()),
            cycles=cycles.seen_from(path, totals[path]),
            patterns=totals[path].patterns if totals[path].with_patterns > 1 else (),
            coverage=totals[path].coverage,
            tests=tests[path],
            used=totals[path].used,
            tiles=tiles[path],
            deeper=tree.deeper(path),
        )
        for path, below in tree.subfolders.items()
    }
    begin = beginnings_of(context, files, totals, parts)
    return {**views, "": _front(views[""], begin, folders[""])}


def _front(view: FolderView, begin: Beginnings, folder: Folder) -> FolderView:
    return msgspec.structs.replace(view, beginnings=begin, readme=_readme(folder))


def _subfolder(
    path: str, words: FolderWords | None, totals: FolderTotals, tests: FolderTests
) -> Subfolder:
    statistics = in_round_figures(totals.statistics)
    return Subfolder(
        path,
        words=shortened(words.summary) if words is not None else (),
        files=statistics.files,
        lines=statistics.lines,
        coverage=totals.coverage,
        used=totals.used[:_MOST_USED],
        is_product=totals.product_lines * _LITTLE > totals.statistics.lines,
        test_files=tests.test_files,
    )


def _declared(project: Project) -> DeclaredWords | None:
    said = project.metadata
    if not said.description:
        return None
    return DeclaredWords(
        marked_up(said.description), said.path if said.path in project.files else ""
    )


def _named_packages(
    project: Project,
    totals: Mapping[str, FolderTotals],
    words: Mapping[str, FolderWords | None],
) -> Iterator[str]:
    """Yield the folders that are what the project says it is: the top, and its own package."""
    yield ""
    for path in top_packages(project, totals):
        if path and words[path] is None and bears_name(path, project.metadata.name):
            yield path


def _readme(folder: Folder) -> Readme | None:
    for facts in folder.files:
        if facts.analysis.readme:
            return Readme(facts.path, facts.analysis.readme)
    return None


def _words(folder: Folder) -> FolderWords | None:
    by_name = {facts.source.name: facts for facts in folder.files}
    for name in _SPEAKING_FILES:
        facts = by_name.get(name)
        if facts is not None and facts.analysis.prose is not None:
            said = facts.analysis.prose
            paragraphs = tuple(map(unlinked, said.paragraphs))
            return FolderWords(facts.path, unlinked(said.summary), paragraphs)
    return None
