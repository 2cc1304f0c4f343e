"""From the options to a repository that can be exported, without Sphinx and without pages."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from sphinx_kwindex.build.analysing import analyse_contents, metadata_of
from sphinx_kwindex.build.contents import look_at
from sphinx_kwindex.build.exporting import Repository, text_reader
from sphinx_kwindex.build.linking import link_facts
from sphinx_kwindex.build.progress import shown_nowhere
from sphinx_kwindex.config import Settings
from sphinx_kwindex.discovery import discover, find_roots
from sphinx_kwindex.indexes.files import look_at_indexes


def read_repository(
    settings: Settings, conf_folder: Path, written: Collection[Path] = (), *, keep: bool = False
) -> Repository:
    """Analyse and link the files of a repository.

    Parameters
    ----------
    settings:
        The options.
    conf_folder:
        Where relative roots start.
    written:
        Files that are about to be written, and are no part of the repository.
    keep:
        Whether all contents are kept in memory, since files change meanwhile.

    Raises
    ------
    OptionError
        If a root is not a folder.
    SourceChangedError
        If a file changes meanwhile.
    """
    roots = find_roots(settings, conf_folder)
    contents = [
        look_at(source, settings.max_file_size, keep=keep)
        for source in discover(settings, roots).files
        if Path(source.location) not in written
    ]
    by_path = {item.source.path: item for item in contents}
    facts, _, _ = analyse_contents(
        contents, {}, None, jobs=1, progress=shown_nowhere, limits=settings
    )
    metadata = metadata_of(roots, facts)
    read_text = text_reader(by_path)
    indexes = look_at_indexes(settings.scip, conf_folder)
    linked = link_facts(facts, roots, metadata, None, indexes=indexes, read_text=read_text)
    address = roots[0].location.as_uri() if len(roots) == 1 else "file:///"
    start = next(iter(written)).parent if written else Path.cwd()
    return Repository(linked.project, settings, read_text, address, str(start))
