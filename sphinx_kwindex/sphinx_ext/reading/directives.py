"""Directives that show a part of the generated pages on a page of the user.

They read the staged pages, and name each one as a dependency of the user's document: Sphinx reads
that again when, and only when, what it shows has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from msgspec.structs import replace
from sphinx.util.docutils import SphinxDirective

from sphinx_kwindex.blocks.blocks import Block, Heading, KeywordList, Page, Paragraph, plain
from sphinx_kwindex.blocks.excerpts import excerpt, select_keywords
from sphinx_kwindex.blocks.reading import read_page, section_of
from sphinx_kwindex.blocks.writer import write_block
from sphinx_kwindex.disk.writing import read_own
from sphinx_kwindex.pages.site.anchors import FILES_ANCHOR
from sphinx_kwindex.paths import folder_of
from sphinx_kwindex.records.catalogue import FILE, FOLDER, ROOT_NAME
from sphinx_kwindex.records.diagnostics import DiagnosticCode
from sphinx_kwindex.shards.partition import MERGE
from sphinx_kwindex.sphinx_ext.reading.block_nodes import NodeWriter
from sphinx_kwindex.sphinx_ext.reading.node_text import paragraph_node
from sphinx_kwindex.sphinx_ext.reading.nodes import block_node
from sphinx_kwindex.sphinx_ext.reading.typesetting import UNTYPESET_CLASSES
from sphinx_kwindex.sphinx_ext.references.domain import domain_of
from sphinx_kwindex.sphinx_ext.warnings import warn


class ExcerptError(ValueError):
    """A directive asks for something that does not exist; the text says for what."""


class ExcerptDirective(SphinxDirective):
    """Shows blocks of staged pages."""

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the blocks, or warn.

        The build of a shard has not all pages, and leaves the documents that show them to another.
        """
        if self.config.kwindex_shard not in ("", MERGE):
            return []
        try:
            found = list(self.excerpts())
        except ExcerptError as error:
            # A dependency that is not there makes Sphinx read the document in every build: the
            # file that is asked for may appear.
            self.env.note_dependency(str(domain_of(self.env).area.page_path("/missing")))
            code, location = DiagnosticCode.UNKNOWN_REFERENCE, self.get_location()
            warn(code, "%s: %s", self.name, error, location=location)
            return []
        for node in found:
            node["classes"] += UNTYPESET_CLASSES
        return [*found]

    def excerpts(self) -> Iterator[nodes.Element]:
        """Yield what the directive shows.

        Raises
        ------
        ExcerptError
            If an argument or option names something that does not exist.
        """
        raise NotImplementedError

    def page(self, docname: str) -> Page:
        """Return a staged page, and depend on it.

        Raises
        ------
        ExcerptError
            If it does not exist.
        """
        path = domain_of(self.env).area.page_path(docname)
        self.env.note_dependency(str(path))
        domain_of(self.env).note_excerpt(self.env.docname, docname)
        text = read_own(path)
        if text is None:
            raise ExcerptError(f"the page {docname} does not exist")
        return read_page(docname, text.decode("utf-8", "replace"))

    def docname_of(self, kind: str, path: str) -> str:
        """Return the page of a file or folder.

        Parameters
        ----------
        kind:
            ``file`` or ``folder``.
        path:
            Its path, as the user wrote it.

        Raises
        ------
        ExcerptError
            If the repository has none of this path.
        """
        found = domain_of(self.env).index.find(path, (kind,))
        exact = [target for target in found if target.name == path]
        if not exact:
            near = f"; there is {', '.join(target.name for target in found)}" if found else ""
            raise ExcerptError(f"the repository has no {kind} {path!r}{near}")
        return exact[0].docname


