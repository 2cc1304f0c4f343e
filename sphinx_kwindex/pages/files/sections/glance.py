"""At a Glance: one line of facts, and links to who uses the file, its tests, and what it imports.

It also says what a reader has to know about the page: that a file could not be read as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import HERE, Block, Glance, plain
from sphinx_kwindex.pages.files.sections.metadata import notices
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count
from sphinx_kwindex.records.text import Span, Text


def glance(view: FileView) -> Iterator[Block]:
    """Yield the line of facts with the links, and the notices."""
    yield Glance(tuple(_facts(view)), tuple(_chips(view)))
    yield from notices(view)


def _facts(view: FileView) -> Iterator[Text]:
    yield (plain(view.analysis.language),)
    if view.analysis.lines:
        yield (plain(count(view.analysis.lines, "line")),)
    if view.module is not None:
        name = view.module.name
        kind = "package " if view.module.package == name else "module "
        yield (plain(kind), Span(name, code=True, elsewhere=name))
    if view.relations.program:
        yield (plain("run it with "), Span(view.relations.program, code=True))


def _chips(view: FileView) -> Iterator[Span]:
    """Yield a link for each of the sections that answer what is asked most."""
    shown = view.site.section_names
    importers = view.relations.imports.importers
    if "references" in shown:
        users = sum(not found.is_test for found in importers)
        if users:
            verb = "included by" if all(found.includes for found in importers) else "used by"
            yield _chip(f"{verb} {count(users, 'file')}", "imported-by")
    if "testing" in shown and view.facts.is_python:
        files = view.tests.files.total
        if files:
            yield _chip(count(files, "test file"), "testing-usage")
        contained = view.relations.contained_tests
        if contained is not None and contained.tests:
            yield _chip(count(len(contained.tests), "test"), "testing-usage")
    if "dependencies" in shown and view.imports:
        files = len({target for item in view.imports for target in item.targets} - {view.path})
        others = "other modules" if view.facts.is_python else "others"
        verb = "includes" if view.has_includes else "imports"
        number = count(files, "file") if files else f"only {others}"
        yield _chip(f"{verb} {number}", "section-dependencies")
    if "change" in shown and view.relations.cycle is not None:
        size = count(view.relations.cycle.size, "file")
        yield _chip(f"import cycle of {size}", "import-cycle")


def _chip(words: str, anchor: str) -> Span:
    return Span(words, docname=HERE, anchor=anchor)
