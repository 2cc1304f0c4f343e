"""The generated pages as files for other programs, in the output folder of a site.

They are made from the staged pages, which Sphinx has read by then.  A page that is staged as it was
for the last build is not made again.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from urllib.parse import quote

import msgspec

from sphinx_kwindex.blocks.blocks import Page
from sphinx_kwindex.blocks.chapters import Chapters
from sphinx_kwindex.blocks.reading import read_page
from sphinx_kwindex.disk.reading import is_file
from sphinx_kwindex.disk.writing import read_own, remove, write_atomically
from sphinx_kwindex.export.manifest import hash_of
from sphinx_kwindex.export.pages.contents import CONTENTS_FILE, contents_of, contents_path
from sphinx_kwindex.export.pages.data import page_data
from sphinx_kwindex.export.pages.markdown import markdown_of
from sphinx_kwindex.records.data_lines import PAGE_FORMATS
from sphinx_kwindex.sphinx_ext.data_folder import MARKDOWN_FORMATS, PAGES_FOLDER
from sphinx_kwindex.store.own_code import code_digest
from sphinx_kwindex.store.staging import Manifest, StagingArea


class _Exported(msgspec.Struct, frozen=True, array_like=True):
    """What was made of a page."""

    digest: str
    """Of its staged text."""
    is_folder: bool
    """Whether it is the page of a folder."""
    hashes: Mapping[str, str]
    """Of the files, by their names below the folder of the data."""


class _Record(msgspec.Struct, frozen=True):
    code: str = ""
    formats: tuple[str, ...] = ()
    pages: Mapping[str, _Exported] = {}
    """By docname."""


class ExportedPages:
    """The files of one output folder.

    Parameters
    ----------
    folder:
        The folder of the data.
    area:
        The staged pages.
    record:
        The file that says what an earlier build made.
    """

    def __init__(self, folder: Path, area: StagingArea, record: Path) -> None:
        self._folder = folder
        self._area = area
        self._file = record
        self._pages: dict[str, _Exported] = {}

    @property
    def hashes(self) -> dict[str, str]:
        """The hash of each file, by its name below the folder of the data."""
        return {name: page.hashes[name] for page in self._pages.values() for name in page.hashes}

    def publish(self, wanted: Collection[str], manifest: Manifest) -> bool:
        """Write the files of pages that changed, and remove those that nobody wants any more.

        Parameters
        ----------
        wanted:
            Names of formats.
        manifest:
            What the run staged.

        Returns
        -------
        bool
            Whether anything is not as it was.
        """
        before = self._recorded()
        formats = tuple(sorted(PAGE_FORMATS.intersection(wanted)))
        if formats:
            same = before.code == code_digest() and before.formats == formats
            known = before.pages if same else {}
            self._make_pages(manifest.docnames, formats, known)
            if "llms" in formats:
                self._list_folders(manifest.index_docname, known)
        gone = {name for page in before.pages.values() for name in page.hashes} - set(self.hashes)
        for name in gone:
            remove(self._folder / name)
        after = _Record(code_digest(), formats, self._pages) if formats else _Record()
        if after != before:
            write_atomically(self._file, msgspec.json.encode(after))
        return after.pages != before.pages

    def _make_pages(
        self, docnames: Iterable[str], formats: Collection[str], known: Mapping[str, _Exported]
    ) -> None:
        staged = self._area.last_run().pages.values()
        digests = {text.docname: text.digest for pages in staged for text in pages.texts}
        for docname in docnames:
            before = known.get(docname)
            if before is None or before.digest != digests[docname] or not self._is_there(before):
                before = self._made(docname, digests[docname], formats)
            self._pages[docname] = before

    def _made(self, docname: str, digest: str, formats: Collection[str]) -> _Exported:
        """Write a page in each format."""
        page = self._page(docname)
        files: dict[str, bytes] = {}
        if "json" in formats:
            files[f"{PAGES_FOLDER}/{docname}.json"] = page_data(page)
        if not MARKDOWN_FORMATS.isdisjoint(formats):
            files[f"{PAGES_FOLDER}/{docname}.md"] = markdown_of(page).encode()
        is_folder = any(isinstance(block, Chapters) for block in page.blocks)
        hashes = {name: self._written(name, data) for name, data in files.items()}
        return _Exported(digest, is_folder, hashes)

    def _list_folders(self, index: str, known: Mapping[str, _Exported]) -> None:
        """Write what is in each folder whose page, or the lists that it leads to, changed."""
        folders = {docname for docname, page in self._pages.items() if page.is_folder}
        same = folders == {docname for docname, page in known.items() if page.is_folder}
        for docname in sorted(folders):
            exported = self._pages[docname]
            if same and exported is known.get(docname):
                continue
            name = f"{PAGES_FOLDER}/{contents_path(docname)}" if docname != index else CONTENTS_FILE
            contents = contents_of(self._page(docname), partial(_relative, name), folders)
            hashes = {**exported.hashes, name: self._written(name, contents.encode())}
            self._pages[docname] = msgspec.structs.replace(exported, hashes=hashes)

    def _page(self, docname: str) -> Page:
        return read_page(docname, (read_own(self._area.page_path(docname)) or b"").decode())

    def _written(self, name: str, data: bytes) -> str:
        """Write a file, and return its hash."""
        write_atomically(self._folder / name, data)
        return hash_of(data)

    def _is_there(self, page: _Exported) -> bool:
        return all(is_file(self._folder / name) for name in page.hashes)

    def _recorded(self) -> _Record:
        data = read_own(self._file)
        try:
            return msgspec.json.decode(data, type=_Record) if data else _Record()
        except (msgspec.DecodeError, RecursionError):
            return _Record()


def _relative(name: str, path: str) -> str:
    """Return the address of a file among the pages, as another file names it.

    Parameters
    ----------
    name:
        The other file, below the folder of the data.
    path:
        The file, below the folder of the pages.
    """
    return quote(posixpath.relpath(f"{PAGES_FOLDER}/{path}", posixpath.dirname(name) or "."))
