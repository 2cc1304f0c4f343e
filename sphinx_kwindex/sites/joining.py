"""One finder for several sites: its shards lie in the folder of all, and every site leads there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.disk.writing import make_folder, read_own, remove, write_atomically
from sphinx_kwindex.finder.index import Index, Subject
from sphinx_kwindex.finder.making import made_index
from sphinx_kwindex.finder.root import root_script
from sphinx_kwindex.finder.shards import script_of
from sphinx_kwindex.sites.published import (
    FINDER_FOLDER,
    OWN_ROOT_FILE,
    ROOT_FILE,
    PublishedSite,
)


def join_finders(top: Path, sites: Sequence[PublishedSite]) -> Index:
    """Make the finder of all sites, and let that of each site be it.

    Parameters
    ----------
    top:
        The folder that holds all sites.
    sites:
        The sites.

    Raises
    ------
    UnreadableSiteError
        If the data of one are damaged; then no site is changed.
    """
    folder = top / FINDER_FOLDER
    make_folder(folder)

    def write(digest: str, body: str) -> None:
        _write(folder / f"{digest}.js", script_of(digest, body).encode("utf-8", "replace"))

    index = made_index(_subjects(sites), write, folder)
    joined, directories = index.rooted("")
    for digest, body in directories.items():
        write(digest, body)
    _write(folder / ROOT_FILE, root_script(joined).encode())
    wanted = {f"{digest}.js" for digest in index.digests | directories.keys()} | {ROOT_FILE}
    for path in folder.iterdir():
        if path.name not in wanted:
            remove(path)
    for site in sites:
        # As the site of one project it is still known, to be joined again.
        _write(site.folder / OWN_ROOT_FILE, root_script(site.root).encode())
        leading = msgspec.structs.replace(joined, top="../" * len(Path(site.name).parts))
        _write(site.folder / ROOT_FILE, root_script(leading).encode())
    return index


def _subjects(sites: Sequence[PublishedSite]) -> Iterator[Subject]:
    for site in sites:
        yield from site.subjects()


def _write(path: Path, data: bytes) -> None:
    """Write a file if it is not there as it should be, so that little has to be uploaded."""
    if read_own(path) != data:
        write_atomically(path, data)
