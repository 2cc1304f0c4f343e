"""Removing the output of generated pages that are gone; Sphinx itself leaves it in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec
from sphinx.builders import Builder

from sphinx_kwindex.cache import write_atomically


class OutputRecord:
    """Which generated pages a builder has written to an output folder.

    Only files that an earlier build of ours wrote are ever removed.
    """

    def __init__(self, folder: Path, builder: Builder) -> None:
        key = hashlib.blake2b(f"{builder.name}:{builder.outdir}".encode(), digest_size=10)
        self._file = folder / f"{builder.name}-{key.hexdigest()}.json"
        self._builder = builder

    def update(self, docnames: Iterable[str]) -> None:
        """Remove what is no longer among ``docnames``, and remember these."""
        current = set(docnames)
        for docname in sorted(self._recorded() - current):
            self._remove(docname)
        write_atomically(self._file, msgspec.json.encode(sorted(current)))

    def _recorded(self) -> set[str]:
        try:
            return set(msgspec.json.decode(self._file.read_bytes(), type=list[str]))
        except (OSError, msgspec.DecodeError):
            return set()

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
