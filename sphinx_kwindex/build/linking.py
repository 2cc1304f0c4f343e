"""Linking the facts of all files, with what the last run found out of their code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinx_kwindex.analysis.batch import no_garbage_collection
from sphinx_kwindex.discovery import Root
from sphinx_kwindex.project import Project, ProjectMetadata, link
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.references import LinkedFiles
from sphinx_kwindex.store.references import load_references, store_references


def link_facts(
    facts: Sequence[FileFacts],
    roots: Sequence[Root],
    metadata: Mapping[str, ProjectMetadata],
    cache_folder: Path,
) -> tuple[Project, tuple[LinkedFiles, LinkedFiles]]:
    """Link all facts, and keep what the code names.

    Parameters
    ----------
    facts:
        The facts of all files.
    roots:
        The roots.
    metadata:
        What each root says of itself, by its top-level folder.
    cache_folder:
        Where it is kept between runs.

    Returns
    -------
    the project, and what the code named in the last run and names now
    """
    before = load_references(cache_folder)
    with no_garbage_collection():
        project = link(facts, metadata, {root.top: root.package for root in roots}, before)
    if project.linked != before:
        store_references(cache_folder, project.linked)
    return project, (before, project.linked)
