"""How a file is used: examples in its docstrings, in folders of examples, and in tests."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from sphinx_kwindex.blocks.blocks import (
    Block,
    Heading,
    Paragraph,
    Row,
    Snippet,
    Table,
    Text,
    plain,
)
from sphinx_kwindex.pages.files.sections.named import (
    definition_link,
    is_in_test,
    line_link,
    listed,
    named_link,
    symbol_of,
)
from sphinx_kwindex.pages.files.sections.view import FileView
from sphinx_kwindex.project import Definition
from sphinx_kwindex.project.roles import is_example_path
from sphinx_kwindex.project.tests.named_uses import NamedUse
from sphinx_kwindex.records.analysis import Example

_MOST_DOCSTRINGS = 3
_MOST_FILES = 6
_MOST_NAMES = 6
_LONGEST_TEST = 12
"""Lines of a test that is shown."""
_SHORTEST_TEST = 3


def usage_examples(view: FileView) -> Iterator[Block]:
    """Yield examples; those of tests only where nobody wrote another one."""
    blocks = [*_docstrings(view), *_example_files(view)] or [*_test(view)]
    if blocks:
        yield Heading(3, "Usage examples", "usage-examples")
        yield from blocks


def _docstrings(view: FileView) -> Iterator[Block]:
    shown = [example for example in view.analysis.examples if _is_shown(view, example)]
    shown.sort(key=lambda example: _is_private(view, example))
    for example in shown[:_MOST_DOCSTRINGS]:
        yield Paragraph(_origin(view, example))
        yield Snippet("pycon" if example.is_session else "python", example.text)


def _is_shown(view: FileView, example: Example) -> bool:
    return view.site.settings.private or not _is_private(view, example)


def _is_private(view: FileView, example: Example) -> bool:
    return example.symbol >= 0 and view.analysis.symbols[example.symbol].is_private


def _origin(view: FileView, example: Example) -> Text:
    cut = example.text.count("\n")
    part = f", the first {cut} of {example.lines} lines" if cut < example.lines else ""
    line = view.line_link(example.line, f"line {example.line}")
    if example.symbol < 0:
        return (plain("From the docstring of the module ("), line, plain(f"){part}:"))
    symbol = view.analysis.symbols[example.symbol]
    link = definition_link(view, Definition(view.path, symbol))
    return (plain("From the docstring of "), link, plain(" ("), line, plain(f"){part}:"))


def _example_files(view: FileView) -> Iterator[Block]:
    if is_example_path(view.path):
        return
    by_file: dict[str, list[NamedUse]] = {}
    for use in view.project.named.by_source.get(view.path, ()):
        if is_example_path(use.path):
            by_file.setdefault(use.path, []).append(use)
    rows = tuple(_file_row(view, path, uses) for path, uses in by_file.items())
    if rows:
        columns = ("Example", "What it uses from this file, by line")
        yield Table(columns, rows[:_MOST_FILES])
        if len(rows) > _MOST_FILES:
            yield Paragraph((plain(f"And {len(rows) - _MOST_FILES:,} more files of examples."),))


def _file_row(view: FileView, path: str, uses: Sequence[NamedUse]) -> Row:
    named: dict[str, list[NamedUse]] = {}
    for use in uses:
        named.setdefault(use.definition.symbol.anchor, []).append(use)
    cells = [
        (
            *named_link(view, found),
            plain(" ("),
            line_link(view, path, found[0].line, f"{found[0].line}"),
            plain(")"),
        )
        for found in list(named.values())[:_MOST_NAMES]
    ]
    return Row(((view.site.file_link(path),), listed(cells, len(named) - _MOST_NAMES)))


def _test(view: FileView) -> Iterator[Block]:
    """Yield a short test of the public definition that most tests name."""
    found: dict[str, dict[tuple[str, int], NamedUse]] = {}
    for use in view.project.named.by_source.get(view.path, ()):
        is_public = not use.definition.symbol.is_private
        if is_public and view.project.is_test_file(use.path) and is_in_test(view, use):
            tests = found.setdefault(use.definition.symbol.anchor, {})
            tests[use.path, use.symbol] = use
    for anchor in sorted(found, key=lambda anchor: (-len(found[anchor]), anchor)):
        for _, _, _, use in sorted(
            ((_length(view, use), use.path, use.line, use) for use in found[anchor].values()),
            key=lambda item: item[:3],
        ):
            lines = _short_lines(view, use)
            if lines:
                yield from _quoted_test(view, use, lines)
                return


def _length(view: FileView, use: NamedUse) -> int:
    symbol = symbol_of(view, use)
    return 0 if symbol is None else symbol.end_line - symbol.line + 1


def _short_lines(view: FileView, use: NamedUse) -> list[str]:
    """Return the lines of a test that shows how to use something, none of a longer one."""
    symbol = symbol_of(view, use)
    if symbol is None or not _SHORTEST_TEST <= _length(view, use) <= _LONGEST_TEST:
        return []
    text = view.site.read_text(view.project.files[use.path])
    lines = text.split("\n")[symbol.line - 1 : symbol.end_line]
    return [] if any("raises" in line or "Raises" in line for line in lines) else lines


def _quoted_test(view: FileView, use: NamedUse, lines: Sequence[str]) -> Iterator[Block]:
    symbol = symbol_of(view, use)
    if symbol is not None:
        link = definition_link(view, Definition(use.path, symbol))
        where = line_link(view, use.path, symbol.line)
        spans = (plain("From the test "), link, plain(" in "), view.site.file_link(use.path))
        yield Paragraph((*spans, plain(" ("), where, plain("):")))
        yield Snippet("python", textwrap.dedent("\n".join(lines)) + "\n")
