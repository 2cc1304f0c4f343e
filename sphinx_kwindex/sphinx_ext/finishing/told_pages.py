"""What the search index was told of each generated page, to see whether an edit changes it.

After most edits a page tells the search what it told before.  The index, which is loaded and
written whole, then stays as it lies there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

import msgspec
from docutils import nodes

from sphinx_kwindex.disk.writing import read_own, write_atomically

Fed = tuple[str, str, str, nodes.document | None]
"""A page as the index is fed: its docname, its file, its title, and a document of what is told of
it; None for nothing."""


class ToldPages:
    """Hashes of what was told of pages, remembered from build to build.

    Parameters
    ----------
    beside:
        A file of this builder and output folder, next to which they are kept.
    """

    def __init__(self, beside: Path) -> None:
        self._record = beside.with_suffix(".told.json")

    def is_known(self, page: Fed) -> bool:
        """Return whether the same was told before; from now on it was."""
        docname, digest = page[0], _digest(page)
        is_known = self._digests.get(docname) == digest
        self._digests[docname] = digest
        return is_known

    def forget(self, docname: str) -> bool:
        """Forget a page; what is told of it now is not known."""
        self._digests.pop(docname, None)
        return False

    def store(self, docnames: Collection[str]) -> None:
        """Remember what was told, of some pages.

        Parameters
        ----------
        docnames:
            The documents that there are.
        """
        kept = {name: digest for name, digest in self._digests.items() if name in docnames}
        write_atomically(self._record, msgspec.json.encode(kept, order="sorted"))

    @cached_property
    def _digests(self) -> dict[str, str]:
        data = read_own(self._record)
        try:
            return msgspec.json.decode(data, type=dict[str, str]) if data else {}
        except (msgspec.DecodeError, RecursionError):
            return {}


def _digest(page: Fed) -> str:
    _, filename, title, told = page
    text = "" if told is None else f"{filename}\n{title}\n{told.pformat()}"
    return hashlib.blake2b(text.encode("utf-8", "backslashreplace"), digest_size=8).hexdigest()
