"""The stages that only run when something changed: analyse, link, plan, stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from sphinx_kwindex.build.analysing import analyse_contents, metadata_of
from sphinx_kwindex.build.contents import Content, Former, Inputs, Outcome
from sphinx_kwindex.build.exporting import Repository, Writer, make_exports, text_reader
from sphinx_kwindex.build.file_problems import problem_of
from sphinx_kwindex.build.linking import Linked, link_facts
from sphinx_kwindex.build.local_edits import (
    content_keys,
    former_facts,
    former_figures,
    local_edit,
)
from sphinx_kwindex.build.page_staging import Staged, stage_pages
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.discovery import printable
from sphinx_kwindex.discovery.disk_check import DiskCheck
from sphinx_kwindex.indexes.files import IndexFile
from sphinx_kwindex.indexes.pyrefly import Module, PyreflyError, index_of
from sphinx_kwindex.insights.collecting import Checked, collect, target_version
from sphinx_kwindex.insights.findings import Findings
from sphinx_kwindex.insights.rules import selected_rules
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.pages.files.sections import Section, chosen_sections
from sphinx_kwindex.pages.site.additions import added_keywords
from sphinx_kwindex.pages.site.plan import Plan, plan
from sphinx_kwindex.processes import no_garbage_collection
from sphinx_kwindex.project import ProjectMetadata
from sphinx_kwindex.records.analysis import PYTHON, FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.source_files import TextState
from sphinx_kwindex.relations.layers import layer_diagnostics
from sphinx_kwindex.relations.links import dead_link_diagnostics
from sphinx_kwindex.relations.repository import LocalEdit, relate_repository
from sphinx_kwindex.store.facts import load_facts
from sphinx_kwindex.store.page_keys import LastRun
from sphinx_kwindex.store.staging import Manifest, StagingArea


def produce(
    inputs: Inputs,
    former: Former,
    area: StagingArea,
    cache_folder: Path,
    *,
    jobs: int,
    progress: Progress,
    write_export: Writer | None,
) -> Outcome:
    """Analyse what is not in the cache, link all facts, and stage all pages.

    Parameters
    ----------
    inputs:
        The contents of all files, with the options that they are read by.
    former:
        The last run, as this one finds it.
    area:
        Where pages are staged.
    cache_folder:
        Where facts are kept between runs.
    jobs:
        How many processes may run at once.
    progress:
        Shows how far a stage is.
    write_export:
        Makes what the options want for other tools.

    Raises
    ------
    SourceChangedError
        If a file changes meanwhile.
    """
    # Before anything that takes its time: the options may be wrong.
    sections = chosen_sections(inputs.settings, inputs.additions.sections)
    facts, stored, analysed, cached = _analysed(
        inputs, former, cache_folder, jobs=jobs, progress=progress
    )
    # From here on nearly all that is made stays.
    with no_garbage_collection():
        manifest = _produced(
            inputs,
            former,
            (facts, stored),
            area,
            cache_folder,
            sections=sections,
            jobs=jobs,
            progress=progress,
            write_export=write_export,
        )
    return Outcome(manifest, analysed, cached, inputs.roots)


def _produced(
    inputs: Inputs,
    former: Former,
    known: tuple[tuple[FileFacts, ...], Mapping[str, msgspec.Raw]],
    area: StagingArea,
    cache_folder: Path,
    *,
    sections: tuple[Section, ...],
    jobs: int,
    progress: Progress,
    write_export: Writer | None,
) -> Manifest:
    """Link all facts, and stage all pages.

    ``known`` is the facts of all files, and those of the last run by their keys.
    """
    facts, stored = known
    contents = {item.source.path: item for item in inputs.contents}
    metadata = metadata_of(inputs.roots, facts)
    findings, unavailable = _findings(inputs, facts, metadata, cache_folder)
    linked = _linked(inputs, facts, contents, metadata, cache_folder, jobs=jobs)
    edit = (
        local_edit(inputs, linked.project, former.run, stored, linked.code)
        if former.is_whole
        else None
    )
    # The pages that are kept asked for what is confirmed by now.
    disk = DiskCheck(inputs.roots, former.unlisted if edit is not None else ())
    repository = Repository(linked.project, inputs.settings, text_reader(contents))
    make_exports(repository, write_export, cache_folder, inputs.fingerprint)
    site_plan = _plan(inputs, former.run, repository, findings, sections, edit=edit, disk=disk)
    is_hidden = edit is not None and edit.is_hidden
    staged = stage_pages(site_plan, former.run.pages, area, progress, keeps_others=is_hidden)
    about_tools = (*unavailable, *linked.diagnostics)
    diagnostics = (
        *inputs.diagnostics,
        *_diagnostics(facts, site_plan, inputs.settings),
        *about_tools,
    )
    manifest = _manifest(inputs, site_plan, staged, diagnostics, disk)
    run = _this_run(inputs, site_plan, staged)
    area.finish(manifest, staged.catalogue, run, staged.entries)
    return manifest


def _analysed(
    inputs: Inputs, former: Former, cache_folder: Path, *, jobs: int, progress: Progress
) -> tuple[tuple[FileFacts, ...], Mapping[str, msgspec.Raw], int, int]:
    """Return the facts of all files, and of those that changed as they were, with the counts.

    The rest of what is stored goes with this function: all of it would take much memory.
    """
    limits = inputs.settings
    stored = load_facts(cache_folder, limits)
    facts, analysed, cached = analyse_contents(
        inputs.contents, stored, cache_folder, jobs=jobs, progress=progress, limits=limits
    )
    return facts, former_facts(inputs.contents, former.run, stored), analysed, cached


def _manifest(
    inputs: Inputs,
    site_plan: Plan,
    staged: Staged,
    diagnostics: tuple[Diagnostic, ...],
    disk: DiskCheck,
) -> Manifest:
    return Manifest(
        fingerprint=inputs.fingerprint,
        index_docname=site_plan.index_docname,
        docnames=staged.docnames,
        diagnostics=diagnostics,
        files=len(inputs.contents),
        keywords=site_plan.related.folders.views[""].keywords,
        unlisted=disk.answers,
    )


def _this_run(inputs: Inputs, site_plan: Plan, staged: Staged) -> LastRun:
    """Return what the next run finds of this one."""
    figures = msgspec.Raw(msgspec.msgpack.encode(site_plan.related.figures))
    return LastRun(
        inputs.frame, content_keys(inputs.contents), figures, staged.pages, site_plan.frame.hex()
    )


def _findings(
    inputs: Inputs,
    facts: Sequence[FileFacts],
    metadata: Mapping[str, ProjectMetadata],
    cache_folder: Path,
) -> tuple[Findings, tuple[Diagnostic, ...]]:
    """Return what rules match in the Python files that parse; stubs hold nothing that runs."""
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


def _linked(
    inputs: Inputs,
    facts: Sequence[FileFacts],
    contents: Mapping[str, Content],
    metadata: Mapping[str, ProjectMetadata],
    cache_folder: Path,
    *,
    jobs: int,
) -> Linked:
    """Link all facts, with what other tools say of the code."""
    precise, imprecise = _precise(inputs, contents, cache_folder, jobs)
    linked = link_facts(
        facts,
        inputs.roots,
        metadata,
        cache_folder,
        indexes=(*inputs.indexes, *precise),
        read_text=text_reader(contents),
    )
    diagnostics = (*imprecise, *linked.diagnostics)
    return msgspec.structs.replace(linked, diagnostics=diagnostics)


def _precise(
    inputs: Inputs, contents: Mapping[str, Content], cache_folder: Path, jobs: int
) -> tuple[tuple[IndexFile, ...], tuple[Diagnostic, ...]]:
    """Return the index that Pyrefly makes, if the options want one, and why there is none."""
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


def _plan(
    inputs: Inputs,
    last: LastRun,
    repository: Repository,
    findings: Findings,
    sections: tuple[Section, ...],
    *,
    edit: LocalEdit | None,
    disk: DiskCheck,
) -> Plan:
    known = last.frame == inputs.frame
    related = relate_repository(
        repository.project,
        inputs.settings,
        findings,
        shows_patterns=any(section.name == "patterns" for section in sections),
        additional=added_keywords(inputs.additions, repository.read_text),
        exists=disk.exists,
        edit=edit,
        before=former_figures(last) if known else None,
        earlier=inputs.earlier,
    )
    return plan(
        related,
        sections,
        repository.read_text,
        can_keep=inputs.additions.is_empty,
        last=last if known else LastRun(),
    )


def _diagnostics(
    facts: Sequence[FileFacts], site_plan: Plan, limits: Limits
) -> Iterable[Diagnostic]:
    if not facts:
        yield Diagnostic(
            DiagnosticCode.EMPTY_ROOT,
            "no file to document was found; see kwindex_roots, kwindex_include and kwindex_exclude",
        )
    for item in facts:
        problem = problem_of(item, limits)
        if problem is not None:
            yield problem
    for reason in sorted({item.analysis.unfit_grammar for item in facts} - {""}):
        yield Diagnostic(
            DiagnosticCode.UNFIT_GRAMMAR,
            f"files of a language are read approximately: {reason}; "
            "pip install -U sphinx-kwindex[languages]",
        )
    yield from site_plan.related.changes.diagnostics
    yield from layer_diagnostics(site_plan.related.context)
    yield from dead_link_diagnostics(site_plan.related.context)
