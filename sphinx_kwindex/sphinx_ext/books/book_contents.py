"""The contents of a book whose builder makes them of toctrees: EPUB, and the page that holds all.

Navigation lists folders only, so that a site stays fast to write.  A book lists its chapters, and
the spine of an EPUB needs every page in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import unquote

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders._epub_base import EpubBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.environment import BuildEnvironment

from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.sphinx_ext.themes.local_toc import contents_entry
from sphinx_kwindex.sphinx_ext.themes.toctree import OUTLINE, Entries, new_toctree


def list_book(app: Sphinx, index: str) -> None:
    """Let the toctrees of the pages lead to the parts and chapters of the book.

    The environment has been stored by now: no other build sees it, and no site.

    Parameters
    ----------
    app:
        The application.
    index:
        The docname of the start page.
    """
    builder = app.builder
    if isinstance(builder, EpubBuilder | SingleFileHTMLBuilder) and index in app.env.found_docs:
        outlines = dict(_outlines(app.env, index))
        top = outlines[index]
        _list(app.env, index, (*_folder(app.env, top), *list(outlines)[1:], *top.back))
        for docname, outline in list(outlines.items())[1:]:
            _list(app.env, docname, _folder(app.env, outline))
    if isinstance(builder, EpubBuilder):
        builder.get_toc = partial(_collect_contents, builder)  # type: ignore[method-assign]


def _outlines(env: BuildEnvironment, docname: str) -> Iterator[tuple[str, Chapters]]:
    """Yield the outline of a folder's page and of all below it."""
    for holder in env.get_doctree(docname).findall(nodes.compound):
        if OUTLINE in holder:
            outline: Chapters = holder[OUTLINE]
            yield docname, outline
            for below in outline.parts:
                yield from _outlines(env, below)


def _folder(env: BuildEnvironment, outline: Chapters) -> tuple[str, ...]:
    for first, *others in outline.chapters:
        _list(env, first, others)
    return (*outline.sections, *(chapter[0] for chapter in outline.chapters))


def _list(env: BuildEnvironment, docname: str, pages: Iterable[str]) -> None:
    known: Entries = [(None, page) for page in pages if page in env.tocs]
    title = env.tocs[docname].next_node(addnodes.compact_paragraph) if docname in env.tocs else None
    if title is not None:
        env.tocs[docname] = contents_entry(
            title, [new_toctree(docname, known, hidden=False)] if known else []
        )


def _collect_contents(builder: EpubBuilder) -> None:
    """Collect the contents as Sphinx does, but know its files by their names.

    Sphinx compares addresses with names, and an EPUB with a name beyond ASCII would list files that
    it does not hold.
    """
    type(builder).get_toc(builder)
    for entry in builder.refnodes:
        entry["refuri"] = unquote(entry["refuri"])
