"""What other tools find in the sources, where the options want that: Ruff and Pyrefly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sphinx_kwindex.build.contents import Content, Inputs
from sphinx_kwindex.discovery import printable
from sphinx_kwindex.indexes.files import IndexFile
from sphinx_kwindex.indexes.pyrefly import Module, PyreflyError, index_of
from sphinx_kwindex.insights.collecting import Checked, collect, target_version
from sphinx_kwindex.insights.findings import Findings
from sphinx_kwindex.insights.rules import selected_rules
from sphinx_kwindex.project import ProjectMetadata
from sphinx_kwindex.records.analysis import PYTHON, FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.source_files import TextState


def find_findings(
    inputs: Inputs,
    facts: Sequence[FileFacts],
    metadata: Mapping[str, ProjectMetadata],
    cache_folder: Path,
) -> tuple[Findings, tuple[Diagnostic, ...]]:
    """Return what rules match in the Python files that parse; stubs hold nothing that runs.

    Parameters
    ----------
    inputs:
        The contents of all files.
    facts:
        What they say, in the same order.
    metadata:
        What each root says of itself, by its top-level folder.
    cache_folder:
        Where findings are kept between runs.

    Returns
    -------
    the findings, and why there are none of some files
    """
    rules = selected_rules(inputs.settings.findings)
    targets = {
        root.prefix: target_version(metadata[root.top].requires_python) for root in inputs.roots
    }
    contents = [
        Checked(item.source.path, item.digest, item.read, target, printable(item.source.location))
        for prefix, target in targets.items()
        for item, about in zip(inputs.contents, facts, strict=True)
        if item.source.path.startswith(prefix)
        and about.analysis.language == PYTHON
        and about.is_text
        and not about.analysis.approximate
        # ruff takes gigabytes where one name is bound a hundred thousand times.
        and not about.analysis.is_cut
    ]
    return collect(contents, rules, cache_folder, inputs.settings.tool_timeout)


def precise_index(
    inputs: Inputs, contents: Mapping[str, Content], cache_folder: Path, jobs: int
) -> tuple[tuple[IndexFile, ...], tuple[Diagnostic, ...]]:
    """Return the index that Pyrefly makes, if the options want one.

    Parameters
    ----------
    inputs:
        The contents of all files, with the options.
    contents:
        The contents by path.
    cache_folder:
        Where the index is kept between runs.
    jobs:
        How many processes may run at once.

    Returns
    -------
    the index, and why there is none
    """
    python = [
        Module(path, item.digest, item.size, item.read)
        for path, item in contents.items()
        if path.endswith((".py", ".pyi")) and item.state is TextState.TEXT
    ]
    if not inputs.settings.precise or not python:
        return (), ()
    seconds = inputs.settings.tool_timeout
    try:
        return (index_of(python, inputs.roots, cache_folder, jobs, seconds),), ()
    except PyreflyError as error:
        message = f"no help of Pyrefly with names in Python: {error} (kwindex_precise)"
        return (), (Diagnostic(DiagnosticCode.PRECISE_UNAVAILABLE, message),)