class KeywordsDirective(ExcerptDirective):
    """Shows the keywords of the repository, of a folder or of a file.

    ``kind``
        Kinds of keyword, separated by commas, such as `class, exception`. Without it: all kinds.
    ``path``
        A folder or a file, from the top of the repository. Without it: the repository.
    ``prefix``
        What the name, or the dotted name within the file, begins with. Case does not matter.
    """

    option_spec: ClassVar = {
        "kind": directives.unchanged_required,
        "path": directives.unchanged_required,
        "prefix": directives.unchanged_required,
    }

    def excerpts(self) -> Iterator[nodes.Element]:
        """Yield one list of keywords."""
        path = _path(self.options.get("path", ROOT_NAME))
        domain = domain_of(self.env)
        folder = next((item for item in domain.catalogue.folders if item.path == path), None)
        file = ""
        if folder is None:
            self.docname_of(FILE, path)
            file, parent = path, folder_of(path) or ROOT_NAME
            folder = next(item for item in domain.catalogue.folders if item.path == parent)
        rows = (
            row
            for docname in folder.keywords
            for block in self.page(docname).blocks
            if isinstance(block, KeywordList)
            for row in block.rows
        )
        within = folder.path if folder.is_part and not file else ""
        prefix = self.options.get("prefix", "")
        chosen = select_keywords(rows, self._kinds(), prefix, file, within=within)
        if chosen:
            yield block_node(KeywordList(chosen))
        else:
            yield paragraph_node((plain("No keywords were found here."),))

    def _kinds(self) -> tuple[str, ...]:
        types = domain_of(self.env).object_types
        known = {
            slug: str(kind.lname) for slug, kind in types.items() if slug not in (FILE, FOLDER)
        }
        asked = [name.strip() for name in self.options.get("kind", "").split(",")]
        slugs = ["-".join(name.lower().split()) for name in asked if name]
        for slug in slugs:
            if slug not in known:
                raise ExcerptError(
                    f"there is no kind of keyword {slug!r}; there are {', '.join(known)}"
                )
        return tuple(known[slug] for slug in slugs)


class SectionDirective(ExcerptDirective):
    """Shows one section of the overview page of a file, without its heading.

    A section that has nothing to say of the file shows nothing.

    ``section``
        The name of the section. Required.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"section": directives.unchanged_required}

    def excerpts(self) -> Iterator[nodes.Element]:
        """Yield the blocks of the section; nothing if the file has nothing to say there.

        Raises
        ------
        ExcerptError
            If there is no section of this name, or no such file.
        """
        sections = domain_of(self.env).catalogue.sections
        anchors = {section.name: section.anchor for section in sections}
        name = self.options.get("section", "")
        if name not in anchors:
            raise ExcerptError(f"the option 'section' is {name!r}, but should be one of "
                               f"{', '.join(anchors)}")  # fmt: skip
        page = self.page(self.docname_of(FILE, _path(self.arguments[0])))
        yield from _nodes(section_of(page, anchors[name]), page.docname)


class FilesDirective(ExcerptDirective):
    """Lists the files of a folder; without an argument, those at the top of the repository."""

    optional_arguments = 1
    final_argument_whitespace = True

    def excerpts(self) -> Iterator[nodes.Element]:
        """Yield the table of files."""
        path = _path(self.arguments[0] if self.arguments else ROOT_NAME)
        page = self.page(self.docname_of(FOLDER, path))
        yield from _nodes(section_of(page, FILES_ANCHOR), page.docname)


DIRECTIVES: dict[str, type[ExcerptDirective]] = {
    "keywords": KeywordsDirective,
    "section": SectionDirective,
    "files": FilesDirective,
}


def _path(written: str) -> str:
    return " ".join(written.split()).rstrip("/") or ROOT_NAME


def _nodes(blocks: Iterable[Block], home: str) -> Iterator[nodes.Element]:
    writer = NodeWriter()
    for block in blocks:
        shown = excerpt(block, home)
        if isinstance(shown, Heading):
            shown = replace(shown, anchor="")
        if isinstance(shown, Heading | Paragraph):
            yield from write_block(shown, writer)
        elif shown is not None:
            yield block_node(shown)
