"""Words of a file on its page: the names in them linked, as far as they lead to a definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sphinx_kwindex.blocks.blocks import HERE
from sphinx_kwindex.blocks.sentences import without_name
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.text import Span, Text


def linked(text: Text, link: Callable[[Span], Span]) -> Text:
    """Return a line of text with its names linked.

    Parameters
    ----------
    text:
        Words of a file.
    link:
        Of :func:`names_in`.
    """
    return tuple(map(link, text))


def names_in(view: FileView, symbol: Symbol | None) -> Callable[[Span], Span]:
    """Return what links the names in a docstring to the definitions that they mean.

    Parameters
    ----------
    view:
        The file.
    symbol:
        The definition that has the docstring, None for the module.
    """
    owner = _owner(symbol)

    def link(span: Span) -> Span:
        return _linked(view, owner, span) if span.name else span

    return link


def _linked(view: FileView, owner: str, span: Span) -> Span:
    name = span.name.removeprefix("~")
    shown = span.text if name == span.name else name.rpartition(".")[2]
    for candidate in _candidates(name.removesuffix("()"), owner):
        definition = view.project.resolver.definition_of(candidate, view.path)
        if definition is None:
            continue
        symbol = definition.symbol
        if not (span.is_role or symbol.is_callable or symbol.is_class):
            break
        found = view.site.definition_link(definition, shown)
        if not found.anchor:
            break  # the options hide it
        docname = HERE if definition.path == view.path else found.docname
        return Span(shown, code=True, docname=docname, anchor=found.anchor)
    return without_name(span)


def _candidates(dotted: str, owner: str) -> Iterator[str]:
    """Yield what a name may be, in the class where it is first."""
    if owner:
        yield f"{owner}.{dotted}"
    yield dotted


def _owner(symbol: Symbol | None) -> str:
    if symbol is None or symbol.is_local:
        return ""
    if symbol.is_class:
        return symbol.qualname
    return symbol.qualname.rpartition(".")[0]
