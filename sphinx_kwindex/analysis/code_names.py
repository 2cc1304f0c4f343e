"""The names that the Python examples of a document import, and what of them they use."""

from __future__ import annotations

import ast
import doctest
import re
import warnings
from collections.abc import Iterator

_PYTHON = frozenset({"python", "python3", "py", "py3"})
_SESSION = frozenset({"pycon", "doctest", "python-console", "python console", "ipython"})
_PROMPT = re.compile(r"\s*>>> ")


class ImportedNames:
    """Reads the examples of one document in order: a name stays imported from one to the next."""

    def __init__(self) -> None:
        self._bound: dict[str, str] = {}
        self._sessions = doctest.DocTestParser()

    def names(self, language: str, text: str) -> Iterator[tuple[str, int]]:
        """Yield the whole name of each use of something imported, with its line in the example.

        Parameters
        ----------
        language:
            Name of the language of the example, as the document writes it.
        text:
            The code.
        """
        wanted = language.lower()
        if wanted not in _PYTHON and wanted not in _SESSION:
            return
        if _PROMPT.match(text):
            for source, offset in self._statements(text):
                yield from self._names(source, offset)
        elif wanted in _PYTHON:
            yield from self._names(text, 0)

    def _statements(self, text: str) -> Iterator[tuple[str, int]]:
        try:
            examples = self._sessions.get_examples(text)
        except ValueError:
            return
        for example in examples:
            yield example.source, example.lineno

    def _names(self, source: str, offset: int) -> Iterator[tuple[str, int]]:
        tree = _parsed(source)
        if tree is None:
            return
        nodes = sorted(
            (node for node in ast.walk(tree) if isinstance(node, _READ)),
            key=lambda node: (node.lineno, node.col_offset),
        )
        for node in nodes:
            if isinstance(node, ast.Import | ast.ImportFrom):
                self._bind(node)
            dotted = self._whole_name(node)
            if dotted:
                yield dotted, node.lineno + offset
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    if node.module and not node.level and alias.name != "*":
                        yield f"{node.module}.{alias.name}", node.lineno + offset

    def _bind(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if isinstance(node, ast.Import):
                name = alias.asname or alias.name.partition(".")[0]
                self._bound[name] = alias.name if alias.asname else name
            elif node.module and not node.level and alias.name != "*":
                self._bound[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def _whole_name(self, node: ast.AST) -> str:
        parts: list[str] = []
        while isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name) or node.id not in self._bound or not parts:
            return ""
        return ".".join((self._bound[node.id], *reversed(parts)))


_READ = (ast.Import, ast.ImportFrom, ast.Attribute)


def _parsed(source: str) -> ast.Module | None:
    """Return the tree of an example; what does not parse is an excerpt, and nothing is wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
