"""The stages that only run when something changed: analyse, link, plan, stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from sphinx_kwindex.analysis import shown_text
from sphinx_kwindex.analysis.batch import Work, analyse_all, no_garbage_collection
from sphinx_kwindex.analysis.decoding import decode
from sphinx_kwindex.analysis.languages import language_of
from sphinx_kwindex.build.contents import Content, Former, Inputs, Outcome
from sphinx_kwindex.build.hidden_edits import content_keys, hidden_edit
from sphinx_kwindex.build.page_staging import stage_pages
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.discovery import Root, printable
from sphinx_kwindex.discovery.disk_check import DiskCheck
from sphinx_kwindex.insights.collecting import Checked, collect, target_version
from sphinx_kwindex.insights.findings import Findings
from sphinx_kwindex.insights.rules import selected_rules
from sphinx_kwindex.pages.files.sections import Section, chosen_sections
from sphinx_kwindex.pages.site.additions import added_keywords
from sphinx_kwindex.pages.site.plan import Plan, plan
from sphinx_kwindex.project import Project, ProjectMetadata, link, read_metadata
from sphinx_kwindex.project.declared.declarations import DECLARING_FILES
from sphinx_kwindex.project.declared.metadata import (
    CONFIGURATION_FILES,
    METADATA_FILE,
    configures_pytest,
)
from sphinx_kwindex.records.analysis import PYTHON, PYTHON_LANGUAGES, Analysis, FileFacts, Problem
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.source_files import TextState
from sphinx_kwindex.relations.layers import layer_diagnostics
from sphinx_kwindex.relations.links import dead_link_diagnostics
from sphinx_kwindex.relations.repository import HiddenEdit, relate_repository
from sphinx_kwindex.store.facts import decode_facts, load_facts, store_facts
from sphinx_kwindex.store.page_keys import LastRun
from sphinx_kwindex.store.staging import Manifest, StagingArea

_TEXTS_KEPT = 1
"""Texts in memory at a time; a page shows that of its own file, and none of another one."""


def produce(
    inputs: Inputs,
    former: Former,
    area: StagingArea,
    cache_folder: Path,
    *,
    jobs: int,
    progress: Progress,
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

    Raises
    ------
    SourceChangedError
        If a file changes meanwhile.
    """
    # Before anything that takes its time: the options may be wrong.
    sections = chosen_sections(inputs.settings, inputs.additions.sections)
    stored = load_facts(cache_folder)
    facts, analysed, cached = _analyse(inputs.contents, stored, cache_folder, jobs, progress)
    edit = hidden_edit(inputs, facts, former.run, stored) if former.is_whole else None
    contents = {item.source.path: item for item in inputs.contents}
    metadata = _metadata(inputs.roots, contents)
    findings, unavailable = _findings(inputs, facts, metadata, cache_folder)
    # The pages that are kept asked for what is confirmed by now.
    disk = DiskCheck(inputs.roots, former.unlisted if edit is not None else ())
    with no_garbage_collection():
        project = link(facts, metadata, {root.top: root.package for root in inputs.roots})
        site_plan = _plan(inputs, contents, project, findings, sections, edit=edit, disk=disk)
        staged = stage_pages(
            site_plan, former.run.pages, area, progress, keeps_others=edit is not None
        )
    manifest = Manifest(
        fingerprint=inputs.fingerprint,
        index_docname=site_plan.index_docname,
        docnames=staged.docnames,
        diagnostics=(*inputs.diagnostics, *_diagnostics(facts, site_plan), *unavailable),
        files=len(facts),
        keywords=site_plan.related.folders.views[""].keywords,
        unlisted=disk.answers,
    )
    figures = msgspec.Raw(msgspec.msgpack.encode(site_plan.related.figures))
    keys = content_keys(inputs.contents)
    area.finish(manifest, staged.catalogue, LastRun(inputs.frame, keys, figures, staged.pages))
    return Outcome(manifest, analysed, cached, inputs.roots)


