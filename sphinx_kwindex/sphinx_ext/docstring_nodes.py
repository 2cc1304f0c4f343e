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
    passages: Iterable[Passage], paragraph: MakeParagraph, room: int
) -> Iterator[nodes.Element]:
    """Yield the standard nodes of passages.

    Parameters
    ----------
    passages:
        The docstring after its first sentence.
    paragraph:
        Makes a paragraph of text.
    room:
        How many lists may be nested here: LaTeX knows no more than six in each other, four of a
        kind.  The items of further ones become paragraphs.
    """
    for passage in passages:
        match passage:
            case Words():
                yield paragraph(passage.text)
            case Sample():
                text = visible(passage.text)
                yield nodes.literal_block(text, text, language=passage.lexer, force=True)
            case Points():
                yield from _points(passage, paragraph, room)
            case Terms():
                if passage.title:
                    yield _table(passage, paragraph, room)
                else:
                    yield from _terms(passage, paragraph, room)
            case Aside():
                yield from _aside(passage, paragraph, room)


def _points(passage: Points, paragraph: MakeParagraph, room: int) -> Iterator[nodes.Element]:
    items = [list(docstring_nodes(item, paragraph, room - 1)) for item in passage.items]
    if room < 1:
        for item in items:
            yield paragraph((Span("•"),))
            yield from item
    elif passage.start == BULLETS:
        yield nodes.bullet_list("", *(nodes.list_item("", *item) for item in items))
    else:
        yield nodes.enumerated_list(
            "",
            *(nodes.list_item("", *item) for item in items),
            enumtype="arabic",
            prefix="",
            suffix=".",
            start=passage.start,
        )


def _terms(passage: Terms, paragraph: MakeParagraph, room: int) -> Iterator[nodes.Element]:
    rows = [
        (paragraph(row.name), list(docstring_nodes(row.body, paragraph, room - 1)))
        for row in passage.rows
    ]
    if room < 1:
        for name, body in rows:
            yield name
            yield from body
        return
    yield nodes.definition_list(
        "",
        *(
            nodes.definition_list_item(
                "", nodes.term("", "", *name.children), nodes.definition("", *body)
            )
            for name, body in rows
        ),
    )


def _aside(passage: Aside, paragraph: MakeParagraph, room: int) -> Iterator[nodes.Element]:
    title = visible(passage.title)
    body = list(docstring_nodes(passage.body, paragraph, room))
    if passage.tone:
        yield nodes.admonition("", nodes.title(title, title), *body, classes=[passage.tone])
    else:
        yield nodes.rubric(title, title)
        yield from body


def _table(passage: Terms, paragraph: MakeParagraph, room: int) -> nodes.Element:
    columns = columns_of(passage)
    group = nodes.tgroup("", cols=len(columns))
    group.extend(nodes.colspec("", colwidth=50 if part == "body" else 20) for _, part in columns)
    titles = (nodes.entry("", paragraph((Span(title),))) for title, _ in columns)
    group.append(nodes.thead("", nodes.row("", *titles)))
    body = nodes.tbody("")
    for row in passage.rows:
        cells = (nodes.entry("", *_cell(row, part, paragraph, room)) for _, part in columns)
        body.append(nodes.row("", *cells))
    group.append(body)
    return nodes.table("", group)


def _cell(row: Term, part: str, paragraph: MakeParagraph, room: int) -> Iterable[nodes.Element]:
    if part == "body":
        return docstring_nodes(row.body, paragraph, room)
    if part == "default":
        return [paragraph((Span(row.default, code=True),) if row.default else ())]
    return [paragraph(row.name if part == "name" else row.type)]
