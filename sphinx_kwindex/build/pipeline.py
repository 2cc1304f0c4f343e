"""The stages in a row: discover, analyse, link, plan, stage.  No Sphinx in it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sphinx_kwindex.build.contents import (
    Former,
    Inputs,
    Outcome,
    SourceChangedError,
    look_at,
)
from sphinx_kwindex.build.own_process import in_own_process
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.config import Settings
from sphinx_kwindex.data_files.earlier import EarlierData, look_at_earlier
from sphinx_kwindex.discovery import Discovery, Root, discover, find_roots, printable
from sphinx_kwindex.discovery.disk_check import DiskCheck
from sphinx_kwindex.indexes.files import IndexFile, look_at_indexes
from sphinx_kwindex.indexes.pyrefly_version import pyrefly_version
from sphinx_kwindex.insights.ruff_version import ruff_version
from sphinx_kwindex.pages.site.additions import NO_ADDITIONS, Additions
from sphinx_kwindex.processes import runs_apart
from sphinx_kwindex.records.data_lines import formats_of_facts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.store.exports import has_exports
from sphinx_kwindex.store.facts import schema_key
from sphinx_kwindex.store.staging import Manifest, StagingArea

if TYPE_CHECKING:  # it loads the analysers
    from sphinx_kwindex.build.exporting import Writer

_MOST_CHANGES = 3
"""Files that may change while they are being documented, before all contents are kept in memory."""

_LARGE = 1_000_000
"""Bytes of sources whose stages leave tens of megabytes behind in the process that runs them."""

_PASSING = frozenset({DiagnosticCode.FINDINGS_UNAVAILABLE, DiagnosticCode.PRECISE_UNAVAILABLE})
"""Problems that may be gone the next time, though no file changed."""


def run(
    settings: Settings,
    conf_folder: Path,
    area: StagingArea,
    cache_folder: Path,
    *,
    generated: Iterable[Path] = (),
    jobs: int = 1,
    progress: Progress,
    additions: Additions = NO_ADDITIONS,
    write_export: Writer | None = None,
) -> Outcome:
    """Bring the staged pages up to date.

    Parameters
    ----------
    settings:
        The options.
    conf_folder:
        The folder of ``conf.py``, where relative roots start.
    area:
        Where pages are staged.
    cache_folder:
        Where facts are kept between runs.
    generated:
        Folders that the build writes, to be left out.
    jobs:
        How many processes may run at once.  If several may, or the repository is large, the stages
        that need much memory run in one of their own.
    progress:
        Shows how far a stage is.
    additions:
        What the project adds to its pages.
    write_export:
        Makes what ``kwindex_exports`` names; None to make nothing.

    Raises
    ------
    AdditionError
        If a function of the additions fails.
    OptionError
        If a root is not a folder, or ``kwindex_sections`` names what is not a section.
    """
    generated = tuple(generated)
    changing: set[str] = set()
    while True:
        roots = find_roots(settings, conf_folder)
        told = _look_at_data(settings, conf_folder)
        discovery = discover(settings, roots, (*generated, *_folders_of(told[1], roots)))
        inputs = _inputs(settings, roots, discovery, additions, changing=changing, told=told)
        try:
            outcome = _bring_up_to_date(
                inputs, area, cache_folder, jobs=jobs, progress=progress, write_export=write_export
            )
        except SourceChangedError as error:
            # What was made so far speaks of another content; from now on that is in memory.
            changing.add(error.path)
        else:
            return msgspec.structs.replace(outcome, left_out=discovery.left_out)


def _look_at_data(
    settings: Settings, conf_folder: Path
) -> tuple[tuple[IndexFile, ...], EarlierData]:
    """Return the indexes of other tools, and the data of an earlier build."""
    indexes = look_at_indexes(settings.scip, conf_folder)
    return indexes, look_at_earlier(settings.changes_since, conf_folder)


def _folders_of(earlier: EarlierData, roots: Iterable[Root]) -> tuple[Path, ...]:
    """Return the folder of the earlier data, which nobody documents; not one around a root."""
    folder = earlier.folder.resolve()
    if not earlier.is_there or any(it.location.resolve().is_relative_to(folder) for it in roots):
        return ()
    return (folder,)


def _inputs(
    settings: Settings,
    roots: tuple[Root, ...],
    discovery: Discovery,
    additions: Additions,
    *,
    changing: Collection[str],
    told: tuple[tuple[IndexFile, ...], EarlierData],
) -> Inputs:
    """Look at all files; the contents of those that are known to change are kept."""
    keep_all = len(changing) > _MOST_CHANGES
    contents = tuple(
        look_at(source, settings.max_file_size, keep=keep_all or source.path in changing)
        for source in discovery.files
    )
    indexes, earlier = told
    # Which pages there are depends on whether there are data; on what they say, few pages do.
    others = (*(item.state for item in indexes), earlier.fault)
    frame = _frame(settings, roots, discovery.diagnostics, additions, others)
    states = ((item.source.path, item.state.value, item.digest) for item in contents)
    fingerprint = _hash(frame, earlier.digest, *states)
    return Inputs(
        settings,
        roots,
        contents,
        discovery.diagnostics,
        additions,
        frame,
        fingerprint,
        indexes,
        earlier,
    )


def _bring_up_to_date(
    inputs: Inputs,
    area: StagingArea,
    cache_folder: Path,
    *,
    jobs: int,
    progress: Progress,
    write_export: Writer | None,
) -> Outcome:
    # What a function of the project depends on is not known: with one, all pages are made.
    before = area.manifest() if inputs.additions.is_empty else None
    last = area.last_run()
    is_whole = (
        before is not None
        and _is_final(before)
        and area.is_complete(before, last)
        and DiskCheck(inputs.roots).confirms(before.unlisted)
    )
    wanted = formats_of_facts(inputs.settings.exports) if write_export is not None else ()
    if (
        before is not None
        and is_whole
        and before.fingerprint == inputs.fingerprint
        and has_exports(cache_folder, wanted, inputs.fingerprint)
    ):
        return Outcome(before, 0, before.files, inputs.roots)
    former = Former(last, is_whole, before.unlisted if before is not None else ())

    def stages(shown: Progress) -> Outcome:
        # A build with nothing to do should not wait for astroid and networkx to load.
        from sphinx_kwindex.build.production import produce

        return produce(
            inputs,
            former,
            area,
            cache_folder,
            jobs=jobs,
            progress=shown,
            write_export=write_export,
        )

    # What functions of the project do to the state of this process, they must do here.
    is_large = sum(item.size for item in inputs.contents) >= _LARGE
    if inputs.additions.is_empty and runs_apart(jobs, is_large=is_large):
        return in_own_process(stages, progress)
    return stages(progress)


def _is_final(manifest: Manifest) -> bool:
    """Return whether nothing was missing that may be there the next time.

    Without the findings of one file, which the warning names, the outcome is what it will be.
    """
    return all(item.code not in _PASSING or item.location for item in manifest.diagnostics)


def _frame(
    settings: Settings,
    roots: Sequence[Root],
    diagnostics: Sequence[Diagnostic],
    additions: Additions,
    others: Sequence[object],
) -> str:
    """Hash what the pages and diagnostics depend on, but the contents of the files."""
    # As ASCII: a root or pattern may stand for bytes that are not UTF-8.
    own = (schema_key(), ruff_version(), ascii(settings), additions.names)
    where = ((printable(str(root.location)), root.prefix, root.package) for root in roots)
    pyrefly = pyrefly_version() if settings.precise else ""
    return _hash(*own, *where, *diagnostics, pyrefly, *others)


def _hash(*parts: object) -> str:
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        digest.update(msgspec.json.encode(part) + b"\n")
    return digest.hexdigest()
