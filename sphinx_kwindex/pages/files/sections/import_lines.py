"""The lines of imports, and when those that do not always run do."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_kwindex.blocks.blocks import plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.imports import MeantImport


def import_lines(view: FileView, items: Iterable[MeantImport]) -> Text:
    """Return the lines of statements, each with when it runs if that is not always.

    Parameters
    ----------
    view:
        The file.
    items:
        What the statements import.
    """
    spans: list[Span] = []
    when = {item.statement.line: circumstances(item.statement) for item in items}
    for line, words in when.items():
        spans += [plain(", ")] if spans else []
        spans.append(view.line_link(line, f"{line}"))
        spans += [plain(f" ({words})")] if words else []
    return tuple(spans)


def circumstances(statement: Import) -> str:
    """Return when an import runs, nothing if always."""
    words = []
    if statement.type_checking:
        words.append("for type checking only")
    if statement.optional:
        words.append("optional")
    if statement.deferred:
        words.append("when a function runs")
    if statement.as_program:
        words.append("when run as a program")
    return ", ".join(words)
