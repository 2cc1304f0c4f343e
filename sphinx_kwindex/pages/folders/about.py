"""The documentation page of a folder: what it is for, what matters in it, how to test it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sphinx_kwindex.blocks.blocks import (
    Block,
    Heading,
    Page,
    Paragraph,
    Row,
    Span,
    Table,
    plain,
)
from sphinx_kwindex.blocks.columns import without_empty_columns
from sphinx_kwindex.pages.folders.coverage import FOLDER_COVERAGE, folder_coverage
from sphinx_kwindex.pages.folders.imports import folder_cycles, imports_between, never_imported
from sphinx_kwindex.pages.folders.patterns import folder_patterns
from sphinx_kwindex.pages.folders.statistics import FolderStatistics
from sphinx_kwindex.pages.folders.testing import folder_testing
from sphinx_kwindex.pages.site.site import Site
from sphinx_kwindex.pages.words.counting import byte_size, count, in_words
from sphinx_kwindex.pages.words.descriptions import (
    describe_file,
    describe_folder,
    folder_words,
)
from sphinx_kwindex.pages.words.prose import prose
from sphinx_kwindex.project import Folder
from sphinx_kwindex.project.documentation import Coverage
from sphinx_kwindex.project.graph.parts import Part
from sphinx_kwindex.relations.uses import imported_definitions

_MOST_KEY_FILES = 12


def doc_page(
    site: Site,
    folder: Folder,
    statistics: dict[str, FolderStatistics],
    parts: tuple[Part, ...],
    coverage: Mapping[str, Coverage],
) -> Page:
    """Return the documentation page of a folder.

    Parameters
    ----------
    site:
        The planned site.
    folder:
        What the page is about.
    statistics:
        Of all folders.
    parts:
        The files and subfolders of the folder that import each other.
    coverage:
        Documentation coverage of all folders.
    """
    title = f"About {folder.path}/" if folder.path else f"About {site.title_in_words}"
    trail = site.folder_trail(folder.path, "About")
    blocks: list[Block] = [Heading(1, title, "folder-documentation"), trail]
    for heading, anchor, content in (
        ("Role", "folder-role", _role(site, folder)),
        ("Contents", "folder-contents", _contents(folder, statistics[folder.path])),
        ("Structure", "folder-structure", _structure(site, folder)),
        ("Key files", "key-files", _key_files(site, folder)),
        ("Imports inside", "folder-imports", imports_between(site, folder, parts)),
        ("Import cycles", "import-cycles", folder_cycles(site, folder)),
        ("Not imported", "not-imported", never_imported(site, folder)),
        ("Code patterns", "folder-patterns", folder_patterns(site, folder)),
        ("Testing", "folder-testing", folder_testing(site, folder)),
        ("Documentation coverage", FOLDER_COVERAGE, folder_coverage(site, folder, coverage)),
    ):
        body = list(content)
        if body:
            blocks.append(Heading(2, heading, anchor))
            blocks.extend(body)
    return Page(
        site.names.folder_doc[folder.path], tuple(blocks), site.settings.navigation == "files"
    )


def _role(site: Site, folder: Folder) -> Iterator[Block]:
    found = folder_words(folder)
    if found is None:
        return
    facts, words = found
    evidence = site.file_link(facts.path, facts.source.name)
    yield Paragraph((*prose(words.summary), plain(" ("), evidence, plain(")")))
    for paragraph in words.paragraphs:
        yield Paragraph(prose(paragraph))


def _contents(folder: Folder, statistics: FolderStatistics) -> Iterator[Block]:
    parts = [count(len(folder.files), "file")] if folder.files else []
    if folder.subfolders:
        parts.append(count(len(folder.subfolders), "folder"))
    total = f"{count(statistics.files, 'file')}, {count(statistics.lines, 'line')}"
    size = byte_size(statistics.size)
    yield Paragraph(
        (plain(f"Directly here: {in_words(parts)}. With all folders below: {total}, {size}."),)
    )
    rows = tuple(
        Row(((plain(language),), (plain(f"{share.files:,}"),), (plain(f"{share.lines:,}"),)))
        for language, share in statistics.languages
    )
    yield Table(("Type", "Files", "Lines"), rows, figures=(1, 2))


def _structure(site: Site, folder: Folder) -> Iterator[Block]:
    if folder.subfolders:
        rows = tuple(
            Row(
                (
                    (
                        Span(
                            f"{path.rpartition('/')[2]}/",
                            code=True,
                            docname=site.names.folder_doc[path],
                        ),
                    ),
                    describe_folder(site.project.folders[path]),
                )
            )
            for path in folder.subfolders
        )
        yield without_empty_columns(Table(("Folder", "Description"), rows), 1)


def _key_files(site: Site, folder: Folder) -> Iterator[Block]:
    """Rank the files below by the number of files that import them."""
    project = site.project
    below = f"{folder.path}/" if folder.path else ""
    ranked = sorted(
        (-len(importers), path)
        for path in project.paths_below(folder.path)
        if (importers := project.graph.dependents.get(path)) and not project.is_test_file(path)
    )[:_MOST_KEY_FILES]
    if not ranked:
        return
    yield Paragraph(
        (plain("By the number of files that import them, for more than type checking:"),)
    )
    rows = tuple(
        Row(
            (
                (site.file_link(path, path.removeprefix(below)),),
                (plain(f"{-fan_in:,}"),),
                describe_file(
                    site,
                    project.files[path],
                    imported_definitions(project, project.files[path]),
                ),
            )
        )
        for fan_in, path in ranked
    )
    yield without_empty_columns(
        Table(("File", "Imported by", "Description"), rows, figures=(1,)), 2
    )
