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
from sphinx_kwindex.blocks.myst import write_page
from sphinx_kwindex.build.contents import Content, Inputs, Outcome
from sphinx_kwindex.build.progress import Progress
from sphinx_kwindex.discovery import Root, printable
from sphinx_kwindex.discovery.disk_check import DiskCheck
from sphinx_kwindex.insights.collecting import Checked, collect, target_version
from sphinx_kwindex.insights.findings import Findings
from sphinx_kwindex.insights.rules import selected_rules
from sphinx_kwindex.pages.files.sections import Section, chosen_sections
from sphinx_kwindex.pages.site.additions import added_keywords
from sphinx_kwindex.pages.site.plan import Plan, plan
from sphinx_kwindex.pages.site.targets import folder_lists, join_targets, page_mentions
from sphinx_kwindex.project import Project, ProjectMetadata, link, read_metadata
from sphinx_kwindex.project.declared.declarations import DECLARING_FILES
from sphinx_kwindex.project.declared.metadata import (
    CONFIGURATION_FILES,
    METADATA_FILE,
    configures_pytest,
)
from sphinx_kwindex.records.analysis import PYTHON, PYTHON_LANGUAGES, Analysis, FileFacts, Problem
from sphinx_kwindex.records.catalogue import Catalogue, Mentions, NamedSection
from sphinx_kwindex.records.diagnostics import Diagnostic, DiagnosticCode
from sphinx_kwindex.records.source_files import TextState
from sphinx_kwindex.relations.layers import layer_diagnostics
from sphinx_kwindex.relations.links import dead_link_diagnostics
from sphinx_kwindex.relations.repository import relate_repository
from sphinx_kwindex.store.facts import decode_facts, load_facts, store_facts
from sphinx_kwindex.store.page_keys import (
    KeyedPages,
    StagedText,
    decode_targets,
    encode_targets,
)
from sphinx_kwindex.store.staging import Manifest, StagingArea

_TEXTS_KEPT = 1
"""Texts in memory at a time; a page shows that of its own file, and none of another one."""


def produce(
    inputs: Inputs, area: StagingArea, cache_folder: Path, jobs: int, progress: Progress
) -> Outcome:
    """Analyse what is not in the cache, link all facts, and stage all pages.

    Parameters
    ----------
    inputs:
        The contents of all files, with the options that they are read by.
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
    facts, analysed, cached = _analyse(inputs.contents, cache_folder, jobs, progress)
    contents = {item.source.path: item for item in inputs.contents}
    metadata = _metadata(inputs.roots, contents)
    findings, unavailable = _findings(inputs, facts, metadata, cache_folder)
    disk = DiskCheck(inputs.roots)
    with no_garbage_collection():
        project = link(facts, metadata, {root.top: root.package for root in inputs.roots})
        site_plan = _plan(inputs, contents, project, findings, sections, disk=disk)
        staged = _stage(site_plan, area, progress)
    manifest = Manifest(
        fingerprint=inputs.fingerprint,
        index_docname=site_plan.index_docname,
        docnames=staged.docnames,
        diagnostics=(*inputs.diagnostics, *_diagnostics(facts, site_plan), *unavailable),
        files=len(facts),
        keywords=site_plan.related.folders.views[""].keywords,
        unlisted=disk.answers,
    )
    area.finish(manifest, staged.catalogue, staged.keys)
    return Outcome(manifest, analysed, cached, inputs.roots)


def _analyse(
    contents: Sequence[Content], cache_folder: Path, jobs: int, progress: Progress
) -> tuple[tuple[FileFacts, ...], int, int]:
    """Return the facts of all files, the contents analysed, and the files found in the cache."""
    stored = load_facts(cache_folder)
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
        store_facts(cache_folder, known)
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
    )
    return plan(related, sections, read_text, can_keep=inputs.additions.is_empty)


class _Staged(msgspec.Struct, frozen=True):
    """What a run staged."""

    keys: Mapping[str, KeyedPages]
    catalogue: Catalogue

    @property
    def docnames(self) -> tuple[str, ...]:
        """Of all pages, sorted."""
        texts = (text for pages in self.keys.values() for text in pages.texts)
        return tuple(sorted(text.docname for text in texts))


def _stage(site_plan: Plan, area: StagingArea, progress: Progress) -> _Staged:
    """Write the pages that show something else than in the last run, and keep the others."""
    folders = folder_lists(site_plan.site.names)
    before = area.keys()
    keys: dict[str, KeyedPages] = {}
    for planned in progress(site_plan.planned(), "writing pages", site_plan.number):
        kept = before.get(planned.subject)
        if kept is None or kept.key != planned.key or not planned.key or not _is_staged(kept, area):
            texts: list[StagedText] = []
            mentions: list[Mentions] = []
            for page in planned.build():
                texts.append(area.stage(page.docname, write_page(page)))
                mentions.extend(page_mentions(page))
            targets = encode_targets(planned.targets())
            kept = KeyedPages(planned.key, tuple(texts), tuple(mentions), targets)
        keys[planned.subject] = kept
    all_targets = join_targets(decode_targets(keys.values()))
    sections = tuple(NamedSection(item.name, item.anchor) for item in site_plan.sections)
    all_mentions = sorted(mention for pages in keys.values() for mention in pages.mentions)
    return _Staged(keys, Catalogue(all_targets, folders, tuple(all_mentions), sections))


def _is_staged(pages: KeyedPages, area: StagingArea) -> bool:
    return all(area.holds(text) for text in pages.texts)


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
    yield from layer_diagnostics(site_plan.related.context)
    yield from dead_link_diagnostics(site_plan.related.context)
