"""What a folder is, in a sentence with its evidence, and what is most used of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_kwindex.blocks.blocks import Block, Paragraph, plain
from sphinx_kwindex.blocks.sentences import shortened
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.paths import name_of
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.folders.summaries import UsedName
from sphinx_kwindex.relations.folders.views import FolderView

_MOST_IN_LEAD = 4


def lead_of(site: Site, folder: FolderView) -> Iterator[Block]:
    """Yield what a folder is: in words of its own, else by what is most used of it.

    Parameters
    ----------
    site:
        Makes the links.
    folder:
        The folder.
    """
    if folder.declared is not None:
        yield Paragraph((*folder.declared.words, *_evidence(site, folder.declared.path)))
    elif folder.words is not None:
        words = folder.words
        yield Paragraph((*shortened(words.summary), *_evidence(site, words.path)))
    elif folder.used and folder.path:
        names = folder.used[:_MOST_IN_LEAD]
        users = (f" ({count(name.files, 'file')})" for name in names)
        parts = (
            (plain(", " * bool(position)), link, plain(text))
            for position, (link, text) in enumerate(
                zip(used_links(site, names), users, strict=True)
            )
        )
        spans = (span for part in parts for span in part if span.text)
        yield Paragraph((plain("Most used from here: "), *spans, plain(".")))
    elif folder.tests.test_files:
        yield Paragraph((plain(f"{count(folder.tests.test_files, 'test file')}."),))


def used_names(site: Site, names: Iterable[UsedName]) -> Text:
    """Return links to definitions in one line.

    Parameters
    ----------
    site:
        Makes the links.
    names:
        The definitions.
    """
    return site.shown_links(used_links(site, names))


def used_links(site: Site, names: Iterable[UsedName]) -> Iterator[Span]:
    """Yield a link to each of some definitions.

    Parameters
    ----------
    site:
        Makes the links.
    names:
        The definitions.
    """
    for name in names:
        yield site.definition_link(name.definition, name.definition.qualname)


def keyword_total(site: Site, folder: FolderView) -> Text:
    """Return how many names the keyword index of a folder has, with a link to it.

    Parameters
    ----------
    site:
        Makes the link.
    folder:
        The folder.
    """
    number = Span(f"{folder.keywords:,}", docname=site.names.folder_keywords[folder.path])
    if folder.has_own_keywords_only:
        return (number, plain(" in its own files"))
    return (number if folder.keywords else plain("0"),)


def _evidence(site: Site, path: str) -> Text:
    return (plain(" ("), site.file_link(path, name_of(path)), plain(")")) if path else ()
