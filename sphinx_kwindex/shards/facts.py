"""The first step: the facts of the files of one shard."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from sphinx_kwindex.build.analysing import analyse_contents
from sphinx_kwindex.build.contents import SourceChangedError, look_at
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import discover, find_roots
from sphinx_kwindex.disk.reading import status_of
from sphinx_kwindex.disk.writing import read_own
from sphinx_kwindex.records.source_files import SourceFile
from sphinx_kwindex.shards.archives import header_of, write_archive
from sphinx_kwindex.shards.errors import ShardError
from sphinx_kwindex.shards.partition import Shard, partition
from sphinx_kwindex.store.facts import CACHE_FILE

_COST_OF_FILE = 2_000
"""What a file costs whatever is in it, in bytes of source."""


def write_facts(
    settings: Settings,
    conf_folder: Path,
    shard: Shard,
    output: Path,
    *,
    jobs: int,
    progress: Progress,
) -> int:
    """Write the facts of the files of a shard, and return how many files it has.

    Parameters
    ----------
    settings:
        The options.
    conf_folder:
        The folder of ``conf.py``.
    shard:
        Which shard.
    output:
        The file to write.
    jobs:
        How many processes may run at once.
    progress:
        Shows how far this is.

    Raises
    ------
    ShardError
        If a file changes meanwhile.
    """
    files = discover(settings, find_roots(settings, conf_folder)).files
    shards = shards_of_files(files, settings, shard.count)
    own = [file for file in files if shards[file.path] == shard.number]
    contents = [look_at(file, settings.max_file_size) for file in own]
    with tempfile.TemporaryDirectory() as folder:
        try:
            analyse_contents(
                contents, {}, Path(folder), jobs=jobs, progress=progress, limits=settings
            )
        except SourceChangedError as error:
            raise ShardError(f"{error.path} changed while it was read; run this again") from error
        stored = read_own(Path(folder, CACHE_FILE))
        members = [(CACHE_FILE, stored or b"")]
        write_archive(output, header_of("facts", str(shard), settings), members)
    return len(own)


def shards_of_files(files: Sequence[SourceFile], settings: Settings, count: int) -> dict[str, int]:
    """Return the number of the shard of each file.

    Parameters
    ----------
    files:
        All files of the repository.
    settings:
        The options.
    count:
        How many shards there are.

    Returns
    -------
    mapping from paths to numbers
        Counted from 1.
    """
    return partition({file.path: _cost(file, settings) for file in files}, count)


def _cost(file: SourceFile, settings: Settings) -> int:
    status = status_of(Path(file.location))
    size = status.st_size if status is not None else 0
    # What is larger is not analysed.
    return _COST_OF_FILE + (size if size <= settings.max_file_size else 0)
