"""How a file is used: examples in its docstrings, in folders of examples, and in tests."""

from __future__ import annotations

from collections.abc import Iterator

from sphinx_kwindex.blocks.blocks import Block, Heading, Paragraph, Row, Snippet, Table, plain
from sphinx_kwindex.pages.files.sections.named import (
    listed,
    named_link,
    reference_link,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.records.examples import Example
from sphinx_kwindex.records.text import Span, Text
from sphinx_kwindex.relations.examples import (
    ExampleFile,
    QuotedTest,
    UsageExamples,
    shown_examples,
)

_MOST_DOCSTRINGS = 3


def usage_examples(view: FileView) -> Iterator[Block]:
    """Yield examples; those of tests only where nobody wrote another one."""
    said = view.relations.examples
    names = view.site.section_names
    has_docstrings = {"overview", "structure"} <= set(names) and not view.is_classic
    written = _places(view) if has_docstrings else _docstrings(view)
    blocks = [*written, *_example_files(view, said)]
    if said.test is not None:
        blocks += _quoted_test(view, said.test)
    if blocks:
        yield Heading(3, "Usage examples", "usage-examples")
        yield from blocks


def _docstrings(view: FileView) -> Iterator[Block]:
    shown = shown_examples(view.facts, private=view.site.settings.private)
    for example in shown[:_MOST_DOCSTRINGS]:
        yield Paragraph(_origin(view, example))
        yield Snippet("pycon" if example.is_session else "python", example.text)


def _places(view: FileView) -> Iterator[Block]:
    """Yield where the page shows examples already."""
    shown = shown_examples(view.facts, private=view.site.settings.private)
    links = [_documented(view, example) for example in shown]
    if links:
        lead = plain("There are examples in the docstrings of ")
        yield Paragraph((lead, *view.site.shown_links(dict.fromkeys(links)), plain(".")))


def _documented(view: FileView, example: Example) -> Span:
    if example.symbol < 0:
        return view.line_link(example.line, "the module")
    return view.own_link(view.analysis.symbols[example.symbol])


def _origin(view: FileView, example: Example) -> Text:
    cut = example.text.count("\n")
    part = f", the first {cut} of {example.lines} lines" if cut < example.lines else ""
    line = view.line_link(example.line, f"line {example.line}")
    if example.symbol < 0:
        return (plain("From the docstring of the module ("), line, plain(f"){part}:"))
    link = view.own_link(view.analysis.symbols[example.symbol])
    return (plain("From the docstring of "), link, plain(" ("), line, plain(f"){part}:"))


def _example_files(view: FileView, said: UsageExamples) -> Iterator[Block]:
    rows = tuple(_file_row(view, file) for file in said.files.first)
    if rows:
        yield Table(("Example", "What it uses from this file"), rows)
        if said.files.further:
            yield Paragraph((plain(f"And {said.files.further:,} more files of examples."),))


def _file_row(view: FileView, file: ExampleFile) -> Row:
    cells = [named_link(view, item) for item in file.names.first]
    return Row(((view.site.file_link(file.path),), listed(cells, file.names.further)))


def _quoted_test(view: FileView, test: QuotedTest) -> Iterator[Block]:
    found = test.definition
    link = reference_link(view, found)
    spans = (plain("From the test "), link, plain(" in "), view.site.file_link(found.path))
    yield Paragraph((*spans, plain(":")))
    yield Snippet("python", test.text)