def _analyse(
    contents: Sequence[Content],
    stored: Mapping[str, msgspec.Raw],
    cache_folder: Path,
    jobs: int,
    progress: Progress,
) -> tuple[tuple[FileFacts, ...], int, int]:
    """Return the facts of all files, the contents analysed, and the files found in the cache."""
    known: dict[str, Analysis] = {}
    work: dict[str, Work] = {}
    for item in contents:
        if item.state is not TextState.TEXT or item.digest in known or item.digest in work:
            continue
        encoded = stored.get(item.digest)
        analysis = decode_facts(encoded) if encoded is not None else None
        if analysis is not None:
            known[item.digest] = analysis
        else:
            work[item.digest] = Work(item.source.telling_name, item.size, item.read)
    cached = sum(item.digest in known for item in contents)
    if work:
        results = analyse_all(list(work.values()), jobs)
        steps = zip(work, results, strict=True)
        known.update(progress(steps, "analysing sources", len(work)))
    if work or len(stored) != len(known):
        store_facts(cache_folder, known, stored)
    return tuple(_facts(item, known) for item in contents), len(work), cached


def _facts(item: Content, known: Mapping[str, Analysis]) -> FileFacts:
    if item.state is TextState.TEXT:
        analysis = known[item.digest]
    else:
        language = language_of(item.source.telling_name)
        problem = Problem(DiagnosticCode.UNREADABLE, item.problem, 0) if item.problem else None
        analysis = Analysis(language.name, language.lexer, state=item.state, problem=problem)
    return FileFacts(item.source, item.size, item.digest, analysis)


def _metadata(roots: Sequence[Root], contents: Mapping[str, Content]) -> dict[str, ProjectMetadata]:
    """Return what each root says of itself, by its top-level folder."""
    said = {}

    def read(path: str) -> bytes:
        return contents[path].read() if path in contents else b""

    for root in roots:
        path = f"{root.prefix}{METADATA_FILE}"
        declaring = {
            other: read(other)
            for name in DECLARING_FILES
            if (other := f"{root.prefix}{name}") in contents and other != path
        }
        metadata = read_metadata(path if path in contents else "", read(path), declaring)
        others = (read(f"{root.prefix}{name}") for name in CONFIGURATION_FILES)
        if any(configures_pytest(content) for content in others):
            metadata = msgspec.structs.replace(metadata, uses_pytest=True)
        said[root.top] = metadata
    return said


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
    ]
    return collect(contents, rules, cache_folder)


def _plan(
    inputs: Inputs,
    contents: Mapping[str, Content],
    project: Project,
    findings: Findings,
    sections: tuple[Section, ...],
    *,
    edit: HiddenEdit | None,
    disk: DiskCheck,
) -> Plan:
    @lru_cache(_TEXTS_KEPT)
    def text_of(path: str, language: str) -> str:
        data = contents[path].read()
        return shown_text(language, decode(data, is_python=language in PYTHON_LANGUAGES).text)

    def read_text(item: FileFacts) -> str:
        return text_of(item.path, item.analysis.language)

    related = relate_repository(
        project,
        inputs.settings,
        findings,
        shows_patterns=any(section.name == "patterns" for section in sections),
        additional=added_keywords(inputs.additions, read_text),
        exists=disk.exists,
        edit=edit,
    )
    return plan(related, sections, read_text, can_keep=inputs.additions.is_empty)


def _diagnostics(facts: Sequence[FileFacts], site_plan: Plan) -> Iterable[Diagnostic]:
    if not facts:
        yield Diagnostic(
            DiagnosticCode.EMPTY_ROOT,
            "no file to document was found; see kwindex_roots, kwindex_include and kwindex_exclude",
        )
    for item in facts:
        problem = item.analysis.problem
        if problem is not None:
            yield Diagnostic(
                problem.code,
                problem.message,
                printable(item.source.location),
                problem.line,
            )
    for reason in sorted({item.analysis.unfit_grammar for item in facts} - {""}):
        yield Diagnostic(
            DiagnosticCode.UNFIT_GRAMMAR,
            f"files of a language are read approximately: {reason}; "
            "pip install -U sphinx-kwindex[languages]",
        )
    yield from layer_diagnostics(site_plan.related.context)
    yield from dead_link_diagnostics(site_plan.related.context)
