"""How sections show places and definitions of other files that name each other."""

from __future__ import annotations

from collections.abc import Sequence

from sphinx_kwindex.blocks.blocks import HERE, code, plain
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.shortened import Shortened
from sphinx_kwindex.relations.tests.uses import NamedDefinition, NamingPlace, Role


def reference_link(view: FileView, found: DefinitionReference) -> Span:
    """Return a link to a definition on this page or another one.

    Parameters
    ----------
    view:
        The file whose page it is.
    found:
        The definition.
    """
    link = view.site.definition_link(found, found.qualname)
    if found.path != view.path:
        return link
    return Span(link.text, code=True, docname=HERE if link.anchor else "", anchor=link.anchor)


def named_links(view: FileView, named: Shortened[NamedDefinition]) -> Text:
    """Return links to definitions that are named, with the number of those left out.

    Parameters
    ----------
    view:
        The file whose page it is.
    named:
        The definitions.
    """
    return listed([named_link(view, item) for item in named.first], named.further)


def named_link(view: FileView, named: NamedDefinition) -> Text:
    """Return a link to a definition that is named, with the other names used for it.

    Parameters
    ----------
    view:
        The file whose page it is.
    named:
        The definition.
    """
    link = reference_link(view, named.definition)
    if not named.aliases:
        return (link,)
    spans = [link, plain(" (also as " if named.is_also else " (as ")]
    for alias in named.aliases:
        spans += [code(alias), plain(", ")]
    return (*spans[:-1], plain(")"))


def place_link(view: FileView, place: NamingPlace) -> Text:
    """Return a link to the definition that names another.

    Parameters
    ----------
    view:
        The file whose page it is.
    place:
        Where the other is named.
    """
    if place.definition is None:
        return (plain("module level"),)
    link = reference_link(view, place.definition)
    return (link, plain(" (fixture)")) if place.role is Role.FIXTURE else (link,)


def named_fixture(name: str, own_name: str, link: Span) -> Text:
    """Return the name by which tests ask for a fixture, and the function where that has another.

    Parameters
    ----------
    name:
        By which tests ask for it.
    own_name:
        The name of the function.
    link:
        Leads to the function.
    """
    if name == own_name:
        return (link,)
    return (code(name), plain(" (function "), link, plain(")"))


def line_link(view: FileView, path: str, line: int, text: str = "") -> Span:
    """Return a link to a line of this file or another one.

    Parameters
    ----------
    view:
        The file whose page it is.
    path:
        Path of the file that holds the line.
    line:
        The line, from 1.
    text:
        What the link says; by default ``line`` with its number.
    """
    shown = text or f"line {line}"
    return (
        view.line_link(line, shown) if path == view.path else view.site.line_in(path, line, shown)
    )


def file_links(view: FileView, paths: Shortened[str]) -> Text:
    """Return links to files, with the number of those left out.

    Parameters
    ----------
    view:
        The file whose page it is.
    paths:
        Paths of the files.
    """
    return listed([(view.site.file_link(path),) for path in paths.first], paths.further)


def listed(cells: Sequence[Text], further: int = 0) -> Text:
    """Return texts in one line, with the number of those that are left out.

    Parameters
    ----------
    cells:
        The texts.
    further:
        How many are left out.
    """
    spans: list[Span] = []
    for cell in cells:
        if spans:
            spans.append(plain(", "))
        spans.extend(cell)
    if further > 0:
        spans.append(plain(f" and {further:,} more"))
    return tuple(spans)
