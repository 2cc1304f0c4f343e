"""The last step: one site of the pages of all shards.

Sphinx makes the rest of it: the user's own documents, indexes, search and inventory.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.config import Settings
from sphinx_kwindex.disk.reading import exists, is_folder
from sphinx_kwindex.disk.writing import read_own, write_atomically
from sphinx_kwindex.shards.archives import Archive, all_shards
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.partition import MERGE
from sphinx_kwindex.shards.parts import Part, read_part
from sphinx_kwindex.shards.slices import homes_of


class Merge(msgspec.Struct, frozen=True):
    """What is to be merged."""

    site: str
    """What the step ``link`` wrote for the site."""
    parts: tuple[str, ...]
    """The output folders of all shards, in their order."""


def merge(
    settings: Settings,
    conf_folder: Path,
    site: Path,
    parts: Sequence[Path],
    output: Path,
    *,
    arguments: Sequence[str] = (),
) -> int:
    """Make one site, and return the exit status of Sphinx.

    Parameters
    ----------
    settings:
        The options.
    conf_folder:
        The folder of ``conf.py``.
    site:
        What the step ``link`` wrote for the site.
    parts:
        The output folders of all shards.
    output:
        The folder of the site, which must not hold anything.
    arguments:
        More of them for ``sphinx-build``.

    Raises
    ------
    ShardError
        If a shard is missing, or something does not fit together.
    """
    require_empty(output)
    archive = Archive(site, "site", settings)
    check_parts(archive, {str(folder): read_part(folder) for folder in parts})
    with tempfile.TemporaryDirectory() as name:
        order = Path(name, "merge.json")
        places = tuple(str(folder.resolve()) for folder in parts)
        write_atomically(order, msgspec.json.encode(Merge(str(site.resolve()), places)))
        command = [sys.executable, "-m", "sphinx", "-d", str(Path(name, "doctrees"))]
        options = ["-D", f"kwindex_shard={MERGE}", "-D", f"kwindex_shard_slice={order}"]
        ends = [*arguments, str(conf_folder), str(output)]
        return subprocess.run([*command, *options, *ends], check=False).returncode  # noqa: S603


def require_empty(output: Path) -> None:
    """Make sure that a site can be made in a folder.

    Raises
    ------
    ShardError
        If there is anything in it.
    """
    if exists(output) and (not is_folder(output) or any(output.iterdir())):
        raise ShardError(f"{output} is not empty; remove it, since a site is made anew")


def check_parts(archive: Archive, parts: dict[str, Part]) -> None:
    """Make sure that the parts are those of all shards, and of one site.

    Parameters
    ----------
    archive:
        What the step ``link`` wrote for the site.
    parts:
        What the builds of the shards say, by their folders.

    Raises
    ------
    ShardError
        If one is missing, or does not fit to the others.
    """
    all_shards({name: part.header for name, part in parts.items()}, "pages")
    homes, first = homes_of(archive), next(iter(parts.values()))
    for name, part in parts.items():
        header, number = part.header, int(part.header.shard.partition("/")[0])
        again = f"build shard {header.shard} again"
        own = {docname for docname, home in homes.items() if home == number}
        if header.state != archive.header.state or header.count != archive.header.count:
            raise ShardError(f"{name} is of another state of the tree than {archive.path}; {again}")
        if {page.docname for page in part.pages} != own:
            raise ShardError(f"{name} does not hold the pages of shard {header.shard}; {again}")
        if part.rendering != first.rendering:
            raise ShardError(f"{name} was built with another Sphinx, theme or option; {again}")
        if part.documents != first.documents:
            raise ShardError(f"{name} was built beside other documents of yours; {again}")


def read_merge(path: Path) -> Merge:
    """Return what is to be merged.

    Raises
    ------
    ShardError
        If the file does not say it.
    """
    try:
        return msgspec.json.decode(read_own(path) or b"", type=Merge)
    except msgspec.DecodeError as error:
        raise ShardError(f"{path} does not say what to merge: {error}") from None
