"""The stage between linking and planning: what holds between all files and folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.data_files.earlier import NOTHING_EARLIER, EarlierData
from sphinx_kwindex.insights.findings import NO_FINDINGS, Findings
from sphinx_kwindex.keywords import Keyword
from sphinx_kwindex.project import Folder, Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations import Context, RelatedFiles
from sphinx_kwindex.relations.change_records import KnownChanges
from sphinx_kwindex.relations.changes_since import find_changes
from sphinx_kwindex.relations.definitions import Definitions
from sphinx_kwindex.relations.documentation import find_documentation, no_documentation
from sphinx_kwindex.relations.folders import (
    FileSummary,
    FolderFigures,
    Folders,
    IndexedKeywords,
    KeptIndex,
    KnownIndexes,
    RepositoryIndexes,
    folder_chains,
    index_keywords,
    repository_indexes,
    small_folders,
    summaries,
    view_folders,
)
from sphinx_kwindex.relations.keywords import (
    FindKeywords,
    file_keywords,
    keyword_reads,
    no_keywords,
)
from sphinx_kwindex.relations.patterns import find_known_patterns, no_patterns
from sphinx_kwindex.relations.reads import UseReads
from sphinx_kwindex.relations.tests.known import find_known_tests


class LocalEdit(msgspec.Struct, frozen=True):
    """An edit that concerns few files, with what the last run knows of the others."""

    affected: frozenset[str]
    """The files whose own pages may show something else."""
    before: FolderFigures
    """What the pages of folders showed of files and indexes."""
    is_hidden: bool = True
    """Whether indexes and folders see nothing of it either."""
    concerns_uses: bool = False
    """Whether files may show something else that use those which changed, or are used by them."""


class RelatedRepository(msgspec.Struct, frozen=True):
    """All that the pages of a repository show, as data, but the texts."""

    context: Context
    """What the relations come from."""
    keywords: Mapping[str, tuple[Keyword, ...]]
    """Keywords of each file, in index order; after a hidden edit, of those it affects."""
    indexes: RepositoryIndexes
    """The keyword indexes of folders, and the lists of the repository; after a hidden edit, those
    indexes that are parts of other pages."""
    indexed: IndexedKeywords | None
    """What they are made from, for the next run; None where that is as it was."""
    figures: FolderFigures
    """What the pages of folders show of all files and indexes."""
    folders: Folders
    relations: RelatedFiles
    """Says what holds between a file and others."""
    unaffected: frozenset[str] = frozenset()
    """The files of which all that their pages show is what it was in the last run."""

    @property
    def name(self) -> str:
        """What the repository calls itself; empty if it does not say."""
        return self.context.project.metadata.name

    @property
    def changes(self) -> KnownChanges:
        """What changed since an earlier build."""
        return self.context.changes

    @property
    def files(self) -> Mapping[str, FileFacts]:
        """What each file says of itself, by its path, sorted."""
        return self.context.project.files

    @property
    def tree(self) -> Mapping[str, Folder]:
        """The folders with their files, by path, sorted."""
        return self.context.project.folders


def relate_repository(
    project: Project,
    settings: Settings,
    findings: Findings = NO_FINDINGS,
    *,
    shows_patterns: bool = True,
    additional: FindKeywords = no_keywords,
    exists: Callable[[str], bool] = lambda _: False,
    edit: LocalEdit | None = None,
    before: FolderFigures | None = None,
    earlier: EarlierData = NOTHING_EARLIER,
    index: KeptIndex | None = None,
) -> RelatedRepository:
    """Relate the files and folders of a repository to each other.

    Parameters
    ----------
    project:
        The linked facts.
    settings:
        The options.
    findings:
        What rules match in the files.
    shows_patterns:
        Whether a page shows patterns, so that they are looked for.
    additional:
        Returns the keywords of a file that the project adds.
    exists:
        Returns whether a path is in the repository on disk, for files that are not documented.
    edit:
        What changed since the last run, if that concerns few files.
    before:
        What the pages of folders showed after the last run, if code and options are the same.
    earlier:
        The data of an earlier build, to say what changed since.
    index:
        What is kept of the keyword indexes since then; None for nothing.
    """
    former = edit.before if edit is not None else FolderFigures({}, {}, {}, {})
    context = _context(
        project, settings, findings, earlier, shows_patterns=shows_patterns, exists=exists
    )
    affected = _affected(context, edit)
    find = partial(_keywords, context, additional)
    indexed = _indexed(project, find, index, edit)
    keywords = {path: find(path) for path in affected} if indexed is None else indexed.keywords
    own = {path: keywords[path] for path in affected}
    found, uses = summaries(context, own, before.uses if before is not None else {})
    chains = folder_chains(project.folders) if settings.small_folder else {}
    indexes, figures = _shown(context, indexed, chains, before, former)
    files, uses = {**former.files, **found}, {**former.uses, **uses}
    figures = msgspec.structs.replace(figures, files=files, uses=uses)
    folders = view_folders(context, figures, chains)
    figures = msgspec.structs.replace(
        figures, coverage=folders.coverage, changes=context.changes.keys
    )
    unaffected = _unaffected(project, found, former.files)
    return RelatedRepository(
        context, keywords, indexes, indexed, figures, folders, RelatedFiles(context), unaffected
    )


def _context(
    project: Project,
    settings: Settings,
    findings: Findings,
    earlier: EarlierData,
    *,
    shows_patterns: bool,
    exists: Callable[[str], bool],
) -> Context:
    return Context(
        project=project,
        settings=settings,
        findings=findings,
        patterns=find_known_patterns(project, settings) if shows_patterns else no_patterns,
        tests=find_known_tests(project),
        documentation=find_documentation(project) if settings.coverage else no_documentation,
        definitions=Definitions(project.files),
        reads=UseReads(project),
        exists=exists,
        changes=find_changes(project, earlier, private=settings.private),
    )


def _affected(context: Context, edit: LocalEdit | None) -> list[str]:
    """Return the files of which something may be different after an edit, sorted."""
    files = context.project.files
    if edit is None:
        return list(files)
    known = edit.before.uses if edit.concerns_uses else {}
    using = {path for path, said in known.items() if said.key != context.reads(files[path])}
    # What used a definition that is gone may have been mended.
    now, then = context.changes.keys, edit.before.changes
    changed = {path for path in now.keys() | then.keys() if now.get(path) != then.get(path)}
    return sorted(edit.affected | using | (changed & files.keys()))


def _keywords(context: Context, additional: FindKeywords, path: str) -> tuple[Keyword, ...]:
    project = context.project
    private = context.settings.private
    return file_keywords(project, project.files[path], additional, private=private)


def _indexed(
    project: Project,
    find: Callable[[str], tuple[Keyword, ...]],
    index: KeptIndex | None,
    edit: LocalEdit | None,
) -> IndexedKeywords | None:
    """Return the keywords of all files, None after a hidden edit, which changes none."""
    if edit is not None and edit.is_hidden:
        return None
    return index_keywords(keyword_reads(project), find, index)


def _shown(
    context: Context,
    indexed: IndexedKeywords | None,
    chains: Mapping[str, str],
    before: FolderFigures | None,
    former: FolderFigures,
) -> tuple[RepositoryIndexes, FolderFigures]:
    """Return the indexes, and what folders show of them; after a hidden edit as they were."""
    if indexed is None:
        return RepositoryIndexes(former.small, {}, {}, {}), former
    indexes = _indexes(context, indexed, chains, before)
    return indexes, _counted(context.project.folders, context.settings.small_folder, indexes)


def _indexes(
    context: Context,
    indexed: IndexedKeywords,
    chains: Mapping[str, str],
    before: FolderFigures | None,
) -> RepositoryIndexes:
    with_pages = [path for path in context.project.folders if path not in chains]
    known = KnownIndexes(before.indexes, before.small, before.lists) if before is not None else None
    return repository_indexes(indexed, with_pages, context.settings.keywords_per_page, known)


def _unaffected(
    project: Project,
    found: Mapping[str, FileSummary],
    former: Mapping[str, FileSummary],
) -> frozenset[str]:
    """Return the files of which all that their pages show is what it was."""
    is_named_alike = all(item.has_same_pages(former.get(path)) for path, item in found.items())
    return frozenset(project.files.keys() - found.keys() if is_named_alike else ())


def _counted(
    folders: Mapping[str, Folder], small_folder: int, indexes: RepositoryIndexes
) -> FolderFigures:
    """Return what the pages of folders show of the indexes and lists."""
    small = small_folders(folders, indexes.figures, small_folder)
    return FolderFigures(
        files={},
        indexes=indexes.figures,
        small={path: indexes.folders[path] for path in sorted(small)},
        lists=indexes.list_figures,
    )
