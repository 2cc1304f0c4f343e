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
from sphinx_kwindex.build.other_tools import find_findings, precise_index
from sphinx_kwindex.build.page_staging import Staged, stage_pages
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.discovery.disk_check import DiskCheck
from sphinx_kwindex.insights.findings import Findings
from sphinx_kwindex.limits import Limits
from sphinx_kwindex.pages.files.sections import Section, chosen_sections
from sphinx_kwindex.pages.site.additions import added_keywords
from sphinx_kwindex.pages.site.plan import Plan, plan
from sphinx_kwindex.processes import no_garbage_collection
from sphinx_kwindex.project import ProjectMetadata
from sphinx_kwindex.records.analysis import FileFacts
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.relations.folders import decode_index, encode_index
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
    findings, unavailable = find_findings(inputs, facts, metadata, cache_folder)
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
    site_plan = _plan(
        inputs, former.run, repository, findings, sections, area=area, edit=edit, disk=disk
    )
    is_hidden = edit is not None and edit.is_hidden
    staged = stage_pages(site_plan, former.run.pages, area, progress, keeps_others=is_hidden)
    about_tools = (*unavailable, *linked.diagnostics)
    diagnostics = (
        *inputs.diagnostics,
        *_diagnostics(facts, site_plan, inputs.settings),
        *about_tools,
    )
    manifest = _manifest(inputs, site_plan, staged, diagnostics, disk)
    run = _this_run(inputs, site_plan, staged, area, former.run.index)
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


def _this_run(
    inputs: Inputs, site_plan: Plan, staged: Staged, area: StagingArea, index: str
) -> LastRun:
    """Return what the next run finds of this one; ``index`` is what the last one kept."""
    indexed = site_plan.related.indexed
    if not inputs.additions.is_empty:
        index = ""
    elif indexed is not None:
        index = area.keep_index(encode_index(indexed.kept))
    figures = msgspec.Raw(msgspec.msgpack.encode(site_plan.related.figures))
    return LastRun(
        inputs.frame,
        content_keys(inputs.contents),
        figures,
        staged.pages,
        site_plan.frame.hex(),
        index,
    )


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
    precise, imprecise = precise_index(inputs, contents, cache_folder, jobs)
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


def _plan(
    inputs: Inputs,
    last: LastRun,
    repository: Repository,
    findings: Findings,
    sections: tuple[Section, ...],
    *,
    area: StagingArea,
    edit: LocalEdit | None,
    disk: DiskCheck,
) -> Plan:
    known = last.frame == inputs.frame
    is_wanted = known and inputs.additions.is_empty and (edit is None or not edit.is_hidden)
    kept = area.index(last.index) if is_wanted else None
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
        index=decode_index(kept) if kept is not None else None,
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
