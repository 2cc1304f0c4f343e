"""Words of a file on its page: the names in them linked, as far as they lead to a definition."""

from __future__ import annotations

from collections.abc import Callable

from sphinx_kwindex.blocks.blocks import HERE
from sphinx_kwindex.blocks.sentences import without_name
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.project.python.imports import DefinitionReference
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.symbol_kinds import SymbolKind
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.names import owner_of

_NAMED_ALONE = frozenset(
    {
        SymbolKind.CLASS,
        SymbolKind.EXCEPTION,
        SymbolKind.FUNCTION,
        SymbolKind.METHOD,
        SymbolKind.PROPERTY,
    }
)
"""What a name means that no role marks; a word may as well be a parameter."""


def linked(text: Text, link: Callable[[Span], Span]) -> Text:
    """Return a line of text with its names linked.

    Parameters
    ----------
    text:
        Words of a file.
    link:
        Of :meth:`WrittenNames.links`.
    """
    return tuple(map(link, text))


class WrittenNames:
    """The names that a file writes, each with the definition that it means.

    Parameters
    ----------
    view:
        The file.
    """

    def __init__(self, view: FileView) -> None:
        self._view = view
        self._meant = {
            (name.owner, name.written): name.definition for name in view.relations.names.meant
        }

    def meaning(self, name: str, owner: str = "") -> DefinitionReference | None:
        """Return the definition that a name means.

        Parameters
        ----------
        name:
            As written.
        owner:
            Qualified name of the class where it is written.
        """
        return self._meant.get((owner, name))

    def links(self, symbol: Symbol | None) -> Callable[[Span], Span]:
        """Return what links the names in a docstring.

        Parameters
        ----------
        symbol:
            The definition that has the docstring, None for the module.

        Returns
        -------
        function from a span to the span with its link
        """
        owner = owner_of(symbol) if symbol is not None else ""

        def link(span: Span) -> Span:
            return self._linked(owner, span) if span.name else span

        return link

    def _linked(self, owner: str, span: Span) -> Span:
        meant = self.meaning(span.name, owner)
        if meant is None or not (span.is_role or meant.kind in _NAMED_ALONE):
            return without_name(span)
        shown = span.text.rpartition(".")[2] if span.shows_last else span.text
        found = self._view.site.definition_link(meant, shown)
        if not found.anchor:
            return without_name(span)  # the options hide it
        docname = HERE if meant.path == self._view.path else found.docname
        return Span(shown, code=True, docname=docname, anchor=found.anchor)
