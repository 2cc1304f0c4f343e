"""What an import names, and where that is."""

from __future__ import annotations

import sys

from sphinx_kwindex.blocks.blocks import plain
from sphinx_kwindex.pages.files.sections.native import native_origin
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.imports import Import
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.imports import MeantImport


def import_link(view: FileView, item: MeantImport, shown: str) -> Span:
    """Return a link to what an import names.

    Parameters
    ----------
    view:
        The file with the import.
    item:
        The import.
    shown:
        What the link shows.
    """
    if item.definition is not None:
        return view.site.definition_link(item.definition, shown)
    if item.target not in (None, view.path):
        return view.site.file_link(item.target or "", shown)
    # A star stands for many names; the module is what can be looked up.  Nobody else knows what
    # the dots of a relative import mean.
    statement = item.statement
    is_known = view.facts.is_python and not statement.level
    return Span(shown, code=True, elsewhere=statement.source if is_known else "")


def origin_here(view: FileView, item: MeantImport) -> Text:
    """Return the files of the repository that an import leads to; nothing if it leads elsewhere.

    Parameters
    ----------
    view:
        The file with the import.
    item:
        The import.
    """
    native = native_origin(view, item)
    if native:
        is_stub = (item.target or "").endswith(".pyi")
        stub = (view.site.file_link(item.target or ""), plain("; "))
        return (*stub, *native) if is_stub else native
    if item.targets == (view.path,):
        return (plain("this file"),)
    return view.site.shown_links(view.site.file_links(item.targets))


def is_standard(view: FileView, statement: Import) -> bool:
    """Return whether an import is of the standard library of Python.

    Parameters
    ----------
    view:
        The file with the import.
    statement:
        The import.
    """
    top = statement.module.partition(".")[0] or statement.dotted
    return view.facts.is_python and not statement.level and top in sys.stdlib_module_names


def absence(view: FileView) -> str:
    """Return the words for an import that leads to no file of the repository."""
    # What a compiler or a bundler is told is not known: the file may be here by another name.
    return "not in this repository" if view.facts.is_python else "not found in this repository"
