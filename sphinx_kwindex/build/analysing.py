"""The facts of all files, from the cache where their contents are in it, and what roots say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.analysis.batch import Work, analyse_all
from sphinx_kwindex.analysis.languages import language_of
from sphinx_kwindex.build.contents import Content
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.discovery import Root
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.processes import no_garbage_collection
from sphinx_kwindex.project import ProjectMetadata, project_metadata
from sphinx_kwindex.records.analysis import Analysis, FileFacts, Problem
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.records.source_files import Access, TextState
from sphinx_kwindex.store.facts import decode_facts, store_facts


def analyse_contents(
    contents: Sequence[Content],
    stored: Mapping[str, msgspec.Raw],
    cache_folder: Path | None,
    *,
    jobs: int,
    progress: Progress,
    limits: Limits,
) -> tuple[tuple[FileFacts, ...], int, int]:
    """Return the facts of all files, the contents analysed, and the files found in the cache.

    Parameters
    ----------
    contents:
        The files.
    stored:
        The facts in the cache.
    cache_folder:
        Where the cache is; None to keep nothing.
    jobs:
        How many processes may run at once.
    progress:
        Shows how far this is.
    limits:
        How much of a file is read.

    Raises
    ------
    SourceChangedError
        If a file changes meanwhile.
    """
    work = {
        item.digest: Work(item.source.telling_name, item.size, item.read, limits)
        for item in contents
        if item.state is TextState.TEXT
    }
    # What is new comes first: the collector, which clears the syntax trees away, then has no facts
    # to walk over.
    known = _analysed({key: work[key] for key in work if key not in stored}, jobs, progress)
    with no_garbage_collection():
        found = ((key, decode_facts(stored[key])) for key in sorted(work.keys() & stored.keys()))
        known |= {key: analysis for key, analysis in found if analysis is not None}
    damaged = _analysed({key: work[key] for key in work if key not in known}, jobs, progress)
    known |= damaged
    with no_garbage_collection():
        anew = {key for key in known if key not in stored or key in damaged}
        if cache_folder is not None and (anew or len(stored) != len(known)):
            kept = {key: stored[key] for key in stored if key not in anew}
            store_facts(cache_folder, known, kept, limits)
        facts = tuple(_facts(item, known) for item in contents)
    cached = sum(item.digest in known and item.digest not in anew for item in contents)
    return facts, len(anew), cached


def _analysed(work: Mapping[str, Work], jobs: int, progress: Progress) -> dict[str, Analysis]:
    """Return what some contents say, by their keys."""
    if not work:
        return {}
    steps = zip(work, analyse_all(list(work.values()), jobs), strict=True)
    return dict(progress(steps, "analysing sources", len(work)))


def _facts(item: Content, known: Mapping[str, Analysis]) -> FileFacts:
    if item.state is TextState.TEXT:
        analysis = known[item.digest]
    else:
        language = language_of(item.source.telling_name)
        problem = Problem(_code_of(item), item.problem, 0) if item.problem else None
        analysis = Analysis(language.name, language.lexer, state=item.state, problem=problem)
    return FileFacts(item.source, item.size, item.digest, analysis)


def _code_of(item: Content) -> DiagnosticCode:
    """Return what kind of problem it is that a content was not read."""
    if item.state is TextState.SENSITIVE:
        return DiagnosticCode.SENSITIVE_FILE
    is_outside = item.source.access is Access.OUTSIDE
    return DiagnosticCode.LINK_OUTSIDE if is_outside else DiagnosticCode.UNREADABLE


def metadata_of(roots: Iterable[Root], facts: Iterable[FileFacts]) -> dict[str, ProjectMetadata]:
    """Return what each root says of itself.

    Parameters
    ----------
    roots:
        The roots.
    facts:
        The facts of all files.

    Returns
    -------
    mapping from the top-level folders of the roots to what they say
    """
    files = {item.path: item for item in facts}
    return {root.top: project_metadata(root.prefix, files) for root in roots}
