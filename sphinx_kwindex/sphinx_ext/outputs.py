"""What lies in an output folder: made right after a build that stopped, without what is gone.

Sphinx leaves the output of pages that are gone in place, and writes a page again only if its own
document is newer than its output.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec
from sphinx.builders import Builder

from sphinx_kwindex.disk.reading import is_folder
from sphinx_kwindex.disk.writing import read_own, write_atomically
from sphinx_kwindex.store.own_code import code_digest


class _Written(msgspec.Struct, frozen=True):
    docnames: tuple[str, ...] = ()
    """Sorted."""
    shared: str = ""
    """What all pages show, as a hash; empty until all are written."""
    links: tuple[tuple[str, str], ...] = ()
    """Documents with links that their own text does not decide, and a hash of where these led."""


class OutputRecord:
    """What a builder has written of the generated pages to an output folder.

    Only files that an earlier build of ours wrote are ever removed.  The record is written only
    when it changes: a build with nothing to do must not wake those who watch the folder.
    """

    def __init__(self, folder: Path, builder: Builder) -> None:
        key = hashlib.blake2b(f"{builder.name}:{builder.outdir}".encode(), digest_size=10)
        self._file = folder / f"{builder.name}-{key.hexdigest()}.json"
        self._builder = builder
        self._before = self._recorded()
        self._shared = self._before.shared
        self._links = self._before.links
        self._has_begun = False

    def beside(self, name: str) -> Path:
        """Return where something else is recorded of this builder and output folder."""
        return self._file.with_suffix(f".{name}.json")

    def links_changed(self, digests: Mapping[str, str]) -> tuple[str, ...]:
        """Return the documents whose links lead elsewhere than those written before."""
        self._links = tuple(sorted(digests.items()))
        return tuple(sorted({docname for docname, _ in set(self._links) ^ set(self._before.links)}))

    def begin(self, docnames: Collection[str]) -> None:
        """Note that pages are being written.

        After a build that stops in between, a page may be half written, or written but missing
        from the search index, and is newer than its document all the same.
        """
        if not self._has_begun:
            self._has_begun = True
            self._record(_Written(tuple(sorted({*self._before.docnames, *docnames}))))

    def must_write_all(self, navigation: str) -> bool:
        """Return whether all pages are to be written, whichever Sphinx takes for out of date.

        They are when what all of them show changed: the table of contents, or what our code makes
        of a document.  Another builder may have read all documents after an upgrade; Sphinx knows
        of nothing to write then.
        """
        digest = hashlib.blake2b(f"{code_digest()}\n{navigation}".encode(), digest_size=16)
        self._shared = digest.hexdigest()
        return self._shared != self._before.shared

    def finish(self, docnames: Collection[str], found: Collection[str]) -> None:
        """Remove what is gone, and remember the rest.

        Parameters
        ----------
        docnames:
            The generated pages.
        found:
            All documents; one of the user may have the name of a page that is gone.
        """
        for docname in sorted(set(self._before.docnames).difference(docnames, found)):
            self._remove(docname)
        self._record(_Written(tuple(sorted(docnames)), self._shared, self._links))

    def _recorded(self) -> _Written:
        data = read_own(self._file)
        try:
            return msgspec.json.decode(data, type=_Written) if data else _Written()
        except (msgspec.DecodeError, RecursionError):
            return _Written()

    def _record(self, written: _Written) -> None:
        # What is on disk may come from a process that wrote pages for this one.
        if written != self._recorded():
            write_atomically(self._file, msgspec.json.encode(written))

    def _remove(self, docname: str) -> None:
        outdir = Path(self._builder.outdir)
        candidates = [Path(self._builder.doctreedir) / f"{docname}.doctree"]
        if output := self._output_of(docname):
            candidates.append(output)
        for path in candidates:
            if path.is_relative_to(outdir) or path.suffix == ".doctree":
                # Somebody else may have put something in its place, or taken it away meanwhile.
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
                    _remove_empty_folders(path.parent, outdir)

    def _output_of(self, docname: str) -> Path | None:
        """Return the file that a builder writes for a document, None if it writes none."""
        builder: Any = self._builder
        for name in ("get_output_path", "get_outfilename"):
            if hasattr(builder, name):
                return Path(getattr(builder, name)(docname))
        # The builders for text and XML only have a suffix.
        suffix = getattr(builder, "out_suffix", "")
        return Path(builder.outdir) / f"{docname}{suffix}" if suffix else None


def _remove_empty_folders(folder: Path, top: Path) -> None:
    while folder != top and folder.is_relative_to(top) and is_folder(folder):
        if any(folder.iterdir()):
            return
        folder.rmdir()
        folder = folder.parent
