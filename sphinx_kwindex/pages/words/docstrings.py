"""Docstrings as passages: their words read for inline markup, their names linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sphinx_kwindex.blocks.blocks import (
    HERE,
    Aside,
    Passage,
    Points,
    Sample,
    Span,
    Term,
    Terms,
    Text,
    Words,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.prose import Linker, no_link, prose
from sphinx_kwindex.records import docstrings
from sphinx_kwindex.records.analysis import Symbol

_EXPRESSION = re.compile(r"~?[\w.]+(?:\[[^`:]*\])?(?:\s*\|\s*~?[\w.]+(?:\[[^`:]*\])?)*$")
_CALL = re.compile(r"[\w.]+\(\)$")
_CLASS_NAME = re.compile(r"(?:\w+\.)*[A-Z]\w*[a-z]\w*$")


def passages(blocks: Iterable[docstrings.Block], link: Linker = no_link) -> tuple[Passage, ...]:
    """Return the blocks of a docstring as passages.

    Parameters
    ----------
    blocks:
        What the docstring says.
    link:
        Finds what a name in it leads to.
    """
    return tuple(_passage(block, link) for block in blocks)


def _passage(block: docstrings.Block, link: Linker) -> Passage:
    match block:
        case docstrings.Words():
            return Words(prose(block.text, link))
        case docstrings.Code():
            return Sample(block.text, block.lexer)
        case docstrings.Items():
            return Points(tuple(passages(item, link) for item in block.items), block.start)
        case docstrings.Entries():
            are_links = block.title.lower() == "see also"
            rows = (
                _term(row, link, are_words=block.are_words, are_links=are_links)
                for row in block.rows
            )
            return Terms(block.title, tuple(rows))
        case docstrings.Titled():
            return Aside(block.title, passages(block.body, link), block.tone)


def _term(entry: docstrings.Entry, link: Linker, *, are_words: bool, are_links: bool) -> Term:
    name = prose(entry.name, link) if are_words else (Span(entry.name.strip("`"), code=True),)
    if are_links:
        name = _linked_names(entry.name, link)
    type_: Text = (Span(entry.annotation, code=True),) if entry.annotation else ()
    if entry.type:
        type_ = _type(entry.type, link)
    return Term(name if entry.name else (), type_, entry.default, passages(entry.body, link))


def _linked_names(names: str, link: Linker) -> Text:
    """Return names with commas between, each as a link to what it names."""
    spans: list[Span] = []
    for name in names.split(","):
        shown = name.strip().strip("`")
        if spans:
            spans.append(Span(", "))
        spans.append(link(shown, shown, is_role=True) or Span(shown, code=True))
    return tuple(spans)


def _type(text: str, link: Linker) -> Text:
    """Return a type as code, unless it is in words or has markup of its own."""
    expression, comma, rest = text.partition(", optional")
    if not _EXPRESSION.match(expression):
        return prose(text, link)
    # A tilde before a name is for Sphinx, which then shows its last part.
    shown = expression.replace("~", "")
    return (
        link(shown, shown, is_role=False) or Span(shown, code=True),
        *([Span(f"{comma}{rest}")] if comma else []),
    )


def names_in(view: FileView, symbol: Symbol | None) -> Linker:
    """Return what finds the definitions that a docstring names.

    A role says that its text is a name.  Of other code only what is called, or what is written
    like a class, is taken for one: a word may as well be a parameter.
    """
    owner = _owner(symbol)

    def link(name: str, shown: str, *, is_role: bool) -> Span | None:
        if not is_role and not _CALL.match(name) and not _CLASS_NAME.match(name):
            return None
        dotted = name.removesuffix("()")
        for candidate in _candidates(dotted, owner):
            definition = view.project.resolver.definition_of(candidate, view.path)
            if definition is None:
                continue
            if not (is_role or definition.symbol.is_callable or definition.symbol.is_class):
                return None
            found = view.site.definition_link(definition, shown)
            if not found.anchor:
                return None  # the options hide it
            docname = HERE if definition.path == view.path else found.docname
            return Span(shown, code=True, docname=docname, anchor=found.anchor)
        return None

    return link


def _candidates(dotted: str, owner: str) -> Iterator[str]:
    """Yield what a name may be, in the class where it stands first."""
    if owner:
        yield f"{owner}.{dotted}"
    yield dotted


def _owner(symbol: Symbol | None) -> str:
    if symbol is None or symbol.is_local:
        return ""
    if symbol.is_class:
        return symbol.qualname
    return symbol.qualname.rpartition(".")[0]
