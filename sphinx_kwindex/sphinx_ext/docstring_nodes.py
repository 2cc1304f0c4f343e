"""The passages of docstrings as standard nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from docutils import nodes

from sphinx_kwindex.docstrings import BULLETS
from sphinx_kwindex.pages.blocks import (
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
from sphinx_kwindex.pages.characters import visible
from sphinx_kwindex.pages.docstring_html import columns_of

MakeParagraph = Callable[[Text], nodes.paragraph]


def docstring_nodes(
    passages: Iterable[Passage], paragraph: MakeParagraph
) -> Iterator[nodes.Element]:
    """Yield the standard nodes of passages.

    Parameters
    ----------
    passages:
        The docstring after its first sentence.
    paragraph:
        Makes a paragraph of text.
    """
    for passage in passages:
        match passage:
            case Words():
                yield paragraph(passage.text)
            case Sample():
                text = visible(passage.text)
                yield nodes.literal_block(text, text, language=passage.lexer, force=True)
            case Points():
                yield _points(passage, paragraph)
            case Terms():
                yield _table(passage, paragraph) if passage.title else _terms(passage, paragraph)
            case Aside():
                yield from _aside(passage, paragraph)


def _points(passage: Points, paragraph: MakeParagraph) -> nodes.Element:
    items = [nodes.list_item("", *docstring_nodes(item, paragraph)) for item in passage.items]
    if passage.start == BULLETS:
        return nodes.bullet_list("", *items)
    return nodes.enumerated_list(
        "", *items, enumtype="arabic", prefix="", suffix=".", start=passage.start
    )


def _terms(passage: Terms, paragraph: MakeParagraph) -> nodes.Element:
    return nodes.definition_list(
        "",
        *(
            nodes.definition_list_item(
                "",
                nodes.term("", "", *paragraph(row.name).children),
                nodes.definition("", *docstring_nodes(row.body, paragraph)),
            )
            for row in passage.rows
        ),
    )


def _aside(passage: Aside, paragraph: MakeParagraph) -> Iterator[nodes.Element]:
    title = visible(passage.title)
    body = list(docstring_nodes(passage.body, paragraph))
    if passage.tone:
        yield nodes.admonition("", nodes.title(title, title), *body, classes=[passage.tone])
    else:
        yield nodes.rubric(title, title)
        yield from body


def _table(passage: Terms, paragraph: MakeParagraph) -> nodes.Element:
    columns = columns_of(passage)
    group = nodes.tgroup("", cols=len(columns))
    group.extend(nodes.colspec("", colwidth=50 if part == "body" else 20) for _, part in columns)
    titles = (nodes.entry("", paragraph((Span(title),))) for title, _ in columns)
    group.append(nodes.thead("", nodes.row("", *titles)))
    body = nodes.tbody("")
    for row in passage.rows:
        cells = (nodes.entry("", *_cell(row, part, paragraph)) for _, part in columns)
        body.append(nodes.row("", *cells))
    group.append(body)
    return nodes.table("", group)


def _cell(row: Term, part: str, paragraph: MakeParagraph) -> Iterable[nodes.Element]:
    if part == "body":
        return docstring_nodes(row.body, paragraph)
    if part == "default":
        return [paragraph((Span(row.default, code=True),) if row.default else ())]
    return [paragraph(row.name if part == "name" else row.type)]
