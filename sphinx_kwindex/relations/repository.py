"""The stage between linking and planning: what holds between all files and folders."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.insights.findings import NO_FINDINGS, Findings
from sphinx_kwindex.keywords import Keyword
from sphinx_kwindex.project import Folder, Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations import Context, RelatedFiles
from sphinx_kwindex.relations.definitions import Definitions
from sphinx_kwindex.relations.documentation import document_files
from sphinx_kwindex.relations.folders import (
    FileSummary,
    FolderFigures,
    Folders,
    KeywordIndex,
    KnownUses,
    folder_chains,
    keyword_indexes,
    led_to,
    repository_lists,
    small_folders,
    summaries,
    view_folders,
)
from sphinx_kwindex.relations.keywords import FindKeywords, keywords_of_files, no_keywords
from sphinx_kwindex.relations.patterns import patterns_by_file
from sphinx_kwindex.relations.reads import UseReads
from sphinx_kwindex.relations.tests.known import find_known_tests


class HiddenEdit(msgspec.Struct, frozen=True):
    """An edit of which other files see nothing, with what the last run knows of them."""

    affected: frozenset[str]
    """The files whose own pages may show something else."""
    before: FolderFigures
    """What the pages of folders showed of files and indexes."""


class RelatedRepository(msgspec.Struct, frozen=True):
    """All that the pages of a repository show, as data, but the texts."""

    context: Context
    """What the relations come from."""
    keywords: Mapping[str, tuple[Keyword, ...]]
    """Keywords of each file, in index order; after a :class:`HiddenEdit`, of those it affects."""
    indexes: Mapping[str, KeywordIndex]
    """The keyword index of each folder, by its path; after a :class:`HiddenEdit` only
    those are needed that are parts of other pages."""
    lists: Mapping[str, KeywordIndex]
    """The lists of the repository, by the slugs of their kinds; none after a hidden edit."""
    figures: FolderFigures
    """What the pages of folders show of all files and indexes."""
    folders: Folders
    relations: RelatedFiles
    """Says what holds between a file and others."""

    @property
    def name(self) -> str:
        """What the repository calls itself; empty if it does not say."""
        return self.context.project.metadata.name

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
    edit: HiddenEdit | None = None,
    before: FolderFigures | None = None,
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
        What changed since the last run, if other files see nothing of that.
    before:
        What the pages of folders showed after the last run, if code and options are the same.
    """
    affected = project.files if edit is None else sorted(edit.affected)
    files = (project.files[path] for path in affected)
    keywords = keywords_of_files(project, files, additional, private=settings.private)
    context = Context(
        project=project,
        settings=settings,
        findings=findings,
        patterns=patterns_by_file(project, settings, affected) if shows_patterns else {},
        tests=find_known_tests(project),
        documentation=document_files(project, affected) if settings.coverage else {},
        definitions=Definitions(project.files),
        reads=UseReads(project),
        exists=exists,
    )
    found, uses = summaries(context, keywords, before.uses if before is not None else {})
    chains = folder_chains(project.folders) if settings.small_folder else {}
    if edit is None:
        lists, indexes = _indexes(project, settings, keywords, chains)
        counted = _counted(project.folders, settings.small_folder, lists, indexes)
        figures = msgspec.structs.replace(counted, files=found, uses=uses)
    else:
        lists, indexes = {}, dict(edit.before.small)
        figures = _updated(edit.before, found, uses)
    folders = view_folders(context, figures, chains)
    figures = msgspec.structs.replace(figures, coverage=folders.coverage)
    return RelatedRepository(
        context, keywords, indexes, lists, figures, folders, RelatedFiles(context)
    )


def _updated(
    before: FolderFigures, files: Mapping[str, FileSummary], uses: Mapping[str, KnownUses]
) -> FolderFigures:
    """Return figures of a run of which a later one made those of some files again."""
    return msgspec.structs.replace(
        before, files={**before.files, **files}, uses={**before.uses, **uses}
    )


def _indexes(
    project: Project,
    settings: Settings,
    keywords: Mapping[str, tuple[Keyword, ...]],
    chains: Mapping[str, str],
) -> tuple[dict[str, KeywordIndex], dict[str, KeywordIndex]]:
    """Return the lists of the repository by their slugs, and the indexes of its folders by path."""
    with_pages = [path for path in project.folders if path not in chains]
    lists = repository_lists(keywords, settings.keywords_per_page)
    indexes = keyword_indexes(keywords, with_pages, settings.keywords_per_page)
    indexes[""] = led_to(indexes[""], lists.values())
    return lists, indexes


def _counted(
    folders: Mapping[str, Folder],
    small_folder: int,
    lists: Mapping[str, KeywordIndex],
    indexes: Mapping[str, KeywordIndex],
) -> FolderFigures:
    """Return what the pages of folders show of the indexes and lists."""
    shown = {path: index.counted for path, index in indexes.items()}
    small = small_folders(folders, shown, small_folder)
    return FolderFigures(
        files={},
        indexes=shown,
        small={path: indexes[path] for path in sorted(small)},
        lists={slug: index.counted for slug, index in lists.items()},
    )
