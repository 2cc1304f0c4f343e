"""From the project to the pages of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import msgspec

from sphinx_kwindex.blocks.blocks import Crumb, Page
from sphinx_kwindex.config import Settings
from sphinx_kwindex.insights.findings import NO_FINDINGS, Findings
from sphinx_kwindex.keywords import Keyword, custom_keywords, in_index_order
from sphinx_kwindex.keywords.extraction import keywords_of
from sphinx_kwindex.pages.files.file_pages import file_pages
from sphinx_kwindex.pages.files.sections import FileView, Section, chosen_sections
from sphinx_kwindex.pages.folders import folder_pages
from sphinx_kwindex.pages.folders.coverage import coverage_pages
from sphinx_kwindex.pages.folders.keyword_index import first_pages, letter_pages
from sphinx_kwindex.pages.site.additions import NO_ADDITIONS, Additions, added_function
from sphinx_kwindex.pages.site.docnames import PageNames, name_pages
from sphinx_kwindex.pages.site.keys import frame_key, record_key, view_key
from sphinx_kwindex.pages.site.site import Shelf, Site
from sphinx_kwindex.project import Folder, Project
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations import Context, FileRelations, relate
from sphinx_kwindex.relations.folders import Folders, KeywordIndex, keyword_indexes, view_folders
from sphinx_kwindex.relations.patterns import patterns_by_file
from sphinx_kwindex.relations.tests.known import find_known_tests


class PlannedPages(msgspec.Struct, frozen=True):
    """Pages that are made from one view."""

    subject: str
    """Path of the file or folder that they are about; that of a folder ends with a slash.  Two
    slashes are before what is not the pages of the folder or file itself."""
    key: str
    """Key of all that they show; empty where that is not known."""
    build: Callable[[], Iterator[Page]]


class Plan(msgspec.Struct, frozen=True):
    """The pages of a site, named but not yet built."""

    site: Site
    folders: Folders
    """The folders with all that their pages show."""
    sections: tuple[Section, ...]
    """The sections of an overview page, in their order."""
    context: Context
    """What the relations between files come from."""
    relations: Callable[[FileFacts], FileRelations]
    """Returns what holds between a file and others."""
    read_text: Callable[[FileFacts], str]
    """Returns the content of a text file."""
    can_keep: bool
    """Whether all that a page shows is known: not what a function of the project looks at."""

    @property
    def index_docname(self) -> str:
        """The docname of the page that leads to all others."""
        return self.site.names.folder_index[""]

    @property
    def number(self) -> int:
        """How many :class:`PlannedPages` there are."""
        files = sum(facts.has_pages for facts in self.site.project.files.values())
        indexes = sum(1 + len(index.letters) for index in self.folders.indexes.values())
        return len(self.folders.views) + indexes + bool(self.site.names.coverage) + files

    def pages(self) -> Iterator[Page]:
        """Make all pages one by one, so that not all of them are in memory at once."""
        for planned in self.planned():
            yield from planned.build()

    def planned(self) -> Iterator[PlannedPages]:
        """Yield the pages by what they are about; they are made when they are asked for."""
        site = self.site

        frame = frame_key(site, self.sections)

        def key_of(*records: object) -> str:
            return record_key(records, frame) if self.can_keep else ""

        for path, view in self.folders.views.items():
            yield PlannedPages(f"{path}/", key_of(view), partial(folder_pages, site, view))
            yield from self._index_pages(self.folders.indexes[path], key_of)
        if site.names.coverage:
            coverage = self.folders.coverage
            pages = partial(coverage_pages, site, coverage)
            yield PlannedPages("//coverage", key_of(coverage), pages)
        for path, facts in site.project.files.items():
            if facts.has_pages:
                of_file = self.view_of(facts)
                key = view_key(of_file, frame) if self.can_keep else ""
                yield PlannedPages(path, key, partial(file_pages, of_file, self.sections))

    def _index_pages(
        self, index: KeywordIndex, key_of: Callable[..., str]
    ) -> Iterator[PlannedPages]:
        """Yield the first page of a keyword index, and each of its letters on its own."""
        subject = f"{index.path}//keywords"
        yield PlannedPages(subject, key_of(index), partial(first_pages, self.site, index))
        for position, letters in enumerate(index.letters):
            key = key_of(index.path, index.letters, index.groups[position])
            pages = partial(letter_pages, self.site, index, position)
            yield PlannedPages(f"{subject}/{letters}", key, pages)

    def view_of(self, facts: FileFacts) -> FileView:
        """Return all that the pages of a file show."""
        return FileView(self.site, facts, self.relations(facts), self.read_text)


def plan(
    project: Project,
    settings: Settings,
    read_text: Callable[[FileFacts], str],
    additions: Additions = NO_ADDITIONS,
    findings: Findings = NO_FINDINGS,
    *,
    exists: Callable[[str], bool] = lambda _: False,
) -> Plan:
    """Plan the pages of a repository.

    Parameters
    ----------
    project:
        The linked facts.
    settings:
        The options.
    read_text:
        Returns the content of a text file, with line feeds as line ends.
    additions:
        What the project adds to the pages.
    findings:
        What rules match in the files.
    exists:
        Tells whether a path is in the repository on disk, for files that are not documented.

    Raises
    ------
    AdditionError
        If a function that the project adds fails.
    """
    keywords = {
        path: _keywords(project, facts, settings, additions, read_text)
        for path, facts in project.files.items()
    }
    indexes = keyword_indexes(keywords, project.folders, settings.keywords_per_page)
    names = _names(project, settings, keywords, indexes)
    sections = chosen_sections(settings, additions.sections)
    shows_patterns = any(section.name == "patterns" for section in sections)
    patterns = patterns_by_file(project, settings) if shows_patterns else {}
    context = Context(project, settings, findings, patterns, find_known_tests(project), exists)
    relations = relate(context)
    site = Site(
        name=project.metadata.name,
        project=project,
        settings=settings,
        section_names=frozenset(section.name for section in sections),
        names=names,
        keywords=keywords,
        shelves={path: _shelf(folder, names, keywords) for path, folder in project.folders.items()},
    )
    folders = view_folders(context, keywords, indexes)
    can_keep = additions.is_empty
    return Plan(site, folders, sections, context, relations, read_text, can_keep)


def _names(
    project: Project,
    settings: Settings,
    keywords: Mapping[str, tuple[Keyword, ...]],
    indexes: Mapping[str, KeywordIndex],
) -> PageNames:
    splits = {folder: index.letters for folder, index in indexes.items() if index.is_split}
    return name_pages(
        project,
        settings.docname_prefix,
        [path for path, found in keywords.items() if found],
        splits,
        has_coverage=settings.coverage and bool(project.documentation),
    )


def _keywords(
    project: Project,
    facts: FileFacts,
    settings: Settings,
    additions: Additions,
    read_text: Callable[[FileFacts], str],
) -> tuple[Keyword, ...]:
    found = keywords_of(project, facts, private=settings.private)
    if facts.is_text and additions.keyword_sources:
        with added_function("a source of keywords", facts.path):
            found.extend(custom_keywords(additions.keyword_sources, facts, read_text))
    return in_index_order(found)


def _shelf(folder: Folder, names: PageNames, keywords: Mapping[str, tuple[Keyword, ...]]) -> Shelf:
    with_pages = [facts for facts in folder.files if facts.has_pages]
    with_keywords = [facts for facts in with_pages if keywords[facts.path]]
    return Shelf(
        tuple(Crumb(facts.source.name, names.file_docs[facts.path]) for facts in with_pages),
        tuple(Crumb(facts.source.name, names.file_keywords[facts.path]) for facts in with_keywords),
        {facts.path: position for position, facts in enumerate(with_pages)},
        {facts.path: position for position, facts in enumerate(with_keywords)},
    )
