"""``llms.txt``: what there is in a folder, in a sentence each, for a language model to choose from.

The form is that of https://llmstxt.org.  The list of a folder leads to those of the folders in it,
so that none of them grows with the repository.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterator

from sphinx_kwindex.blocks.blocks import HERE, Heading, Page, Paragraph, Row, Table, Trail
from sphinx_kwindex.blocks.characters import one_line
from sphinx_kwindex.blocks.reading import section_of
from sphinx_kwindex.pages.site.anchors import FILES_ANCHOR, FOLDERS_ANCHOR
from sphinx_kwindex.records.text import Text, words_of

CONTENTS_FILE = "llms.txt"


def contents_path(docname: str) -> str:
    """Return where the list of a folder lies among the pages, by the docname of its page."""
    return posixpath.join(posixpath.dirname(docname), CONTENTS_FILE)


def contents_of(page: Page, path_of: Callable[[str], str], folders: Container[str]) -> str:
    """Return the list of what is in a folder.

    Parameters
    ----------
    page:
        The page of the folder.
    path_of:
        Returns the relative path of a file among those of the pages.
    folders:
        The docnames of the pages of folders, which have a list of their own.
    """
    writer = _ContentsWriter(page, path_of, folders)
    return "\n".join(writer.lines()) + "\n"


class _ContentsWriter:
    def __init__(self, page: Page, path_of: Callable[[str], str], folders: Container[str]) -> None:
        self._page = page
        self._path_of = path_of
        self._folders = folders

    def lines(self) -> Iterator[str]:
        title, lead = _title(self._page), _lead(self._page)
        yield f"# {title}"
        if lead:
            yield from ("", f"> {lead}")
        yield from ("", "## Pages about the whole", "")
        yield self._item("Overview", self._page.docname, ())
        for view in self._views():
            yield self._item(*view, ())
        for name, anchor in (("Folders", FOLDERS_ANCHOR), ("Files", FILES_ANCHOR)):
            rows = list(self._rows(anchor))
            if rows:
                yield from ("", f"## {name}", "", *rows)

    def _views(self) -> Iterator[tuple[str, str]]:
        """Yield the other pages about the folder."""
        for block in self._page.blocks:
            if isinstance(block, Trail):
                yield from ((view.label, view.docname) for view in block.views if view.docname)

    def _rows(self, anchor: str) -> Iterator[str]:
        for block in section_of(self._page, anchor):
            if isinstance(block, Table):
                about = _column(block, "Description")
                yield from (self._row(row, about) for row in block.rows)

    def _row(self, row: Row, about: int) -> str:
        first = row.cells[0]
        docname = next((span.docname for span in first if span.docname), "")
        words = row.cells[about] if about >= 0 else ()
        return self._item(words_of(first), docname, words)

    def _item(self, name: str, docname: str, words: Text) -> str:
        said = one_line(words_of(words))
        label = one_line(name).replace("[", "(").replace("]", ")")
        link = f"[{label}]({self._target(docname)})" if docname else label
        return f"- {link}{': ' if said else ''}{said}"

    def _target(self, docname: str) -> str:
        docname = self._page.docname if docname == HERE else docname
        is_folder = docname in self._folders and docname != self._page.docname
        return self._path_of(contents_path(docname) if is_folder else f"{docname}.md")


def _title(page: Page) -> str:
    return next((one_line(it.text) for it in page.blocks if isinstance(it, Heading)), "")


def _lead(page: Page) -> str:
    """Return the first paragraph, if it stands before the first part of the page."""
    for block in page.blocks[1:]:
        if isinstance(block, Heading):
            break
        if isinstance(block, Paragraph):
            return one_line(words_of(block.text))
    return ""


def _column(table: Table, name: str) -> int:
    return table.columns.index(name) if name in table.columns else -1
