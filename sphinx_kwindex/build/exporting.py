"""Exports: what other tools read of a repository, made from the same facts as the pages.

The formats are of no concern here: a run is given a function that writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from sphinx_kwindex.analysis import shown_text
from sphinx_kwindex.analysis.decoding import decode
from sphinx_kwindex.build.contents import Content
from sphinx_kwindex.config import Settings
from sphinx_kwindex.project import Project
from sphinx_kwindex.records.analysis import PYTHON_LANGUAGES, FileFacts
from sphinx_kwindex.records.data_lines import formats_of_facts
from sphinx_kwindex.store.exports import stage_exports

_TEXTS_KEPT = 1
"""Texts in memory at a time; a page shows that of its own file, and none of another one."""


class Repository(msgspec.Struct, frozen=True):
    """What an export is made from."""

    project: Project
    settings: Settings
    read_text: Callable[[FileFacts], str]
    """Returns the text of a file as pages show it."""
    address: str = "file:///"
    """Where the paths begin, as a URI.  What is published says nothing of this machine."""
    start: str = ""
    """The folder on this machine from which a file that lies there names others, for formats that
    do; empty to name them by their paths in the repository."""


Writer = Callable[[str, Repository], bytes]
"""Returns what a repository is in a format, of which it takes the name."""


def text_reader(contents: Mapping[str, Content]) -> Callable[[FileFacts], str]:
    """Return what gives the text of a file.

    Parameters
    ----------
    contents:
        The files, by path.

    Returns
    -------
    function from facts to a text
        As pages show it.
    """

    @lru_cache(_TEXTS_KEPT)
    def text_of(path: str, language: str) -> str:
        data = contents[path].read()
        return shown_text(language, decode(data, is_python=language in PYTHON_LANGUAGES).text)

    def read_text(item: FileFacts) -> str:
        return text_of(item.path, item.analysis.language)

    return read_text


def make_exports(
    repository: Repository, write: Writer | None, cache_folder: Path, fingerprint: str
) -> None:
    """Make the exports that the options name, and keep them until they are published.

    Parameters
    ----------
    repository:
        What they are made from.
    write:
        Makes one of them; None where nobody wants any.
    cache_folder:
        The folder of the caches.
    fingerprint:
        What this run depends on, as a hash.
    """
    exports: dict[str, bytes] = {}
    if write is not None:
        wanted = formats_of_facts(repository.settings.exports)
        exports = {name: write(name, repository) for name in wanted}
    stage_exports(exports, cache_folder, fingerprint)
