"""The pages of keyword indexes, planned; those of an index that is as it was need not be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

import msgspec

from sphinx_kwindex.blocks.blocks import Page
from sphinx_kwindex.pages.folders.keyword_index import first_pages, range_pages
from sphinx_kwindex.pages.site.asked_folders import Question, noting
from sphinx_kwindex.pages.site.docnames import LIST
from sphinx_kwindex.pages.site.planned_pages import FindKey, PlannedPages
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.site.targets import index_targets
from sphinx_kwindex.relations.folders import IndexFigures, KeywordIndex
from sphinx_kwindex.store.page_keys import KeyedPages


class IndexPages(msgspec.Struct, frozen=True):
    """Plans the pages of keyword indexes."""

    site: Site
    key_of: FindKey
    last: Mapping[str, KeyedPages]
    """The pages of the last run by subject; none where all pages show something else now."""

    def of(self, indexes: Mapping[str, KeywordIndex], place: str) -> Iterator[PlannedPages]:
        """Yield the first page of an index, and each other one on its own.

        Parameters
        ----------
        indexes:
            The indexes of folders by path, or the lists by slug.
        place:
            The path or slug.
        """
        index = indexes[place]
        names, outline = self.site.names, index.outline
        subject = _subject_of(outline.path, outline.kind.slug if outline.kind is not None else "")
        named = f"{LIST}{outline.kind.slug}" if outline.kind is not None else index.path
        # The whole repository's index is the page of an import.
        has_imports = not named
        first = names.first_page(named)
        entries = index.entries if has_imports and not index.is_split else ()
        site, asked = self._noting()
        yield PlannedPages(
            subject,
            self.key_of(outline if index.is_split else index),
            partial(first_pages, site, index),
            partial(index_targets, first, entries),
            asked=asked,
        )
        for view in index.views:
            docname = names.ranges[named][view.page.key]
            entries = view.page.entries if has_imports else ()
            site, asked = self._noting()
            yield PlannedPages(
                f"{subject}/{view.page.key}",
                self.key_of(view),
                partial(range_pages, site, view),
                partial(index_targets, docname, entries),
                asked=asked,
            )

    def kept(
        self, indexes: Mapping[str, KeywordIndex], place: str, figures: IndexFigures
    ) -> Iterator[PlannedPages]:
        """Yield the pages of an index that is the one of the last run.

        It is only made if one of them is lost, or is to be called something else.

        Parameters
        ----------
        indexes:
            The indexes of folders by path, or the lists by slug; they make one that is asked for.
        place:
            The path or slug.
        figures:
            What other pages show of the index.
        """
        if figures.kind is not None:
            first = _subject_of("", figures.kind.slug)
        else:
            first = _subject_of(place, "")
        subjects = (first, *(f"{first}/{key}" for key in figures.keys))
        if any(subject not in self.last for subject in subjects):
            yield from self.of(indexes, place)
            return
        made = cache(lambda: {planned.subject: planned for planned in self.of(indexes, place)})
        for subject in subjects:
            asked: set[Question] = set()
            yield PlannedPages(
                subject,
                partial(str, self.last[subject].key),
                partial(_built, made, subject, asked),
                partial(lambda subject: made()[subject].targets(), subject),
                asked=asked,
            )

    def _noting(self) -> tuple[Site, set[Question]]:
        """Return the site with names that note what they are asked of folders, and where."""
        asked: set[Question] = set()
        return msgspec.structs.replace(self.site, names=noting(self.site.names, asked)), asked


def _subject_of(path: str, slug: str) -> str:
    return f"//list/{slug}" if slug else f"{path}//keywords"


def _built(
    made: Callable[[], Mapping[str, PlannedPages]], subject: str, asked: set[Question]
) -> Iterator[Page]:
    planned = made()[subject]
    yield from planned.build()
    asked.update(planned.asked)
