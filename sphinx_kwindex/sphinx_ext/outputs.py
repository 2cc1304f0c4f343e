"""Removing the output of generated pages that are gone; Sphinx itself leaves it in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from sphinx.builders import Builder

from sphinx_kwindex.cache import write_atomically


class _Written(msgspec.Struct, frozen=True):
    docnames: tuple[str, ...] = ()
    navigation: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """Documents with links that their own text does not decide, and a hash of where these led."""


class OutputRecord:
    """What a builder has written of the generated pages to an output folder.

    Only files that an earlier build of ours wrote are ever removed.
    """

    def __init__(self, folder: Path, builder: Builder) -> None:
        key = hashlib.blake2b(f"{builder.name}:{builder.outdir}".encode(), digest_size=10)
        self._file = folder / f"{builder.name}-{key.hexdigest()}.json"
        self._builder = builder
        self._before = self._recorded()
        self._navigation = self._before.navigation
        self._links = self._before.links

    def navigation_changed(self, navigation: str) -> bool:
        """Tell whether the entries of the table of contents differ from those written before."""
        self._navigation = hashlib.blake2b(navigation.encode(), digest_size=16).hexdigest()
        return bool(self._before.docnames) and self._navigation != self._before.navigation

    def links_changed(self, digests: Mapping[str, str]) -> tuple[str, ...]:
        """Return the documents whose links lead elsewhere than those written before."""
        self._links = tuple(sorted(digests.items()))
        if not self._before.docnames:
            return ()
        return tuple(sorted({docname for docname, _ in set(self._links) ^ set(self._before.links)}))

    def finish(self, docnames: Iterable[str]) -> None:
        """Remove what is no longer among ``docnames``, and remember these."""
        current = tuple(sorted(docnames))
        for docname in sorted(set(self._before.docnames) - set(current)):
            self._remove(docname)
        written = _Written(current, self._navigation, self._links)
        write_atomically(self._file, msgspec.json.encode(written))

    def _recorded(self) -> _Written:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=_Written)
        except (OSError, msgspec.DecodeError):
            return _Written()

    def _remove(self, docname: str) -> None:
        outdir = Path(self._builder.outdir)
        candidates = [Path(self._builder.doctreedir) / f"{docname}.doctree"]
        get_outfilename = getattr(self._builder, "get_output_path", None) or getattr(
            self._builder, "get_outfilename", None
        )
        if get_outfilename is not None:
            candidates.append(Path(get_outfilename(docname)))
        for path in candidates:
            if path.is_relative_to(outdir) or path.suffix == ".doctree":
                path.unlink(missing_ok=True)
                _remove_empty_folders(path.parent, outdir)


def _remove_empty_folders(folder: Path, top: Path) -> None:
    while folder != top and folder.is_relative_to(top) and folder.is_dir():
        if any(folder.iterdir()):
            return
        folder.rmdir()
        folder = folder.parent
