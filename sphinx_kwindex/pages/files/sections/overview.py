"""In Its Own Words: the rest of the file's own words, and how many things it defines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sphinx_kwindex.blocks.blocks import Block, Docstring, Folded, Paragraph, plain
from sphinx_kwindex.blocks.sentences import unlinked
from sphinx_kwindex.blocks.walk import map_passages
from sphinx_kwindex.keywords import KeywordKind
from sphinx_kwindex.keywords.kinds import is_definition
from sphinx_kwindex.pages.files.sections.public_api import exported
from sphinx_kwindex.pages.files.sections.structure import weight
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.pages.words.counting import count, in_words
from sphinx_kwindex.pages.words.docstrings import WrittenNames
from sphinx_kwindex.records.docstrings import Words
from sphinx_kwindex.records.documents import LinkKind
from sphinx_kwindex.records.signatures import Variant

_MOST_OPEN = 8
"""Paragraphs and rows of a docstring that stand open above the definitions; of a longer one only
the first few do."""
_FIRST = 2
_VARIANTS = frozenset({Variant.OVERLOAD, Variant.GETTER, Variant.SETTER, Variant.DELETER})
_FORMS = frozenset({Variant.DECLARATION, Variant.IMPLEMENTATION})


def overview(view: FileView) -> Iterator[Block]:
    """Yield the paragraphs after the first sentence, the counts, and the exported names."""
    words = view.analysis.prose
    if view.analysis.docstring:
        yield from _docstring(view)
    elif words is not None:
        paragraphs = [Paragraph(unlinked(paragraph)) for paragraph in words.paragraphs]
        most = len(paragraphs) if view.is_classic else _MOST_OPEN
        yield from paragraphs[:most]
        yield from _more(paragraphs[most:])
    counts = _definitions(view)
    parts = [count(counts[kind], kind.value, kind.plural) for kind in KeywordKind if kind in counts]
    if parts:
        yield Paragraph((plain(f"Defines {in_words(parts)}."),))
    contents = _contents(view)
    if contents:
        yield Paragraph((plain(f"Holds {in_words(contents)}."),))
    if view.is_classic:
        yield from exported(view, view.analysis.exports or ())


def _definitions(view: FileView) -> Counter[KeywordKind]:
    """Return how many things the file defines, by kind.

    Overloads, the setter of a property, and what is declared first and defined below are one thing
    in several places; a class that is defined again under the name of another is one of its own.
    """
    whole: Counter[tuple[KeywordKind, str]] = Counter()
    again: Counter[tuple[KeywordKind, str]] = Counter()
    for keyword in view.keywords:
        if is_definition(keyword.kind):
            key = keyword.kind, keyword.qualname
            whole[key] += keyword.variant not in _VARIANTS | _FORMS
            again[key] += keyword.variant in _FORMS
    counts: Counter[KeywordKind] = Counter()
    for key, number in whole.items():
        counts[key[0]] += max(number, again[key], 1)
    return counts


def _docstring(view: FileView) -> Iterator[Block]:
    """Yield the paragraphs that come first as such, and all that follows as one block."""
    found = map_passages(view.analysis.docstring, WrittenNames(view).links(None))
    is_long = weight(found) > _MOST_OPEN and not view.is_classic
    for position, passage in enumerate(found):
        if not isinstance(passage, Words) or (is_long and position == _FIRST):
            rest = Docstring(found[position:])
            yield from _more([rest]) if is_long else [rest]
            return
        yield Paragraph(passage.text)


def _more(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield what of a file's own words a reader opens."""
    if blocks:
        yield Folded("More of what the file says of itself", "", tuple(blocks))


def _contents(view: FileView) -> list[str]:
    """Return how many parts, examples and links the file has."""
    counts = Counter(
        KeywordKind.of_symbol(symbol.kind)
        for symbol in view.analysis.symbols
        if symbol.kind.is_part
    )
    parts = [count(counts[kind], kind.value, kind.plural) for kind in KeywordKind if kind in counts]
    document = view.analysis.document
    if document is not None:
        kinds = Counter(link.kind for link in document.links)
        if document.code_blocks:
            parts.append(count(len(document.code_blocks), "code block"))
        if kinds[LinkKind.IMAGE]:
            parts.append(count(kinds[LinkKind.IMAGE], "image"))
        others = len(document.links) - kinds[LinkKind.IMAGE]
        if others:
            parts.append(count(others, "link"))
    return parts
