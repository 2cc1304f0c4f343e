"""Where names stand in the text: lines from 1, columns in characters from 0."""

from __future__ import annotations

import ast
import re

_KEYWORDS = re.compile(r"(?:async\s+)?(?:def|class)\s+(?=\w)")
"""What comes before the name of a definition: ``async def ``."""

_FROM = re.compile(r"from\s*(?=[.\w])")
"""What comes before the module of an import: ``from `` of ``from .a import b``."""

_QUOTED = re.compile(r"""[rRuU]?("|')(?!\1)""")
"""The begin of a string on one line: ``r"``, but not ``"`` of ``\"\"\"``."""

Place = tuple[int, int]


class Places:
    """The lines of a file, to find names in."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._is_ascii = text.isascii()

    def column(self, line: int, offset: int) -> int:
        """Return the column of an offset in bytes, as the parser of Python counts.

        Parameters
        ----------
        line:
            The line, from 1.
        offset:
            The offset in the line, in bytes.
        """
        if self._is_ascii:
            return offset
        written = self._lines[line - 1]
        return offset if written.isascii() else len(written.encode()[:offset].decode())

    def of_name(self, node: ast.Name) -> Place:
        """Return the place of a name."""
        return node.lineno, self.column(node.lineno, node.col_offset)

    def of_end(self, node: ast.expr | ast.alias, name: str) -> Place | None:
        """Return the place of a name that a node ends with, None if it is written otherwise.

        Parameters
        ----------
        node:
            The node of the syntax tree.
        name:
            The name.
        """
        line = node.end_lineno or 1
        column = self.column(line, node.end_col_offset or 0) - len(name)
        is_there = self._is_ascii or self._lines[line - 1].startswith(name, max(column, 0))
        return (line, column) if is_there else None

    def of_definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Place:
        """Return the place of the name of a class or function."""
        start = self.column(node.lineno, node.col_offset)
        match = _KEYWORDS.match(self._lines[node.lineno - 1], start)
        return node.lineno, match.end() if match else start

    def of_field(self, node: ast.pattern, name: str) -> Place | None:
        """Return the place of a name before a pattern, None if it is on another line.

        Parameters
        ----------
        node:
            The pattern.
        name:
            The name.
        """
        written = self._lines[node.lineno - 1]
        before = written[: self.column(node.lineno, node.col_offset)].rstrip(" \t(")
        before = before.removesuffix("=").rstrip()
        return (node.lineno, len(before) - len(name)) if before.endswith(name) else None

    def of_module(self, node: ast.ImportFrom, written: str) -> Place | None:
        """Return the place of the module of a ``from`` import, None if it is written otherwise.

        Parameters
        ----------
        node:
            The node of the syntax tree.
        written:
            The module, as the statement writes it.
        """
        line = self._lines[node.lineno - 1]
        match = _FROM.match(line, self.column(node.lineno, node.col_offset))
        if match is None or not line.startswith(written, match.end()):
            return None
        return node.lineno, match.end()

    def inside(self, node: ast.Constant, value: str) -> Place | None:
        """Return where the text of a string begins, None if it is not written on one line.

        Parameters
        ----------
        node:
            The node of the syntax tree.
        value:
            The text.
        """
        line = self._lines[node.lineno - 1]
        match = _QUOTED.match(line, self.column(node.lineno, node.col_offset))
        if match is None or not line.startswith(value + match[1], match.end()):
            return None
        return node.lineno, match.end()
