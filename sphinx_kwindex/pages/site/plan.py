"""From what holds between files to the pages of the site: their names and their order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

import msgspec

from sphinx_kwindex.blocks.blocks import Page
from sphinx_kwindex.keywords.kinds import slug_of
from sphinx_kwindex.pages.files.file_pages import file_pages
from sphinx_kwindex.pages.files.sections import FileView, Section
from sphinx_kwindex.pages.folders import folder_pages, small_folder_pages
from sphinx_kwindex.pages.folders.changes import changes_pages
from sphinx_kwindex.pages.folders.coverage import coverage_pages
from sphinx_kwindex.pages.folders.guide import guide_pages
from sphinx_kwindex.pages.site.anchors import FILE_ANCHOR, FILE_KEYWORDS_ANCHOR
from sphinx_kwindex.pages.site.asked_folders import Question, noting
from sphinx_kwindex.pages.site.docnames import LIST, PageNames, name_pages
from sphinx_kwindex.pages.site.found_entries import file_entries, folder_entries
from sphinx_kwindex.pages.site.index_pages import IndexPages
from sphinx_kwindex.pages.site.keys import frame_key, reads_key, record_key, view_key
from sphinx_kwindex.pages.site.planned_pages import PlannedPages
from sphinx_kwindex.pages.site.shelves import Neighbours, neighbours_in
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.site.targets import file_targets, folder_targets
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.relations.folders import FolderView
from sphinx_kwindex.relations.repository import RelatedRepository
from sphinx_kwindex.store.page_keys import LastRun


class Plan(msgspec.Struct, frozen=True):
    """The pages of a site, named but not yet built."""

    site: Site
    related: RelatedRepository
    """All that the pages show."""
    neighbours: Mapping[str, Neighbours]
    """The pages beside those of each file, by its path."""
    sections: tuple[Section, ...]
    """The sections of an overview page, in their order."""
    read_text: Callable[[FileFacts], str]
    """Returns the content of a text file."""
    can_keep: bool
    """Whether all that a page shows is known: not what a function of the project looks at."""
    last: LastRun = LastRun()
    """What is kept of the last run."""

    @property
    def frame(self) -> bytes:
        """The key of what all pages have in common."""
        return frame_key(self.site, self.sections)

    @property
    def index_docname(self) -> str:
        """The docname of the page that leads to all others."""
        return self.site.names.folder_index[""]

    @property
    def number(self) -> int:
        """How many :class:`PlannedPages` there are."""
        related = self.related
        indexes = related.indexes
        split = (*indexes.figures.values(), *indexes.list_figures.values())
        pages = len(indexes.folders) + len(indexes.list_figures) + sum(len(it.keys) for it in split)
        folders = len(related.folders.views)
        joined = sum(map(self.site.names.has_one_page, related.folders.views))
        more = 1 + bool(self.site.names.coverage) + bool(self.site.names.changes)
        return folders - joined + pages + more + len(self._paths)

    @property
    def _paths(self) -> list[str]:
        """The files whose pages are planned."""
        return [path for path in self.site.names.file_docs if path in self.related.keywords]

    def pages(self) -> Iterator[Page]:
        """Make all pages one by one, so that not all of them are in memory at once."""
        for planned in self.planned():
            yield from planned.build()

    def planned(self) -> Iterator[PlannedPages]:
        """Yield the pages by what they are about; they are made when they are asked for.

        After an edit of which other files see nothing, those are left out that are as they were.
        """
        site, folders = self.site, self.related.folders
        frame, indexes = self.frame, self.related.indexes
        last = self.last.pages if self.last.site == frame.hex() else {}
        as_before = self.related.unaffected if last else frozenset[str]()

        def key_of(*records: object) -> Callable[[], str]:
            return partial(record_key, records, frame) if self.can_keep else str

        index_pages = IndexPages(site, key_of, last)
        for view in folders.views.values():
            yield from self._folder_pages(view, index_pages)
        for slug, figures in indexes.list_figures.items():
            if slug in indexes.same_lists:
                yield from index_pages.kept(indexes.lists, slug, figures)
            else:
                yield from index_pages.of(indexes.lists, slug)
        if site.names.coverage:
            site, asked = self._noting()
            pages = partial(coverage_pages, site, folders.coverage)
            yield PlannedPages("//coverage", key_of(folders.coverage), pages, asked=asked)
        if site.names.changes:
            changes = self.related.changes.repository
            site, asked = self._noting()
            pages = partial(changes_pages, site, changes)
            yield PlannedPages("//changes", key_of(changes), pages, asked=asked)
        site, asked = self._noting()
        yield PlannedPages("//guide", key_of("guide"), partial(guide_pages, site), asked=asked)
        for path in self._paths:
            kept = self.last.pages.get(path) if path in as_before else None
            yield self._file_pages(path, frame, kept.reads if kept is not None else None)

    def _file_pages(self, path: str, frame: bytes, known_reads: str | None) -> PlannedPages:
        """Return the pages of a file; what is known of uses is only looked for if it is needed.

        Nor is anything else where ``known_reads``, the key of what is read, is what it was.
        """
        site, asked = self._noting()
        known = cache(lambda: msgspec.structs.replace(self._view_without_uses(path), site=site))
        whole = cache(lambda: self._with_uses(known()))
        reads = known_reads
        if reads is None:
            found = self.related.relations.reads(known().facts) if self.can_keep else b""
            reads = reads_key(known(), found, frame) if self.can_keep else ""
        return PlannedPages(
            path,
            lambda: view_key(whole(), frame) if self.can_keep else "",
            lambda: file_pages(whole(), self.sections),
            lambda: file_targets(whole()),
            lambda: file_entries(whole()),
            asked,
            reads,
        )

    def _noting(self) -> tuple[Site, set[Question]]:
        """Return the site with names that note what they are asked of folders, and where."""
        asked: set[Question] = set()
        return msgspec.structs.replace(self.site, names=noting(self.site.names, asked)), asked

    def _folder_pages(self, view: FolderView, index_pages: IndexPages) -> Iterator[PlannedPages]:
        """Yield the pages of a folder; those of a small one are one page."""
        (site, asked), path = self._noting(), view.path
        subject, key_of, indexes = f"{path}/", index_pages.key_of, self.related.indexes
        targets = partial(folder_targets, site, path)
        entries = partial(folder_entries, site, view)
        if path in indexes.folders and self.site.names.has_one_page(path):
            index = indexes.folders[path]
            pages = partial(small_folder_pages, site, view, index)
            yield PlannedPages(subject, key_of(view, index), pages, targets, entries, asked)
            return
        pages = partial(folder_pages, site, view)
        yield PlannedPages(subject, key_of(view), pages, targets, entries, asked)
        if path in indexes.same_folders:
            yield from index_pages.kept(indexes.folders, path, indexes.figures[path])
        elif path in indexes.folders:
            yield from index_pages.of(indexes.folders, path)

    def view_of(self, path: str) -> FileView:
        """Return all that the pages of a file show."""
        return self._with_uses(self._view_without_uses(path))

    def _with_uses(self, view: FileView) -> FileView:
        relations = self.related.relations.with_uses(view.facts, view.relations)
        return msgspec.structs.replace(view, relations=relations)

    def _view_without_uses(self, path: str) -> FileView:
        facts = self.related.files[path]
        return FileView(
            site=self.site,
            facts=facts,
            relations=self.related.relations.without_uses(facts),
            keywords=self.related.keywords[path],
            neighbours=self.neighbours.get(path, Neighbours()),
            read_text=self.read_text,
        )


def plan(
    related: RelatedRepository,
    sections: Iterable[Section],
    read_text: Callable[[FileFacts], str],
    *,
    can_keep: bool = True,
    last: LastRun | None = None,
) -> Plan:
    """Name and order the pages of a repository.

    Parameters
    ----------
    related:
        All that they show.
    sections:
        The sections of an overview page, in their order.
    read_text:
        Returns the content of a text file, with line feeds as line ends.
    can_keep:
        Whether all that a page shows is known: not what a function of the project looks at.
    last:
        What is kept of the last run, if code and options are the same.
    """
    chosen = tuple(sections)
    names = _names(related)
    settings = related.context.settings
    site = Site(related.name, settings, frozenset(section.name for section in chosen), names)
    neighbours: dict[str, Neighbours] = {}
    for folder in related.tree.values():
        neighbours |= neighbours_in(folder.files, names)
    return Plan(
        site,
        related,
        neighbours,
        chosen,
        read_text,
        can_keep,
        last if last is not None else LastRun(),
    )


def _names(related: RelatedRepository) -> PageNames:
    settings, folders, figures = related.context.settings, related.folders, related.figures
    has_coverage = folders.coverage.files.number > 0
    whole = {"coverage": has_coverage, "changes": related.changes.has_page}
    instead = FILE_KEYWORDS_ANCHOR if settings.keyword_pages else FILE_ANCHOR
    return name_pages(
        settings.docname_prefix,
        folders=related.tree,
        files={path: facts.has_pages for path, facts in related.files.items()},
        with_keywords={
            path: "" if found.has_keyword_page else instead if found.kinds else FILE_ANCHOR
            for path in related.files
            if (found := figures.files[path]).keywords
        },
        with_uses=[path for path in related.files if figures.files[path].has_uses_page],
        splits={
            **{path: found.keys for path, found in figures.indexes.items() if found.keys},
            **{f"{LIST}{slug}": found.keys for slug, found in figures.lists.items()},
        },
        lists={
            slug: slug_of(found.kind.plural)
            for slug, found in figures.lists.items()
            if found.kind is not None
        },
        chains=folders.chains,
        small=figures.small,
        whole=[name for name, is_there in whole.items() if is_there],
    )
