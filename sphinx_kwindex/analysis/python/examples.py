"""Examples of use in docstrings: sessions of the interpreter, and the code of "Examples" sections.

They are found among the passages that a page shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import assert_never

from astroid import nodes

from sphinx_kwindex.analysis.docstrings.lines import next_written
from sphinx_kwindex.analysis.docstrings.literal import is_program
from sphinx_kwindex.analysis.python.references import Positions
from sphinx_kwindex.analysis.python.tree import Tree
from sphinx_kwindex.records.analysis import Symbol
from sphinx_kwindex.records.docstrings import Code, Entries, Items, Math, Passage, Titled, Words
from sphinx_kwindex.records.examples import Example
from sphinx_kwindex.records.text import words_of

_MOST_LINES = 16
"""Lines of an example that are kept."""
_NOT_WORTH_CUTTING = 8
"""Lines that are kept too if the example ends with them."""
_MOST_EXAMPLES = 6
"""Examples of a file that are kept."""
_LONGEST_LINE = 160

_PROMPT = re.compile(r" *>>> \S")
_TITLE = re.compile(r"(?:.*\bexamples?\b.*|usage)$", re.IGNORECASE)
_INTRODUCTION = re.compile(
    r"(?:.*\bexamples?\b.*:|examples?|(?:.*[.!?] )?usage *:?)$", re.IGNORECASE
)
_PYTHON = frozenset({"python", "text"})
"""Lexers of code that may be Python: where none is named, the first lines may tell nothing."""


def extract_examples(
    tree: Tree, positions: Positions, symbols: Sequence[Symbol], docstring: tuple[Passage, ...]
) -> tuple[Example, ...]:
    """Return the first example of each docstring, as far as there is room for them.

    Parameters
    ----------
    tree:
        The module.
    positions:
        Where its functions and classes are among the symbols.
    symbols:
        Its definitions, with their docstrings.
    docstring:
        Its own docstring.
    """
    found: list[Example] = []
    for node in (tree.module, *sorted(tree.documented, key=lambda node: node.lineno)):
        doc = node.doc_node
        if doc is None or not isinstance(doc.value, str):
            continue
        position = -1 if node is tree.module else _position(node, positions)
        if position is None:
            continue
        passages = docstring if position < 0 else symbols[position].docstring
        example = _example(doc, position, passages)
        if example is not None:
            found.append(example)
        if len(found) == _MOST_EXAMPLES:
            break
    return tuple(found)


def _position(node: nodes.FunctionDef | nodes.ClassDef, positions: Positions) -> int | None:
    line = node.position.lineno if node.position is not None else node.lineno
    return positions.get((line, node.name))


def _example(doc: nodes.Const, position: int, passages: tuple[Passage, ...]) -> Example | None:
    session = next(_sessions(passages), ())
    code = session or next(filter(is_program, _announced(passages)), ())
    if not code:
        return None
    shown = code if len(code) <= _MOST_LINES + _NOT_WORTH_CUTTING else code[:_MOST_LINES]
    if any(len(line) > _LONGEST_LINE for line in shown):
        return None
    text = "\n".join(shown).rstrip() + "\n"
    return Example(position, _line_of(code, doc), bool(session), text, len(code))


def _codes(passages: Sequence[Passage]) -> Iterator[Code]:
    """Yield the code in passages, in the order of the docstring."""
    for passage in passages:
        match passage:
            case Code():
                yield passage
            case Titled():
                yield from _codes(passage.body)
            case Items():
                for item in passage.items:
                    yield from _codes(item)
            case Entries():
                for row in passage.rows:
                    yield from _codes(row.body)
            case Words() | Math():
                continue
            case _:
                assert_never(passage)


def _sessions(passages: Sequence[Passage]) -> Iterator[list[str]]:
    for code in _codes(passages):
        session = _session(code.text.split("\n"))
        if session:
            yield session


def _session(lines: Sequence[str]) -> list[str]:
    """Return the first session among lines, with the ones that follow it after an empty line."""
    start = next((at for at, line in enumerate(lines) if _PROMPT.match(line)), len(lines))
    indent = _indent(lines[start]) if start < len(lines) else 0
    found: list[str] = []
    written = next_written(lines)
    for at in range(start, len(lines)):
        line = lines[at]
        if not line.strip():
            if not _PROMPT.match(written[at]) or _indent(written[at]) != indent:
                break
        elif _indent(line) < indent:
            break
        found.append(line[indent:].rstrip())
    while found and found[-1] in ("", ">>>"):
        found.pop()
    return found


def _announced(passages: Sequence[Passage]) -> Iterator[list[str]]:
    """Yield the code in sections of examples, and that after words that announce it."""
    is_section = False
    before: Passage | None = None
    for passage in passages:
        if isinstance(passage, Titled):
            is_section = _TITLE.match(passage.title.strip()) is not None
            yield from map(_lines, _codes(passage.body)) if is_section else _announced(passage.body)
        elif isinstance(passage, Code):
            if is_section or _announces(before):
                yield _lines(passage)
        elif is_section:
            yield from map(_lines, _codes((passage,)))
        before = passage


def _announces(passage: Passage | None) -> bool:
    return isinstance(passage, Words) and bool(_INTRODUCTION.match(words_of(passage.text)))


def _lines(code: Code) -> list[str]:
    return code.text.split("\n") if code.lexer in _PYTHON else []


def _line_of(code: Sequence[str], doc: nodes.Const) -> int:
    """Return the line of a file where code of a docstring begins."""
    first = doc.lineno or 1
    lines = [line.strip() for line in doc.value.expandtabs(8).split("\n")]
    # An escape in the docstring makes lines that the file does not have.
    if (doc.end_lineno or first) - first != len(lines) - 1:
        return first
    wanted = [line.strip() for line in code]
    for at, line in enumerate(lines):
        if line == wanted[0] and lines[at : at + len(wanted)] == wanted:
            return first + at
    return first


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
